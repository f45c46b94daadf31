"""The comparison: the family's needs down the side, the plans across, what differs in bold."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QMenu, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app import words
from app.enums import Language
from app.services.offers import combinations
from app.services.offers.proposals import Basis, NeedLine, NotAsked
from app.services.rules.offers.combinations import Item, NeedCover, Plan
from app.ui.base import formats, labels, theme
from app.ui.base.later import later
from app.ui.combinations.bench import Bench
from app.ui.combinations.beside import add_band, add_hints, add_together, expected_label, plain_label
from app.ui.combinations.lines import Block, Cell, blocks
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.plain import Label, caption, plain
from app.ui.widgets.short import ShortLabel

SIDE = 172
BASE = "balanced"
"""The plan the others are compared with."""


class Comparison(QScrollArea):
    """Signals only; the page prices and saves."""

    change = Signal(str, object)  # plan name, Item
    remove = Signal(str, object)
    pin = Signal(str, object)
    forbid = Signal(str, object)
    why = Signal(str, object)
    add = Signal(str, object)  # plan name, NeedCover
    mend = Signal(str, str)  # member, the first field that is missing of that person
    ask = Signal()  # the interview, for what was not asked yet

    def __init__(self, language: Language, *, customer: bool = False) -> None:
        """``customer``: what a family looks at, with nothing to press and nothing that is the agent's own."""
        super().__init__()
        self._language, self._customer = language, customer
        self._bench: Bench | None = None
        self.menu: QMenu | None = None
        self._base: dict[tuple[str, str], int] = {}
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setAccessibleName(self.tr("The plans line by line"))

    def show_plans(self, bench: Bench) -> None:
        place = self.verticalScrollBar().value()
        self._bench, based, plans = bench, bench.based, list(bench.state.plans.values())
        self._base = {(i.product, i.insured): i.sum for plan in plans if plan.name == BASE for i in plan.items}
        inside = QFrame()
        inside.setProperty("kind", "card")
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 1, 0, 8)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(0)
        grid.setColumnMinimumWidth(0, SIDE)
        for column in range(len(plans)):
            grid.setColumnStretch(column + 1, 1)
        for block in blocks(plans, based):
            self._add_block(grid, block)
        if not self._customer:
            add_together(grid, plans, bench, self._language)
        self._add_open(grid, plans, based)
        if not self._customer:
            self._add_settled(grid, based)
        if bench.hints:
            add_hints(grid, bench.hints)
        grid.setRowStretch(grid.rowCount(), 1)
        for button in inside.findChildren(QPushButton) if self._customer else ():
            button.hide()
        self.setWidget(inside)
        later(self, lambda: self.verticalScrollBar().setValue(place))

    def _add_block(self, grid: QGridLayout, block: Block) -> None:
        add_band(grid, block.person)
        for number, line in enumerate(block.lines):
            if number:
                _add_rule(grid)
            row = grid.rowCount()
            grid.addWidget(self._side(line.need), row, 0, Qt.AlignmentFlag.AlignTop)
            for column, cell in enumerate(line.cells):
                grid.addWidget(self._cell(cell), row, column + 1, Qt.AlignmentFlag.AlignTop)

    def _side(self, need: NeedLine | None) -> QWidget:
        holder = QWidget()
        holder.setFixedWidth(SIDE)
        layout = QVBoxLayout(holder)
        layout.setContentsMargins(10, 5, 4, 5)
        layout.setSpacing(1)
        title = self.tr("With it") if need is None else labels.event(need.event, self._language)
        layout.addWidget(plain_label(title, "strong"))
        if need is not None and need.not_asked != NotAsked.MISSING:  # nothing is known of such a gap
            layout.addWidget(plain_label(self.tr("gap {amount}").format(amount=self._amount(need.gap)), "muted"))
            for fen, text in self._parts(need):
                layout.addWidget(plain_label(text.format(amount=self._amount(fen)), "muted"))
        return holder

    def _parts(self, need: NeedLine) -> list[tuple[int, str]]:
        """What is answered already and what is left to be asked for; nothing where that is the whole gap."""
        parts = [(need.in_force, self.tr("in force {amount}")), (need.on_its_way, self.tr("on its way {amount}"))]
        return [*answered, (need.asked, self.tr("asked {amount}"))] if (answered := [p for p in parts if p[0]]) else []

    def _cell(self, cell: Cell) -> QWidget:
        holder = QWidget()
        layout = QVBoxLayout(holder)
        layout.setContentsMargins(12, 5, 6, 5)
        layout.setSpacing(1)
        flow: FlowLayout | None = None
        for item in cell.items:
            flow = self._add_item(layout, cell.plan, item)
        if cell.also:
            flow = None
            names = labels.listed((self._name(code) for code in cell.also), self._language)
            layout.addWidget(plain_label(self.tr("also by {names}").format(names=names), "muted"))
        if cell.cover is not None:  # beside the figures of the last item where there is room
            self._add_state(flow or _add_flow(layout), cell.plan, cell.cover)
        elif not cell.items:
            layout.addWidget(plain_label("—", "muted"))
        return holder

    def _add_item(self, layout: QVBoxLayout, plan: str, item: Item) -> FlowLayout:
        same = self._base.get((item.product, item.insured))
        name = plain_label(self._name(item.product), "" if same is not None else "strong")
        top = QHBoxLayout()
        top.setSpacing(2)
        top.addWidget(name, 1)
        for icon, text, act in (
            ("edit", self.tr("Change"), self.change.emit),
            ("close", self.tr("Remove"), self.remove.emit),
            ("down", self.tr("More"), None),
        ):
            button = QPushButton(theme.icon(icon), "")
            button.setProperty("kind", "compact")
            button.setToolTip(plain(text))
            button.setAccessibleName(f"{text} {name.text()} ({labels.plan(plan, self._language)})")
            open_menu = partial(self.show_menu, button=button)
            button.clicked.connect(lambda _checked=False, act=act or open_menu: act(plan, item))
            top.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(top)
        flow = _add_flow(layout)
        flow.addWidget(ShortLabel(self._figures(item), "" if same == item.sum else "strong"))
        assert self._bench is not None
        if (one := expected_label(self._bench.expected(item), self._language, self._customer)) is not None:
            flow.addWidget(one)
        if self._bench.pinned(item):
            flow.addWidget(ShortLabel("◆ " + self.tr("pinned"), "good"))
        return flow

    def _figures(self, item: Item) -> str:
        premium = formats.money(item.premium, cents=True)
        if self._bench is not None and self._bench.goods:
            return self.tr("{count} × · {premium}").format(count=formats.money(item.sum), premium=premium)
        total = formats.short_money(item.sum, self._language)
        if self._bench is not None and self._bench.products[item.product].pays_out:
            return self.tr("pays {sum} · {premium} a year").format(sum=total, premium=premium)
        return self.tr("sum {sum} · {premium} a year").format(sum=total, premium=premium)

    def show_menu(self, plan: str, item: Item, button: QPushButton) -> None:
        """Rarer acts on an item, below the button that asked for them."""
        assert self._bench is not None
        menu = QMenu(self)
        pinned = self._bench.pinned(item)
        for text, signal in (
            (self.tr("How it is priced, and why this one"), self.why),
            (self.tr("No longer pinned") if pinned else self.tr("Pin it with this sum"), self.pin),
            (self.tr("Not this product"), self.forbid),
        ):
            action = QAction(caption(text), menu)
            action.triggered.connect(lambda _checked=False, signal=signal: signal.emit(plan, item))
            menu.addAction(action)
        self.menu = menu
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))

    def _add_state(self, flow: FlowLayout, plan: str, cover: NeedCover) -> None:
        state = QWidget()
        line = QHBoxLayout(state)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2)
        line.addWidget(self._state(cover), 1)
        flow.addWidget(state)
        if cover.missing:
            flow.addWidget(self._mend_button(cover))
        elif cover.cover < cover.need.gap:
            button = QPushButton("+")
            button.setProperty("kind", "compact")
            words_ = self.tr("Add a product for this need")
            button.setToolTip(plain(words_))
            need = labels.event(cover.need.event, self._language)
            button.setAccessibleName(f"{words_}: {need} ({labels.plan(plan, self._language)})")
            button.clicked.connect(lambda _checked=False: self.add.emit(plan, cover))
            line.addWidget(button)

    def _mend_button(self, cover: NeedCover) -> QPushButton:
        """Opens the person's form at what is missing."""
        assert self._bench is not None
        what = combinations.data_words(cover.missing, self._language)
        button = QPushButton(self.tr("Fill in {what}").format(what=what))
        button.setProperty("kind", "link")
        button.setAccessibleName(f"{button.text()} {self._bench.based.people[cover.need.member]}")
        button.clicked.connect(lambda: self.mend.emit(cover.need.member, cover.missing[0].value))
        return button

    def _amount(self, fen: int) -> str:
        goods = self._bench is not None and self._bench.goods
        return formats.money(fen) if goods else formats.short_money(fen, self._language)

    def _state(self, cover: NeedCover) -> Label:
        left = cover.need.gap - cover.cover
        if left <= 0:
            return ShortLabel("✓ " + self.tr("fully covered"), "good")
        text = self.tr("{amount} open: {why}").format(amount=self._amount(left), why=self._why(cover))
        return ShortLabel(("◐ " if cover.cover else "○ ") + text, "warn" if cover.cover else "wrong")

    def _add_open(self, grid: QGridLayout, plans: Sequence[Plan], based: Basis) -> None:
        """What each plan leaves open, gathered at the bottom."""
        add_band(grid, self.tr("What stays open, and why"))
        needs = {need.id: need for need in based.needs}
        row = grid.rowCount()
        for column, plan in enumerate(plans):
            left = [cover for cover in plan.coverage if cover.cover < cover.need.gap and cover.need.key in needs]
            lines = [self._open_line(cover, needs[cover.need.key]) for cover in left]
            label = plain_label("\n".join(lines) or "✓ " + self.tr("Every need is covered."), "" if lines else "good")
            label.setContentsMargins(12, 8, 6, 8)
            grid.addWidget(label, row, column + 1, Qt.AlignmentFlag.AlignTop)

    def _add_settled(self, grid: QGridLayout, based: Basis) -> None:
        """Needs no plan is asked for, and why; at the bottom, since there is nothing to choose."""
        if not based.settled:
            return
        add_band(grid, self.tr("Not asked for, and why"))
        for need in based.settled:
            row = grid.rowCount()
            grid.addWidget(self._side(need), row, 0, Qt.AlignmentFlag.AlignTop)
            why = _why_settled(need, self._language)
            label = plain_label(self.tr("{member}: {why}").format(member=need.member, why=why), "")
            label.setContentsMargins(12, 8, 6, 8)
            grid.addWidget(label, row, 1, 1, 3, Qt.AlignmentFlag.AlignTop)
            if need.not_asked == NotAsked.MISSING:
                button = QPushButton(self.tr("Ask it in an interview"))
                button.setProperty("kind", "link")
                button.setAccessibleName(f"{button.text()} {need.member} {labels.event(need.event, self._language)}")
                button.clicked.connect(self.ask)
                grid.addWidget(button, row, 3, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)

    def _open_line(self, cover: NeedCover, need: NeedLine) -> str:
        event, amount = labels.event(need.event, self._language), self._amount(cover.need.gap - cover.cover)
        said = self.tr("{member} {need} {amount}: {why}")
        return said.format(member=need.member, need=event, amount=amount, why=self._why(cover))

    def _why(self, cover: NeedCover) -> str:
        goods = self._bench is not None and self._bench.goods
        return combinations.cover_words(cover, self._language, goods=goods) or "—"

    def _name(self, code: str) -> str:
        assert self._bench is not None
        return self._bench.name(code, self._language)


def _add_flow(layout: QVBoxLayout) -> FlowLayout:
    holder, flow = QWidget(), FlowLayout(spacing=8)
    holder.setLayout(flow)
    layout.addWidget(holder)
    return flow


def _why_settled(need: NeedLine, language: Language) -> str:
    """Why nothing is asked for it; of a refusal what the customer gave, and to which day it holds."""
    why = words.say(f"not_asked.{need.not_asked}", language, reason=need.reason)
    return why if need.until is None else words.say("settled.until", language, why=why, day=formats.day(need.until))


def _add_rule(grid: QGridLayout) -> None:
    rule = QFrame()
    rule.setProperty("kind", "rule")
    grid.addWidget(rule, grid.rowCount(), 0, 1, 4)
