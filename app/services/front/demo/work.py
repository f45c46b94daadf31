"""An agent's synthetic weeks: what each stage left in the diary, daily calls and visits, and what is planned next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from app.enums import ActivityKind, ActivityStatus, Stage
from app.models import Activity, StageMove
from app.services.front.demo.draw import SATURDAY, Draw
from app.services.front.demo.paths import Way
from app.services.front.demo.words import NEXT_STEPS, NOTES

DONE_AT = {
    Stage.S1_APPOINTED: ActivityKind.APPOINTMENT, Stage.S2_MET: ActivityKind.MEETING,
    Stage.S3_ANALYSED: ActivityKind.ANALYSIS, Stage.S4_PROPOSED: ActivityKind.PROPOSAL,
    Stage.S5_SUBMITTED: ActivityKind.CLOSING, Stage.S7_DELIVERED: ActivityKind.SERVICE,
    Stage.S8_REFERRED: ActivityKind.REFERRAL,
}  # fmt: skip
CALLS_A_DAY = (4, 5, 5, 6, 7)
VISITS_A_DAY = (1, 1, 2, 2, 3)
TIMES = (None, 570, 630, 870, 930, 1140)
# The share of households with a next step in the diary, by stage.
PLANNED = {
    Stage.S0_LISTED: 0.1, Stage.S1_APPOINTED: 0.9, Stage.S2_MET: 0.9, Stage.S3_ANALYSED: 0.9, Stage.S4_PROPOSED: 0.9,
    Stage.S5_SUBMITTED: 0.95, Stage.S6_ISSUED: 0.95, Stage.S7_DELIVERED: 0.5, Stage.S8_REFERRED: 0.08,
    Stage.PAUSED: 0.1,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Known:
    """A household as the diary knows it."""

    id: str
    way: Way


def next_step(draw: Draw, way: Way) -> tuple[str, date | None]:
    """What is planned, and when: mostly within the fortnight, a few days overdue for some."""
    if not draw.happens(PLANNED.get(way.stage, 0.0)):
        return "", None
    overdue = draw.happens(0.12) and (draw.today - way.steps[-1][1]).days > 5
    day = draw.today - timedelta(days=draw.chance.randint(1, 4)) if overdue else draw.later(draw.today, 0, 13)
    return NEXT_STEPS[way.stage][1], day


def add_path(draw: Draw, agent: str, household_id: str, way: Way, premium: int, step: tuple[str, date | None]) -> None:
    """The moves of a household, with the activities that made them, and its next step."""
    for stage, day in way.steps:
        reason = way.reason if stage in (Stage.REJECTED, Stage.PAUSED) else ""
        draw.rows.add(
            StageMove, household_id=household_id, agent_code=agent, stage=stage.value, on_date=day, reason=reason
        )
        if way.at_work and stage in DONE_AT:
            money = premium if stage == Stage.S5_SUBMITTED else None
            _add(draw, agent, household_id, DONE_AT[stage], day, money=money)
    if step[1] is not None:
        kind = NEXT_STEPS[way.stage][0]
        _add(draw, agent, household_id, kind, step[1], status=ActivityStatus.PLANNED, note=step[0])


def add_days(draw: Draw, agent: str, households: list[Known]) -> None:
    """Calls and visits of each working day, to households known by then, mostly those not heard of for longest."""
    heard = {one.id: one.way.steps[-1][1] for one in households}
    for offset in range((draw.today - draw.first).days + 1):
        day = draw.first + timedelta(days=offset)
        if day.weekday() > SATURDAY or (day.weekday() == SATURDAY and draw.happens(0.7)):
            continue
        known = [one for one in households if one.way.steps[0][1] <= day and one.way.stage != Stage.REJECTED]
        for kind, numbers in ((ActivityKind.CALL, CALLS_A_DAY), (ActivityKind.VISIT, VISITS_A_DAY)):
            met = known if kind == ActivityKind.CALL else [one for one in known if _met_by(one.way, day)]
            number = min(draw.chance.choice(numbers), 1 + len(met) // 8)
            candidates = sorted(draw.sample(met, number * 4), key=lambda one: (_settled(one.way), heard[one.id]))
            for one in candidates[:number]:
                heard[one.id] = day
                _add(draw, agent, one.id, kind, day)


def _settled(way: Way) -> bool:
    """Nothing is being sold there now."""
    return way.stage in (Stage.PAUSED, Stage.S8_REFERRED)


def _met_by(way: Way, day: date) -> bool:
    met = way.on(Stage.S2_MET)
    return met is not None and met <= day


def _add(
    draw: Draw,
    agent: str,
    household_id: str,
    kind: ActivityKind,
    day: date,
    *,
    status: ActivityStatus = ActivityStatus.DONE,
    note: str | None = None,
    money: int | None = None,
) -> None:
    stamps: dict[str, Any] = draw.stamps(min(day, draw.today))
    draw.rows.add(
        Activity, agent_code=agent, household_id=household_id, kind=kind.value, status=status.value, on_date=day,
        at_minute=draw.chance.choice(TIMES), duration=None, premium=money, previous_id=None,
        note=draw.chance.choice(NOTES[kind]) if note is None else note,
        done_at=stamps["created_at"] if status == ActivityStatus.DONE else None, **stamps,
    )  # fmt: skip
