"""Progress: this week against its target, the weeks before, the funnel, and the weekly workbook in one click."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.errors import NeedfolioError
from app.services import kpis, progress
from app.services.progress import Figure
from app.services.rules import periods
from app.services.rules.kpis import Unit
from app.services.rules.weeks import week_of
from app.services.targets import still
from app.ui import formats
from app.ui.change_hub import Change, ChangeKind
from app.ui.desk import Desk
from app.ui.page import Page
from app.ui.progress import charts
from app.ui.widgets.chart import Chart
from app.ui.widgets.elided import ElidedLabel
from app.ui.widgets.splitter import KeptSplitter
from app.ui.widgets.table import Column, RowTableModel
from app.ui.widgets.table_view import TableView


class ProgressPage(Page):
    """One service call per week shown."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.week = week_of(desk.today())
        self.title = QLabel()
        self.title.setProperty("kind", "title")
        self.message = QLabel()
        self.message.setProperty("kind", "heading")
        self.message.setWordWrap(True)
        self.model = RowTableModel(self._columns())
        self.table = TableView(self.model)
        self.table.setAccessibleName(self.tr("Figures of the week"))
        self.table.opened.connect(self.show_rows)
        self.activity = Chart(self.tr("Activities by week"))
        self.funnel = Chart(self.tr("Funnel"))
        self.exits = ElidedLabel()
        self.exits.setProperty("kind", "muted")
        self.export_button = QPushButton(self.tr("Weekly workbook"))
        self.export_button.setProperty("kind", "primary")
        self.export_button.clicked.connect(self.ask_export)
        self._lay_out()

    def refresh(self) -> None:
        row = progress.of_week(self.desk.store, self.desk.actor.code, self.week)
        self.title.setText(f"{row.week}   {row.week.monday:%m-%d} – {row.week.sunday:%m-%d}")
        self.this_week.setEnabled(self.week != week_of(self.desk.today()))
        self.exits.setText(self.tr("Left the path: {exits}").format(exits=charts.exits(row.funnel, self.desk.language)))
        self.message.setText(self._say())
        self.model.set_rows([FigureRow(figure) for figure in row.figures])
        self.activity.show_chart(lambda axes: charts.draw_weeks(axes, row.series, self._words()))
        self.funnel.show_chart(lambda axes: charts.draw_funnel(axes, row.funnel, self.desk.language, self._words()))

    def react(self, change: Change) -> None:
        if change.kind not in (ChangeKind.PRODUCT, ChangeKind.INTERVIEW):
            self.refresh_now()

    def _say(self) -> str:
        """What is still to do this week, in one sentence."""
        found = still.of_week(self.desk.store, self.desk.actor.code, self.week)
        if not found.aimed:
            return self.tr("No target is set for this week yet.")
        if not found.missing:
            return "✓ " + self.tr("Every target of the week is reached.")
        now = self.week == week_of(self.desk.today())
        sentence = self.tr("Still to do this week: {what}") if now else self.tr("Short of the week's target: {what}")
        return sentence.format(what=still.listed(found.missing, self.desk.language))

    def shift(self, weeks: int) -> None:
        self.week = self.week.plus(weeks)
        self.open_button.hide()
        self.refresh_now()

    def go_to_this_week(self) -> None:
        self.week = week_of(self.desk.today())
        self.open_button.hide()
        self.refresh_now()

    def edit_targets(self) -> None:
        """Of the week shown; the dialog goes to months, quarters and years as well."""
        from app.ui.progress.targets import TargetsDialog

        TargetsDialog(self.desk, self.week.monday, self).exec()

    def edit_definitions(self) -> None:
        from app.ui.progress.kpi import KpiDialog

        KpiDialog(self.desk, self).exec()

    def show_rows(self, row: FigureRow) -> None:
        """The rows a figure of the week counts."""
        from app.ui.progress.kpi_rows import RowsDialog

        with self.guard():
            found = kpis.figures(self.desk.store, periods.of_week(self.week), self.desk.actor.code)
            RowsDialog(self.desk, next(one for one in found if one.id == row.id), self).exec()

    def edit_words(self) -> None:
        """Difficulties and feedback of the week shown, for its workbook."""
        from app.ui.progress.said import WordsDialog

        WordsDialog(self.desk, self.week, self).exec()

    def ask_export(self) -> None:
        from app.services.weekly.workbook import default_name

        folder = self.desk.preferences.text("weekly_folder", str(Path.home()))
        name = default_name(self.desk.actor.code, self.week)
        path, _ = QFileDialog.getSaveFileName(
            self, self.tr("Weekly workbook"), str(Path(folder) / name), "Excel (*.xlsx)"
        )
        if path:
            self.desk.preferences.set_text("weekly_folder", str(Path(path).parent))
            self.export(Path(path))

    def export(self, path: Path) -> None:
        """Write the workbook on a worker, then offer to open it."""
        from app.services.weekly.workbook import export_weekly

        store, week, agent, language = self.desk.store, self.week, self.desk.actor.code, self.desk.language
        self.export_button.setEnabled(False)

        def done(_: object) -> None:
            self.export_button.setEnabled(True)
            self.notice.show_done(self.tr("Saved: {path}").format(path=path))
            self.open_button.show()
            self._exported = path

        def failed(error: NeedfolioError | None) -> None:
            self.export_button.setEnabled(True)
            self.show_error(error)

        self.desk.tasks.run(
            self.tr("Writing the weekly workbook"),
            lambda progress: export_weekly(store, path, week=week, agent=agent, language=language),
            done,
            failed,
        )

    def _open_file(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._exported)))

    def _words(self) -> charts.Words:
        return charts.Words(
            aimed=self.tr("calls, visits, meetings, proposals, closings"),
            other=self.tr("others"),
            target=self.tr("target"),
            count=self.tr("activities"),
            weeks_title=self.tr("Activities by week"),
            funnel_title=self.tr("Families in each stage"),
        )

    def _columns(self) -> list[Column]:
        language = self.desk.language

        def shown(row: FigureRow, value: Any) -> str:
            unit = row.figure.definition.unit
            if value is None:
                return "—"
            return (
                formats.money(int(value))
                if unit == Unit.MONEY
                else formats.percent(float(value))
                if unit == Unit.RATE
                else f"{value:,.0f}"
            )

        def target(row: FigureRow) -> str:
            return shown(row, row.figure.target) if row.figure.target else "—"

        def rate(row: FigureRow) -> float | None:
            return None if row.figure.rate is None else float(row.figure.rate)

        return [
            Column("name", self.tr("Figure"), lambda row: row.figure.definition.called(language), width=130,
                   tip=lambda row: row.figure.definition.explained(language)),
            Column("actual", self.tr("Actual"), lambda row: shown(row, row.figure.actual), number=True, width=76),
            Column("target", self.tr("Target"), target, number=True, width=66),
            Column("rate", self.tr("Reached"), rate, formats.percent, number=True, width=76, ratio=rate),
            Column("last", self.tr("Last week"), lambda row: shown(row, row.figure.last_week), number=True, width=82),
            Column("month", self.tr("Month to date"), lambda row: shown(row, row.figure.month), number=True, width=106),
        ]  # fmt: skip

    def _lay_out(self) -> None:
        before, after = QPushButton("‹"), QPushButton("›")
        before.setAccessibleName(self.tr("The week before"))
        after.setAccessibleName(self.tr("The week after"))
        before.clicked.connect(lambda: self.shift(-1))
        after.clicked.connect(lambda: self.shift(1))
        self.before, self.after = before, after
        self.this_week = QPushButton(self.tr("This week"))
        self.this_week.clicked.connect(self.go_to_this_week)
        self.targets_button = QPushButton(self.tr("Set targets"))
        self.targets_button.clicked.connect(self.edit_targets)
        self.kpi_button = QPushButton(self.tr("KPI definitions"))
        self.kpi_button.clicked.connect(self.edit_definitions)
        self.words_button = QPushButton(self.tr("In your own words"))
        self.words_button.clicked.connect(self.edit_words)
        self.open_button = QPushButton(self.tr("Open the workbook"))
        self.open_button.clicked.connect(self._open_file)
        self.open_button.hide()
        head = QHBoxLayout()
        for widget in (before, after):
            widget.setFixedWidth(36)
            head.addWidget(widget)
        head.addWidget(self.this_week)
        head.addWidget(self.title)
        head.addStretch()
        for button in (self.targets_button, self.kpi_button, self.words_button, self.open_button, self.export_button):
            head.addWidget(button)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(8, 0, 0, 0)
        column.addWidget(self.activity, 5)
        column.addWidget(self.funnel, 6)
        column.addWidget(self.exits)
        parts: list[QWidget] = [self.table, right]
        both = KeptSplitter(Qt.Orientation.Horizontal, self.desk.preferences, "progress", parts, [600, 640])
        whole = QVBoxLayout()
        whole.addLayout(head)
        whole.addWidget(self.message)
        whole.addWidget(both, 1)
        self.body.addLayout(whole)


class FigureRow:
    """A figure with an id, as tables want it."""

    def __init__(self, figure: Figure) -> None:
        self.figure = figure
        self.id = figure.definition.code
