"""KPIs are definitions kept as data, computed over measures, and printed with their formula and version.

Companies count differently, so nothing here knows what a "meeting" is: a definition names the measures of its
numerator and, for a rate or an average, of its denominator. A measure counts rows or sums their amounts; the list of
measures is closed, a term may only narrow one down (:class:`Term`). Nothing is ever evaluated as code.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Any

from app.enums import ActivityKind, Language, Metric, PeriodKind
from app.errors import InputError, Place, Problem
from app.services.rules.spine.funnel import PATH

ACTIVE_DAYS = "active_days"
WORK_DAYS = "work_days"
PREMIUM = "premium"  # of closings, fen
NEW_CUSTOMERS = "new_customers"
INSURED_HOUSEHOLDS = "insured_households"
COMBINED_HOUSEHOLDS = "combined_households"
SUBMITTED_PREMIUM = "submitted_premium"  # of orders, fen
SUBMITTED_CASES = "submitted_cases"
ISSUED_PREMIUM = "issued_premium"
ISSUED_CASES = "issued_cases"
RETURNED_PREMIUM = "returned_premium"
COMMISSION = "commission"
DUE_13_COUNT, DUE_13_PREMIUM = "due_13_count", "due_13_premium"
KEPT_13_COUNT, KEPT_13_PREMIUM = "kept_13_count", "kept_13_premium"
PAID_13_COUNT, PAID_13_PREMIUM = "paid_13_count", "paid_13_premium"
AGENTS, ACTIVE_AGENTS, PRODUCING_AGENTS = "agents", "active_agents", "producing_agents"

MONEY = frozenset({
    PREMIUM, SUBMITTED_PREMIUM, ISSUED_PREMIUM, RETURNED_PREMIUM, COMMISSION, DUE_13_PREMIUM,
    KEPT_13_PREMIUM, PAID_13_PREMIUM,
})  # fmt: skip
"""Measures in fen; the others count."""
MEASURES = frozenset({
    *ActivityKind, *MONEY, ACTIVE_DAYS, WORK_DAYS, NEW_CUSTOMERS, INSURED_HOUSEHOLDS, COMBINED_HOUSEHOLDS,
    SUBMITTED_CASES, ISSUED_CASES, DUE_13_COUNT, KEPT_13_COUNT, PAID_13_COUNT, AGENTS, ACTIVE_AGENTS, PRODUCING_AGENTS,
})  # fmt: skip
STATES = frozenset({INSURED_HOUSEHOLDS, COMBINED_HOUSEHOLDS, AGENTS, ACTIVE_AGENTS, PRODUCING_AGENTS})
"""How things are over a whole period: those of two weeks do not add up to those of both."""
NET = frozenset({ISSUED_PREMIUM, ISSUED_CASES, COMMISSION})
"""Less what was withdrawn: a period may end below zero."""
NOT_NARROWED = frozenset({ACTIVE_DAYS, WORK_DAYS, AGENTS, ACTIVE_AGENTS, PRODUCING_AGENTS})

MAIN_METRICS = (
    Metric.CALLS, Metric.VISITS, Metric.MEETINGS, Metric.PROPOSALS, Metric.CLOSINGS, Metric.PREMIUM,
)  # fmt: skip
"""Those a team's tables have room for."""


class Unit(StrEnum):
    COUNT = "count"
    MONEY = "money"  # fen
    RATE = "rate"


class Counted(StrEnum):
    """What a figure is counted in; its words are ``counted.<code>``."""

    TIMES = "count"
    CASES = "cases"
    FAMILIES = "families"
    PEOPLE = "people"
    DAYS = "days"
    MONEY = "money"
    RATE = "rate"


COUNTED_IN: Mapping[str, Counted] = {
    ActivityKind.CLOSING: Counted.CASES,
    **dict.fromkeys((SUBMITTED_CASES, ISSUED_CASES, DUE_13_COUNT, KEPT_13_COUNT, PAID_13_COUNT), Counted.CASES),
    **dict.fromkeys((NEW_CUSTOMERS, INSURED_HOUSEHOLDS, COMBINED_HOUSEHOLDS), Counted.FAMILIES),
    **dict.fromkeys((AGENTS, ACTIVE_AGENTS, PRODUCING_AGENTS), Counted.PEOPLE),
    **dict.fromkeys((ACTIVE_DAYS, WORK_DAYS), Counted.DAYS),
}
"""Measures that are not counted in times something was done."""


