"""What a family earns, spends, owns and owes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app import words
from app.services.people import customers
from app.services.people.customers import HouseholdDetail
from app.services.rules.needs.finances import ASSETS, DEBTS, ONCE, YEARLY
from app.ui.base import formats
from app.ui.base.desk import Desk
from app.ui.customers.family.forms import finances_form
from app.ui.customers.family.pane import Pane
from app.ui.widgets.forms.dialog import FormDialog
from app.ui.widgets.notice import Guard
from app.ui.widgets.plain import Label


class MoneyPane(Pane):
    """Three cards: a year, what there is, what is owed. A dash is "not known", which is not zero."""

    def __init__(self, desk: Desk, guard: Guard) -> None:
        super().__init__(desk, guard)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.body.addWidget(self.area)
        self.edit_button = self.add_button(self.tr("Edit"), self.edit)
        self.end_buttons()

    def fill(self, detail: HouseholdDetail) -> None:
        incomes: list[tuple[str, int | None]] = [
            (self.tr("Income of {name}").format(name=member.name), member.income)
            for member in detail.members
            if member.income is not None
        ]
        left, right = QVBoxLayout(), QVBoxLayout()
        left.addWidget(self._card(self.tr("A year"), incomes + self._lines(detail, YEARLY)))
        right.addWidget(self._card(self.tr("Owned"), self._lines(detail, ASSETS), total=True))
        right.addWidget(self._card(self.tr("Owed"), self._lines(detail, DEBTS), total=True))
        if detail.finances.get("goods_budget") is not None:
            left.addWidget(self._card(self.tr("Once"), self._lines(detail, ONCE)))
        inside = QWidget()
        columns = QHBoxLayout(inside)
        columns.setContentsMargins(0, 0, 8, 0)
        for column in (left, right):
            column.addStretch()
            columns.addLayout(column, 1)
        self.area.setWidget(inside)

    def edit(self) -> None:
        household_id, before = self.detail.row.id, self.detail.finances

        def save(values: Any) -> None:
            customers.update_finances(self.desk.store, self.desk.actor, household_id, dict(values))
            self.desk.hub.offer_undo(self.tr("The family's money is changed."))

        form = finances_form(self.desk.language, before)
        FormDialog(self, self.tr("The family's money"), form, save, width=680).exec()

    def _lines(self, detail: HouseholdDetail, keys: Sequence[str]) -> list[tuple[str, int | None]]:
        return [(words.say(f"finance.{key}", self.desk.language), detail.finances.get(key)) for key in keys]

    def _card(self, title: str, lines: list[tuple[str, int | None]], *, total: bool = False) -> QFrame:
        head = Label(title, kind="heading")
        grid = QGridLayout()
        grid.setColumnStretch(0, 1)
        known = [amount for _, amount in lines if amount is not None]
        if total and known:
            lines = [*lines, (self.tr("Together, as far as known"), sum(known))]
        for place, (name, amount) in enumerate(lines):
            label, value = Label(name, kind="muted", wrap=True), Label(formats.money(amount))
            value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            if total and known and place == len(lines) - 1:
                value.setProperty("kind", "heading")
            grid.addWidget(label, place, 0)
            grid.addWidget(value, place, 1)
        card = QFrame()
        card.setProperty("kind", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(14, 10, 14, 12)
        inside.addWidget(head)
        inside.addLayout(grid)
        return card
