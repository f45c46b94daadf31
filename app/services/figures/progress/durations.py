"""How long families stay in each stage: the middle and the quartiles of the stays that ended in the period.

A family still in a stage has no length of stay yet: it is counted apart as open, not as a short stay.
"""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.enums import Stage
from app.services.figures.progress import journeys
from app.services.figures.progress.answers import Answer, DrillRow, How, Number, Scope, middle
from app.services.rules.measures.kpis import Unit
from app.services.rules.spine.funnel import PATH, Stay, stays

DAYS, OPEN = "days", "open"


def answer(session: Session, scope: Scope) -> Answer:
    """By stage: median and quartiles in days of the stays that ended, and how many still stay."""
    ended, still = _parts(session, scope)
    numbers: dict[tuple[str, str], Number] = {}
    for stage in PATH:
        lengths = [_days(stay) for stay in ended if stay.stage == stage]
        low, mid, high = middle(lengths) if lengths else (None, None, None)
        numbers[stage.value, DAYS] = Number(mid, How.MEDIAN, len(lengths), low, high)
        numbers[stage.value, OPEN] = Number(sum(1 for stay in still if stay.stage == stage))
    return Answer(scope, Unit.COUNT, tuple(stage.value for stage in PATH), (DAYS, OPEN), numbers)


def rows(session: Session, scope: Scope, place: str, series: str) -> list[DrillRow]:
    """The stays in the stage ``place``: those that ended with their days, or those still open."""
    ended, still = _parts(session, scope)
    own = [stay for stay in (ended if series == DAYS else still) if stay.stage == Stage(place)]
    names = journeys.names(session, (stay.household_id for stay in own))
    return [
        DrillRow(
            "household", stay.household_id, stay.household_id, names.get(stay.household_id, ""), stay.entered,
            stay.stage.value, _days(stay) if series == DAYS else 1,
        )
        for stay in own
    ]  # fmt: skip


def _parts(session: Session, scope: Scope) -> tuple[list[Stay], list[Stay]]:
    """The stays that ended in the period, and those that go on at its end."""
    until = scope.period.last
    found = [stay for stay in stays(journeys.moves(session, scope.agent, until), until) if stay.stage in PATH]
    ended = [stay for stay in found if stay.left is not None and stay.left >= scope.period.first]
    return ended, [stay for stay in found if stay.left is None]


def _days(stay: Stay) -> int:
    assert stay.left is not None
    return (stay.left - stay.entered).days
