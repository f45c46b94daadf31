"""Activities by week, stacked by kind."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.enums import ActivityKind
from app.models import Activity
from app.services.figures.progress import activities
from app.services.figures.progress.answers import Answer, DrillRow, Number, Scope, weeks_shown
from app.services.rules.base import weeks
from app.services.rules.measures.kpis import Unit

LEAST = 12


def answer(session: Session, scope: Scope) -> Answer:
    """Whole weeks: those that touch the period, twelve at the least."""
    shown = weeks_shown(scope, LEAST)
    counts = {(str(week), kind.value): 0 for week in shown for kind in ActivityKind}
    found = activities.counted(session, scope.agent, shown[0].monday, shown[-1].sunday, Activity.on_date, Activity.kind)
    for day, kind, count in found:
        counts[str(weeks.week_of(day)), kind] += count
    used = tuple(kind.value for kind in ActivityKind if any(counts[str(week), kind.value] for week in shown))
    numbers = {place: Number(count) for place, count in counts.items() if place[1] in used}
    return Answer(scope, Unit.COUNT, tuple(map(str, shown)), used, numbers)


def rows(session: Session, scope: Scope, place: str, series: str) -> list[DrillRow]:
    """The activities of the week ``place`` and the kind ``series``."""
    week = weeks.parse(place)
    found = activities.listed(session, scope.agent, week.monday, week.sunday, Activity.kind == series)
    return [row for row, _ in found]
