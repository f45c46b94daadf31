"""From an accepted proposal to policies in force that answer their needs; every step can be taken back."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.enums import (
    ActivityKind,
    Coverage,
    Language,
    NeedStatus,
    OrderKind,
    OrderState,
    PolicyStatus,
    ProposalState,
    Stage,
)
from app.errors import ConflictError, InputError
from app.models import Activity, AuditRow, Policy, StageMove, TraceLink
from app.services import matrix
from app.services.base import agents
from app.services.base.store import Actor, Store, kept
from app.services.base.store.keys import keyslot_path
from app.services.day import activities
from app.services.day.activities import ActivityDraft
from app.services.offers import catalogue, proposals
from app.services.people import customers, policies, timeline
from app.services.rules.base.weeks import week_of
from app.services.rules.selling.orders import ENDED, NEXT, Step, following, onward
from app.services.selling import opportunities, orders
from app.services.selling.orders import OrderDetail
from tests import reading
from tests.conftest import PASSWORD
from tests.services.selling_family import accepted, family, proposed
from tests.services.standing import standing
from tests.services.suited import accept
from tests.undoing import take_back_last

TODAY = date(2026, 11, 24)
S = OrderState


@pytest.fixture
def clock() -> list[datetime]:
    """What the store takes for now; a test may move it on."""
    return [datetime(2026, 11, 24, 8, 0, tzinfo=UTC)]


@pytest.fixture(scope="module")
def accepted_file(empty_store_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with one accepted proposal, made once; every test works on its own copy."""
    path = tmp_path_factory.mktemp("accepted") / "needfolio.db"
    copied(empty_store_file, path)
    with closing(Store.open(path, PASSWORD, clock=lambda: datetime(2026, 11, 24, 8, 0, tzinfo=UTC))) as store:
        accepted(store, Actor("A001", "李敏"))
    return path


@pytest.fixture
def store(accepted_file: Path, tmp_path: Path, clock: list[datetime]) -> Iterator[Store]:
    path = tmp_path / "needfolio.db"
    copied(accepted_file, path)
    with closing(Store.open(path, PASSWORD, clock=lambda: clock[0])) as opened:
        yield opened


def copied(source: Path, target: Path) -> None:
    shutil.copyfile(source, target)
    shutil.copyfile(keyslot_path(source), keyslot_path(target))


@pytest.fixture
def order(store: Store, actor: Actor) -> OrderDetail:
    (ready,) = orders.ready(store, actor.code)
    return orders.from_proposal(store, actor, ready.id)


def go(store: Store, actor: Actor, order: OrderDetail, *states: S, on: date = TODAY) -> OrderDetail:
    for state in states:
        step = Step(state, on, "客户要求", "陈主管", "POL-7788" if state == S.ISSUED else "")
        order = orders.move(store, actor, order.row.id, step)
    return order


def codes(caught: pytest.ExceptionInfo[InputError]) -> list[str]:
    return [problem.code for problem in caught.value.problems]


def needs(store: Store, household_id: str) -> dict[str, tuple[int, int, Coverage, NeedStatus]]:
    rows = matrix.rows(store, TODAY, household_id=household_id)
    return {row.number: (row.proposed, row.in_force, row.coverage, row.status) for row in rows}


