"""One lane of the board: its head with sums, its cards, and what mouse and keys do with a card."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFrame, QListView, QVBoxLayout

from app.enums import Stage
from app.services.selling.opportunities import OpportunityRow
from app.ui.base import formats
from app.ui.base.desk import Desk
from app.ui.selling.sales.cards import CardDelegate, CardModel
from app.ui.widgets.plain import Label
from app.ui.widgets.tables.table import ROW_ROLE

LEAST = 104


class CardList(QListView):
    """A card is dragged with the left button, pushed with Ctrl+Left and Ctrl+Right, opened with Enter."""

    dragged = Signal(object, QPoint)  # row, where the pointer is
    dropped = Signal(object, QPoint)
    given_up = Signal()
    pushed = Signal(object, int)
    stepped = Signal(int)
    opened = Signal(object)
    ended = Signal(object)

    def __init__(self, model: CardModel, delegate: CardDelegate) -> None:
        super().__init__()
        self.setModel(model)
        self.setItemDelegate(delegate)
        self.setProperty("kind", "lane")
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self._pressed: QPoint | None = None
        self._moving: OpportunityRow | None = None

    def current(self) -> OpportunityRow | None:
        index = self.currentIndex()
        row: OpportunityRow | None = index.data(ROW_ROLE) if index.isValid() else None
        return row

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        on_card = self.indexAt(event.position().toPoint()).isValid()
        self._pressed = event.position().toPoint() if on_card and event.button() == Qt.MouseButton.LeftButton else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            super().mouseMoveEvent(event)
            return
        if self._moving is None:
            far = (event.position().toPoint() - self._pressed).manhattanLength()
            self._moving = self.current() if far >= QApplication.startDragDistance() else None
        if self._moving is not None:
            self.dragged.emit(self._moving, event.globalPosition().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        moving, self._moving, self._pressed = self._moving, None, None
        if moving is not None:
            self.dropped.emit(moving, event.globalPosition().toPoint())
        else:
            super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        if row := self.current():
            self.opened.emit(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row, key = self.current(), event.key()
        side = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(key))
        if key == Qt.Key.Key_Escape and self._moving is not None:
            self._moving = self._pressed = None
            self.given_up.emit()
        elif side and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if row is not None:
                self.pushed.emit(row, side)
        elif side:
            self.stepped.emit(side)
        elif row is not None and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(row)
        elif row is not None and key == Qt.Key.Key_Delete:
            self.ended.emit(row)
        else:
            super().keyPressEvent(event)


class Lane(QFrame):
    """``stages`` are those whose sales stand here; the first is what a card dropped here is asked to become."""

    def __init__(self, desk: Desk, title: str, stages: Sequence[Stage], *, weighted: bool) -> None:
        super().__init__()
        self._desk = desk
        self.title, self.stages, self._weighted = title, tuple(stages), weighted
        self.setProperty("kind", "band")
        self.setMinimumWidth(LEAST)
        self.name = Label(title)
        self.name.setProperty("kind", "strong")
        self.sums = Label()
        self.sums.setProperty("kind", "muted")
        self.weights = Label()
        self.weights.setProperty("kind", "muted")
        self.model = CardModel(desk)
        self._delegate = CardDelegate(desk)
        self.cards = CardList(self.model, self._delegate)
        self.cards.setAccessibleName(title)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 6, 4, 6)
        layout.setSpacing(1)
        for widget in (self.name, self.sums, self.weights):
            layout.addWidget(widget)
        layout.addSpacing(4)
        layout.addWidget(self.cards, 1)

    def show_rows(self, rows: Sequence[OpportunityRow]) -> None:
        """Keeps the cursor on the card it is on, wherever that is now."""
        row = self.cards.current()
        here = [one for one in rows if one.stage in self.stages]
        self.model.set_rows(here)
        self.choose(row.id if row else None)
        money, language = formats.short_money, self._desk.language
        total = sum(one.premium or 0 for one in here)
        self.sums.setText(f"{len(here)} · {money(total, language)}")
        worth = money(sum(one.weighted for one in here), language)
        self.weights.setText(self.tr("weighted {amount}").format(amount=worth) if self._weighted else "")

    def choose(self, id: str | None) -> bool:
        number = self.model.find(id)
        if number is None:
            return False
        self.cards.setCurrentIndex(self.model.index(number, 0))
        return True

    def light(self, on: bool) -> None:
        """Under a dragged card the lane says that it would take it."""
        self.setProperty("kind", "chosen" if on else "band")
        self.style().unpolish(self)
        self.style().polish(self)
