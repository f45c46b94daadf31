"""Writes the team workbook: the weekly sheets for the whole team, each agent, the coverage, and what was found."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from app import words
from app.enums import Language, Metric
from app.services.base.files import exported
from app.services.figures import progress
from app.services.rules.measures.kpis import MAIN_METRICS
from app.services.team.rollup.findings import Finding, FindingKind, grave_of
from app.services.team.rollup.folder import Step
from app.services.team.rollup.reading import TEAM_FORMAT
from app.services.team.rollup.result import RolledUp
from app.services.team.rollup.team import AgentWeek, Team, own_notes
from app.services.team.rollup.translating import Translator
from app.services.team.weekly import control, summary, tables
from app.services.team.weekly.book import Book, Cell, Money, Toned
from app.services.team.weekly.charts import activity_chart, funnel_chart
from app.services.team.weekly.columns import Column, Kind, columns_of
from app.services.team.weekly.layout import Layout
from app.services.team.weekly.notes import definition_rows
from app.services.team.weekly.words import PARTS
from app.words import say

SHEETS = ("summary", "agents", "activities", "funnel", "needs", "coverage", "products", "orders", "plan", "risks",
          "words",           "checks", "definitions")  # fmt: skip
ENDINGS = (".xlsx",)
FIGURES_ROW = summary.FIGURES_ROW
JOINED = "needfolio.joined"
EVERY = 500  # rows between two steps


def write(path: Path, rolled: RolledUp, language: Language, layout: Layout | None, step: Step) -> dict[str, int]:
    """The file is there whole or not at all; returns the rows of each sheet."""
    team = rolled.team
    names = {key: say(f"rollup.sheet.{key}", language) for key in SHEETS}
    properties = {
        "title": say("rollup.title", language, week=str(team.week)),
        "author": "Needfolio",
        "needfolio.format": TEAM_FORMAT,
        "needfolio.week": str(team.week),
        JOINED: joined_of(team),
    }
    created = max(agent.written_at for agent in team.agents)  # of the content, not of the clock
    with (
        exported(path, *ENDINGS) as temporary,
        Book(temporary, language, properties, names, layout, created, sealed=False) as book,
    ):
        return TeamBook(book, rolled, properties["title"], step).write()


def joined_of(team: Team) -> str:
    """Which reports a workbook is made of, as it stands in its properties: how many, and what they were."""
    reports = sorted(f"{one.code}|{one.entries['seal']}" for one in team.agents)
    return f"{len(reports)}:{hashlib.sha256(chr(10).join(reports).encode()).hexdigest()[:16]}"


class TeamBook:
    """Writes sheet after sheet; every list names the agent first."""

    def __init__(self, book: Book, rolled: RolledUp, title: str, step: Step) -> None:
        self.book, self.rolled, self.team, self.title = book, rolled, rolled.team, title
        self.language = book.language
        self._step = step
        self._written = 0
        self._total = sum(len(lines) for file in rolled.files for lines in file.lists.values())

    def write(self) -> dict[str, int]:
        """All sheets; returns how many rows each list has."""
        self._summary()
        counts = {"agents": self._agents()}
        for key in ("activities", "needs", "orders", "plan", "risks"):
            counts[key] = self._list(key)
        rows = (tables.funnel_cells(row, self.language, None) for row in self.team.funnel)
        counts["funnel"] = self.book.table("funnel", self.title, self._about("funnel"), rows)
        counts["coverage"] = self._coverage()
        sold: Iterator[list[Cell]] = (
            [one.code, one.called(self.language), one.policies, one.households, Money(one.premium)]
            for one in self.team.products
        )
        counts["products"] = self.book.table("products", self.title, self._about("products"), sold)
        counts["words"] = self._words()
        counts["checks"] = self._checks()
        about = say("weekly.about.definitions", self.language, version=self.team.definitions.version)
        counts["definitions"] = self.book.table("definitions", self.title, about, self._definitions(), filtered=False)
        self._control(counts)
        return counts

    def _about(self, key: str) -> str:
        return say(f"rollup.about.{key}", self.language)

    def _summary(self) -> None:
        book, language, team = self.book, self.language, self.team
        subtitle = say(
            "rollup.subtitle", language, first=team.week.monday, last=team.week.sunday, agents=len(team.agents),
            version=self.team.definitions.version,
        )  # fmt: skip
        sheet = book.sheet("summary", self.title, subtitle, summary.WIDTHS)
        book.logo("summary", len(summary.WIDTHS) - 2)
        book.text("summary", 2, attendance(self.rolled, language), bold=True, font_size=12)
        behind = progress.still_to_do(team.figures)
        line = summary.still_to_do(team.figures, language) if behind else say("weekly.marks", language)
        book.text("summary", 3, line, font_size=10)
        columns = summary.figure_columns(language, earlier=any(one.earlier is not None for one in team.figures))
        book.header("summary", FIGURES_ROW, columns)
        sheet.freeze_panes(FIGURES_ROW + 1, 1)
        sheet.repeat_rows(0, 1)
        row = FIGURES_ROW
        for row, figure in enumerate(team.figures, start=FIGURES_ROW + 1):
            book.row("summary", row, columns, summary.figure_cells(figure, language)[: len(columns)])
        sheet.set_h_pagebreaks([row + 2])
        first = summary.series(book, "summary", team.series, row + 3, team.week)
        place = first + len(team.series) + 1
        activity_chart(book, "summary", team.series, first, place)
        funnel_chart(book, "summary", team.funnel, place)

    def _agents(self) -> int:
        language = self.language
        columns = [
            Column(say("rollup.column.agent", language), 9, Kind.TEXT, "agent"),
            Column(say("rollup.column.agent_name", language), 11, Kind.TEXT, "agent_name"),
            Column(say("rollup.column.attendance", language), 12, Kind.CENTRE, "attendance"),
        ]
        for metric in MAIN_METRICS:
            kind = Kind.YUAN if metric == Metric.PREMIUM else Kind.COUNT
            columns.append(
                Column(words.of(metric, language), 10 if metric == Metric.PREMIUM else 8, kind, metric.value)
            )
            columns.append(Column(say("weekly.column.rate", language), 7, Kind.RATE, f"{metric.value}_rate"))
        columns += [
            Column(say("weekly.column.all", language), 9, Kind.COUNT, "all"),
            Column(say("weekly.column.covered", language), 9, Kind.RATE, "covered"),
            Column(say("weekly.column.stale", language), 9, Kind.COUNT, "stale"),
            Column(say("rollup.column.findings", language), 8, Kind.COUNT, "findings"),
        ]
        return self.book.table(
            "agents", self.title, self._about("agents"), self._agent_rows(), columns=columns, filtered=False
        )

    def _agent_rows(self) -> Iterator[list[Cell]]:
        there = {agent.code: agent for agent in self.team.agents}
        codes = sorted({*there, *self.rolled.expected})
        for code in codes:
            agent = there.get(code)
            own = sum(1 for one in self.rolled.findings if one.agent == code)
            name = agent.name if agent else self.rolled.expected.get(code, "")
            yield [code, name, state_cell(self.rolled, code, self.language), *self._numbers(agent), own or None]
        yield [say("rollup.total", self.language), None, None, *self._totals(), len(self.rolled.findings) or None]

    def _numbers(self, agent: AgentWeek | None) -> list[Cell]:
        if agent is None:
            return [None] * (2 * len(MAIN_METRICS) + 3)
        cells: list[Cell] = []
        targets = agent.targets()
        for metric in MAIN_METRICS:
            actual = agent.actual(metric)
            cells += [_amount(metric, actual), actual / targets[metric] if targets[metric] else None]
        return [*cells, agent.activities, agent.covered, agent.stale or None]

    def _totals(self) -> list[Cell]:
        cells: list[Cell] = []
        for metric in MAIN_METRICS:
            figure = next(one for one in self.team.figures if one.definition.metric == metric)
            cells += [_amount(metric, int(figure.actual or 0)), figure.rate]
        gap, cover = sum(row.gap for row in self.team.coverage), sum(row.cover for row in self.team.coverage)
        stale = sum(agent.stale for agent in self.team.agents)
        activities = sum(agent.activities for agent in self.team.agents)
        return [*cells, activities, cover / gap if gap > 0 else None, stale or None]

    def _list(self, key: str) -> int:
        """The rows of all files under the agent's code, as they stand in the files."""
        columns = [
            Column(say("rollup.column.agent", self.language), 11, Kind.TEXT, "agent"),
            *columns_of(key, self.language),
        ]

        def rows() -> Iterator[list[Cell]]:
            for file in self.rolled.files:
                speak = Translator(file.language, self.language)
                for line in file.lists.get(key, ()):
                    self._move()
                    yield [file.agent.code, *(speak.cell(line.cells.get(column.key)) for column in columns[1:])]

        return self.book.table(key, self.title, self._about(key), rows(), columns=columns)

    def _move(self) -> None:
        self._written += 1
        if self._written % EVERY == 0:
            self._step(self._written, self._total)

    def _coverage(self) -> int:
        language = self.language
        columns = [
            Column(say("weekly.column.need", language), 24, Kind.TEXT, "need"),
            Column(say("rollup.column.needs", language), 12, Kind.COUNT, "needs"),
            Column(say("weekly.column.gap", language), 20, Kind.YUAN, "gap"),
            Column(say("rollup.column.cover", language), 20, Kind.YUAN, "cover"),
            Column(say("weekly.column.covered", language), 12, Kind.RATE, "covered"),
        ]
        rows: Iterator[list[Cell]] = (
            [tables.event_words(row.event, language), row.needs, Money(row.gap), Money(row.cover), row.ratio]
            for row in self.team.coverage
        )
        return self.book.table("coverage", self.title, self._about("coverage"), rows, columns=columns)

    def _words(self) -> int:
        language = self.language
        columns = [
            Column(say("rollup.column.agent", language), 11, Kind.TEXT, "agent"),
            Column(say("rollup.column.agent_name", language), 13, Kind.TEXT, "agent_name"),
            *columns_of("words", language),
        ]
        own = say("rollup.words.own", language)
        rows: Iterator[list[Cell]] = (
            [agent.code, agent.name, item, text]
            for agent in self.team.agents
            for item, text in (
                *((say(f"weekly.words.{part}", language), getattr(agent.words, part)) for part in PARTS),
                *((own, note) for note in own_notes(agent)),
            )
            if text
        )
        return self.book.table("words", self.title, self._about("words"), rows, columns=columns, filtered=False)

    def _checks(self) -> int:
        language = self.language
        heads = (("weekly.column.severity", 13, Kind.CENTRE), ("rollup.column.check", 15, Kind.TEXT),
                 ("rollup.column.agent", 11, Kind.TEXT), ("rollup.column.agent_name", 13, Kind.TEXT),
                 ("weekly.column.explanation", 70, Kind.WRAPPED), ("rollup.column.file", 38, Kind.WRAPPED),
                 ("rollup.column.sheet", 13, Kind.TEXT), ("rollup.column.row", 8, Kind.COUNT),
                 ("rollup.column.cell", 9, Kind.TEXT))  # fmt: skip
        columns = [Column(say(code, language), width, kind) for code, width, kind in heads]
        about = f"{attendance(self.rolled, language)}　{self._about('checks')}"
        return self.book.table(
            "checks", self.title, about, (self._finding(one) for one in self.rolled.findings), columns=columns
        )

    def _finding(self, one: Finding) -> list[Cell]:
        return [
            severity_cell(one.grave, self.language), say(f"rollup.kind.{one.kind.value}", self.language),
            one.agent, one.agent_name, one.text(self.language), one.file, one.sheet, one.row,
            one.cell,
        ]  # fmt: skip

    def _definitions(self) -> Iterator[Sequence[Cell]]:
        yield from definition_rows(self.team.definitions, self.language)
        for kind in ("totals", "agents", "cover", "checks", "seal"):
            yield [
                say(f"rollup.note.{kind}.title", self.language),
                say(f"rollup.note.{kind}", self.language),
                *[None] * 5,
            ]

    def _control(self, counts: dict[str, int]) -> None:
        found: dict[str, Any] = {"format": TEAM_FORMAT, "format_version": 1, "week": str(self.team.week)}
        found |= {f"rows.{key}": count for key, count in counts.items()}
        for file in self.rolled.files:
            found[f"file.{file.agent.code}"] = file.path.name
            found[f"seal.{file.agent.code}"] = file.agent.entries["seal"]
        control.write(self.book, found)


