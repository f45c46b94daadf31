"""What answers a need is read in one place: on random stores, whoever asks hears what a plain recount gives."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, insert, select

from app.enums import Coverage, Event, NeedFilter, NeedStatus, OrderState, PeriodKind, PolicyStatus, ProposalState
from app.models import (
    Household,
    Matrix,
    Member,
    Need,
    Opportunity,
    Order,
    OrderLine,
    Policy,
    Proposal,
    ProposalItem,
    TraceLink,
)
from app.services.base.store import Actor, Store
from app.services.figures import progress
from app.services.figures.progress import Card, Scope
from app.services.matrix import grid as grids
from app.services.matrix import index, listing
from app.services.people import customers
from app.services.people.customers import CustomerFilter
from app.services.rules.base import periods
from app.services.rules.spine.coverage import Asking
from app.services.spine import covering
from tests.conftest import NOW

TODAY = date(2026, 11, 24)
FAMILIES = ("h0", "h1")
QUICKLY = [Phase.explicit, Phase.reuse, Phase.generate]  # to shrink what a store holds takes minutes
OVER = (OrderState.WITHDRAWN, OrderState.DECLINED)


@dataclass
class ANeed:
    event: str
    gap: int
    family: int | None
    status: NeedStatus
    declined: str
    until: int | None  # days from today
    archived: bool


@dataclass
class ALine:
    state: OrderState
    left_out: bool
    sum: int
    policy: int | None  # which one it became


@dataclass
class AnItem:
    proposal: int
    sum: int
    answers: dict[int, int | None]  # need → fen
    lines: list[ALine]


@dataclass
class AProposal:
    state: ProposalState
    made: int  # days before now
    replaces: int | None
    decided: int | None = None  # days before now


@dataclass
class APolicy:
    status: PolicyStatus
    ends: int | None
    lapsed: int | None
    item: int | None
    by_hand: bool  # linked to the item, not issued from it
    answers: dict[int, int | None]


@dataclass
class World:
    needs: list[ANeed]
    proposals: list[AProposal] = field(default_factory=list)
    items: list[AnItem] = field(default_factory=list)
    policies: list[APolicy] = field(default_factory=list)


EMPTIED = (TraceLink, OrderLine, Order, Opportunity, Policy, ProposalItem, Proposal, Need, Member, Household)
EVENTS = [Event.DEATH.value, Event.DEATH.value, Event.MEDICAL.value, "phone"]
GAPS = st.sampled_from([0, 100, 200, 200])
FEN = st.sampled_from([1, 20, 50, 99, 100, 119, 120, 121])
DAYS = st.none() | st.sampled_from([-40, -1, 0, 1, 40])
LAPSES = st.sampled_from([None, -1, 0, 0, 0, 40])
LIVELY = [ProposalState.ACCEPTED] * 4 + list(ProposalState)
RUNNING = [PolicyStatus.IN_FORCE, PolicyStatus.LAPSED, *PolicyStatus]
UNDER_WAY = [OrderState.SUBMITTED] * 4 + list(OrderState)


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """Dense on purpose: few needs, and most of what there is answers one of them."""

    def some(most: int) -> st.SearchStrategy[int | None]:
        return st.sampled_from([None, *range(most), *range(most)])

    def seldom() -> st.SearchStrategy[bool]:
        return st.sampled_from([False, False, False, True])

    needs = draw(st.lists(st.builds(
        ANeed, st.sampled_from(EVENTS), GAPS, some(2), st.sampled_from(NeedStatus),
        st.sampled_from(["", "", "no money"]), DAYS, seldom(),
    ), min_size=1, max_size=3))  # fmt: skip
    answers = st.dictionaries(st.integers(0, len(needs) - 1), FEN | FEN | st.none(), min_size=1, max_size=3)
    count, held = draw(st.integers(1, 3)), draw(st.integers(1, 3))
    proposals = [
        draw(st.builds(
            AProposal, st.sampled_from(LIVELY), st.integers(0, 2), some(number), st.sampled_from([None, 0, 1, 2]),
        ))
        for number in range(count)
    ]  # fmt: skip
    line = st.builds(ALine, st.sampled_from(UNDER_WAY), st.booleans(), FEN | st.just(0), some(held) | st.none())
    item = st.builds(AnItem, st.integers(0, count - 1), FEN | st.just(0), answers, st.lists(line, max_size=2))
    items = draw(st.lists(item, min_size=count, max_size=5))
    policy = st.builds(APolicy, st.sampled_from(RUNNING), DAYS, LAPSES, some(len(items)), st.booleans(), answers)
    return World(needs, proposals, items, [draw(policy) for _ in range(held)])


# --- the plain recount ------------------------------------------------------------------------------------------------


def together(need: ANeed, amounts: list[int | None]) -> int:
    known = [amount or 0 for amount in amounts]
    return max(known, default=0) if need.event == "medical" else sum(known)


def proposed(world: World, number: int) -> int:
    """Of the latest live proposal: accepted before others, then the last one made, then the last number."""
    chosen: dict[int, list[int | None]] = {}
    for item in world.items:
        if number in item.answers and world.proposals[item.proposal].state != ProposalState.REJECTED:
            chosen.setdefault(item.proposal, []).append(item.answers[number])
    if not chosen:
        return 0
    latest = max(chosen, key=lambda one: (
        world.proposals[one].state == ProposalState.ACCEPTED, -world.proposals[one].made, one,
    ))  # fmt: skip
    return together(world.needs[number], chosen[latest])


def issued(world: World, at: int) -> bool:
    return any(policy.item == at for policy in world.policies)


def adding(world: World, number: int) -> int:
    """What is on its way, and the last proposal nobody decided, unless an accepted one came after it or it is its new
    edition."""
    accepted = {
        item.proposal for item in world.items
        if number in item.answers and world.proposals[item.proposal].state == ProposalState.ACCEPTED
    }  # fmt: skip
    waiting: dict[int, list[int | None]] = {}
    for at, item in enumerate(world.items):
        one = world.proposals[item.proposal]
        edition = one.replaces is not None and world.proposals[one.replaces].state == ProposalState.ACCEPTED
        over = one.state in (ProposalState.ACCEPTED, ProposalState.REJECTED)
        if number in item.answers and not over and not edition and not issued(world, at):
            waiting.setdefault(item.proposal, []).append(item.answers[number])
    adds = 0
    if waiting:
        last = max(waiting, key=lambda one: (-world.proposals[one].made, one))
        made = world.proposals[last].made
        days = [world.proposals[one].decided for one in accepted]
        if all(day is not None and day > made for day in days):
            adds = together(world.needs[number], waiting[last])
    return together(world.needs[number], [on_its_way(world, number), adds])


def running(policy: APolicy) -> bool:
    return policy.status == PolicyStatus.IN_FORCE and (policy.ends is None or policy.ends > 0)


def in_force(world: World, number: int) -> int:
    paying = [policy.answers[number] for policy in world.policies if number in policy.answers and running(policy)]
    return together(world.needs[number], paying)


def covered_on(world: World, number: int, day: int) -> bool:
    """``day`` from today, not after it: one lapsed or ended counts up to the day it did, if that is known."""
    paying = []
    for policy in world.policies:
        lapsed = policy.lapsed if policy.status == PolicyStatus.LAPSED else None
        until = min([end for end in (policy.ends, lapsed) if end is not None], default=None)
        over = policy.status != PolicyStatus.IN_FORCE
        if number in policy.answers and (until is None or until > day) and not (over and (until is None or until > 0)):
            paying.append(policy.answers[number])
    return together(world.needs[number], paying) >= world.needs[number].gap


def on_its_way(world: World, number: int) -> int:
    amounts: list[int | None] = []
    for at, item in enumerate(world.items):
        proposal = world.proposals[item.proposal]
        replaced = any(
            other.replaces == item.proposal and other.state == ProposalState.ACCEPTED for other in world.proposals
        )
        if number not in item.answers or proposal.state != ProposalState.ACCEPTED or replaced or issued(world, at):
            continue
        standing = [
            one for one in item.lines if not one.left_out and one.policy is None and one.state not in OVER
        ]  # fmt: skip
        if item.lines and not standing:
            continue
        amount = item.answers[number] or 0
        amounts.append(amount * standing[-1].sum // item.sum if standing and item.sum else amount)
    return together(world.needs[number], amounts)


def asked(world: World, number: int) -> int:
    need, paid, coming = world.needs[number], in_force(world, number), on_its_way(world, number)
    if need.event == "medical":
        return need.gap if paid < need.gap and coming < need.gap else 0
    return max(0, need.gap - paid - coming)


def refused(need: ANeed) -> bool:
    return bool(need.declined) and (need.until is None or need.until >= 0)


def coverage(world: World, number: int) -> Coverage:
    need = world.needs[number]
    best = together(need, [adding(world, number), in_force(world, number)])
    if refused(need):
        return Coverage.DECLINED
    if need.gap == 0 and need.family is None:
        by_work = {NeedStatus.DONE: Coverage.COVERED, NeedStatus.IN_PROGRESS: Coverage.PARTIAL}
        return by_work.get(need.status, Coverage.OPEN)
    if need.gap > 0 and best * 10 > need.gap * 12:
        return Coverage.OVER_COVERED
    return Coverage.COVERED if best >= need.gap else Coverage.PARTIAL if best else Coverage.OPEN


# --- the same world in a store ----------------------------------------------------------------------------------------


def put(store: Store, actor: Actor, world: World) -> None:
    with store.write(actor, "demo.fill") as session:
        for model in (
            TraceLink,
            OrderLine,
            Order,
            Opportunity,
            Policy,
            ProposalItem,
            Proposal,
            Need,
            Member,
            Household,
        ):
            session.execute(delete(model))
        stamps = session.stamps() | {"created_at": NOW - timedelta(days=9)}
        matrix = session.scalars(select(Matrix.id)).one()

        def add(model: Any, rows: list[dict[str, Any]]) -> None:
            if rows:
                session.execute(insert(model), [stamps | row for row in rows])

        add(Household, [{"id": h, "code": h, "name": h, "sort_key": h, "search_key": h, "agent_code": "A001"}
                        for h in FAMILIES])  # fmt: skip
        add(Member, [{"id": "m", "household_id": "h0", "relation": "self", "name": "m"}])
        add(Need, [_need(number, need, matrix) for number, need in enumerate(world.needs)])
        add(Opportunity, [{"id": "s", "number": "s", "household_id": "h0", "agent_code": "A001", "stage_since": TODAY,
                           "opened_on": TODAY}])  # fmt: skip
        add(Proposal, [_proposal(number, one, session.now) for number, one in enumerate(world.proposals)])
        add(ProposalItem, [
            {"id": f"i{number}", "proposal_id": f"p{item.proposal}", "product_code": f"X{number % 2}",
             "product_name": "x", "member_id": "m", "sum": item.sum, "premium": 0}
            for number, item in enumerate(world.items)
        ])  # fmt: skip
        add(Policy, [_policy(number, policy) for number, policy in enumerate(world.policies)])
        lines = [(at, line) for at, item in enumerate(world.items) for line in item.lines]
        add(Order, [
            {"id": f"o{number}", "number": f"o{number}", "household_id": "h0", "opportunity_id": "s",
             "proposal_id": f"p{world.items[at].proposal}", "agent_code": "A001", "kind": "insurance",
             "state": line.state.value}
            for number, (at, line) in enumerate(lines)
        ])  # fmt: skip
        add(OrderLine, [
            {"id": f"l{number}", "order_id": f"o{number}", "proposal_item_id": f"i{at}", "product_code": "x",
             "product_name": "x", "member_id": "m", "sum": line.sum, "premium": 0,
             "left_out": "too dear" if line.left_out else "",
             "policy_id": None if line.policy is None else f"y{line.policy}"}
            for number, (at, line) in enumerate(lines)
        ])  # fmt: skip
        add(TraceLink, [_link(f"n{need}", "need", f"i{at}", "proposal_item", amount)
                        for at, item in enumerate(world.items) for need, amount in item.answers.items()])  # fmt: skip
        add(TraceLink, [_link(f"n{need}", "need", f"y{at}", "policy", amount)
                        for at, one in enumerate(world.policies) for need, amount in one.answers.items()])  # fmt: skip
        add(TraceLink, [_link(f"i{one.item}", "proposal_item", f"y{at}", "policy", None)
                        for at, one in enumerate(world.policies) if one.by_hand and one.item is not None])  # fmt: skip


def _need(number: int, need: ANeed, matrix: str) -> dict[str, Any]:
    return {
        "id": f"n{number}", "matrix_id": matrix, "number": f"N{number}", "event": need.event, "gap": need.gap,
        "household_id": None if need.family is None else FAMILIES[need.family], "status": need.status.value,
        "declined_reason": need.declined, "declined_until": _day(need.until),
        "archived_at": NOW - timedelta(days=5) if need.archived else None,
    }  # fmt: skip


def _proposal(number: int, one: AProposal, now: datetime) -> dict[str, Any]:
    return {
        "id": f"p{number}", "number": f"P{number}", "household_id": "h0", "agent_code": "A001", "plan_name": "x",
        "state": one.state.value, "as_of": TODAY, "premium": 0, "objective": 0.0, "solver_status": "optimal",
        "request": {}, "plan": {}, "replaces_id": None if one.replaces is None else f"p{one.replaces}",
        "created_at": now - timedelta(days=one.made),
        "decided_at": None if one.decided is None else now - timedelta(days=one.decided),
    }  # fmt: skip


def _policy(number: int, policy: APolicy) -> dict[str, Any]:
    issued = policy.item is not None and not policy.by_hand
    return {
        "id": f"y{number}", "household_id": "h0", "member_id": "m", "product_name": "x",
        "product_code": f"X{number % 3}", "status": policy.status.value, "ends_on": _day(policy.ends),
        "lapsed_on": _day(policy.lapsed), "proposal_item_id": f"i{policy.item}" if issued else None,
    }  # fmt: skip


def _link(source: str, source_kind: str, target: str, target_kind: str, amount: int | None) -> dict[str, Any]:
    return {
        "id": f"{source}-{target}", "source_kind": source_kind, "source_id": source, "target_kind": target_kind,
        "target_id": target, "amount": amount,
    }  # fmt: skip


def _day(days: int | None) -> date | None:
    return None if days is None else TODAY + timedelta(days=days)


# --- the tests --------------------------------------------------------------------------------------------------------


ONE = ANeed(Event.DEATH.value, 100, 0, NeedStatus.IN_PROGRESS, "", None, False)
LAPSED_TODAY = World([ONE], policies=[APolicy(PolicyStatus.LAPSED, None, 0, None, False, {0: 100})])
REST = World(  # 40 in force, 30 accepted three days ago, and the rest proposed since: covered, once told as partial
    [ONE],
    [AProposal(ProposalState.ACCEPTED, 2, None, 1), AProposal(ProposalState.DRAFT, 0, None)],
    [AnItem(0, 100, {0: 30}, []), AnItem(1, 100, {0: 30}, [])],
    [APolicy(PolicyStatus.IN_FORCE, None, None, None, False, {0: 40})],
)
OLD_DRAFT = World(  # made after the one that was accepted
    [ONE],
    [AProposal(ProposalState.ACCEPTED, 2, None), AProposal(ProposalState.DRAFT, 0, None)],
    [AnItem(0, 100, {0: 60}, []), AnItem(1, 100, {0: 90}, [])],
)


@example(LAPSED_TODAY)
@example(OLD_DRAFT)
@example(REST)
@given(worlds())
@settings(max_examples=120, phases=QUICKLY, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whoever_asks_hears_the_same(store: Store, actor: Actor, world: World) -> None:
    put(store, actor, world)
    shown = [number for number, need in enumerate(world.needs) if not need.archived]
    entries = {entry.id: entry for entry in index.index(store, TODAY).entries}
    rows = {row.id: row for row in listing.rows(store, TODAY)}
    cells = grids.grid(store, list(rows), 0, TODAY).cells
    assert sorted(entries) == sorted(rows) == [f"n{number}" for number in shown]
    for number in shown:
        need, wanted = world.needs[number], (proposed(world, number), in_force(world, number))
        for one in (entries[f"n{number}"], rows[f"n{number}"]):
            assert (one.proposed, one.in_force, one.coverage) == (*wanted, coverage(world, number))
        own = [cell for (id, _), cell in cells.items() if id == f"n{number}"]
        told = [together(need, [cell.proposed for cell in own]), together(need, [cell.in_force for cell in own])]
        assert told == list(wanted)
    _figures_agree(store, world, shown)
    with store.read() as session:
        found = covering.asking(session, TODAY, Need.archived_at.is_(None))
        assert {id: one.asked for id, one in found.items()} == {f"n{number}": asked(world, number) for number in shown}
        assert {id: one.on_its_way for id, one in found.items()} == {
            f"n{number}": on_its_way(world, number) for number in shown
        }


def _figures_agree(store: Store, world: World, shown: list[int]) -> None:
    """The dashboard's covered needs, and the families the list finds by what is still open."""
    own = [number for number in shown if world.needs[number].family is not None]
    answer = progress.answer(store, Card.COVERAGE, Scope("", periods.of(PeriodKind.WEEK, TODAY), TODAY))
    covered = [number for number in own if in_force(world, number) >= world.needs[number].gap]
    assert covered == [number for number in own if covered_on(world, number, 0)]
    for day in (-1, 0):
        place = (TODAY + timedelta(days=day)).isoformat()
        assert answer.numbers[place, "known"].value == len(own)
        assert answer.numbers[place, "covered"].value == sum(covered_on(world, number, day) for number in own)
    uncovered = [world.needs[number] for number in own if number not in covered]
    still_open = {FAMILIES[need.family or 0] for need in uncovered if not refused(need)}
    assert set(customers.ids(store, wanted=CustomerFilter(need=NeedFilter.OPEN))) == still_open


def test_a_proposal_of_the_rest_covers_the_need(store: Store, actor: Actor) -> None:
    put(store, actor, REST)
    (row,) = listing.rows(store, TODAY)
    assert (row.in_force, row.proposed, row.best, row.coverage) == (40, 30, 100, Coverage.COVERED)


@pytest.mark.parametrize(
    ("event", "gap", "held", "coming", "wanted"),
    [
        ("death", 100, 0, 0, 100),
        ("death", 100, 30, 20, 50),
        ("death", 100, 80, 30, 0),
        ("death", 0, 0, 0, 0),
        ("medical", 100, 99, 99, 100),  # a second indemnity of the rest would add nothing
        ("medical", 100, 0, 100, 0),
    ],
)
def test_what_is_still_asked_for(event: str, gap: int, held: int, coming: int, wanted: int) -> None:
    assert Asking(event, gap, held, coming).asked == wanted
