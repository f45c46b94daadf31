"""The cards of one lane of the board: a model over its rows and the painter of a card."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.services.selling.opportunities import OpportunityRow
from app.ui.base import formats, theme
from app.ui.base.desk import Desk
from app.ui.selling import marks
from app.ui.widgets.plain import plain
from app.ui.widgets.tables.table import ROW_ROLE

AnyIndex = QModelIndex | QPersistentModelIndex
HEIGHT, GAP, BESIDE = 80, 6, 6
NARROW = 100


class CardModel(QAbstractListModel):
    """One lane's sales; the display text is what a screen reader says of a card."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._rows: list[OpportunityRow] = []

    def set_rows(self, rows: Sequence[OpportunityRow]) -> None:
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def find(self, id: str | None) -> int | None:
        return next((number for number, row in enumerate(self._rows) if row.id == id), None)

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return " · ".join(lines_of(row, self._desk))
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain("\n".join(part for part in (row.number, row.title, row.next_step, row.lost_reason) if part))
        return None


def lines_of(row: OpportunityRow, desk: Desk) -> tuple[str, str, str]:
    """Who, what it may bring, and when it was last moved on."""
    today = desk.today()
    amount = formats.short_money(row.premium, desk.language)
    worth = f"{amount}  {formats.percent(row.chance)}" if row.open else amount
    stale = "⚠ " if row.stale else ""
    return row.household, worth, stale + marks.short_days(row.days(today))


class CardDelegate(QStyledItemDelegate):
    """Name, amount and probability, next step, days in the stage; a border tells the chosen card."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk

    def sizeHint(self, _option: QStyleOptionViewItem, _index: AnyIndex) -> QSize:
        return QSize(80, HEIGHT + GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        row: OpportunityRow = index.data(ROW_ROLE)
        c = theme.colours()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        card = option.rect.adjusted(2, 2, -2, -GAP + 1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(c.accent if chosen else c.line), 2 if chosen and focused else 1))
        painter.setBrush(QColor(c.selection if chosen else c.surface))
        painter.drawRoundedRect(card, 6, 6)
        who, worth, stay = lines_of(row, self._desk)
        badge = marks.step_badge(row, self._desk.today()) if row.open else marks.stage_badge(row, self._desk)
        side = 8 if card.width() > NARROW else 4
        inner = card.adjusted(side, 6, -side, -6)
        line = inner.height() // 3
        bold = QFont(option.font)
        bold.setBold(True)
        told = (stay, c.bad if row.stale else c.muted, option.font)
        lines = ((who, c.text, bold), (worth, c.text, option.font), (badge.text, badge.colour, option.font))
        beside = _roomy(lines, told, inner.width())
        for place, (text, colour, font) in enumerate(lines):
            _line(painter, inner, place, line, text, colour, font, told if place == beside else None)
        painter.restore()


def _roomy(lines: Sequence[tuple[str, str, QFont]], told: tuple[str, str, QFont], room: int) -> int | None:
    """The first line that has room beside it for the days; the name is worth more than they are."""
    days = QFontMetrics(told[2]).horizontalAdvance(told[0]) + BESIDE
    fits = (place for place, (text, _, font) in enumerate(lines)
            if QFontMetrics(font).horizontalAdvance(text) + days <= room)  # fmt: skip
    return next(fits, None)


def _line(
    painter: QPainter, inner: QRect, place: int, height: int, text: str, colour: str, font: QFont,
    told: tuple[str, str, QFont] | None = None,
) -> None:  # fmt: skip
    """One line of a card; ``told``, at the right, keeps its room, what stands at the left is cut with an ellipsis."""
    room = QRect(inner.left(), inner.top() + place * height, inner.width(), height)
    if told is not None:
        right, shade, face = told
        painter.setFont(face)
        painter.setPen(QColor(shade))
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, right)
        room.setWidth(max(0, room.width() - painter.fontMetrics().horizontalAdvance(right) - BESIDE))
    painter.setFont(font)
    metrics = painter.fontMetrics()
    painter.setPen(QColor(colour))
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