@dataclass(frozen=True, slots=True)
class Term:
    """One measure, added or (``sign`` -1) taken away, perhaps only of the families of one ``source``, or only rows
    of at least ``least`` fen; of producing agents those whose premium issued comes to as much."""

    measure: str
    sign: int = 1
    source: str = ""
    least: int = 0

    @property
    def key(self) -> str:
        """What its value is kept under: the measure's name when it is not narrowed."""
        narrowed = [f"source={self.source}"] * bool(self.source) + [f"least={self.least}"] * bool(self.least)
        return self.measure + (f"[{';'.join(narrowed)}]" if narrowed else "")

    def document(self) -> str | dict[str, Any]:
        """As it is kept: the plain name of a measure that is not narrowed, else what differs from it."""
        if self == Term(self.measure):
            return self.measure
        entry: dict[str, Any] = {"measure": self.measure, "sign": self.sign, "source": self.source, "least": self.least}
        return {name: value for name, value in entry.items() if name == "measure" or value != getattr(Term(""), name)}


@dataclass(frozen=True, slots=True)
class Definition:
    """One KPI. Without a ``denominator`` the value is the sum of the numerator's terms. ``version`` counts changes."""

    code: str
    name: tuple[str, str]
    formula: tuple[str, str]
    unit: Unit
    numerator: tuple[Term, ...]
    denominator: tuple[Term, ...]
    period: str
    metric: Metric | None  # the target this KPI is held against
    version: int = 1
    retired: bool = False

    def called(self, language: Language) -> str:
        """Its name."""
        return self.name[language != Language.ZH]

    def explained(self, language: Language) -> str:
        """Its formula in words."""
        return self.formula[language != Language.ZH]

    @property
    def terms(self) -> tuple[Term, ...]:
        """All that it counts, above and below the line."""
        return (*self.numerator, *self.denominator)

    @property
    def counted(self) -> Counted:
        """What it is counted in: yuan, a share, or what all its terms count; of several kinds, times."""
        if self.unit != Unit.COUNT:
            return Counted(self.unit.value)
        kinds = {COUNTED_IN.get(term.measure, Counted.TIMES) for term in self.numerator}
        return kinds.pop() if len(kinds) == 1 else Counted.TIMES

    def document(self) -> dict[str, Any]:
        """As it is kept; :func:`read_one` reads it again."""
        entry: dict[str, Any] = {
            "code": self.code,
            "unit": self.unit.value,
            "period": self.period,
            "name": list(self.name),
            "formula": list(self.formula),
            "numerator": [term.document() for term in self.numerator],
            "version": self.version,
        }
        if self.metric:
            entry["metric"] = self.metric.value
        if self.denominator:
            entry["denominator"] = [term.document() for term in self.denominator]
        if self.retired:
            entry["retired"] = True
        return entry


@dataclass(frozen=True, slots=True)
class Definitions:
    """A versioned set of KPIs, with the days without real contact after which each stage is stale."""

    version: str
    everything: tuple[Definition, ...]  # the retired ones too
    stale_days: Mapping[str, int]

    @property
    def kpis(self) -> tuple[Definition, ...]:
        """Those in use, in their order."""
        return tuple(kpi for kpi in self.everything if not kpi.retired)

    def of_metric(self, metric: Metric) -> Definition:
        """The KPI a target is held against, retired or not. Raises StopIteration where there is none."""
        return next(kpi for kpi in self.everything if kpi.metric == metric)

    def of_code(self, code: str) -> Definition:
        """By code, retired or not. Raises StopIteration for an unknown one."""
        return next(kpi for kpi in self.everything if kpi.code == code)

    def terms(self) -> tuple[Term, ...]:
        """Every term there is, each once."""
        return tuple(dict.fromkeys(term for kpi in self.everything for term in kpi.terms))

    def document(self) -> dict[str, Any]:
        """As it is kept and written to a file."""
        return {
            "version": self.version,
            "stale_days": dict(self.stale_days),
            "kpis": [kpi.document() for kpi in self.everything],
        }


def read(document: Mapping[str, Any]) -> Definitions:
    """Definitions from their document. Raises InputError naming each fault by its place, e.g. ``kpis[3].numerator``."""
    problems: list[Problem] = []
    kpis = []
    for number, entry in enumerate(document["kpis"]):
        try:
            kpis.append(read_one(entry))
        except InputError as error:
            problems += [
                Problem(p.code, Place(field=f"kpis[{number}].{p.place.field}"), p.values) for p in error.problems
            ]
    codes = [kpi.code for kpi in kpis]
    problems += [
        Problem("kpi_twice", Place(field=f"kpis[{number}].code"), {"code": code})
        for number, code in enumerate(codes) if code in codes[:number]
    ]  # fmt: skip
    held = [kpi.metric for kpi in kpis if not kpi.retired]
    problems += [
        Problem("kpi_metric", Place(field="metric"), {"metric": metric.value})
        for metric in Metric if held.count(metric) != 1
    ]  # fmt: skip
    stale = document.get("stale_days", {})
    known = {stage.value for stage in PATH}
    problems += [Problem("kpi_stage", Place(field=f"stale_days.{stage}")) for stage in stale if stage not in known]
    if problems:
        raise InputError(problems)
    return Definitions(str(document["version"]), tuple(kpis), dict(stale))


