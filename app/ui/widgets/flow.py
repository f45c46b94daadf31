"""A layout that fills a line and goes on in the next, as words do."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem


class FlowLayout(QLayout):
    """Height follows width; put it into a widget of its own."""

    def __init__(self, spacing: int = 6) -> None:
        super().__init__()
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)
        self._items: list[QLayoutItem] = []

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), move=False)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, move=True)

    def _place(self, rect: QRect, *, move: bool) -> int:
        """The height used; items of one line share its height, the lower ones stand in its middle."""
        y = rect.y()
        for line in self._lines(rect.width()):
            x, high = rect.x(), max(hint.height() for _, hint in line)
            for item, hint in line:
                if move:
                    item.setGeometry(QRect(QPoint(x, y + (high - hint.height()) // 2), hint))
                x += hint.width() + self.spacing()
            y += high + self.spacing()
        return max(0, y - self.spacing() - rect.y())

    def _lines(self, room: int) -> Iterator[list[tuple[QLayoutItem, QSize]]]:
        """What stands in each line, with what it asks for."""
        line: list[tuple[QLayoutItem, QSize]] = []
        taken = 0
        for item in self._items:
            if item.isEmpty():  # hidden
                continue
            hint = _within(item, room)
            if line and taken + hint.width() > room:
                yield line
                line, taken = [], 0
            line.append((item, hint))
            taken += hint.width() + self.spacing()
        if line:
            yield line


def _within(item: QLayoutItem, room: int) -> QSize:
    """What the item asks for; words wider than the whole line take two."""
    hint = item.sizeHint()
    if hint.width() > room > 0 and item.hasHeightForWidth():
        return QSize(room, item.heightForWidth(room))
    return hint
