"""One order at the right: its state and what may follow, its lines, what the lead has not seen, its history."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal

from app import words
from app.enums import OfferAnswer, OrderState, Underwriting
from app.services.rules.selling.orders import ADJUSTABLE, EDITABLE, SETBACKS, Difference, onward
from app.services.selling.orders import EventRow, OrderDetail, say_state, say_step
from app.ui.base import formats, labels
from app.ui.base.desk import Desk
from app.ui.selling import marks
from app.ui.selling.columns import USUAL_OF_LINES, line_columns
from app.ui.shared.pane import Pane
from app.ui.shared.trade import order_words, trade_of, words_of_people
from app.ui.widgets.tables.column_choice import ColumnChoice
from app.ui.widgets.tables.table import RowTableModel
from app.ui.widgets.tables.table_view import TableView

MONEY = ("sum", "premium", "extra_premium")
WORDS = {"result": Underwriting, "answer": OfferAnswer}
SCROLL_BAR = 10


class OrderPane(Pane):
    """Says what is asked for; the view does it."""

    stepped = Signal(object)  # OrderState
    asked = Signal(str)  # change, underwrite, undo, sale

    def __init__(self, desk: Desk) -> None:
        super().__init__(order_words(trade_of(desk))[0])
        self._desk = desk
        self.detail: OrderDetail | None = None
        self.lines: RowTableModel | None = None

    def show_detail(self, detail: OrderDetail) -> None:
        self.detail = detail
        row, language = detail.row, self._desk.language
        self.begin()
        self.say(f"{row.number}  {row.household}", "heading")
        kind = labels.of(row.kind, language)
        self.say(f"{marks.order_badge(row, self._desk).text}  ·  {kind}  ·  {formats.money(row.premium)}")
        self._buttons(detail)
        self.facts(self._facts(detail))
        self.say(self.tr("Lines"), "strong")
        self._put_lines(detail)
        if detail.changes:
            self.say(self.tr("Changed since the lead decided"), "strong")
            for one in detail.changes:
                self.say("• " + self._said(one))
        self.say(self.tr("Order history"), "strong")
        for event in detail.history:
            self._put_event(event)
        self.finish()

    def _buttons(self, detail: OrderDetail) -> None:
        language = self._desk.language
        likely = self._likely(detail)
        acts: list[tuple[str, str, Any, str]] = [
            (state.value, say_step(detail.row.kind, state, language), self._step(state),
             "primary" if state == likely else "")
            for state in onward(detail.following)
        ]  # fmt: skip
        if detail.row.state == OrderState.UNDERWRITING:
            urgent = any(line.open_offer for line in detail.lines)
            acts.insert(0, ("underwrite", self.tr("Underwriting…"), self._ask("underwrite"), "primary" * urgent))
        if detail.row.state in (*EDITABLE, *ADJUSTABLE):
            adjust = detail.row.state in ADJUSTABLE
            acts.append(("change", self.tr("Adjust") if adjust else self.tr("Change"), self._ask("change"), ""))
        if detail.can_undo:
            acts.append(("undo", self.tr("Undo the last step"), self._ask("undo"), ""))
        acts.append(
            ("sale", self.tr("Opportunity {number}").format(number=detail.row.opportunity), self._ask("sale"), "")
        )
        for state in (one for one in SETBACKS if one in detail.following):  # never where the next step stood
            back = "" if state == OrderState.RETURNED else "danger"
            acts.append((state.value, say_step(detail.row.kind, state, language), self._step(state), back))
        self.acts(acts)

    def _likely(self, detail: OrderDetail) -> OrderState | None:
        """The next step of the work; none while the cooling-off period runs, or an offer
        of the insurer waits for its answer."""
        steps, until = onward(detail.following), detail.row.cooling_off_until
        if any(line.open_offer for line in detail.lines):
            return None
        if steps[:1] == (OrderState.COMPLETED,) and until is not None and self._desk.today() <= until:
            return None
        return steps[0] if steps else None

    def _step(self, state: OrderState) -> Any:
        return lambda: self.stepped.emit(state)

    def _ask(self, key: str) -> Any:
        return lambda: self.asked.emit(key)

    def _facts(self, detail: OrderDetail) -> list[tuple[str, str]]:
        row = detail.row

        def day(value: Any) -> str:
            return formats.day(value) if value else ""

        numbers = dict.fromkeys(line.policy_number for line in detail.lines if line.policy_number and not line.left_out)
        return [
            (self.tr("Proposal"), row.proposal or self.tr("none: a walk-in sale")),
            (words_of_people(row.kind)[0], row.payer or "—"),
            (self.tr("Delivery date"), day(row.deliver_on)),
            (self.tr("Policy number"), "、".join(numbers) or row.policy_number),
            (self.tr("Submitted"), day(row.submitted_on)),
            (self.tr("Approved"), day(row.approved_on)),
            (self.tr("Issued"), day(row.issued_on)),
            (self.tr("Delivered"), day(row.delivered_on)),
            (self.tr("Receipt"), day(row.receipted_on)),
            (self.tr("Cooling-off until"), day(row.cooling_off_until)),
            (self.tr("Notes"), row.notes),
        ]

    def _put_lines(self, detail: OrderDetail) -> None:
        self.lines = RowTableModel(line_columns(self._desk, detail.row.kind))
        self.lines.set_rows(detail.lines)
        table = TableView(self.lines)
        ColumnChoice(table, self._desk.preferences, "order_lines/columns", USUAL_OF_LINES)
        table.setAccessibleName(self.tr("Lines"))
        table.setFixedHeight(table.height_of(min(8, len(detail.lines))) + SCROLL_BAR)
        self.put(table)

    def _put_event(self, event: EventRow) -> None:
        language = self._desk.language
        assert self.detail is not None
        what = say_state(self.detail.row.kind, event.state, language)
        if event.action not in ("moved", "told"):
            what = words.say(f"order_action.{event.action}", language)
        by = f"{event.actor}  ({event.decided_by})" if event.decided_by else event.actor
        parts = [formats.day(event.on), what, by, event.reason]
        if event.undone:
            parts.append(self.tr("undone"))
        self.say("  ".join(part for part in parts if part), "muted" if event.undone else "")
        for one in event.changes:
            self.say("• " + self._said(one), "muted")

    def _said(self, one: Difference) -> str:
        """``定期寿险 首年保费: 1,200 → 1,300``."""
        language = self._desk.language
        colon = "：" if language.value == "zh" else ": "
        name = words.say(f"order_field.{one.field}", language)
        subject = f"{one.line} {name}" if one.line else name
        return f"{subject}{colon}{self._value(one.field, one.before)} → {self._value(one.field, one.after)}"

    def _value(self, field: str, value: Any) -> str:
        if value in (None, ""):
            return "—"
        if field in WORDS:
            return labels.of(WORDS[field](value), self._desk.language)
        if field in MONEY:
            return formats.money(int(value))
        if field == "payer_id" and self.detail is not None:
            return dict(self.detail.people).get(str(value), "—")
        return str(value)