def test_the_journey_of_a_proposal_to_needs_covered_by_policies_in_force(
    store: Store, actor: Actor, order: OrderDetail, clock: list[datetime]
) -> None:
    household = order.row.household_id
    before = needs(store, household)
    assert all(in_force == 0 for _, in_force, _, _ in before.values())
    assert (order.row.number, order.row.kind, order.row.payer) == ("OR00001", OrderKind.INSURANCE, "王芳")
    assert order.row.premium == sum(line.premium for line in order.lines)
    order = go(store, actor, order, S.SUBMITTED)
    assert customers.row(store, household).stage == Stage.S5_SUBMITTED
    order = go(store, actor, order, S.UNDERWRITING, S.ISSUED)
    assert customers.row(store, household).stage == Stage.S6_ISSUED
    held = reading.policies(store, household)
    assert {(p.number, p.product_code, p.premium, p.starts_on) for p in held} == {
        ("POL-7788", line.product_code, line.premium, TODAY) for line in order.lines
    }
    after = needs(store, household)
    for number, (proposed_amount, _, _, _) in before.items():
        _, in_force, coverage, status = after[number]
        assert in_force >= proposed_amount
        assert (status == NeedStatus.DONE) == (coverage in (Coverage.COVERED, Coverage.OVER_COVERED) and in_force > 0)
    assert any(coverage == Coverage.COVERED for _, _, coverage, _ in after.values())
    order = go(store, actor, order, S.DELIVERED, S.RECEIPTED)
    assert order.row.cooling_off_until == TODAY + timedelta(days=15)
    assert customers.row(store, household).stage == Stage.S7_DELIVERED
    with pytest.raises(InputError) as caught:
        go(store, actor, order, S.COMPLETED)
    assert codes(caught) == ["order_cooling_off"]
    clock[0] += timedelta(days=16)
    order = go(store, actor, order, S.COMPLETED, on=TODAY + timedelta(days=16))
    assert (order.row.ended, order.following) == (True, ())
    assert [event.state for event in reversed(order.history) if event.action == "moved"] == [
        S.SUBMITTED, S.UNDERWRITING, S.ISSUED, S.DELIVERED, S.RECEIPTED, S.COMPLETED,
    ]  # fmt: skip
    assert not store.faults()


def test_every_change_of_state_is_audited_with_who_when_and_why(store: Store, actor: Actor, order: OrderDetail) -> None:
    go(store, actor, order, S.SUBMITTED, S.WITHDRAWN)
    with store.read() as session:
        rows = session.scalars(select(AuditRow).where(AuditRow.action.like("order.%")).order_by(AuditRow.id)).all()
        assert [(row.action, row.actor, row.details.get("previous"), row.details.get("state")) for row in rows] == [
            ("order.add", "A001", None, None),
            ("order.submitted", "A001", "draft", "submitted"),
            ("order.withdrawn", "A001", "submitted", "withdrawn"),
        ]
        assert rows[-1].details["reason"] == "客户要求"


def test_only_an_accepted_proposal_is_ordered_and_only_once(store: Store, actor: Actor, order: OrderDetail) -> None:
    with pytest.raises(InputError) as caught:
        orders.from_proposal(store, actor, order.row.proposal_id)
    assert codes(caught) == ["order_exists"]
    assert orders.ready(store, actor.code) == []
    draft = proposed(store, actor, order.row.household_id, plan=0)
    with pytest.raises(InputError) as caught:
        orders.from_proposal(store, actor, draft.id)
    assert codes(caught) == ["order_needs_accepted"]
    go(store, actor, order, S.WITHDRAWN)
    assert [row.id for row in orders.ready(store, actor.code)] == [order.row.proposal_id]
    assert orders.from_proposal(store, actor, order.row.proposal_id).row.number == "OR00002"