def read_one(entry: Mapping[str, Any]) -> Definition:
    """One definition. Raises InputError with a problem for each field that is wrong."""
    problems: list[Problem] = []

    def wrong(code: str, field: str, **values: Any) -> None:
        problems.append(Problem(code, Place(field=field), values))

    texts = {}
    for name in ("name", "formula"):
        text = [str(part).strip() for part in entry.get(name) or ("", "")]
        texts[name] = (text[0], text[-1] or text[0])
        if not text[0]:
            wrong("required", name)
    code, unit, period = str(entry.get("code", "")).strip(), str(entry.get("unit", "")), str(entry.get("period", ""))
    if not code:
        wrong("required", "code")
    if unit not in set(Unit):
        wrong("kpi_unit", "unit", text=unit)
    if period not in set(PeriodKind):
        wrong("kpi_period", "period", text=period)
    terms = {}
    for part in ("numerator", "denominator"):
        terms[part], found = _terms(part, entry.get(part) or ())
        problems += found
    if not (entry.get("numerator") or problems):
        wrong("required", "numerator")
    metric = entry.get("metric") or None
    if metric is not None and metric not in set(Metric):
        wrong("kpi_metric", "metric", metric=str(metric))
    problems += _sense(unit, terms["numerator"], terms["denominator"]) if not problems else []
    if problems:
        raise InputError(problems)
    return Definition(
        code, texts["name"], texts["formula"], Unit(unit), terms["numerator"], terms["denominator"], period,
        Metric(metric) if metric else None, int(entry.get("version", 1)), bool(entry.get("retired", False)),
    )  # fmt: skip


def _terms(part: str, entries: Iterable[Any]) -> tuple[tuple[Term, ...], list[Problem]]:
    terms, problems = [], []
    for number, entry in enumerate(entries):
        given = {"measure": entry} if isinstance(entry, str) else dict(entry)
        place = Place(field=f"{part}[{number}]" if number else part)
        term = Term(
            str(given.pop("measure", "")), int(given.pop("sign", 1)), str(given.pop("source", "")).strip(),
            int(given.pop("least", 0)),
        )  # fmt: skip
        if term.measure not in MEASURES:
            problems.append(Problem("kpi_measure", place, {"text": term.measure}))
        elif given or term.sign not in (1, -1) or term.least < 0 or "]" in term.source or ";" in term.source:
            problems.append(Problem("kpi_filter", place, {"text": str(entry)}))
        elif term.key != term.measure and not _narrows(term):
            problems.append(Problem("kpi_not_narrowed", place, {"text": term.measure}))
        terms.append(term)
    return tuple(terms), problems


def _narrows(term: Term) -> bool:
    if term.measure == PRODUCING_AGENTS:
        return bool(term.least) and not term.source
    return term.measure not in NOT_NARROWED and not (term.least and term.measure not in MONEY)


def _sense(unit: str, numerator: tuple[Term, ...], denominator: tuple[Term, ...]) -> list[Problem]:
    """Yuan and pieces are not added up, a rate divides like by like, an amount of money comes from money."""
    above, below = ({term.measure in MONEY for term in terms} for terms in (numerator, denominator))
    for part, kinds in (("numerator", above), ("denominator", below)):
        if len(kinds) > 1:
            return [Problem("kpi_mixed", Place(field=part))]
    if (unit == Unit.RATE and not below) or (unit == Unit.RATE and above != below):
        return [Problem("kpi_rate", Place(field="denominator"))]
    if unit == Unit.MONEY and above != {True}:
        return [Problem("kpi_money", Place(field="numerator"))]
    if unit == Unit.COUNT and True in above:
        return [Problem("kpi_count", Place(field="unit"))]
    return []


def compute(
    definition: Definition, measures: Mapping[str, int], unknown: Mapping[str, int] | None = None
) -> Decimal | None:
    """The KPI's value; a missing measure is 0. None when a rate has nothing to divide by, or when rows of a term have
    no amount (``unknown`` by key, such as a commission without a rate): unknown is not zero, and a part is no sum."""
    if unknown and any(unknown.get(term.key) for term in definition.terms):
        return None
    above = Decimal(total(definition.numerator, measures))
    if not definition.denominator:
        return above
    below = Decimal(total(definition.denominator, measures))
    if below == 0:
        return None
    value = above / below
    return value.quantize(Decimal(1), ROUND_HALF_UP) if definition.unit == Unit.MONEY else value


def total(terms: Iterable[Term], measures: Mapping[str, int]) -> int:
    """The terms added up with their signs; a measure that is not there counts 0."""
    return sum(term.sign * measures.get(term.key, 0) for term in terms)


def missing(actual: int, target: int) -> int:
    """What is still to do; never negative."""
    return max(0, target - actual)


def reached(actual: Decimal | int, target: Decimal | int) -> Decimal | None:
    """actual / target; None without a target."""
    return Decimal(actual) / Decimal(target) if target else None
