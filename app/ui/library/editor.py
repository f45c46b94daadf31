"""The editor of a product: what it is, covers, rates, descriptions; saved as a new version after the same checks as an
import."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QTabWidget, QVBoxLayout, QWidget

from app import words
from app.enums import Grade, ProductKind, ProductPhase, Sex
from app.errors import NeedfolioError, Problem
from app.services.offers import catalogue
from app.services.offers.catalogue import ProductRow
from app.services.offers.catalogue.pasting import pasted
from app.ui.base import labels
from app.ui.base.desk import Desk
from app.ui.widgets.base_dialog import Dialog
from app.ui.widgets.forms.fields import (
    CheckField,
    ChoiceField,
    DateField,
    Field,
    MoneyField,
    NotesField,
    NumberField,
    TextField,
)
from app.ui.widgets.forms.form import Form
from app.ui.widgets.forms.grid_field import GridField, stretch
from app.ui.widgets.plain import Label

ABOUT = ("code", "kind", "name_zh", "name_en", "insurer", "insurer_en", "category", "phase", "grade", "mains")
TERMS = ("sum_min", "sum_max", "sum_step", "rate_unit", "pay_years", "term", "age_min", "age_max", "sex",
         "occupation_max", "age_plus_pay_max", "max_ratio_to_main", "on_sale_from", "on_sale_to", "waiting_days",
         "cooling_off_days", "commission_rate", "deductible", "renewal_years", "indemnity", "early")  # fmt: skip
TEXTS = ("features", "selling_points", "exclusions", "after_sale", "non_guaranteed")
NUMBERS = ("age_min", "age_max", "occupation_max", "age_plus_pay_max", "cooling_off_days", "waiting_days")


class ProductEditor(Dialog):
    """``saved`` is the row when it was accepted. Doubts are shown once; a second press saves all the same."""

    def __init__(self, desk: Desk, row: ProductRow | None, parent: QWidget) -> None:
        super().__init__(parent)
        self.desk, self.row = desk, row
        self.saved: ProductRow | None = None
        self._doubted: tuple[Problem, ...] = ()
        language = desk.language
        self.setWindowTitle(self.tr("New product") if row is None else row.name(language))
        self.resize(860, 620)
        self.parts = QTabWidget()
        self.parts.setDocumentMode(True)
        self.forms = [self._form(names, columns) for names, columns in ((ABOUT, 2), (TERMS, 2), (self._texts(), 2))]
        self.covers = self._grid("covers", ("event", "factor"), (150, 90))
        self.rates = self._grid("rates", ("sex", "age_from", "age_to", "rate"), (90, 90, 90, 140))
        titles = (self.tr("Product"), self.tr("Terms of sale"), self.tr("Descriptions"))
        for form, title in zip(self.forms, titles, strict=True):
            self.parts.addTab(stretch(form), title)
        self.parts.insertTab(2, self._tables(), self.tr("Covers and rates"))
        self.note = TextField(self.tr("Why it is changed (kept with the version)"))
        self.rest = Label()
        self.rest.setProperty("kind", "wrong")
        self.rest.setWordWrap(True)
        self.button = QPushButton(self.tr("Save as a new version") if row else self.tr("Add the product"))
        self.button.clicked.connect(self.submit)
        layout = QVBoxLayout(self)
        layout.addWidget(self.parts, 1)
        layout.addWidget(self.rest)
        layout.addLayout(self.lay_foot(self.button, wide=self.note))
        self.rest.hide()
        self.note.setVisible(row is not None)
        self._fill()

    def field(self, name: str) -> Field:
        if name in ("covers", "rates"):
            return self.covers if name == "covers" else self.rates
        return next(form.fields[name] for form in self.forms if name in form.fields)

    def submit(self) -> None:
        if found := [problem for form in self.forms for problem in form.problems()]:
            self._show_page(found)
            return
        values = self._values()
        id = self.row.id if self.row else None
        try:
            doubts = catalogue.check(self.desk.store, values, id).doubts
            if doubts and doubts != self._doubted:
                self._doubted = doubts
                self._show(doubts, self.tr("Please look at this once more; a second press saves it as it is."))
                self.button.setText(self.tr("Save all the same"))
                return
            version = self.row.version if self.row else None
            self.saved = catalogue.save(self.desk.store, self.desk.actor, values, id, version, self.note.value())
        except NeedfolioError as error:
            self._show(error.problems)
            return
        self.accept()

    # -- showing ---------------------------------------------------------------------------------------------
    def _show(self, problems: Sequence[Problem], head: str = "") -> None:
        left = list(problems)
        for grid, name in ((self.covers, "covers"), (self.rates, "rates")):
            grid.show_problems([problem for problem in left if problem.place.field == name])
            left = [problem for problem in left if problem.place.field != name]
        for form in self.forms:
            left = form.show_problems(left)
        lines = [head] if head else []
        lines += labels.explain(NeedfolioError(left), self.desk.language) if left else []
        self.rest.setText("\n".join(lines))
        self.rest.setVisible(bool(lines))
        self._show_page(problems)

    def _show_page(self, problems: Sequence[Problem]) -> None:
        """Turn to the first page where something is marked, unless the one in front is such a page."""
        names = {problem.place.field for problem in problems}
        marked = [bool(names & set(form.fields)) for form in self.forms]
        marked.insert(2, bool(names & {"covers", "rates"}))
        if any(marked) and not marked[self.parts.currentIndex()]:
            self.parts.setCurrentIndex(marked.index(True))

    # -- building --------------------------------------------------------------------------------------------
    def _texts(self) -> tuple[str, ...]:
        return tuple(name for text in TEXTS for name in (text, f"{text}_en"))

    def _form(self, names: Sequence[str], columns: int) -> Form:
        form = Form(self.desk.language, columns)
        for name in names:
            form.add(name, self._title(name), self._field(name))
        return form

    def _title(self, name: str) -> str:
        language = self.desk.language
        if name.endswith("_en") and name.removesuffix("_en") in TEXTS:
            return self.tr("{what} in English").format(what=self._title(name.removesuffix("_en")))
        return words.say(f"product_field.{name}", language)

    def _field(self, name: str) -> Field:
        language = self.desk.language
        if name in ("kind", "grade", "phase"):
            grades = [(grade.value, grade.value) for grade in Grade]
            family = {"kind": ProductKind, "phase": ProductPhase}.get(name)
            return ChoiceField(labels.choices(family, language) if family else grades, optional=name == "phase")
        if name == "sex":
            return ChoiceField(labels.choices(Sex, language), optional=True)
        if name.startswith("sum_"):
            return MoneyField()
        if name in NUMBERS:
            return NumberField(days=name.endswith("days"))
        if name.startswith("on_sale"):
            return DateField()
        if name in ("indemnity", "early"):
            return CheckField(self.tr("yes"))
        if name.removesuffix("_en") in TEXTS:
            return NotesField(height=84)
        hints = {"pay_years": "1, 20, to60", "term": "1, 30, to70, life", "mains": "T20;W1", "commission_rate": "35"}
        return TextField(hints.get(name, ""))

    def _grid(self, name: str, columns: Sequence[str], widths: Sequence[int]) -> GridField:
        titles = [words.say(f"product_field.{column}", self.desk.language) for column in columns]
        title = words.say(f"product_field.{name}", self.desk.language)
        return GridField(title, titles, lambda text: pasted(name, text), self.desk.language, widths, self._say)

    def _say(self, cell: str) -> str:
        """Events and sexes in words; numbers as they are."""
        language = self.desk.language
        return labels.of(Sex(cell), language) if cell in set(Sex) else labels.event(cell, language)

    def _tables(self) -> QWidget:
        both = QWidget()
        layout = QHBoxLayout(both)
        for grid, name in ((self.covers, "covers"), (self.rates, "rates")):
            side = QVBoxLayout()
            head = Label(words.say(f"product_field.{name}", self.desk.language))
            head.setProperty("kind", "heading")
            side.addWidget(head)
            side.addWidget(grid, 1)
            layout.addLayout(side, 2 if name == "covers" else 3)
        return both

    def _fill(self) -> None:
        if self.row is None:
            self.field("grade").set_value(Grade.P1.value)
            self.field("rate_unit").set_value("1000")
            return
        values = catalogue.values_of(self.row.product)
        values["category"] = catalogue.say_category(values["category"], self.desk.language)
        for form in self.forms:
            form.set_values(values)
        self.covers.set_value(values["covers"])
        self.rates.set_value(values["rates"])
        code = self.field("code")
        assert isinstance(code, TextField)
        code.line.setReadOnly(True)  # proposals and policies name the product by it
        code.setToolTip(self.tr("Proposals and policies name the product by its code"))

    def _values(self) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for form in self.forms:
            values |= form.values()
        return values | {"covers": self.covers.value(), "rates": self.rates.value()}
