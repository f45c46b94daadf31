"""The people of a family."""

from __future__ import annotations

from typing import Any

from app.services.people import customers
from app.services.people.customers import HouseholdDetail, MemberRow
from app.services.rules.base.ages import age_on
from app.ui.base import formats, labels
from app.ui.base.desk import Desk
from app.ui.customers.family.pane import Pane
from app.ui.widgets.forms.dialog import FormDialog
from app.ui.widgets.forms.member_form import draft_of_form, member_form
from app.ui.widgets.notice import Guard
from app.ui.widgets.tables.table import Column, RowTableModel
from app.ui.widgets.tables.table_view import TableView


class MembersPane(Pane):
    def __init__(self, desk: Desk, guard: Guard) -> None:
        super().__init__(desk, guard)
        self.model = RowTableModel(self._columns())
        self.table = TableView(self.model)
        self.table.setAccessibleName(self.tr("Family"))
        self.table.opened.connect(self.edit)
        self.body.addWidget(self.table)
        self.add_button(self.tr("Add member"), self.add)
        self.add_button(self.tr("Edit"), lambda: self.edit(self.table.current()))
        self.add_button(self.tr("Remove"), lambda: self.remove(self.table.current()))
        self.end_buttons()

    def fill(self, detail: HouseholdDetail) -> None:
        current = self.table.current()
        self.model.set_rows(detail.members)
        if not self.table.select_id(current.id if current else None):
            self.table.select_id(detail.customer.id)

    def add(self) -> None:
        household_id = self.detail.row.id

        def save(values: Any) -> None:
            customers.add_member(self.desk.store, self.desk.actor, household_id, draft_of_form(values))

        FormDialog(self, self.tr("New member"), member_form(self.desk.language), save).exec()

    def edit(self, row: MemberRow | None) -> None:
        if row is None or not self.editable:
            return
        customer = row.id == self.detail.customer.id
        form = member_form(self.desk.language, with_relation=not customer, row=row)

        def save(values: Any) -> None:
            draft = draft_of_form(values, row.relation if customer else None)
            customers.update_member(self.desk.store, self.desk.actor, row.id, draft, row.version)
            self.desk.hub.offer_undo(self.tr("{name} is changed.").format(name=row.name))

        FormDialog(self, row.name, form, save).exec()

    def remove(self, row: MemberRow | None) -> None:
        if row is None:
            return
        with self.guard():
            customers.remove_member(self.desk.store, self.desk.actor, row.id)

            self.desk.hub.offer_undo(self.tr("{name} is removed.").format(name=row.name))

    def _columns(self) -> list[Column]:
        language, today = self.desk.language, self.desk.today()

        def age(member: MemberRow) -> int | None:
            return age_on(member.birth_date, today) if member.birth_date else None

        return [
            Column("name", self.tr("Name"), lambda m: m.name, width=84),
            Column("relation", self.tr("Relation"), lambda m: labels.of(m.relation, language), width=76),
            Column("sex", self.tr("Sex"), lambda m: labels.of(m.sex, language) if m.sex else "—", width=66),
            Column("age", self.tr("Age"), age, lambda v: "—" if v is None else str(v), number=True, width=50),
            Column("born", self.tr("Born"), lambda m: m.birth_date, formats.day, width=96),
            Column("occupation", self.tr("Occupation"), lambda m: m.occupation, width=96),
            Column("income", self.tr("Income a year"), lambda m: m.income, formats.money, number=True, width=110),
        ]
