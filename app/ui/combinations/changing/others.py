"""Other plans within the same budget: they differ in products, not in a step of a sum."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.enums import Language
from app.services.rules.offers.combinations import Plan
from app.ui.base import formats, labels
from app.ui.combinations.bench import Bench
from app.ui.widgets.base_dialog import Dialog
from app.ui.widgets.plain import Label, plain


class AlternativesDialog(Dialog):
    """``chosen`` is the plan taken, None when closed."""

    def __init__(self, parent: QWidget, language: Language, bench: Bench, plans: Sequence[Plan]) -> None:
        super().__init__(parent)
        self._language, self._bench = language, bench
        self.chosen: Plan | None = None
        self.setWindowTitle(self.tr("Plans of other products"))
        self.resize(940, 540)
        hint = Label(self.tr(
            "Within the same budget, best first. Each does without at least a third of the items of every other; what "
            "no other plan has is bold."
        ))  # fmt: skip
        hint.setProperty("kind", "muted")
        hint.setWordWrap(True)
        inside = QWidget()
        columns = QHBoxLayout(inside)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(10)
        self.buttons: list[QPushButton] = []
        for plan in plans:
            columns.addWidget(self._card(plan, plans), 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(inside)
        layout = QVBoxLayout(self)
        layout.addWidget(hint)
        layout.addWidget(area, 1)
        layout.addLayout(self.lay_foot(None))

    def _card(self, plan: Plan, plans: Sequence[Plan]) -> QFrame:
        card = QFrame()
        card.setProperty("kind", "card")
        box = QVBoxLayout(card)
        best = self._bench.best_objective or 1.0
        box.addWidget(_label(formats.money(plan.premium, cents=True), "number"))
        share = formats.percent(float(plan.objective) / best)
        box.addWidget(_label(self.tr("{share} of the needs").format(share=share), "muted"))
        elsewhere = {(i.product, i.insured) for other in plans if other is not plan for i in other.items}
        for item in plan.items:
            text = f"{self._bench.name(item.product, self._language)} · {self._bench.based.people[item.insured]}"
            own = (item.product, item.insured) not in elsewhere
            box.addWidget(_label(text, "strong" if own else ""))
            figures = f"{formats.short_money(item.sum, self._language)} · {formats.money(item.premium, cents=True)}"
            box.addWidget(_label(figures, "muted"))
        box.addStretch(1)
        button = QPushButton(self.tr("Take this plan"))
        name = labels.plan(plan.name, self._language)
        button.setToolTip(
            plain(self.tr("It takes the place of the {plan} plan; Ctrl+Z brings that back").format(plan=name))
        )
        button.clicked.connect(lambda: self._take(plan))
        self.buttons.append(button)
        box.addWidget(button)
        return card

    def _take(self, plan: Plan) -> None:
        self.chosen = plan
        self.accept()


def _label(text: str, kind: str) -> Label:
    label = Label(text)
    label.setProperty("kind", kind)
    label.setWordWrap(True)
    return label
