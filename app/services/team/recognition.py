"""Recognition: records and streaks of a team's agents. A store can switch all of it off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from app.enums import Metric
from app.models import TeamReport
from app.services.base import settings
from app.services.base.store import Actor, Store
from app.services.rules.base.weeks import Week
from app.services.rules.team.recognition import WeekMark, best, streak
from app.services.team.rollup.team import AgentWeek

SETTING = "team.recognition"
LEAST_STREAK = 2
RECORDS = (Metric.PREMIUM, Metric.CLOSINGS, Metric.MEETINGS)


@dataclass(frozen=True, slots=True)
class Recognised:
    """``kind`` is record, reports or targets: the best week there was, weeks in a row in time, or on target.

    ``value`` counts weeks, or is the record in the metric's unit; ``new`` when this very week made it.
    """

    agent: str
    name: str
    kind: str
    metric: Metric | None
    value: int
    week: Week
    new: bool


def shown(store: Store) -> bool:
    """Whether records and streaks are shown in this store; they are unless switched off."""
    return bool(settings.read(store, SETTING, True))


def show(store: Store, actor: Actor, wanted: bool) -> None:
    """Switch them on or off."""
    settings.write(store, actor, SETTING, wanted)


def of_team(store: Store, week: Week) -> list[Recognised]:
    """Records and streaks up to ``week``, by agent; nothing when it is switched off."""
    if not shown(store):
        return []
    rows = select(TeamReport.figures, TeamReport.late).where(TeamReport.monday <= week.monday)
    with store.read() as session:
        reports = [(AgentWeek(figures), late) for figures, late in session.execute(rows.order_by(TeamReport.monday))]
    by_agent: dict[str, list[tuple[AgentWeek, bool]]] = {}
    for one, late in reports:
        by_agent.setdefault(one.code, []).append((one, late))
    return [found for code in sorted(by_agent) for found in _of_agent(by_agent[code], week)]


def _of_agent(reports: Sequence[tuple[AgentWeek, bool]], week: Week) -> list[Recognised]:
    last = reports[-1][0]
    found = []
    for metric in RECORDS:
        record = best([WeekMark(one.week, one.actual(metric)) for one, _ in reports])
        if record is not None and len(reports) > 1 and record.value > 1:  # one of something is no record yet
            new = record.week == week
            found.append(Recognised(last.code, last.name, "record", metric, record.value, record.week, new))
    in_time = streak([one.week for one, late in reports if not late], week)
    on_target = streak([one.week for one, _ in reports if reached(one)], week)
    for kind, length in (("reports", in_time), ("targets", on_target)):
        if length >= LEAST_STREAK:
            found.append(Recognised(last.code, last.name, kind, None, length, week, True))
    return found


def reached(one: AgentWeek) -> bool:
    """Every target the agent has of the week is reached; without a target nothing is."""
    aims = {metric: target for metric, target in one.targets().items() if target}
    return bool(aims) and all(one.actual(metric) >= target for metric, target in aims.items())
