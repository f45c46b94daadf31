"""One need below the list: its chain from the answers through the plan to the policy, and what is noted of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app import words
from app.enums import Coverage, Language, NodeKind
from app.services.matrix import Chain, ChainEntry, MatrixRow
from app.ui.base import formats, labels, theme
from app.ui.matrix.columns import coverage_badge, date_badge
from app.ui.matrix.need.stage_notes import StageNotes
from app.ui.matrix.saying import differences
from app.ui.widgets.badge import Badge, BadgeLabel
from app.ui.widgets.elided import ElidedLabel
from app.ui.widgets.plain import Label, plain

BY_HAND = ("tests", "describe", "duplicate", "up", "down", "indent", "outdent")
"""What is offered for a requirement of a named matrix only."""
FOLDED = 130  # pixels: below this the cards would be cut


class NeedDetail(QWidget):
    """Signals only; the page saves."""

    cleared = Signal(list)  # link ids
    noted = Signal(str, str, str)  # stage, part, text
    unlinked = Signal(str)  # link id
    asked = Signal(str)  # what of the menu was chosen
    decline_asked = Signal()
    taken_back = Signal()

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language
        self.title = Label()
        self.title.setProperty("kind", "heading")
        self.coverage, self.dates, self.reopened = BadgeLabel(), BadgeLabel(), BadgeLabel()
        self.facts = ElidedLabel()
        self.facts.setProperty("kind", "muted")
        self.decline = QPushButton(self.tr("Decline…"))
        self.decline.setToolTip(self.tr("The customer does not want this need answered"))
        self.decline.clicked.connect(self.decline_asked)
        self.take_back = QPushButton(self.tr("Wanted after all"))
        self.take_back.clicked.connect(self.taken_back)
        self.more = QPushButton(self.tr("More"))
        self.more.setMenu(self._menu())
        self.answers = ChainCard(self.tr("Comes from"), self.tr("No answer is linked."), language)
        self.items = ChainCard("→  " + self.tr("Proposed"), self.tr("No product is proposed yet."), language)
        self.policies = ChainCard(
            "→  " + self.tr("Ordered and in force"), self.tr("No order and no policy yet."), language
        )
        self.others = ChainCard(self.tr("Also linked"), self.tr("No activity, note or file is linked."), language)
        self.notes = StageNotes(language)
        self.notes.noted.connect(self.noted)
        self.fold = QPushButton()
        self.fold.setProperty("kind", "compact")
        head = QHBoxLayout()
        head.addWidget(self.fold)
        for widget in (self.title, self.coverage, self.dates, self.reopened):
            head.addWidget(widget)
        head.addWidget(self.facts, 1)
        head.addWidget(self.decline)
        head.addWidget(self.take_back)
        head.addWidget(self.more)
        self._cards = QWidget()
        columns = QHBoxLayout(self._cards)
        columns.setContentsMargins(0, 0, 0, 0)
        for card in (self.answers, self.items, self.policies, self.others):
            card.cleared.connect(self.cleared)
            card.unlinked.connect(self.unlinked)
            columns.addWidget(card, 1)
        columns.addWidget(self.notes, 1)
        self._inside = QWidget()
        layout = QVBoxLayout(self._inside)
        layout.setContentsMargins(0, 2, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addWidget(self._cards, 1)
        layout.addStretch()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._inside)
        self._show_fold()
        self._inside.hide()

    @property
    def folded(self) -> bool:
        """Whether there is room for the head only."""
        return self.height() < FOLDED

    def minimumSizeHint(self) -> QSize:
        """The head; the cards are there when there is room for them."""
        return QSize(super().minimumSizeHint().width(), self.more.sizeHint().height() + 6)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_fold()

    def _show_fold(self) -> None:
        self._cards.setHidden(self.folded)
        self.fold.setIcon(theme.icon("right" if self.folded else "down"))
        words = self.tr("Show where the need comes from and what answers it")
        self.fold.setAccessibleName(words if self.folded else self.tr("Show more of the list"))
        self.fold.setToolTip(plain(self.fold.accessibleName()))

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        self.actions_of: dict[str, QAction] = {}
        for what, text in (
            ("tests", self.tr("Tests…")),
            ("describe", self.tr("Describe…")),
            ("duplicate", self.tr("Duplicate")),
            ("up", self.tr("Move up")),
            ("down", self.tr("Move down")),
            ("indent", self.tr("Below the one before")),
            ("outdent", self.tr("One level out")),
            ("link", self.tr("Link…")),
            ("owner", self.tr("Suggest an owner…")),
            ("review", self.tr("Reviews…")),
            ("log", self.tr("Log a change or decision…")),
            ("trace", self.tr("Trace drawing…")),
            ("remove", self.tr("Remove from the matrix…")),
        ):
            action = menu.addAction(text)
            action.triggered.connect(lambda _checked=False, what=what: self.asked.emit(what))
            self.actions_of[what] = action
        return menu

    def show_need(self, row: MatrixRow | None, chain: Chain | None) -> None:
        self._inside.setVisible(row is not None)
        if row is None or chain is None:
            return
        self.show_head(row)
        for what in BY_HAND:
            self.actions_of[what].setVisible(row.household_id is None)
        self.answers.fill(chain.answers)
        self.items.fill(chain.items)
        self.policies.fill((*chain.orders, *chain.policies))
        self.others.fill(chain.of(NodeKind.ACTIVITY, NodeKind.NOTE, NodeKind.DOCUMENT))
        self.notes.fill(chain.need_id, chain.stage_notes)

    def show_reopened(self, said: str) -> None:
        """What a customer said that opened the need again; nothing when ``said`` is empty."""
        self.reopened.setVisible(bool(said))
        self.reopened.show_badge(Badge("↩", self.tr("opened again"), "warn"))
        self.reopened.setToolTip(plain(said))

    def show_head(self, row: MatrixRow) -> None:
        """The need's own figures; the chain stays as it is."""
        of_project = row.household_id is None and row.description
        event = labels.event(row.event, self._language) if row.event and not of_project else row.description
        self.title.setText(f"{row.number}  {row.member or row.household}  {event}")
        self.coverage.show_badge(coverage_badge(row.coverage, self._language))
        self.dates.show_badge(date_badge(row, self._language))
        declined = row.coverage == Coverage.DECLINED
        self.facts.setText(self._declined(row) if declined else self._amounts(row))
        self.decline.setHidden(declined)
        self.take_back.setHidden(not declined)

    def _amounts(self, row: MatrixRow) -> str:
        if row.household_id is None and not row.gap:
            return self._said(row)
        text = self.tr("gap {gap} · proposed {proposed} · in force {held}").format(
            gap=formats.short_money(row.gap, self._language),
            proposed=formats.short_money(row.proposed, self._language),
            held=formats.short_money(row.in_force, self._language),
        )
        if row.reschedules:
            text += " · " + self.tr("rescheduled: {count}").format(count=row.reschedules)
        return text

    def _said(self, row: MatrixRow) -> str:
        """What is known of a requirement that has no amount."""
        kind = words.say(f"need_type.{row.type}", self._language) if row.type else ""
        by = self.tr("met when: {acceptance}").format(acceptance=row.acceptance) if row.acceptance else ""
        return " · ".join(part for part in (kind, row.stakeholder, by) if part)

    def _declined(self, row: MatrixRow) -> str:
        if row.declined_until is None:
            return self.tr("declined: {reason}").format(reason=row.declined_reason)
        until = formats.day(row.declined_until)
        return self.tr("declined until {day}: {reason}").format(day=until, reason=row.declined_reason)


