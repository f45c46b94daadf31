"""What one has to know of the store while one works: that nothing can be saved, or that no copy left the machine."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from app.ui.base import labels
from app.ui.base.desk import Desk
from app.ui.widgets.plain import Label


class SafetyStrip(QFrame):
    """Above the tabs; hidden while all is well. ``asked`` when the agent wants to see to it."""

    asked = Signal()

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setProperty("kind", "notice")
        self.words = Label()
        self.words.setWordWrap(True)
        self.see = QPushButton(self.tr("Safety and backups"))
        self.see.clicked.connect(self.asked)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 4, 8, 4)
        layout.addWidget(self.words, 1)
        layout.addWidget(self.see)
        self.look()

    def look(self) -> None:
        """Say what is to be said, if anything."""
        text = self._said()
        self.words.setText(text)
        self.setVisible(bool(text))

    def _said(self) -> str:
        from app.services.base import ladder

        store = self._desk.store
        if store.only_looking is not None:
            reason = labels.of(store.only_looking, self._desk.language)
            said = self.tr(
                "Nothing can be saved now, only looked at: {reason}. Make room, then open the program again."
            )
            return said.format(reason=reason)
        known = ladder.state(store)
        if not ladder.second_is_late(known, store.now()):
            return ""
        if known.copied is None:
            return self.tr("Nothing has been copied to the second place {folder} yet.").format(folder=known.second)
        days = (store.now() - known.copied).days
        said = self.tr("Last copied to {folder} {count} days ago: plug it in, or choose another place.", n=days)
        return said.format(folder=known.second, count=days)
