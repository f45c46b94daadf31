"""Why an item is in the plan: its price with the formula, what each yuan closes, and what stood next in line."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from app import words
from app.enums import Language, ProductKind, Sex
from app.services.offers.combinations import WhyThis, closes, together
from app.services.offers.proposals import NeedLine
from app.services.people import health
from app.services.rules.offers.combinations import Item, Plan
from app.services.rules.offers.pricing import explain_price
from app.ui.base import formats, labels
from app.ui.combinations.bench import Bench
from app.ui.widgets.base_dialog import Dialog
from app.ui.widgets.plain import Label


class WhyDialog(Dialog):
    """The next best comes when it is computed: :meth:`show_why`."""

    def __init__(self, parent: QWidget, language: Language, bench: Bench, plan: Plan, item: Item) -> None:
        super().__init__(parent)
        self._language, self._bench, self._plan, self._item = language, bench, plan, item
        name = bench.name(item.product, language)
        self.setWindowTitle(self.tr("Why this: {name}").format(name=name))
        self.resize(640, 560)
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setSpacing(8)
        head = Label(f"{name} · {bench.based.people[item.insured]}")
        head.setProperty("kind", "title")
        self._column.addWidget(head)
        self._add_price()
        self._add_closes()
        self._add_together()
        self._add_health()
        self._heading(self.tr("Without it, and what stood next"))
        self.next = self._text(self.tr("Being computed…"), "muted")
        self._column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(inside)
        layout = QVBoxLayout(self)
        layout.addWidget(area, 1)
        layout.addLayout(self.lay_foot(None, leave=self.accept))

    def show_why(self, why: WhyThis) -> None:
        """The item against its absence and against the next best."""
        best = self._bench.best_objective or 1.0
        lines = [
            self.tr("Left out, the premium falls by {saved} and the needs covered by {lost}.").format(
                saved=formats.money(why.saved, cents=True), lost=f"{float(why.lost) / best:.1%}"
            )
        ]
        mine = {(item.product, item.insured) for item in self._plan.items}
        fresh = [item for item in why.instead.items if (item.product, item.insured) not in mine]
        names = labels.listed(
            (f"{self._bench.name(i.product, self._language)} ({self._bench.based.people[i.insured]})" for i in fresh),
            self._language,
        )
        behind = f"{float(why.behind) / best:.1%}"
        premium = formats.money(why.instead.premium - self._plan.premium, cents=True)
        if fresh:
            lines.append(self.tr(
                "The best plan without it takes {names} instead: {behind} less of the needs, premium {premium}."
            ).format(names=names, behind=behind, premium=_signed(premium)))  # fmt: skip
        else:
            lines.append(self.tr(
                "Nothing can take its place: the best plan without it covers {behind} less, premium {premium}."
            ).format(behind=behind, premium=_signed(premium)))  # fmt: skip
        self.next.setText("\n".join(lines))
        self.next.setProperty("kind", "")

    def show_problem(self, text: str) -> None:
        self.next.setText(text)

    def _add_price(self) -> None:
        item, request = self._item, self._bench.based.request
        product = self._bench.products[item.product]
        person = next(person for person in request.people if person.key == item.insured)
        life = request.life(product, person)
        price = explain_price(product, item.sum, life.sex, life.age)
        self._heading(self.tr("How the premium is computed"))
        if price is None:
            return
        self._text(price.formula, "strong")
        rate = self.tr("Sum ÷ {unit} × rate {rate}").format(unit=f"{price.unit:f}", rate=f"{price.row.rate:f}")
        who = self.tr("age {age}").format(age=price.age) if price.age is not None else ""
        sex = labels.of(Sex(price.sex), self._language) if price.sex else ""
        told = labels.listed([part for part in (rate, who, sex) if part], self._language)
        self._text(told, "muted")
        if product.kind == ProductKind.WAIVER:
            self._text(self.tr("A waiver's sum is the premiums it waives; it is priced last, for who pays."), "muted")
        self._text(self.tr("Each item is rounded half up to the cent, then the items are added."), "muted")

    def _add_closes(self) -> None:
        self._heading(self.tr("Which need each yuan closes"))
        needs = {need.id: need for need in self._bench.based.needs}
        found = [one for one in closes(self._bench.based.request, self._plan)
                 if (one.product, one.insured) == (self._item.product, self._item.insured)]  # fmt: skip
        if not found:
            self._text(self.tr("It closes no gap by itself."), "muted")
            return
        grid = QGridLayout()
        grid.setColumnStretch(0, 1)
        grid.setHorizontalSpacing(18)
        titles = (self.tr("Need"), self.tr("Counts"), self.tr("Of the gap"), self.tr("Its premium"))
        for column, title in enumerate(titles):
            label = Label(title)
            label.setProperty("kind", "muted")
            label.setAlignment(Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(label, 0, column)
        for row, one in enumerate(found, 1):
            need = needs[one.need]
            cells = (
                self._need(need),
                formats.money(one.counted),
                formats.percent(one.counted / need.gap if need.gap else 1.0),
                formats.money(one.premium, cents=True),
            )
            for column, text in enumerate(cells):
                label = Label(text)
                if column:
                    label.setAlignment(Qt.AlignmentFlag.AlignRight)
                grid.addWidget(label, row, column)
        self._column.addLayout(grid)

    def _add_together(self) -> None:
        """The pairs it is part of and that count for this person."""
        item, request = self._item, self._bench.based.request
        counted = [
            one for one in together(request, self._plan) if one.insured == item.insured and item.product in one.products
        ]
        if not counted:
            return
        self._heading(self.tr("Belongs together"))
        for one in counted:
            names = " + ".join(self._bench.name(code, self._language) for code in one.products)
            bonus = f"{float(one.bonus) / (self._bench.best_objective or 1.0):.1%}"
            told = self.tr("{products}: the plan is valued {bonus} of all needs higher, beside what it covers.")
            self._text(told.format(products=names, bonus=bonus), "")

    def _add_health(self) -> None:
        """What underwriting may say, condition by condition."""
        one = self._bench.expected(self._item)
        if not one.asks:
            return
        self._heading(self.tr("What underwriting may say"))
        self._text(health.expected_words(one.expectation, self._language), "strong")
        for line in health.because_words(one.expectation.because, self._language):
            self._text(line, "")
        self._text(words.say("health.note", self._language), "muted")

    def _need(self, need: NeedLine) -> str:
        return f"{need.member} · {labels.event(need.event, self._language)}"

    def _heading(self, text: str) -> None:
        self._text(text, "heading")

    def _text(self, text: str, kind: str) -> Label:
        label = Label(text)
        label.setProperty("kind", kind)
        label.setWordWrap(True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._column.addWidget(label)
        return label


def _signed(text: str) -> str:
    return text if text.startswith("-") else f"+{text}"
