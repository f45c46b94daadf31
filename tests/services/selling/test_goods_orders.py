"""An order of goods is made, shipped and delivered; what the family holds then answers its needs."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from app.enums import Coverage, NeedStatus, NodeKind, OrderKind, OrderState, PolicyStatus, ProposalState, Stage
from app.errors import InputError
from app.models import Matrix, Need, Proposal, ProposalItem
from app.services import matrix
from app.services.base.store import Actor, Store
from app.services.offers import catalogue
from app.services.people import customers
from app.services.rules.selling.orders import Step
from app.services.selling import orders
from app.services.selling.orders import OrderDetail
from app.services.spine import tracing
from tests import reading
from tests.services.selling_family import family

TODAY = date(2026, 11, 24)
S = OrderState
UNITS = 100  # a unit of goods is a sum of 1 yuan


@pytest.fixture
def order(store: Store, actor: Actor) -> OrderDetail:
    """A camera phone for a need of three units of photos, accepted."""
    catalogue.load_sample(store, actor, catalogue.GOODS)
    household = family(store, actor)
    member = customers.household(store, household).customer.id
    with store.write(actor, "test.goods", household) as session:
        need = Need(
            matrix_id=session.scalars(select(Matrix.id)).one(), number="N00001", household_id=household,
            member_id=member, event="photos", gap=3 * UNITS, status=NeedStatus.IN_PROGRESS.value,
        )  # fmt: skip
        proposal = Proposal(
            number="P00001", household_id=household, agent_code=actor.code, plan_name="balanced", as_of=TODAY,
            state=ProposalState.ACCEPTED.value, premium=3_499_00, objective=1.0, solver_status="optimal", request={},
            plan={},
        )  # fmt: skip
        session.add_all([need, proposal])
        session.flush()
        item = ProposalItem(
            proposal_id=proposal.id, product_code="P2", product_name="拍照手机", member_id=member, sum=UNITS,
            premium=3_499_00,
        )  # fmt: skip
        session.add(item)
        session.flush()
        tracing.link(session, (NodeKind.NEED, need.id), (NodeKind.PROPOSAL_ITEM, item.id), 3 * UNITS)
    (ready,) = orders.ready(store, actor.code)
    return orders.from_proposal(store, actor, ready.id)


def go(store: Store, actor: Actor, order: OrderDetail, *states: S) -> OrderDetail:
    for state in states:
        order = orders.move(store, actor, order.row.id, Step(state, TODAY, "不想要了"))
    return order


def test_goods_are_held_from_their_delivery(store: Store, actor: Actor, order: OrderDetail) -> None:
    assert order.row.kind == OrderKind.GOODS
    order = go(store, actor, order, S.SUBMITTED, S.MAKING, S.SHIPPED)
    assert reading.policies(store, order.row.household_id) == ()
    assert customers.row(store, order.row.household_id).stage == Stage.S5_SUBMITTED
    order = go(store, actor, order, S.DELIVERED)
    (held,) = reading.policies(store, order.row.household_id)
    assert (held.number, held.ends_on, held.starts_on) == (order.row.number, None, TODAY)
    (need,) = matrix.rows(store, TODAY, household_id=order.row.household_id)
    assert (need.in_force, need.coverage, need.status) == (3 * UNITS, Coverage.COVERED, NeedStatus.DONE)
    order = go(store, actor, order, S.RECEIPTED)
    assert order.row.cooling_off_until == date(2026, 12, 1)
    assert customers.row(store, order.row.household_id).stage == Stage.S7_DELIVERED


def test_goods_are_not_underwritten(store: Store, actor: Actor, order: OrderDetail) -> None:
    with pytest.raises(InputError) as caught:
        go(store, actor, order, S.SUBMITTED, S.UNDERWRITING)
    assert [problem.code for problem in caught.value.problems] == ["order_move"]


def test_goods_sent_back_leave_the_need_open_and_undo_brings_them_back(
    store: Store, actor: Actor, order: OrderDetail
) -> None:
    order = go(store, actor, order, S.SUBMITTED, S.MAKING, S.SHIPPED, S.DELIVERED, S.RECEIPTED, S.WITHDRAWN)
    (need,) = matrix.rows(store, TODAY, household_id=order.row.household_id)
    assert (need.in_force, need.status) == (0, NeedStatus.IN_PROGRESS)
    orders.undo(store, actor, order.row.id)
    (held,) = reading.policies(store, order.row.household_id)
    assert held.status == PolicyStatus.IN_FORCE
    (need,) = matrix.rows(store, TODAY, household_id=order.row.household_id)
    assert (need.in_force, need.status) == (3 * UNITS, NeedStatus.DONE)
