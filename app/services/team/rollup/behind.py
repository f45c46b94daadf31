"""The rows of the agents' files behind a figure of the team, each with its file, sheet and row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import select

from app import words
from app.enums import ActivityKind, ActivityStatus, Language, Metric
from app.errors import InputError, Place, bad_input
from app.models import TeamReport
from app.services.base.store import Store
from app.services.rules.base.weeks import Week
from app.services.rules.measures import kpis
from app.services.rules.measures.kpis import MONEY, Definition, Definitions, Term, Unit
from app.services.tables.tabular import as_text
from app.services.team.rollup import reading
from app.services.team.rollup.folder import Step
from app.services.team.rollup.keeping import KeptWeek
from app.services.team.rollup.making import no_step
from app.services.team.rollup.reading import Line, NotWeekly, WeeklyFile
from app.services.team.rollup.translating import Translator
from app.services.team.weekly import book
from app.services.team.weekly.columns import COLUMNS

ALL, COVERED, STALE, PLAN, ORDERS = "all", "covered", "stale", "plan", "orders"
SHEETS = {COVERED: "needs", PLAN: "plan", ORDERS: "orders"}  # figures of which every row of a sheet is one
CLOSINGS = frozenset({kpis.PREMIUM, kpis.NEW_CUSTOMERS})
SUBMITTED = frozenset({kpis.SUBMITTED_PREMIUM, kpis.SUBMITTED_CASES})
ISSUED = frozenset({kpis.ISSUED_PREMIUM, kpis.ISSUED_CASES, kpis.COMMISSION, kpis.PRODUCING_AGENTS})
BESIDE = frozenset({kpis.WORK_DAYS, kpis.AGENTS})
"""What a rate is taken of and no list has: the rows shown are those of the other terms."""
Wanted = Callable[[Line], bool]


@dataclass(frozen=True, slots=True)
class Behind:
    """The rows behind one figure, as texts in the reader's language."""

    titles: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    places: tuple[tuple[Path, str, int], ...] = ()  # of each row: its file, sheet and row


def behind(kept: KeptWeek, agent: str, figure: str, language: Language) -> Behind:
    """The rows of the agent's file that ``figure`` counts: a metric, a KPI by its code, a kind of activity, ``all``,
    ``covered``, ``stale``, ``plan`` or ``orders``. Of a KPI that no list of the file has rows of, its one line of
    figures.

    Raises InputError ``rollup_file_gone`` when the file is no longer where it was.
    """
    return of_file(kept.paths.get(agent), agent, figure, language)


def of_file(path: Path | None, agent: str, figure: str, language: Language) -> Behind:
    """The same of the agent's file at ``path``."""
    if path is None or not path.is_file():
        raise bad_input("rollup_file_gone", Place(file=path.name if path else None), agent=agent)
    try:
        file = reading.read(reading.peek(path))
    except NotWeekly:
        raise bad_input("rollup_foreign", Place(file=path.name)) from None
    found = _wanted(figure, file)
    if found is None:
        return _figures(file, figure, language)
    sheet, wanted = found
    keys = [key for key, *_ in COLUMNS[sheet]]
    lines = [line for line in file.lists.get(sheet, ()) if wanted(line)]
    speak = Translator(file.language, language)
    name = file.sheets[sheet].name if sheet in file.sheets else ""
    return Behind(
        tuple(words.say(f"weekly.column.{key}", language) for key in keys),
        tuple(tuple(_shown(speak.cell(line.cells.get(key)), key) for key in keys) for line in lines),
        tuple((path, name, line.number) for line in lines),
    )


def behind_team(kept: KeptWeek, figure: str, language: Language, step: Step = no_step) -> Behind:
    """The same of every agent there is a report of, each row under the agent's name. An agent whose file is no longer
    there has one row that says so."""
    titles: tuple[str, ...] = ("",)
    rows: list[tuple[str, ...]] = []
    places: list[tuple[Path, str, int]] = []
    for number, agent in enumerate(kept.team.agents):
        step(number, len(kept.team.agents))
        name = agent.name or agent.code
        try:
            found = behind(kept, agent.code, figure, language)
        except InputError as error:
            rows.append((name, words.explain(error.problems[0], language)))
            places.append((kept.paths.get(agent.code, kept.folder), "", 0))
            continue
        titles = found.titles
        rows += [(name, *cells) for cells in found.rows]
        places += found.places
    width = 1 + len(titles)
    filled = tuple((*row, *[""] * (width - len(row))) for row in rows)
    return Behind((words.say("rollup.column.agent", language), *titles), filled, tuple(places))


