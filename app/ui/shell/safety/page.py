"""资料安全: how safe the data is, at a glance, and everything that can be done for it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QGridLayout, QPushButton, QVBoxLayout, QWidget

from app import words
from app.errors import NeedfolioError
from app.ui.base import labels
from app.ui.base.desk import Desk
from app.ui.base.task_runner import Progress
from app.ui.shell.safety.passwords import ChangePassword, RecoveryKeyDialog
from app.ui.shell.safety.restoring import RestoreDialog
from app.ui.widgets.base_dialog import Dialog
from app.ui.widgets.boxes import ComboBox
from app.ui.widgets.plain import Label

if TYPE_CHECKING:
    from app.services.base.restoring import Preview

LOCK_MINUTES = (5, 10, 20, 30, 60, 0)
LOCK_SETTING, LOCK_DEFAULT = "lock_minutes", "10"
MEGABYTE = 1024 * 1024


class SafetyDialog(Dialog):
    """``restore`` asks the window to bring a copy back, ``renew`` for a new data key, ``lock`` to lock; the dialog is
    over by then."""

    restore = Signal(object, str)  # the path of a copy, and its password where it is of another store
    renew = Signal(str)  # the password
    lock = Signal()

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self.desk = desk
        self.setWindowTitle(self.tr("Safety and backups"))
        self.setMinimumWidth(720)
        self.values: dict[str, Label] = {}
        self.acts: dict[str, QPushButton] = {}
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(1, 1)
        self._row("file", self.tr("Data file"), self.tr("Check now"), self.check)
        self._row("last", self.tr("Last backup"), self.tr("Back up now"), self.back_up)
        self._row("second", self.tr("Second place"), self.tr("Choose…"), self.choose_second)
        self._row("drill", self.tr("Last drill"), self.tr("Try it now"), self.drill)
        self._row("backups", self.tr("Backups"), self.tr("Restore…"), self.choose_copy)
        self._row("password", self.tr("Password"), self.tr("Change the password…"), self.change_password)
        self._row("recovery", self.tr("Recovery key"), self.tr("Make a new one…"), self.make_recovery_key)
        self._row("helper", self.tr("Help by the lead"), self.tr("Choose who…"), self.choose_helper)
        self._row("key", self.tr("Data key"), self.tr("A new one…"), self.renew_key)
        self._row("locked", self.tr("Locks by itself"), self.tr("Lock now"), self.lock_now)
        self.minutes = ComboBox()
        self.minutes.setAccessibleName(self.tr("Locks by itself"))
        for minutes in LOCK_MINUTES:
            said = self.tr("after {count} minutes without work", n=minutes).format(count=minutes)
            self.minutes.addItem(said if minutes else self.tr("never"), minutes)
        chosen = int(desk.preferences.text(LOCK_SETTING, LOCK_DEFAULT))
        self.minutes.setCurrentIndex(LOCK_MINUTES.index(chosen) if chosen in LOCK_MINUTES else 1)
        self.minutes.activated.connect(self._keep_minutes)
        self._grid.addWidget(self.minutes, self._grid.rowCount() - 1, 1)
        self.said = Label()
        self.said.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.addLayout(self._grid)
        layout.addWidget(self.said)
        layout.addLayout(self.lay_foot(None))
        self.show_state()

    def typed(self) -> bool:
        return False

    def show_state(self) -> None:
        """What is known now, without opening a copy."""
        from app.services.base import access, ladder, restoring

        known = ladder.state(self.desk.store)
        self.values["file"].setText(f"{known.path}\n{known.size / MEGABYTE:.1f} MB")
        self.values["last"].setText(self._time(known.last.at if known.last else None))
        second = self.tr("none yet: a stick or a network folder saves you when the disk breaks")
        if known.second is not None:
            second = self.tr("{folder}, last copied {when}").format(folder=known.second, when=self._time(known.copied))
        self.values["second"].setText(second)
        self._warn("second", ladder.second_is_late(known, self.desk.store.now()) or known.second is None)
        drill, sound = known.drill, self.tr("the last backup came back whole")
        fault = self.tr("the last backup could not be brought back: {fault}")
        said = "" if drill is None else sound
        if drill is not None and drill.fault:
            said = fault.format(fault=words.say(drill.fault, self.desk.language))
        self.values["drill"].setText(self._time(drill.at if drill else None) + (f"  {said}" if said else ""))
        self._warn("drill", bool(drill and drill.fault))
        number = len(restoring.found(self.desk.store.path, [known.second] if known.second else []))
        self.values["backups"].setText(self.tr("{count} copies", n=number).format(count=number))
        ways = access.state(self.desk.store)
        none = self.tr("none yet: without it a forgotten password is the end of the data")
        self.values["recovery"].setText(self.tr("there is one") if ways.recovery else none)
        self._warn("recovery", not ways.recovery)
        nobody = self.tr("nobody could help, as nobody was asked")
        self.values["helper"].setText(
            self.tr("{name} could write a new password into your key file").format(name=ways.escrow)
            if ways.escrow
            else nobody
        )
        self.values["key"].setText(self.tr("a new one after a laptop or a backup came into wrong hands"))
        for key in ("helper", "last", "second", "drill", "password", "recovery", "key"):
            self.acts[key].setEnabled(self.desk.store.only_looking is None or key == "last")

    # -- what can be done -------------------------------------------------------------------------------------
    def check(self) -> None:
        """Every page, every link between rows, and the chain of what was done."""
        store = self.desk.store

        def done(faults: object) -> None:
            assert isinstance(faults, list)
            said = self.tr("The data file is damaged: {fault}. Restore the newest backup.")
            fault = words.of(faults[0], self.desk.language) if faults else ""
            self._tell(said.format(fault=fault) if faults else self.tr("The data file is sound."))

        self._run(self.tr("Checking the data file"), lambda _progress: store.faults(), done)

    def back_up(self) -> None:
        """Into the store's own folder, or, where that cannot be written, one that is chosen."""
        from app.services.base import backup, ladder

        store = self.desk.store
        if store.only_looking is None:
            self._run(self.tr("Making a backup"), lambda _progress: ladder.step(store), self._made)
        elif folder := QFileDialog.getExistingDirectory(self, self.tr("Folder for the backup")):
            self._run(self.tr("Making a backup"), lambda _progress: backup.back_up(store, Path(folder)), self._made)

    def choose_second(self) -> None:
        from app.services.base import ladder

        folder = QFileDialog.getExistingDirectory(self, self.tr("A folder on a stick or another disk"))
        if folder and self._done(lambda: ladder.choose_second(self.desk.store, self.desk.actor, Path(folder))):
            store = self.desk.store

            def work(_progress: Progress) -> object:
                return ladder.step(store) or ladder.copy_to_second(store)

            self._run(self.tr("Copying to the second place"), work, self._made)

    def drill(self) -> None:
        from app.services.base import ladder

        store = self.desk.store

        def work(_progress: Progress) -> object:
            ladder.step(store)
            return ladder.drill(store)

        self._run(self.tr("Bringing the last backup back to a place of its own"), work, lambda _: self._tell(""))

    def choose_copy(self) -> None:
        """Look into a copy and, if it is the one, give it to the window."""
        from app.services.base import ladder, restoring

        store = self.desk.store
        known = ladder.state(store)
        copies = restoring.found(store.path, [known.second] if known.second else [])

        def look(copy: Path, password: str) -> Preview:
            key_of = restoring.by_password(password) if password else restoring.by_key(store.data_key)
            return restoring.preview(copy, key_of)

        dialog = RestoreDialog(self.desk.language, self, self.desk.tasks, copies, look, asks=False)
        if dialog.exec() and dialog.chosen is not None:
            self.accept()
            self.restore.emit(dialog.chosen, dialog.password.text())

    def change_password(self) -> None:
        if ChangePassword(self.desk, self).exec():
            self._tell(self.tr("The new password holds."))

    def make_recovery_key(self) -> None:
        RecoveryKeyDialog(self.desk, self).exec()
        self.show_state()

    def choose_helper(self) -> None:
        from app.ui.shell.safety.helping import HelperDialog

        HelperDialog(self.desk, self).exec()
        self.show_state()

    def renew_key(self) -> None:
        from app.ui.shell.safety.renewing import NewKeyDialog

        dialog = NewKeyDialog(self.desk, self)
        if dialog.exec():
            self.accept()
            self.renew.emit(dialog.password)

    def lock_now(self) -> None:
        self.accept()
        self.lock.emit()

    # -- how -------------------------------------------------------------------------------------------------
    def _row(self, key: str, label: str, act: str, do: Callable[[], None]) -> None:
        row = self._grid.rowCount()
        caption = Label(label)
        caption.setProperty("kind", "muted")
        value = Label()
        value.setWordWrap(True)
        button = QPushButton(act)
        button.setAutoDefault(False)
        button.clicked.connect(do)
        self._grid.addWidget(caption, row, 0)
        self._grid.addWidget(value, row, 1)
        self._grid.addWidget(button, row, 2)
        self.values[key], self.acts[key] = value, button

    def _run(self, title: str, work: Callable[[Progress], Any], done: Callable[[Any], None]) -> None:
        self._tell(title + " …")
        for button in self.acts.values():
            button.setEnabled(False)

        def ended(result: Any) -> None:
            self._free()
            done(result)

        self.desk.tasks.run(title, work, ended, self._failed)

    def _failed(self, error: NeedfolioError | None) -> None:
        self._free()
        gone = self.tr("Something went wrong; the log file tells more.")
        self._tell(gone if error is None else "\n".join(labels.explain(error, self.desk.language)))

    def _free(self) -> None:
        for button in self.acts.values():
            button.setEnabled(True)
        self.show_state()

    def _made(self, made: object) -> None:
        path = self.tr("Nothing has changed since the last backup.")
        self._tell(self.tr("Backup made: {path}").format(path=made) if made else path)

    def _done(self, act: Callable[[], None]) -> bool:
        with self.desk.hub.act():
            try:
                act()
            except NeedfolioError as error:
                self._tell("\n".join(labels.explain(error, self.desk.language)))
                return False
        return True

    def _tell(self, text: str) -> None:
        self.said.setText(text)
        self.show_state()

    def _keep_minutes(self) -> None:
        self.desk.preferences.set_text(LOCK_SETTING, str(self.minutes.currentData()))

    def _warn(self, key: str, wrong: bool) -> None:
        value = self.values[key]
        value.setProperty("kind", "wrong" if wrong else "")
        value.style().unpolish(value)
        value.style().polish(value)

    def _time(self, at: datetime | None) -> str:
        if at is None:
            return self.tr("never")
        days = (self.desk.store.now() - at).days
        day = f"{at.astimezone():%Y-%m-%d %H:%M}"
        return day if days < 1 else day + self.tr(" ({count} days ago)", n=days).format(count=days)
