"""The form of a family member: asked on the customer's page and in the middle of an interview."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication

from app.enums import Language, Relation, Sex
from app.services.people.customers import Kept, MemberDraft, MemberRow, kept_in
from app.ui.base import labels
from app.ui.widgets.forms.described import add_field
from app.ui.widgets.forms.fields import ChoiceField, NotesField
from app.ui.widgets.forms.form import Form


def member_form(language: Language, *, with_relation: bool = True, row: MemberRow | None = None) -> Form:
    """What is known of a person; the relation stands after the name."""
    form = Form(language)
    for field in kept_in(Kept.MEMBER):
        add_field(form, field)
        if field.name == "name" and with_relation:
            relations = [choice for choice in labels.choices(Relation, language) if choice[0] != Relation.SELF]
            form.add("relation", QCoreApplication.translate("FamilyForms", "Relation"), ChoiceField(relations))
    form.add("notes", QCoreApplication.translate("FamilyForms", "Notes"), NotesField())
    if row is not None:
        form.set_values({name: getattr(row, name) for name in form.fields})
    return form


def draft_of_form(values: Mapping[str, Any], relation: Relation | None = None) -> MemberDraft:
    """What is typed. ``relation`` is that of somebody whose form does not ask for it."""
    sex = Sex(values["sex"]) if values["sex"] else None
    return MemberDraft(**{**values, "relation": relation or Relation(values["relation"]), "sex": sex})
