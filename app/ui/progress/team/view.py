"""The figures of the team, or of one agent, from the weekly files: each agent's part, the rows, and the file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.services.figures import progress
from app.services.figures.targets import still
from app.services.rules.base.weeks import Week
from app.services.team.rollup import behind, sight
from app.services.team.rollup.behind import Behind
from app.services.team.rollup.sight import Part, Sight
from app.services.team.rollup.workbook import state_of
from app.ui.base import formats, labels
from app.ui.base.desk import Desk
from app.ui.progress.figures import FigureRow, FiguresTable, amount
from app.ui.progress.team.charts import weeks_plot
from app.ui.shared import team_charts
from app.ui.shared.file_rows import FileRowsDialog
from app.ui.widgets.badge import Badge
from app.ui.widgets.empty import EmptyState
from app.ui.widgets.notice import Guard
from app.ui.widgets.plain import Label
from app.ui.widgets.plot import TitledPlot
from app.ui.widgets.splitter import KeptSplitter
from app.ui.widgets.tables.table import Column, RowTableModel
from app.ui.widgets.tables.table_view import TableView
from app.words import say


class TeamFiguresView(QWidget):
    """A figure is chosen at the left, who added what to it stands at the right; a double click opens the rows, and a
    row its file."""

    said = Signal(str)  # the week in one sentence
    failed = Signal(object)  # NeedfolioError or None

    def __init__(self, desk: Desk, guard: Guard) -> None:
        super().__init__()
        self.desk, self._guard = desk, guard
        self.sight: Sight | None = None
        self.table = FiguresTable(desk.language)
        self.table.setToolTip(self.tr("Double-click a figure to see its rows"))
        self.table.opened.connect(self.open_figure)
        self.table.chosen.connect(lambda _: self._show_figure())
        self.head = Label()
        self.head.setProperty("kind", "heading")
        self.formula = Label()
        self.formula.setProperty("kind", "muted")
        self.formula.setWordWrap(True)
        self.parts = TableView(RowTableModel(self._columns()))
        self.parts.setAccessibleName(self.tr("Who added what"))
        self.parts.setToolTip(self.tr("Double-click an agent to see the rows, each with its file"))
        self.parts.opened.connect(self.open_part)
        self.weeks, self.funnel = TitledPlot(90), TitledPlot(120)
        self.empty = EmptyState("", "", [(self.tr("To the team's weekly files"), lambda: desk.hub.go("team"))])
        self._stack = QStackedWidget()
        self._stack.addWidget(self._board())
        self._stack.addWidget(self.empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)

    def show_week(self, week: Week, agent: str) -> None:
        """Of everyone, or of one ``agent``."""
        self.sight = found = sight.of_week(self.desk.store, week, agent)
        team = found.team if found else None
        self._stack.setCurrentIndex(0 if team else 1)
        if found is None or team is None:
            self._say_nothing(week, self._name(agent), joined=found is not None)
            return
        self.said.emit(self._sentence(found))
        chosen = self.table.current()
        across = any(figure.earlier is not None for figure in team.figures)
        self.table.show_figures(team.figures, month=True, earlier=across)
        if not self.table.select_id(chosen.id if chosen else None):
            self.table.setCurrentIndex(self.table.rows.index(0, 0))
        self.funnel.show_plot(team_charts.funnel_plot(team, self.desk.language, agent=self._name(agent)))
        self._show_figure()

    def open_figure(self, row: FigureRow) -> None:
        """The rows of all who are looked at."""
        if self.sight is None or self.sight.agent:
            self.open_part(self.parts.rows.row(0) if self.parts.rows.rowCount() else None)
            return
        kept, language, title = self.sight.kept, self.desk.language, row.figure.definition.called(self.desk.language)
        self.desk.tasks.run(
            self.tr("Reading the weekly files"),
            lambda running: behind.behind_team(kept, row.id, language, running.step),
            lambda found: self._show_rows(self.tr("Whole team · {figure}").format(figure=title), found),
            self.failed.emit,
        )

    def open_part(self, part: Part | None) -> None:
        """The rows of one agent."""
        row: FigureRow | None = self.table.current()
        if self.sight is None or part is None or row is None or not part.reported:
            return
        with self._guard():
            found = behind.behind(self.sight.kept, part.id, row.id, self.desk.language)
            self._show_rows(f"{part.name} · {row.figure.definition.called(self.desk.language)}", found)

    def _show_rows(self, title: str, found: Behind) -> None:
        FileRowsDialog(self, title, found).exec()

    def _show_figure(self) -> None:
        """Who added what to the figure the cursor is on, and how it went in the weeks before."""
        row: FigureRow | None = self.table.current()
        if row is None or self.sight is None or self.sight.team is None:
            return
        definition = row.figure.definition
        self.head.setText(definition.called(self.desk.language))
        self.formula.setText(definition.explained(self.desk.language))
        self.parts.rows.set_rows(self.sight.parts(definition))
        self.parts.fill()
        self.weeks.show_plot(weeks_plot(self.sight.team, definition, self.desk.language))

    def _sentence(self, found: Sight) -> str:
        assert found.team is not None
        language = self.desk.language
        missing = progress.still_to_do(found.team.figures)
        by_metric = {figure.definition.metric: figure.missing for figure in missing if figure.definition.metric}
        parts = []
        if not found.agent:
            reported = len(found.kept.team.agents)
            text = self.tr("Reported: {reported} of {expected}.")
            parts.append(text.format(reported=reported, expected=reported + len(found.missing)))
        if found.missing and not found.agent:
            names = labels.listed((found.kept.expected.get(code) or code for code in found.missing), language)
            parts.append("▲ " + self.tr("Missing: {names}").format(names=names))
        if by_metric:
            what = still.listed(by_metric, language)
            parts.append(self.tr("Short of the target: {what}").format(what=what))
        elif any(figure.target for figure in found.team.figures):
            parts.append("✓ " + self.tr("Every target of the period is reached."))
        else:
            parts.append(self.tr("No target is set for this period yet."))
        return "　".join(parts)

    def _say_nothing(self, week: Week, agent: str, *, joined: bool) -> None:
        self.said.emit("")
        if joined:
            self.empty.say(
                self.tr("No report of {agent} for {week}").format(agent=agent, week=week),
                self.tr("What this agent did is read from the weekly file. Join it once it has come."),
            )
        else:
            self.empty.say(
                self.tr("No weekly files were joined for {week}").format(week=week),
                self.tr("The team's figures are read from the agents' weekly files. Join a folder of them first."),
            )

    def _name(self, agent: str) -> str:
        return sight.people(self.desk.store).get(agent, agent)

    def _columns(self) -> list[Column]:
        def shown(value: Callable[[Part], Any]) -> Callable[[Part], str]:
            def get(part: Part) -> str:
                row: FigureRow | None = self.table.current()
                return amount(row.figure.definition, value(part)) if row else ""

            return get

        def rate(part: Part) -> float | None:
            return None if part.rate is None else float(part.rate)

        def state(part: Part) -> Badge:
            findings = self.sight.kept.findings if self.sight else ()
            mark, tone, code = state_of(findings, part.id, reported=part.reported)
            return Badge(mark, say(f"rollup.state.{code}", self.desk.language), tone)

        return [
            Column("name", self.tr("Agent"), lambda part: part.name, width=90, tip=lambda part: part.id),
            Column("actual", self.tr("Actual"), shown(lambda part: part.actual), number=True, width=80),
            Column("target", self.tr("Target"), shown(lambda part: part.target or None), number=True, width=80),
            Column("rate", self.tr("Rate"), rate, formats.percent, number=True, width=70, ratio=rate),
            Column("last", self.tr("Before"), shown(lambda part: part.last_week), number=True, width=80),
            Column("state", self.tr("Report"), lambda part: part.reported, width=80, badge=state),
        ]

    def _board(self) -> QWidget:
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.head)
        column.addWidget(self.formula)
        charts = KeptSplitter(
            Qt.Orientation.Vertical, self.desk.preferences, "progress-team-lists",
            [self.parts, self.weeks, self.funnel], [330, 120, 120],
        )  # fmt: skip
        column.addWidget(charts, 1)
        return KeptSplitter(
            Qt.Orientation.Horizontal, self.desk.preferences, "progress-team", [self.table, right], [620, 560]
        )
