"""The policies a family holds, contract by contract, and what there is to know of the one chosen."""

from __future__ import annotations

from typing import Any

from app import words
from app.enums import PolicyStatus
from app.services.care import policy_review
from app.services.people import policies
from app.services.people.customers import HouseholdDetail
from app.services.people.policies import PolicyRow, ValueRow
from app.services.rules.people.beneficiaries import BeneficiaryDoubt, Found
from app.services.tables.paper import Paper
from app.ui.base import formats, labels
from app.ui.base.desk import Desk
from app.ui.customers.family.pane import Pane
from app.ui.customers.family.policies.forms import policy_form, policy_of_form
from app.ui.customers.family.policies.parts import FilesDialog, ValuesDialog
from app.ui.customers.family.policies.services import ServicesDialog
from app.ui.shared.paper import paper_dialog
from app.ui.widgets.badge import Badge
from app.ui.widgets.forms.dialog import FormDialog
from app.ui.widgets.notice import Guard
from app.ui.widgets.plain import Label
from app.ui.widgets.tables.column_choice import ColumnChoice
from app.ui.widgets.tables.table import Column, RowTableModel
from app.ui.widgets.tables.table_view import TableView

STATES = {PolicyStatus.IN_FORCE: ("●", "good"), PolicyStatus.LAPSED: ("⚠", "warn"), PolicyStatus.ENDED: ("✕", "calm")}
RIDER = "└ "
USUAL = ("insured", "product", "premium", "ends", "status", "covers", "heirs")


