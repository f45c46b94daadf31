"""What is to be told now: a strip above the tabs and, where there is one, a notice of the tray."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSystemTrayIcon, QWidget

from app.errors import NeedfolioError
from app.services.day import reminders
from app.services.day.reminders import Reminder
from app.ui.base import formats, labels, theme
from app.ui.base.changes import Change, ChangeKind
from app.ui.base.desk import Desk
from app.ui.base.later import later
from app.ui.widgets.plain import Label

LOOK_EVERY_MS = 20_000
SOON, LATER = timedelta(minutes=10), timedelta(hours=1)


class ReminderStrip(QFrame):
    """Shows the earliest reminder that is due, and how many more there are; looks again three times a minute."""

    told = Signal(str, str)  # title and text for a notice outside the window

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._due: list[Reminder] = []
        self._announced: set[tuple[str, datetime]] = set()
        self.setProperty("kind", "notice")
        self.words = Label()
        self.words.setWordWrap(True)
        self.open = self._button(self.tr("Open"), self._open)
        self.soon = self._button(self.tr("In 10 minutes"), lambda: self._snooze(self.now() + SOON))
        self.later = self._button(self.tr("In an hour"), lambda: self._snooze(self.now() + LATER))
        self.tomorrow = self._button(self.tr("Tomorrow"), lambda: self._snooze(reminders.tomorrow(self.now())))
        self.close_button = self._button("", self._close)
        self.close_button.setIcon(theme.icon("close"))
        self.close_button.setProperty("kind", "compact")
        self.close_button.setAccessibleName(self.tr("Close this reminder"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 4, 8, 4)
        layout.addWidget(self.words, 1)
        for button in (self.open, self.soon, self.later, self.tomorrow, self.close_button):
            layout.addWidget(button)
        self.hide()
        self._timer = QTimer(self, interval=LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        desk.hub.changed.connect(self._on_change)  # a method: it lets go when the strip is made anew
        later(self, self.look)

    @property
    def shown(self) -> Reminder | None:
        return self._due[0] if self._due else None

    def now(self) -> datetime:
        return self._desk.store.now().astimezone()

    def _on_change(self, change: Change) -> None:
        if change.touches(ChangeKind.ACTIVITY):
            self.look()

    def look(self) -> None:
        """Ask what is due now."""
        try:
            self._due = reminders.due(self._desk.store, self._desk.actor.code, self.now())
        except NeedfolioError:
            return  # a page will say what is wrong with the store
        self.setVisible(bool(self._due))
        if self._due:
            more = self.tr("and {count} more").format(count=len(self._due) - 1) if len(self._due) > 1 else ""
            self.words.setText("● " + "   ".join(part for part in (self._say(self._due[0], names=True), more) if part))
        for one in self._due:
            key = (one.activity.id, one.due)
            if key not in self._announced:
                self._announced.add(key)
                self.told.emit(self.tr("Reminder"), self._say(one, names=reminders.names_shown(self._desk.store)))

    def _say(self, one: Reminder, *, names: bool) -> str:
        row, language = one.activity, self._desk.language
        day = "" if row.on_date == self.now().date() else f"{row.on_date:%m-%d}"
        known = (row.household_name, row.note, row.place) if names else ()
        parts = (day, formats.minute(row.at_minute), labels.of(row.kind, language), *known)
        return "  ".join(part for part in parts if part)

    def _open(self) -> None:
        if (one := self.shown) is not None:
            self._close()
            self._desk.hub.go("today", one.activity.id)

    def _close(self) -> None:
        if (one := self.shown) is not None:
            row = one.activity
            self._act(lambda: reminders.close(self._desk.store, self._desk.actor, row.id, row.version))

    def _snooze(self, until: datetime) -> None:
        if (one := self.shown) is not None:
            row = one.activity
            self._act(lambda: reminders.snooze(self._desk.store, self._desk.actor, row.id, row.version, until))

    def _act(self, act: Callable[[], None]) -> None:
        with self._desk.guard():
            act()

    def _button(self, words: str, act: object) -> QPushButton:
        button = QPushButton(words)
        button.clicked.connect(act)
        return button


class Tray(QSystemTrayIcon):
    """The notice outside the window, where the desktop has a tray; a click on it brings the window back."""

    def __init__(self, window: QWidget, strip: ReminderStrip) -> None:
        super().__init__(theme.picture("needfolio"), strip)
        self._window = window
        self.setToolTip("需合 Needfolio")
        self.activated.connect(lambda _: self._raise())
        self.messageClicked.connect(self._raise)
        strip.told.connect(self.tell)
        self.show()

    def tell(self, title: str, text: str) -> None:
        self.showMessage(title, text, theme.picture("needfolio"))

    def _raise(self) -> None:
        self._window.showNormal() if self._window.isMinimized() else self._window.show()
        self._window.raise_()
        self._window.activateWindow()
