"""Choosing a backup to bring back: what there are, and what is in one before anything is done."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QLineEdit, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from app import words
from app.enums import Language
from app.errors import NeedfolioError
from app.ui.base import labels
from app.ui.base.task_runner import TaskRunner
from app.ui.widgets.base_dialog import Dialog
from app.ui.widgets.plain import Label, plain

if TYPE_CHECKING:
    from app.services.base.restoring import Copy, Preview

Look = Callable[[Path, str], "Preview"]
MEGABYTE = 1024 * 1024


class RestoreDialog(Dialog):
    """``look`` opens a copy with a password and says what is in it; only what was looked into can be restored. After
    ``exec`` accepted, ``chosen`` and ``password`` say what to restore. ``asks`` is False where no password is needed
    for the store's own copies; one can still be given for others."""

    def __init__(
        self, language: Language, parent: QWidget, tasks: TaskRunner, copies: list[Copy], look: Look, *, asks: bool
    ) -> None:
        super().__init__(parent)
        self._language, self._tasks, self._look = language, tasks, look
        self.chosen: Path | None = None
        self.setWindowTitle(self.tr("Restore a backup"))
        self.setMinimumSize(640, 480)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Backups"))
        for copy in copies:
            self._offer(copy.path, self._said(copy))
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        hint = self.tr("Password of the backup, as it was then")
        self.password.setPlaceholderText(hint if asks else hint + self.tr(" (only if it is of another store)"))
        self.password.setAccessibleName(hint)
        self.inside = Label(self.tr("Choose a backup and look inside before you restore it."))
        self.inside.setWordWrap(True)
        self.inside.setMinimumHeight(66)
        other = QPushButton(self.tr("Another file…"))
        other.clicked.connect(self._choose_file)
        self.looking = QPushButton(self.tr("Look inside"))
        self.looking.clicked.connect(self.look_inside)
        self.restoring = QPushButton(self.tr("Restore"))
        self.restoring.setEnabled(False)
        self.restoring.clicked.connect(self.accept)
        self.list.currentItemChanged.connect(lambda *_: self._forget())
        self.password.textEdited.connect(lambda *_: self._forget())
        self.password.returnPressed.connect(self.look_inside)
        layout = QVBoxLayout(self)
        said = Label(self.tr("What is there now is kept whole in the folder backups; nothing is lost by restoring."))
        said.setWordWrap(True)
        said.setProperty("kind", "muted")
        for widget in (said, self.list, self.password, self.inside):
            layout.addWidget(widget)
        layout.addLayout(self.lay_foot(self.restoring, other, self.looking))
        self.list.setCurrentRow(0)

    def typed(self) -> bool:
        return False

    def look_inside(self) -> None:
        """Beside the work: a large copy takes a moment."""
        if self.list.currentRow() < 0:
            self._choose_file()
            return
        path, password, look = Path(self.list.currentItem().data(256)), self.password.text(), self._look
        self.looking.setEnabled(False)
        self.inside.setText(self.tr("Checking the backup…"))
        self._tasks.run(self.tr("Checking the backup"), lambda _progress: look(path, password), self._show, self._wrong)

    def _show(self, seen: object) -> None:
        from app.services.base.restoring import Preview

        assert isinstance(seen, Preview)
        self.looking.setEnabled(True)
        counts = seen.counts
        last = f"{seen.last_at.astimezone():%Y-%m-%d %H:%M}" if seen.last_at else "—"
        self.inside.setProperty("kind", "")
        self.inside.setText(
            self.tr(
                "Sound. Of {agent}; last saved {last}. Customers: {customers}, people: {members}, "
                "policies: {policies}, activities: {activities}."
            ).format(agent=seen.agent, last=last, **{name: counts.get(name) or 0 for name in counts})
        )
        self.chosen = seen.path
        self.restoring.setEnabled(True)
        self.restoring.setFocus()

    def _wrong(self, error: NeedfolioError | None) -> None:
        self.looking.setEnabled(True)
        self.inside.setText(
            self.tr("Something went wrong; the log file tells more.")
            if error is None
            else "\n".join(words.explain_all(error, self._language))
        )

    def _forget(self) -> None:
        self.chosen = None
        self.restoring.setEnabled(False)
        self.inside.setText(self.tr("Choose a backup and look inside before you restore it."))

    def _choose_file(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Restore a backup"), "", "*.db")
        if name:
            self._offer(Path(name), name, first=True)

    def _offer(self, path: Path, text: str, *, first: bool = False) -> None:
        item = QListWidgetItem(text)
        item.setData(256, str(path))
        item.setToolTip(plain(str(path)))
        if first:
            self.list.insertItem(0, item)
            self.list.setCurrentRow(0)
        else:
            self.list.addItem(item)

    def _said(self, copy: Copy) -> str:
        at = f"{copy.at.astimezone():%Y-%m-%d %H:%M}"
        return f"{at}   {labels.of(copy.kind, self._language)}   {copy.size / MEGABYTE:.1f} MB"