def test_a_lead_decides_on_what_was_seen(store: Store, actor: Actor, order: OrderDetail) -> None:
    orders.set_approval(store, actor, 0)
    order = go(store, actor, order, S.SUBMITTED)
    assert order.following == (S.APPROVED, S.RETURNED, S.WITHDRAWN)
    with pytest.raises(InputError) as caught:
        go(store, actor, order, S.UNDERWRITING)
    assert codes(caught) == ["order_needs_approval"]
    looked_at = order.row.revision
    draft = reading.order_draft(order)
    line = replace(draft.lines[0], premium=draft.lines[0].premium + 100_00)
    changed = replace(draft, lines=(line, *draft.lines[1:]))
    with pytest.raises(InputError) as caught:
        orders.change(store, actor, order.row.id, changed, order.row.version)
    assert codes(caught) == ["required"]
    order = orders.change(store, actor, order.row.id, changed, order.row.version, "加费承保")
    (event,) = [event for event in order.history if event.action == "adjusted"]
    assert [(d.field, d.after - d.before) for d in event.changes] == [("premium", 100_00)]
    with pytest.raises(ConflictError) as conflict:
        orders.move(store, actor, order.row.id, Step(S.APPROVED, TODAY, "", "陈主管"), revision=looked_at)
    assert conflict.value.problems[0].code == "order_changed_since_seen"
    step = Step(S.RETURNED, TODAY, "补充告知", "陈主管")
    order = orders.move(store, actor, order.row.id, step, revision=order.row.revision)
    assert (order.row.state, order.changes, order.history[0].decided_by) == (S.RETURNED, (), "陈主管")
    draft = reading.order_draft(order)
    order = orders.change(store, actor, order.row.id, replace(draft, notes="已补充"), order.row.version)
    order = go(store, actor, order, S.SUBMITTED)
    assert [(d.field, d.after) for d in order.changes] == [("notes", "已补充")]
    order = go(store, actor, order, S.APPROVED)
    assert order.changes == ()
    with pytest.raises(InputError) as caught:
        orders.change(store, actor, order.row.id, reading.order_draft(order), order.row.version, "再改")
    assert codes(caught) == ["order_fixed"]


def test_an_agent_of_a_team_asks_the_lead_unless_a_setting_says_otherwise(
    store: Store, actor: Actor, order: OrderDetail
) -> None:
    assert orders.approval_from(store) == "by team"
    order = go(store, actor, order, S.SUBMITTED)
    assert S.UNDERWRITING in order.following
    agents.change_profile(store, actor, replace(agents.profile(store), team="一部"))
    assert S.UNDERWRITING not in orders.detail(store, order.row.id).following
    orders.set_approval(store, actor, order.row.premium + 1)
    assert S.UNDERWRITING in orders.detail(store, order.row.id).following
    orders.set_approval(store, actor, None)
    assert S.UNDERWRITING in orders.detail(store, order.row.id).following


def test_the_snapshot_keeps_what_was_submitted(store: Store, actor: Actor, order: OrderDetail) -> None:
    frozen = go(store, actor, order, S.SUBMITTED).snapshot
    assert frozen["proposal"] == "P00001" and frozen["premium"] == order.row.premium
    assert {product["code"] for product in frozen["products"]} == {line.product_code for line in order.lines}
    assert frozen["needs"] and all(need["amount"] > 0 for need in frozen["needs"])
    order = orders.detail(store, order.row.id)
    draft = reading.order_draft(order)
    lines = tuple(replace(line, left_out="延期承保") for line in draft.lines)
    orders.change(store, actor, order.row.id, replace(draft, lines=lines), order.row.version, "核保")
    assert orders.detail(store, order.row.id).snapshot == frozen


def test_a_line_left_out_is_not_in_force(store: Store, actor: Actor, order: OrderDetail) -> None:
    order = go(store, actor, order, S.SUBMITTED, S.UNDERWRITING)
    draft = reading.order_draft(order)
    mains = {line.main_id for line in order.lines}
    lone = next(
        place for place, line in enumerate(order.lines) if line.id not in mains
    )  # a main takes its riders along
    changed = replace(draft, lines=tuple(
        replace(line, left_out="体况拒保") if place == lone else line for place, line in enumerate(draft.lines)
    ))  # fmt: skip
    order = orders.change(store, actor, order.row.id, changed, order.row.version, "核保结论")
    assert order.row.premium == sum(line.premium for line in order.lines if not line.left_out)
    order = go(store, actor, order, S.ISSUED)
    assert len(reading.policies(store, order.row.household_id)) == len(order.lines) - 1
    assert order.lines[lone].policy_id is None


