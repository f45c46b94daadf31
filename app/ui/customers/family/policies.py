"""The policies a family holds."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QLabel

from app.enums import PolicyStatus
from app.services.care import policy_review
from app.services.people import policies
from app.services.people.customers import HouseholdDetail
from app.services.people.policies import PolicyRow
from app.ui.base import formats, labels
from app.ui.base.desk import Desk
from app.ui.customers.family.forms import policy_form, policy_of_form
from app.ui.customers.family.pane import Pane
from app.ui.shared.paper import PaperDialog
from app.ui.widgets.badge import Badge
from app.ui.widgets.forms.dialog import FormDialog
from app.ui.widgets.notice import Guard
from app.ui.widgets.tables.column_choice import ColumnChoice
from app.ui.widgets.tables.table import Column, RowTableModel
from app.ui.widgets.tables.table_view import TableView

STATES = {PolicyStatus.IN_FORCE: ("●", "good"), PolicyStatus.LAPSED: ("⚠", "warn"), PolicyStatus.ENDED: ("✕", "calm")}


USUAL = ("insured", "product", "premium", "ends", "status", "covers")


class PoliciesPane(Pane):
    def __init__(self, desk: Desk, guard: Guard) -> None:
        super().__init__(desk, guard)
        self._names: dict[str, str] = {}
        self.model = RowTableModel(self._columns())
        self.table = TableView(self.model)
        self.table.setAccessibleName(self.tr("Policies"))
        ColumnChoice(self.table, desk.preferences, "policies/columns", USUAL)
        self.table.opened.connect(self.edit)
        self.total = QLabel()
        self.total.setProperty("kind", "muted")
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.total)
        self.add_button(self.tr("Add policy"), lambda: self._form(None))
        self.edit_button = self.add_button(self.tr("Edit"), lambda: self.edit(self.table.current()))
        self.remove_button = self.add_button(self.tr("Remove"), lambda: self.remove(self.table.current()))
        self.review_button = self.add_button(self.tr("Review of all policies…"), self.review)
        self.end_buttons()

    def fill(self, detail: HouseholdDetail) -> None:
        current = self.table.current()
        self._names = {member.id: member.name for member in detail.members}
        self.model.set_rows(detail.policies)
        if not self.table.select_id(current.id if current else None) and detail.policies:
            self.table.select_id(detail.policies[0].id)
        for button in (self.edit_button, self.remove_button):
            button.setEnabled(bool(detail.policies))
        held = [policy for policy in detail.policies if policy.in_force(self.desk.today())]
        premium = formats.money(policies.premiums_due(held, self.desk.today()))
        self.total.setText(
            self.tr("In force: {count}, still to pay a year {premium}").format(count=len(held), premium=premium)
            if detail.policies
            else self.tr("No policy is known yet: those found in an interview, typed in, or issued stand here.")
        )

    def edit(self, row: PolicyRow | None) -> None:
        if row is not None and self.editable:
            self._form(row)

    def remove(self, row: PolicyRow | None) -> None:
        if row is None:
            return
        with self.guard():
            policies.remove(self.desk.store, self.desk.actor, row.id)

            self.desk.hub.offer_undo(self.tr("{name} is removed.").format(name=row.product_name))

    def review(self) -> None:
        """The family's policy review as a paper, shown before it is saved. One without a licence says so first."""
        with self.guard():
            found = policy_review.read_review(self.desk.store, self.detail.row.id)
            paper = policy_review.write_review(found, self.desk.language)
            name = f"{paper.title}-{found.household}-{found.on.isoformat()}"
            dialog = PaperDialog(self, paper, name, self.desk.preferences)
            if not found.agent.licence:
                dialog.notice.show_problem(self.tr("Your licence number is not on this paper: add it in your profile."))
            dialog.exec()

    def _form(self, row: PolicyRow | None) -> None:
        household_id = self.detail.row.id
        people = [(member.id, member.name) for member in self.detail.members]

        def save(values: Any) -> None:
            draft = policy_of_form(values, row)
            if row is None:
                policies.add(self.desk.store, self.desk.actor, household_id, draft)
            else:
                policies.update(self.desk.store, self.desk.actor, row.id, draft, row.version)

        title = row.product_name if row else self.tr("New policy")
        FormDialog(self, title, policy_form(self.desk.language, people, row), save, width=680).exec()

    def _columns(self) -> list[Column]:
        language = self.desk.language

        def covers(policy: PolicyRow) -> str:
            return "、".join(
                f"{labels.event(c.event, language)} {formats.short_money(c.amount, language)}" for c in policy.covers
            )

        def state(policy: PolicyRow) -> Badge:
            mark, tone = STATES[policy.status]
            return Badge(mark, labels.of(policy.status, language), tone)

        def until(value: object) -> str:
            return str(value) if value else self.tr("for life")

        return [
            Column("insured", self.tr("Insured"), lambda p: self._names.get(p.member_id, "?"), width=74),
            Column("product", self.tr("Product"), lambda p: p.product_name, width=200, tip=lambda p: p.product_name),
            Column("covers", self.tr("Covers"), covers, width=150, tip=covers),
            Column("premium", self.tr("Premium a year"), lambda p: p.premium, formats.money, number=True, width=120),
            Column("ends", self.tr("Until"), lambda p: p.ends_on, until, width=84),
            Column("status", self.tr("Status"), lambda p: p.status.value, width=100, badge=state),
        ]
