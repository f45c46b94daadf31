"""Coaching: what an agent's weeks show beside the own past and the team's middle, training, what was agreed."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.enums import Language, Metric, Skill, Stage
from app.services.day import actions
from app.services.rules.base.weeks import Week
from app.services.rules.team.coaching import Sign, Step, Verdict
from app.services.team import recognition
from app.services.team.coaching import looking, training
from app.services.team.coaching.looking import Look
from app.services.team.coaching.training import TrainingDraft, TrainingRow
from app.services.team.recognition import Recognised
from app.ui.base import formats, labels
from app.ui.base.desk import Desk
from app.ui.team.actions import ActionBar
from app.ui.widgets.badge import Badge
from app.ui.widgets.empty import EmptyState, OrEmpty
from app.ui.widgets.forms.dialog import FormDialog
from app.ui.widgets.forms.fields import ChoiceField, DateField, NotesField, NumberField, TextField
from app.ui.widgets.forms.form import Form
from app.ui.widgets.notice import Guard
from app.ui.widgets.plain import Label
from app.ui.widgets.splitter import KeptSplitter
from app.ui.widgets.tables.table import Column, RowTableModel
from app.ui.widgets.tables.table_view import TableView
from app.words import say

VERDICTS = {Verdict.STRONG: ("●", "good"), Verdict.WEAK: ("△", "warn"), Verdict.EVEN: ("–", "calm"),
            Verdict.UNKNOWN: ("?", "calm")}  # fmt: skip


class CoachingView(QWidget):
    """Agents at the left, the chosen one at the right. ``asked`` for a folder to roll up."""

    asked = Signal()

    def __init__(self, desk: Desk, guard: Guard) -> None:
        super().__init__()
        self.desk = desk
        self.week: Week | None = None
        self.look: Look | None = None
        self.praise: list[Recognised] = []
        self.model = RowTableModel(self._agent_columns())
        self.table = TableView(self.model)
        self.table.setAccessibleName(self.tr("Agents"))
        self.table.chosen.connect(self._choose)
        self.name = Label()
        self.name.setProperty("kind", "title")
        self.signs = Label()
        self.signs.setWordWrap(True)
        self.steps = RowTableModel(self._step_columns())
        self.steps_table = TableView(self.steps)
        self.steps_table.setAccessibleName(self.tr("Steps of the funnel"))
        self.trainings = RowTableModel(self._training_columns())
        self.training_table = TableView(self.trainings)
        self.training_table.setAccessibleName(self.tr("Training done"))
        self.bar = ActionBar(desk, guard)
        self.bar.wanted.connect(self.bar.add)
        self.bar.changed.connect(self._changed)
        self.agreed = RowTableModel(self.bar.columns())
        self.agreed_table = TableView(self.agreed)
        self.agreed_table.setAccessibleName(self.tr("Agreed with the agent"))
        self.add_button = QPushButton(self.tr("Add training"))
        self.add_button.clicked.connect(self.add_training)
        self.drop_button = QPushButton(self.tr("Remove"))
        self.drop_button.setEnabled(False)
        self.drop_button.clicked.connect(self.remove_training)
        self.training_table.chosen.connect(lambda row: self.drop_button.setEnabled(row is not None))
        self._guard = guard
        self._lay_out()

    def show_week(self, week: Week) -> None:
        self.week = week
        chosen = self.look.id if self.look else None
        found = looking.of_team(self.desk.store, week)
        self.praise = recognition.of_team(self.desk.store, week)
        self.model.set_rows(found)
        if not self.table.select_id(chosen) and found:
            self.table.select_id(found[0].id)
        if not found:
            self._choose(None)
        self.board.show_empty(not found)

    def add_training(self) -> None:
        if self.look is None:
            return
        code, language = self.look.id, self.desk.language
        form = Form(language)
        form.add("on_date", self.tr("Date"), DateField())
        form.add("skill", self.tr("Skill"), ChoiceField(labels.choices(Skill, language)))
        form.add("title", self.tr("What was done"), TextField())
        form.add("minutes", self.tr("Minutes spent"), NumberField())
        form.add("result", self.tr("Result"), NotesField())
        form.set_values({"on_date": self.desk.today()})

        def save(values: Mapping[str, Any]) -> None:
            draft = TrainingDraft(
                values["on_date"], Skill(values["skill"]), values["title"], values["minutes"], values["result"]
            )
            training.add(self.desk.store, self.desk.actor, code, draft)
            self._show()

        FormDialog(self, self.tr("Add training"), form, save).exec()

    def remove_training(self) -> None:
        """The chosen entry; it can be taken back."""
        row: TrainingRow | None = self.training_table.current()
        if row is None:
            return
        with self._guard():
            training.remove(self.desk.store, self.desk.actor, row.id)
            self.desk.hub.offer_undo(self.tr("Training “{title}” is removed.").format(title=row.title))

    def _changed(self) -> None:
        self.desk.hub.settle()

    def _choose(self, look: Look | None) -> None:
        self.look = look
        self._show()

    def _show(self) -> None:
        look, store = self.look, self.desk.store
        self.name.setText(f"{look.name or look.id}" if look else self.tr("No reports yet"))
        self.signs.setText(self._about(look) if look else self.tr("Roll up the weekly files first."))
        rows = [StepRow(str(number), step) for number, step in enumerate(look.steps)] if look else []
        self.steps.set_rows(rows)
        self.trainings.set_rows(training.of_agent(store, look.id) if look else [])
        self.agreed.set_rows(actions.of_owner(store, look.id) if look else [])
        own = [(self.desk.actor.code, self.desk.actor.name)]
        self.bar.set_owners([(look.id, look.name or look.id), *own] if look else own)
        if look:
            self.bar.owner.setCurrentIndex(0)
        for widget in (self.add_button, self.bar):
            widget.setEnabled(look is not None)

    def _about(self, look: Look) -> str:
        """Praise first; then the signs with what they rest on, and how to take them."""
        language = self.desk.language
        praise = [praised(one, language) for one in self.praise if one.agent == look.id]
        lines = ["　".join(praise)] if praise else []
        if look.signs:
            lines.append(self.tr("Worth asking how things are: these are signs, not verdicts."))
            lines += [f"△ {_sign(one, language)}" for one in look.signs]
        return "\n".join(lines) or self.tr("No sign of trouble in the reports.")

    def _agent_columns(self) -> list[Column]:
        def attention(row: Look) -> Badge | None:
            return (
                Badge("△", self.tr("{count} signs", n=len(row.signs)).format(count=len(row.signs)), "warn")
                if row.signs
                else None
            )

        return [
            Column("name", self.tr("Agent"), lambda row: row.name or row.id, width=90),
            Column("now", self.tr("Lately"), lambda row: row.now, _mean, number=True, width=70,
                   tip=lambda _row: self.tr("Activities of a mean week, of the last four reported")),
            Column("past", self.tr("Before"), lambda row: row.past, _mean, number=True, width=70,
                   tip=lambda _row: self.tr("The same, of the eight weeks before")),
            Column("team", self.tr("Team"), lambda row: row.team, _mean, number=True, width=70,
                   tip=lambda _row: self.tr("The middle of the rest of the team")),
            Column("signs", self.tr("Attention"), lambda row: len(row.signs), lambda _n: "", width=100,
                   badge=attention),
        ]  # fmt: skip

    def _step_columns(self) -> list[Column]:
        language = self.desk.language

        def name(row: StepRow) -> str:
            stage, following = (labels.of(Stage(one), language) for one in (row.step.stage, row.step.following))
            return say("coaching.step", language, stage=stage, following=following)

        def verdict(row: StepRow) -> Badge:
            mark, tone = VERDICTS[row.step.verdict]
            return Badge(mark, say(f"coaching.verdict.{row.step.verdict.value}", language), tone)

        def rate(part: str) -> Any:
            return lambda row: getattr(row.step, part)

        def above(_row: StepRow) -> str:
            return self.tr("Entered the next stage ÷ entered this one, both in these weeks. Families that came earlier "
                           "count too, so that it may pass 100%.")  # fmt: skip

        return [
            Column("step", self.tr("Step"), name, width=170),
            Column("count", self.tr("Went on"), lambda row: f"{row.step.onward} / {row.step.entered}", width=76,
                   tip=lambda _row: self.tr("Entered the next stage / entered this one, in four weeks")),
            Column("now", self.tr("Four weeks"), rate("now"), formats.percent, number=True, width=76, tip=above),
            Column("past", self.tr("Eight before"), rate("past"), formats.percent, number=True, width=84, tip=above),
            Column("team", self.tr("Team's middle"), rate("team"), formats.percent, number=True, width=84, tip=above),
            Column("verdict", self.tr("Verdict"), lambda row: row.step.verdict.value, width=100, badge=verdict),
        ]  # fmt: skip

    def _training_columns(self) -> list[Column]:
        language = self.desk.language
        return [
            Column("on", self.tr("Date"), lambda row: row.on_date, formats.day, width=96),
            Column("skill", self.tr("Skill"), lambda row: labels.of(row.skill, language), width=92),
            Column("title", self.tr("What was done"), lambda row: row.title, width=190, tip=lambda row: row.title),
            Column("minutes", self.tr("Minutes spent"), lambda row: row.minutes, number=True, width=112),
            Column("result", self.tr("Result"), lambda row: row.result, width=140, tip=lambda row: row.result),
        ]

    def _lay_out(self) -> None:
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(8, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.name)
        column.addWidget(self.signs)
        column.addWidget(self.steps_table, 6)
        line = QHBoxLayout()
        line.addWidget(_heading(self.tr("Training done")))
        line.addStretch()
        line.addWidget(self.drop_button)
        line.addWidget(self.add_button)
        column.addLayout(line)
        column.addWidget(self.training_table, 3)
        column.addWidget(_heading(self.tr("Agreed with the agent")))
        column.addWidget(self.bar)
        column.addWidget(self.agreed_table, 3)
        unit = Label(self.tr("Activities a week, on average"))
        unit.setProperty("kind", "muted")
        left = QWidget()
        side = QVBoxLayout(left)
        side.setContentsMargins(0, 0, 0, 0)
        side.addWidget(unit)
        side.addWidget(self.table, 1)
        both = KeptSplitter(
            Qt.Orientation.Horizontal, self.desk.preferences, "team-coaching", [left, right], [500, 820]
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        empty = EmptyState(
            self.tr("No reports yet"),
            self.tr("With a few weeks rolled up you see each agent beside the own past and the team."),
            [(self.tr("Roll up a folder"), self.asked.emit)],
        )
        self.board = OrEmpty(both, empty)
        layout.addWidget(self.board)


class StepRow:
    """A step with an id, as tables want it."""

    def __init__(self, id: str, step: Step) -> None:
        self.id, self.step = id, step


def praised(one: Recognised, language: Language) -> str:
    """A record or a streak in one sentence."""
    if one.kind != "record" or one.metric is None:
        return "★ " + say(f"recognition.{one.kind}", language, value=one.value)
    value = formats.money(one.value) if one.metric == Metric.PREMIUM else f"{one.value:,}"
    code = "recognition.record.new" if one.new else "recognition.record"
    return say(code, language, metric=labels.of(one.metric, language), value=value, week=str(one.week))


def _sign(sign: Sign, language: Language) -> str:
    weeks = str(sign.weeks[0]) if len(sign.weeks) == 1 else f"{sign.weeks[0]} – {sign.weeks[-1]}"
    return say(
        f"coaching.sign.{sign.kind.value}", language, now=_mean(sign.now), before=_mean(sign.before), weeks=weeks
    )


def _mean(value: Decimal | None) -> str:
    return "—" if value is None else f"{value:,.1f}".removesuffix(".0")


def _heading(text: str) -> Label:
    label = Label(text)
    label.setProperty("kind", "heading")
    return label
