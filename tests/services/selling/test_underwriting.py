"""What the insurer says to an order line by line, what is issued then, and a sale without a proposal."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from app.enums import Coverage, NeedStatus, OfferAnswer, OrderState, ProductKind, Stage, Underwriting
from app.errors import ConflictError, InputError
from app.models import Order, OrderLine, Policy, PolicyCover, TraceLink
from app.services import matrix
from app.services.base.store import Actor, Store
from app.services.measures import kpis
from app.services.offers import catalogue
from app.services.people import customers, policies
from app.services.rules.base.weeks import week_of
from app.services.rules.selling.orders import Step, following
from app.services.rules.selling.underwriting import Verdict
from app.services.selling import opportunities, orders
from app.services.selling.orders import OrderDetail, WalkInDraft, WalkInLine
from tests import reading
from tests.conftest import PASSWORD
from tests.services.selling_family import accepted, analysed, family

TODAY = date(2026, 11, 24)
S, U = OrderState, Underwriting


@pytest.fixture
def clock() -> list[datetime]:
    """What the store takes for now; a test may move it on."""
    return [datetime(2026, 11, 24, 8, 0, tzinfo=UTC)]


@pytest.fixture
def store(store_file: Path, clock: list[datetime]) -> Iterator[Store]:
    with closing(Store.open(store_file, PASSWORD, clock=lambda: clock[0])) as opened:
        yield opened


@pytest.fixture
def order(store: Store, actor: Actor) -> OrderDetail:
    accepted(store, actor)
    (ready,) = orders.ready(store, actor.code)
    return go(store, actor, orders.from_proposal(store, actor, ready.id), S.SUBMITTED, S.UNDERWRITING)


def go(
    store: Store, actor: Actor, order: OrderDetail, *states: S, numbers: dict[str, str] | None = None
) -> OrderDetail:
    for state in states:
        number = "POL-1" if state == S.ISSUED else ""
        step = Step(state, store.today(), "客户要求", "陈主管", number, numbers or {})
        order = orders.move(store, actor, order.row.id, step)
    return order


def say(store: Store, actor: Actor, order: OrderDetail, verdicts: Sequence[Verdict]) -> OrderDetail:
    return orders.underwrite(store, actor, order.row.id, verdicts, order.row.version)


def changed(order: OrderDetail, place: int, **more: object) -> list[Verdict]:
    verdicts = orders.verdicts_of(order.lines)
    verdicts[place] = replace(verdicts[place], **more)
    return verdicts


def codes(caught: pytest.ExceptionInfo[InputError]) -> list[str]:
    return [problem.code for problem in caught.value.problems]


def lead_of(order: OrderDetail) -> int:
    """A main that riders belong to."""
    wanted = {line.main_id for line in order.lines}
    return next(place for place, line in enumerate(order.lines) if line.id in wanted)


def test_riders_of_a_proposal_stand_under_their_mains(order: OrderDetail) -> None:
    mains = {line.id for line in order.lines if line.product_kind == ProductKind.MAIN}
    riders = [line for line in order.lines if line.product_kind != ProductKind.MAIN]
    assert riders and all(line.main_id in mains for line in riders)
    assert all(line.main_id is None for line in order.lines if line.id in mains)


def test_an_extra_premium_is_an_offer_and_what_is_issued_counts(store: Store, actor: Actor, order: OrderDetail) -> None:
    line = order.lines[0]
    before = order.row.premium
    said = changed(order, 0, result=U.EXTRA, extra_premium=500_00, terms="不承保甲状腺疾病")
    order = say(store, actor, order, said)
    assert (order.lines[0].answer, order.row.premium) == (OfferAnswer.OPEN, before + 500_00)
    with pytest.raises(InputError) as caught:
        go(store, actor, order, S.ISSUED)
    assert codes(caught) == ["order_offer_open"]
    order = say(store, actor, order, changed(order, 0, answer=OfferAnswer.ACCEPTED))
    order = go(store, actor, order, S.ISSUED)
    held = {row.product_code: row for row in reading.policies(store, order.row.household_id)}
    issued = held[line.product_code]
    assert (issued.premium, issued.extra_premium, issued.sum, issued.terms) == (
        line.premium + 500_00, 500_00, line.sum, "不承保甲状腺疾病",
    )  # fmt: skip
    assert issued.payer_id == order.row.payer_id
    assert _figure(store, actor, "issued_premium") == before + 500_00
    assert _figure(store, actor, "submitted_premium") == before
    sale = opportunities.row(store, order.row.opportunity_id, TODAY)
    assert sale.premium == before + 500_00


def test_a_smaller_sum_covers_less_and_the_rest_is_asked_again(store: Store, actor: Actor, order: OrderDetail) -> None:
    place, need = _sole(store, order)
    line = order.lines[place]
    smaller = line.sum // 2
    said = changed(order, place, sum=smaller, premium=line.premium // 2, answer=OfferAnswer.ACCEPTED)
    order = go(store, actor, say(store, actor, order, said), S.ISSUED)
    row = next(one for one in matrix.rows(store, TODAY) if one.id == need)
    with store.read() as session:
        policy = session.scalars(select(Policy).where(Policy.id == order.lines[place].policy_id)).one()
        assert policy.sum == smaller
    _recount(store)
    assert row.in_force < row.gap


def test_a_declined_main_takes_its_riders_along_and_the_rest_is_issued(
    store: Store, actor: Actor, order: OrderDetail
) -> None:
    place = lead_of(order)
    lead = order.lines[place]
    order = say(store, actor, order, changed(order, place, result=U.DECLINED, terms="体况"))
    gone = [line for line in order.lines if line.id == lead.id or line.main_id == lead.id]
    assert len(gone) > 1 and {(line.result, line.left_out) for line in gone} == {(U.DECLINED, "体况")}
    assert order.row.premium == sum(line.premium for line in order.lines if not line.left_out)
    if any(not line.left_out for line in order.lines):
        order = go(store, actor, order, S.ISSUED)
        assert len(reading.policies(store, order.row.household_id)) == len(order.lines) - len(gone)
    _recount(store)


def test_nothing_left_to_issue_is_said(store: Store, actor: Actor, order: OrderDetail) -> None:
    verdicts = [replace(one, result=U.DECLINED, terms="体况") for one in orders.verdicts_of(order.lines)]
    order = say(store, actor, order, verdicts)
    assert order.row.premium == 0
    with pytest.raises(InputError) as caught:
        go(store, actor, order, S.ISSUED)
    assert codes(caught) == ["order_all_declined"]
    again = [replace(one, result=U.STANDARD, terms="") for one in orders.verdicts_of(order.lines)]
    order = say(store, actor, order, again)
    assert all(not line.left_out for line in order.lines)


def test_a_refused_offer_is_left_out_with_its_reason(store: Store, actor: Actor, order: OrderDetail) -> None:
    said = changed(order, 0, result=U.EXTRA, extra_premium=500_00, answer=OfferAnswer.REFUSED)
    with pytest.raises(InputError) as caught:
        say(store, actor, order, said)
    assert codes(caught) == ["underwriting_terms"]
    order = say(store, actor, order, [replace(said[0], terms="太贵"), *said[1:]])
    assert order.lines[0].left_out == "太贵"


def test_what_cannot_be_is_refused_by_the_product(store: Store, actor: Actor, order: OrderDetail) -> None:
    wrong = {
        "underwriting_extra": {"result": U.EXTRA},
        "underwriting_no_extra": {"extra_premium": 5},
        "underwriting_terms": {"result": U.EXCLUSION},
        "underwriting_day": {"result": U.POSTPONED, "terms": "复查", "postponed_until": TODAY},
        "underwriting_no_day": {"postponed_until": TODAY + timedelta(days=9)},
        "underwriting_amount": {"sum": 0},
    }
    for code, more in wrong.items():
        with pytest.raises(InputError) as caught:
            say(store, actor, order, changed(order, 0, **more))
        assert codes(caught)[0] == code
        assert caught.value.problems[0].values["product"] == order.lines[0].product
    with pytest.raises(InputError) as caught:
        say(store, actor, order, orders.verdicts_of(order.lines)[1:])
    assert codes(caught) == ["order_lines_missing"]
    with pytest.raises(ConflictError):
        orders.underwrite(store, actor, order.row.id, orders.verdicts_of(order.lines), order.row.version - 1)
    order = go(store, actor, order, S.ISSUED)
    assert all(line.result == U.STANDARD for line in order.lines)
    with pytest.raises(InputError) as caught:
        say(store, actor, order, orders.verdicts_of(order.lines))
    assert codes(caught) == ["order_not_underwritten"]


def test_each_main_may_have_its_own_number_and_riders_have_their_mains(
    store: Store, actor: Actor, order: OrderDetail
) -> None:
    mains = [line for line in order.lines if line.main_id is None]
    order = go(store, actor, order, S.ISSUED, numbers={line.id: f"N-{place}" for place, line in enumerate(mains)})
    numbers = {line.id: line.policy_number for line in order.lines}
    assert [numbers[line.id] for line in mains] == [f"N-{place}" for place in range(len(mains))]
    for line in order.lines:
        if line.main_id:
            assert numbers[line.id] == numbers[line.main_id]
    held = reading.policies(store, order.row.household_id)
    assert len(policies.contracts(held)) == len(mains)
    rider = next(row for row in held if row.main_id)
    assert next(row for row in held if row.id == rider.main_id).number == rider.number


def test_underwriting_and_issuing_are_taken_back_one_by_one(store: Store, actor: Actor, order: OrderDetail) -> None:
    said = changed(order, 0, result=U.EXTRA, extra_premium=500_00, answer=OfferAnswer.ACCEPTED)
    after = say(store, actor, order, said)
    issued = go(store, actor, after, S.ISSUED)
    back = orders.undo(store, actor, issued.row.id)
    assert (back.row.state, back.row.premium) == (S.UNDERWRITING, after.row.premium)
    assert reading.policies(store, order.row.household_id) == ()
    assert all(line.policy_number == "" for line in back.lines)


def test_a_walk_in_sale_goes_its_way_and_covers_what_is_open(store: Store, actor: Actor) -> None:
    catalogue.load_sample(store, actor)
    home = family(store, actor)
    analysed(store, actor, home, no_debts=True)
    who = customers.household(store, home).members[0].id
    wanted = next(row for row in matrix.rows(store, TODAY) if row.event == "death" and row.member_id == who)
    product = next(
        one for one in catalogue.products(store)
        if one.kind == ProductKind.MAIN and any(cover.event == "death" for cover in one.covers)
    )  # fmt: skip
    draft = WalkInDraft((WalkInLine(product.code, who, product.sum_min, None),), who)
    order = orders.walk_in(store, actor, home, draft)
    assert (order.row.proposal_id, order.row.proposal) == (None, "")
    assert order.row.premium == order.lines[0].premium > 0
    assert not orders.ready(store, actor.code)
    order = go(store, actor, order, S.SUBMITTED, S.UNDERWRITING, S.ISSUED)
    assert customers.row(store, home).stage == Stage.S6_ISSUED
    after = next(row for row in matrix.rows(store, TODAY) if row.id == wanted.id)
    pays = next(c.amount for c in reading.policies(store, home)[0].covers if c.event == "death")
    assert after.in_force == wanted.in_force + pays
    assert _figure(store, actor, "issued_premium") == order.row.premium
    for _ in range(3):
        order = orders.undo(store, actor, order.row.id)
    assert order.row.state == S.DRAFT
    assert next(row for row in matrix.rows(store, TODAY) if row.id == wanted.id).in_force == wanted.in_force
    assert not store.faults()


def test_a_walk_in_sale_says_what_is_missing(store: Store, actor: Actor) -> None:
    catalogue.load_sample(store, actor)
    home = family(store, actor)
    who = customers.household(store, home).members[0].id
    rider = next(one for one in catalogue.products(store) if one.kind == ProductKind.RIDER)
    wrong = {
        "order_no_lines": WalkInDraft(()),
        "order_no_product": WalkInDraft((WalkInLine("?", who, 100_00),)),
        "order_no_insured": WalkInDraft((WalkInLine(rider.code, "?", 100_00),)),
        "order_line_amount": WalkInDraft((WalkInLine(rider.code, who, 0),)),
        "order_rider_alone": WalkInDraft((WalkInLine(rider.code, who, 100_00, 5_00),)),
        "not_found": WalkInDraft((WalkInLine(rider.code, who, 100_00, 5_00),), "nobody"),
    }
    for code, draft in wrong.items():
        with pytest.raises(InputError) as caught:
            orders.walk_in(store, actor, home, draft)
        assert codes(caught) == [code]
    assert orders.of_household(store, home) == []


@pytest.mark.parametrize("seed", range(6))
def test_every_path_of_an_order_keeps_its_sums_and_its_cover(
    store: Store, actor: Actor, clock: list[datetime], seed: int
) -> None:
    """Random results, answers and steps to an end, some taken back: premium, policies and links agree with a plain
    recount at every step."""
    draw = random.Random(seed)
    accepted(store, actor)
    (ready,) = orders.ready(store, actor.code)
    order = orders.from_proposal(store, actor, ready.id)
    for _ in range(14):
        steps = following(order.row.kind, order.row.state, needs_approval=False)
        if order.row.state == S.UNDERWRITING and draw.random() < 0.7:
            order = say(store, actor, order, [_drawn(draw, one) for one in orders.verdicts_of(order.lines)])
        elif order.can_undo and draw.random() < 0.15:
            order = orders.undo(store, actor, order.row.id)
        elif steps:
            try:
                order = go(store, actor, order, draw.choice(steps))
            except InputError:
                clock[0] += timedelta(days=5)
        _sums(store, order)
        _recount(store)
    assert not store.faults()


def _drawn(draw: random.Random, one: Verdict) -> Verdict:
    result = draw.choice(list(U))
    extra = draw.randrange(1, 900_00) if result == U.EXTRA else 0
    answer = draw.choice([OfferAnswer.ACCEPTED, OfferAnswer.ACCEPTED, OfferAnswer.REFUSED])
    return replace(one, result=result, extra_premium=extra, terms="核保意见", answer=answer, postponed_until=None)


def _sums(store: Store, order: OrderDetail) -> None:
    with store.read() as session:
        lines = session.scalars(select(OrderLine).where(OrderLine.order_id == order.row.id)).all()
        kept = session.get_one(Order, order.row.id)
        assert kept.premium == sum(line.premium for line in lines if not line.left_out)
        out = {line.id for line in lines if line.left_out}
        assert all(line.id in out for line in lines if line.main_id in out)
        held = {row.id: row for row in session.scalars(select(Policy))}
        assert set(held) == {line.policy_id for line in lines if line.policy_id}
        for line in lines:
            if line.policy_id:
                policy = held[line.policy_id]
                assert (policy.premium, policy.sum, policy.extra_premium) == (
                    line.premium, line.sum, line.extra_premium,
                )  # fmt: skip


def _recount(store: Store) -> None:
    """In force of each need, counted plainly from the policies that are linked to it."""
    with store.read() as session:
        links = session.scalars(select(TraceLink).where(TraceLink.target_kind == "policy")).all()
        pays: dict[str, list[int]] = {}
        for row in matrix.rows(store, store.today()):
            for link in links:
                if link.source_id != row.id:
                    continue
                policy = session.get_one(Policy, link.target_id)
                cover = session.get(PolicyCover, (policy.id, row.event))
                if policy.status == "in_force":
                    assert link.amount == (cover.amount if cover else 0)
                    pays.setdefault(row.id, []).append(link.amount or 0)
            amounts = pays.get(row.id, [])
            assert row.in_force == (max(amounts, default=0) if row.event == "medical" else sum(amounts))
            if row.in_force >= row.gap > 0:
                assert row.coverage in (Coverage.COVERED, Coverage.OVER_COVERED) or row.status == NeedStatus.DROPPED


def _sole(store: Store, order: OrderDetail) -> tuple[int, str]:
    """A line and a need that nothing else answers."""
    with store.read() as session:
        links = session.execute(
            select(TraceLink.source_id, TraceLink.target_id).where(TraceLink.target_kind == "proposal_item")
        ).all()
        items = {line.id: line.proposal_item_id for line in session.scalars(select(OrderLine))}
    for place, line in enumerate(order.lines):
        for need, item in links:
            if item == items[line.id] and sum(one == need for one, _ in links) == 1:
                return place, need
    raise AssertionError("no need is answered by one line alone")


def _figure(store: Store, actor: Actor, measure: str) -> int:
    week = week_of(TODAY)
    with store.read() as session:
        return kpis.measures(session, actor.code, week.monday, week.sunday)[measure]
