"""Team: the week's reports, the meeting, coaching and reviews, for whoever leads one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMenu, QPushButton, QTabWidget, QVBoxLayout

from app.errors import NeedfolioError
from app.services.rules.base.weeks import Week, week_of
from app.services.team.rollup import adding, joining, keeping, lead
from app.services.team.rollup.adding import Added
from app.ui.base import labels
from app.ui.base.changes import Change, ChangeKind
from app.ui.base.desk import Desk
from app.ui.base.saving import EXCEL, ask_where
from app.ui.shared.page import Page
from app.ui.shared.post.view import PostView
from app.ui.team.coaching import CoachingView
from app.ui.team.contests import ContestsDialog
from app.ui.team.due import DueDialog
from app.ui.team.meeting import MeetingView
from app.ui.team.orders import TeamOrdersView
from app.ui.team.review import ReviewView
from app.ui.team.roster import RosterDialog
from app.ui.team.share import ShareDialog
from app.ui.team.week import TeamWeekView
from app.ui.widgets.plain import Label, MessageBox

NOT_WRITTEN = ("cannot_write", "out_folder", "out_no_folder", "out_link", "out_device")


class TeamPage(Page):
    """One week for all its parts; the newest rolled up when first shown."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        weeks = keeping.weeks_kept(desk.store)
        self.week: Week = weeks[0] if weeks else week_of(desk.today())
        self._failed: tuple[Sequence[Path], Week | None, bool] | None = None
        self.title = Label()
        self.title.setProperty("kind", "title")
        self.view = TeamWeekView(desk, self.guard)
        self.view.wanted.connect(self.roll_up)
        self.view.again.connect(self.roll_up_again)
        self.view.asked.connect(self.ask_folder)
        self.view.failed.connect(self.show_error)
        self.parts = QTabWidget()
        self.parts.setDocumentMode(True)
        self.parts.addTab(self.view, self.tr("Week"))
        self.meeting = MeetingView(desk, self.guard)
        self.parts.addTab(self.meeting, self.tr("Meeting"))
        self.orders = TeamOrdersView(desk, self.guard)
        self.parts.addTab(self.orders, self.tr("Orders"))
        self.coaching = CoachingView(desk, self.guard)
        self.parts.addTab(self.coaching, self.tr("Coaching"))
        self.review = ReviewView(desk, self.guard)
        self.parts.addTab(self.review, self.tr("Review"))
        self.post = PostView(desk, self.guard, self.notice)
        self.parts.addTab(self.post, self.tr("Post"))
        for part in (self.meeting, self.coaching, self.review):
            part.asked.connect(self.ask_folder)
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
        elif self.parts.currentWidget() is self.orders:
            self.orders.show_week(kept)
        elif self.parts.currentWidget() is self.coaching:
            self.coaching.show_week(self.week)
        elif self.parts.currentWidget() is self.post:
            self.post.show_post()
        else:
            self.review.show_week(self.week)

    def open(self, id: str | None) -> None:
        """An order that waits for approval."""
        self.parts.setCurrentWidget(self.orders)
        self.orders.open(id)

    def keep(self) -> None:
        self.meeting.keep()

    def react(self, change: Change) -> None:
        if change.touches(ChangeKind.TEAM, ChangeKind.POST):
            self.reread()

    def shift(self, weeks: int) -> None:
        self.week = self.week.plus(weeks)
        self.refresh_now()

    def ask_folder(self, *, alone: bool = False) -> None:
        folder = self.desk.preferences.text("team_folder", str(Path.home()))
        path = QFileDialog.getExistingDirectory(self, self.tr("Folder of the weekly files"), folder)
        if path:
            self.desk.preferences.set_text("team_folder", path)
            self.roll_up(Path(path), alone=alone)

    def ask_alone(self) -> None:
        """One folder in place of all that was joined; asked first, since it leaves reports out."""
        kept = keeping.of_week(self.desk.store, self.week)
        count = len(kept.team.agents) if kept else 0
        box = MessageBox(self)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        said = self.tr(
            "Only the folder you choose counts for its week then. Of {week}, {count} reports are joined so far: "
            "those not in the folder are left out. This can be taken back.", n=count,
        )  # fmt: skip
        box.setText(said.format(count=count, week=self.week))
        go = box.addButton(self.tr("Choose a folder"), MessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(box.addButton(self.tr("Cancel"), MessageBox.ButtonRole.RejectRole))
        go.clicked.connect(lambda: self.ask_folder(alone=True))
        box.open()

    def roll_up_again(self) -> None:
        """All that the week was joined from once more: reports that came in since."""
        kept = keeping.of_week(self.desk.store, self.week)
        if kept is not None and kept.batches:
            last = kept.batches[-1]
            self.roll_up(last[0] if len(last) == 1 else last, self.week)

    def save_elsewhere(self) -> None:
        """The folder cannot be written to, or the workbook is open in Excel: another place for it."""
        kept = keeping.of_week(self.desk.store, self.week)
        source, week, alone = self._failed or (kept.batches[-1] if kept and kept.batches else (), self.week, False)
        if not source:
            return
        name = adding.workbook_name(week or self.week, self.desk.language)
        asked = ask_where(self, self.desk.preferences, self.tr("Save the team workbook"), name, EXCEL)
        if asked is not None:
            self.roll_up(source, week, alone=alone, out=asked[0])

    def roll_up(
        self, source: Path | Sequence[Path], week: Week | None = None, *, alone: bool = False, out: Path | None = None
    ) -> None:
        """On a worker, with progress and cancel; then the week is shown."""
        store, actor, language = self.desk.store, self.desk.actor, self.desk.language
        self._busy(True)
        self._failed = None

        def done(added: Added) -> None:
            self._busy(False)
            self.week = added.kept.team.week
            self.refresh_now()
            self.notice.show_done(self._said(added))
            if added.before is not None:
                self.desk.hub.offer_undo(self.tr("{week} was joined anew.").format(week=self.week))

        def failed(error: NeedfolioError | None) -> None:
            self._busy(False)
            self.show_error(error)
            if error is not None and any(one.code in NOT_WRITTEN for one in error.problems):
                self._failed = (joining.batch_of(source), week, alone)
                self.elsewhere.show()

        task = self.desk.tasks.run(
            self.tr("Rolling up the weekly files"),
            lambda progress: adding.roll_up_and_keep(
                store, actor, source, language=language, week=week, out=out, alone=alone, step=progress.step
            ),
            done,
            failed,
        )
        task.ended.connect(lambda: self._busy(False))

    def edit_due(self) -> None:
        DueDialog(self.desk, self).exec()

    def share_target(self) -> None:
        ShareDialog(self.desk, self).exec()

    def edit_roster(self) -> None:
        RosterDialog(self.desk, self).exec()

    def hold_contests(self) -> None:
        ContestsDialog(self.desk, self).exec()

    def _said(self, added: Added) -> str:
        """What was joined to what, and where the workbook is."""
        lines = []
        if added.before is not None and len(added.kept.team.agents) > added.before:
            more = len(added.kept.team.agents) - added.before
            lines.append(self.tr("{count} reports added.", n=more).format(count=more))
        if added.newer:
            names = labels.listed(added.newer, self.desk.language)
            lines.append(self.tr("Newer files of {names} count.").format(names=names))
        return "　".join([*lines, self.tr("Saved: {path}").format(path=added.out)])

    def _busy(self, busy: bool) -> None:
        for button in (self.choose, self.again, self.more):
            button.setEnabled(not busy)
        if busy:
            self.elsewhere.hide()

    def _lay_out(self) -> None:
        before, after = QPushButton("‹"), QPushButton("›")
        before.setAccessibleName(self.tr("The week before"))
        after.setAccessibleName(self.tr("The week after"))
        before.clicked.connect(lambda: self.shift(-1))
        after.clicked.connect(lambda: self.shift(1))
        self.more = QPushButton(self.tr("More"))
        self.more.setMenu(self._menu())
        self.elsewhere = QPushButton(self.tr("Save elsewhere…"))
        self.elsewhere.clicked.connect(self.save_elsewhere)
        self.elsewhere.hide()
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
        for button in (self.elsewhere, self.more, self.again, self.open_button, self.choose):
            head.addWidget(button)
        whole = QVBoxLayout()
        whole.addLayout(head)
        whole.addWidget(self.parts, 1)
        self.body.addLayout(whole)

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        roster = menu.addAction(self.tr("Roster"), self.edit_roster)
        roster.setToolTip(self.tr("The agents of the team: who is missing is counted against it"))
        menu.addAction(self.tr("When reports are due"), self.edit_due)
        menu.addAction(self.tr("Share out a target…"), self.share_target)
        menu.addAction(self.tr("Contests…"), self.hold_contests)
        menu.addSeparator()
        menu.addAction(self.tr("Count one folder alone…"), self.ask_alone)
        menu.addAction(self.tr("Save the team workbook elsewhere…"), self.save_elsewhere)
        return menu
