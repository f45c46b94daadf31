"""The steps at the left: each with its mark, its name and how much of it is answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyledItemDelegate, QStyleOptionViewItem

from app.ui.base import theme

STEP_ROLE = Qt.ItemDataRole.UserRole + 1
WIDTH, ROW = 212, 40


@dataclass(frozen=True, slots=True)
class Step:
    """``tone`` names the colour of the mark; ``count`` stands at the right."""

    title: str
    mark: str
    tone: str
    count: str


class StepList(QListWidget):
    """``chosen`` when the user goes to a step; showing steps says nothing."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Steps"))
        self.setFixedWidth(WIDTH)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(StepDelegate(self))
        self.currentRowChanged.connect(self.chosen)

    def show_steps(self, steps: Sequence[Step], row: int) -> None:
        self.blockSignals(True)
        while self.count() > len(steps):
            self.takeItem(self.count() - 1)
        while self.count() < len(steps):
            self.addItem(QListWidgetItem())
        for number, step in enumerate(steps):
            item = self.item(number)
            item.setText(f"{step.mark} {step.title} {step.count}")  # what a screen reader says
            item.setData(STEP_ROLE, step)
        self.setCurrentRow(row)
        self.blockSignals(False)

    def stay_at(self, row: int) -> None:
        self.blockSignals(True)
        self.setCurrentRow(row)
        self.blockSignals(False)


class StepDelegate(QStyledItemDelegate):
    """Mark, title and count in three columns; a long title is shortened, the count never. For any list of steps."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(WIDTH - 8, ROW)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        step = index.data(STEP_ROLE)
        colours, middle = theme.colours(), Qt.AlignmentFlag.AlignVCenter
        self.initStyleOption(option, index)
        option.text = ""
        view = self.parent()
        assert isinstance(view, QListWidget)
        view.style().drawControl(view.style().ControlElement.CE_ItemViewItem, option, painter, view)
        rect = option.rect.adjusted(10, 0, -10, 0)
        painter.save()
        painter.setPen(QColor(getattr(colours, step.tone)))
        painter.drawText(QRect(rect.left(), rect.top(), 20, rect.height()), middle, step.mark)
        metrics = painter.fontMetrics()
        count = metrics.horizontalAdvance(step.count) + 6
        painter.setPen(QColor(colours.muted))
        painter.drawText(rect, middle | Qt.AlignmentFlag.AlignRight, step.count)
        painter.setPen(QColor(colours.text))
        title = QRect(rect.left() + 24, rect.top(), rect.width() - 24 - count, rect.height())
        painter.drawText(title, middle, metrics.elidedText(step.title, Qt.TextElideMode.ElideRight, title.width()))
        painter.restore()
