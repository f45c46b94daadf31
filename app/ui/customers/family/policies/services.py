"""Services to the family's policies (保全): what was asked for, how far it is, the next step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app import words
from app.enums import Language, ServiceKind, ServiceState
from app.services.people.customers import HouseholdDetail
from app.services.people.policies import PolicyRow
from app.services.rules.selling.services import OPEN
from app.services.selling import policy_services
from app.services.selling.policy_services import Asked, ServiceRow
from app.ui.base import formats, labels
from app.ui.base.desk import Desk
from app.ui.customers.family.policies.forms import beneficiaries_field, beneficiaries_of, lines_of
from app.ui.shared.service.policy_steps import ask_step, late_badge, said, state_badge
from app.ui.widgets.forms.dialog import FormDialog
from app.ui.widgets.forms.fields import CheckField, ChoiceField, MoneyField, NotesField, TextField
from app.ui.widgets.forms.form import Form
from app.ui.widgets.tables.list_dialog import ListDialog
from app.ui.widgets.tables.table import Column

OF_KIND: Mapping[ServiceKind, tuple[str, ...]] = {
    ServiceKind.ADDRESS: ("address",), ServiceKind.BENEFICIARY: ("statutory", "beneficiaries"),
    ServiceKind.REDUCE: ("sum", "premium"), ServiceKind.PAID_UP: ("sum",), ServiceKind.LOAN: ("amount",),
    ServiceKind.REPAY: ("amount",), ServiceKind.REINSTATE: (), ServiceKind.SURRENDER: (),
}  # fmt: skip


def service_form(language: Language, family: HouseholdDetail, policy: PolicyRow, row: ServiceRow | None) -> Form:
    """Which policy, what is wished, and what that needs; the rest is hidden."""
    form = Form(language, columns=2)
    held = [(one.id, f"{one.product_name} {one.number}".strip()) for one in family.policies]
    kind = ChoiceField(labels.choices(ServiceKind, language))
    form.add("policy_id", QCoreApplication.translate("FamilyForms", "Policy"), ChoiceField(held))
    form.add("kind", QCoreApplication.translate("FamilyForms", "What is asked for"), kind)
    form.add("address", QCoreApplication.translate("FamilyForms", "New address"), TextField())
    form.add("sum", QCoreApplication.translate("FamilyForms", "New sum (yuan)"), MoneyField())
    form.add("premium", QCoreApplication.translate("FamilyForms", "New premium a year (yuan)"), MoneyField())
    form.add("amount", QCoreApplication.translate("FamilyForms", "Amount (yuan)"), MoneyField())
    form.add("statutory", "", CheckField(QCoreApplication.translate("FamilyForms", "Legal heirs, as was said")))
    named = beneficiaries_field(language, [member.name for member in family.members])
    form.add("beneficiaries", QCoreApplication.translate("FamilyForms", "Beneficiaries"), named, wide=True)
    form.add("notes", QCoreApplication.translate("FamilyForms", "Notes"), NotesField(), wide=True)
    values: dict[str, Any] = {
        "policy_id": policy.id, "kind": ServiceKind.ADDRESS.value, "address": family.contact.address,
        "beneficiaries": lines_of(policy.beneficiaries),
    }  # fmt: skip
    if row is not None:
        asked = {name: value for name, value in row.asked.items() if name != "beneficiaries"}
        values |= {"policy_id": row.policy_id, "kind": row.kind.value, "notes": row.notes, **asked}
    form.set_values(values)

    def fit() -> None:
        wanted = OF_KIND[ServiceKind(kind.value())]
        for name in {name for names in OF_KIND.values() for name in names}:
            form.show_field(name, name in wanted)

    kind.box.currentIndexChanged.connect(fit)
    fit()
    return form


def asked_of_form(values: Mapping[str, Any], family: HouseholdDetail) -> Asked:
    kind = ServiceKind(values["kind"])
    asked = {name: values[name] for name in OF_KIND[kind]}
    if kind == ServiceKind.BENEFICIARY:
        asked["beneficiaries"] = policy_services.asked_of(beneficiaries_of(values["beneficiaries"], family))
        asked["statutory"] = bool(values["statutory"]) and not asked["beneficiaries"]
    return Asked(values["policy_id"], kind, asked, values["notes"])


class ServicesDialog(ListDialog):
    """All of one family, those under way first; a new one is about the policy that was chosen."""

    def __init__(self, desk: Desk, parent: QWidget, family: HouseholdDetail, policy: PolicyRow) -> None:
        self._family, self._policy = family, policy
        about = self.tr(
            "What the policyholder asks of the insurer. Once it is done the policy is changed, and Ctrl+Z takes it "
            "back. It counts in no figure of sales."
        )
        super().__init__(desk, parent, self.tr("Policy services of {name}").format(name=family.row.name), about,
                         self._columns(desk))  # fmt: skip
        self.resize(880, 460)
        self.add_button(self.tr("New request…"), lambda: self.ask(None))
        self.edit_button = self.add_button(self.tr("Edit"), lambda: self.ask(self.table.current()))
        self.steps = {
            state: self.add_button(words.say(f"service_step.{state.value}", desk.language), partial(self.step, state))
            for state in ServiceState
            if state != ServiceState.DRAFT
        }
        self.table.chosen.connect(self._fit)
        self.reload()
        self._fit(self.table.current())

    def rows(self) -> Sequence[ServiceRow]:
        return policy_services.of_household(self.desk.store, self._family.row.id)

    def ask(self, row: ServiceRow | None) -> None:
        store, actor = self.desk.store, self.desk.actor

        def save(values: Mapping[str, Any]) -> None:
            asked = asked_of_form(values, self._family)
            if row is None:
                policy_services.add(store, actor, asked)
            else:
                policy_services.change(store, actor, row.id, asked, row.version)

        title = self.tr("Policy service {number}").format(number=row.number) if row else self.tr("New policy service")
        form = service_form(self.desk.language, self._family, self._policy, row)
        FormDialog(self, title, form, save, width=760).exec()
        self._again()

    def step(self, state: ServiceState) -> None:
        row: ServiceRow | None = self.table.current()
        if row is None:
            return

        ask_step(self, self.desk, row, state)
        self._again()

    def _again(self) -> None:
        self.reload()
        self._fit(self.table.current())

    def _fit(self, row: ServiceRow | None) -> None:
        """Only steps there are."""
        following = row.following if row is not None else ()
        for state, button in self.steps.items():
            button.setVisible(state in following)
        editable = row is not None and row.state in (ServiceState.DRAFT, ServiceState.RETURNED)
        self.edit_button.setVisible(editable)

    def _columns(self, desk: Desk) -> list[Column]:
        return [
            Column("number", self.tr("No."), lambda row: row.number, width=76),
            Column("policy", self.tr("Policy"), lambda row: f"{row.policy} {row.policy_number}".strip(), width=190),
            Column("kind", self.tr("What is asked for"), lambda row: labels.of(row.kind, desk.language), width=120),
            Column("asked", self.tr("To be"), lambda row: said(row, desk.language), width=170,
                   tip=lambda row: said(row, desk.language)),
            Column("state", self.tr("State"), lambda row: row.state.value, width=100,
                   badge=lambda row: state_badge(row, desk)),
            Column("due", self.tr("Answer by"), lambda row: row.due_on if row.state in OPEN else None,
                   lambda day: formats.day(day) if day else "", badge=lambda row: late_badge(row, desk), width=100),
        ]  # fmt: skip
