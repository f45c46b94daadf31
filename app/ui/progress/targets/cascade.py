"""From a premium back to cases, proposals, meetings, visits and calls: every step said, every ratio editable."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.enums import Metric, TargetLevel
from app.errors import bad_input
from app.services.figures import targets
from app.services.figures.targets import cascading
from app.services.rules.base.periods import Period
from app.services.rules.figures import cascade as rules
from app.services.rules.figures.cascade import Basis, Ratio, Step
from app.ui.base import formats, labels
from app.ui.base.desk import Desk
from app.ui.progress.targets.words import TargetWords, amount
from app.ui.widgets.base_dialog import Dialog
from app.ui.widgets.boxes import ComboBox
from app.ui.widgets.notice import Notice
from app.ui.widgets.plain import Label
from app.ui.widgets.tables.table import Column, RowTableModel
from app.ui.widgets.tables.table_view import TableView

PAST = (13, 26, 52)  # weeks


@dataclass(frozen=True, slots=True)
class StepRow:
    step: Step

    @property
    def id(self) -> str:
        return self.step.ratio.link.metric.value


class CascadeDialog(Dialog):
    """``change`` is what was set when the steps were taken over."""

    def __init__(self, desk: Desk, agent: str, period: Period, parent: QWidget) -> None:
        super().__init__(parent)
        self.desk, self.agent, self.period = desk, agent, period
        self.say = TargetWords(desk.language)
        self.change: targets.Change | None = None
        self.premium = targets.aims(desk.store, agent, period)[Metric.PREMIUM].value
        self.learnt: list[Ratio] = []
        self.ratios: list[Ratio] = []
        self.steps: list[Step] = []
        self.setWindowTitle(self.tr("From the premium back to calls"))
        self.resize(900, 560)
        self.notice = Notice(desk.language)
        self.model = RowTableModel(self._columns())
        self.model.refused.connect(self.notice.show_error)
        self.table = TableView(self.model)
        self.table.setAccessibleName(self.tr("Steps"))
        self.reasoning = Label()
        self.reasoning.setWordWrap(True)
        self._lay_out()
        self.learn()

    def learn(self) -> None:
        """Count the ratios anew in the past chosen; what was typed is forgotten."""
        self.learnt = cascading.ratios(self.desk.store, self.agent, self._past())
        self.ratios = list(self.learnt)
        self.compute()

    def compute(self) -> None:
        self.steps = rules.cascade(self.premium, self.ratios)
        self.model.set_rows([StepRow(step) for step in self.steps])
        self.reasoning.setText("\n".join(self._said(step) for step in self.steps))
        self.take_button.setEnabled(self.premium > 0)
        self.reset_button.setEnabled(self.ratios != self.learnt)
        self.notice.clear()

    def type_premium(self) -> None:
        with self.notice.guard():
            self.premium = _amount(self.amount.text())
            self.compute()

    def type_ratio(self, metric: Metric, text: str) -> None:
        """A ratio of one's own: yuan a case, or per cent. Raises InputError."""
        number = next(n for n, ratio in enumerate(self.ratios) if ratio.link.metric == metric)
        if not text.strip():
            self.ratios[number] = self.learnt[number]
        else:
            self.ratios[number] = replace(self.learnt[number], value=_read(metric, text), basis=Basis.TYPED)
        self.compute()

    def take_over(self) -> None:
        with self.notice.guard():
            self.change = cascading.take_over(
                self.desk.store, self.desk.actor, self.agent, self.period, self.premium, self.steps,
                TargetLevel(self.level.currentData()),
            )  # fmt: skip
            self.accept()

    def _past(self) -> Period:
        return cascading.past(self.desk.today(), self.past.currentData())

    def _said(self, step: Step) -> str:
        """``1. Premium 10,000 ÷ 5,000 = Closings 2``"""
        place, language = rules.CHAIN.index(step.ratio.link), self.desk.language
        above = rules.CHAIN[place - 1].metric if place else Metric.PREMIUM
        text = self.tr("{number}. {above} {wanted} ÷ {ratio} = {below} {needed} (rounded up)")
        return text.format(
            number=place + 1, above=labels.of(above, language), wanted=amount(above, step.wanted) or "0",
            ratio=_shown(step.ratio), below=labels.of(step.ratio.link.metric, language), needed=f"{step.needed:,}",
        )  # fmt: skip

    def _basis(self, ratio: Ratio) -> str:
        """Whose numbers, how many, and whether they say much."""
        counts = {
            "above": formats.money(ratio.above) if ratio.link.measure == "premium" else f"{ratio.above:,}",
            "below": f"{ratio.below:,}",
        }
        if ratio.basis == Basis.TYPED:
            return self.tr("typed by you")
        if ratio.basis == Basis.THUMB:
            return self.tr("rule of thumb: fewer than {least} in your past").format(least=rules.LEAST)
        text = self.tr("yours: {above} from {below}") if ratio.basis == Basis.OWN else self.tr(
            "the team's, yours are too few: {above} from {below}"
        )  # fmt: skip
        mark = self.tr("△ small sample: ") if ratio.small else ""
        return mark + text.format(**counts)

    def _columns(self) -> list[Column]:
        def name(row: StepRow) -> str:
            link = row.step.ratio.link
            if link.measure == "premium":
                return self.tr("Premium per case")
            above = rules.CHAIN[rules.CHAIN.index(link) - 1].metric
            return f"{labels.of(link.metric, self.desk.language)} → {labels.of(above, self.desk.language)}"

        def keep(row: StepRow, text: Any) -> None:
            self.type_ratio(row.step.ratio.link.metric, str(text))

        def basis(row: StepRow) -> str:
            return self._basis(row.step.ratio)

        return [
            Column("name", self.tr("Ratio"), name, width=150),
            Column("ratio", self.tr("Value (editable)"), lambda row: _shown(row.step.ratio), number=True, width=120,
                   edit=keep),
            Column("basis", self.tr("Where from"), basis, width=270, tip=basis),
            Column("target", self.tr("Target"), lambda row: labels.of(row.step.ratio.link.metric, self.desk.language),
                   width=90),
            Column("needed", self.tr("Needed"), lambda row: f"{row.step.needed:,}", number=True, width=80),
        ]  # fmt: skip

    def _lay_out(self) -> None:
        self.amount = QLineEdit(amount(Metric.PREMIUM, self.premium))
        self.amount.setAccessibleName(self.tr("Premium wanted, yuan"))
        self.amount.textEdited.connect(self.type_premium)
        self.past = ComboBox()
        self.past.setAccessibleName(self.tr("Ratios of"))
        for weeks in PAST:
            self.past.addItem(self.tr("the last {weeks} weeks", n=weeks).format(weeks=weeks), weeks)
        self.past.setCurrentIndex(PAST.index(cascading.WEEKS))
        self.past.activated.connect(self.learn)
        self.level = ComboBox()
        self.level.setAccessibleName(self.tr("Take over as"))
        for level in TargetLevel:
            self.level.addItem(labels.of(level, self.desk.language), level)
        period = Label(self.say.period(self.period))
        period.setProperty("kind", "heading")
        head, over = QHBoxLayout(), QHBoxLayout()
        wanted, ratios, over_as = (
            Label(text) for text in (self.tr("Premium wanted, yuan"), self.tr("Ratios of"), self.tr("Take over as"))
        )
        for widget in (period, wanted, self.amount, ratios, self.past):
            head.addWidget(widget)
        over.addStretch()
        over.addWidget(over_as)
        over.addWidget(self.level)
        self.reset_button = QPushButton(self.tr("Reset the ratios"))
        self.reset_button.clicked.connect(self.learn)
        self.take_button = QPushButton(self.tr("Take over as targets"))
        self.take_button.clicked.connect(self.take_over)
        layout = QVBoxLayout(self)
        layout.addWidget(self.notice)
        layout.addLayout(head)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.reasoning)
        layout.addLayout(over)
        layout.addLayout(self.lay_foot(self.take_button, self.reset_button))


def _amount(text: str) -> int:
    """What is typed, in fen; nothing is 0."""
    try:
        value = formats.read_money(text) or 0
    except ValueError as error:
        raise bad_input("not_a_number", text=text) from error
    if value < 0:
        raise bad_input("negative")
    return value


def _shown(ratio: Ratio) -> str:
    """Yuan a case, or per cent."""
    if ratio.link.measure == "premium":
        return formats.money(int(ratio.value.to_integral_value()))
    return f"{ratio.value * 100:.1f}%"


def _read(metric: Metric, text: str) -> Decimal:
    try:
        if metric == Metric.CLOSINGS:
            value = Decimal(formats.read_money(text) or 0)
        else:
            value = Decimal(formats.read_percent(text) or 0) / 10_000
    except ValueError as error:
        raise bad_input("not_a_number", text=text) from error
    if not value.is_finite() or value <= 0:
        raise bad_input("target_ratio", text=text)
    return value
