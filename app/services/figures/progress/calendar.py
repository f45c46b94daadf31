"""When the work is done: by weekday and hour in the period, and day by day over the year."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from app.models import Activity
from app.services.figures.progress import activities
from app.services.figures.progress.answers import Answer, DrillRow, Number, Scope
from app.services.rules.base import weeks
from app.services.rules.measures.kpis import Unit

WEEKDAYS = tuple(str(day) for day in range(1, 8))  # Monday first
NO_TIME = ""
EARLY, LATE = 8, 20
LAST_DAY = 31


def answer_hours(session: Session, scope: Scope) -> Answer:
    """Places are weekdays 1 to 7, series hours 0 to 23 and "" for activities without a time."""
    minutes: dict[tuple[str, str], int] = {}
    period = scope.period
    found = activities.counted(session, scope.agent, period.first, period.last, Activity.on_date, Activity.at_minute)
    for day, minute, count in found:
        place = str(day.isoweekday()), _hour(minute)
        minutes[place] = minutes.get(place, 0) + count
    hours = [int(hour) for _, hour in minutes if hour != NO_TIME]
    shown = range(min([EARLY, *hours]), max([LATE, *hours]) + 1)
    series = (*map(str, shown), *([NO_TIME] if any(hour == NO_TIME for _, hour in minutes) else []))
    numbers = {(day, hour): Number(minutes.get((day, hour), 0)) for day in WEEKDAYS for hour in series}
    return Answer(scope, Unit.COUNT, WEEKDAYS, series, numbers)


def rows_hours(session: Session, scope: Scope, place: str, series: str) -> list[DrillRow]:
    """Activities of a weekday (``place``, 1 is Monday) and hour (``series``) in the period."""
    found = activities.listed(session, scope.agent, scope.period.first, scope.period.last)
    return [
        row for row, minute in found
        if row.on_date and str(row.on_date.isoweekday()) == place and _hour(minute) == series
    ]  # fmt: skip


def answer_days(session: Session, scope: Scope) -> Answer:
    """Every day of the calendar year that holds the period's last day: weekdays by ISO weeks. Days of the weeks at
    both ends that belong to another year have no number."""
    first, last = _year(scope)
    found = activities.counted(session, scope.agent, first, last, Activity.on_date)
    counts: dict[date, int] = dict(found)
    shown = list(weeks.between(weeks.week_of(first), weeks.week_of(last)))
    numbers = {}
    for week in shown:
        for day in WEEKDAYS:
            on = date.fromisocalendar(week.year, week.number, int(day))
            if first <= on <= last:
                numbers[day, str(week)] = Number(counts.get(on, 0))
    return Answer(scope, Unit.COUNT, WEEKDAYS, tuple(map(str, shown)), numbers)


def rows_days(session: Session, scope: Scope, place: str, series: str) -> list[DrillRow]:
    """Activities of one day: the weekday ``place`` of the week ``series``."""
    week = weeks.parse(series)
    on = date.fromisocalendar(week.year, week.number, int(place))
    return [row for row, _ in activities.listed(session, scope.agent, on, on)]


def _year(scope: Scope) -> tuple[date, date]:
    year = scope.period.last.year
    return date(year, 1, 1), date(year, 12, LAST_DAY)


def _hour(minute: int | None) -> str:
    return NO_TIME if minute is None else str(minute // activities.HOUR)
