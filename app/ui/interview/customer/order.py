"""The last page of the customer view: what matters first, dragged into order, and what was heard, in plain words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.ui.base.later import later
from app.ui.interview.meaning.needs import NeedLine
from app.ui.widgets.plain import Label

KEY_ROLE = Qt.ItemDataRole.UserRole


class NeedsOrder(QWidget):
    """Signals only; the view saves."""

    ranked = Signal(list)  # need keys
    explain = Signal(str)  # need key

    def __init__(self, summary: str) -> None:
        super().__init__()
        title = Label(self.tr("What matters most to you?"))
        title.setProperty("kind", "title")
        intro = Label(self.tr("Drag the most important to the top."))
        intro.setProperty("kind", "muted")
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Needs in your order"))
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.list.setSpacing(4)
        self.list.itemDoubleClicked.connect(lambda item: self.explain.emit(item.data(KEY_ROLE)))
        # Told after the drop is over, when the rows have come to rest.
        self.list.model().rowsMoved.connect(lambda: later(self, self._tell))
        self.up, self.down = QPushButton("↑ " + self.tr("Move up")), QPushButton("↓ " + self.tr("Move down"))
        self.how = QPushButton(self.tr("How it is computed"))
        self.how.setProperty("kind", "link")
        self.how.clicked.connect(self._explain)
        line = QHBoxLayout()
        for button, step, keys in ((self.up, -1, "Ctrl+Up"), (self.down, 1, "Ctrl+Down")):
            button.clicked.connect(lambda _checked=False, step=step: self.move_current(step))
            shortcut = QShortcut(QKeySequence(keys), self.list, lambda step=step: self.move_current(step))
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            line.addWidget(button)
        line.addStretch()
        line.addWidget(self.how)
        heard = Label(self.tr("What we heard"))
        heard.setProperty("kind", "heading")
        self.summary = Label(summary)
        self.summary.setWordWrap(True)
        left, right = QVBoxLayout(), QVBoxLayout()
        for column in (left, right):
            column.setSpacing(10)
        for widget in (title, intro):
            left.addWidget(widget)
        left.addWidget(self.list, 1)
        left.addLayout(line)
        right.addWidget(heard)
        right.addWidget(self.summary)
        right.addStretch()
        layout = QHBoxLayout(self)
        layout.setSpacing(28)
        layout.addLayout(left, 1)
        layout.addLayout(right, 1)

    def show_needs(self, lines: Sequence[NeedLine]) -> None:
        place, keys = self.list.currentRow(), self.keys()
        current = keys[place] if place >= 0 else None
        with QSignalBlocker(self.list):
            self.list.clear()
            for place, need in enumerate(lines, 1):
                row = QListWidgetItem(f"{place}.  {need.title}    {need.said}")
                row.setData(KEY_ROLE, need.key)
                self.list.addItem(row)
                if need.key == current:
                    self.list.setCurrentItem(row)

    def move_current(self, step: int) -> None:
        row, keys = self.list.currentRow(), self.keys()
        if row >= 0 and 0 <= row + step < len(keys):
            keys.insert(row + step, keys.pop(row))
            self.ranked.emit(keys)

    def keys(self) -> list[str]:
        return [self.list.item(row).data(KEY_ROLE) for row in range(self.list.count())]

    def _tell(self) -> None:
        self.ranked.emit(self.keys())

    def _explain(self) -> None:
        if (item := self.list.currentItem()) is not None:
            self.explain.emit(item.data(KEY_ROLE))
