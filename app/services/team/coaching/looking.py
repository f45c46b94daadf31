"""An agent seen by the lead: the funnel's steps, the activity, and early signs with their evidence."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from sqlalchemy import select

from app.enums import ActivityKind
from app.models import TeamReport, TeamWeek
from app.services.base.store import Store
from app.services.rules.base.weeks import Week, week_of
from app.services.rules.measures import kpis
from app.services.rules.spine.funnel import PATH
from app.services.rules.team import coaching
from app.services.rules.team.coaching import Sign, Step, WeekFacts
from app.services.team.rollup.findings import FindingKind
from app.services.team.rollup.team import AgentWeek

STEPS = tuple(stage.value for stage in PATH[1:7])  # appointed to issued: what an agent's skill moves


@dataclass(frozen=True, slots=True)
class Look:
    """``now``, ``past``, ``team``: activities of a mean week of the last four, of the eight before, of the others'."""

    id: str  # the agent's code
    name: str
    now: Decimal | None
    past: Decimal | None
    team: Decimal | None
    steps: tuple[Step, ...]
    signs: tuple[Sign, ...]
    series: tuple[tuple[Week, int], ...]


def of_team(store: Store, week: Week) -> list[Look]:
    """Everyone there is a report of, by code."""
    rows = select(TeamReport.figures, TeamReport.late).where(TeamReport.monday <= week.monday)
    with store.read() as session:
        reports = [(AgentWeek(figures), late) for figures, late in session.execute(rows.order_by(TeamReport.monday))]
        weeks = session.execute(select(TeamWeek.monday, TeamWeek.findings)).all()
    rolled = [week_of(monday) for monday, _ in weeks]
    edited = {
        (one["agent"], week_of(monday))
        for monday, findings in weeks
        for one in findings
        if one["kind"] == FindingKind.EDITED and one["grave"]
    }
    facts: dict[str, list[WeekFacts]] = {}
    names: dict[str, str] = {}
    for one, late in reports:
        facts.setdefault(one.code, []).append(_facts(one, late, edited=(one.code, one.week) in edited))
        names[one.code] = one.name
    return [_look(code, names[code], facts, rolled, week) for code in sorted(facts)]


def _facts(one: AgentWeek, late: bool, *, edited: bool) -> WeekFacts:
    measures = one.measures()
    return WeekFacts(
        week=one.week,
        activities=one.activities,
        days=measures[kpis.ACTIVE_DAYS],
        closings=measures[ActivityKind.CLOSING],
        entered={stage.value: one.number(f"funnel.{stage.value}.entered") for stage in PATH},
        late=late,
        calls=measures[ActivityKind.CALL],
        edited=edited,
    )


def _look(code: str, name: str, facts: dict[str, list[WeekFacts]], rolled: list[Week], week: Week) -> Look:
    own = facts[code]
    others = [part for other, part in facts.items() if other != code]
    now, before = coaching.split(own, week)
    means = [mean for part in others if (mean := _mean(coaching.split(part, week)[0])) is not None]
    return Look(
        id=code,
        name=name,
        now=_mean(now),
        past=_mean(before),
        team=median(means) if means else None,
        steps=tuple(coaching.steps(own, others, week, STEPS)),
        signs=tuple(coaching.signs(own, rolled, week)),
        series=tuple((one.week, one.activities) for one in own if one.week > week.plus(-12)),
    )


def _mean(facts: list[WeekFacts]) -> Decimal | None:
    return Decimal(sum(one.activities for one in facts)) / len(facts) if facts else None
