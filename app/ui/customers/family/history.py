"""What happened with a family and what is planned: recorded here, finished here, and each leads to the next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app import words
from app.enums import ActivityStatus
from app.services.day import activities
from app.services.day.activities import ActivityRow
from app.services.people import timeline
from app.services.people.customers import HouseholdDetail
from app.ui.base import formats, labels
from app.ui.base.desk import Desk
from app.ui.customers.family.pane import Pane
from app.ui.customers.list.listing import step_badge
from app.ui.shared.activity.messages import MessagesDialog
from app.ui.shared.activity.sleep import ask_sleep
from app.ui.widgets.badge import Badge
from app.ui.widgets.forms.activity_form import ActivityBar, finish
from app.ui.widgets.notice import Guard
from app.ui.widgets.plain import Label
from app.ui.widgets.tables.table import Column, RowTableModel
from app.ui.widgets.tables.table_view import TableView

PLANNED_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Happened:
    id: str
    on: date
    what: str
    text: str


class HistoryPane(Pane):
    def __init__(self, desk: Desk, guard: Guard) -> None:
        super().__init__(desk, guard)
        self.bar = ActivityBar(desk, guard, of_family=True)
        self.bar.added.connect(self._added)
        self.planned = TableView(RowTableModel(self._planned_columns()))
        self.planned.setAccessibleName(self.tr("Planned"))
        self.planned.opened.connect(self.finish)
        self.happened = TableView(RowTableModel(self._happened_columns()))
        self.happened.setAccessibleName(self.tr("What happened"))
        self._planned_head = Label(self.tr("Planned"))
        happened_head = Label(self.tr("What happened"))
        for head in (self._planned_head, happened_head):
            head.setProperty("kind", "heading")
        self.body.addWidget(self.bar)
        self.body.addWidget(self._planned_head)
        self.body.addWidget(self.planned)
        self.body.addWidget(happened_head)
        self.body.addWidget(self.happened, 1)
        self.done_button = self.add_button("✓ " + self.tr("Done"), lambda: self.finish(self.planned.current()))
        self.cancel_button = self.add_button(self.tr("Cancel it"), lambda: self.cancel(self.planned.current()))
        self.sleep_button = self.add_button(self.tr("Sleep until…"), self.sleep)
        self.add_button(self.tr("Message texts…"), lambda: MessagesDialog(self, self.desk).exec())
        self.end_buttons()

    def fill(self, detail: HouseholdDetail) -> None:
        household_id, store, language = detail.row.id, self.desk.store, self.desk.language
        rows = activities.for_household(store, household_id)
        planned = sorted((r for r in rows if r.status == ActivityStatus.PLANNED), key=lambda r: r.on_date)
        entries = timeline.of_household(store, household_id)
        self.planned.rows.set_rows(planned)
        self.happened.rows.set_rows(
            [Happened(str(n), e.on, words.say(e.code, language), e.text) for n, e in enumerate(entries)]
        )
        self.bar.setVisible(self.editable)
        for widget in (self._planned_head, self.planned, self.done_button, self.cancel_button):
            widget.setVisible(bool(planned))
        if planned:
            self.planned.select_id(planned[0].id)
            shown = min(len(planned), PLANNED_SHOWN)
            header = self.planned.horizontalHeader().sizeHint().height()
            self.planned.setFixedHeight(header + shown * self.planned.verticalHeader().defaultSectionSize() + 6)

    def finish(self, row: ActivityRow | None) -> None:
        if row is not None and self.editable:
            with self.guard():
                finish(self.desk, self, row)

    def cancel(self, row: ActivityRow | None) -> None:
        if row is not None and self.editable:
            with self.guard():
                activities.cancel(self.desk.store, self.desk.actor, row.id, row.version)
                self.desk.hub.offer_undo(self._say(row, self.tr("{what} is cancelled.")))

    def sleep(self) -> None:
        """Leave the family in peace until a day."""
        with self.guard():
            ask_sleep(self.desk, self, self.detail.row.id)

    def _added(self, row: ActivityRow) -> None:
        done = row.status == ActivityStatus.DONE
        sentence = self.tr("{what} is recorded.") if done else self.tr("{what} is planned.")
        self.desk.hub.offer_undo(self._say(row, sentence))

    def _say(self, row: ActivityRow, sentence: str) -> str:
        return sentence.format(what=f"{labels.of(row.kind, self.desk.language)} {formats.day(row.on_date)}")

    def _planned_columns(self) -> list[Column]:
        language = self.desk.language

        def mark(row: ActivityRow) -> Badge:
            return step_badge(row.on_date, self.desk.today())

        return [
            Column("day", self.tr("Day"), lambda row: row.on_date, width=150, badge=mark),
            Column("kind", self.tr("Kind"), lambda row: labels.of(row.kind, language), width=110),
            Column("note", self.tr("Note"), lambda row: row.note, width=240, tip=lambda row: row.note),
        ]

    def _happened_columns(self) -> list[Column]:
        return [
            Column("day", self.tr("Day"), lambda row: row.on, formats.day, width=100),
            Column("what", self.tr("What"), lambda row: row.what, width=190, tip=lambda row: row.what),
            Column("text", self.tr("Note"), lambda row: row.text, width=240, tip=lambda row: row.text),
        ]
