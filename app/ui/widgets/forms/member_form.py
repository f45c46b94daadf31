"""The form of a family member: asked on the customer's page and in the middle of an interview."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication

from app.enums import Language, Relation, Sex
from app.services.people.customers import MemberDraft, MemberRow
from app.ui.base import labels
from app.ui.widgets.forms.fields import ChoiceField, DateField, MoneyField, NotesField, TextField
from app.ui.widgets.forms.form import Form


def member_form(language: Language, *, with_relation: bool = True, row: MemberRow | None = None) -> Form:
    """Name, relation, sex, birth date, phone, identity number, work, income."""
    form = Form(language)
    form.add("name", QCoreApplication.translate("FamilyForms", "Name"), TextField())
    if with_relation:
        relations = [choice for choice in labels.choices(Relation, language) if choice[0] != Relation.SELF]
        form.add("relation", QCoreApplication.translate("FamilyForms", "Relation"), ChoiceField(relations))
    form.add(
        "sex",
        QCoreApplication.translate("FamilyForms", "Sex"),
        ChoiceField(labels.choices(Sex, language), optional=True),
    )
    form.add("birth_date", QCoreApplication.translate("FamilyForms", "Birth date"), DateField())
    form.add("phone", QCoreApplication.translate("FamilyForms", "Phone"), TextField())
    form.add(
        "id_number",
        QCoreApplication.translate("FamilyForms", "Identity number"),
        TextField(QCoreApplication.translate("FamilyForms", "tells birth date and sex")),
    )
    form.add("occupation", QCoreApplication.translate("FamilyForms", "Occupation"), TextField())
    classes = [(number, str(number)) for number in range(1, 7)]
    form.add(
        "occupation_class",
        QCoreApplication.translate("FamilyForms", "Occupation class"),
        ChoiceField(classes, optional=True),
    )
    form.add("income", QCoreApplication.translate("FamilyForms", "Income a year (yuan)"), MoneyField())
    form.add("notes", QCoreApplication.translate("FamilyForms", "Notes"), NotesField())
    if row is not None:
        form.set_values({name: getattr(row, name) for name in form.fields})
    return form


def draft_of_form(values: Mapping[str, Any], relation: Relation | None = None) -> MemberDraft:
    return MemberDraft(
        name=values["name"],
        relation=relation or Relation(values["relation"]),
        sex=Sex(values["sex"]) if values["sex"] else None,
        birth_date=values["birth_date"],
        phone=values["phone"],
        id_number=values["id_number"],
        occupation=values["occupation"],
        occupation_class=values["occupation_class"],
        income=values["income"],
        notes=values["notes"],
    )
