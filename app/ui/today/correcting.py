"""Putting right what a line was taken to say, field by field, before anything is saved."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QWidget

from app.enums import ActivityKind
from app.services.day.quick_add import Candidate, Entry
from app.services.people import customers
from app.ui.base import labels
from app.ui.base.desk import Desk
from app.ui.widgets.forms.customer_line import CustomerField
from app.ui.widgets.forms.dialog import FormDialog
from app.ui.widgets.forms.fields import ChoiceField, DateField, NumberField, TextField, TimeField
from app.ui.widgets.forms.form import Form


class CorrectDialog(FormDialog):
    """Gives the entry as it was put right; nothing is saved here."""

    keeps_draft = False

    def __init__(self, parent: QWidget, desk: Desk, entry: Entry, field: str, give: Callable[[Entry], None]) -> None:
        form = Form(desk.language)
        super().__init__(parent, self.tr("Put right"), form, self._submit)
        self.button.setText(self.tr("Apply"))
        self._desk, self._entry, self._give = desk, entry, give
        form.add("household_id", self.tr("Customer"), CustomerField(desk))
        form.add("kind", self.tr("Kind"), ChoiceField(labels.choices(ActivityKind, desk.language)))
        form.add("on_date", self.tr("Day"), DateField())
        form.add("at_minute", self.tr("Time"), TimeField())
        form.add("duration", self.tr("How long (minutes)"), NumberField())
        form.add("place", self.tr("Place"), TextField())
        form.add("note", self.tr("Note"), TextField())
        draft = entry.draft
        form.set_values({name: getattr(draft, name) for name in form.fields} | {"kind": draft.kind.value})
        form.fields[field].setFocus()

    def _submit(self, values: Mapping[str, Any]) -> None:
        changes = {name: value for name, value in values.items() if name != "household_id"}
        changes["on_date"] = values["on_date"] or self._entry.draft.on_date
        changes["kind"] = ActivityKind(values["kind"])
        entry = self._entry.changed(**changes)
        household = values["household_id"]
        if household != entry.draft.household_id and household is not None:
            row = customers.row(self._desk.store, household)
            entry = entry.about(Candidate(row.id, row.name, row.code))
        self._give(replace(entry, draft=entry.settled(self._desk.today())))
