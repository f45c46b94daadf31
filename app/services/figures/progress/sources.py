"""Where customers come from, and how many of each source became customers."""

from __future__ import annotations

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from app.enums import Stage
from app.models import Household
from app.services.figures.progress import journeys
from app.services.figures.progress.answers import Answer, DrillRow, How, Number, Scope, by_value, share
from app.services.rules.measures.kpis import Unit
from app.services.rules.spine.funnel import PATH

FAMILIES, WON = "families", "won"
GOAL = Stage.S6_ISSUED


def answer(session: Session, scope: Scope) -> Answer:
    """Families that entered the path in the period, by source; "" without one."""
    counts = {source: entered for source, (entered, _) in _counts(session, scope).items()}
    numbers = {(source, FAMILIES): Number(count) for source, count in counts.items()}
    return Answer(scope, Unit.COUNT, by_value(counts), (FAMILIES,), numbers, {"total": sum(counts.values())})


def answer_conversion(session: Session, scope: Scope) -> Answer:
    """Of the same families, the share whose policy was issued by the period's end: a cohort."""
    counts = _counts(session, scope)
    numbers: dict[tuple[str, str], Number] = {}
    for source, (entered, won) in counts.items():
        numbers[source, WON] = Number(share(won, entered), How.SHARE, entered)
        numbers[source, FAMILIES] = Number(entered)
    total, won = (sum(pair[n] for pair in counts.values()) for n in (0, 1))
    facts = {"total": total, "won": won}
    places = by_value({source: entered for source, (entered, _) in counts.items()})
    return Answer(scope, Unit.RATE, places, (WON, FAMILIES), numbers, facts)


def rows(session: Session, scope: Scope, place: str, series: str) -> list[DrillRow]:
    """The families of one source that came in the period; for the share 1 where they became customers."""
    period, until = scope.period, scope.until
    found = journeys.entries(session, scope.agent, period.first, period.last, until)
    return [
        DrillRow(
            "household", entry.household_id, entry.household_id, entry.household, entry.entered, entry.furthest.value,
            1 if series == FAMILIES else int(PATH.index(entry.furthest) >= PATH.index(GOAL)),
            0 if series == FAMILIES else 1,
        )
        for entry in found
        if entry.source == place
    ]  # fmt: skip


def _counts(session: Session, scope: Scope) -> dict[str, tuple[int, int]]:
    part = journeys.entered(scope.agent, scope.period.first, scope.period.last, scope.until).subquery()
    source = func.trim(Household.source)
    won = func.sum(case((part.c.furthest >= GOAL.value, 1), else_=0))
    query = select(source, func.count(), won).join(part, part.c.household_id == Household.id).group_by(source)
    return {name: (entered, reached) for name, entered, reached in session.execute(query)}
