"""The forms of a case: what it is about, how it goes on, how far a claim has come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication

from app.enums import Event, Language, Level
from app.services.care.cases import CaseDraft, ClaimDraft
from app.services.people.customers import HouseholdDetail
from app.services.rules.care.cases import CaseKind, CaseState, WaitingFor, reopens
from app.ui.base import labels
from app.ui.widgets.forms.fields import ChoiceField, DateField, MoneyField, NotesField, TextField
from app.ui.widgets.forms.form import Form

OF_COMPLAINT = ("severity", "promised_on")
OF_CLAIM = ("event", "event_on")


def case_form(
    language: Language,
    family: HouseholdDetail,
    draft: CaseDraft | None,
    kind: CaseKind,
    owners: Sequence[tuple[str, str]],
) -> Form:
    """What belongs to a claim or a complaint alone is shown with that kind only."""
    form = Form(language, columns=2)
    people = [(member.id, member.name) for member in family.members]
    held = [(policy.id, f"{policy.product_name} {policy.number}".strip()) for policy in family.policies]
    kinds = labels.choices(CaseKind, language)
    kind_field = ChoiceField(kinds)
    form.add("kind", QCoreApplication.translate("Cases", "Kind"), kind_field)
    form.add("title", QCoreApplication.translate("Cases", "What it is about"), TextField())
    form.add("member_id", QCoreApplication.translate("Cases", "Person"), ChoiceField(people, optional=True))
    form.add("policy_id", QCoreApplication.translate("Cases", "Policy"), ChoiceField(held, optional=True))
    form.add("opened_on", QCoreApplication.translate("Cases", "Came in on"), DateField())
    hint = QCoreApplication.translate("Cases", "Left empty, the usual days of the kind are taken.")
    form.add("due_on", QCoreApplication.translate("Cases", "Due on"), DateField(), hint)
    severities = labels.choices(Level, language)
    form.add("severity", QCoreApplication.translate("Cases", "Severity"), ChoiceField(severities, optional=True))
    form.add("promised_on", QCoreApplication.translate("Cases", "Answer promised for"), DateField())
    events = labels.choices(Event, language)
    form.add("event", QCoreApplication.translate("Cases", "Insured event"), ChoiceField(events, optional=True))
    form.add("event_on", QCoreApplication.translate("Cases", "Happened on"), DateField())
    if len(owners) > 1:
        form.add("owner", QCoreApplication.translate("Cases", "Owner"), ChoiceField(owners))
    form.add("details", QCoreApplication.translate("Cases", "Details"), NotesField())

    def fit() -> None:
        chosen = kind_field.value()
        for name in OF_COMPLAINT:
            form.show_field(name, chosen == CaseKind.COMPLAINT)
        for name in OF_CLAIM:
            form.show_field(name, chosen == CaseKind.CLAIM)

    kind_field.box.currentIndexChanged.connect(fit)
    values: dict[str, Any] = {"kind": kind.value, "owner": owners[0][0] if owners else ""}
    if draft is not None:
        values = {name: getattr(draft, name) for name in form.fields}
        values |= {"kind": draft.kind.value, "severity": draft.severity.value if draft.severity else None}
    form.set_values(values)
    fit()
    return form


def case_of_form(values: Mapping[str, Any]) -> CaseDraft:
    return CaseDraft(
        kind=CaseKind(values["kind"]),
        title=values["title"],
        details=values["details"],
        member_id=values["member_id"],
        policy_id=values["policy_id"],
        due_on=values["due_on"],
        severity=Level(values["severity"]) if values["severity"] else None,
        promised_on=values["promised_on"],
        event=values["event"] or "",
        event_on=values["event_on"],
        opened_on=values["opened_on"],
        owner=values.get("owner") or "",
    )


def step_form(language: Language, now: CaseState, wanted: CaseState, resolution: str) -> Form:
    """What a step asks for: whom it waits for, how it was resolved, why it is opened again."""
    form = Form(language)
    if wanted == CaseState.WAITING:
        waits = ChoiceField(labels.choices(WaitingFor, language))
        form.add("waiting_for", QCoreApplication.translate("Cases", "Waiting for"), waits)
    if wanted in (CaseState.RESOLVED, CaseState.CLOSED):
        form.add("resolution", QCoreApplication.translate("Cases", "Resolution"), NotesField())
        form.set_values({"resolution": resolution})
    words = (
        QCoreApplication.translate("Cases", "Why it is opened again")
        if reopens(now, wanted)
        else QCoreApplication.translate("Cases", "Note")
    )
    form.add("text", words, TextField())
    return form


def claim_form(language: Language, claim: ClaimDraft) -> Form:
    form = Form(language, columns=2)
    form.add("insurer", QCoreApplication.translate("Cases", "Filed with"), TextField())
    form.add("filed_on", QCoreApplication.translate("Cases", "Filed on"), DateField())
    form.add("paid", QCoreApplication.translate("Cases", "Paid (yuan)"), MoneyField())
    form.add("paid_on", QCoreApplication.translate("Cases", "Paid on"), DateField())
    form.set_values({name: getattr(claim, name) for name in form.fields})
    return form
