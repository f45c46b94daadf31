"""A report of the user's own as a value: a list, what of it, grouped how, which sums; and as its document.

Nothing here knows a list: a field is a key and a kind, and what a condition or a step may be follows from the kind.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from app.errors import Place, bad_input

MOST_GROUPS = 3


class ReportKind(StrEnum):
    """What a field's values are; decides what may be asked of it and how it is added up."""

    TEXT = "text"
    CHOICE = "choice"  # a code with words
    WHOLE = "whole"
    DECIMAL = "decimal"  # millionths
    MONEY = "money"  # fen
    DAY = "day"
    YES_NO = "yes_no"


class ReportTest(StrEnum):
    """How a value is compared; words are ``report_test.<code>``."""

    IS = "is"  # one of several
    IS_NOT = "is_not"
    CONTAINS = "contains"
    LEAST = "least"
    MOST = "most"
    BELOW = "below"
    ABOVE = "above"
    WITHIN = "within"  # a period: one that is named, or one that moves on with the days
    EMPTY = "empty"
    FILLED = "filled"


class ReportStep(StrEnum):
    """What is put together in one group; words are ``report_step.<code>``."""

    VALUE = "value"
    TENS = "tens"
    WAN = "wan"  # ten thousand yuan
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


class ReportHow(StrEnum):
    """How rows are added up; words are ``report_how.<code>``."""

    COUNT = "count"
    SUM = "sum"
    MEAN = "mean"
    LEAST = "least"
    MOST = "most"
    DISTINCT = "distinct"


class MovingPeriod(StrEnum):
    """Periods that are told from today; words are ``moving_period.<code>``."""

    THIS_WEEK = "this_week"
    THIS_MONTH = "this_month"
    THIS_QUARTER = "this_quarter"
    THIS_YEAR = "this_year"
    LAST_WEEK = "last_week"
    LAST_MONTH = "last_month"
    LAST_QUARTER = "last_quarter"
    LAST_YEAR = "last_year"
    TWELVE_MONTHS = "twelve_months"  # this work month and the eleven before it


NUMBERS = frozenset({ReportKind.WHOLE, ReportKind.DECIMAL, ReportKind.MONEY})
_ALWAYS = (ReportTest.EMPTY, ReportTest.FILLED)
_ORDERED = (ReportTest.LEAST, ReportTest.MOST, ReportTest.BELOW, ReportTest.ABOVE)
TESTS: Mapping[ReportKind, tuple[ReportTest, ...]] = {
    ReportKind.TEXT: (ReportTest.CONTAINS, ReportTest.IS, ReportTest.IS_NOT, *_ALWAYS),
    ReportKind.CHOICE: (ReportTest.IS, ReportTest.IS_NOT, *_ALWAYS),
    ReportKind.WHOLE: (*_ORDERED, ReportTest.IS, ReportTest.IS_NOT, *_ALWAYS),
    ReportKind.DECIMAL: (*_ORDERED, ReportTest.IS, ReportTest.IS_NOT, *_ALWAYS),
    ReportKind.MONEY: (*_ORDERED, ReportTest.IS, ReportTest.IS_NOT, *_ALWAYS),
    ReportKind.DAY: (ReportTest.WITHIN, ReportTest.LEAST, ReportTest.MOST, *_ALWAYS),
    ReportKind.YES_NO: (ReportTest.IS, *_ALWAYS),
}
STEPS: Mapping[ReportKind, tuple[ReportStep, ...]] = {
    ReportKind.DAY: (ReportStep.MONTH, ReportStep.WEEK, ReportStep.QUARTER, ReportStep.YEAR, ReportStep.VALUE),
    ReportKind.WHOLE: (ReportStep.VALUE, ReportStep.TENS),
    ReportKind.MONEY: (ReportStep.WAN, ReportStep.VALUE),
}
"""The first is the usual one; a kind that is not here has its values only."""


def steps_of(kind: ReportKind) -> tuple[ReportStep, ...]:
    """What values of the kind may be put together by, the usual one first."""
    return STEPS.get(kind, (ReportStep.VALUE,))


def hows_of(kind: ReportKind) -> tuple[ReportHow, ...]:
    """How a field of the kind may be added up."""
    if kind in NUMBERS:
        return (ReportHow.SUM, ReportHow.MEAN, ReportHow.LEAST, ReportHow.MOST, ReportHow.DISTINCT)
    return (ReportHow.DISTINCT,)


