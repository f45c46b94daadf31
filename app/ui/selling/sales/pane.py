"""One sale at the right: what is expected, the way it came with its durations, what was said, its proposals."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Signal

from app import words
from app.enums import ProposalState, Stage
from app.services.rules.spine.sales import LOST, NEEDED, OPEN
from app.services.selling.opportunities import Detail, OpportunityRow, ProposalLine
from app.ui.base import formats, labels
from app.ui.base.desk import Desk
from app.ui.selling import marks
from app.ui.shared.pane import Pane
from app.ui.shared.trade import make_words, order_words, trade_of

MOST_TALKS = 12
Act = tuple[str, str, Callable[[], object], str]


class SalePane(Pane):
    """Says what is asked for; the page does it."""

    asked = Signal(str)  # edit, move, end, reopen, sleep, customer, close; interview or combinations
    order_asked = Signal(str)  # an accepted proposal's id
    order_opened = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__(self.tr("Opportunity"))
        self._desk, self._trade = desk, trade_of(desk)
        self.detail: Detail | None = None

    def show_detail(self, detail: Detail) -> None:
        self.detail = detail
        row, language = detail.row, self._desk.language
        self.begin()
        self.say(f"{row.household}  {row.title}".strip(), "heading")
        self.say(marks.stage_badge(row, self._desk).text + "  ·  " + marks.days(row.days(self._desk.today())))
        self._buttons(detail)
        self.facts(self._facts(row))
        if missing := self._next_needs(detail):
            self.say(missing, "muted")
        self.say(self.tr("Proposals"), "strong")
        if not detail.proposals:
            self.say(self.tr("None yet."), "muted")
        for line in detail.proposals:
            self._put_proposal(line, row)
        self.say(self.tr("Stages so far"), "strong")
        for stay in reversed(detail.stays):
            text = f"{formats.day(stay.entered)}  {labels.of(stay.stage, language)}  {marks.days(stay.days)}"
            self.say(f"{text}  {stay.reason}".strip())
        self.say(self.tr("What was said and done"), "strong")
        if not detail.talks:
            self.say(self.tr("Nothing yet."), "muted")
        for entry in detail.talks[:MOST_TALKS]:
            self.say(f"{formats.day(entry.on)}  {entry.words(language)}")
        self.finish()

    def _put_proposal(self, line: ProposalLine, row: OpportunityRow) -> None:
        self.say(f"{line.number}  {labels.of(line.state, self._desk.language)}  {formats.money(line.premium)}")
        if line.order_id is not None:
            self._act(line, f"{order_words(self._trade)[0]} {line.order}", self._open(line.order_id), "")
        elif line.state == ProposalState.ACCEPTED and row.stage in OPEN:
            text = make_words(self._trade, line.number)
            self._act(line, text, lambda: self.order_asked.emit(line.id), "")

    def _act(self, line: ProposalLine, text: str, act: Callable[[], object], kind: str) -> None:
        self.acts([(f"order {line.number}", text, act, kind)])

    def _open(self, order_id: str) -> Any:
        return lambda: self.order_opened.emit(order_id)

    def _buttons(self, detail: Detail) -> None:
        row = detail.row
        following, ended = self._next(detail), row.stage in (*LOST, Stage.PAUSED)
        acts = [following] if following else []
        named = [("edit", self.tr("Edit")), ("move", self.tr("Move"))]
        named.append(("reopen", self.tr("Reopen")) if ended else ("end", self.tr("Lose or pause")))
        if row.open:
            named.append(("sleep", self.tr("Sleep until…")))
        named += [("customer", self.tr("Customer's page")), ("close", self.tr("Close"))]
        paused = row.stage == Stage.PAUSED
        for key, text in named:
            acts.append((key, text, partial(self.asked.emit, key), "primary" if key == "reopen" and paused else ""))
        self.acts(acts)

    def _next(self, detail: Detail) -> Act | None:
        """The likely next step of the sale: from the interview through the plans to the order of what was accepted."""
        row = detail.row
        if not row.open:
            return None
        for line in detail.proposals:
            if line.order_id is not None:
                text = f"{order_words(self._trade)[0]} {line.order}"
                return "next", text, self._open(line.order_id), "primary"
        for line in detail.proposals:
            if line.state == ProposalState.ACCEPTED:
                text = make_words(self._trade, line.number)
                return "next", text, partial(self.order_asked.emit, line.id), "primary"
        planned = row.stage in (Stage.S3_ANALYSED, Stage.S4_PROPOSED) or detail.proposals
        key, text = ("combinations", self.tr("Combinations")) if planned else ("interview", self.tr("Needs interview"))
        return "next", text, partial(self.asked.emit, key), "primary"

    def _facts(self, row: OpportunityRow) -> list[tuple[str, str]]:
        own = self.tr("your own") if row.probability is not None else self.tr("of its stage")
        step = "  ".join(part for part in (marks.step_badge(row, self._desk.today()).text, row.next_step) if part)
        facts = [
            (self.tr("Expected"), formats.money(row.premium)),
            (self.tr("Expected on"), formats.day(row.expected_on)),
            (self.tr("Next step"), step),
            (self.tr("Last contact"), formats.day(row.contact)),
            (self.tr("Competitor"), row.competitor),
            (self.tr("Lost because"), row.lost_reason),
            (self.tr("Paused until"), formats.day(row.paused_until) if row.paused_until else ""),
            (self.tr("Notes"), row.notes),
        ]
        if row.open:
            chance = f"{formats.percent(row.chance)} ({own})"
            facts[1:1] = [(self.tr("Chance"), chance), (self.tr("Weighted"), formats.money(round(row.weighted, -2)))]
        return facts

    def _next_needs(self, detail: Detail) -> str:
        """Which evidence the next stage still asks for."""
        if detail.row.stage not in OPEN:
            return ""
        following = list(Stage)[list(Stage).index(detail.row.stage) + 1]
        needed = NEEDED[following]
        if needed in detail.evidence:
            return ""
        language = self._desk.language
        text = self.tr("“{stage}” asks for {evidence}.")
        return text.format(
            stage=labels.of(following, language), evidence=words.say(f"evidence.{needed.value}", language)
        )
