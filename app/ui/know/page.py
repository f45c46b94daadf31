"""Know-how: the cards of the knowledge base, searched at the left, read at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QPushButton, QVBoxLayout, QWidget

from app.enums import CardKind, CardState, Skill
from app.services.knowledge.cards import CardFilter, CardRow, Listing
from app.ui.base import formats, labels
from app.ui.base.changes import Change, ChangeKind
from app.ui.base.desk import Desk
from app.ui.know.acts import CardActs
from app.ui.know.card import CardPane
from app.ui.know.exchange import CardExchange
from app.ui.shared.knowledge.used import helped
from app.ui.shared.page import Page
from app.ui.widgets.badge import Badge
from app.ui.widgets.boxes import ComboBox
from app.ui.widgets.empty import EmptyState, OrEmpty
from app.ui.widgets.plain import Label
from app.ui.widgets.splitter import KeptSplitter
from app.ui.widgets.tables.table import Column, RowTableModel
from app.ui.widgets.tables.table_view import TableView

WAIT_MS = 120


class KnowPage(Page):
    """Search, kind, skill and state narrow the list; the card stands beside it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.search, self._wait = QLineEdit(), QTimer(self, interval=WAIT_MS, singleShot=True)
        self.search.setPlaceholderText(self.tr("Title, pinyin, or what the customer said"))
        self.search.setAccessibleName(self.tr("Search cards"))
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(150)
        self.search.textChanged.connect(lambda: self._wait.start())
        self._wait.timeout.connect(self.reread)
        language = desk.language
        self.kind = self._box(self.tr("Kind of card"), self.tr("All kinds"), labels.choices(CardKind, language))
        self.skill = self._box(self.tr("Skill"), self.tr("All skills"), labels.choices(Skill, language))
        self.state = self._box(self.tr("State"), self.tr("Approved or not"), labels.choices(CardState, language))
        self.model = RowTableModel(self._columns())
        self.table = TableView(self.model)
        self.table.setAccessibleName(self.tr("Cards"))
        self.table.setSortingEnabled(True)
        self.table.chosen.connect(self._show)
        self.acts = CardActs(self, self.table.current, self.show_card)
        self.table.opened.connect(lambda _: self.acts.change())
        self.exchange = CardExchange(self)
        self.pane = CardPane(desk, self.guard, self.table.current)
        self.count = Label(kind="muted")
        self.parts = OrEmpty(self._both(), self._empty())
        self.body.addWidget(self.parts)

    def refresh(self) -> None:
        current = self.table.current()
        self.model.set_source(Listing(self.desk.store, self.wanted))
        count = self.model.rowCount()
        self.count.setText(self.tr("{count} cards", n=count).format(count=f"{count:,}"))
        self.parts.show_empty(not count and self.wanted == CardFilter())
        if not self.table.select_id(current.id if current else None) and count:
            self.model.row(0)
            self.table.setCurrentIndex(self.model.index(0, 0))
        self._show(self.table.current())

    def react(self, change: Change) -> None:
        if change.touches(ChangeKind.KNOWLEDGE):
            self.reread()

    def open(self, id: str | None) -> None:
        if id is not None:
            self.show_card(id)

    def show_card(self, card_id: str) -> None:
        """One card, whatever was searched for."""
        self.desk.hub.settle()
        if not self.table.select_id(card_id):
            self.search.clear()
            for box in (self.kind, self.skill, self.state):
                box.setCurrentIndex(0)
            self.reread()
            self.table.select_id(card_id)

    @property
    def wanted(self) -> CardFilter:
        """What the list is narrowed to."""
        skill = self.skill.currentData()
        tag = ("skills", skill) if skill else None
        kind, state = self.kind.currentData(), self.state.currentData()
        return CardFilter(
            self.search.text().strip(), CardKind(kind) if kind else None, tag, CardState(state) if state else None
        )

    def _show(self, card: CardRow | None) -> None:
        self.acts.show_for(card)
        self.pane.show_card(card)

    def _box(self, name: str, every: str, choices: list[tuple[str, str]]) -> ComboBox:
        box = ComboBox()
        box.setAccessibleName(name)
        box.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(8)
        box.addItem(every, None)
        for value, words in choices:
            box.addItem(words, value)
        box.activated.connect(self.reread)
        return box

    def _columns(self) -> list[Column]:
        language = self.desk.language

        def state(row: CardRow) -> Badge:
            if row.expired(self.desk.today()):
                return Badge("✕", self.tr("expired"), "bad")
            if row.state == CardState.DRAFT:
                return Badge("○", labels.of(row.state, language), "warn")
            return Badge("●", labels.of(row.state, language), "good")

        return [
            Column("title", self.tr("Title"), lambda row: row.name(language), width=270,
                   tip=lambda row: row.name(language)),
            Column("kind", self.tr("Kind of card"), lambda row: labels.of(row.draft.kind, language), width=104),
            Column("state", self.tr("State"), lambda row: row.state.value, width=120, badge=state),
            Column("used", self.tr("Helped"), helped, width=120),
            Column("until", self.tr("Valid until"), lambda row: row.draft.valid_until, formats.day, width=96),
        ]  # fmt: skip

    def _both(self) -> QWidget:
        head = QHBoxLayout()
        for widget in (self.kind, self.skill, self.state):
            head.addWidget(widget, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.count, 1)
        foot.addWidget(self._samples())
        foot.addWidget(self.exchange.import_button)
        foot.addWidget(self.exchange.export_button)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 8, 0)
        column.addWidget(self.search)
        column.addLayout(head)
        column.addWidget(self.acts)
        column.addWidget(self.table, 1)
        column.addLayout(foot)
        return KeptSplitter(Qt.Orientation.Horizontal, self.desk.preferences, "know", [left, self.pane], [760, 520])

    def _samples(self) -> QWidget:
        button = QPushButton(self.tr("Files") + "   ")
        menu = QMenu(button)
        menu.addAction(self.tr("Save a blank workbook for cards…"), self.exchange.ask_blank)
        menu.addAction(self.tr("Import a folder of Markdown files…"), self.exchange.ask_notes)
        menu.addAction(self.tr("Export as Markdown files…"), self.exchange.ask_folder)
        button.setMenu(menu)
        return button

    def _empty(self) -> EmptyState:
        return EmptyState(
            self.tr("No cards yet"),
            self.tr("Scripts, answers to objections, product points and questions, shown where they help."),
            [
                (self.tr("Import from Excel or Markdown"), self.exchange.ask_import),
                (self.tr("New card…"), lambda: self.acts.make()),
            ],
        )
