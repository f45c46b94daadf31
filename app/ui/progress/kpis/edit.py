"""One KPI definition: its words, what it counts, and at once what it would say of the period shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app import words
from app.enums import Language, PeriodKind
from app.errors import InputError, Place, Problem
from app.services.measures.kpis import editing, wording
from app.services.rules.base.periods import Period
from app.services.rules.measures.kpis import Definition, Term, Unit
from app.ui.base import labels
from app.ui.base.desk import Desk
from app.ui.progress.kpis import words as kpi_words
from app.ui.progress.kpis.terms import TermsField
from app.ui.widgets.forms.dialog import FormDialog
from app.ui.widgets.forms.fields import ChoiceField, TextField
from app.ui.widgets.forms.form import Form
from app.ui.widgets.plain import Label

PERIODS = (PeriodKind.WEEK, PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.YEAR)


class KpiEditor(FormDialog):
    """``kept`` is the definition when it was saved. A ``source`` without a code makes a new one."""

    def __init__(self, desk: Desk, source: Mapping[str, Any], period: Period, parent: QWidget) -> None:
        self.desk, self.source, self.period = desk, dict(source), period
        self.kept: Definition | None = None
        language = desk.language
        form = Form(language)
        super().__init__(parent, "", form, self._keep, width=760)
        self.setWindowTitle(self.tr("KPI definition"))
        form.add("name", self.tr("Name (Chinese)"), TextField())
        form.add("name_en", self.tr("Name (English)"), TextField())
        form.add("unit", self.tr("Unit"), ChoiceField([(unit, kpi_words.unit(unit, language)) for unit in Unit]))
        form.add(
            "period", self.tr("Usually stated for a"), ChoiceField([(one, labels.of(one, language)) for one in PERIODS])
        )
        self.above = TermsField(language)
        self.below = TermsField(language)
        form.add("numerator", self.tr("Counted"), self.above)
        form.add("denominator", self.tr("Divided by"), self.below, self.tr("Empty: nothing is divided."))
        form.add("formula", self.tr("Formula text (Chinese)"), TextField())
        form.add("formula_en", self.tr("Formula text (English)"), TextField())
        self.write_button = QPushButton(self.tr("Write the formula texts from the lines"))
        self.write_button.setAutoDefault(False)
        self.write_button.clicked.connect(self.write_formula)
        self.preview = Label()
        self.preview.setProperty("kind", "heading")
        self.preview.setWordWrap(True)
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(2, self.write_button, 0, Qt.AlignmentFlag.AlignRight)
        layout.insertWidget(3, self.preview)
        form.set_values(_shown(self.source))
        form.edited.connect(lambda: self.show_preview())
        self.show_preview()

    def write_formula(self) -> None:
        """The terms in words; the sentence can be made better by hand."""
        above, below = self._terms()
        for name, language in (("formula", Language.ZH), ("formula_en", Language.EN)):
            self.form.fields[name].set_value(wording.formula(above, below, language))
        self.show_preview()

    def show_preview(self) -> None:
        """What it would say now, or where it is wrong."""
        entry = self._entry(self.form.values())
        blank = {name: ["?", "?"] for name in ("name", "formula") if not any(entry[name])}
        try:
            figure = editing.preview(self.desk.store, {**entry, **blank}, self.period, self.desk.actor.code)
        except InputError as error:
            where = error.problems[0]
            text = words.say(f"error.{where.code}", self.form.language, **where.values)
            self.preview.setText(f"△ {self._place(where)}{text}")
            return
        text = self.tr("{period}: {reckoning}")
        self.preview.setText(text.format(period=self.period.label, reckoning=kpi_words.reckoning(figure)))

    def _place(self, problem: Problem) -> str:
        """``分子第 2 行：``; nothing where the problem is of no one line."""
        name, _, number = (problem.place.field or "").partition("[")
        captions = {"numerator": self.tr("Counted"), "denominator": self.tr("Divided by")}
        if name not in captions:
            return ""
        line = int(number.rstrip("]")) + 1 if number else 1
        return self.tr("{part}, line {number}: ").format(part=captions[name], number=line)

    def _keep(self, values: Mapping[str, Any]) -> None:
        try:
            self.kept = editing.put(self.desk.store, self.desk.actor, self._entry(values), self.desk.today())
        except InputError as error:
            raise InputError([_at_field(problem) for problem in error.problems]) from error

    def _entry(self, values: Mapping[str, Any]) -> dict[str, Any]:
        return {
            **self.source,
            "name": [values["name"], values["name_en"]],
            "formula": [values["formula"], values["formula_en"]],
            "unit": str(values["unit"]),
            "period": str(values["period"]),
            "numerator": values["numerator"],
            "denominator": values["denominator"],
        }

    def _terms(self) -> tuple[list[Term], list[Term]]:
        above, below = (
            [Term(one["measure"], one["sign"], one["source"], one["least"]) for one in field.value()]
            for field in (self.above, self.below)
        )
        return above, below


def _shown(source: Mapping[str, Any]) -> dict[str, Any]:
    def terms(part: str) -> list[Term]:
        entries = source.get(part) or ()
        return [Term(one) if isinstance(one, str) else Term(**one) for one in entries]

    name, formula = source.get("name") or ("", ""), source.get("formula") or ("", "")
    return {
        "name": name[0], "name_en": name[1], "formula": formula[0], "formula_en": formula[1],
        "unit": Unit(source.get("unit", Unit.COUNT)), "period": PeriodKind(source.get("period", PeriodKind.WEEK)),
        "numerator": terms("numerator"), "denominator": terms("denominator"),
    }  # fmt: skip


def _at_field(problem: Problem) -> Problem:
    """A fault of one line stands beside its field."""
    field = (problem.place.field or "").partition("[")[0]
    return Problem(problem.code, Place(field=field), problem.values)
