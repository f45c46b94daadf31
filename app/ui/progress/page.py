"""Progress: a dashboard the user arranges over any period, and the weekly workbook in one click."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QHBoxLayout, QMenu, QPushButton, QStackedWidget, QVBoxLayout

from app.enums import PeriodKind
from app.errors import NeedfolioError
from app.services.figures import progress
from app.services.figures.progress import Card, Overview, Scope
from app.services.figures.targets import still
from app.services.measures import kpis
from app.services.rules.base import periods
from app.services.rules.base.weeks import Week, week_of
from app.services.team.rollup import keeping
from app.ui.base.changes import Change, ChangeKind
from app.ui.base.desk import Desk
from app.ui.base.saving import EXCEL, ask_where
from app.ui.progress.dashboard import arrangement
from app.ui.progress.dashboard.board import Board
from app.ui.progress.dashboard.choosing import ChooseCards
from app.ui.progress.figures import FigureRow, FiguresTable
from app.ui.progress.period_bar import PeriodBar
from app.ui.progress.team.view import TeamFiguresView
from app.ui.progress.team.whose import OWN, Whose
from app.ui.shared.page import Page
from app.ui.widgets.plain import Label

if TYPE_CHECKING:
    from app.services.tables.paper import Paper


class ProgressPage(Page):
    """The table of figures comes at once, the charts from a worker."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.bar = PeriodBar(desk.language, desk.today, self.guard)
        self.bar.changed.connect(self._on_period)
        self.whose = Whose(desk)
        self.whose.changed.connect(self._on_whose)
        self.message = Label()
        self.message.setProperty("kind", "heading")
        self.message.setWordWrap(True)
        self.table = FiguresTable(desk.language)
        self.table.opened.connect(self.show_rows)
        self.model = self.table.rows
        self.board = Board(self, {Card.FIGURES: self.table})
        self.team = TeamFiguresView(desk, self.guard)
        self.team.said.connect(self.message.setText)
        self.team.failed.connect(self.show_error)
        self.export_button = QPushButton(self.tr("Weekly workbook"))
        self.export_button.setProperty("kind", "primary")
        self.export_button.clicked.connect(self.ask_export)
        self._lay_out()

    @property
    def week(self) -> Week:
        """Whose workbook, words and targets the buttons speak of: the last week of the period that has begun."""
        period, today = self.bar.period, self.desk.today()
        return week_of(period.last if period.kind == PeriodKind.WEEK else max(period.first, min(period.last, today)))

    def refresh(self) -> None:
        """A week is read at once; a longer period may count many rows and comes from a worker."""
        store, agent, period = self.desk.store, self.desk.actor.code, self.bar.period
        self.whose.offer()
        self._show_buttons()
        if self.whose.chosen != OWN:
            self.team.show_week(self.week, self.whose.agent)
            return
        if period.kind == PeriodKind.WEEK:
            self._show(progress.overview(store, agent, period))
            return
        self.desk.tasks.run(
            self.tr("Counting"), lambda _running: progress.overview(store, agent, period), self._show, self.show_error
        )

    def _show(self, found: Overview) -> None:
        """Unless another period was chosen meanwhile, or the work month is another one than the bar's."""
        if found.period != self.bar.period or self.whose.chosen != OWN:
            return
        if found.months != self.bar.months:
            self.bar.set_months(found.months)
            if found.period != self.bar.period:
                self.refresh()
                return
        self.message.setText(self._say(found))
        self.table.show_overview(found)
        self.board.show_scope(Scope(self.desk.actor.code, found.period, self.desk.today(), found.months))

    def react(self, change: Change) -> None:
        if change.kinds - {ChangeKind.PRODUCT, ChangeKind.INTERVIEW}:
            self.reread()

    def _on_period(self) -> None:
        self.open_button.hide()
        self.refresh_now()

    def _on_whose(self) -> None:
        """Weekly files are of weeks: the newest one joined, where that shown was not."""
        team = self.whose.chosen != OWN
        self.bar.hold_to_weeks(team)
        weeks = keeping.weeks_kept(self.desk.store) if team else []
        if weeks and self.week not in weeks:
            self.bar.set_period(periods.of_week(weeks[0]))
        else:
            self._on_period()

    def _show_buttons(self) -> None:
        """What is one's own alone is not offered beside the figures of others."""
        own = self.whose.chosen == OWN
        self._stack.setCurrentIndex(0 if own else 1)
        for button in (self.picture_button, self.export_button, self.targets_button, self.words_button,
                       self.cards_button):  # fmt: skip
            button.setVisible(own)

    def _say(self, found: Overview) -> str:
        """What is still to do in the period, in one sentence."""
        missing = progress.still_to_do(found.figures)
        if not any(figure.target for figure in found.figures):
            return self.tr("No target is set for this period yet.")
        if not missing:
            return "✓ " + self.tr("Every target of the period is reached.")
        by_metric = {figure.definition.metric: figure.missing for figure in missing if figure.definition.metric}
        what = still.listed(by_metric, self.desk.language)
        if not self.bar.holds_today:
            return self.tr("Short of the target: {what}").format(what=what)
        week = found.period.kind == PeriodKind.WEEK
        sentence = self.tr("Still to do this week: {what}") if week else self.tr("Still to do: {what}")
        return sentence.format(what=what)

    def choose_cards(self) -> None:
        dialog = ChooseCards(self.board.places, self.desk.language, self)
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return
        if dialog.fresh:
            self.board.reset()
        else:
            self.board.arrange(arrangement.chosen(self.board.places, dialog.wanted), self.tr("Other cards chosen."))

    def edit_targets(self) -> None:
        """Of the week shown; the dialog goes to months, quarters and years as well."""
        from app.ui.progress.targets.table import TargetsDialog

        TargetsDialog(self.desk, self.week.monday, self).exec()

    def edit_definitions(self) -> None:
        from app.ui.progress.kpis.definitions import KpiDialog

        KpiDialog(self.desk, self).exec()

    def show_rows(self, row: FigureRow) -> None:
        """The rows a figure of the period counts."""
        from app.ui.progress.kpis.rows import RowsDialog

        with self.guard():
            found = kpis.figures(self.desk.store, self.bar.period, self.desk.actor.code)
            RowsDialog(self.desk, next(one for one in found if one.id == row.id), self).exec()

    def open_reports(self) -> None:
        from app.ui.progress.reports.dialog import ReportsDialog

        ReportsDialog(self.desk, self).exec()

    def open_daily(self) -> None:
        from app.ui.progress.daily import DailyDialog

        DailyDialog(self.desk, self).exec()

    def open_commission(self) -> None:
        from app.ui.progress.commission.dialog import CommissionDialog

        CommissionDialog(self.desk, self).exec()

    def edit_words(self) -> None:
        """Difficulties and feedback of the week shown, for its workbook."""
        from app.ui.progress.said import WordsDialog

        WordsDialog(self.desk, self.week, self).exec()

    def show_picture(self) -> None:
        """The picture of the week, to look at and to save; it is put together on a worker."""
        from app.ui.progress.picture import make
        from app.ui.shared.paper.dialog import PaperDialog

        store, actor, week, language = self.desk.store, self.desk.actor, self.week, self.desk.language
        today = self.desk.today()
        self.picture_button.setEnabled(False)

        def done(paper: Paper) -> None:
            self.picture_button.setEnabled(True)
            name = self.tr("Picture of the week {week}").format(week=week)
            PaperDialog(self, paper, name, self.desk.preferences).exec()

        def failed(error: NeedfolioError | None) -> None:
            self.picture_button.setEnabled(True)
            self.show_error(error)

        self.desk.tasks.run(
            self.tr("Drawing the picture of the week"),
            lambda _running: make(store, actor, week, today, language),
            done,
            failed,
        )

    def ask_export(self) -> None:
        from app.services.team.weekly.workbook import default_name

        name = default_name(self.desk.actor.code, self.week, self.desk.language)
        title, preferences = self.tr("Weekly workbook"), self.desk.preferences
        if chosen := ask_where(self, preferences, title, name, EXCEL, folder="weekly_folder"):
            self.export(chosen[0])

    def export(self, path: Path) -> None:
        """Write the workbook on a worker, then offer to open it."""
        from app.services.team.weekly.workbook import export_weekly

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
            lambda _progress: export_weekly(store, path, week=week, agent=agent, language=language),
            done,
            failed,
        )

    def _open_file(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._exported)))

    def _lay_out(self) -> None:
        self.targets_button = QPushButton(self.tr("Set targets"))
        self.targets_button.clicked.connect(self.edit_targets)
        self.kpi_button = QPushButton(self.tr("KPI definitions"))
        self.kpi_button.clicked.connect(self.edit_definitions)
        self.words_button = QPushButton(self.tr("In your own words"))
        self.words_button.clicked.connect(self.edit_words)
        self.cards_button = QPushButton(self.tr("Cards…"))
        self.cards_button.clicked.connect(self.choose_cards)
        self.reports_button = QPushButton(self.tr("Reports and commission"))
        menu = QMenu(self.reports_button)
        menu.addAction(self.tr("Reports of your own")).triggered.connect(self.open_reports)
        menu.addAction(self.tr("Daily report")).triggered.connect(self.open_daily)
        menu.addAction(self.tr("Own commission")).triggered.connect(self.open_commission)
        self.reports_button.setMenu(menu)
        self.picture_button = QPushButton(self.tr("Picture of the week"))
        self.picture_button.clicked.connect(self.show_picture)
        self.open_button = QPushButton(self.tr("Open the workbook"))
        self.open_button.clicked.connect(self._open_file)
        self.open_button.hide()
        head, second = QHBoxLayout(), QHBoxLayout()
        head.addWidget(self.whose)
        head.addWidget(self.bar)
        head.addStretch()
        for button in (self.open_button, self.picture_button, self.export_button):
            head.addWidget(button)
        second.addWidget(self.message, 1)
        for button in (self.reports_button, self.targets_button, self.kpi_button, self.words_button, self.cards_button):
            second.addWidget(button)
        whole = QVBoxLayout()
        whole.addLayout(head)
        whole.addLayout(second)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.board)
        self._stack.addWidget(self.team)
        whole.addWidget(self._stack, 1)
        self.body.addLayout(whole)
