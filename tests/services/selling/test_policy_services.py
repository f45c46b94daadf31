"""Services to contracts there are: what may be asked, every way they go, what they change, and the way back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from app.enums import (
    BeneficiaryRelation,
    Event,
    NeedStatus,
    NodeKind,
    PolicyStatus,
    ProductKind,
    ServiceKind,
    ServiceState,
)
from app.errors import ConflictError, InputError
from app.models import AuditRow
from app.services import matrix
from app.services.base import undo
from app.services.base.store import Actor, Store
from app.services.care import clocks
from app.services.matrix import links
from app.services.measures import kpis
from app.services.people import customers, policies
from app.services.people.policies import BeneficiaryRow, CoverRow, PolicyDraft, PolicyRow, ValueRow
from app.services.rules.base.weeks import week_of
from app.services.rules.care.clocks import ClockKind
from app.services.rules.selling.services import NEXT, due, loan_due
from app.services.selling import policy_services
from app.services.selling.policy_services import Asked, ServiceRow
from tests import reading
from tests.conftest import PASSWORD
from tests.services.selling_family import analysed, family

TODAY = date(2026, 11, 24)
K, S = ServiceKind, ServiceState


@pytest.fixture
def clock() -> list[datetime]:
    """What the store takes for now; a test may move it on."""
    return [datetime(2026, 11, 24, 8, 0, tzinfo=UTC)]


@pytest.fixture
def store(store_file: Path, clock: list[datetime]) -> Iterator[Store]:
    with closing(Store.open(store_file, PASSWORD, clock=lambda: clock[0])) as opened:
        yield opened


@pytest.fixture
def home(store: Store, actor: Actor) -> str:
    id = family(store, actor)
    analysed(store, actor, id, no_debts=True)
    return id


@pytest.fixture
def held(store: Store, actor: Actor, home: str) -> PolicyRow:
    """A whole life policy that closes the need it is linked to, with a rider."""
    who = customers.household(store, home).members[0].id
    need = next(row for row in matrix.rows(store, TODAY) if row.event == "death" and row.member_id == who)
    row = policies.add(store, actor, home, PolicyDraft(
        who, "安心终身寿险", (CoverRow(Event.DEATH, need.gap),), insurer="示例人寿", number="P-9", sum=need.gap,
        premium=9_000_00, extra_premium=900_00, pay_years=20, starts_on=date(2018, 3, 1),
    ))  # fmt: skip
    policies.add(store, actor, home, PolicyDraft(who, "附加意外", kind=ProductKind.RIDER, main_id=row.id))
    links.add(store, actor, links.LinkDraft((NodeKind.NEED, need.id), (NodeKind.POLICY, row.id)))
    policies.set_values(store, actor, row.id, [ValueRow(8, 40_000_00, 100_000_00)])
    return read(store, home, row.id)


def read(store: Store, home: str, id: str) -> PolicyRow:
    return next(row for row in reading.policies(store, home) if row.id == id)


def rider(store: Store, home: str) -> PolicyRow:
    return next(row for row in reading.policies(store, home) if row.main_id)


def done(store: Store, actor: Actor, policy: PolicyRow, kind: K, **values: Any) -> ServiceRow:
    row = policy_services.add(store, actor, Asked(policy.id, kind, values))
    for state in (S.SUBMITTED, S.DONE):
        row = policy_services.move(store, actor, row.id, state, row.version)
    return row


def back(store: Store, actor: Actor) -> None:
    with store.read() as session:
        last = session.scalars(select(AuditRow.id).order_by(AuditRow.id.desc())).first()
    assert last is not None
    undo.take_back(store, actor, last)


def codes(caught: pytest.ExceptionInfo[InputError]) -> list[str]:
    return [problem.code for problem in caught.value.problems]


def need_of(store: Store, home: str, policy: PolicyRow) -> matrix.NeedRow:
    return next(
        row for row in matrix.rows(store, TODAY, household_id=home)
        if row.event == "death" and row.member_id == policy.member_id
    )  # fmt: skip


def test_a_reduction_pays_less_and_opens_the_need_until_it_is_taken_back(
    store: Store, actor: Actor, home: str, held: PolicyRow
) -> None:
    assert held.sum is not None
    half = held.sum // 2
    row = done(store, actor, held, K.REDUCE, sum=half, premium=4_500_00)
    after = read(store, home, held.id)
    assert (after.sum, after.premium, after.extra_premium, after.covers[0].amount) == (half, 4_500_00, 450_00, half)
    assert (row.state, dict(row.before)) == (S.DONE, {"sum": held.sum, "premium": 9_000_00})
    assert need_of(store, home, held).in_force == half
    back(store, actor)
    assert read(store, home, held.id).sum == held.sum
    assert need_of(store, home, held).in_force == held.sum
    assert policy_services.of_household(store, home)[0].state == S.SUBMITTED


def test_a_surrender_ends_the_contract_with_its_riders_and_the_need_is_open_again(
    store: Store, actor: Actor, home: str, held: PolicyRow
) -> None:
    done(store, actor, held, K.SURRENDER)
    after, under = read(store, home, held.id), rider(store, home)
    assert {(one.status, one.ends_on) for one in (after, under)} == {(PolicyStatus.ENDED, TODAY)}
    row = need_of(store, home, held)
    assert (row.in_force, row.status != NeedStatus.DONE) == (0, True)
    back(store, actor)
    assert read(store, home, held.id).in_force(TODAY) and rider(store, home).in_force(TODAY)
    assert not store.faults()


def test_a_lapsed_contract_is_reinstated_within_two_years_with_the_riders_that_lapsed_with_it(
    store: Store, actor: Actor, home: str, held: PolicyRow
) -> None:
    lapsed = replace(policies.draft_of(held), status=PolicyStatus.LAPSED, lapsed_on=date(2026, 5, 1))
    policies.update(store, actor, held.id, lapsed, held.version)
    assert rider(store, home).status == PolicyStatus.LAPSED
    done(store, actor, held, K.REINSTATE)
    assert read(store, home, held.id).in_force(TODAY) and rider(store, home).in_force(TODAY)
    again = read(store, home, held.id)
    old = replace(policies.draft_of(again), status=PolicyStatus.LAPSED, lapsed_on=date(2024, 11, 23))
    policies.update(store, actor, held.id, old, again.version)
    with pytest.raises(InputError) as caught:
        policy_services.add(store, actor, Asked(held.id, K.REINSTATE))
    assert codes(caught) == ["service_too_late"]


def test_a_loan_is_at_most_four_fifths_of_the_cash_value_and_runs_half_a_year(
    store: Store, actor: Actor, home: str, held: PolicyRow, clock: list[datetime]
) -> None:
    with pytest.raises(InputError) as caught:
        policy_services.add(store, actor, Asked(held.id, K.LOAN, {"amount": 32_000_01}))
    assert codes(caught) == ["service_loan"]
    done(store, actor, held, K.LOAN, amount=30_000_00)
    after = read(store, home, held.id)
    assert (after.loan, after.loan_on) == (30_000_00, TODAY)
    with pytest.raises(InputError):
        policy_services.add(store, actor, Asked(held.id, K.LOAN, {"amount": 2_000_01}))
    clock[0] += timedelta(days=170)
    found = [one for one in clocks.of_household(store, home, store.today()) if one.kind == ClockKind.POLICY_LOAN]
    assert [one.due for one in found] == [date(2027, 5, 24)]
    done(store, actor, after, K.REPAY, amount=30_000_00)
    paid = read(store, home, held.id)
    assert (paid.loan, paid.loan_on) == (0, None)
    assert not [one for one in clocks.of_household(store, home, store.today()) if one.kind == ClockKind.POLICY_LOAN]


def test_paid_up_beneficiaries_and_address_are_written_where_they_belong(
    store: Store, actor: Actor, home: str, held: PolicyRow
) -> None:
    named = (BeneficiaryRow("李小雨", BeneficiaryRelation.CHILD, born=date(2020, 3, 9)),)
    done(store, actor, held, K.BENEFICIARY, beneficiaries=policy_services.asked_of(named))
    assert read(store, home, held.id).beneficiaries == named
    done(store, actor, held, K.PAID_UP, sum=100_000_00)
    after = read(store, home, held.id)
    assert (after.premium, after.sum) == (0, 100_000_00)
    row = done(store, actor, held, K.ADDRESS, address="杭州市西湖区文三路 1 号")
    assert customers.household(store, home).contact.address == "杭州市西湖区文三路 1 号"
    assert dict(row.before) == {"address": ""}
    back(store, actor)
    assert customers.household(store, home).contact.address == ""


@pytest.mark.parametrize(("now", "wanted"), list(product(S, S)))
def test_every_step_there_is_and_no_other(store: Store, actor: Actor, held: PolicyRow, now: S, wanted: S) -> None:
    row = policy_services.add(store, actor, Asked(held.id, K.ADDRESS, {"address": "杭州"}))
    ways = {
        S.DRAFT: (), S.SUBMITTED: (S.SUBMITTED,), S.RETURNED: (S.SUBMITTED, S.RETURNED), S.DONE: (S.SUBMITTED, S.DONE),
        S.REFUSED: (S.SUBMITTED, S.REFUSED), S.WITHDRAWN: (S.WITHDRAWN,),
    }  # fmt: skip
    for state in ways[now]:
        row = policy_services.move(store, actor, row.id, state, row.version, reason="材料")
    assert row.state == now
    if wanted in NEXT[now]:
        after = policy_services.move(store, actor, row.id, wanted, row.version, reason="材料")
        assert after.state == wanted
    else:
        with pytest.raises(InputError) as caught:
            policy_services.move(store, actor, row.id, wanted, row.version, reason="材料")
        assert codes(caught) == ["service_move"]


def test_what_is_asked_is_looked_at_again_when_it_is_done(store: Store, actor: Actor, held: PolicyRow) -> None:
    row = policy_services.add(store, actor, Asked(held.id, K.REDUCE, {"sum": 1_000_00, "premium": 100_00}))
    row = policy_services.move(store, actor, row.id, S.SUBMITTED, row.version)
    assert row.due_on == due(K.REDUCE, TODAY)
    ended = replace(policies.draft_of(held), status=PolicyStatus.ENDED)
    policies.update(store, actor, held.id, ended, held.version)
    with pytest.raises(InputError) as caught:
        policy_services.move(store, actor, row.id, S.DONE, row.version)
    assert codes(caught) == ["service_not_in_force"]
    with pytest.raises(InputError) as caught:
        policy_services.move(store, actor, row.id, S.RETURNED, row.version)
    assert codes(caught) == ["required"]
    with pytest.raises(ConflictError):
        policy_services.move(store, actor, row.id, S.WITHDRAWN, row.version - 1)
    with pytest.raises(InputError) as caught:
        policies.remove(store, actor, held.id)
    assert codes(caught)[0] in ("policy_linked", "policy_has_services", "policy_has_riders")


@pytest.mark.parametrize(
    ("kind", "values", "code"),
    [
        (K.ADDRESS, {"address": " "}, "required"),
        (K.BENEFICIARY, {}, "required"),
        (K.REDUCE, {"sum": 10**12, "premium": 0}, "service_sum"),
        (K.REDUCE, {"sum": 100, "premium": 10**12}, "service_premium"),
        (K.PAID_UP, {"sum": 0}, "service_sum"),
        (K.REINSTATE, {}, "service_not_lapsed"),
        (K.LOAN, {"amount": 0}, "service_amount"),
        (K.REPAY, {"amount": 1}, "service_repay"),
    ],
)
def test_what_cannot_be_asked_is_refused_at_its_field(
    store: Store, actor: Actor, home: str, held: PolicyRow, kind: K, values: dict[str, Any], code: str
) -> None:
    with pytest.raises(InputError) as caught:
        policy_services.add(store, actor, Asked(held.id, kind, values))
    assert codes(caught) == [code]
    assert policy_services.of_household(store, home) == []


def test_a_service_is_no_sale_and_its_day_comes_up(
    store: Store, actor: Actor, held: PolicyRow, clock: list[datetime]
) -> None:
    week = week_of(TODAY)

    def figures() -> dict[str, int]:
        with store.read() as session:
            return kpis.measures(session, actor.code, week.monday, week.sunday)

    before = figures()
    row = policy_services.add(store, actor, Asked(held.id, K.LOAN, {"amount": 100_00}))
    row = policy_services.move(store, actor, row.id, S.SUBMITTED, row.version)
    clock[0] += timedelta(days=4)
    (found,) = [one for one in clocks.of_agent(store, actor.code, store.today()) if one.kind == ClockKind.SERVICE_ORDER]
    assert (found.due, found.subject_id) == (due(K.LOAN, TODAY), row.id)
    policy_services.move(store, actor, row.id, S.DONE, row.version)
    assert not [one for one in clocks.of_agent(store, actor.code, store.today()) if one.kind == ClockKind.SERVICE_ORDER]
    assert figures() == before


def test_half_a_year_later() -> None:
    assert loan_due(date(2026, 8, 31)) == date(2027, 2, 28)
    assert loan_due(date(2027, 8, 30)) == date(2028, 2, 29)
    assert loan_due(date(2026, 1, 31)) == date(2026, 7, 31)
