"""Change one item: another sum, or another product that answers the same need, each with its effect and a reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.enums import Language
from app.errors import NeedfolioError
from app.services.offers.combinations import Replacement, nearest_sum
from app.services.rules.offers.combinations import Item, Plan
from app.services.rules.offers.products import Product
from app.ui.base import formats, labels
from app.ui.combinations.changing.choices import ChoiceRow, choice_table
from app.ui.combinations.changing.sums import SumField
from app.ui.widgets.base_dialog import Dialog
from app.ui.widgets.plain import Label


class ChangeDialog(Dialog):
    """``result_plan`` is the plan chosen, None when cancelled, ``result_key`` the item it is about. ``evaluate``
    prices a list of items; ``best`` is the objective of all needs covered.
    """

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
        *,
        best: float = 1.0,
        goods: bool = False,
    ) -> None:
        super().__init__(parent)
        self._language, self._plan, self._item, self._product = language, plan, item, product
        self._evaluate, self._best = evaluate, best or 1.0
        self.result_plan: Plan | None = None
        self.result_key = (item.product, item.insured)
        self.setWindowTitle(self.tr("Change: {name}").format(name=names(item.product)))
        self.resize(700, 460)
        self.sum = SumField(product)
        self.sum.set_value(item.sum)
        paid = self.tr("Paid out (yuan)") if product.pays_out else self.tr("Sum (yuan)")
        what = self.tr("Count") if goods else paid
        self.sum.editor.setAccessibleName(what)
        self.sum.edited.connect(self._show_effect)
        self.effect = Label()
        self.effect.setWordWrap(True)
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(self.tr("Why: kept with the proposal"))
        self.reason.setAccessibleName(self.tr("Reason"))
        titles = self.tr("Instead"), what, self.tr("Premium"), self.tr("Needs covered")
        self.table = choice_table(plan, others, names, self._best, titles)
        self.table.setAccessibleName(self.tr("Products that answer the same need"))
        self.table.opened.connect(self._take_row)
        self._lay_out(what, bool(others))
        self._show_effect()

    @property
    def result_reason(self) -> str:
        return self.reason.text().strip()

    def _lay_out(self, title: str, others: bool) -> None:
        line, why = QHBoxLayout(), QHBoxLayout()
        line.addWidget(Label(title))
        line.addWidget(self.sum.with_buttons())
        line.addWidget(self.effect, 1)
        self.apply = QPushButton(self.tr("Take this figure"))
        self.apply.clicked.connect(self._take_sum)
        why.addWidget(Label(self.tr("Reason")))
        why.addWidget(self.reason, 1)
        self.swap = QPushButton(self.tr("Take the chosen product"))
        self.swap.setEnabled(others)
        self.swap.clicked.connect(self._take_row)
        layout = QVBoxLayout(self)
        layout.addLayout(line)
        layout.addWidget(self.table, 1)
        layout.addLayout(why)
        layout.addLayout(self.lay_foot(self.apply, self.swap))

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
        more = formats.money(plan.premium - self._plan.premium)
        cover = float(plan.objective - self._plan.objective) / self._best
        self.effect.setText(self.tr("{sum}: premium {more}, needs covered {cover}").format(
            sum=formats.money(total), more=more if more.startswith("-") else f"+{more}", cover=f"{cover:+.1%}",
        ))  # fmt: skip

    def _take_sum(self) -> None:
        self._take(self._evaluate(self._changed()), self._item.product)

    def _take_row(self, row: ChoiceRow | None = None) -> None:
        chosen = row if isinstance(row, ChoiceRow) else self.table.current()
        if chosen is not None:
            self._take(chosen.plan, chosen.product)

    def _take(self, plan: Plan, product: str) -> None:
        self.result_plan, self.result_key = plan, (product, self._item.insured)
        self.accept()