def test_undo_goes_back_step_by_step_to_where_it_all_was(store: Store, actor: Actor, order: OrderDetail) -> None:
    household = order.row.household_id
    stood = [(needs(store, household), customers.row(store, household).stage, order.row.premium)]
    path = [S.SUBMITTED, S.UNDERWRITING, S.ISSUED, S.DELIVERED, S.RECEIPTED]
    for state in path:
        order = go(store, actor, order, state)
        stood.append((needs(store, household), customers.row(store, household).stage, order.row.premium))
    with store.read() as session:
        assert session.scalar(select(func.count()).select_from(Policy)) == len(order.lines)
    for state, was in zip([S.DRAFT, *path][-2::-1], stood[-2::-1], strict=True):
        order = orders.undo(store, actor, order.row.id)
        assert order.row.state == state
        assert (needs(store, household), customers.row(store, household).stage, order.row.premium) == was
    with pytest.raises(InputError) as caught:
        orders.undo(store, actor, order.row.id)
    assert codes(caught) == ["order_nothing_to_undo"]
    with store.read() as session:
        assert session.scalar(select(func.count()).select_from(Policy)) == 0
        assert session.scalar(select(func.count()).select_from(TraceLink).where(TraceLink.target_kind == "policy")) == 0
        stages = session.scalars(select(StageMove.stage).order_by(StageMove.id)).all()
        assert stages == ["S0", "S3", "S4"]
        assert session.scalars(select(Activity.status).where(Activity.kind == "closing")).all() == []
    assert [event.action for event in order.history].count("undone") == len(path), "the history keeps both"


def test_withdrawn_in_the_cooling_off_ends_the_policies_and_opens_the_needs(
    store: Store, actor: Actor, order: OrderDetail
) -> None:
    household = order.row.household_id
    order = go(store, actor, order, S.SUBMITTED, S.UNDERWRITING, S.ISSUED, S.DELIVERED, S.RECEIPTED)
    covered = needs(store, household)
    order = go(store, actor, order, S.WITHDRAWN)
    assert customers.row(store, household).stage == Stage.WITHDRAWN
    assert {policy.status for policy in reading.policies(store, household)} == {PolicyStatus.ENDED}
    for _, in_force, _, status in needs(store, household).values():
        assert in_force == 0 and status != NeedStatus.DONE
    orders.undo(store, actor, order.row.id)
    assert needs(store, household) == covered
    assert customers.row(store, household).stage == Stage.S7_DELIVERED


def test_withdrawn_before_it_is_issued_leaves_a_proposal(store: Store, actor: Actor, order: OrderDetail) -> None:
    go(store, actor, order, S.SUBMITTED, S.WITHDRAWN)
    assert customers.row(store, order.row.household_id).stage == Stage.S4_PROPOSED


def test_a_declined_order_ends_its_sale(store: Store, actor: Actor, order: OrderDetail) -> None:
    go(store, actor, order, S.SUBMITTED, S.UNDERWRITING, S.DECLINED)
    row = opportunities.row(store, order.row.opportunity_id, TODAY)
    assert (row.stage, row.lost_reason) == (Stage.DECLINED, "客户要求")


def test_a_policy_changed_since_keeps_its_order_issued(store: Store, actor: Actor, order: OrderDetail) -> None:
    order = go(store, actor, order, S.SUBMITTED, S.UNDERWRITING, S.ISSUED)
    policy = reading.policies(store, order.row.household_id)[0]
    policies.update(store, actor, policy.id, replace(policies.draft_of(policy), notes="受益人已变更"), policy.version)
    with pytest.raises(ConflictError, match="undo_changed_since"):
        orders.undo(store, actor, order.row.id)
    assert orders.detail(store, order.row.id).row.state == S.ISSUED


def test_its_undo_works_again_after_it_was_taken_back_itself(store: Store, actor: Actor, order: OrderDetail) -> None:
    """Ctrl+Z after the button: the step holds again, with its policies, and the button takes it back as before."""
    order = go(store, actor, order, S.SUBMITTED, S.UNDERWRITING, S.ISSUED)
    issued = standing(store)
    for _ in range(2):
        order = orders.undo(store, actor, order.row.id)
        assert order.row.state == S.UNDERWRITING and not reading.policies(store, order.row.household_id)
        take_back_last(store, actor)
        order = orders.detail(store, order.row.id)
        assert order.row.state == S.ISSUED and order.can_undo
        assert standing(store) == issued
    assert orders.undo(store, actor, order.row.id).row.state == S.UNDERWRITING
    assert orders.undo(store, actor, order.row.id).row.state == S.SUBMITTED
    assert store.faults() == []


