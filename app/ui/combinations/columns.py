"""One plan as a column: its price, its items with the needs they answer, and what stays open with why."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from app import words
from app.enums import Language
from app.services.proposals import NeedLine
from app.services.rules.combinations import Item, NeedCover, Plan
from app.services.rules.products import Product
from app.ui import formats, labels


class PlanColumn(QFrame):
    """Signals only; the page evaluates and saves."""

    save = Signal(str)  # plan name
    change = Signal(str, object)  # plan name, Item
    remove = Signal(str, object)

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language
        self.setProperty("kind", "card")
        self.layout_ = QVBoxLayout(self)
        self.layout_.setContentsMargins(14, 10, 14, 10)
        self.layout_.setSpacing(6)
        self.plan: Plan | None = None

    def show_plan(
        self,
        plan: Plan,
        products: Mapping[str, Product],
        people: Mapping[str, str],
        needs: Mapping[str, NeedLine],
        best: float,
        others: set[tuple[str, str, int]],
    ) -> None:
        """``others`` are the (product, insured, sum) of the balanced plan: what differs from it is shown bold."""
        self.plan = plan
        _clear(self.layout_)
        head = QHBoxLayout()
        title = QLabel(words.say(f"plan.{plan.name}", self._language))
        title.setProperty("kind", "title")
        status = QLabel(words.say(f"solver.{plan.status}", self._language))
        status.setProperty("kind", "muted")
        head.addWidget(title)
        head.addStretch()
        head.addWidget(status)
        self.layout_.addLayout(head)
        price = QLabel(self.tr("{premium} a year").format(premium=formats.money(plan.premium, cents=True)))
        price.setProperty("kind", "number")
        self.layout_.addWidget(price)
        self.layout_.addWidget(self._budget(plan))
        share = QProgressBar()
        share.setRange(0, 1000)
        share.setValue(round(1000 * float(plan.objective) / best) if best else 0)
        share.setFormat(self.tr("%p % of the weighted needs"))
        self.layout_.addWidget(share)
        for item in plan.items:
            same = (item.product, item.insured, item.sum) in others
            self.layout_.addWidget(self._item(plan, item, products, people, needs, bold=not same))
        if not plan.items:
            self.layout_.addWidget(_muted(self.tr("No product fits inside this budget.")))
        self.layout_.addWidget(self._open_needs(plan, needs))
        self.layout_.addStretch()
        button = QPushButton(self.tr("Save as proposal"))
        button.setProperty("kind", "primary" if plan.name == "balanced" else "")
        button.setEnabled(bool(plan.items))
        button.clicked.connect(lambda: self.save.emit(plan.name))
        self.layout_.addWidget(button)

    def _budget(self, plan: Plan) -> QLabel:
        if plan.budget is None:
            return _muted(self.tr("no budget"))
        if plan.premium > plan.budget:
            label = QLabel("⚠ " + self.tr("over the limit of {budget}").format(budget=formats.money(plan.budget)))
            label.setProperty("kind", "wrong")
            return label
        return _muted(self.tr("limit {budget}").format(budget=formats.money(plan.budget)))

    def _item(
        self,
        plan: Plan,
        item: Item,
        products: Mapping[str, Product],
        people: Mapping[str, str],
        needs: Mapping[str, NeedLine],
        *,
        bold: bool,
    ) -> QWidget:
        product = products[item.product]
        box = QFrame()
        lines = QVBoxLayout(box)
        lines.setContentsMargins(0, 4, 0, 4)
        lines.setSpacing(1)
        name = QLabel(product.name_zh if self._language == Language.ZH else product.name_en)
        name.setWordWrap(True)
        name.setProperty("kind", "heading" if bold else "")
        price = QLabel(formats.money(item.premium, cents=True))
        price.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        top = QHBoxLayout()
        top.addWidget(name, 1)
        top.addWidget(price)
        lines.addLayout(top)
        answered = "、".join(
            labels.event(needs[need].event, self._language) for need, _ in item.answers if need in needs
        )
        amount = formats.short_money(item.sum, self._language)
        about = _muted(f"{people[item.insured]} · {amount} → {answered or '—'}")
        about.setWordWrap(True)
        swap, drop = QPushButton(self.tr("Change")), QPushButton(self.tr("Remove"))
        for button, signal in ((swap, self.change), (drop, self.remove)):
            button.setProperty("kind", "link")
            button.setAccessibleName(f"{button.text()} {name.text()}")
            button.clicked.connect(lambda checked=False, signal=signal: signal.emit(plan.name, item))
        below = QHBoxLayout()
        below.addWidget(about, 1)
        below.addWidget(swap)
        below.addWidget(drop)
        lines.addLayout(below)
        return box

    def _open_needs(self, plan: Plan, needs: Mapping[str, NeedLine]) -> QWidget:
        left = [cover for cover in plan.coverage if cover.cover < cover.need.gap]
        if not left:
            label = QLabel("✓ " + self.tr("Every need is covered."))
            label.setProperty("kind", "good")
            return label
        text = [self.tr("Stays open:")]
        text += [self._open_need(cover, needs[cover.need.key]) for cover in left if cover.need.key in needs]
        label = _muted("\n".join(text))
        label.setWordWrap(True)
        return label

    def _open_need(self, cover: NeedCover, need: NeedLine) -> str:
        short = formats.short_money(cover.need.gap - cover.cover, self._language)
        why = words.say(f"why_open.{cover.why_open.value}", self._language) if cover.why_open else ""
        return f"· {need.member} {labels.event(need.event, self._language)} {short}（{why}）"


def _muted(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("kind", "muted")
    return label


def _clear(layout: object) -> None:
    """Remove everything from a layout, nested layouts too."""
    while (item := layout.takeAt(0)) is not None:  # type: ignore[attr-defined]
        if (widget := item.widget()) is not None:
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            _clear(inner)
