"""Actual against target over the days of a period, with the pace that reaches it.

The pace grows on working days, Mondays to Fridays; in a period without one it grows every day. What is needed a day
divides what is missing by the working days left, today included.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction

from sqlalchemy.orm import Session

from app.enums import Metric
from app.services.figures import targets
from app.services.figures.progress.answers import Answer, DrillRow, Number, Scope
from app.services.measures.kpis import definitions
from app.services.measures.kpis.rows import by_day, select_rows
from app.services.measures.kpis.spans import Span
from app.services.rules.base.periods import Period, working_days
from app.services.rules.measures.kpis import Definition

ACTUAL, PACE, TARGET = "actual", "pace", "target"


def answer(session: Session, scope: Scope) -> Answer:
    """``scope.view`` is the metric; a day that has not come has no actual."""
    metric, period = metric_of(scope), scope.period
    definition = _definition(session, scope, metric)
    target = targets.of_session(session, scope.agent).aim(period, metric).value
    found: dict[date, int] = {}
    for term in definition.numerator:
        for day, amount in by_day(session, term, Span(scope.agent, period.first, period.last)).items():
            found[day] = found.get(day, 0) + amount
    numbers: dict[tuple[str, str], Number] = {}
    so_far = 0
    for day in _days(period):
        so_far += found.get(day, 0)
        if day <= scope.today:
            numbers[day.isoformat(), ACTUAL] = Number(so_far)
        if target:
            numbers[day.isoformat(), PACE] = Number(pace(target, period, day), drills=False)
    actual = sum(amount for day, amount in found.items() if day <= scope.until)
    facts = {ACTUAL: actual, TARGET: target} | ahead(actual, target, period, scope.today)
    series = (ACTUAL, PACE) if target else (ACTUAL,)
    places = tuple(day.isoformat() for day in _days(period))
    return Answer(scope, definition.unit, places, series, numbers, facts)


def rows(session: Session, scope: Scope, place: str, _series: str) -> list[DrillRow]:
    """Everything from the period's first day to that day."""
    definition = _definition(session, scope, metric_of(scope))
    span = Span(scope.agent, scope.period.first, date.fromisoformat(place))
    return [
        DrillRow(row.record, row.id, row.household_id, row.household, row.on_date, row.what, row.amount or 0)
        for term in definition.numerator
        for row in select_rows(session, term, span)
    ]


def pace(target: int, period: Period, day: date) -> Fraction:
    """What should be reached at the end of ``day``."""
    whole = working_days(period.first, period.last)
    if not whole:
        return Fraction(target * ((day - period.first).days + 1), period.days)
    return Fraction(target * working_days(period.first, day), whole)


def ahead(actual: int, target: int, period: Period, today: date) -> dict[str, int | Fraction | None]:
    """Where the work stands: ``pace`` of today, ``left`` working days, and what is ``needed`` on each, None when
    nothing is missing or the period is over."""
    if not target:
        return {PACE: None, "left": None, "needed": None}
    day = min(max(today, period.first), period.last)
    left = working_days(day, period.last) if today <= period.last else 0
    missing = max(0, target - actual)
    needed = Fraction(missing, left) if missing and left else None
    return {PACE: pace(target, period, day) if today >= period.first else Fraction(0), "left": left, "needed": needed}


def metric_of(scope: Scope) -> Metric:
    """Which target the card is about: the view, else meetings."""
    return Metric(scope.view) if scope.view in set(Metric) else Metric.MEETINGS


def _definition(session: Session, scope: Scope, metric: Metric) -> Definition:
    return definitions.in_force(session, scope.period.last).of_metric(metric)


def _days(period: Period) -> Iterator[date]:
    for offset in range(period.days):
        yield period.first + timedelta(days=offset)
