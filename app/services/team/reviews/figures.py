"""What an evaluation rests on: the kept reports of a quarter, half year or year, added up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import select

from app.models import TeamReport, TeamWeek
from app.services.base.store import Store
from app.services.figures.progress import Figure
from app.services.rules.base.weeks import Week, week_of
from app.services.rules.measures.kpis import STATES
from app.services.team.coaching import training
from app.services.team.rollup.team import AgentWeek, join

THURSDAY = 3


class Span(StrEnum):
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"


MONTHS = {Span.QUARTER: 3, Span.HALF: 6, Span.YEAR: 12}


@dataclass(frozen=True, slots=True)
class Period:
    """Whole weeks: a week belongs where its Thursday is, so that no week is counted twice."""

    first: Week
    last: Week

    @property
    def starts_on(self) -> date:
        """The Monday of its first week."""
        return self.first.monday

    @property
    def ends_on(self) -> date:
        """The Sunday of its last week."""
        return self.last.sunday


@dataclass(frozen=True, slots=True)
class AgentReview:
    """``asked`` weeks reports were rolled up in; ``kpis`` is KPI code → (actual, target): counts, fen, or a ratio."""

    id: str
    name: str
    asked: int
    reported: int
    late: int
    kpis: Mapping[str, tuple[Decimal | None, int]]
    trainings: int

    def actual(self, code: str) -> Decimal | None:
        """The KPI over the period; None where it has none."""
        return self.kpis[code][0] if code in self.kpis else None

    def reached(self, code: str) -> Decimal | None:
        """Of its target, 1 is all of it; None without a figure or a target."""
        actual, target = self.kpis.get(code, (None, 0))
        return actual / target if actual is not None and target else None


@dataclass(frozen=True, slots=True)
class ProductReview:
    """What was sold of a product over the period; ``premium`` in fen, ``share`` of all premium sold."""

    id: str
    name: str
    policies: int
    households: int
    premium: int
    agents: int
    share: Decimal | None


def period_of(day: date, span: Span) -> Period:
    """The quarter, half year or year that holds the week of ``day``."""
    thursday = week_of(day).monday + timedelta(days=THURSDAY)
    months = MONTHS[span]
    month = (thursday.month - 1) // months * months + 1
    start = date(thursday.year, month, 1)
    end = date(start.year + (month + months > 12), (month + months - 1) % 12 + 1, 1) - timedelta(days=1)
    return weeks_of(start, end)


def weeks_of(start: date, end: date) -> Period:
    """The weeks whose Thursday lies in these days; the last is before the first where there is none."""
    return Period(_first_with_thursday(start), _last_with_thursday(end))


def _first_with_thursday(day: date) -> Week:
    week = week_of(day)
    return week if week.monday + timedelta(days=THURSDAY) >= day else week.plus(1)


def _last_with_thursday(day: date) -> Week:
    week = week_of(day)
    return week if week.monday + timedelta(days=THURSDAY) <= day else week.plus(-1)


def agents(store: Store, period: Period) -> list[AgentReview]:
    """Everyone with a report in the period, by code; each KPI of the sums of its measures."""
    reports, asked = _reports(store, period)
    by_agent: dict[str, list[tuple[AgentWeek, bool]]] = {}
    for one, late in reports:
        by_agent.setdefault(one.code, []).append((one, late))
    found = []
    for code in sorted(by_agent):
        own = [one for one, _ in by_agent[code]]
        times_late = sum(was_late for _, was_late in by_agent[code])
        done = training.of_agent(store, code, period.starts_on, period.ends_on)
        figures = join(period.last, own).figures  # joined over weeks instead of agents: the same sums
        found.append(
            AgentReview(
                id=code, name=own[-1].name, asked=asked, reported=len(own), late=times_late,
                kpis={one.definition.code: (one.actual, one.target) for one in figures if _adds_up(one)},
                trainings=len(done),
            )
        )  # fmt: skip
    return found


def _adds_up(figure: Figure) -> bool:
    """How things stood in each week cannot be added over weeks."""
    return not any(term.measure in STATES for term in figure.definition.terms)


def products(store: Store, period: Period) -> list[ProductReview]:
    """By premium, the largest first."""
    reports, _ = _reports(store, period)
    sums: dict[str, list[Any]] = {}
    for one, _late in reports:
        for sold in one.products:
            own = sums.setdefault(sold.code, [sold.name, 0, 0, 0, set()])
            own[1] += sold.policies
            own[2] += sold.households
            own[3] += sold.premium
            own[4].add(one.code)
    whole = sum(own[3] for own in sums.values())
    rows = [
        ProductReview(code, name, policies, households, premium, len(agents), _share(premium, whole))
        for code, (name, policies, households, premium, agents) in sums.items()
    ]
    return sorted(rows, key=lambda row: (-row.premium, row.id))


def _reports(store: Store, period: Period) -> tuple[Sequence[tuple[AgentWeek, bool]], int]:
    days = (period.starts_on, period.ends_on)
    rows = select(TeamReport.figures, TeamReport.late).where(TeamReport.monday.between(*days))
    with store.read() as session:
        found = [(AgentWeek(figures), late) for figures, late in session.execute(rows.order_by(TeamReport.monday))]
        rolled = list(session.scalars(select(TeamWeek.monday).where(TeamWeek.monday.between(*days))))
    return found, len({*rolled, *(one.week.monday for one, _ in found)})


def frozen(row: AgentReview | ProductReview) -> dict[str, Any]:
    """The figures as a saved evaluation keeps them; amounts in fen, ratios as texts."""
    if isinstance(row, ProductReview):
        return {"policies": row.policies, "households": row.households, "premium": row.premium, "agents": row.agents}
    figures = {
        code: {"actual": None if actual is None else str(actual), "target": target}
        for code, (actual, target) in row.kpis.items()
    }
    return {"asked": row.asked, "reported": row.reported, "late": row.late, "trainings": row.trainings, "kpis": figures}


def _share(part: int, whole: int) -> Decimal | None:
    return Decimal(part) / whole if whole else None
