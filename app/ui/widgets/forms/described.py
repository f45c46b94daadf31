"""Editors for the fields that are known of a customer, from their one description."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app import words
from app.enums import Language, Sex
from app.services.people import customers
from app.services.people.customers import CustomerField, FieldIs
from app.ui.base import labels
from app.ui.widgets.forms.fields import ChoiceField, DateField, Field, MoneyField, NotesField, TextField
from app.ui.widgets.forms.form import Form

BORN, FIRST_DAY = "1990-05-20", "2026-11-24"


def add_field(form: Form, field: CustomerField, editor: Field | None = None, hint: str = "") -> None:
    """Append it under its word; ``editor`` where what is offered comes from the store."""
    form.add(field.name, customers.header(field.name, form.language), editor or editor_of(field, form.language), hint)


def editor_of(field: CustomerField, language: Language) -> Field:
    match field.kind:
        case FieldIs.NOTES:
            return NotesField()
        case FieldIs.SEX:
            return ChoiceField(labels.choices(Sex, language), optional=True)
        case FieldIs.DATE:
            return DateField(BORN if field.name == "birth_date" else FIRST_DAY)
        case FieldIs.WHOLE:
            assert field.within is not None
            return ChoiceField([(number, str(number)) for number in field.within], optional=True)
        case FieldIs.MONEY:
            return MoneyField()
        case FieldIs.YES_NO:
            yes_no = ((True, "yes"), (False, "no"))
            return ChoiceField(
                [(value, words.say(f"customers.{word}", language)) for value, word in yes_no], optional=True
            )
        case FieldIs.ID_NUMBER:
            return TextField(QCoreApplication.translate("FamilyForms", "tells birth date and sex"))
        case _:
            return TextField()
