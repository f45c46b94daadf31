"""The form of how a household is reached and what is kept of it: class, tags, source, referrer, the user's own
fields.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication

from app.enums import LabelKind, Language
from app.services.people import custom_fields, referrals
from app.services.people import labels as label_service
from app.services.people.custom_fields import FieldRow
from app.services.people.customers import ContactDraft, HouseholdDetail
from app.ui.base.desk import Desk
from app.ui.customers.book.own_fields import field_of, value_of
from app.ui.shared.marks import own_fields
from app.ui.widgets.forms.fields import ChoiceField, TextField
from app.ui.widgets.forms.form import Form
from app.ui.widgets.forms.household_field import HouseholdField
from app.ui.widgets.forms.set_field import SuggestField, split_words


class ContactForm(Form):
    """Takes a household as it is, gives a draft."""

    def __init__(self, desk: Desk, detail: HouseholdDetail) -> None:
        super().__init__(desk.language, columns=2)
        self._own = own_fields(desk)
        self._notes = detail.notes
        store = desk.store
        grades = [(row.name, row.name) for row in label_service.labels(store, LabelKind.CLASS)]
        tags = [row.name for row in label_service.labels(store, LabelKind.TAG)]
        self.add("city", QCoreApplication.translate("FamilyForms", "City"), TextField())
        self.add("address", QCoreApplication.translate("FamilyForms", "Address"), TextField())
        self.add("wechat", QCoreApplication.translate("FamilyForms", "WeChat"), TextField())
        self.add("email", QCoreApplication.translate("FamilyForms", "E-mail"), TextField())
        self.add(
            "classification", QCoreApplication.translate("FamilyForms", "Class"), ChoiceField(grades, optional=True)
        )
        hint = QCoreApplication.translate("FamilyForms", "Several tags are separated by commas.")
        self.add("tags", QCoreApplication.translate("FamilyForms", "Tags"), SuggestField(tags, several=True), hint)
        self.add(
            "source",
            QCoreApplication.translate("FamilyForms", "Source"),
            SuggestField(referrals.names_of_sources(store)),
        )
        self.add(
            "referrer_id",
            QCoreApplication.translate("FamilyForms", "Referred by"),
            HouseholdField(desk, without=detail.row.id),
        )
        for field in self._own:
            self.add(field.key, field.name, field_of(field))
        values = {name: getattr(detail, name, None) for name in ("address", "wechat", "email", "source")}
        values |= {
            "city": detail.row.city,
            "tags": ("，" if desk.language == Language.ZH else ", ").join(detail.tags),
            "referrer_id": detail.referrer,
        }
        values |= {"classification": detail.classification or None}
        self.set_values(values | {field.key: value_of(field, detail.row.own.get(field.id, "")) for field in self._own})

    def draft(self, values: Mapping[str, Any]) -> ContactDraft:
        """Raises InputError for a value one of the user's own fields cannot hold."""
        rest = {name: values[name] for name in ("city", "address", "wechat", "email", "source", "referrer_id")}
        own = custom_fields.checked_values(self._own, values)
        grade = values["classification"] or ""
        return ContactDraft(**rest, notes=self._notes, tags=split_words(values["tags"]), classification=grade, own=own)


def draft_of(detail: HouseholdDetail, fields: Sequence[FieldRow]) -> ContactDraft:
    """The household as it stands: what an undo puts back."""
    own = {field.id: detail.row.own.get(field.id, "") for field in fields}
    referrer = detail.referrer[0] if detail.referrer else None
    return ContactDraft(
        detail.row.city, detail.address, detail.wechat, detail.email, detail.source, detail.notes, detail.tags,
        detail.classification, referrer, own,
    )  # fmt: skip
