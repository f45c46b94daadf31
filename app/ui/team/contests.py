"""Contests: planned in a list, with who stands where beside it, and a poster of it. Off until switched on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QSplitter, QVBoxLayout, QWidget

from app.services.team import roster
from app.services.team.contests import keeping, poster, standing
from app.services.team.contests.keeping import ContestDraft, ContestRow
from app.services.team.contests.standing import Board, Standing
from app.services.team.rollup import behind
from app.ui.base import formats
from app.ui.base.desk import Desk
from app.ui.shared.file_rows import FileRowsDialog
from app.ui.shared.paper.dialog import PaperDialog
from app.ui.widgets.base_dialog import Dialog
from app.ui.widgets.boxes import ComboBox
from app.ui.widgets.forms.checks_field import ChecksField
from app.ui.widgets.forms.dialog import FormDialog
from app.ui.widgets.forms.fields import ChoiceField, DateField, NotesField, NumberField, TextField
from app.ui.widgets.forms.form import Form
from app.ui.widgets.notice import Notice
from app.ui.widgets.plain import Label
from app.ui.widgets.tables.table import Column, RowTableModel
from app.ui.widgets.tables.table_view import TableView
from app.words import say

FIELDS = ("title", "starts_on", "ends_on", "kpi", "places", "prize", "agents")
SHEETS = ("A4", "A3")
BASIS = 3  # the column of what a rate is taken of
LAST = 10**6  # where those without a rank are sorted


class ContestsDialog(Dialog):
    """The list left, the ranks of the chosen one right, below them the weeks of the agent chosen there."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self.board: Board | None = None
        self.setWindowTitle(self.tr("Contests"))
        self.resize(940, 560)
        self.notice = Notice(desk.language)
        self.on = QCheckBox(self.tr("Rank agents in contests"))
        self.on.clicked.connect(self._switch)
        about = Label(self.tr("A week counts where its Thursday is; who sent no weekly report is listed apart."))
        about.setProperty("kind", "muted")
        about.setWordWrap(True)
        self.model, self.ranks = RowTableModel(self._columns()), RowTableModel(self._rank_columns())
        self.table, self.standings = TableView(self.model), TableView(self.ranks)
        self.table.setAccessibleName(self.tr("Contests"))
        self.standings.setAccessibleName(self.tr("Ranks"))
        self.table.chosen.connect(lambda _row: self._show_board())
        self.table.opened.connect(lambda _row: self.change())
        self.standings.setToolTip(self.tr("Double-click to see the rows of the weekly files behind it"))
        self.standings.chosen.connect(lambda _row: self._show_weeks())
        self.standings.opened.connect(self.open_rows)
        self.head, self.weeks = Label(), Label()
        self.head.setWordWrap(True)
        self.weeks.setProperty("kind", "muted")
        self.weeks.setWordWrap(True)
        self._make_buttons()
        self._lay_out(about)
        self.show_list()

    def show_list(self, chosen: str | None = None) -> None:
        on = keeping.switched_on(self._desk.store)
        self.on.setChecked(on)
        self.parts.setEnabled(on)
        self.add_button.setEnabled(on)
        rows = keeping.listing(self._desk.store) if on else []
        self.model.set_rows(rows)
        if rows:
            self.table.select_id(chosen or rows[0].id)
        self._show_board()

    def add(self) -> None:
        self._ask(self.tr("Plan a contest"), None)

    def change(self) -> None:
        row: ContestRow | None = self.table.current()
        if row is not None:
            self._ask(self.tr("Change {name}").format(name=row.title), row)

    def remove(self) -> None:
        row: ContestRow | None = self.table.current()
        if row is None:
            return
        with self.notice.guard():
            keeping.remove(self._desk.store, self._desk.actor, row.id, row.version)
            self.show_list()
            self._desk.hub.offer_undo(self.tr("{name} is removed.").format(name=row.title))

    def show_poster(self) -> None:
        """For the wall, with the page for the phone beside it."""
        self._paper(str(self.sheet.currentData()))

    def show_picture(self) -> None:
        self._paper("")

    def _paper(self, sheet: str) -> None:
        if self.board is None:
            return
        codes, language = self.codes.isChecked(), self._desk.language
        paper = poster.write(self.board, language, codes=codes, sheet=sheet)
        phone = poster.write(self.board, language, codes=codes) if sheet else None
        PaperDialog(self, paper, self.board.contest.title, self._desk.preferences, phone).exec()

    def _switch(self, wanted: bool) -> None:
        with self.notice.guard():
            keeping.switch(self._desk.store, self._desk.actor, wanted)
        self.show_list()

    def _show_board(self) -> None:
        row: ContestRow | None = self.table.current()
        self.board = None
        if row is not None:
            with self.notice.guard():
                self.board = standing.board(self._desk.store, row)
        for button in (self.change_button, self.remove_button):
            button.setEnabled(row is not None)
        for button in (self.poster_button, self.picture_button):
            button.setEnabled(self.board is not None)
        self.head.setText(self._head() if self.board else "")
        self.standings.setColumnHidden(BASIS, not (self.board and self.board.definition.denominator))
        self.ranks.set_rows([*self.board.ranked, *self.board.apart] if self.board else [])
        self._show_weeks()

    def _head(self) -> str:
        assert self.board is not None
        language, period = self._desk.language, self.board.period
        weeks = say("contest.weeks", language, first=period.first, last=period.last, count=self.board.asked)
        return f"{self.board.definition.called(language)} · {weeks}"

    def open_rows(self, one: Standing | None) -> None:
        """What the figure is made of, week by week, each row with its file."""
        if one is None or self.board is None or not one.weeks:
            return
        store, language, definition = self._desk.store, self._desk.language, self.board.definition
        weeks = [week for week, _ in one.weeks]
        with self.notice.guard():
            found = behind.behind_weeks(store, one.id, weeks, definition.code, language)
            FileRowsDialog(self, f"{one.name} · {definition.called(language)}", found).exec()

    def _show_weeks(self) -> None:
        one: Standing | None = self.standings.current()
        if one is None or self.board is None:
            self.weeks.setText(self.tr("Choose an agent to see the weeks the figure is made of."))
            return
        parts = [f"{week}: {standing.shown(self.board.definition, value)}" for week, value in one.weeks]
        self.weeks.setText(f"{one.name}　" + ("　".join(parts) or say(f"contest.why.{one.why}", self._desk.language)))

    def _ask(self, title: str, row: ContestRow | None) -> None:
        form = self._form(row)
        form.set_values({name: getattr(row, name) for name in FIELDS} if row else {"places": 3})
        saved: list[ContestRow] = []

        def keep(values: Mapping[str, Any]) -> None:
            at = (row.id, row.version) if row is not None else (None, None)
            saved.append(keeping.save(self._desk.store, self._desk.actor, ContestDraft(**values), *at))

        FormDialog(self, title, form, keep).exec()
        if saved:
            self.show_list(saved[0].id)

    def _form(self, row: ContestRow | None) -> Form:
        language, store = self._desk.language, self._desk.store
        people = {one.draft.code: one.draft.name for one in roster.everybody(store)}
        people |= {code: code for code in (row.agents if row else ()) if code not in people}
        kpis = keeping.choices(store, self._desk.today())
        form = Form(language)
        form.add("title", self.tr("Contest name"), TextField())
        counted = ChoiceField([(one.code, one.called(language)) for one in kpis])
        counted.offer(row.kpi if row else None)
        form.add("kpi", self.tr("Counted by"), counted)
        form.add("starts_on", self.tr("First day"), DateField())
        form.add("ends_on", self.tr("Last day"), DateField())
        form.add("places", self.tr("Places honoured"), NumberField())
        form.add("prize", self.tr("Prize"), NotesField(height=48))
        form.add("agents", self.tr("Only these (none: everyone)"), ChecksField(list(people.items())))
        return form

    def _make_buttons(self) -> None:
        self.add_button = QPushButton(self.tr("Plan a contest"))
        self.change_button, self.remove_button = QPushButton(self.tr("Change")), QPushButton(self.tr("Remove"))
        self.poster_button, self.picture_button = QPushButton(self.tr("Poster…")), QPushButton(self.tr("Picture…"))
        self.sheet = ComboBox()
        self.sheet.setAccessibleName(self.tr("Size of the poster"))
        for sheet in SHEETS:
            self.sheet.addItem(sheet, sheet)
        self.codes = QCheckBox(self.tr("Codes instead of names"))
        for button, act in ((self.add_button, self.add), (self.change_button, self.change),
                            (self.remove_button, self.remove), (self.poster_button, self.show_poster),
                            (self.picture_button, self.show_picture)):  # fmt: skip
            button.clicked.connect(lambda _checked=False, act=act: act())
            button.setAutoDefault(False)

    def _lay_out(self, about: Label) -> None:
        left, right = QWidget(), QWidget()
        column = QVBoxLayout(left)
        column.addWidget(self.table, 1)
        line = QHBoxLayout()
        for button in (self.add_button, self.change_button, self.remove_button):
            line.addWidget(button)
        column.addLayout(line)
        column = QVBoxLayout(right)
        column.addWidget(self.head)
        column.addWidget(self.standings, 1)
        column.addWidget(self.weeks)
        line = QHBoxLayout()
        line.addWidget(self.codes)
        line.addStretch()
        line.addWidget(self.sheet)
        for button in (self.poster_button, self.picture_button):
            line.addWidget(button)
        column.addLayout(line)
        for inside in (left.layout(), right.layout()):
            if inside is not None:
                inside.setContentsMargins(0, 0, 0, 0)
        self.parts = QSplitter(Qt.Orientation.Horizontal)
        self.parts.addWidget(left)
        self.parts.addWidget(right)
        self.parts.setSizes([370, 550])
        whole = QVBoxLayout(self)
        whole.addWidget(self.notice)
        whole.addWidget(self.on)
        whole.addWidget(about)
        whole.addWidget(self.parts, 1)
        whole.addLayout(self.lay_foot(None))

    def _columns(self) -> list[Column]:
        return [
            Column("title", self.tr("Contest name"), lambda row: row.title, width=160, tip=lambda row: row.prize),
            Column("starts_on", self.tr("First day"), lambda row: row.starts_on, formats.day, width=96),
            Column("ends_on", self.tr("Last day"), lambda row: row.ends_on, formats.day, width=96),
        ]

    def _rank_columns(self) -> list[Column]:
        language = self._desk.language

        def figure(one: Standing) -> str:
            if one.why:
                return say(f"contest.why.{one.why}", language)
            assert self.board is not None
            return standing.shown(self.board.definition, one.value)

        def basis(one: Standing) -> str:
            return standing.basis_shown(self.board.definition, one) if self.board else ""

        def reported(one: Standing) -> str:
            return f"{len(one.weeks)} / {self.board.asked}" if self.board else ""

        return [
            Column("rank", say("contest.rank", language), poster.rank_shown, width=70,
                   sort_key=lambda one: one.rank or LAST),
            Column("name", say("contest.name", language), lambda one: one.name, width=110, tip=lambda one: one.id),
            Column("value", say("contest.value", language), figure, number=True, width=120,
                   sort_key=lambda one: -1 if one.why else one.value),
            Column("basis", say("contest.basis", language), basis, number=True, width=100),
            Column("reported", say("contest.reported", language), reported, number=True, width=80,
                   sort_key=lambda one: len(one.weeks)),
        ]  # fmt: skip
