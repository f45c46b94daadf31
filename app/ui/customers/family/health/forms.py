"""The forms of consent and of a note: figures are asked as the condition has them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from PySide6.QtCore import QCoreApplication

from app.enums import HealthSource, HealthTreatment, Language
from app.errors import Problem
from app.services.people.health import ConsentDraft, NoteDraft, NoteRow, PersonHealth, guide
from app.services.rules.people.health import OTHER
from app.ui.base import labels
from app.ui.widgets.forms.fields import CheckField, ChoiceField, DateField, NotesField, TextField
from app.ui.widgets.forms.form import Form

VALUE = "value_"


class FigureField(TextField):
    """A figure as a report has it, ``150`` or ``5.6``; None when empty."""

    def value(self) -> Any:
        text = self.line.text().strip()
        try:
            found = Decimal(text.replace("，", "").replace(",", "")) if text else None
        except InvalidOperation:
            return None
        return found if found is None or found.is_finite() else None

    def problem(self) -> Problem | None:
        text = self.line.text().strip()
        return Problem("not_a_number", values={"text": text}) if text and self.value() is None else None


def consent_form(language: Language, person: PersonHealth) -> Form:
    """What is consented to stands in it, as it is read to the person."""
    form = Form(language)
    hint = QCoreApplication.translate("HealthForms", "The person; of a minor the guardian who says yes.")
    form.add("given_by", QCoreApplication.translate("HealthForms", "Consent by"), TextField(), hint)
    told = QCoreApplication.translate(
        "HealthForms",
        "Read out: health is noted only to see what underwriting may say; it stays in this program, is in no report, "
        "and is erased for good when the consent is withdrawn.",
    )
    along = CheckField(QCoreApplication.translate("HealthForms", "Goes along when another agent takes over the family"))
    form.add("pass_on", "", along, told)
    given = person.consent
    adult = person.age is None or person.age >= 18
    form.set_values(
        {
            "given_by": given.given_by if given else person.member if adult else "",
            "pass_on": bool(given and given.pass_on),
        }
    )
    return form


def consent_of_form(values: Mapping[str, Any]) -> ConsentDraft:
    """What was typed."""
    return ConsentDraft(values["given_by"], values["pass_on"])


def note_form(language: Language, today: date, row: NoteRow | None = None) -> Form:
    """The figures shown are those of the condition chosen."""
    form = Form(language, columns=2)
    known = guide().known
    choices = [(one.say(language), code) for code, one in known.items()]
    other = QCoreApplication.translate("HealthForms", "Something else")
    condition = ChoiceField([(code, name) for name, code in choices] + [(OTHER, other)])
    form.add("condition", QCoreApplication.translate("HealthForms", "Condition"), condition, wide=True)
    hint = QCoreApplication.translate("HealthForms", "The guide does not have it: the insurer is to be asked.")
    form.add("name", QCoreApplication.translate("HealthForms", "What it is"), TextField(), hint, wide=True)
    figures = {(one.code, figure.name): figure for one in known.values() for figure in one.figures}
    for (code, name), figure in figures.items():
        form.add(f"{code}.{VALUE}{name}", figure.say(language), FigureField(), wide=True)
    treatments, sources = (labels.choices(kind, language) for kind in (HealthTreatment, HealthSource))
    form.add("treatment", QCoreApplication.translate("HealthForms", "Treatment"), ChoiceField(treatments))
    hint = QCoreApplication.translate("HealthForms", "Found, operated or cured on.")
    form.add("since", QCoreApplication.translate("HealthForms", "Found or treated"), DateField("2021-06-01"), hint)
    form.add("source", QCoreApplication.translate("HealthForms", "Known from"), ChoiceField(sources))
    form.add("noted_on", QCoreApplication.translate("HealthForms", "Said or dated on"), DateField())
    form.add("notes", QCoreApplication.translate("HealthForms", "Notes"), NotesField(), wide=True)
    values: dict[str, Any] = {"noted_on": today, "condition": next(iter(known))}
    if row is not None:
        one = row.draft
        values = {"condition": one.condition, "name": one.name, "treatment": one.treatment.value, "since": one.since,
                  "source": one.source.value, "noted_on": one.noted_on, "notes": one.notes}  # fmt: skip
        values |= {f"{one.condition}.{VALUE}{name}": f"{value:f}" for name, value in one.values.items()}
    form.set_values(values)

    def fit() -> None:
        chosen = condition.value()
        form.show_field("name", chosen == OTHER)
        for code, name in figures:
            form.show_field(f"{code}.{VALUE}{name}", code == chosen)

    condition.box.currentIndexChanged.connect(fit)
    fit()
    return form


def note_of_form(values: Mapping[str, Any], today: date) -> NoteDraft:
    """What was typed for the condition chosen."""
    code = values["condition"]
    start = f"{code}.{VALUE}"
    figures = {name.removeprefix(start): value for name, value in values.items() if name.startswith(start)}
    return NoteDraft(
        code, HealthTreatment(values["treatment"]), HealthSource(values["source"]), values["noted_on"] or today,
        values["since"], {name: value for name, value in figures.items() if value is not None}, values["name"],
        values["notes"],
    )  # fmt: skip
