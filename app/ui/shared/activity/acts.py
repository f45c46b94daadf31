"""What a person does with an activity, wherever it is shown: each can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu

from app.enums import ActivityKind, ActivityStatus, SeriesScope
from app.services.base.file_names import default_name
from app.services.day import activities, ics
from app.services.day.activities import ActivityDraft, ActivityRow, series
from app.services.rules.base.weeks import Week
from app.services.rules.day.recurrence import Rule
from app.ui.base import formats, labels
from app.ui.base.desk import Desk
from app.ui.base.saving import ask_where
from app.ui.shared.activity.form import ActivityDialog, begun
from app.ui.shared.activity.guests import GuestsDialog
from app.ui.shared.activity.scope import ask_scope
from app.ui.shared.page import Page
from app.ui.widgets.forms.activity_form import finish


class Acts(QObject):
    """Works for one page: refusals are shown there."""

    def __init__(self, desk: Desk, page: Page) -> None:
        super().__init__(page)
        self.desk, self.page = desk, page

    def new(self, day: date, minute: int | None = None) -> None:
        """The form of a plan on that day; saved, it stands in the calendar."""

        def save(draft: ActivityDraft, rule: Rule | None) -> None:
            if rule is not None:
                series.add(self.desk.store, self.desk.actor, draft, rule)
                self._offer(self.tr("Planned, and repeated."))
            else:
                self.added(activities.add(self.desk.store, self.desk.actor, draft))

        ActivityDialog(self.page, self.desk, self.tr("New activity"), begun(self.desk, day, minute), None, save).exec()

    def added(self, row: ActivityRow) -> None:
        """Tell of a new one, and offer to take it out again."""
        words = self.tr("{what} is recorded.") if row.status == ActivityStatus.DONE else self.tr("{what} is planned.")
        self._offer(self._say(row, words))

    def edit(self, row: ActivityRow) -> None:
        store, actor = self.desk.store, self.desk.actor
        rule = series.rule_of(store, row.series_id) if row.series_id else None

        def save(draft: ActivityDraft, new: Rule | None) -> None:
            if rule is None and new is None:
                self._changed(activities.change(store, actor, row.id, row.version, draft))
            elif rule is None and new is not None:
                series.add(store, actor, draft, new)
                activities.cancel(store, actor, row.id, row.version)
            elif new is None:
                series.stop(store, actor, row.id, row.version, SeriesScope.FOLLOWING)
                activities.add(store, actor, draft)
                self._changed(row)
            else:
                self._change_series(row, draft, new if new != rule else None)

        title = f"{labels.of(row.kind, self.desk.language)} {row.household_name}".strip()
        with self.page.guard():
            dialog = ActivityDialog(self.page, self.desk, title, row.draft(), rule, save)
            if row.kind == ActivityKind.EVENT:
                dialog.add_act(self.tr("Guests…"), lambda: self.guests(row))
            dialog.add_act(self.tr("Calendar file…"), lambda: self.export_one(row))
            dialog.exec()

    def move(self, row: ActivityRow, day: date, minute: int | None, duration: int | None) -> None:
        """By dragging or by keys."""
        with self.page.guard():
            if row.series_id is not None and row.status == ActivityStatus.PLANNED:
                self._change_series(row, row.draft(on_date=day, at_minute=minute, duration=duration), None)
                return
            moved = activities.move(
                self.desk.store, self.desk.actor, row.id, row.version, on_date=day, at_minute=minute, duration=duration
            )
            self._changed(moved)

    def take_out(self, row: ActivityRow) -> None:
        """Cancel it; of a recurring one skip the day, or stop it from there on, or altogether."""
        store, actor = self.desk.store, self.desk.actor
        with self.page.guard():
            if row.series_id is None or row.status != ActivityStatus.PLANNED:
                activities.cancel(store, actor, row.id, row.version)
                self._offer(self._say(row, self.tr("{what} is cancelled.")))
                return
            scope = ask_scope(self.page, self.tr("Which ones are cancelled?"), self.desk.language)
            if scope is not None:
                series.stop(store, actor, row.id, row.version, scope)
                self._changed(row)

    def finish(self, row: ActivityRow) -> None:
        with self.page.guard():
            done = finish(self.desk, self.page, row) if row.status == ActivityStatus.PLANNED else None
            if done is not None and row.kind == ActivityKind.EVENT:
                self.guests(done.activity)

    def guests(self, row: ActivityRow) -> None:
        with self.page.guard():
            GuestsDialog(self.page, self.desk, row).exec()

    def menu(self, row: ActivityRow, at: QPoint) -> None:
        """What can be done with it, at the pointer."""
        menu = QMenu(self.page)
        menu.addAction(self.tr("Open"), lambda: self.edit(row))
        if row.status == ActivityStatus.PLANNED:
            menu.addAction(self.tr("Done"), lambda: self.finish(row))
        if row.kind == ActivityKind.EVENT:
            menu.addAction(self.tr("Guests…"), lambda: self.guests(row))
        menu.addAction(self.tr("Calendar file…"), lambda: self.export_one(row))
        menu.addSeparator()
        menu.addAction(self.tr("Cancel it"), lambda: self.take_out(row))
        menu.popup(at)

    def export_one(self, row: ActivityRow) -> None:
        self._export(str(row.on_date), lambda path: ics.one(self.desk.store, path, row.id, self.desk.language))

    def export_week(self, week: Week) -> None:
        store, code = self.desk.store, self.desk.actor.code
        self._export(str(week), lambda path: ics.week(store, path, code, week, self.desk.language))

    def export_all(self) -> None:
        store, actor, today = self.desk.store, self.desk.actor, self.desk.today()
        with self.page.guard():
            series.ensure(store, actor, today + series.AHEAD)
        self._export("", lambda path: ics.to_come(store, path, actor.code, today, self.desk.language))

    def _export(self, when: str, write: Callable[[Path], int]) -> None:
        """``when`` is the day or week it is about, "" for all that is to come."""
        name = default_name("calendar_of" if when else "calendar", ".ics", self.desk.language, when=when)
        title = self.tr("Export to a calendar file")
        if chosen := ask_where(self.page, self.desk.preferences, title, name, "iCalendar (*.ics)"):
            path = chosen[0]
            with self.page.guard():
                count = write(path)
                self.desk.hub.tell(self.tr("{count} written to {path}.").format(count=count, path=path))

    def _change_series(self, row: ActivityRow, draft: ActivityDraft, rule: Rule | None) -> None:
        scope = ask_scope(self.page, self.tr("Which ones are changed?"), self.desk.language)
        if scope is None:
            self.page.refresh_now()  # a block that was dragged goes back to its place
            return
        store, actor = self.desk.store, self.desk.actor
        series.change(store, actor, row.id, row.version, scope, draft, rule)
        self._changed(row)

    def _changed(self, row: ActivityRow) -> None:
        self._offer(self._say(row, self.tr("{what} is changed.")))

    def _offer(self, words: str) -> None:
        self.desk.hub.offer_undo(words)

    def _say(self, row: ActivityRow, sentence: str) -> str:
        what = f"{labels.of(row.kind, self.desk.language)} {row.on_date:%m-%d} {formats.minute(row.at_minute)}"
        return sentence.format(what=what.strip())
