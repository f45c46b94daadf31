"""The forms of a family: a policy, and the household's money (a member's is shared: widgets/member_form)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication

from app import words
from app.enums import Event, Language
from app.services.policies import CoverRow, PolicyDraft, PolicyRow
from app.services.rules.finances import KEYS
from app.ui import labels
from app.ui.widgets.fields import CheckField, ChoiceField, DateField, MoneyField, NumberField, TextField
from app.ui.widgets.form import Form


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
    form.add("employer_group", "", CheckField(QCoreApplication.translate("FamilyForms", "Group cover by the employer")))
    for event in Event:
        form.add(f"cover_{event.value}", labels.of(event, language), MoneyField())
    if row is not None:
        values = {name: getattr(row, name) for name in form.fields if not name.startswith("cover_")}
        form.set_values(values | {f"cover_{cover.event}": cover.amount for cover in row.covers})
    return form


def policy_of_form(values: Mapping[str, Any]) -> PolicyDraft:
    covers = [CoverRow(event, values[f"cover_{event.value}"]) for event in Event if values[f"cover_{event.value}"]]
    return PolicyDraft(
        member_id=values["member_id"],
        product_name=values["product_name"],
        covers=tuple(covers),
        insurer=values["insurer"],
        number=values["number"],
        starts_on=values["starts_on"],
        ends_on=values["ends_on"],
        premium=values["premium"] or 0,
        pay_years=values["pay_years"],
        employer_group=values["employer_group"],
    )


def finances_form(language: Language, finances: Mapping[str, int]) -> Form:
    form = Form(language, columns=2)
    for key in KEYS:
        form.add(key, words.say(f"finance.{key}", language), MoneyField())
    form.set_values({key: finances.get(key) for key in KEYS})
    return form
