"""The funnel of families, with conversion counted in one of two ways that are never mixed.

By period: of the families that entered a stage in the period, how many entered the next one in it – two crowds, so it
may pass 100 %. By cohort: the families that entered the path in one week, and how far these came by the period's end.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import pairwise

from sqlalchemy.orm import Session

from app.enums import Stage
from app.services.figures.progress import journeys
from app.services.figures.progress.answers import Answer, DrillRow, How, Number, Scope, share, weeks_shown
from app.services.figures.progress.journeys import Entry
from app.services.rules.base import weeks
from app.services.rules.measures.kpis import Unit
from app.services.rules.spine.funnel import EXITS, PATH, Stay, stays

PERIOD, COHORT = "period", "cohort"
STANDING, ENTERED, CONVERSION = "standing", "entered", "conversion"
WEEKS = 12


def answer(session: Session, scope: Scope) -> Answer:
    """By stage in the period, or by the week families came in: the view says which; they are never mixed."""
    return _cohorts(session, scope) if scope.view == COHORT else _period(session, scope)


def rows(session: Session, scope: Scope, place: str, series: str) -> list[DrillRow]:
    """The families behind one number of the funnel, in the view of the scope."""
    if scope.view == COHORT:
        week = weeks.parse(place)
        found = journeys.entries(session, scope.agent, week.monday, week.sunday, scope.until)
        if series == ENTERED:
            return [_came(entry, 1, 0) for entry in found]
        return [_came(entry, int(_reached(entry, series)), 1) for entry in found]
    own = _of_stage(_stays(session, scope), Stage(place))
    names = journeys.names(session, (stay.household_id for stay in own))
    if series == STANDING:
        return _rows((stay for stay in own if stay.left is None), names, 1, 0)
    entered = _rows(_entered(own, scope), names, 1, 0)
    if series == ENTERED:
        return entered
    following = _entered(_of_stage(_stays(session, scope), PATH[PATH.index(Stage(place)) + 1]), scope)
    names |= journeys.names(session, (stay.household_id for stay in following))
    return [*_rows(_entered(own, scope), names, 0, 1), *_rows(following, names, 1, 0)]


def _period(session: Session, scope: Scope) -> Answer:
    found = _stays(session, scope)
    entered = {stage: len(_entered(_of_stage(found, stage), scope)) for stage in (*PATH, *EXITS)}
    numbers: dict[tuple[str, str], Number] = {}
    for stage in (*PATH, *EXITS):
        standing = sum(1 for stay in _of_stage(found, stage) if stay.left is None)
        numbers[stage.value, STANDING] = Number(standing)
        numbers[stage.value, ENTERED] = Number(entered[stage])
    for stage, following in pairwise(PATH):
        value = share(entered[following], entered[stage])
        numbers[stage.value, CONVERSION] = Number(value, How.SHARE, entered[stage])
    left = sum(1 for stay in found if stay.stage in EXITS and stay.entered >= scope.period.first)
    series = (ENTERED, CONVERSION, STANDING)
    places = tuple(stage.value for stage in (*PATH, *EXITS))
    return Answer(scope, Unit.COUNT, places, series, numbers, {"left": left})


def _cohorts(session: Session, scope: Scope) -> Answer:
    shown = weeks_shown(scope, WEEKS)[-WEEKS:]
    crowds: dict[str, list[Entry]] = {str(week): [] for week in shown}
    for entry in journeys.entries(session, scope.agent, shown[0].monday, shown[-1].sunday, scope.until):
        crowds[str(weeks.week_of(entry.entered))].append(entry)
    later = tuple(stage.value for stage in PATH[1:])
    numbers: dict[tuple[str, str], Number] = {}
    for place, crowd in crowds.items():
        numbers[place, ENTERED] = Number(len(crowd))
        for stage in later:
            reached = sum(1 for entry in crowd if _reached(entry, stage))
            numbers[place, stage] = Number(share(reached, len(crowd)), How.SHARE, len(crowd))
    everybody = [entry for crowd in crowds.values() for entry in crowd]
    facts = {"entered": len(everybody)} | {
        stage: sum(1 for entry in everybody if _reached(entry, stage)) for stage in later
    }
    return Answer(scope, Unit.RATE, tuple(crowds), (ENTERED, *later), numbers, facts)


def _reached(entry: Entry, stage: str) -> bool:
    return PATH.index(entry.furthest) >= PATH.index(Stage(stage))


def _stays(session: Session, scope: Scope) -> list[Stay]:
    return stays(journeys.moves(session, scope.agent, scope.period.last), scope.period.last)


def _of_stage(found: Iterable[Stay], stage: Stage) -> list[Stay]:
    return [stay for stay in found if stay.stage == stage]


def _entered(own: Iterable[Stay], scope: Scope) -> list[Stay]:
    return [stay for stay in own if stay.entered >= scope.period.first]


def _rows(own: Iterable[Stay], names: dict[str, str], amount: int, of: int) -> list[DrillRow]:
    return [_row(stay.household_id, names, stay.entered, stay.stage, amount, of) for stay in own]


def _row(id: str, names: dict[str, str], day: date, stage: Stage, amount: int, of: int) -> DrillRow:
    return DrillRow("household", id, id, names.get(id, ""), day, stage.value, amount, of)


def _came(entry: Entry, amount: int, of: int) -> DrillRow:
    return DrillRow(
        "household", entry.household_id, entry.household_id, entry.household, entry.entered, entry.furthest.value,
        amount, of,
    )  # fmt: skip
