"""The demo store: made in seconds, believable, sound, and the same for the same seed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.enums import ActivityKind, ActivityStatus, Coverage, Event, Metric, NeedStatus, Stage
from app.models import (
    Activity,
    Agent,
    Household,
    Member,
    Need,
    Opportunity,
    Order,
    OrderLine,
    Policy,
    PolicyBeneficiary,
    PolicyCover,
    Proposal,
    ProposalItem,
    StageMove,
    Target,
    TraceLink,
)
from app.services.base import agents, founding
from app.services.base.store import Store
from app.services.figures import commission
from app.services.figures.commission import RateRow
from app.services.front import demo
from app.services.matrix import index
from app.services.offers import catalogue, proposals
from app.services.people import customers
from app.services.rules.base.weeks import week_of
from app.services.rules.figures.commission import CommissionRole
from app.services.selling import opportunities
from tests import reading
from tests.conftest import CHEAP, NOW

SEEDED = (
    Household, Member, StageMove, Need, Proposal, ProposalItem, Policy, PolicyCover, TraceLink, Activity, Target,
)  # fmt: skip
COVERED = (Coverage.COVERED, Coverage.OVER_COVERED)


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path = tmp_path_factory.mktemp("demo") / "full.db"
    store = founding.found(path, "a password of ours", cost=CHEAP, clock=lambda: NOW)
    demo.sample_family(store)
    demo.populate(store, customers=160, agent_count=2, weeks=12, seed=7)
    yield store
    store.close()


def test_no_covered_or_done_need_of_any_family_is_asked_for_again(full: Store) -> None:
    """Once 340 needs that were covered already, of 600 customers, were asked for again with their full gap."""
    entries = {entry.id: entry for entry in index.index(full, NOW.date()).entries}
    settled = {
        id for id, one in entries.items()
        if one.deep in COVERED or one.status == NeedStatus.DONE or one.coverage == Coverage.DECLINED
    }  # fmt: skip
    with full.read() as session:
        families = session.scalars(select(Household.id)).all()
    asked = {need.key: need.gap for id in families for need in proposals.basis(full, id, NOW.date()).request.needs}
    assert len(settled) > 20, "the demo has needs that are covered or done"
    assert settled & set(asked) == set()
    assert len(asked) > 20
    assert all(0 < gap <= entries[key].gap - entries[key].in_force for key, gap in asked.items()
               if entries[key].event != Event.MEDICAL)  # fmt: skip


def test_the_sample_family_is_there_once_with_confirmed_needs(store: Store) -> None:
    first = demo.sample_family(store)
    assert demo.sample_family(store) == first
    detail = customers.household(store, first)
    assert [member.name for member in detail.members] == ["王芳", "李强", "李小雨"]
    assert len(detail.policies) == 2
    with store.read() as session:
        assert (session.scalar(select(func.count()).select_from(Need)) or 0) >= 8


def test_a_believable_store(full: Store) -> None:
    with full.read() as session:
        stages = set(session.scalars(select(Household.stage)))
        statuses = set(session.scalars(select(Need.status)))
        late = session.scalar(
            select(func.count()).where(Need.planned_finish < date(2026, 11, 24), Need.status != NeedStatus.DONE)
        )
        counts = {t: session.scalar(select(func.count()).select_from(t)) or 0 for t in (Policy, Proposal, TraceLink)}
        assert len(stages) >= 8
        assert Stage.S8_REFERRED in stages
        assert {NeedStatus.DONE, NeedStatus.IN_PROGRESS} <= statuses
        assert late
        assert all(count > 10 for count in counts.values())
        assert not session.scalars(select(TraceLink.id).where(TraceLink.suspect)).all()
    assert full.faults() == []
    week = reading.week(full, agents.me(full).code, week_of(date(2026, 11, 20)))
    assert week is not None


def test_policies_say_who_pays_and_who_is_paid(full: Store) -> None:
    with full.read() as session:
        policies = session.scalars(select(Policy).where(Policy.number.startswith("D"))).all()
        named: dict[str, list[PolicyBeneficiary]] = {}
        for one in session.scalars(select(PolicyBeneficiary)):
            named.setdefault(one.policy_id, []).append(one)
        members = {member.id: member for member in session.scalars(select(Member))}
        died = set(session.scalars(select(PolicyCover.policy_id).where(PolicyCover.event.in_(["death", "accident"]))))
    assert all(policy.payer_id and policy.sum and policy.kind == "main" and policy.insurer for policy in policies)
    paid = [policy for policy in policies if policy.id in died]
    assert {bool(named.get(policy.id)) for policy in paid} == {True, False}, "some name nobody, as some do"
    assert any(policy.statutory for policy in paid)
    for policy in paid:
        heirs = named.get(policy.id, [])
        assert sum(one.share for one in heirs) in (0, 10_000) and not (heirs and policy.statutory)
        for one in heirs:
            assert one.member_id != policy.member_id
            assert members[str(one.member_id)].household_id == policy.household_id


def content(path: Path, seed: int) -> dict[str, list[tuple[object, ...]]]:
    """Every row that the seed made, table by table, ids and times included."""
    store = founding.found(path, "a password of ours", cost=CHEAP, clock=lambda: NOW)
    catalogue.load_sample(store, agents.me(store))
    demo.populate(store, customers=60, agent_count=2, weeks=6, seed=seed)
    found = {}
    with store.read() as session:
        for model in SEEDED:
            columns = [column for column in model.__table__.c if column.name != "matrix_id"]  # the store's own
            rows = session.execute(select(*columns)).all()
            found[model.__tablename__] = sorted((tuple(row) for row in rows), key=repr)
        found["agent"] = [tuple(row) for row in session.execute(select(Agent.code, Agent.name).order_by(Agent.code))]
    store.close()
    return found


def test_the_same_seed_gives_the_same_rows_and_another_does_not(tmp_path: Path) -> None:
    first, second = content(tmp_path / "a.db", 7), content(tmp_path / "b.db", 7)
    for table, rows in first.items():
        assert rows, table
        assert rows == second[table], table
    assert first != content(tmp_path / "c.db", 8)


def done(store: Store) -> list[tuple[str, str, date]]:
    with store.read() as session:
        rows = session.execute(
            select(Activity.household_id, Activity.kind, Activity.on_date).where(Activity.status == ActivityStatus.DONE)
        )
        return [(household, kind, day) for household, kind, day in rows]


def test_work_is_done_in_the_order_of_selling_and_not_in_the_future(full: Store) -> None:
    rows = done(full)
    assert max(day for _, _, day in rows) <= NOW.date()
    first: dict[str, dict[str, date]] = {}
    for household, kind, day in rows:
        known = first.setdefault(household, {})
        known[kind] = min(day, known.get(kind, day))
    order = [ActivityKind.MEETING, ActivityKind.ANALYSIS, ActivityKind.PROPOSAL, ActivityKind.CLOSING]
    for known in first.values():
        for before, after in pairwise(order):
            if after in known:
                assert known[before] <= known[after]


def test_a_believable_funnel_of_work(full: Store) -> None:
    counts = Counter(kind for _, kind, _ in done(full))
    funnel = [ActivityKind.MEETING, ActivityKind.ANALYSIS, ActivityKind.PROPOSAL, ActivityKind.CLOSING]
    assert all(counts[before] >= counts[after] > 0 for before, after in pairwise(funnel))
    assert counts.most_common(1)[0][0] == ActivityKind.CALL


def test_the_weeks_come_near_their_targets(full: Store) -> None:
    row = reading.week(full, "A001", week_of(NOW.date()).plus(-1))
    for metric in (Metric.CALLS, Metric.MEETINGS, Metric.PROPOSALS):
        mean = sum(point.actual[metric] for point in row.series) / len(row.series)
        assert 0.4 < mean / row.figure(metric).target < 1.6
    combined = next(figure for figure in row.figures if figure.definition.code == "combination_rate")
    assert combined.actual is not None
    assert 0.2 < combined.actual < 0.8


def test_stages_agree_with_what_is_there(full: Store) -> None:
    """A policy only for who came to S6, a proposal only for who came to S4; the last move is the stage."""
    with full.read() as session:
        moves: dict[str, list[StageMove]] = {}
        for move in session.scalars(select(StageMove).order_by(StageMove.id)):
            moves.setdefault(move.household_id, []).append(move)
        households = session.scalars(select(Household).where(Household.source != "示例家庭")).all()
        insured = set(session.scalars(select(Policy.household_id).where(Policy.number.startswith("D"))))
        proposed = set(session.scalars(select(Proposal.household_id)))
    for household in households:
        own = moves[household.id]
        entered = {move.stage for move in own}
        assert (own[-1].stage, own[-1].on_date) == (household.stage, household.stage_since)
        assert [move.on_date for move in own] == sorted(move.on_date for move in own)
        assert own[0].on_date >= household.created_at.date()
        assert household.id not in insured or Stage.S6_ISSUED in entered
        assert household.id not in proposed or Stage.S4_PROPOSED in entered


def test_sales_and_orders_tell_the_same_as_the_households(full: Store) -> None:
    """A household stands where its sale stands; who submitted has an order, and its lines the policies there are."""
    with full.read() as session:
        sales = {sale.household_id: sale for sale in session.scalars(select(Opportunity))}
        for household in session.scalars(select(Household).where(Household.source != "示例家庭")):
            sale = sales.get(household.id)
            assert (sale.stage if sale else Stage.S0_LISTED) == household.stage
        orders = session.scalars(select(Order)).all()
        assert {"issued", "completed"} <= {order.state for order in orders}
        linked = set(session.scalars(select(OrderLine.policy_id).where(OrderLine.policy_id.is_not(None))))
        assert linked == set(session.scalars(select(Policy.id).where(Policy.number.startswith("D"))))
        for order in orders:
            dates = [day for day in (order.submitted_on, order.issued_on, order.receipted_on, order.ended_on) if day]
            assert dates == sorted(dates) and max(dates) <= date(2026, 11, 24)
    board = opportunities.board(full, "A001", date(2026, 11, 24))
    assert len({row.stage for row in board.rows if row.open}) >= 4
    assert board.chances[Stage.S4_PROPOSED].ended > 10
    assert board.total.low < board.total.weighted < board.total.high < board.total.total


def test_there_is_a_commission(full: Store) -> None:
    """The sample products have rates, so that something is due, and a lead's share of what agents issued."""
    agents.change_profile(full, agents.me(full), agents.profile(full), lead=True)
    rows = commission.standing(full).rows
    roles = {row.compared.place.role for row in rows if row.compared.due and row.compared.place}
    assert roles == set(CommissionRole)
    assert all(row.compared.due is not None for row in rows)


def test_rates_somebody_agreed_are_left_alone(store: Store) -> None:
    demo.sample_family(store)
    product = catalogue.products(store)[0].code
    own = [RateRow(product, CommissionRole.OWN, 1, 1_234)]
    kept = commission.put(store, agents.me(store), own)
    demo.populate(store, customers=5, weeks=8)
    assert commission.all_rates(store) == kept
    assert {one.commission_rate for one in catalogue.products(store)} == {None}
