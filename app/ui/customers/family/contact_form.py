"""The form of how a household is reached and what is kept of it: class, tags, source, referrer, the user's own
fields.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication

from app.enums import LabelKind, Language
from app.services.people import custom_fields, referrals
from app.services.people import labels as label_service
from app.services.people.customers import ContactDraft, HouseholdDetail, Kept, kept_in
from app.ui.base.desk import Desk
from app.ui.customers.book.own_fields import field_of, value_of
from app.ui.shared.marks import own_fields
from app.ui.widgets.forms.described import add_field
from app.ui.widgets.forms.fields import ChoiceField
from app.ui.widgets.forms.form import Form
from app.ui.widgets.forms.household_field import HouseholdField
from app.ui.widgets.forms.set_field import SuggestField, split_words

ASKED = tuple(field for field in kept_in(Kept.HOUSEHOLD) if field.name != "notes")
"""Notes are written on the pane itself."""


class ContactForm(Form):
    """Takes a household as it is, gives a draft."""

    def __init__(self, desk: Desk, detail: HouseholdDetail) -> None:
        super().__init__(desk.language, columns=2)
        self._own = own_fields(desk)
        self._notes = detail.contact.notes
        store = desk.store
        grades = [(row.name, row.name) for row in label_service.labels(store, LabelKind.CLASS)]
        tags = [row.name for row in label_service.labels(store, LabelKind.TAG)]
        offered = {
            "classification": ChoiceField(grades, optional=True),
            "tags": SuggestField(tags, several=True),
            "source": SuggestField(referrals.names_of_sources(store)),
        }
        hints = {"tags": QCoreApplication.translate("FamilyForms", "Several tags are separated by commas.")}
        for field in ASKED:
            add_field(self, field, offered.get(field.name), hints.get(field.name, ""))
        self.add(
            "referrer_id",
            QCoreApplication.translate("FamilyForms", "Referred by"),
            HouseholdField(desk, without=detail.row.id),
        )
        for own in self._own:
            self.add(own.key, own.name, field_of(own))
        values = {field.name: getattr(detail.contact, field.name) for field in ASKED} | {
            "tags": ("，" if desk.language == Language.ZH else ", ").join(detail.contact.tags),
            "classification": detail.contact.classification or None,
            "referrer_id": detail.referrer,
        }
        self.set_values(values | {field.key: value_of(field, detail.row.own.get(field.id, "")) for field in self._own})

    def draft(self, values: Mapping[str, Any]) -> ContactDraft:
        """Raises InputError for a value one of the user's own fields cannot hold."""
        typed = {name: values[name] for name in (*(field.name for field in ASKED), "referrer_id")}
        typed |= {"tags": split_words(values["tags"]), "classification": values["classification"] or ""}
        own = custom_fields.checked_values(self._own, values)
        return ContactDraft(**typed, notes=self._notes, own=own)
