"""Reviews: a quarter, half year or year of an agent or a product, with the campaigns beside."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.enums import ReviewKind
from app.services.rules.base.weeks import Week
from app.services.team import recognition
from app.services.team.reviews import figures, keeping
from app.services.team.reviews.figures import AgentReview, ProductReview, Span
from app.services.team.reviews.keeping import ReviewDraft
from app.ui.base import formats, labels
from app.ui.base.desk import Desk
from app.ui.team.amounts import count, money, ratio
from app.ui.team.campaigns import CampaignsPane
from app.ui.widgets.boxes import ComboBox
from app.ui.widgets.empty import EmptyState, OrEmpty
from app.ui.widgets.forms.fields import ChoiceField, NotesField
from app.ui.widgets.forms.form import Form
from app.ui.widgets.notice import Guard
from app.ui.widgets.plain import Label
from app.ui.widgets.splitter import KeptSplitter
from app.ui.widgets.tables.table import Column, RowTableModel
from app.ui.widgets.tables.table_view import TableView
from app.words import say

RATINGS = (1, 2, 3, 4, 5)
MONEY = ("premium",)


class ReviewView(QWidget):
    """The list at the top; the chosen one's evaluation and the campaigns below. ``asked`` for a folder to roll
    up."""

    asked = Signal()

    def __init__(self, desk: Desk, guard: Guard) -> None:
        super().__init__()
        self.desk, self._guard = desk, guard
        self.week: Week | None = None
        self.kind = ComboBox()
        self.kind.setAccessibleName(self.tr("What is reviewed"))
        for kind in ReviewKind:
            self.kind.addItem(labels.of(kind, desk.language), kind)
        self.span = ComboBox()
        self.span.setAccessibleName(self.tr("Period"))
        for span in Span:
            self.span.addItem(say(f"span.{span.value}", desk.language), span)
        for box in (self.kind, self.span):
            box.activated.connect(lambda _: self.reload())
        self.about = Label()
        self.about.setProperty("kind", "muted")
        self.recognised = QCheckBox(self.tr("Show records and streaks"))
        self.recognised.clicked.connect(self._switch_recognition)
        self.agents = self._table(self._agent_columns(), self.tr("Agents reviewed"))
        self.products = self._table(self._product_columns(), self.tr("Products reviewed"))
        self.form = Form(desk.language)
        self.form.add(
            "rating", self.tr("Rating, 5 is best"), ChoiceField([(n, str(n)) for n in RATINGS], optional=True)
        )
        self.form.add("strengths", self.tr("Strengths"), NotesField(height=56))
        self.form.add("improve", self.tr("To improve"), NotesField(height=56))
        self.form.add("agreed", self.tr("Agreed"), NotesField(height=56))
        self.form.edited.connect(lambda _: self._note_typed())
        self._shown: tuple[str, str, str] | None = None
        self._typed: dict[tuple[str, str, str], dict[str, Any]] = {}
        self.subject = Label()
        self.subject.setProperty("kind", "heading")
        self.save_button = QPushButton(self.tr("Save evaluation"))
        self.save_button.setProperty("kind", "primary")
        self.save_button.clicked.connect(self.save)
        self.campaigns = CampaignsPane(desk, self._people)
        self._lay_out()

    @property
    def chosen_kind(self) -> ReviewKind:
        return ReviewKind(self.kind.currentData())

    @property
    def table(self) -> TableView:
        return self.agents if self.chosen_kind == ReviewKind.AGENT else self.products

    def show_week(self, week: Week) -> None:
        self.week = week
        self.reload()

    def reload(self) -> None:
        """The period that holds the week shown."""
        assert self.week is not None
        store = self.desk.store
        self.period = figures.period_of(self.week.monday, Span(self.span.currentData()))
        self.about.setText(self.tr("{first} to {last}").format(first=self.period.starts_on, last=self.period.ends_on))
        self.recognised.setChecked(recognition.shown(store))
        by_agent = self.chosen_kind == ReviewKind.AGENT
        self.agents.setVisible(by_agent)
        self.products.setVisible(not by_agent)
        self.written = keeping.of_period(store, self.chosen_kind, self.period)
        rows: list[Any] = list(figures.agents(store, self.period) if by_agent else figures.products(store, self.period))
        self.table.rows.set_rows(rows)
        self.listed.show_empty(not rows)
        self.form.setEnabled(bool(rows))
        if rows:
            self.table.select_id(rows[0].id)
        self._choose(self.table.current())
        self.campaigns.reload()

    def save(self) -> None:
        row = self.table.current()
        if row is None or self.form.problems():
            return
        values = self.form.values()
        draft = ReviewDraft(values["rating"], values["strengths"], values["improve"], values["agreed"])
        with self._guard(), self.form.guard():
            self._typed.pop(self._key(row), None)
            self.written[row.id] = keeping.save(self.desk.store, self.desk.actor, row, self.period, draft)
            self.desk.hub.tell(self.tr("Saved."))
            self._choose(row)

    def _people(self) -> list[tuple[str, str]]:
        return [(row.id, row.name or row.id) for row in figures.agents(self.desk.store, self.period)]

    def _switch_recognition(self, wanted: bool) -> None:
        recognition.show(self.desk.store, self.desk.actor, wanted)

    def _choose(self, row: AgentReview | ProductReview | None) -> None:
        """What was typed for another and not saved waits for whoever it was typed for."""
        self.save_button.setEnabled(row is not None)
        self._shown = self._key(row) if row else None
        kept = self.written.get(row.id) if row else None
        draft = kept.draft if kept else ReviewDraft()
        saved = {"rating": draft.rating, "strengths": draft.strengths, "improve": draft.improve, "agreed": draft.agreed}
        self.form.set_values(self._typed.get(self._shown, saved) if self._shown else saved)
        self._show_subject(row)

    def _show_subject(self, row: AgentReview | ProductReview | None) -> None:
        if row is None:
            self.subject.setText(self.tr("Nothing to review yet"))
            return
        unsaved = self.tr("(not saved yet)") if self._shown in self._typed else ""
        text = self.tr("Evaluation of {name}").format(name=row.name or row.id)
        self.subject.setText(" ".join(filter(None, (text, unsaved))))

    def _note_typed(self) -> None:
        if self._shown is not None:
            self._typed[self._shown] = self.form.values()
            self._show_subject(self.table.current())

    def _key(self, row: AgentReview | ProductReview) -> tuple[str, str, str]:
        return self.chosen_kind.value, str(self.period.starts_on) + str(self.period.ends_on), row.id

    def _table(self, columns: list[Column], name: str) -> TableView:
        view = TableView(RowTableModel(columns))
        view.setAccessibleName(name)
        view.chosen.connect(self._choose)
        return view

    def _agent_columns(self) -> list[Column]:
        def kpi(code: str, title: str, width: int) -> Column:
            show = money if code in MONEY else count
            return Column(
                code, title, lambda row: row.actual(code), show, number=True, width=width,
                ratio=lambda row: ratio(row.reached(code)),
            )  # fmt: skip

        def closed(value: float | None) -> str:
            return f"{formats.percent(value)} ＊" if value is not None and value > 1 else formats.percent(value)

        def closed_tip(row: AgentReview) -> str:
            counts = " / ".join(count(row.actual(code)) for code in ("closings", "proposals"))
            said = self.tr("Closings ÷ proposals of the period. What was proposed before it, or never, is closed in it "
                           "too: then it passes 100% (＊).")  # fmt: skip
            return f"{counts}\n{said}"

        return [
            Column("name", self.tr("Agent"), lambda row: row.name or row.id, width=90),
            Column("reported", self.tr("Reports"), lambda row: f"{row.reported} / {row.asked}", width=80),
            Column("late", self.tr("Late reports"), lambda row: row.late, number=True, width=96),
            kpi("activity", self.tr("Activities"), 84),
            kpi("meetings", self.tr("Meetings"), 84),
            kpi("proposals", self.tr("Proposals"), 88),
            kpi("closings", self.tr("Closings"), 84),
            kpi("premium", self.tr("Premium"), 100),
            Column("case", self.tr("A case"), lambda row: row.actual("premium_per_case"), money, number=True,
                   width=84),
            Column("closing", self.tr("Closed of proposed"), lambda row: ratio(row.actual("closing_rate")),
                   closed, number=True, width=144, tip=closed_tip),
            Column("trainings", self.tr("Training"), lambda row: row.trainings, number=True, width=80),
            Column("rating", self.tr("Rating"), self._rating, width=80),
        ]  # fmt: skip

    def _product_columns(self) -> list[Column]:
        return [
            Column("code", self.tr("Code"), lambda row: row.id, width=90),
            Column("name", self.tr("Product"), lambda row: row.name, width=280),
            Column("policies", self.tr("Policies"), lambda row: row.policies, number=True, width=80),
            Column("households", self.tr("Families"), lambda row: row.households, number=True, width=80),
            Column(
                "premium", self.tr("Yearly premium"), lambda row: row.premium, formats.money, number=True, width=120
            ),
            Column("share", self.tr("Share"), lambda row: ratio(row.share), formats.percent, number=True, width=80),
            Column("agents", self.tr("Agents"), lambda row: row.agents, number=True, width=80),
            Column("rating", self.tr("Rating"), self._rating, width=80),
        ]

    def _rating(self, row: AgentReview | ProductReview) -> str:
        kept = self.written.get(row.id)
        return "★" * kept.draft.rating if kept and kept.draft.rating else ""

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        for widget in (self.kind, self.span, self.about):
            head.addWidget(widget)
        head.addStretch()
        head.addWidget(self.recognised)
        upper = QWidget()
        column = QVBoxLayout(upper)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(head)
        tables = QWidget()
        inside = QVBoxLayout(tables)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.agents, 1)
        inside.addWidget(self.products, 1)
        empty = EmptyState(
            self.tr("Nothing to review in this period"),
            self.tr("Agents are reviewed by the weekly files rolled up, products by what was sold."),
            [(self.tr("Roll up a folder"), self.asked.emit)],
        )
        self.listed = OrEmpty(tables, empty)
        column.addWidget(self.listed, 1)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        line = QHBoxLayout()
        line.addWidget(self.subject)
        line.addStretch()
        line.addWidget(self.save_button)
        column.addLayout(line)
        column.addWidget(self.form)
        column.addStretch()
        lower = KeptSplitter(
            Qt.Orientation.Horizontal, self.desk.preferences, "team-review", [left, self.campaigns], [600, 720]
        )
        both = KeptSplitter(Qt.Orientation.Vertical, self.desk.preferences, "team-reviews", [upper, lower], [260, 300])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.addWidget(both)
