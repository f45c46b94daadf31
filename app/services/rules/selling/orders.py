"""The states of an order: which lead to which, what each asks for, and what a change of its content means."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from app.enums import OrderKind, OrderState, Stage
from app.errors import Place, Problem

S = OrderState
ENDED = (S.COMPLETED, S.WITHDRAWN, S.DECLINED)
EDITABLE = (S.DRAFT, S.RETURNED)
ADJUSTABLE = (S.SUBMITTED, S.UNDERWRITING, S.MAKING)
"""By the lead, the insurer, the maker: with a reason. What is approved must be returned to be changed."""
SETBACKS = (S.RETURNED, S.WITHDRAWN, S.DECLINED)
OF_LINE = ("sum", "premium", "result", "extra_premium", "terms", "postponed_until", "answer", "left_out")
NEED_REASON = (S.RETURNED, S.WITHDRAWN, S.DECLINED)
DECIDED = (S.APPROVED, S.RETURNED)
"""A person other than the agent decides these; the order keeps who."""

_COMMON = {
    S.DRAFT: (S.SUBMITTED, S.WITHDRAWN),
    S.RETURNED: (S.SUBMITTED, S.WITHDRAWN),
    S.DELIVERED: (S.RECEIPTED, S.WITHDRAWN),
    S.RECEIPTED: (S.COMPLETED, S.WITHDRAWN),
    S.COMPLETED: (),
    S.WITHDRAWN: (),
    S.DECLINED: (),
}
NEXT: Mapping[OrderKind, Mapping[OrderState, tuple[OrderState, ...]]] = {
    OrderKind.INSURANCE: {
        **_COMMON,
        S.SUBMITTED: (S.APPROVED, S.RETURNED, S.UNDERWRITING, S.WITHDRAWN),
        S.APPROVED: (S.UNDERWRITING, S.RETURNED, S.WITHDRAWN),
        S.UNDERWRITING: (S.ISSUED, S.RETURNED, S.DECLINED, S.WITHDRAWN),
        S.ISSUED: (S.DELIVERED, S.WITHDRAWN),
    },
    OrderKind.GOODS: {
        **_COMMON,
        S.SUBMITTED: (S.APPROVED, S.RETURNED, S.MAKING, S.WITHDRAWN),
        S.APPROVED: (S.MAKING, S.RETURNED, S.WITHDRAWN),
        S.MAKING: (S.SHIPPED, S.DECLINED, S.WITHDRAWN),
        S.SHIPPED: (S.DELIVERED, S.WITHDRAWN),
    },
}
WORK = {OrderKind.INSURANCE: S.UNDERWRITING, OrderKind.GOODS: S.MAKING}
IN_FORCE = {OrderKind.INSURANCE: S.ISSUED, OrderKind.GOODS: S.DELIVERED}
"""Reaching it puts the order's lines in force: they become the household's policies, or goods it holds."""
DATES = {
    S.SUBMITTED: "submitted_on", S.APPROVED: "approved_on", S.ISSUED: "issued_on", S.DELIVERED: "delivered_on",
    S.RECEIPTED: "receipted_on", S.COMPLETED: "ended_on", S.WITHDRAWN: "ended_on", S.DECLINED: "ended_on",
}  # fmt: skip
STAGES = {
    S.SUBMITTED: Stage.S5_SUBMITTED, S.ISSUED: Stage.S6_ISSUED, S.RECEIPTED: Stage.S7_DELIVERED,
    S.DECLINED: Stage.DECLINED,
}  # fmt: skip
COOLING_OFF = {OrderKind.INSURANCE: 15, OrderKind.GOODS: 7}
"""Days from the receipt where the product names none (domain.md 10: 15 days are common; goods [ours])."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What the rules look at. ``latest`` is the last day anything happened; ``needs_approval`` by the setting;
    ``offers`` are lines the insurer would issue otherwise than applied for, and the customer has not answered."""

    kind: OrderKind
    state: OrderState
    lines: int
    premium: int
    payer: bool
    latest: date | None
    cooling_off_until: date | None
    needs_approval: bool
    offers: int = 0
    agent: tuple[str, ...] = ()  # code and name of who sells: nobody approves his own


@dataclass(frozen=True, slots=True)
class Step:
    """A change of state somebody asks for. ``policy_number`` is that of every line ``numbers`` names none for."""

    state: OrderState
    on: date
    reason: str = ""
    decided_by: str = ""
    policy_number: str = ""
    numbers: Mapping[str, str] = field(default_factory=dict)  # by line, where the insurer issued several


def following(kind: OrderKind, state: OrderState, *, needs_approval: bool) -> tuple[OrderState, ...]:
    """The states an order may go to now; work begins at once only where no approval is needed."""
    states = NEXT[kind].get(state, ())
    if state == S.SUBMITTED:
        return tuple(one for one in states if one != (WORK[kind] if needs_approval else S.APPROVED))
    return states


def onward(states: Iterable[OrderState]) -> tuple[OrderState, ...]:
    """Those of ``states`` that lead on; the first is the likely next. What goes back or ends without cover is none."""
    return tuple(state for state in states if state not in SETBACKS)


def refused(now: Standing, step: Step, today: date) -> list[Problem]:
    """Why the order cannot take the step, each with its field; empty when it can."""
    if now.state == S.SUBMITTED and step.state == WORK[now.kind] and now.needs_approval:
        return [Problem("order_needs_approval", Place(field="state"))]
    if step.state not in following(now.kind, now.state, needs_approval=now.needs_approval):
        return [Problem("order_move", Place(field="state"), {"current": now.state, "wanted": step.state})]
    problems = []
    if step.on > today:
        problems.append(Problem("order_in_future", Place(field="on")))
    if now.latest is not None and step.on < now.latest:
        problems.append(Problem("order_before", Place(field="on"), {"day": now.latest}))
    if step.state in NEED_REASON and not step.reason.strip():
        problems.append(Problem("required", Place(field="reason")))
    if step.state in DECIDED and now.state == S.SUBMITTED and not step.decided_by.strip():
        problems.append(Problem("order_decided_by", Place(field="decided_by")))
    if step.state == S.APPROVED and step.decided_by.strip().casefold() in {one.casefold() for one in now.agent if one}:
        problems.append(Problem("order_own_approval", Place(field="decided_by")))
    if step.state == S.SUBMITTED:
        problems += _incomplete(now)
    if step.state == S.ISSUED:
        problems += _not_issued(now, step)
    until = now.cooling_off_until
    if step.state == S.COMPLETED and until is not None and step.on <= until:
        problems.append(Problem("order_cooling_off", Place(field="on"), {"day": until}))
    if step.state == S.WITHDRAWN and now.state == S.RECEIPTED and until is not None and step.on > until:
        problems.append(Problem("order_cooled_off", Place(field="on"), {"day": until}))
    return problems


def _not_issued(now: Standing, step: Step) -> Iterator[Problem]:
    if not step.policy_number.strip() and not any(number.strip() for number in step.numbers.values()):
        yield Problem("order_policy_number", Place(field="policy_number"))
    if now.offers:
        yield Problem("order_offer_open", Place(field="state"), {"count": now.offers})
    if not now.lines:
        yield Problem("order_all_declined", Place(field="state"))


def _incomplete(now: Standing) -> list[Problem]:
    problems = []
    if not now.lines:
        problems.append(Problem("order_no_lines", Place(field="lines")))
    if not now.payer:
        problems.append(Problem("order_no_payer", Place(field="payer_id")))
    if now.lines and now.premium <= 0:
        problems.append(Problem("order_no_premium", Place(field="lines")))
    return problems


def stage_after(kind: OrderKind, state: OrderState, *, was_in_force: bool, walk_in: bool = False) -> Stage | None:
    """Where the order's sale stands then; None leaves it. Withdrawn before it was in force, it is a proposal again, a
    walk-in sale a meeting."""
    if state == S.WITHDRAWN:
        return Stage.WITHDRAWN if was_in_force else Stage.S2_MET if walk_in else Stage.S4_PROPOSED
    if kind == OrderKind.GOODS and state == S.DELIVERED:
        return Stage.S6_ISSUED
    return STAGES.get(state)


def cooling_off(kind: OrderKind, receipt: date, days: list[int | None]) -> date:
    """The last day on which the customer may withdraw: the longest of the products', counted from the day after."""
    known = [one for one in days if one is not None]
    return receipt + timedelta(days=max(known) if known else COOLING_OFF[kind])


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not as it was: ``line`` names the product (None: the order itself); values as kept in JSON."""

    line: str | None
    field: str
    before: Any
    after: Any


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Difference]:
    """Between two contents as :func:`app.services.selling.orders.lines.content` writes them; nothing without a
    first one."""
    if not before:
        return []
    fields = ("payer_id", "deliver_on", "notes")
    found = [Difference(None, f, before.get(f), after.get(f)) for f in fields if before.get(f) != after.get(f)]
    old, new = (({line["id"]: line for line in content["lines"]}) for content in (before, after))
    for id in [*old, *(id for id in new if id not in old)]:
        name = (new.get(id) or old[id])["product"]
        if id not in new or id not in old:
            found.append(Difference(name, "line", old.get(id, {}).get("product"), new.get(id, {}).get("product")))
            continue
        found += [
            Difference(name, field, old[id].get(field), new[id].get(field))
            for field in OF_LINE
            if old[id].get(field) != new[id].get(field)
        ]
    return found
