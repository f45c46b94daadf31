"""The rules of selling as tables: stages and their evidence, states of an order, what a forecast may claim."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import words
from app.enums import Language, OrderKind, OrderState, Stage
from app.errors import Problem
from app.services.rules.base.periods import WorkMonth
from app.services.rules.selling import forecast
from app.services.rules.selling.forecast import Prospect
from app.services.rules.selling.orders import (
    DECIDED,
    NEED_REASON,
    WORK,
    Standing,
    Step,
    cooling_off,
    differences,
    following,
    refused,
    stage_after,
)
from app.services.rules.spine.funnel import PATH
from app.services.rules.spine.sales import LOST, NEEDED, OPEN, Evidence, Wish, furthest, standing
from app.services.rules.spine.sales import refused as sale_refused

TODAY = date(2026, 11, 24)
ALL = frozenset(Evidence)
S = OrderState

# What an order may become, written down a second time, by hand.
LEGAL = {
    OrderKind.INSURANCE: {
        "draft": "submitted withdrawn", "submitted": "approved returned withdrawn", "returned": "submitted withdrawn",
        "approved": "underwriting returned withdrawn", "underwriting": "issued returned declined withdrawn",
        "issued": "delivered withdrawn", "delivered": "receipted withdrawn", "receipted": "completed withdrawn",
    },
    OrderKind.GOODS: {
        "draft": "submitted withdrawn", "submitted": "approved returned withdrawn", "returned": "submitted withdrawn",
        "approved": "making returned withdrawn", "making": "shipped declined withdrawn",
        "shipped": "delivered withdrawn", "delivered": "receipted withdrawn", "receipted": "completed withdrawn",
    },
}  # fmt: skip


def order(kind: OrderKind, state: OrderState, **more: object) -> Standing:
    return replace(Standing(kind, state, 1, 100_00, True, TODAY, TODAY - timedelta(days=1), True), **more)


def step(state: OrderState, **more: object) -> Step:
    return replace(Step(state, TODAY, "原因", "陈主管", "POL-1"), **more)


def said(problems: list[Problem]) -> list[str]:
    """Both languages have words for each problem; returns the codes."""
    for problem, language in itertools.product(problems, Language):
        text = words.explain(problem, language)
        assert text and f"error.{problem.code}" not in text and "{" not in text
    return [problem.code for problem in problems]


@pytest.mark.parametrize("kind", OrderKind)
@pytest.mark.parametrize("now", S)
@pytest.mark.parametrize("wanted", S)
def test_every_step_of_an_order_is_legal_or_refused_with_words(kind: OrderKind, now: S, wanted: S) -> None:
    # A receipted order past its cooling-off may end; within it, it may be withdrawn.
    until = TODAY if wanted == S.WITHDRAWN else TODAY - timedelta(days=1)
    found = said(refused(order(kind, now, cooling_off_until=until), step(wanted), TODAY))
    if wanted.value in LEGAL[kind].get(now.value, "").split():
        assert found == []
    else:
        assert len(found) == 1
        assert found[0] in ("order_move", "order_needs_approval")


@pytest.mark.parametrize("kind", OrderKind)
def test_without_a_lead_the_work_begins_at_once(kind: OrderKind) -> None:
    assert S.APPROVED not in following(kind, S.SUBMITTED, needs_approval=False)
    assert refused(order(kind, S.SUBMITTED, needs_approval=False), step(WORK[kind]), TODAY) == []
    assert said(refused(order(kind, S.SUBMITTED), step(WORK[kind]), TODAY)) == ["order_needs_approval"]


@pytest.mark.parametrize("state", NEED_REASON)
def test_a_bad_end_needs_its_reason(state: S) -> None:
    now = {S.RETURNED: S.SUBMITTED, S.WITHDRAWN: S.ISSUED, S.DECLINED: S.UNDERWRITING}[state]
    assert said(refused(order(OrderKind.INSURANCE, now), step(state, reason=" "), TODAY)) == ["required"]


@pytest.mark.parametrize("state", DECIDED)
def test_a_decision_names_who_decided(state: S) -> None:
    found = refused(order(OrderKind.INSURANCE, S.SUBMITTED), step(state, decided_by=""), TODAY)
    assert said(found) == ["order_decided_by"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"lines": 0, "premium": 0}, "order_no_lines"),
        ({"payer": False}, "order_no_payer"),
        ({"premium": 0}, "order_no_premium"),
    ],
)
def test_an_incomplete_order_is_not_submitted(change: dict[str, object], code: str) -> None:
    assert code in said(refused(order(OrderKind.INSURANCE, S.DRAFT, **change), step(S.SUBMITTED), TODAY))


def test_dates_of_an_order_go_forward_and_not_beyond_today() -> None:
    now = order(OrderKind.INSURANCE, S.UNDERWRITING)
    assert said(refused(now, step(S.ISSUED, on=TODAY + timedelta(days=1)), TODAY)) == ["order_in_future"]
    assert said(refused(now, step(S.ISSUED, on=TODAY - timedelta(days=1)), TODAY)) == ["order_before"]
    assert said(refused(now, step(S.ISSUED, policy_number=" "), TODAY)) == ["order_policy_number"]


def test_the_cooling_off_ends_on_its_last_day() -> None:
    until = cooling_off(OrderKind.INSURANCE, date(2026, 11, 9), [None, 15, 10])
    assert until == date(2026, 11, 24)
    now = order(OrderKind.INSURANCE, S.RECEIPTED, cooling_off_until=until, latest=date(2026, 11, 9))
    assert said(refused(now, step(S.COMPLETED, on=until), until)) == ["order_cooling_off"]
    assert refused(now, step(S.WITHDRAWN, on=until), until) == []
    later = until + timedelta(days=1)
    assert refused(now, step(S.COMPLETED, on=later), later) == []
    assert said(refused(now, step(S.WITHDRAWN, on=later), later)) == ["order_cooled_off"]
    assert cooling_off(OrderKind.GOODS, date(2024, 2, 27), [None]) == date(2024, 3, 5)


def test_where_a_sale_stands_after_each_state() -> None:
    after = {s: stage_after(OrderKind.INSURANCE, s, was_in_force=False) for s in S}
    assert {s: stage for s, stage in after.items() if stage} == {
        S.SUBMITTED: Stage.S5_SUBMITTED, S.ISSUED: Stage.S6_ISSUED, S.RECEIPTED: Stage.S7_DELIVERED,
        S.DECLINED: Stage.DECLINED, S.WITHDRAWN: Stage.S4_PROPOSED,
    }  # fmt: skip
    assert stage_after(OrderKind.INSURANCE, S.WITHDRAWN, was_in_force=True) == Stage.WITHDRAWN
    assert stage_after(OrderKind.GOODS, S.DELIVERED, was_in_force=False) == Stage.S6_ISSUED


def test_differences_name_the_line_and_the_field() -> None:
    line = {"id": "a", "product": "定期寿险", "member_id": "m", "sum": 100, "premium": 10, "left_out": ""}
    old = {"payer_id": "m", "deliver_on": None, "notes": "", "lines": [line]}
    new = {**old, "payer_id": "k", "lines": [{**line, "premium": 12}]}
    assert [(d.line, d.field, d.before, d.after) for d in differences(old, new)] == [
        (None, "payer_id", "m", "k"),
        ("定期寿险", "premium", 10, 12),
    ]
    assert differences({}, new) == []


# -- sales ----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("wanted", Stage)
def test_a_stage_without_its_evidence_is_refused_and_with_it_is_not(wanted: Stage) -> None:
    wish = Wish(wanted, "原因", TODAY + timedelta(days=9))
    now = Stage.S0_LISTED if wanted != Stage.S0_LISTED else Stage.REJECTED
    assert sale_refused(now, wish, ALL, TODAY) == []
    needed = NEEDED.get(wanted)
    found = said(sale_refused(now, wish, ALL - {needed} if needed else frozenset(), TODAY))
    assert found == ([f"sale_needs_{needed.value}"] if needed else [])


@pytest.mark.parametrize(("now", "wanted"), [(a, b) for a in PATH for b in PATH])
def test_a_way_back_says_why(now: Stage, wanted: Stage) -> None:
    found = said(sale_refused(now, Wish(wanted), ALL, TODAY))
    if now == wanted:
        assert found == ["sale_there"]
    else:
        assert found == (["sale_back_reason"] if PATH.index(wanted) < PATH.index(now) else [])


def test_losing_and_pausing_say_why_and_until_when() -> None:
    assert said(sale_refused(Stage.S2_MET, Wish(Stage.REJECTED), ALL, TODAY)) == ["sale_lost_reason"]
    assert said(sale_refused(Stage.S2_MET, Wish(Stage.PAUSED, until=TODAY), ALL, TODAY)) == ["sale_pause_date"]


def test_a_sale_reopens_as_far_as_its_evidence_carries() -> None:
    assert furthest(frozenset()) == Stage.S0_LISTED
    assert furthest(frozenset({Evidence.MEETING, Evidence.PROPOSAL})) == Stage.S4_PROPOSED
    assert furthest(ALL) == Stage.S6_ISSUED


def test_a_household_stands_where_its_furthest_open_sale_stands() -> None:
    day = date(2026, 1, 1)
    assert standing([]) is None
    assert standing([(Stage.S7_DELIVERED, day), (Stage.S2_MET, day), (Stage.S4_PROPOSED, day)]) == Stage.S4_PROPOSED
    later = day + timedelta(days=3)
    assert standing([(Stage.REJECTED, later), (Stage.S8_REFERRED, day)]) == Stage.REJECTED
    assert standing([(Stage.REJECTED, day), (Stage.S8_REFERRED, day)]) == Stage.S8_REFERRED


# -- forecast -------------------------------------------------------------------------------------------------
def test_chances_start_from_the_rule_of_thumb_and_learn() -> None:
    nothing = forecast.chances([])
    assert {stage: round(nothing[stage].mean, 4) for stage in OPEN} == forecast.THUMB
    known = forecast.chances([(Stage.S8_REFERRED, Stage.S8_REFERRED, 30), (Stage.S4_PROPOSED, Stage.REJECTED, 10)])
    assert (known[Stage.S4_PROPOSED].won, known[Stage.S4_PROPOSED].ended) == (30, 40)
    assert known[Stage.S4_PROPOSED].mean == pytest.approx((30 + 4.5) / 50)
    assert known[Stage.S5_SUBMITTED].ended == 30
    assert known[Stage.S4_PROPOSED].variance < nothing[Stage.S4_PROPOSED].variance
    assert forecast.chances([(Stage.S4_PROPOSED, Stage.PAUSED, 9), (Stage.S2_MET, Stage.S2_MET, 9)]) == nothing


def test_months_are_told_apart_from_overdue_and_undated() -> None:
    by_stage = forecast.chances([])
    sales = [
        Prospect(Stage.S4_PROPOSED, 1_000_00, date(2026, 12, 3)),
        Prospect(Stage.S4_PROPOSED, 2_000_00, date(2026, 12, 30)),
        Prospect(Stage.S4_PROPOSED, 500_00, date(2026, 11, 23)),
        Prospect(Stage.S4_PROPOSED, 700_00, None),
        Prospect(Stage.S1_APPOINTED, 100_00, TODAY, 1.0),
    ]
    months = forecast.by_month(sales, by_stage, TODAY)
    assert [(m.first, m.overdue, m.count, m.total) for m in months] == [
        (date(2026, 11, 1), True, 1, 500_00),
        (date(2026, 11, 1), False, 1, 100_00),
        (date(2026, 12, 1), False, 2, 3_000_00),
        (None, False, 1, 700_00),
    ]
    assert (months[1].low, months[1].weighted, months[1].high) == (100_00, 100_00, 100_00)
    assert months[2].weighted == 1_350_00
    by_work_month = forecast.by_month(sales, by_stage, TODAY, WorkMonth(26))
    assert [(m.label, m.first, m.overdue, m.total) for m in by_work_month] == [
        ("2026-11", date(2026, 10, 26), True, 500_00),
        ("2026-11", date(2026, 10, 26), False, 100_00),
        ("2026-12", date(2026, 11, 26), False, 1_000_00),
        ("2027-01", date(2026, 12, 26), False, 2_000_00),
        ("", None, False, 700_00),
    ]


@given(
    st.lists(
        st.tuples(st.sampled_from(OPEN), st.integers(0, 10**8), st.none() | st.floats(0, 1)), min_size=1, max_size=30
    ),
    st.lists(st.tuples(st.sampled_from(PATH), st.sampled_from((Stage.S8_REFERRED, *LOST)), st.integers(1, 50))),
)
def test_an_interval_holds_its_mean_and_stays_within_what_is_there(
    sales: list[tuple[Stage, int, float | None]], ended: list[tuple[Stage, Stage, int]]
) -> None:
    prospects = [Prospect(stage, amount, None, own) for stage, amount, own in sales]
    (month,) = forecast.by_month(prospects, forecast.chances(ended), TODAY)
    assert 0 <= month.low <= month.weighted <= month.high <= month.total == sum(amount for _, amount, _ in sales)


def test_the_interval_is_that_of_all_outcomes_when_the_chances_are_known() -> None:
    """Mean and variance against every outcome of four sales, one by one."""
    sales = [(3_000_00, 0.3), (1_200_00, 0.5), (900_00, 0.9), (5_000_00, 0.1)]
    mean = square = 0.0
    for outcome in itertools.product((0, 1), repeat=4):
        chance, worth = 1.0, 0
        for won, (amount, p) in zip(outcome, sales, strict=True):
            chance *= p if won else 1 - p
            worth += amount * won
        mean, square = mean + chance * worth, square + chance * worth**2
    spread = forecast.EIGHTY * (square - mean**2) ** 0.5
    month = forecast.total([Prospect(Stage.S4_PROPOSED, a, None, p) for a, p in sales], forecast.chances([]))
    assert month.weighted == round(mean)
    assert (month.low, month.high) == (max(0, round(mean - spread)), round(mean + spread))
