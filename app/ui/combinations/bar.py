"""The line on top of the plans: what is looked at, the budget, and the button that computes."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from app.ui.widgets.forms.fields import MoneyField
from app.ui.widgets.plain import Label

LINES, CURVE, KEPT = range(3)


class PlanBar(QWidget):
    """Says what is asked for; the page does it."""

    view_chosen = Signal(int)  # LINES, CURVE or KEPT
    others_asked = Signal()
    pairs_asked = Signal()
    solve_asked = Signal()
    customer_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.view_buttons: list[QPushButton] = []
        self._group = QButtonGroup(self)
        top = QHBoxLayout(self)
        top.setContentsMargins(0, 0, 0, 0)
        for number in (LINES, CURVE, KEPT):
            button = QPushButton()
            button.setCheckable(True)
            button.setChecked(number == LINES)
            button.clicked.connect(lambda _checked=False, number=number: self.view_chosen.emit(number))
            self._group.addButton(button)
            self.view_buttons.append(button)
            top.addWidget(button)
        self.customer_button = QPushButton(self.tr("Customer view"))
        self.customer_button.setToolTip(
            self.tr("Large type, only this family; left by your password or PIN") + " (F11)"
        )
        self.customer_button.clicked.connect(self.customer_asked)
        top.addStretch()
        top.addWidget(self.customer_button)
        self.others_button = QPushButton(self.tr("Other plans"))
        self.others_button.setToolTip(self.tr("Plans within this budget that differ in products"))
        self.others_button.clicked.connect(self.others_asked)
        self.pairs_button = QPushButton(self.tr("Pairs…"))
        self.pairs_button.setToolTip(self.tr("Products that belong together, and the bonus a plan gets for both"))
        self.pairs_button.clicked.connect(self.pairs_asked)
        for link in (self.others_button, self.pairs_button):
            link.setProperty("kind", "link")
            top.addWidget(link)
        self._budget_words = Label()
        self.budget = MoneyField()
        self.budget.setMaximumWidth(130)
        self.budget.editor.setAccessibleName(self.tr("Budget a year"))
        self.budget.line.returnPressed.connect(self.solve_asked)
        self.solve_button = QPushButton(self.tr("Compute"))
        self.solve_button.setProperty("kind", "primary")
        self.solve_button.clicked.connect(self.solve_asked)
        for widget in (self._budget_words, self.budget, self.solve_button):
            top.addWidget(widget)

    def show_budget(self, fen: int | None, *, goods: bool) -> None:
        """Goods are paid once, not a year."""
        self._budget_words.setText(self.tr("Budget (yuan)") if goods else self.tr("Budget a year (yuan)"))
        self.budget.set_value(fen)

    def name_views(self, proposals: int) -> None:
        texts = (self.tr("Line by line"), self.tr("Premium and cover"), self.tr("Proposals ({count})"))
        for button, text in zip(self.view_buttons, texts, strict=True):
            button.setText(text.format(count=proposals))
