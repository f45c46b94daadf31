"""Need coverage as a burn-up: needs known, and needs covered, at points of time.

A need is in scope from the day it was recorded to the day it was archived. It is covered from the day on which the
policies linked to it, as long as each is in force, reach its gap: the matrix's deep coverage, looked at day by day. A
policy counts from the day its link was made to the day it ended or lapsed; one that ended or lapsed without a known day
does not count at all. The gap is that of today.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import literal, select
from sqlalchemy.orm import Session

from app.enums import NodeKind, PeriodKind, PolicyStatus
from app.models import Household, Matrix, Need, Policy, TraceLink
from app.services.base.founding import ALL_CUSTOMERS
from app.services.figures.progress.answers import Answer, DrillRow, Number, Scope
from app.services.rules.base import periods
from app.services.rules.base.moments import day_of
from app.services.rules.measures.kpis import Unit
from app.services.rules.spine.coverage import amount_for

KNOWN, COVERED = "known", "covered"
DAILY = 45  # a longer period is shown by its weeks' last days


@dataclass(frozen=True, slots=True)
class Held:
    """A policy linked to a need: fen that it pays, and the days between which it counts (``until`` None: for ever)."""

    amount: int
    since: date
    until: date | None

    def counts(self, day: date) -> bool:
        """Whether it pays on the day."""
        return self.since <= day and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class Known:
    id: str
    number: str
    household_id: str | None
    household: str
    event: str
    gap: int
    since: date
    until: date | None
    held: tuple[Held, ...]
    told: bool = True  # what the gap rests on was said

    def known(self, day: date) -> bool:
        """Whether the need was known, and not yet gone, on the day."""
        return self.since <= day and (self.until is None or day < self.until)

    def covered(self, day: date) -> bool:
        """Whether what was held on the day pays for all of the gap."""
        return self.told and amount_for(self.event, [one.amount for one in self.held if one.counts(day)]) >= self.gap


def answer(session: Session, scope: Scope) -> Answer:
    """How many needs were known and how many covered, at each point of the period."""
    points = _points(scope)
    needs = _needs(session, scope.agent, scope.today)
    numbers: dict[tuple[str, str], Number] = {}
    for day in points:
        known = [need for need in needs if need.known(day)]
        numbers[day.isoformat(), KNOWN] = Number(len(known))
        numbers[day.isoformat(), COVERED] = Number(sum(1 for need in known if need.covered(day)))
    return Answer(scope, Unit.COUNT, tuple(day.isoformat() for day in points), (KNOWN, COVERED), numbers)


def rows(session: Session, scope: Scope, place: str, series: str) -> list[DrillRow]:
    """The needs known, or covered, on the day ``place``."""
    day = date.fromisoformat(place)
    return [
        DrillRow("need", need.id, need.household_id, need.household, need.since, need.event, 1)
        for need in _needs(session, scope.agent, scope.today)
        if need.known(day) and (series == KNOWN or need.covered(day))
    ]


def _points(scope: Scope) -> Sequence[date]:
    """Up to the last day that has come."""
    period, until = scope.period, max(scope.until, scope.period.first)
    if period.days <= DAILY:
        return [period.first + timedelta(days=n) for n in range((until - period.first).days + 1)]
    ends = [week.last for week in periods.overlapping(period.first, until, PeriodKind.WEEK)]
    return sorted({min(end, until) for end in ends})


def _needs(session: Session, agent: str, today: date) -> list[Known]:
    held: dict[str, list[Held]] = {}
    for need_id, one in _held(session, today):
        held.setdefault(need_id, []).append(one)
    query = (
        select(
            Need.id, Need.number, Need.household_id, Household.name, Need.event, Need.gap, Need.created_at,
            Need.archived_at, Need.missing == "",
        )
        .join(Matrix, Matrix.id == Need.matrix_id)
        .join(Household, Household.id == Need.household_id)
        .where(Matrix.code == ALL_CUSTOMERS, Household.agent_code == agent if agent else literal(True))
        .order_by(Need.number)
    )  # fmt: skip
    return [
        Known(
            id,
            number,
            home,
            name,
            event,
            gap,
            day_of(made),
            day_of(gone) if gone else None,
            tuple(held.get(id, ())),
            told,
        )
        for id, number, home, name, event, gap, made, gone, told in session.execute(query)
    ]


def _held(session: Session, today: date) -> Iterable[tuple[str, Held]]:
    query = (
        select(
            TraceLink.source_id, TraceLink.amount, TraceLink.created_at, Policy.status, Policy.ends_on,
            Policy.lapsed_on,
        )
        .join(Policy, Policy.id == TraceLink.target_id)
        .where(
            TraceLink.source_kind == NodeKind.NEED.value,
            TraceLink.target_kind == NodeKind.POLICY.value,
            TraceLink.amount.is_not(None),
        )
    )  # fmt: skip
    for need_id, amount, made, status, ends_on, lapsed_on in session.execute(query):
        lapsed, running = status == PolicyStatus.LAPSED.value, status == PolicyStatus.IN_FORCE.value
        until = min(filter(None, (ends_on, lapsed_on)), default=None) if lapsed else ends_on
        if running or (until is not None and until <= today):  # what is over already was over by today
            yield need_id, Held(amount or 0, day_of(made), until)
