"""Team: the week's reports, the meeting, coaching and reviews, for whoever leads one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QTabWidget, QVBoxLayout

from app.errors import NeedfolioError
from app.services.rules.base.weeks import Week, week_of
from app.services.team.rollup import keeping, lead
from app.services.team.rollup.keeping import KeptWeek
from app.ui.base.changes import Change, ChangeKind
from app.ui.base.desk import Desk
from app.ui.shared.page import Page
from app.ui.team.coaching import CoachingView
from app.ui.team.due import DueDialog
from app.ui.team.meeting import MeetingView
from app.ui.team.review import ReviewView
from app.ui.team.roster import RosterDialog
from app.ui.team.week import TeamWeekView
from app.ui.widgets.plain import Label


class TeamPage(Page):
    """One week for all its parts; the newest rolled up when first shown."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        weeks = keeping.weeks_kept(desk.store)
        self.week: Week = weeks[0] if weeks else week_of(desk.today())
        self.title = Label()
        self.title.setProperty("kind", "title")
        self.view = TeamWeekView(desk, self.guard)
        self.view.wanted.connect(self.roll_up)
        self.view.again.connect(self.roll_up_again)
        self.view.asked.connect(self.ask_folder)
        self.parts = QTabWidget()
        self.parts.setDocumentMode(True)
        self.parts.addTab(self.view, self.tr("Week"))
        self.meeting = MeetingView(desk, self.guard)
        self.parts.addTab(self.meeting, self.tr("Meeting"))
        self.coaching = CoachingView(desk, self.guard)
        self.parts.addTab(self.coaching, self.tr("Coaching"))
        self.review = ReviewView(desk, self.guard)
        self.parts.addTab(self.review, self.tr("Review"))
        self.parts.currentChanged.connect(lambda _: self.refresh_now())
        self._lay_out()

    def refresh(self) -> None:
        kept = keeping.of_week(self.desk.store, self.week)
        self.title.setText(f"{self.week}   {self.week.monday:%m-%d} – {self.week.sunday:%m-%d}")
        self.again.setVisible(kept is not None)
        self.open_button.setVisible(kept is not None and lead.workbook_of(kept) is not None)
        if self.parts.currentWidget() is self.view:
            self.view.show_week(kept)
        elif self.parts.currentWidget() is self.meeting:
            self.meeting.show_week(self.week, kept)
        elif self.parts.currentWidget() is self.coaching:
            self.coaching.show_week(self.week)
        else:
            self.review.show_week(self.week)

    def keep(self) -> None:
        self.meeting.keep()

    def react(self, change: Change) -> None:
        if change.touches(ChangeKind.TEAM):
            self.reread()

    def shift(self, weeks: int) -> None:
        self.week = self.week.plus(weeks)
        self.refresh_now()

    def ask_folder(self) -> None:
        folder = self.desk.preferences.text("team_folder", str(Path.home()))
        path = QFileDialog.getExistingDirectory(self, self.tr("Folder of the weekly files"), folder)
        if path:
            self.desk.preferences.set_text("team_folder", path)
            self.roll_up(Path(path))

    def roll_up_again(self) -> None:
        """The same folder and week once more: reports that came in since."""
        kept = keeping.of_week(self.desk.store, self.week)
        if kept is not None:
            self.roll_up(kept.folder, self.week)

    def roll_up(self, source: Path | Sequence[Path], week: Week | None = None) -> None:
        """On a worker, with progress and cancel; then the week is shown."""
        store, actor, language = self.desk.store, self.desk.actor, self.desk.language
        self._busy(True)

        def done(result: tuple[KeptWeek, Path]) -> None:
            kept, path = result
            self._busy(False)
            self.week = kept.team.week
            self.refresh_now()
            self.notice.show_done(self.tr("Saved: {path}").format(path=path))

        def failed(error: NeedfolioError | None) -> None:
            self._busy(False)
            self.show_error(error)

        task = self.desk.tasks.run(
            self.tr("Rolling up the weekly files"),
            lambda progress: lead.roll_up_and_keep(
                store, actor, source, language=language, week=week, step=progress.step
            ),
            done,
            failed,
        )
        task.ended.connect(lambda: self._busy(False))

    def edit_due(self) -> None:
        DueDialog(self.desk, self).exec()

    def _busy(self, busy: bool) -> None:
        for button in (self.choose, self.again):
            button.setEnabled(not busy)

    def _lay_out(self) -> None:
        before, after = QPushButton("‹"), QPushButton("›")
        before.setAccessibleName(self.tr("The week before"))
        after.setAccessibleName(self.tr("The week after"))
        before.clicked.connect(lambda: self.shift(-1))
        after.clicked.connect(lambda: self.shift(1))
        self.roster = QPushButton(self.tr("Roster"))
        self.roster.setToolTip(self.tr("The agents of the team: who is missing is counted against it"))
        self.roster.clicked.connect(lambda: RosterDialog(self.desk, self).exec())
        due = QPushButton(self.tr("When reports are due"))
        due.clicked.connect(self.edit_due)
        self.again = QPushButton(self.tr("Roll up again"))
        self.again.clicked.connect(self.roll_up_again)
        self.open_button = QPushButton(self.tr("Open the team workbook"))
        self.open_button.clicked.connect(self.view.open_workbook)
        self.choose = QPushButton(self.tr("Roll up a folder"))
        self.choose.setProperty("kind", "primary")
        self.choose.clicked.connect(self.ask_folder)
        head = QHBoxLayout()
        for button in (before, after):
            button.setFixedWidth(36)
            head.addWidget(button)
        head.addWidget(self.title)
        head.addStretch()
        for button in (self.roster, due, self.again, self.open_button, self.choose):
            head.addWidget(button)
        whole = QVBoxLayout()
        whole.addLayout(head)
        whole.addWidget(self.parts, 1)
        self.body.addLayout(whole)