def behind_weeks(
    store: Store, agent: str, weeks: Sequence[Week], figure: str, language: Language, step: Step = no_step
) -> Behind:
    """The rows of one agent over several weeks, each row under its week. A week whose file is no longer there has one
    row that says so."""
    titles: tuple[str, ...] = ("",)
    rows: list[tuple[str, ...]] = []
    places: list[tuple[Path, str, int]] = []
    for number, week in enumerate(weeks):
        step(number, len(weeks))
        with store.read() as session:
            path = session.scalar(
                select(TeamReport.path).where(TeamReport.agent_code == agent, TeamReport.monday == week.monday)
            )
        try:
            found = of_file(Path(path) if path else None, agent, figure, language)
        except InputError as error:
            rows.append((str(week), words.explain(error.problems[0], language)))
            places.append((Path(path or ""), "", 0))
            continue
        titles = found.titles
        rows += [(str(week), *cells) for cells in found.rows]
        places += found.places
    width = 1 + len(titles)
    filled = tuple((*row, *[""] * (width - len(row))) for row in rows)
    return Behind((words.say("weekly.column.week", language), *titles), filled, tuple(places))


def _wanted(figure: str, file: WeeklyFile) -> tuple[str, Wanted] | None:
    """The sheet and which of its rows; None where no list has them."""
    if figure in SHEETS:
        return SHEETS[figure], lambda _line: True
    if figure == STALE:
        stale = words.say("weekly.risk.stale", file.language)
        return "risks", lambda line: line.cells.get("risk") == stale
    if figure == ALL or figure in set(ActivityKind):
        return "activities", _done(list(ActivityKind) if figure == ALL else [ActivityKind(figure)], file.language)
    definition = _definition(figure, file.agent.definitions)
    return None if definition is None else _of_terms(definition.terms, file)


def _definition(figure: str, known: Definitions) -> Definition | None:
    try:
        return known.of_metric(Metric(figure)) if figure in set(Metric) else known.of_code(figure)
    except StopIteration:
        return None  # the file was written with other definitions


def _of_terms(terms: Iterable[Term], file: WeeklyFile) -> tuple[str, Wanted] | None:
    """All terms must stand in one list; one that is narrowed down by what the list does not say cannot."""
    terms = [term for term in terms if term.measure not in BESIDE]
    measures = {term.measure for term in terms}
    if not terms or any(term.source for term in terms):
        return None
    kinds = [kind for kind in ActivityKind if kind.value in measures]
    if measures & CLOSINGS and ActivityKind.CLOSING not in kinds:
        kinds.append(ActivityKind.CLOSING)
    if measures & {kpis.ACTIVE_DAYS, kpis.ACTIVE_AGENTS}:
        kinds = list(ActivityKind)
    if measures <= {*ActivityKind, *CLOSINGS, kpis.ACTIVE_DAYS, kpis.ACTIVE_AGENTS}:
        return "activities", _done(kinds, file.language)
    if measures <= SUBMITTED:
        return "orders", _in_week("submitted_on", file.agent.week)
    return ("orders", _in_week("issued_on", file.agent.week)) if measures <= ISSUED else None


def _done(kinds: Iterable[ActivityKind], language: Language) -> Wanted:
    names = {words.of(kind, language) for kind in kinds}
    done = words.of(ActivityStatus.DONE, language)
    return lambda line: line.cells.get("kind") in names and str(line.cells.get("status")).endswith(done)


def _in_week(column: str, week: Week) -> Wanted:
    def wanted(line: Line) -> bool:
        cell = line.cells.get(column)
        day = cell.date() if isinstance(cell, datetime) else cell
        return isinstance(day, date) and week.monday <= day <= week.sunday

    return wanted


def _figures(file: WeeklyFile, figure: str, language: Language) -> Behind:
    """The line of the first sheet: what was counted above and below the line, and what it comes to."""
    definition = _definition(figure, file.agent.definitions)
    if definition is None:
        raise bad_input("rollup_no_figure", Place(file=file.path.name), name=figure)
    measures = file.agent.measures()
    value = kpis.compute(definition, measures, file.agent.unknown())
    parts = [
        _amount(kpis.total(terms, measures), money=any(term.measure in MONEY for term in terms)) if terms else "—"
        for terms in (definition.numerator, definition.denominator)
    ]
    titles = ("item", "numerator", "denominator", "actual")
    own = "—" if value is None else f"{value:.1%}" if definition.unit == Unit.RATE else _amount(
        value, money=definition.unit == Unit.MONEY
    )  # fmt: skip
    sheet = file.sheets["summary"].name if "summary" in file.sheets else ""
    return Behind(
        tuple(words.say(f"weekly.column.{key}", language) for key in titles),
        ((definition.called(language), *parts, own),),
        ((file.path, sheet, 0),),
    )


def _amount(value: object, *, money: bool) -> str:
    number = float(str(value)) / (100 if money else 1)
    return f"{number:,.2f}".removesuffix(".00")


def _shown(cell: book.Cell, key: str) -> str:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return f"{cell * 100:.0f}%" if key == "covered" else f"{cell:,.2f}".removesuffix(".00")
    return as_text(cell)  # type: ignore[arg-type]