def attendance(rolled: RolledUp, language: Language) -> str:
    """Who reported, in one sentence with the codes of those who did not."""
    missing, late = rolled.agents_with(FindingKind.MISSING), rolled.agents_with(FindingKind.LATE)
    separator = "、" if language == Language.ZH else ", "
    return say(
        "rollup.attendance", language,
        reported=len(rolled.team.agents), expected=len({*rolled.expected, *(a.code for a in rolled.team.agents)}),
        late=len(late), missing=separator.join(missing) or say("rollup.nobody", language),
        grave=grave_of(rolled.findings),
    )  # fmt: skip


def state_cell(rolled: RolledUp, code: str, language: Language) -> Cell:
    """How an agent's report stands, with mark and colour."""
    mark, tone, word = state_of(rolled.findings, code, reported=any(a.code == code for a in rolled.team.agents))
    return Toned(f"{mark} {say(f'rollup.state.{word}', language)}", tone)


def state_of(findings: Sequence[Finding], code: str, *, reported: bool) -> tuple[str, str, str]:
    """Mark, tone and word of an agent's report: the gravest thing there is to say of it."""
    if not reported:
        return "▲", "bad", "missing"
    kinds = {one.kind for one in findings if one.agent == code and one.grave}
    for kind in (
        FindingKind.IDENTITY,
        FindingKind.UNKNOWN_AGENT,
        FindingKind.EDITED,
        FindingKind.IMPOSSIBLE,
        FindingKind.WRONG_WEEK,
    ):
        if kind in kinds:
            return "▲", "bad", kind.value
    own = {one.kind for one in findings if one.agent == code}
    for kind in (
        FindingKind.IDENTITY,
        FindingKind.LATE,
        FindingKind.NEWER,
        FindingKind.CHANGED,
        FindingKind.IMPOSSIBLE,
        FindingKind.EDITED,
        FindingKind.DUPLICATE,
    ):
        if kind in own:
            return "△", "warn", kind.value
    return "✓", "good", "in_time"


def severity_cell(grave: bool, language: Language) -> Cell:
    """Grave or to be watched, with mark and colour."""
    if grave:
        return Toned("▲ " + say("weekly.severity.grave", language), "bad")
    return Toned("△ " + say("weekly.severity.watch", language), "warn")


def _amount(metric: Metric, value: int) -> Cell:
    return Money(value) if metric == Metric.PREMIUM else value
