"""The interview on the screen that is turned to the family: its questions, its bars, its own order of needs."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QSplitter, QVBoxLayout, QWidget

from app.services.needs import interviews
from app.services.needs.interviews.templates import pick
from app.ui.base.desk import Desk
from app.ui.interview.answering.questions import SectionForm
from app.ui.interview.customer.order import NeedsOrder
from app.ui.interview.keeper import Keeper
from app.ui.interview.meaning.worksheet import WorksheetDialog
from app.ui.shared.customer.screen import CustomerScreen
from app.ui.shared.customer.style import BAR_SCALE
from app.ui.widgets.bars import Bar, GapBars
from app.ui.widgets.notice import Notice
from app.ui.widgets.plain import Label

SAVE_AFTER_MS = 400


class CustomerView(CustomerScreen):
    """Works on the page's keeper, so that everything said here is saved as there."""

    def __init__(self, desk: Desk, keeper: Keeper, window: QWidget) -> None:
        super().__init__(desk, window)
        self.keeper = keeper
        self._row = min(keeper.row, len(keeper.interview.template.sections))
        self.form: SectionForm | None = None
        self.order: NeedsOrder | None = None
        self.worksheet: WorksheetDialog | None = None
        self.setWindowTitle(self.tr("Our family's needs"))
        self._save_soon = QTimer(self, interval=SAVE_AFTER_MS, singleShot=True)
        self._save_soon.timeout.connect(self.save)
        self.who, self.step = Label(self._name()), Label()
        self.who.setProperty("kind", "title")
        self.step.setProperty("kind", "muted")
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.bars = GapBars(self.tr("Need and cover of each need"), scale=BAR_SCALE)
        self.bars.chosen.connect(self.explain)
        self.notice = Notice(desk.language)
        self.back, self.next = QPushButton(self.tr("Back")), QPushButton(self.tr("Next"))
        self.next.setProperty("kind", "primary")
        self.back.clicked.connect(lambda: self.go(-1))
        self.next.clicked.connect(lambda: self.go(1))
        self.key.closed.connect(lambda: self.area.setFocus())
        self._lay_out()
        self._show_step()

    def enter(self) -> None:
        super().enter()
        self.next.setFocus()

    def keep(self) -> None:
        if self._save_soon.isActive():
            self.save()

    def save(self) -> None:
        self._save_soon.stop()
        with self.notice.guard():
            self.keeper.save(self.form, self._row)
            self._show()

    def go(self, by: int) -> None:
        """A step on or back; a text that cannot be read keeps one there."""
        row = min(max(self._row + by, 0), len(self.keeper.interview.template.sections))
        self.save()
        if self.form is not None and (wrong := self.form.wrong()) is not None:
            wrong.field.setFocus()
            return
        with self.notice.guard():
            self._row = row
            self.keeper.save(None, row)
            self._show_step()

    def rank(self, keys: list[str]) -> None:
        with self.notice.guard():
            self.keeper.rank(keys)
            self._show()

    def explain(self, key: str) -> None:
        """怎么算的, in large type."""
        self.worksheet = self.keeper.worksheet(self, key)
        if self.worksheet is not None:
            self.worksheet.resize(min(1180, self.width() - 80), max(500, self.height() - 120))
            self.worksheet.open()

    def _name(self) -> str:
        people = self.keeper.interview.people
        return self.tr("{name}'s family").format(name=people[0].name) if people else ""

    def _show_step(self) -> None:
        interview, language = self.keeper.interview, self._desk.language
        sections = interview.template.sections
        self.form, self.order = None, None
        if self._row == len(sections):
            self.order = NeedsOrder(interviews.text_of(interview, language))
            self.order.ranked.connect(self.rank)
            self.order.explain.connect(self.explain)
            self.area.setWidget(self.order)
            title = self.tr("What matters to us")
        else:
            self.form = SectionForm(interview, sections[self._row], language, customer=True)
            self.form.edited.connect(self._save_soon.start)
            self.area.setWidget(self.form)
            title = pick(sections[self._row].title, language)
        self.step.setText(f"{title}   {self._row + 1} / {len(sections) + 1}")
        self.back.setEnabled(self._row > 0)
        self.next.setEnabled(self._row < len(sections))
        self._show()

    def _show(self) -> None:
        lines = self.keeper.lines
        self.bars.set_bars([Bar(n.key, n.title, n.need, n.have, n.figure, n.missing) for n in lines])
        self.right.setVisible(bool(lines) and self.order is None)
        if self.form is not None:
            self.form.show_follow_ups(self.keeper.interview)
        if self.order is not None:
            self.order.show_needs(lines)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.who)
        head.addSpacing(24)
        head.addWidget(self.step)
        head.addStretch()
        foot = QHBoxLayout()
        foot.addWidget(self.lock)
        foot.addStretch()
        foot.addWidget(self.back)
        foot.addWidget(self.next)
        inside = QWidget()
        column = QVBoxLayout(inside)
        caption = Label(self.tr("What is there, and what is missing"))
        caption.setProperty("kind", "heading")
        hint = Label(self.tr("Touch a bar to see how it is computed."))
        hint.setProperty("kind", "muted")
        for widget in (caption, hint, self.bars):
            column.addWidget(widget)
        column.addStretch()
        self.right = QScrollArea()
        self.right.setWidgetResizable(True)
        self.right.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.right.setWidget(inside)
        both = QSplitter(Qt.Orientation.Horizontal)
        both.addWidget(self.area)
        both.addWidget(self.right)
        both.setSizes([860, 420])
        both.setStretchFactor(0, 2)
        both.setStretchFactor(1, 1)
        both.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(28, 20, 28, 20)
        layout.setSpacing(14)
        layout.addLayout(head)
        layout.addWidget(both, 1)
        layout.addWidget(self.notice)
        layout.addWidget(self.key)
        layout.addLayout(foot)