def test_what_changed_meanwhile_elsewhere_in_the_same_rows_stays(
    store: Store, actor: Actor, order: OrderDetail
) -> None:
    """A city, or a note of a need: no hindrance, and no victim."""
    order = go(store, actor, order, S.SUBMITTED, S.UNDERWRITING, S.ISSUED)
    household = order.row.household_id
    contact = customers.household(store, household).contact
    customers.update_contact(store, actor, household, replace(contact, city="苏州"))
    need = matrix.rows(store, TODAY, household_id=household)[0]
    matrix.update_need(store, actor, need.id, {"notes": "下次再谈"})
    assert orders.undo(store, actor, order.row.id).row.state == S.UNDERWRITING
    assert customers.row(store, household).city == "苏州"
    assert matrix.one(store, need.id, TODAY).notes == "下次再谈"


def test_a_step_too_long_ago_has_no_undo(store: Store, actor: Actor, order: OrderDetail) -> None:
    order = go(store, actor, order, S.SUBMITTED)
    assert order.can_undo
    with store.write(actor, "test.forget") as session:
        kept.forget(session)
    assert not orders.detail(store, order.row.id).can_undo
    with pytest.raises(InputError, match="order_nothing_to_undo"):
        orders.undo(store, actor, order.row.id)


def test_premium_counts_when_it_is_submitted_and_again_when_issued_net_of_returns(
    store: Store, actor: Actor, order: OrderDetail, clock: list[datetime]
) -> None:
    def figures(week: date) -> dict[str, int]:
        row = reading.week(store, actor.code, week_of(week))
        codes = ("closings", "premium", "submitted_premium", "issued_premium", "issued_cases")
        return {f.definition.code: int(f.actual or 0) for f in row.figures if f.definition.code in codes}

    fen, cases = order.row.premium, sum(line.product_kind == "main" for line in order.lines)
    order = go(store, actor, order, S.SUBMITTED)
    first = {"closings": 1, "premium": fen, "submitted_premium": fen, "issued_premium": 0, "issued_cases": 0}
    assert figures(TODAY) == first
    order = go(store, actor, order, S.UNDERWRITING, S.ISSUED)
    assert figures(TODAY) == first | {"issued_premium": fen, "issued_cases": cases}
    clock[0] += timedelta(days=7)
    go(store, actor, order, S.WITHDRAWN, on=TODAY + timedelta(days=7))
    assert figures(TODAY) == first | {"issued_premium": fen, "issued_cases": cases}
    later = figures(TODAY + timedelta(days=7))
    assert (later["issued_premium"], later["issued_cases"]) == (-fen, -cases)


def test_a_closing_the_agent_wrote_down_is_not_counted_twice(store: Store, actor: Actor) -> None:
    (proposal,) = orders.ready(store, actor.code)
    written = ActivityDraft(ActivityKind.CLOSING, TODAY, household_id=proposal.household_id, premium=9_000_00)
    activities.add(store, actor, written)
    order = orders.from_proposal(store, actor, proposal.id)
    order = go(store, actor, order, S.SUBMITTED)
    with store.read() as session:
        assert session.scalars(select(Activity.premium).where(Activity.kind == "closing")).all() == [9_000_00]
    orders.undo(store, actor, order.row.id)
    with store.read() as session:
        assert session.scalars(select(Activity.status).where(Activity.kind == "closing")).all() == ["done"]


