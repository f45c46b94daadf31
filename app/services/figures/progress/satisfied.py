"""Satisfaction by work month: CSAT, the share of 4 and 5 among the answers, and NPS, promoters less detractors."""

from __future__ import annotations

from datetime import date

from sqlalchemy import literal, select
from sqlalchemy.orm import Session

from app.models import Feedback, Household
from app.services.figures.progress.answers import Answer, DrillRow, How, Number, Scope, months_shown, share
from app.services.rules.base import periods
from app.services.rules.care.satisfaction import CONTENT, DETRACTOR, PROMOTER
from app.services.rules.measures.kpis import Unit

MONTHS = 12
CSAT, NPS = "csat", "nps"
SERIES = (CSAT, NPS)


def answer(session: Session, scope: Scope) -> Answer:
    """The twelve work months up to the period's last day; a month without an answer has no value."""
    shown = months_shown(scope, MONTHS)
    numbers: dict[tuple[str, str], Number] = {}
    found = {series: _scores(session, scope, series, shown[0].first, shown[-1].last) for series in SERIES}
    for month in shown:
        for series in SERIES:
            own = [row for row in found[series] if row.on_date and row.on_date in month]
            value = share(sum(row.amount for row in own), len(own))
            numbers[month.label, series] = Number(value, How.SHARE, len(own))
    facts = {f"{series}_sum": sum(row.amount for row in rows) for series, rows in found.items()}
    facts |= {f"{series}_of": len(rows) for series, rows in found.items()}
    return Answer(scope, Unit.RATE, tuple(month.label for month in shown), SERIES, numbers, facts)


def rows(session: Session, scope: Scope, place: str, series: str) -> list[DrillRow]:
    """The answers of one month behind CSAT or NPS."""
    month = periods.parse(place, scope.months)
    return _scores(session, scope, series, month.first, month.last)


def _scores(session: Session, scope: Scope, series: str, first: date, last: date) -> list[DrillRow]:
    """One row per score given; what it adds is 1, 0, or for a detractor -1."""
    column = Feedback.csat if series == CSAT else Feedback.nps
    query = (
        select(Feedback.id, Feedback.household_id, Household.name, Feedback.on_date, Feedback.moment, column)
        .join(Household, Household.id == Feedback.household_id)
        .where(
            Feedback.agent_code == scope.agent if scope.agent else literal(True),
            Feedback.on_date.between(first, last),
            column.is_not(None),
        )
    )
    return [
        DrillRow("feedback", id, home, name, day, moment, _adds(series, score or 0), 1)
        for id, home, name, day, moment, score in session.execute(query)
    ]


def _adds(series: str, score: int) -> int:
    if series == CSAT:
        return int(score >= CONTENT)
    return int(score >= PROMOTER) - int(score <= DETRACTOR)
