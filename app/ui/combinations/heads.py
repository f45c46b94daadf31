"""The heads of the plans: price, limit, how much of the needs each covers, and the button that keeps it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from app import words
from app.enums import Language, Suitability
from app.services.rules.offers.combinations import Plan
from app.ui.base import formats, labels
from app.ui.combinations.compare import BASE, SIDE
from app.ui.combinations.suitability.findings import badge_of
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.plain import Label

NAMES = ("essential", "balanced", "full")
SCROLL_BAR = 10
AGAINST = (Suitability.STOP, Suitability.FORBIDDEN)
OFFERED = (BASE, "essential")
"""The plans that may be offered first, in this order; the full one asks for more than the family said."""


class PlanHead(QFrame):
    """Stays in sight while the lines below it scroll."""

    save = Signal(str)  # plan name
    assess = Signal(str)
    years = Signal(str)

    def __init__(self, language: Language, *, chosen: bool, customer: bool = False) -> None:
        """``customer``: what a family looks at, with nothing to press."""
        super().__init__()
        self._language, self._customer = language, customer
        self.plan: Plan | None = None
        self.setProperty("kind", "chosen" if chosen else "card")
        self.name, self.status = Label(), Label()
        self.name.setProperty("kind", "heading")
        self.status.setProperty("kind", "muted")
        self.price, self.limit = Label(), Label()
        self.price.setProperty("kind", "number")
        self.share_words = Label()
        self.share = QProgressBar()
        self.share.setRange(0, 1000)
        self.share.setTextVisible(False)
        self.button = QPushButton(self.tr("Save proposal"))
        self.button.setProperty("kind", "primary" if chosen else "")
        self.button.clicked.connect(self._save)
        self.suitability = QPushButton()
        self.suitability.setProperty("kind", "link")
        self.suitability.clicked.connect(self._assess)
        self.by_year = QPushButton(self.tr("By year"))
        self.by_year.setProperty("kind", "link")
        self.by_year.setToolTip(self.tr("Premiums, covers and values of each year"))
        self.by_year.clicked.connect(self._show_years)
        self.advice = Label(self.tr("Not recommended: the check of suitability advises against it"))
        self.advice.setProperty("kind", "wrong")
        self.advice.setWordWrap(True)
        self._lay_out()
        for widget in (self.button, self.status):
            widget.setHidden(customer)
        self.show_plan(None, 0)

    def show_plan(self, plan: Plan | None, best: float, *, goods: bool = False, named: int | None = None) -> None:
        """``named``: the budget the customer named; a plan above it says so, whatever line it was made under."""
        """``best`` is the objective of all needs covered; goods are paid once, not a year."""
        self.plan = plan
        self.button.setEnabled(plan is not None and bool(plan.items))
        self.suitability.hide()
        self.advice.hide()
        self.by_year.setVisible(plan is not None and bool(plan.items) and not goods)
        if plan is None:
            for label in (self.name, self.status, self.limit, self.share_words):
                label.clear()
            self.price.setText("…")
            self.share.setValue(0)
            return
        name = labels.plan(plan.name, self._language)
        self.name.setText(name)
        self.button.setAccessibleName(f"{self.button.text()}: {name}")
        self.by_year.setAccessibleName(f"{self.by_year.text()}: {name}")
        status = words.say(f"solver.{plan.status}", self._language)
        self.status.setText(status + (f" ≤ {plan.gap:.1%}" if plan.gap else ""))
        self.price.setText(formats.money(plan.yearly, cents=True))
        self._show_limit(plan, goods, named)
        share = float(plan.objective) / best if best else 0.0
        self.share.setValue(round(1000 * share))
        self.share_words.setText(self.tr("{share} of the needs").format(share=formats.percent(share)))
        self.share.setAccessibleName(self.share_words.text())

    def show_suitability(self, verdict: Suitability) -> None:
        """What an assessment of the plan says now; one that advises to stop is recommended to nobody."""
        badge = badge_of(verdict, self._language)
        self.advice.setVisible(verdict in AGAINST)
        self.suitability.setText(badge.text)
        self.suitability.setStyleSheet(f"color: {badge.colour}; text-align: left;")
        title = labels.plan(self.plan.name, self._language) if self.plan else ""
        self.suitability.setAccessibleName(self.tr("Suitability of {plan}: {verdict}").format(
            plan=title, verdict=badge.words
        ))  # fmt: skip
        self.suitability.setToolTip(self.tr("What was looked at, and what was found"))
        self.suitability.setHidden(self._customer)

    def recommend(self, *, recommended: bool) -> None:
        """Whether this is the plan that is offered first."""
        for widget, kind in ((self, "chosen" if recommended else "card"), (self.button, "primary" * recommended)):
            widget.setProperty("kind", kind)
            widget.style().unpolish(widget)
            widget.style().polish(widget)

    def _save(self) -> None:
        if self.plan is not None:
            self.save.emit(self.plan.name)

    def _show_years(self) -> None:
        if self.plan is not None:
            self.years.emit(self.plan.name)

    def _assess(self) -> None:
        if self.plan is not None:
            self.assess.emit(self.plan.name)

    def _show_limit(self, plan: Plan, goods: bool, named: int | None) -> None:
        limits = [limit for limit in (plan.budget, named) if limit is not None]
        limit = min(limits, default=None)
        over = limit is not None and plan.yearly > limit
        if goods:
            text = "" if plan.budget is None else self.tr("limit {limit}").format(limit=formats.money(plan.budget))
            text = ("⚠ " if over else "") + text
        elif over and limit is not None:
            more = formats.money(round(plan.yearly - limit, -2))
            text = self.tr("{more} over budget") if limit == named else self.tr("{more} over the limit")
            text = "⚠ " + text.format(more=more)
        elif plan.budget is None:
            text = self.tr("a year")
        else:
            text = self.tr("a year, limit {limit}").format(limit=formats.money(plan.budget))
        if plan.single:
            text += " · " + self.tr("and once {single}").format(single=formats.money(plan.single))
        self.limit.setText(text)
        self.limit.setProperty("kind", "warn" if over else "muted")
        self.limit.style().unpolish(self.limit)
        self.limit.style().polish(self.limit)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 5, 12, 7)
        layout.setSpacing(2)
        top, line, middle, below = QWidget(), FlowLayout(spacing=6), QHBoxLayout(), QHBoxLayout()
        for widget in (self.name, self.status, self.by_year, self.suitability):  # a narrow head takes two lines
            line.addWidget(widget)
        top.setLayout(line)
        middle.addWidget(self.price)
        middle.addWidget(self.limit, 1)
        below.addWidget(self.share_words, 1)
        below.addWidget(self.button)
        layout.addWidget(top)
        layout.addLayout(middle)
        layout.addWidget(self.advice)
        layout.addLayout(below)
        layout.addWidget(self.share)


class PlanHeads(QWidget):
    """The family's name and a head for each plan, as wide as the columns of the comparison below."""

    def __init__(self, language: Language, *, customer: bool = False) -> None:
        super().__init__()
        self.who, self.count = Label(), Label()
        self.who.setProperty("kind", "title")
        self.heads = {name: PlanHead(language, chosen=name == BASE, customer=customer) for name in NAMES}
        side = QWidget()
        side.setFixedWidth(SIDE)
        words = QVBoxLayout(side)
        words.setContentsMargins(10, 6, 4, 0)
        hint = Label(self.tr("Bold: differs from the balanced plan"))
        hint.setWordWrap(True)
        for label in (self.count, hint):
            label.setProperty("kind", "muted")
        for label in (self.who, self.count, hint):
            words.addWidget(label)
        words.addStretch()
        heads = QHBoxLayout(self)
        heads.setContentsMargins(0, 0, SCROLL_BAR, 0)
        heads.setSpacing(10)
        heads.addWidget(side)
        for head in self.heads.values():
            heads.addWidget(head, 1)

    def show_suitability(self, verdicts: Mapping[str, Suitability]) -> None:
        """The balanced plan is offered first; where an assessment advises against it, the essential one; else none."""
        for name, verdict in verdicts.items():
            self.heads[name].show_suitability(verdict)
        first = next((name for name in OFFERED if verdicts.get(name) not in AGAINST), None)
        for name, head in self.heads.items():
            head.recommend(recommended=name == first)

    def show_family(self, name: str, needs: int) -> None:
        self.who.setText(name)
        self.count.setText(self.tr("{count} needs", n=needs).format(count=needs))