def test_dates_of_the_lines_end_where_their_terms_end(store: Store, actor: Actor, order: OrderDetail) -> None:
    go(store, actor, order, S.SUBMITTED, S.UNDERWRITING, S.ISSUED)
    products = {product.code: product for product in catalogue.products(store)}
    for policy in reading.policies(store, order.row.household_id):
        term = products[policy.product_code].term
        if term.isdigit():
            assert policy.ends_on == TODAY.replace(year=TODAY.year + int(term))
        elif term.startswith("to"):
            born = {"王芳": date(1989, 5, 2), "李小雨": date(2020, 3, 9)}
            assert policy.ends_on in {day.replace(year=day.year + int(term[2:])) for day in born.values()}
        else:
            assert policy.ends_on is None


def test_an_order_changed_meanwhile_is_not_overwritten(store: Store, actor: Actor, order: OrderDetail) -> None:
    go(store, actor, order, S.SUBMITTED)
    with pytest.raises(ConflictError):
        orders.move(store, actor, order.row.id, Step(S.WITHDRAWN, TODAY, "x"), order.row.version)
    with pytest.raises(ConflictError):
        orders.change(store, actor, order.row.id, reading.order_draft(order), order.row.version)


def test_a_payer_is_of_the_family_and_amounts_are_sound(store: Store, actor: Actor, order: OrderDetail) -> None:
    other = customers.household(store, family(store, actor, "外人")).customer.id
    draft = reading.order_draft(order)
    bad = replace(draft, payer_id=other, lines=(replace(draft.lines[0], sum=0), *draft.lines[1:]))
    with pytest.raises(InputError) as caught:
        orders.change(store, actor, order.row.id, bad, order.row.version)
    assert codes(caught) == ["not_found", "order_line_amount"]
    with pytest.raises(InputError) as caught:
        orders.change(store, actor, order.row.id, replace(draft, lines=draft.lines[:1]), order.row.version)
    assert codes(caught) == ["order_lines_missing"]


def test_a_second_proposal_of_the_family_is_a_second_sale_once_the_first_is_on_its_way(
    store: Store, actor: Actor, order: OrderDetail
) -> None:
    go(store, actor, order, S.SUBMITTED)
    second = proposed(store, actor, order.row.household_id, plan=0)
    accept(store, actor, second.id)
    other = orders.from_proposal(store, actor, second.id)
    assert other.row.opportunity_id != order.row.opportunity_id
    assert customers.row(store, order.row.household_id).stage == Stage.S5_SUBMITTED


def test_a_proposal_no_longer_accepted_is_not_submitted(store: Store, actor: Actor, order: OrderDetail) -> None:
    proposals.decide(store, actor, order.row.proposal_id, ProposalState.PRESENTED)
    with pytest.raises(InputError) as caught:
        go(store, actor, order, S.SUBMITTED)
    assert codes(caught) == ["order_proposal_taken_back"]


def test_the_timeline_of_the_family_tells_of_its_orders(store: Store, actor: Actor, order: OrderDetail) -> None:
    go(store, actor, order, S.SUBMITTED, S.WITHDRAWN)
    told = [entry.words(Language.EN) for entry in timeline.of_household(store, order.row.household_id)]
    assert "Order submitted  OR00001  客户要求" in told
    assert "Order withdrawn  OR00001  客户要求" in told


@pytest.mark.parametrize("needs_approval", [False, True])
@pytest.mark.parametrize("kind", list(OrderKind))
def test_the_likely_next_step_never_goes_back(kind: OrderKind, needs_approval: bool) -> None:
    """After the submission it was the return that was offered first."""
    for state in NEXT[kind]:
        onwards = onward(following(kind, state, needs_approval=needs_approval))
        assert bool(onwards) == (state not in ENDED), state
        assert not set(onwards) & {OrderState.RETURNED, OrderState.WITHDRAWN, OrderState.DECLINED}
    first = onward(following(OrderKind.INSURANCE, OrderState.SUBMITTED, needs_approval=needs_approval))[0]
    assert first == (OrderState.APPROVED if needs_approval else OrderState.UNDERWRITING)