@dataclass(frozen=True, slots=True)
class Condition:
    """``values`` are canonical: codes, texts, whole numbers (fen, millionths), days as ISO, a period's name."""

    field: str
    test: ReportTest
    values: tuple[str | int, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """What is put into one row, or one column, of a report."""

    field: str
    step: ReportStep = ReportStep.VALUE


@dataclass(frozen=True, slots=True)
class Measure:
    """What is said of the rows of a group; a count has no field."""

    how: ReportHow = ReportHow.COUNT
    field: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """Without ``groups`` the rows themselves with ``columns``; with them one row a group and the ``measures`` in it,
    parted ``across``."""

    source: str
    columns: tuple[str, ...] = ()
    conditions: tuple[Condition, ...] = ()
    groups: tuple[Group, ...] = ()
    across: Group | None = None
    measures: tuple[Measure, ...] = (Measure(),)

    @property
    def asked(self) -> tuple[str, ...]:
        """Every field it needs, each once."""
        groups = (*self.groups, *((self.across,) if self.across else ()))
        keys = [*self.columns, *(one.field for one in self.conditions), *(one.field for one in groups)]
        return tuple(dict.fromkeys([*keys, *(one.field for one in self.measures if one.field)]))

    def document(self) -> dict[str, Any]:
        """What says something, as JSON keeps it; :func:`of_document` reads it again."""
        found: dict[str, Any] = {"source": self.source}
        if self.columns:
            found["columns"] = list(self.columns)
        if self.conditions:
            found["conditions"] = [
                {"field": one.field, "test": one.test.value, "values": list(one.values)} for one in self.conditions
            ]
        if self.groups:
            found["groups"] = [_of_group(one) for one in self.groups]
        if self.across:
            found["across"] = _of_group(self.across)
        found["measures"] = [{"how": one.how.value, "field": one.field} for one in self.measures]
        return found


def of_document(document: Mapping[str, Any]) -> Report:
    """Raises InputError ``report_unreadable`` at the part that is not understood: a report of a newer program must not
    be read as another."""
    unknown = set(document) - {"source", "columns", "conditions", "groups", "across", "measures"}
    if unknown:
        raise bad_input("report_unreadable", Place(field=min(unknown)))
    try:
        across = document.get("across")
        return Report(
            str(document["source"]),
            tuple(map(str, document.get("columns", ()))),
            tuple(
                Condition(str(one["field"]), ReportTest(one["test"]), _values(one.get("values", ())))
                for one in document.get("conditions", ())
            ),
            tuple(_group(one) for one in document.get("groups", ())),
            _group(across) if across else None,
            tuple(Measure(ReportHow(one["how"]), str(one.get("field", ""))) for one in document.get("measures", ())),
        )
    except (ValueError, TypeError, KeyError, AttributeError):
        raise bad_input("report_unreadable", Place(field=str(document.get("source", "source")))) from None


def checked(report: Report, kinds: Mapping[str, ReportKind]) -> Report:
    """The same, where it can be computed over fields of these ``kinds``. Raises InputError ``report_field`` for a field
    that is not there (any more), ``report_sense`` for what cannot be asked of a field, ``report_groups`` for too many.
    """
    for key in report.asked:
        if key not in kinds:
            raise bad_input("report_field", Place(field=key))
    for condition in report.conditions:
        if condition.test not in TESTS[kinds[condition.field]]:
            raise bad_input("report_sense", Place(field=condition.field))
    for group in (*report.groups, *((report.across,) if report.across else ())):
        if group.step not in steps_of(kinds[group.field]):
            raise bad_input("report_sense", Place(field=group.field))
    for measure in report.measures:
        if measure.how != ReportHow.COUNT and measure.how not in hows_of(kinds.get(measure.field, ReportKind.TEXT)):
            raise bad_input("report_sense", Place(field=measure.field))
    if len(report.groups) > MOST_GROUPS:
        raise bad_input("report_groups", Place(field="groups"), most=MOST_GROUPS)
    return report


def _of_group(group: Group) -> dict[str, str]:
    return {"field": group.field, "step": group.step.value}


def _group(document: Mapping[str, Any]) -> Group:
    return Group(str(document["field"]), ReportStep(document.get("step", ReportStep.VALUE.value)))


def _values(values: Sequence[Any]) -> tuple[str | int, ...]:
    if not all(isinstance(one, str | int) and not isinstance(one, bool) for one in values):
        raise ValueError(values)
    return tuple(values)
