"""A sum on its product's grid: typed, or stepped by keys, wheel and the buttons beside it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from app.services.offers.combinations import nearest_sum
from app.services.rules.offers.products import Product
from app.ui.widgets.forms.fields import MoneyField
from app.ui.widgets.plain import plain

STEPS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1, Qt.Key.Key_PageUp: 10, Qt.Key.Key_PageDown: -10}


class SumField(MoneyField):
    """Every step lands on a sum the product is sold with."""

    def __init__(self, product: Product) -> None:
        super().__init__()
        self._product = product
        self.less, self.more = QPushButton("−"), QPushButton("+")
        for button, count, words in (
            (self.less, -1, self.tr("One step less")),
            (self.more, 1, self.tr("One step more")),
        ):
            button.setProperty("kind", "compact")
            button.setFixedWidth(30)
            button.setAutoDefault(False)
            button.setAccessibleName(words)
            button.setToolTip(plain(words))
            button.clicked.connect(lambda _checked=False, count=count: self.step(count))
        self.line.installEventFilter(self)

    def step(self, count: int) -> None:
        """``count`` steps of the grid up (or down), within what is sold."""
        product, now = self._product, self.value()
        base = nearest_sum(product, now if now is not None else product.sum_min)
        self.set_value(nearest_sum(product, max(product.sum_min, base + count * product.sum_step)))
        self.edited.emit()

    def with_buttons(self) -> QWidget:
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for widget in (self.less, self, self.more):
            row.addWidget(widget)
        return whole

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            count = STEPS.get(Qt.Key(event.key()))
            if count is not None:
                self.step(count)
                return True
        if isinstance(event, QWheelEvent) and self.line.hasFocus():
            self.step(1 if event.angleDelta().y() > 0 else -1)
            return True
        return super().eventFilter(watched, event)
