"""The one search box (Ctrl+K): people by Chinese, pinyin, initials or phone tail, records by number, every action."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app import words
from app.ui.base import theme
from app.ui.base.desk import Desk
from app.ui.base.later import later
from app.ui.shell.commands import Command, matching

if TYPE_CHECKING:
    from app.services.front.finding import Hit

MOST = 12
WAIT_MS = 60


class CommandBox(QWidget):
    """Type, arrow down, Enter. Escape gives the focus back. ``commands`` are asked for at each search, in the language
    now in force; ``open_hit`` shows a record; ``window`` is what the list lies over.
    """

    def __init__(
        self,
        desk: Desk,
        window: QWidget,
        commands: Callable[[], Sequence[Command]],
        open_hit: Callable[[Hit], object],
    ) -> None:
        super().__init__()
        self._desk, self._window, self._commands, self._open_hit = desk, window, commands, open_hit
        self.line = QLineEdit()
        self.line.setPlaceholderText(self.tr("Search customers or actions (Ctrl+K)"))
        self.line.setAccessibleName(self.tr("Search customers or actions"))
        self.line.setClearButtonEnabled(True)
        self.line.setMaximumWidth(560)
        self.line.addAction(theme.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.line)
        self.list = QListWidget()
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setProperty("kind", "plain")
        self._popup = QFrame(window)  # over the pages; it goes with this box, which is made anew in the window
        self.destroyed.connect(self._popup.deleteLater)
        self._popup.setProperty("kind", "card")
        self._popup.hide()
        inside = QVBoxLayout(self._popup)
        inside.setContentsMargins(4, 4, 4, 4)
        inside.addWidget(self.list)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.itemClicked.connect(self._run)
        self._timer = QTimer(self, interval=WAIT_MS, singleShot=True)
        self._timer.timeout.connect(self.search)
        self.line.textEdited.connect(lambda: self._timer.start())
        self.line.installEventFilter(self)

    def focus_search(self) -> None:
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()
        self.search()

    def search(self) -> None:
        """Fill the list for what is typed: people first, then records, then actions."""
        from app.services.front import finding
        from app.services.people import customers

        text = self.line.text().strip()
        self.list.clear()
        if text:
            for hit in customers.search(self._desk.store, text, MOST):
                self._add(f"{hit.name}    {hit.phone_masked}    {hit.code}", partial(self._open, hit.id))
            for record in finding.find(self._desk.store, text):
                kind = words.say(f"found.{record.kind.value}", self._desk.language)
                said = "    ".join(part for part in (f"{kind} {record.number}", record.name) if part)
                self._add(said, partial(self._open_hit, record))
        for command in matching(self._commands(), text):
            self._add("›  " + command.words, command.act)
        self._show_popup()

    def _open(self, household_id: str) -> None:
        self._desk.choose_household(household_id)
        self._desk.hub.go("customers", household_id)

    def _add(self, words: str, act: Callable[[], object]) -> None:
        item = QListWidgetItem(words)
        item.setData(Qt.ItemDataRole.UserRole, act)
        self.list.addItem(item)

    def _show_popup(self) -> None:
        if not self.list.count():
            self._popup.hide()
            return
        self.list.setCurrentRow(0)
        height = min(420, self.list.sizeHintForRow(0) * self.list.count() + 12)
        place = self.line.mapTo(self._window, self.line.rect().bottomLeft())
        self._popup.setGeometry(place.x(), place.y() + 4, self.line.width(), height)
        self._popup.show()
        self._popup.raise_()

    def _run(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        act = item.data(Qt.ItemDataRole.UserRole)
        self.leave()
        act()

    def leave(self) -> None:
        self._popup.hide()
        self.line.clear()
        self.line.clearFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            later(self._popup, self._popup.hide, 150)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._popup.isVisible():
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                step = 1 if event.key() == Qt.Key.Key_Down else -1
                self.list.setCurrentRow((self.list.currentRow() + step) % self.list.count())
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if self._timer.isActive():
                    self._timer.stop()
                    self.search()
                self._run(self.list.currentItem())
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.leave()
                return True
        return super().eventFilter(watched, event)
