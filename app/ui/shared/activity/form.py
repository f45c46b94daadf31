"""The form of one activity, new or edited."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtWidgets import QPushButton, QWidget

from app.enums import ActivityKind, ActivityStatus
from app.errors import InputError, Place, Problem
from app.services.day.activities import REMIND, ActivityDraft
from app.services.rules.day import recurrence
from app.services.rules.day.recurrence import Rule
from app.ui.base import labels
from app.ui.base.desk import Desk
from app.ui.shared.activity.repeat import RepeatField
from app.ui.widgets.forms.customer_line import CustomerField
from app.ui.widgets.forms.dialog import FormDialog
from app.ui.widgets.forms.fields import (
    ChoiceField,
    DateField,
    MoneyField,
    NotesField,
    NumberField,
    TextField,
    TimeField,
)
from app.ui.widgets.forms.form import Form

NO_REMINDER = -1
LEADS = (NO_REMINDER, 0, 5, REMIND, 30, 60, 24 * 60)

Save = Callable[[ActivityDraft, Rule | None], None]


class ActivityDialog(FormDialog):
    """Gives a draft and a rule; ``rule`` is shown for a planned activity only."""

    def __init__(
        self, parent: QWidget, desk: Desk, title: str, draft: ActivityDraft, rule: Rule | None, save: Save
    ) -> None:
        form = Form(desk.language, columns=2)
        super().__init__(parent, title, form, self._submit, width=720)
        self._desk, self._draft_before, self._save_draft = desk, draft, save
        self._acts = 0
        self._add_fields()
        lead = NO_REMINDER if draft.remind is None and draft.at_minute is not None else draft.remind
        form.set_values({
            "kind": draft.kind.value, "household_id": draft.household_id, "on_date": draft.on_date,
            "at_minute": draft.at_minute, "duration": draft.duration, "place": draft.place, "note": draft.note,
            "companion": draft.companion, "report": draft.report, "premium": draft.premium,
            "remind": REMIND if lead is None else lead, "repeat": rule.document() if rule else None,
        })  # fmt: skip
        form.edited.connect(lambda name: self._show_fields() if name == "kind" else None)
        self._show_fields()

    def add_act(self, words: str, act: Callable[[], object]) -> QPushButton:
        """A further button at the left of the foot; what was typed stays."""
        button = QPushButton(words)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: act())
        self.foot_line.insertWidget(self._acts, button)
        self._acts += 1
        return button

    def _add_fields(self) -> None:
        form, language = self.form, self._desk.language
        form.add("kind", self.tr("Kind"), ChoiceField(labels.choices(ActivityKind, language)))
        form.add("household_id", self.tr("Customer"), CustomerField(self._desk))
        form.add("on_date", self.tr("Day"), DateField())
        form.add("at_minute", self.tr("Time"), TimeField(), self.tr("Empty: all day"))
        form.add("duration", self.tr("How long (minutes)"), NumberField())
        form.add("remind", self.tr("Reminder"), ChoiceField([(minutes, self._lead(minutes)) for minutes in LEADS]))
        form.add("place", self.tr("Place"), TextField())
        form.add("companion", self.tr("Who goes along"), TextField())
        form.add("note", self.tr("Note"), TextField())
        form.add("premium", self.tr("Premium a year (yuan)"), MoneyField())
        form.add("report", self.tr("Visit report"), NotesField(height=64))
        form.add("repeat", self.tr("Repeat"), RepeatField(language))

    def _show_fields(self) -> None:
        done = self._draft_before.status == ActivityStatus.DONE
        closing = self.form.fields["kind"].value() == ActivityKind.CLOSING
        self.form.show_field("report", done)
        self.form.show_field("repeat", not done)
        self.form.show_field("remind", not done)
        self.form.show_field("premium", done and closing)

    def _lead(self, minutes: int) -> str:
        if minutes == NO_REMINDER:
            return self.tr("None")
        if minutes == 0:
            return self.tr("At its time")
        if minutes == 24 * 60:
            return self.tr("A day before")
        return self.tr("{minutes} minutes before", n=minutes).format(minutes=minutes)

    def _submit(self, values: Mapping[str, Any]) -> None:
        if values["on_date"] is None:
            raise InputError(Problem("required", Place(field="on_date")))
        kind, remind = ActivityKind(values["kind"]), values["remind"]
        draft = replace(
            self._draft_before,
            kind=kind,
            household_id=values["household_id"],
            on_date=values["on_date"],
            at_minute=values["at_minute"],
            duration=values["duration"],
            place=values["place"],
            companion=values["companion"],
            note=values["note"],
            report=values["report"],
            premium=values["premium"] if kind == ActivityKind.CLOSING else None,
            remind=None if remind == NO_REMINDER else remind,
        )
        rule = recurrence.of_document(values["repeat"]) if values["repeat"] else None
        self._save_draft(draft, rule)


def begun(desk: Desk, day: date, minute: int | None = None, kind: ActivityKind = ActivityKind.VISIT) -> ActivityDraft:
    """What a new plan starts from: an hour with the family at hand."""
    return ActivityDraft(
        kind, day, ActivityStatus.PLANNED, desk.household_id, minute, duration=None if minute is None else 60
    )
