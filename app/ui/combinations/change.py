"""Change one item: another sum, or another product that answers the same need, each with its effect."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.enums import Language
from app.errors import NeedfolioError
from app.services.combinations import Replacement, nearest_sum
from app.services.rules.combinations import Item, Plan
from app.services.rules.products import Product
from app.ui import formats, labels
from app.ui.widgets.fields import MoneyField
from app.ui.widgets.table import Column, RowTableModel
from app.ui.widgets.table_view import TableView


class ChangeDialog(QDialog):
    """``result_plan`` is the plan chosen, None when cancelled. ``evaluate`` prices a list of items."""

    def __init__(
        self,
        parent: QWidget,
        language: Language,
        plan: Plan,
        item: Item,
        product: Product,
        others: Sequence[Replacement],
        names: Callable[[str], str],
        evaluate: Callable[[Sequence[Item]], Plan],
    ) -> None:
        super().__init__(parent)
        self._language, self._plan, self._item, self._product = language, plan, item, product
        self._evaluate = evaluate
        self.result_plan: Plan | None = None
        self.setWindowTitle(self.tr("Change: {name}").format(name=names(item.product)))
        self.resize(640, 420)
        self.sum = MoneyField()
        self.sum.set_value(item.sum)
        self.sum.editor.setAccessibleName(self.tr("Sum"))
        self.sum.edited.connect(self._show_effect)
        self.effect = QLabel()
        self.effect.setProperty("kind", "muted")
        line = QHBoxLayout()
        line.addWidget(QLabel(self.tr("Sum (yuan)")))
        line.addWidget(self.sum)
        line.addWidget(self.effect, 1)

        def premium(row: Row) -> int:
            return row.plan.premium

        def difference(row: Row) -> int:
            return row.plan.premium - plan.premium

        def gain(row: Row) -> float:
            return float(row.plan.objective - plan.objective)

        model = RowTableModel(
            [
                Column("name", self.tr("Instead"), lambda row: names(row.product), width=240),
                Column("premium", self.tr("Plan's premium"), premium, formats.money, number=True, width=120),
                Column("more", self.tr("Difference"), difference, _signed, number=True, width=110),
                Column("cover", self.tr("Covered"), gain, _points, number=True, width=90),
            ]
        )
        model.set_rows([Row(other) for other in others])
        self.table = TableView(model)
        self.table.setAccessibleName(self.tr("Products that answer the same need"))
        self.table.opened.connect(lambda row: self._take(row.plan))
        self.apply = QPushButton(self.tr("Take this sum"))
        self.apply.setProperty("kind", "primary")
        self.apply.clicked.connect(self._take_sum)
        self.swap = QPushButton(self.tr("Take the chosen product"))
        self.swap.setEnabled(bool(others))
        self.swap.clicked.connect(self._take_row)
        cancel = QPushButton(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch()
        for button in (cancel, self.swap, self.apply):
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.addLayout(line)
        layout.addWidget(self.table, 1)
        layout.addLayout(buttons)
        if others:
            self.table.setCurrentIndex(model.index(0, 0))
        self._show_effect()

    def _changed(self) -> list[Item]:
        wanted = self.sum.value()
        total = nearest_sum(self._product, wanted if wanted is not None else self._item.sum)
        return [replace(one, sum=total) if one == self._item else one for one in self._plan.items]

    def _show_effect(self) -> None:
        try:
            plan = self._evaluate(self._changed())
        except NeedfolioError as error:
            self.effect.setText("⚠ " + labels.explain(error, self._language)[0])
            self.apply.setEnabled(False)
            return
        self.apply.setEnabled(True)
        items = {(one.product, one.insured): one for one in plan.items}
        total = items[self._item.product, self._item.insured].sum
        more = _signed(plan.premium - self._plan.premium)
        self.effect.setText(self.tr("{sum}: premium {more}").format(sum=formats.money(total), more=more))

    def _take_sum(self) -> None:
        self._take(self._evaluate(self._changed()))

    def _take_row(self) -> None:
        row = self.table.current()
        if row is not None:
            self._take(row.plan)

    def _take(self, plan: Plan) -> None:
        self.result_plan = plan
        self.accept()


class Row:
    def __init__(self, other: Replacement) -> None:
        self.id, self.product, self.plan = other.product, other.product, other.plan


def _signed(fen: int) -> str:
    return ("+" if fen > 0 else "") + formats.money(fen)


def _points(change: float) -> str:
    return f"{change:+.2f}"
