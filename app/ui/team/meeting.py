"""The weekly meeting on one page: agenda with its figures, decisions, actions with owner and date, minutes."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QTextBrowser, QVBoxLayout, QWidget

from app.services.day import actions
from app.services.rules.base.weeks import Week
from app.services.team.meetings import keeping
from app.services.team.meetings.agenda import AgendaItem, agenda
from app.services.team.meetings.keeping import MeetingDraft, MeetingRow
from app.services.team.meetings.minutes import minutes
from app.services.team.recognition import shown as recognition_shown
from app.services.team.rollup import lead
from app.services.team.rollup.keeping import KeptWeek
from app.ui.base import theme
from app.ui.base.desk import Desk
from app.ui.shared.paper import PaperDialog
from app.ui.team.actions import ActionBar
from app.ui.widgets.empty import EmptyState, OrEmpty
from app.ui.widgets.forms.fields import DateField, NotesField, TextField
from app.ui.widgets.forms.form import Form
from app.ui.widgets.notice import Guard
from app.ui.widgets.plain import Label
from app.ui.widgets.splitter import KeptSplitter
from app.ui.widgets.tables.table import RowTableModel
from app.ui.widgets.tables.table_view import TableView


class MeetingView(QWidget):
    """The page gives the week; what is typed is saved by Save, by the first action, or when the page is left.
    ``asked`` for a folder to roll up."""

    asked = Signal()

    def __init__(self, desk: Desk, guard: Guard) -> None:
        super().__init__()
        self.desk, self._guard = desk, guard
        self.week: Week | None = None
        self.kept: KeptWeek | None = None
        self.points: list[AgendaItem] = []
        self._edited = False
        self.view = QTextBrowser()
        self.view.setAccessibleName(self.tr("Agenda"))
        self.form = Form(desk.language)
        self.form.add("held_on", self.tr("Held on"), DateField())
        self.form.add("present", self.tr("Present"), TextField())
        self.form.add("decisions", self.tr("Decisions"), NotesField(height=84), self.tr("One decision a line"))
        self.form.add("notes", self.tr("Notes"), NotesField(height=60))
        self.form.edited.connect(lambda _: self._mark())
        self.bar = ActionBar(desk, guard)
        self.bar.wanted.connect(self.add_action)
        self.bar.changed.connect(self._changed)
        self.model = RowTableModel(self.bar.columns())
        self.table = TableView(self.model)
        self.table.setAccessibleName(self.tr("Actions of the meeting"))
        self.table.opened.connect(self.bar.finish)
        self.save_button = QPushButton(self.tr("Save"))
        self.save_button.clicked.connect(self.save)
        self.minutes_button = QPushButton(self.tr("Minutes"))
        self.minutes_button.setProperty("kind", "primary")
        self.minutes_button.clicked.connect(self.show_minutes)
        self._lay_out()

    def show_week(self, week: Week, kept: KeptWeek | None) -> None:
        self.keep()
        if self._edited and week == self.week:  # what is typed is not right yet: it stays
            self.kept = kept
            self._show()
            return
        self.week, self.kept = week, kept
        meeting = keeping.of_week(self.desk.store, week)
        self.form.set_values(
            {
                "held_on": meeting.held_on if meeting else max(self.desk.today(), week.monday),
                "present": meeting.present if meeting else self._everybody(),
                "decisions": "\n".join(meeting.decisions) if meeting else "",
                "notes": meeting.notes if meeting else "",
            }
        )
        self._edited = False
        self.bar.set_owners(self._owners())
        self._show()

    def _show(self) -> None:
        assert self.week is not None
        store, language, today = self.desk.store, self.desk.language, self.desk.today()
        left = actions.carried(store, self.week)
        with_wins = recognition_shown(store)
        self.points = agenda(self.kept, left, language, today, wins=with_wins) if self.kept else []
        self.view.setHtml(self._html())
        self.agenda.show_empty(self.kept is None)
        own = actions.of_meeting(store, self.week)
        self.model.set_rows([*left, *own])

    def keep(self) -> None:
        """Save what was typed; a fault is shown when Save is pressed, not on the way out."""
        if self._edited and self.week is not None and not self.form.problems():
            self.save()

    def save(self) -> MeetingRow | None:
        """None when something is wrong; it then stands beside its field, or at the top."""
        if self.week is None or self.form.problems():
            return None
        values = self.form.values()
        draft = MeetingDraft(values["held_on"], values["present"], values["decisions"].splitlines(), values["notes"])
        row: MeetingRow | None = None
        with self._guard(), self.form.guard():
            row = keeping.save(self.desk.store, self.desk.actor, self.week, draft)
            self._edited = False
            self.desk.hub.tell(self.tr("Saved."))
        return row

    def add_action(self, draft: actions.ActionDraft) -> None:
        """Saves the meeting first where it is new: an action belongs to one."""
        if self.week is None or ((self._edited or not self._known()) and self.save() is None):
            return
        self.bar.add(draft, self.week)

    def show_minutes(self) -> None:
        row = self.save()
        if row is None:
            return
        own = actions.of_meeting(self.desk.store, row.week)
        counted_by = self.kept.team.definitions if self.kept else None
        paper = minutes(row, self.points, own, self.desk.language, self.desk.today(), counted_by)
        PaperDialog(self, paper, f"{paper.title} {row.week}", self.desk.preferences).exec()

    def _changed(self) -> None:
        self.desk.hub.settle()

    def _mark(self) -> None:
        self._edited = True

    def _known(self) -> bool:
        return self.week is not None and keeping.of_week(self.desk.store, self.week) is not None

    def _everybody(self) -> str:
        names = [row.name or row.id for row in lead.agent_rows(self.kept)] if self.kept else []
        return "、".join(names)

    def _owners(self) -> list[tuple[str, str]]:
        people = {self.desk.actor.code: self.desk.actor.name}
        if self.kept is not None:
            people |= {row.id: row.name or row.id for row in lead.agent_rows(self.kept)}
        return list(people.items())

    def _html(self) -> str:
        colours = theme.colours()
        if not self.points:
            hint = self.tr("Roll up the week's reports first: the agenda is built from their figures.")
            return f"<p style='color:{colours.muted}'>{escape(hint)}</p>"
        parts = []
        for number, point in enumerate(self.points, start=1):
            lines = "".join(f"<li>{escape(line)}</li>" for line in point.lines)
            parts.append(
                f"<p style='margin:10px 0 2px 0; color:{colours.accent}; font-weight:600'>{number}　"
                f"{escape(point.title)}</p><ul style='margin:0 0 0 -18px'>{lines}</ul>"
            )
        return "".join(parts)

    def _lay_out(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        title = Label(self.tr("Agenda"))
        title.setProperty("kind", "heading")
        column.addWidget(title)
        empty = EmptyState(
            self.tr("No reports of this week yet"),
            self.tr("The agenda is made of their figures. Decisions and actions can be written down all the same."),
            [(self.tr("Roll up a folder"), self.asked.emit)],
            width=340,
        )
        self.agenda = OrEmpty(self.view, empty)
        column.addWidget(self.agenda, 1)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(8, 0, 0, 0)
        line = QHBoxLayout()
        heading = Label(self.tr("Actions: who, what, until when"))
        heading.setProperty("kind", "heading")
        line.addWidget(heading)
        line.addStretch()
        line.addWidget(self.save_button)
        line.addWidget(self.minutes_button)
        column.addWidget(self.form)
        column.addLayout(line)
        column.addWidget(self.bar)
        column.addWidget(self.table, 1)
        both = KeptSplitter(Qt.Orientation.Horizontal, self.desk.preferences, "team-meeting", [left, right], [600, 720])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.addWidget(both)
