"""600 families: every need asked for is recounted from the tables by plain sums, and nothing covered is asked for."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from sqlalchemy import select

from app.models import (
    Household,
    Need,
    Order,
    OrderLine,
    Policy,
    PolicyCover,
    Proposal,
    ProposalItem,
    TraceLink,
)
from app.services.base import agents, founding
from app.services.base.store import Store
from app.services.front import demo
from app.services.offers import catalogue, proposals
from app.services.offers.combinations import plan_within
from app.services.offers.proposals import Basis
from tests.conftest import CHEAP, NOW

TODAY = NOW.date()
FAMILIES, SOLVED = 600, 12


@pytest.fixture(scope="module", params=["as made", "stirred"])
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """As the sample is made, and with needs opened again that policies answer in part, and policies that lapsed."""
    path = tmp_path_factory.mktemp("many") / "many.db"
    made = founding.found(path, "a password of ours", cost=CHEAP, clock=lambda: NOW)
    demo.sample_family(made)
    demo.populate(made, customers=FAMILIES - 1, agent_count=2, weeks=12, seed=16)
    if request.param == "stirred":
        stir(made)
    yield made
    made.close()


def stir(store: Store) -> None:
    with store.write(agents.me(store), "test.stir") as session:
        done = session.scalars(select(Need).where(Need.status == "done").order_by(Need.number)).all()
        for place, need in enumerate(done):
            need.status, need.actual_finish = "in_progress", None
            need.gap = need.gap * (1, 3, 5)[place % 3] // 2 // 100 * 100 + 100
        for policy in session.scalars(select(Policy).order_by(Policy.number)).all()[::6]:
            policy.status, policy.lapsed_on = "lapsed", TODAY


@pytest.fixture(scope="module")
def asked(store: Store) -> dict[str, Basis]:
    """By household."""
    with store.read() as session:
        homes = session.scalars(select(Household.id)).all()
    assert len(homes) == FAMILIES
    return {home: proposals.basis(store, home, TODAY) for home in homes}


@dataclass
class Counted:
    """Of one need, recounted: fen."""

    household: str
    event: str
    gap: int
    in_force: int = 0
    accepted: int = 0

    @property
    def asked(self) -> int:
        if self.event == "medical":  # an indemnity: a second one pays nothing more
            return 0 if max(self.in_force, self.accepted) >= self.gap else self.gap
        return max(0, self.gap - self.in_force - self.accepted)


def recount(store: Store) -> dict[str, Counted]:
    """By need, row by row; from the covers of the policies, not from the amounts noted on links."""
    with store.read() as session:
        needs = session.scalars(select(Need).where(Need.archived_at.is_(None), Need.household_id.is_not(None))).all()
        found = {n.id: Counted(str(n.household_id), n.event, n.gap) for n in needs}
        policies = {p.id: p for p in session.scalars(select(Policy))}
        covers = {(c.policy_id, c.event): c.amount for c in session.scalars(select(PolicyCover))}
        items = {i.id: i for i in session.scalars(select(ProposalItem))}
        offers = {p.id: p for p in session.scalars(select(Proposal))}
        lines: dict[str, list[tuple[OrderLine, Order]]] = defaultdict(list)
        for line, order in session.execute(select(OrderLine, Order).join(Order, Order.id == OrderLine.order_id)):
            lines[line.proposal_item_id].append((line, order))
        issued = {p.proposal_item_id for p in policies.values()}
        for link in session.scalars(select(TraceLink).where(TraceLink.source_kind == "need")):
            need = found.get(link.source_id)
            if need is None:
                continue
            if link.target_kind == "policy":
                policy = policies[link.target_id]
                if policy.status == "in_force" and (policy.ends_on is None or policy.ends_on > TODAY):
                    need.in_force = together(need, need.in_force, covers.get((policy.id, need.event), 0))
            elif link.target_kind == "proposal_item":
                item = items[link.target_id]
                standing = [o for line, o in lines[item.id] if not line.left_out and line.policy_id is None]
                alive = not lines[item.id] or any(o.state not in ("withdrawn", "declined") for o in standing)
                if offers[item.proposal_id].state == "accepted" and item.id not in issued and alive:
                    need.accepted = together(need, need.accepted, link.amount or 0)
        return found


def together(need: Counted, one: int, other: int) -> int:
    return max(one, other) if need.event == "medical" else one + other


def test_every_need_asked_for_is_gap_less_in_force_less_accepted(store: Store, asked: dict[str, Basis]) -> None:
    told = {line.id: line for based in asked.values() for line in (*based.needs, *based.settled)}
    counted = {key: one for key, one in recount(store).items() if one.gap > 0}
    assert set(counted) <= set(told)
    request = {need.key: need.gap for based in asked.values() for need in based.request.needs}
    wrong = []
    why: Counter[str] = Counter()
    for key, one in counted.items():
        line = told[key]
        why[line.not_asked.value if line.not_asked else "asked"] += 1
        expected = 0 if line.not_asked else one.asked
        if (line.in_force, line.on_its_way, line.asked) != (one.in_force, one.accepted, expected):
            wrong.append((key, one, line))
        if request.get(key, 0) != expected or (key in request) != bool(expected):
            wrong.append((key, one, line))
    again = [key for key in request if counted[key].in_force + counted[key].accepted >= counted[key].gap]
    print(f"{len(asked)} families, {len(counted)} needs: {dict(why)}; wrong: {len(wrong)}; asked again: {len(again)}")
    assert wrong == []
    assert again == []
    assert why["asked"] > 200 and why["done"] + why["in_force"] + why["on_its_way"] > 50
    partly = [key for key in request if counted[key].in_force]
    assert bool(why["done"]) != (len(partly) > 50), "a store as made has needs done, a stirred one needs half covered"


def test_what_is_not_asked_for_says_why_truly(store: Store, asked: dict[str, Basis]) -> None:
    counted = recount(store)
    with store.read() as session:
        needs = {need.id: need for need in session.scalars(select(Need))}
    for based in asked.values():
        for line in based.settled:
            one, need = counted[line.id], needs[line.id]
            declined = bool(need.declined_reason) and (need.declined_until is None or need.declined_until >= TODAY)
            true = {
                "declined": declined, "done": need.status == "done", "on_hold": need.status == "on_hold",
                "dropped": need.status == "dropped", "missing": bool(need.missing),
                "in_force": one.in_force >= one.gap,
                "on_its_way": one.in_force + one.accepted >= one.gap > one.in_force,
            }  # fmt: skip
            assert true[str(line.not_asked)], (line, one)


def test_no_plan_covers_more_than_is_missing(store: Store, asked: dict[str, Basis]) -> None:
    """Solved for some of the families that have both something in force and something missing."""
    found = catalogue.products(store)
    partly = [
        based for based in asked.values()
        if based.request.needs and any(line.in_force or line.on_its_way for line in (*based.needs, *based.settled))
    ]  # fmt: skip
    assert len(partly) >= SOLVED
    for based in partly[:SOLVED]:
        plan = plan_within(based.request, found, "balanced", based.budget)
        wanted = {need.key: need.gap for need in based.request.needs}
        assert {need for item in plan.items for need, _ in item.answers} <= set(wanted)
        assert not {line.id for line in based.settled} & set(wanted)
        for cover in plan.coverage:
            most = wanted[cover.need.key] * (1 + based.request.overshoot)
            assert cover.cover <= most or cover.need.event == "medical"
