"""What the open sales may bring by work month, with the interval of :mod:`app.services.rules.selling.forecast`.

A month's expectation is parted among its sales by amount times chance, so that the rows of a month add up to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from app.models import Opportunity
from app.services.figures.progress.answers import Answer, DrillRow, Number, Scope, parted
from app.services.rules.measures.kpis import Unit
from app.services.rules.selling import forecast as rules
from app.services.rules.selling.forecast import Month
from app.services.rules.spine.sales import OPEN
from app.services.selling.opportunities.chances import learnt
from app.services.selling.opportunities.rows import OpportunityRow, read

EXPECTED, EVERYTHING = "expected", "everything"
OVERDUE, NO_DATE = "overdue ", "none"  # before a month's name; in place of one


def answer(session: Session, scope: Scope) -> Answer:
    """The open sales of today, whatever period is looked at."""
    by_stage, found = learnt(session, scope.agent), _sales(session, scope)
    prospects = [row.prospect() for row in found]
    months = rules.by_month(prospects, by_stage, scope.today, scope.months)
    numbers: dict[tuple[str, str], Number] = {}
    for month in months:
        numbers[_name(month.overdue, month.label), EXPECTED] = _number(month)
        numbers[_name(month.overdue, month.label), EVERYTHING] = Number(month.total, of=month.count)
    whole = rules.total(prospects, by_stage)
    facts = {
        "count": whole.count, "total": whole.total, "expected": whole.weighted, "low": whole.low, "high": whole.high,
        "ended": max((chance.ended for chance in by_stage.values()), default=0),
    }  # fmt: skip
    places = tuple(_name(month.overdue, month.label) for month in months)
    return Answer(scope, Unit.MONEY, places, (EXPECTED, EVERYTHING), numbers, facts)


def rows(session: Session, scope: Scope, place: str, series: str) -> list[DrillRow]:
    """The open sales expected in the month ``place``, fen: whole, or weighted so that they add up
    to what is expected.
    """
    by_stage = learnt(session, scope.agent)
    own = [row for row in _sales(session, scope) if _place(row.expected_on, scope) == place]
    prospects = [row.prospect() for row in own]
    amounts = [prospect.amount for prospect in prospects]
    if series == EXPECTED:
        weights = [one.amount * rules.probability(one, by_stage) for one in prospects]
        amounts = parted(rules.total(prospects, by_stage).weighted, weights)
    return _rows(own, amounts)


def _rows(own: Sequence[OpportunityRow], amounts: Sequence[int]) -> list[DrillRow]:
    return [
        DrillRow("opportunity", row.id, row.household_id, row.household, row.expected_on, row.stage.value, amount)
        for row, amount in zip(own, amounts, strict=True)
    ]


def _sales(session: Session, scope: Scope) -> list[OpportunityRow]:
    open_ones = Opportunity.stage.in_([stage.value for stage in OPEN])
    return read(session, scope.today, {}, {}, Opportunity.agent_code == scope.agent, open_ones)


def _place(expected: date | None, scope: Scope) -> str:
    place, _, label = rules.place_of(expected, scope.today, scope.months)
    return _name(place == 0, label)


def _name(overdue: bool, label: str) -> str:
    return (OVERDUE if overdue else "") + (label or NO_DATE)


def _number(month: Month) -> Number:
    return Number(month.weighted, of=month.count, low=month.low, high=month.high)
