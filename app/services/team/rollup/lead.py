"""What the team tab asks for: the agents as a table, and the rows behind each figure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from app import words
from app.enums import ActivityKind, ActivityStatus, Language, Metric
from app.errors import InputError, Place, bad_input
from app.services.base.store import Actor, Store
from app.services.rules.measures.kpis import Definitions
from app.services.tables.tabular import as_text
from app.services.team.rollup import keeping, reading, workbook
from app.services.team.rollup.findings import Finding
from app.services.team.rollup.folder import Step
from app.services.team.rollup.keeping import KeptWeek
from app.services.team.rollup.making import no_step
from app.services.team.rollup.reading import Line, NotWeekly
from app.services.team.rollup.team import AgentWeek, Team
from app.services.team.rollup.translating import Translator
from app.services.team.weekly import book
from app.services.team.weekly.columns import COLUMNS

ALL, FINDINGS, COVERED, STALE, PLAN = "all", "findings", "covered", "stale", "plan"


@dataclass(frozen=True, slots=True)
class AgentRow:
    """One agent of the week. ``state`` is a word of ``rollup.state``; figures are None without a report."""

    id: str
    name: str
    mark: str
    tone: str
    state: str
    report: AgentWeek | None
    findings: tuple[Finding, ...]

    def actual(self, metric: Metric) -> int | None:
        """None without a report."""
        return self.report.actual(metric) if self.report else None

    def target(self, metric: Metric) -> int:
        """0 without a report."""
        return self.report.targets()[metric] if self.report else 0

    def ratio(self, metric: Metric) -> float | None:
        """Of the target, 1 is all of it; None without a report or a target."""
        target = self.target(metric)
        return self.report.actual(metric) / target if self.report and target else None


@dataclass(frozen=True, slots=True)
class Behind:
    """The rows behind one figure, as texts in the reader's language."""

    titles: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    places: tuple[tuple[Path, str, int], ...] = ()  # of each row: its file, sheet and row


def workbook_of(kept: KeptWeek) -> Path | None:
    """The team workbook written last for the week, if it is still there."""
    return kept.workbook if kept.workbook is not None and kept.workbook.is_file() else None


def agent_rows(kept: KeptWeek) -> list[AgentRow]:
    """Everyone who reported or ought to have, by code."""
    return rows_of(kept.team, kept.findings, kept.expected)


def rows_of(team: Team, findings: Sequence[Finding], expected: dict[str, str]) -> list[AgentRow]:
    """Everybody who reported or ought to have, by code, with state and own findings."""
    there = {agent.code: agent for agent in team.agents}
    rows = []
    for code in sorted({*there, *expected}):
        report = there.get(code)
        mark, tone, state = workbook.state_of(findings, code, reported=report is not None)
        own = tuple(one for one in findings if one.agent == code)
        name = report.name if report else expected[code]
        rows.append(AgentRow(code, name, mark, tone, state, report, own))
    return rows


def behind(kept: KeptWeek, agent: str, figure: str, language: Language) -> Behind:
    """The rows of the agent's file that ``figure`` counts: a metric, a kind of activity, ``all``, ``covered``,
    ``stale`` or ``plan``.

    Raises InputError ``rollup_file_gone`` when the file is no longer where it was.
    """
    path = kept.paths.get(agent)
    if path is None or not path.is_file():
        raise bad_input("rollup_file_gone", Place(file=path.name if path else None), agent=agent)
    try:
        file = reading.read(reading.peek(path))
    except NotWeekly:
        raise bad_input("rollup_foreign", Place(file=path.name)) from None
    sheet, wanted = _wanted(figure, file.language, file.agent.definitions)
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


def _wanted(figure: str, language: Language, definitions: Definitions) -> tuple[str, Callable[[Line], bool]]:
    if figure == COVERED:
        return "needs", lambda _line: True
    if figure == PLAN:
        return "plan", lambda _line: True
    if figure == STALE:
        stale = words.say("weekly.risk.stale", language)
        return "risks", lambda line: line.cells.get("risk") == stale
    kinds = list(ActivityKind)
    if figure in kinds:
        kinds = [ActivityKind(figure)]
    elif figure != ALL:
        definition = definitions.of_metric(Metric(figure))
        counted = {"closing"} if Metric(figure) == Metric.PREMIUM else {term.measure for term in definition.numerator}
        kinds = [kind for kind in ActivityKind if kind.value in counted]
    names = {words.of(kind, language) for kind in kinds}
    done = words.of(ActivityStatus.DONE, language)
    return "activities", lambda line: line.cells.get("kind") in names and str(line.cells.get("status")).endswith(done)


def _shown(cell: book.Cell, key: str) -> str:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return f"{cell * 100:.0f}%" if key == "covered" else f"{cell:,.2f}".removesuffix(".00")
    return as_text(cell)  # type: ignore[arg-type]


def set_due(store: Store, actor: Actor, day: int, minute: int) -> None:
    """Reports are due ``day`` days after the week's Sunday (0 is that Sunday) at ``minute`` after midnight."""
    if not 0 <= day <= 6:
        raise bad_input("not_whole", Place(field="day"), text=day)
    if not 0 <= minute < 24 * 60:
        raise bad_input("not_a_time", Place(field="minute"), text=minute)
    keeping.set_due_minutes(store, actor, (6 + day) * 24 * 60 + minute)


def due(store: Store) -> tuple[int, int]:
    """The same as (day, minute)."""
    day, minute = divmod(keeping.due_minutes(store), 24 * 60)
    return day - 6, minute