class ChainCard(QFrame):
    """One stage of the chain; long lists scroll inside their card."""

    cleared = Signal(list)
    unlinked = Signal(str)

    def __init__(self, title: str, nothing: str, language: Language) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._title, self._nothing, self._language = title, nothing, language
        self.head = Label(title)
        self.head.setProperty("kind", "heading")
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.viewport().setAutoFillBackground(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 6, 4, 6)
        layout.setSpacing(2)
        layout.addWidget(self.head)
        layout.addWidget(self._area, 1)

    def fill(self, entries: Sequence[ChainEntry]) -> None:
        self.head.setText(f"{self._title}  {len(entries)}")
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, 0, 6, 0)
        layout.setSpacing(3)
        for entry in entries:
            layout.addWidget(self._line(entry))
            if entry.suspect:
                layout.addWidget(self._suspect(entry))
        if not entries:
            empty = Label(self._nothing)
            empty.setProperty("kind", "muted")
            empty.setWordWrap(True)
            layout.addWidget(empty)
        layout.addStretch()
        self._area.setWidget(inside)

    def _line(self, entry: ChainEntry) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        out = QPushButton(theme.icon("close"), "")
        out.setProperty("kind", "compact")
        out.setToolTip(self.tr("Take this link out"))
        out.setAccessibleName(self.tr("Take this link out"))
        out.clicked.connect(lambda: self.unlinked.emit(entry.link_id))
        row.addWidget(self._words(entry), 1)
        row.addWidget(out, 0, Qt.AlignmentFlag.AlignTop)
        return holder

    def _words(self, entry: ChainEntry) -> Label:
        state = self.tr("({state})").format(state=words.say(entry.state, self._language)) if entry.state else ""
        amount = formats.short_money(entry.amount, self._language) if entry.amount is not None else ""
        line = Label("  ".join(part for part in (entry.says(self._language), amount, state) if part))
        line.setWordWrap(True)
        return line

    def _suspect(self, entry: ChainEntry) -> QWidget:
        """What changed since the link was made, and a button to say that it still holds."""
        changes = differences(entry.changed, self._language)
        label = Label("⚠ " + self.tr("changed since: {what}").format(what=changes))
        label.setProperty("kind", "warn")
        label.setWordWrap(True)
        button = QPushButton(self.tr("Still holds"))
        button.setProperty("kind", "link")
        button.clicked.connect(lambda: self.cleared.emit([entry.link_id]))
        button.setVisible(not entry.broken)
        holder = QWidget()
        lines = QVBoxLayout(holder)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(label)
        lines.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return holder
