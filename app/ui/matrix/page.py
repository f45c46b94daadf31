"""The needs matrix: one filter over a list, stages and a grid; findings, the lead's view, what is kept over time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from app.services.base.founding import ALL_CUSTOMERS
from app.services.matrix import MatrixRow, lead, listing, report
from app.services.matrix import index as indexes
from app.services.matrix.index import Entry, Index, member_of
from app.ui.base.changes import Change, ChangeKind
from app.ui.base.desk import Desk
from app.ui.matrix.beside import Step, reading
from app.ui.matrix.choose import MatrixChoice
from app.ui.matrix.filters import FilterBar
from app.ui.matrix.keeping.exchange import MatrixExchange
from app.ui.matrix.keeping.records import RecordsView
from app.ui.matrix.keeping.settings import RulesActs
from app.ui.matrix.lists import ListChips
from app.ui.matrix.need.list import NeedsView
from app.ui.matrix.source import EntrySource
from app.ui.matrix.views.findings import FindingsView
from app.ui.matrix.views.grid import GridView
from app.ui.matrix.views.lead import LeadView
from app.ui.matrix.views.stages import StagesView
from app.ui.shared.page import Page
from app.ui.widgets.empty import EmptyState
from app.ui.widgets.flow import FlowLayout

MANY = 20_000  # from here on the needs are read beside the window
LIST, STAGES, GRID, FINDINGS, LEAD, RECORDS = range(6)


class MatrixPage(Page):
    """All needs are read once, as light entries; filters, counts and every view work on the same ones, so a number is
    the length of its list. Full rows are read for what is on the screen."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.index = Index(ALL_CUSTOMERS, desk.today(), ())
        self._source = EntrySource(desk.store, ALL_CUSTOMERS, (), desk.today())
        self._asked: object = None
        self._drilled: tuple[str, frozenset[str]] | None = None
        self.choice = MatrixChoice(desk)
        self.choice.chosen.connect(lambda _: self.refresh_now())
        self.filters = FilterBar(desk.language)
        self.filters.changed.connect(self._filter)
        self.search, self.status, self.kind = self.filters.search, self.filters.status, self.filters.kind
        self.only_family, self.shown = self.filters.only_family, self.filters.shown
        self.lists = ListChips(desk.language)
        self.lists.chosen.connect(lambda _: self._filter())
        self.drill = QPushButton()
        self.drill.setToolTip(self.tr("Show all again"))
        self.drill.clicked.connect(self._undrill)
        self.drill.hide()
        self.exchange = MatrixExchange(self, lambda: self.choice.current)
        self.rules = RulesActs(self)
        self._make_views()
        self._stack = QStackedWidget()
        self._stack.addWidget(self._at_work())
        self._stack.addWidget(self._empty())
        self.body.addWidget(self._stack)

    def open(self, id: str | None) -> None:
        """A household: its needs only."""
        self.desk.choose_household(id)
        self.only_family.setChecked(True)
        self.views.setCurrentIndex(LIST)
        self._filter()

    def refresh(self) -> None:
        self.choice.fill()
        store, today, code = self.desk.store, self.desk.today(), self.choice.current
        if self.choice.needs > MANY:
            self.desk.tasks.run(
                self.tr("Reading the matrix"), reading(lambda _step: indexes.index(store, today, code)), self._show,
                self.show_error,
            )  # fmt: skip
        else:
            self._show(indexes.index(store, today, code))

    def react(self, change: Change) -> None:
        if change.kinds <= {ChangeKind.RECORD, ChangeKind.TEAM}:
            self._show_view()
        elif change.kinds - {ChangeKind.ACTIVITY, ChangeKind.TARGET}:
            self.reread()

    # -- what is shown --------------------------------------------------------------------------------------
    def _show(self, index: Index) -> None:
        self.index = index
        nothing = not index.entries and index.matrix == ALL_CUSTOMERS and self.choice.box.count() == 1
        self._stack.setCurrentIndex(1 if nothing else 0)
        self._filter(keep=True)

    def _filter(self, *, keep: bool = False) -> None:
        found = self._count()
        if self.lists.current:
            found = list(filter(member_of(self.lists.current), found))
        self._source = EntrySource(self.desk.store, self.index.matrix, found, self.index.today)
        self.shown.setText(self.tr("{shown} of {all}").format(shown=len(found), all=len(self.index.entries)))
        self.needs.show_matrix(self.index.matrix, self.index.entries)
        self.needs.show_source(self._source, keep=keep)
        self._show_view()

    def _count(self) -> list[Entry]:
        """The entries the filters let through, their lists counted."""
        found = self.filters.passing(self.index.entries, self.desk.household_id)
        if self._drilled is not None:
            ids = self._drilled[1]
            found = [entry for entry in found if entry.id in ids]
        self.lists.show_counts(indexes.count(found))
        return found

    def _show_view(self) -> None:
        """Fill the view that is in front; the others wait until they are."""
        number = self.views.currentIndex()
        self._pages.setCurrentIndex(number)
        filtered = number in (LIST, STAGES, GRID)
        self.filters.setVisible(filtered)
        self.lists.setVisible(filtered)
        self.drill.setVisible(filtered and self._drilled is not None)
        store, today, code = self.desk.store, self.index.today, self.index.matrix
        with self.guard():
            if number == STAGES:
                self.stages.show_source(self._source)
            elif number == GRID:
                self.grid.show_source(self._source)
            elif number == FINDINGS:
                self._read(lambda step: report.state(store, today, code, step), self.findings.show_state)
            elif number == LEAD:
                self._read(lambda step: lead.overview(store, today, code, step), self.lead.show_lead)
            elif number == RECORDS:
                self.records.show_matrix(code)

    def _read(self, work: Callable[[Step], Any], show: Callable[[Any], None]) -> None:
        """At once, or of very many needs beside the window; what comes late for another question is dropped."""
        self._asked = asked = object()
        if len(self.index.entries) <= MANY:
            show(work(lambda _done, _total: None))
            return

        def done(found: Any) -> None:
            if self._asked is asked:
                show(found)

        self.desk.tasks.run(self.tr("Reading the matrix"), reading(work), done, self.show_error)

    def show_meeting(self, meeting_id: str) -> None:
        """One review meeting among those kept."""
        self.views.setCurrentIndex(RECORDS)
        self.records.show_meeting(meeting_id)

    def show_need(self, need_id: str) -> None:
        """One need in the list, whatever was filtered."""
        self._drilled = None
        self.views.setCurrentIndex(LIST)
        if not self.table.select_id(need_id):
            self.search.clear()
            self.status.setCurrentIndex(0)
            self.kind.setCurrentIndex(0)
            self.only_family.setChecked(False)
            if self.lists.current:
                self.lists.choose(self.lists.current)
            self._filter()
            self.table.select_id(need_id)

    def show_list(self, title: str, ids: list[str]) -> None:
        """The needs behind a figure, until they are all wanted again."""
        self._drilled = (title, frozenset(ids))
        self.drill.setText(f"✕  {title}  {len(ids)}")
        self.views.setCurrentIndex(LIST)
        self._filter()

    def _undrill(self) -> None:
        self._drilled = None
        self._filter()

    def _taken(self, row: MatrixRow) -> None:
        """A changed need, which stands in the list already: count again."""
        entry = listing.entry_of(row)
        entries = tuple(entry if old.id == row.id else old for old in self.index.entries)
        self.index = Index(self.index.matrix, self.index.today, entries)
        self._count()
        self.mark_seen()

    # -- layout ---------------------------------------------------------------------------------------------
    def _make_views(self) -> None:
        self.needs = NeedsView(self)
        self.model, self.table, self.detail = self.needs.model, self.needs.table, self.needs.detail
        self.clear_suspects = self.needs.clear_suspects
        self.needs.taken.connect(self._taken)
        self.needs.import_asked.connect(lambda: self.exchange.ask_import())
        self.stages, self.grid = StagesView(self.desk), GridView(self.desk)
        self.findings, self.lead, self.records = FindingsView(self), LeadView(self.desk), RecordsView(self)
        self.findings.shown.connect(self.show_need)
        self.findings.describe_asked.connect(self.needs.describe)
        self.lead.drilled.connect(self.show_list)
        self.lead.meeting_asked.connect(self.show_meeting)
        self.views = QTabBar()
        self.views.setExpanding(False)
        self.views.setDrawBase(False)
        self.views.setAccessibleName(self.tr("Views of the matrix"))
        self._pages = QStackedWidget()
        for title, view in (
            (self.tr("List"), self.needs),
            (self.tr("Stages"), self.stages),
            (self.tr("Need × product"), self.grid),
            (self.tr("Findings"), self.findings),
            (self.tr("Lead's view"), self.lead),
            (self.tr("Baselines, meetings"), self.records),
        ):
            self.views.addTab(title)
            self._pages.addWidget(view)
        self.views.currentChanged.connect(lambda _: self._show_view())

    def _at_work(self) -> QWidget:
        self.import_button, self.export_button = QPushButton(self.tr("Import")), QPushButton(self.tr("Export"))
        self.import_button.clicked.connect(self.exchange.ask_import)
        self.export_button.clicked.connect(self.exchange.ask_export)
        self.more_button = QPushButton(self.tr("More"))
        self.more_button.setMenu(self._menu())
        flow = FlowLayout(spacing=6)  # a narrow window takes two lines
        for part in (self.choice, self.views, self.import_button, self.export_button, self.more_button):
            flow.addWidget(part)
        head = QWidget()
        head.setLayout(flow)
        narrow = QHBoxLayout()
        narrow.addWidget(self.filters, 1)
        narrow.addWidget(self.drill)
        whole = QWidget()
        layout = QVBoxLayout(whole)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(head)
        layout.addLayout(narrow)
        layout.addWidget(self.lists)
        layout.addWidget(self._pages, 1)
        return whole

    def _menu(self) -> QMenu:
        """What is done with a whole matrix, and not every day."""
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        self.settings = menu.addAction(self.tr("What makes a link suspect…"))
        self.settings.setToolTip(self.tr("What makes a link suspect, and how far a change is followed"))
        self.settings.triggered.connect(self.rules.ask)
        menu.addActions([self.choice.new, self.choice.facts, self.choice.away, self.choice.delete])
        menu.addMenu(self.choice.archived)
        menu.addMenu(self.needs.columns.menu)
        return menu

    def _empty(self) -> QWidget:
        return EmptyState(
            self.tr("No needs yet"),
            self.tr("Needs enter the matrix when a customer confirms them at the end of an interview."),
            [
                (self.tr("Go to the interview"), lambda: self.desk.hub.go("interview")),
                (self.tr("New matrix…"), self.choice.make),
            ],
        )
