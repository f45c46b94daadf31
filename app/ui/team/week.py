"""The week of the team: drop the reports, read who did what, who is missing, and what does not fit."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from app.enums import ActivityKind, Metric
from app.services.rules.measures.kpis import MAIN_METRICS
from app.services.team.rollup import behind, lead
from app.services.team.rollup.behind import Behind
from app.services.team.rollup.findings import FindingKind, grave_of
from app.services.team.rollup.keeping import KeptWeek
from app.services.team.rollup.lead import AgentRow
from app.ui.base import formats, labels
from app.ui.base.desk import Desk
from app.ui.shared import team_charts as charts
from app.ui.shared.file_rows import FileRowsDialog
from app.ui.team.findings import FindingRow, finding_columns
from app.ui.team.totals import TeamTotals
from app.ui.team.who import WhoDialog
from app.ui.widgets.badge import Badge
from app.ui.widgets.empty import EmptyState
from app.ui.widgets.notice import Guard
from app.ui.widgets.plain import Label
from app.ui.widgets.plot import TitledPlot
from app.ui.widgets.splitter import KeptSplitter
from app.ui.widgets.tables.column_choice import ColumnChoice
from app.ui.widgets.tables.table import Column, RowTableModel
from app.ui.widgets.tables.table_view import TableView
from app.words import say

USUAL = ("code", "name", "state", *(metric.value for metric in MAIN_METRICS), lead.FINDINGS, "covered", "stale", "all")
USUAL_OF_FINDINGS = ("grave", "agent", "text", "place", "kind")


class TeamWeekView(QWidget):
    """``wanted`` asks the page to roll up these files."""

    wanted = Signal(object)  # Path or list of Paths
    asked = Signal()
    failed = Signal(object)  # NeedfolioError or None
    again = Signal()  # the same files, with what was decided since

    def __init__(self, desk: Desk, guard: Guard) -> None:
        super().__init__()
        self.desk, self._guard = desk, guard
        self.kept: KeptWeek | None = None
        self.summary = Label()
        self.summary.setProperty("kind", "heading")
        self.summary.setWordWrap(True)
        self.old = Label()
        self.old.setWordWrap(True)
        self.write_again = QPushButton(self.tr("Write it again"))
        self.write_again.clicked.connect(self.again)
        self.totals = TeamTotals(desk.language)
        self.totals.chosen.connect(self.drill_team)
        self.model = RowTableModel(self._columns())
        self.table = TableView(self.model)
        self.table.setAccessibleName(self.tr("Agents of the team"))
        ColumnChoice(self.table, desk.preferences, "team/columns", USUAL)
        self.table.setToolTip(self.tr("Double-click a figure to see its rows"))
        self.table.chosen.connect(lambda _: self._show_findings())
        self.table.opened.connect(self.drill)
        self.findings = RowTableModel(finding_columns(desk.language))
        self.checks = TableView(self.findings)
        self.checks.setAccessibleName(self.tr("Findings"))
        ColumnChoice(self.checks, desk.preferences, "team-findings/columns", USUAL_OF_FINDINGS)
        self.scope = QPushButton()
        self.scope.setCheckable(True)
        self.scope.setProperty("kind", "link")
        self.scope.clicked.connect(self._show_findings)
        self.activity, self.funnel, self.targets = TitledPlot(120), TitledPlot(110), TitledPlot(90)
        self.activity.chosen.connect(self.drill_kind)
        self.who = QPushButton(self.tr("Say who it is…"))
        self.who.clicked.connect(self.ask_who)
        self.checks.chosen.connect(self._enable_who)
        self.checks.opened.connect(lambda _: self.ask_who())
        self.setAcceptDrops(True)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._board())
        self.empty = EmptyState(
            self.tr("No reports of this week yet"),
            self.tr(
                "Drop a folder of your agents' weekly files here, or choose it. Each file is checked; "
                "you see who is missing, late, or changed, and get one workbook of the team."
            ),
            [(self.tr("Choose a folder"), self.asked.emit)],
        )
        self._stack.addWidget(self.empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.addWidget(self._stack)

    def show_week(self, kept: KeptWeek | None) -> None:
        self.kept = kept
        self._stack.setCurrentIndex(0 if kept else 1)
        if kept is None:
            return
        language, rows = self.desk.language, lead.agent_rows(kept)
        self.summary.setText(self._summary(kept))
        self._show_old(lead.reports_in_workbook(kept), len(kept.team.agents))
        self.totals.show_week(kept)
        self.model.set_rows(rows)
        self._show_findings()
        self.activity.show_plot(charts.agents_plot(rows, language))
        self.funnel.show_plot(charts.funnel_plot(kept.team, language))
        self.targets.show_plot(charts.targets_plot(kept.team, language))

    def _show_old(self, written: int | None, now: int) -> None:
        """The workbook is not of the reports that count: said plainly, with the way to put it right."""
        for widget in (self.old, self.write_again):
            widget.setVisible(written is not None)
        if written is not None:
            text = self.tr("△ The team workbook is of another joining: it holds {written} reports, {now} count now.")
            self.old.setText(text.format(written=written, now=now))

    def drill(self, row: AgentRow) -> None:
        """The rows behind the cell the cursor is on."""
        key = self.model.columns[self.table.currentIndex().column()].key
        if self.kept is None or row.report is None or key in ("code", "name", "state", lead.FINDINGS):
            return
        self._show_rows(row, key, self.model.columns[self.table.currentIndex().column()].title)

    def drill_kind(self, key: tuple[str, str]) -> None:
        """The activities behind a bar of an agent."""
        id, kind = key
        row = next(row for row in lead.agent_rows(self.kept) if row.id == id) if self.kept else None
        if row is not None:
            self._show_rows(row, kind, labels.of(ActivityKind(kind), self.desk.language))

    def _show_rows(self, row: AgentRow, figure: str, title: str) -> None:
        assert self.kept is not None
        with self._guard():
            found = behind.behind(self.kept, row.id, figure, self.desk.language)
            FileRowsDialog(self, f"{row.name or row.id} · {title}", found).exec()

    def ask_who(self) -> None:
        """Whose the file of the chosen finding is; the week is rolled up again with the answer."""
        row: FindingRow | None = self.checks.current()
        if row is None or row.finding.kind != FindingKind.IDENTITY:
            return
        if WhoDialog(self.desk, self, row.finding).exec():
            self.again.emit()

    def open_workbook(self) -> None:
        path = lead.workbook_of(self.kept) if self.kept else None
        if path is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    # -- dropping ---------------------------------------------------------------------------------------------
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.wanted.emit(paths[0] if len(paths) == 1 and paths[0].is_dir() else paths)

    # -- what is shown ----------------------------------------------------------------------------------------
    def _summary(self, kept: KeptWeek) -> str:
        missing = [kept.expected.get(code) or code for code in kept.agents_with(FindingKind.MISSING)]
        grave = grave_of(kept.findings)
        text = self.tr("{reported} of {expected} reported, {late} late, {grave} findings to act on.", n=grave).format(
            reported=len(kept.team.agents),
            expected=len(lead.agent_rows(kept)),
            late=len(kept.agents_with(FindingKind.LATE)),
            grave=grave,
        )
        if missing:
            text += "　▲ " + self.tr("Missing: {names}").format(names=labels.listed(missing, self.desk.language))
        return text

    def drill_team(self, figure: str, name: str) -> None:
        """The rows of all agents behind a figure of the team; reading the files is done beside the window."""
        kept, language = self.kept, self.desk.language
        if kept is None:
            return

        def show(found: Behind) -> None:
            FileRowsDialog(self, self.tr("Whole team · {figure}").format(figure=name), found).exec()

        self.desk.tasks.run(
            self.tr("Reading the weekly files"),
            lambda progress: behind.behind_team(kept, figure, language, progress.step),
            show,
            self.failed.emit,
        )

    def _show_findings(self) -> None:
        if self.kept is None:
            return
        row = self.table.current()
        only = self.scope.isChecked() and row is not None
        found = row.findings if only else self.kept.findings
        self.findings.set_rows([FindingRow(str(number), one) for number, one in enumerate(found)])
        text = self.tr("Findings of {name} only") if only else self.tr("All findings: {count}")
        self.scope.setText(text.format(name=row.name or row.id if row else "", count=len(self.kept.findings)))

        self._enable_who(self.checks.current())

    def _enable_who(self, row: FindingRow | None) -> None:
        self.who.setVisible(any(one.kind == FindingKind.IDENTITY for one in self.kept.findings) if self.kept else False)
        self.who.setEnabled(row is not None and row.finding.kind == FindingKind.IDENTITY)

    def _columns(self) -> list[Column]:
        language = self.desk.language

        def metric(one: Metric) -> Column:
            show = formats.money if one == Metric.PREMIUM else lambda value: "—" if value is None else f"{value:,}"
            title = labels.of(one, language)
            return Column(
                one.value, title, lambda row: row.actual(one), show, number=True,
                width=self._fit(title, 86 if one == Metric.PREMIUM else 56), ratio=lambda row: row.ratio(one),
                tip=self._tip(one), sort_key=lambda value: value,
            )  # fmt: skip

        return [
            Column("code", self.tr("Code"), lambda row: row.id, width=58),
            Column("name", self.tr("Name"), lambda row: row.name, width=70),
            Column("state", self.tr("Report"), lambda row: row.state, width=92, badge=self._badge),
            *(metric(one) for one in MAIN_METRICS),
            Column("all", self.tr("All"), lambda row: row.report.activities if row.report else None, _count,
                   number=True, width=self._fit(self.tr("All"), 46)),
            Column("covered", self.tr("Covered"), lambda row: row.report.covered if row.report else None,
                   formats.percent, number=True, width=self._fit(self.tr("Covered"), 50)),
            Column("stale", self.tr("Stale"), lambda row: row.report.stale if row.report else None, _count,
                   number=True, width=self._fit(self.tr("Stale"), 50)),
            Column(lead.FINDINGS, self.tr("Findings"), lambda row: len(row.findings), lambda n: str(n) if n else "",
                   number=True, width=self._fit(self.tr("Findings"), 50)),
        ]  # fmt: skip

    def _fit(self, title: str, least: int) -> int:
        """As wide as its title, which is longer in English."""
        return max(least, self.fontMetrics().horizontalAdvance(title) + 24)

    def _tip(self, metric: Metric) -> Any:
        def tip(row: AgentRow) -> str:
            target = row.target(metric)
            shown = formats.money(target) if metric == Metric.PREMIUM else f"{target:,}"
            return self.tr("Target {target}").format(target=shown) if target else self.tr("No target")

        return tip

    def _badge(self, row: AgentRow) -> Badge:
        return Badge(row.mark, say(f"rollup.state.{row.state}", self.desk.language), row.tone)

    def _board(self) -> QWidget:
        lists = KeptSplitter(
            Qt.Orientation.Vertical, self.desk.preferences, "team-lists", [self.table, self._checks()], [330, 200]
        )
        drawn = QWidget()
        grid = QGridLayout(drawn)
        grid.setContentsMargins(4, 0, 0, 0)
        for row, chart in enumerate((self.activity, self.targets, self.funnel)):
            grid.addWidget(chart, row, 0)
            grid.setRowStretch(row, (5, 4, 5)[row])
        both = KeptSplitter(Qt.Orientation.Horizontal, self.desk.preferences, "team", [lists, drawn], [930, 380])
        board = QWidget()
        layout = QVBoxLayout(board)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.summary)
        line = QHBoxLayout()
        line.addWidget(self.old, 1)
        line.addWidget(self.write_again)
        layout.addLayout(line)
        layout.addWidget(self.totals)
        layout.addWidget(both, 1)
        return board

    def _checks(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        line = QHBoxLayout()
        line.addWidget(self.scope)
        line.addStretch()
        line.addWidget(self.who)
        column.addLayout(line)
        column.addWidget(self.checks, 1)
        return holder


def _count(value: int | None) -> str:
    return "—" if value is None else f"{value:,}"