class PoliciesPane(Pane):
    def __init__(self, desk: Desk, guard: Guard) -> None:
        super().__init__(desk, guard)
        self._names: dict[str, str] = {}
        self._doubts: dict[str, tuple[Found, ...]] = {}
        self.model = RowTableModel(self._columns())
        self.table = TableView(self.model)
        self.table.setAccessibleName(self.tr("Policies"))
        ColumnChoice(self.table, desk.preferences, "policies/columns", USUAL)
        self.table.opened.connect(self.edit)
        self.table.chosen.connect(self._tell)
        self.about = Label()
        self.about.setWordWrap(True)
        self.about.setProperty("kind", "muted")
        self.total = Label()
        self.total.setProperty("kind", "muted")
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.about)
        self.body.addWidget(self.total)
        self._lay_buttons()

    def _lay_buttons(self) -> None:
        self.add_button(self.tr("Add policy"), lambda: self._form(None))
        self.edit_button = self.add_button(self.tr("Edit"), lambda: self.edit(self.table.current()))
        self.values_button = self.add_button(self.tr("Cash values"), self.ask_values)
        self.files_button = self.add_button(self.tr("Contract papers"), self.show_files)
        self.services_button = self.add_button(self.tr("Policy services…"), self.show_services)
        self.remove_button = self.add_button(self.tr("Remove"), lambda: self.remove(self.table.current()))
        self.review_button = self.add_button(self.tr("Review of all policies…"), self.review)
        self.of_one = (
            self.edit_button, self.values_button, self.files_button, self.services_button, self.remove_button,
        )  # fmt: skip
        self.end_buttons()

    def fill(self, detail: HouseholdDetail) -> None:
        current = self.table.current()
        self._names = {member.id: member.name for member in detail.members}
        self._doubts = policies.doubts_of(self.desk.store, detail.row.id) if detail.policies else {}
        self.model.set_rows([row for contract in policies.contracts(detail.policies) for row in contract])
        if not self.table.select_id(current.id if current else None) and detail.policies:
            self.table.select_id(detail.policies[0].id)
        for button in self.of_one:
            button.setEnabled(bool(detail.policies))
        held = [policy for policy in detail.policies if policy.in_force(self.desk.today())]
        premium = formats.money(policies.premiums_due(held, self.desk.today()))
        self.total.setText(
            self.tr("In force: {count}, still to pay a year {premium}").format(count=len(held), premium=premium)
            if detail.policies
            else self.tr("No policy is known yet: those found in an interview, typed in, or issued stand here.")
        )
        self._tell(self.table.current())

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
            household_id, language = self.detail.row.id, self.desk.language
            found = policy_review.read_review(self.desk.store, household_id)

            def write() -> tuple[Paper, None]:
                now = policy_review.read_review(self.desk.store, household_id)
                return policy_review.write_review(now, language), None

            def name(paper: Paper) -> str:
                return f"{paper.title}-{found.household}-{found.on.isoformat()}"

            paper_dialog(self, self.desk, write, name, licensed=bool(found.agent.licence)).exec()

    def ask_values(self) -> None:
        if (row := self.table.current()) is not None:
            ValuesDialog(self.desk, self, row).exec()

    def show_files(self) -> None:
        if (row := self.table.current()) is not None:
            FilesDialog(self.desk, self, row).exec()

    def show_services(self) -> None:
        if (row := self.table.current()) is not None:
            ServicesDialog(self.desk, self, self.detail, row).exec()

    def _form(self, row: PolicyRow | None) -> None:
        family = self.detail

        def save(values: Any) -> None:
            draft = policy_of_form(values, family, row)
            if row is None:
                policies.add(self.desk.store, self.desk.actor, family.row.id, draft)
            else:
                policies.update(self.desk.store, self.desk.actor, row.id, draft, row.version)

        title = row.product_name if row else self.tr("New policy")
        FormDialog(self, title, policy_form(self.desk.language, family, row), save, width=960).exec()

    def _tell(self, row: PolicyRow | None) -> None:
        """Of the policy chosen: its contract, its beneficiaries, what it is worth, and what is doubtful."""
        self.about.setVisible(row is not None)
        if row is None:
            return
        values = policies.values_of(self.desk.store, row.id)
        worth = policies.worth_on(values, row.starts_on, self.desk.today())
        lines = ["  ·  ".join(part for part in self._facts(row, worth) if part), self._beneficiaries(row)]
        lines += [f"⚠ {self._said(one)}" for one in self._doubts.get(row.id, ())]
        self.about.setText("\n".join(line for line in lines if line))

    def _facts(self, row: PolicyRow, worth: ValueRow | None) -> list[str]:
        payer = self._names.get(row.payer_id or "", row.payer_name)
        money = formats.money
        return [
            f"{row.insurer} {row.number}".strip(),
            row.category,
            self.tr("Policyholder: {name}").format(name=payer) if payer else "",
            self._sum(row) if row.sum else "",
            self.tr("of it extra premium {extra}").format(extra=money(row.extra_premium)) if row.extra_premium else "",
            self.tr("Excluded: {terms}").format(terms=row.terms) if row.terms else "",
            self.tr("Loan {loan} since {day}").format(loan=money(row.loan), day=row.loan_on) if row.loan else "",
            self.tr("Cash value {cash} (year {year})").format(cash=money(worth.cash), year=worth.year)
            if worth and worth.cash is not None
            else "",
            self.tr("Paid up {sum}").format(sum=money(worth.paid_up)) if worth and worth.paid_up else "",
            self.tr("{count} papers", None, row.files).format(count=row.files) if row.files else "",
        ]

    def _sum(self, row: PolicyRow) -> str:
        said = self.tr("Pays {sum}") if row.pays_out else self.tr("Sum {sum}")
        return said.format(sum=formats.money(row.sum))

    def _beneficiaries(self, row: PolicyRow) -> str:
        """``受益人：1 郭小川 子女 60%、…``."""
        if not row.beneficiaries:
            return ""
        language = self.desk.language
        named = "、".join(
            f"{one.rank} {one.name} {labels.of(one.relation, language)} {formats.hundredths(one.share)}%"
            for one in row.beneficiaries
        )
        return self.tr("Beneficiaries: {named}").format(named=named)

    def _said(self, one: Found) -> str:
        return words.say(
            f"beneficiary_doubt.{one.doubt.value}", self.desk.language, name=one.name, rank=one.rank,
            total=formats.hundredths(one.total),
        )  # fmt: skip

    def _columns(self) -> list[Column]:
        language = self.desk.language

        def covers(policy: PolicyRow) -> str:
            return "、".join(
                f"{labels.event(c.event, language)} {formats.short_money(c.amount, language)}" for c in policy.covers
            )

        def state(policy: PolicyRow) -> Badge:
            mark, tone = STATES[policy.status]
            return Badge(mark, labels.of(policy.status, language), tone)

        def heirs(policy: PolicyRow) -> Badge:
            doubts = self._doubts.get(policy.id, ())
            names = "、".join(one.name for one in policy.beneficiaries)
            if doubts and [one.doubt for one in doubts] != [BeneficiaryDoubt.STATUTORY]:
                return Badge("⚠", names or self.tr("not known"), "warn")
            return Badge("●" if names else "–", names or (self.tr("legal heirs") if policy.statutory else ""), "calm")

        def until(value: object) -> str:
            return str(value) if value else self.tr("for life")

        def product(policy: PolicyRow) -> str:
            return RIDER * (policy.main_id is not None) + policy.product_name

        return [
            Column("insured", self.tr("Insured"), lambda p: self._names.get(p.member_id, "?"), width=74),
            Column("product", self.tr("Product"), product, width=200, tip=lambda p: p.product_name),
            Column("covers", self.tr("Covers"), covers, width=150, tip=covers),
            Column("premium", self.tr("Premium a year"), lambda p: p.premium, formats.money, number=True, width=100),
            Column("ends", self.tr("Until"), lambda p: p.ends_on, until, width=84),
            Column("status", self.tr("Status"), lambda p: p.status.value, width=84, badge=state),
            Column("heirs", self.tr("Beneficiaries"), lambda p: len(p.beneficiaries), width=110, badge=heirs),
        ]
