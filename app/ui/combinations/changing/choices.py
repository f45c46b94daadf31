"""Products to choose from, each with what it does to the plan; and the dialog that adds one for a need left open."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.services.offers.combinations import Replacement
from app.services.rules.offers.combinations import Plan
from app.ui.base import formats
from app.ui.widgets.base_dialog import Dialog
from app.ui.widgets.plain import Label
from app.ui.widgets.tables.table import Column, RowTableModel
from app.ui.widgets.tables.table_view import TableView


@dataclass(frozen=True, slots=True)
class ChoiceRow:
    id: str
    product: str
    sum: int
    plan: Plan


def choice_table(
    plan: Plan,
    others: Sequence[Replacement],
    names: Callable[[str], str],
    best: float,
    titles: tuple[str, str, str, str],
) -> TableView:
    """Best first. ``best`` is the objective of all needs covered: the effect is in points of it. ``titles``: of the
    product, its sum, the difference in premium and in needs covered.
    """
    before = {(item.product, item.insured) for item in plan.items}

    def difference(row: ChoiceRow) -> int:
        return row.plan.premium - plan.premium

    def gain(row: ChoiceRow) -> float:
        return float(row.plan.objective - plan.objective) / (best or 1.0)

    model = RowTableModel(
        [
            Column("name", titles[0], lambda row: names(row.product), width=250),
            Column("sum", titles[1], lambda row: row.sum, formats.money, number=True, width=110),
            Column("more", titles[2], difference, _signed, number=True, width=120),
            Column("cover", titles[3], gain, lambda value: f"{value:+.1%}", number=True, width=110),
        ]
    )
    model.set_rows([ChoiceRow(o.product, o.product, _sum_of(o, before), o.plan) for o in others])
    table = TableView(model)
    if others:
        table.setCurrentIndex(model.index(0, 0))
    return table


def _sum_of(other: Replacement, before: set[tuple[str, str]]) -> int:
    fresh = (item for item in other.plan.items if (item.product, item.insured) not in before)
    return next((item.sum for item in fresh if item.product == other.product), 0)


def _signed(fen: int) -> str:
    return ("+" if fen > 0 else "") + formats.money(fen)


class AddDialog(Dialog):
    """``result`` row is None when cancelled."""

    def __init__(
        self,
        parent: QWidget,
        title: str,
        plan: Plan,
        others: Sequence[Replacement],
        names: Callable[[str], str],
        best: float,
    ) -> None:
        super().__init__(parent)
        self.result_row: ChoiceRow | None = None
        self.setWindowTitle(title)
        self.resize(680, 400)
        titles = self.tr("Product"), self.tr("Sum"), self.tr("Premium"), self.tr("Needs covered")
        self.table = choice_table(plan, others, names, best, titles)
        self.table.setAccessibleName(title)
        self.table.opened.connect(lambda _row: self._take())
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(self.tr("Why: kept with the proposal"))
        self.reason.setAccessibleName(self.tr("Reason"))
        self.button = QPushButton(self.tr("Add to the plan"))
        self.button.setEnabled(bool(others))
        self.button.clicked.connect(self._take)
        empty = Label(self.tr("No product can join this plan for this need."))
        empty.setVisible(not others)
        layout, why = QVBoxLayout(self), QHBoxLayout()
        why.addWidget(Label(self.tr("Reason")))
        why.addWidget(self.reason, 1)
        layout.addWidget(empty)
        layout.addWidget(self.table, 1)
        layout.addLayout(why)
        layout.addLayout(self.lay_foot(self.button))

    @property
    def result_reason(self) -> str:
        return self.reason.text().strip()

    def _take(self) -> None:
        self.result_row = self.table.current()
        if self.result_row is not None:
            self.accept()
