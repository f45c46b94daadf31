"""The forms of a family: a policy, its money, its contact, its stage (a member's is shared: widgets/member_form)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication

from app import words
from app.enums import Event, Language, PolicyStatus, Stage
from app.services.people.policies import CoverRow, PolicyDraft, PolicyRow
from app.services.rules.needs.finances import KEYS
from app.ui.base import labels
from app.ui.widgets.forms.fields import CheckField, ChoiceField, DateField, MoneyField, NumberField, TextField
from app.ui.widgets.forms.form import Form


def policy_form(language: Language, members: list[tuple[str, str]], row: PolicyRow | None = None) -> Form:
    """Insured, product, insurer, dates, premium, and the sum for each event it covers."""
    form = Form(language, columns=2)
    form.add("member_id", QCoreApplication.translate("FamilyForms", "Insured"), ChoiceField(members))
    form.add("product_name", QCoreApplication.translate("FamilyForms", "Product"), TextField())
    form.add("insurer", QCoreApplication.translate("FamilyForms", "Insurer"), TextField())
    form.add("number", QCoreApplication.translate("FamilyForms", "Policy number"), TextField())
    form.add("starts_on", QCoreApplication.translate("FamilyForms", "In force from"), DateField())
    form.add("ends_on", QCoreApplication.translate("FamilyForms", "Until (empty = for life)"), DateField())
    form.add("premium", QCoreApplication.translate("FamilyForms", "Premium a year (yuan)"), MoneyField())
    form.add("pay_years", QCoreApplication.translate("FamilyForms", "Years to pay"), NumberField())
    statuses = labels.choices(PolicyStatus, language)
    form.add("status", QCoreApplication.translate("FamilyForms", "Status"), ChoiceField(statuses))
    hint = QCoreApplication.translate("FamilyForms", "Of a lapsed policy: it can be reinstated for two years.")
    form.add("lapsed_on", QCoreApplication.translate("FamilyForms", "Lapsed on"), DateField(), hint)
    form.add("employer_group", "", CheckField(QCoreApplication.translate("FamilyForms", "Group cover by the employer")))
    for event in Event:
        words_of = QCoreApplication.translate("FamilyForms", "{event}, sum").format(event=labels.of(event, language))
        form.add(f"cover_{event.value}", words_of, MoneyField())
    if row is not None:
        values = {name: getattr(row, name) for name in form.fields if not name.startswith("cover_")}
        form.set_values(values | {f"cover_{cover.event}": cover.amount for cover in row.covers})
    return form


def policy_of_form(values: Mapping[str, Any], row: PolicyRow | None = None) -> PolicyDraft:
    """What is typed; what the form does not ask for stays as it is in ``row``."""
    events = [event.value for event in Event]
    typed = [CoverRow(event, values[f"cover_{event}"]) for event in events if values[f"cover_{event}"]]
    kept = {cover.event: cover.note for cover in row.covers} if row else {}
    covers = [CoverRow(cover.event, cover.amount, kept.get(cover.event, "")) for cover in typed]
    covers += [cover for cover in (row.covers if row else ()) if cover.event not in events]
    return PolicyDraft(
        member_id=values["member_id"],
        product_name=values["product_name"],
        covers=tuple(covers),
        insurer=values["insurer"],
        number=values["number"],
        product_code=row.product_code if row else "",
        starts_on=values["starts_on"],
        ends_on=values["ends_on"],
        premium=values["premium"] or 0,
        pay_years=values["pay_years"],
        employer_group=values["employer_group"],
        status=PolicyStatus(values["status"]),
        notes=row.notes if row else "",
        lapsed_on=values["lapsed_on"],
    )


def finances_form(language: Language, finances: Mapping[str, int]) -> Form:
    form = Form(language, columns=2)
    for key in KEYS:
        form.add(key, words.say(f"finance.{key}", language), MoneyField())
    form.set_values({key: finances.get(key) for key in KEYS})
    return form


def stage_form(language: Language, stage: Stage) -> Form:
    form = Form(language)
    stages = labels.choices(Stage, language)
    form.add("stage", QCoreApplication.translate("FamilyForms", "Stage"), ChoiceField(stages))
    hint = QCoreApplication.translate("FamilyForms", "A rejection needs its reason.")
    form.add("reason", QCoreApplication.translate("FamilyForms", "Reason"), TextField(), hint)
    form.set_values({"stage": stage.value})
    return form
