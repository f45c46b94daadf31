"""Choosing a field of a list, and what is typed to compare it with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from app import words
from app.enums import Language
from app.services.front.reports.fields import Field as ListField
from app.services.rules.base.spoken_numbers import read_amount
from app.services.rules.figures.report_values import MILLION, NO, YES, decimal
from app.services.rules.figures.reports import MovingPeriod, ReportKind, ReportTest
from app.ui.widgets.boxes import ComboBox
from app.ui.widgets.forms.checks_field import ChecksField
from app.ui.widgets.forms.fields import ChoiceField, DateField, Field, MoneyField, NumberField, TextField

Values = tuple[str | int, ...]
ALWAYS = (ReportTest.EMPTY, ReportTest.FILLED)
LEAST = 6  # letters
TALL = 24  # entries of a list that drops down


def offer(box: ComboBox, language: Language, wanted: Iterable[ListField], none: str = "") -> None:
    """The fields by their titles; with ``none`` first a way to choose none of them."""
    box.clear()
    box.setMaxVisibleItems(TALL)
    if none:
        box.addItem(none, "")
    for field in wanted:
        box.addItem(field.title(language), field.key)


def narrow(*boxes: ComboBox) -> None:
    """As wide as there is room for, whatever the longest title is."""
    for box in boxes:
        box.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(LEAST)


def choose(box: ComboBox, value: object) -> None:
    """The entry with this value; the first where there is none."""
    box.setCurrentIndex(max(0, box.findData(value)))


class ValueField:
    """What a condition compares with, as the field's kind and the test ask for it."""

    def __init__(self, field: ListField, test: ReportTest, language: Language) -> None:
        self.kind, self.test = field.kind, test
        self.field = None if test in ALWAYS else _editor(field, test, language)
        self._language = language

    def values(self) -> Values | None:
        """None while nothing that makes sense is there."""
        if self.field is None:
            return ()
        if self.field.problem() is not None:
            return None
        found = self.field.value()
        if isinstance(self.field, ChecksField):
            return tuple(found) or None
        if found in (None, ""):
            return None
        if self.kind == ReportKind.DAY and self.test != ReportTest.WITHIN:
            return (found.isoformat(),)
        if self.kind == ReportKind.DECIMAL:
            return (int(Decimal(str(read_amount(found))) * MILLION),)
        if self.kind == ReportKind.TEXT:
            return tuple(part for one in re.split("[、；;]", found) if (part := one.strip()))
        return (found,)

    def set_values(self, values: Values) -> None:
        """As a kept report has them."""
        if self.field is None or not values:
            return
        if isinstance(self.field, ChecksField):
            self.field.set_value(values)
        elif self.kind == ReportKind.TEXT:
            self.field.set_value(("、" if self._language == Language.ZH else "; ").join(map(str, values)))
        elif self.kind == ReportKind.DECIMAL:
            self.field.set_value(f"{decimal(int(values[0])):f}")
        else:
            self.field.set_value(values[0])


class PeriodField(Field):
    """A period that moves on with the days, chosen; or one that is typed: 2026-11, 2026-Q4, 2026."""

    def __init__(self, language: Language) -> None:
        self.box = ComboBox()
        self.box.setEditable(True)
        narrow(self.box)
        self.box.setInsertPolicy(ComboBox.InsertPolicy.NoInsert)
        for one in MovingPeriod:
            self.box.addItem(words.of(one, language), one.value)
        super().__init__(self.box)
        self.box.setToolTip(self.tr("Choose, or type 2026-11, 2026-Q4 or 2026"))
        self.box.activated.connect(lambda: self.edited.emit())
        line = self.box.lineEdit()
        assert line is not None
        line.textEdited.connect(lambda: self.edited.emit())

    def value(self) -> str:
        text = self.box.currentText().strip()
        at = self.box.findText(text)
        return str(self.box.itemData(at)) if at >= 0 else text

    def set_value(self, value: object) -> None:
        at = self.box.findData(value)
        if at >= 0:
            self.box.setCurrentIndex(at)
        else:
            self.box.setEditText(str(value))


def _editor(field: ListField, test: ReportTest, language: Language) -> Field:
    if test == ReportTest.WITHIN:
        return PeriodField(language)
    if field.choices is not None:
        return ChecksField(list(field.choices(language).items()))
    match field.kind:
        case ReportKind.YES_NO:
            return ChoiceField(_yes_no(language))
        case ReportKind.MONEY:
            return MoneyField()
        case ReportKind.WHOLE:
            return NumberField()
        case ReportKind.DAY:
            return DateField()
        case _:
            return TextField()


def _yes_no(language: Language) -> Sequence[tuple[str, str]]:
    return [(YES, words.say("customers.yes", language)), (NO, words.say("customers.no", language))]
