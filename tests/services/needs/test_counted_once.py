"""One sum of one policy is counted for one need: worksheets by hand, and what must hold of every policy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal as D

from hypothesis import given
from hypothesis import strategies as st

from app.enums import Event, Language, Relation
from app.services.needs.analysis import assumption_set
from app.services.needs.analysis.saying import caution_words
from app.services.rules.needs.cautions import cautions
from app.services.rules.needs.gaps import Case, CaseMember, Held, analyse

A = assumption_set({})
FIFTY = D(500_000)


def family(*policies: Held, income: int = 200_000, legacy: int = 800_000, expenses: int = 200_000) -> Case:
    me = CaseMember("me", Relation.SELF, 45, "M", D(income), policies=policies)
    child = CaseMember("kid", Relation.CHILD, 10)
    return Case((me, child), expenses=D(expenses), legacy=D(legacy))


def counted(case: Case, event: str) -> D:
    """What stands in the lines of cover of the first worksheet."""
    need = next(n for n in analyse(case, A) if n.event == event and n.member == "me")
    lines = zip(need.sheet.lines, need.result.values, strict=True)
    return sum((value for line, value in lines if line.label in ("cover", "cover_group")), D(0))


def test_a_whole_life_closes_the_need_at_death_and_leaves_nothing_to_the_heirs() -> None:
    case = family(Held("终身寿", {Event.DEATH: FIFTY, Event.LEGACY: FIFTY}))
    assert counted(case, Event.DEATH) == FIFTY
    assert counted(case, Event.LEGACY) == 0
    assert counted(case, Event.ACCIDENT) == FIFTY  # a death by accident is that death


def test_what_the_death_does_not_need_is_left_to_the_heirs() -> None:
    me = CaseMember(
        "me", Relation.SELF, 70, "M", D(0), policies=(Held("w", {Event.DEATH: FIFTY, Event.LEGACY: FIFTY}),)
    )
    assert counted(Case((me,), legacy=D(800_000)), Event.LEGACY) == FIFTY  # nobody lives on the income of a retired man


def test_an_illness_comes_before_the_death_and_takes_no_more_than_it_lacks() -> None:
    policy = Held("重疾险（含身故）", {Event.DEATH: D(2_000_000), Event.CRITICAL_ILLNESS: D(2_000_000)})
    case = family(policy)
    lacking = next(n for n in analyse(family(), A) if n.event == Event.CRITICAL_ILLNESS and n.member == "me").result.gap
    assert 0 < lacking < 2_000_000
    assert counted(case, Event.CRITICAL_ILLNESS) == 2_000_000
    assert abs(counted(case, Event.DEATH) - (2_000_000 - lacking)) < D("0.05")


def test_a_cash_value_is_spent_once() -> None:
    case = family(Held("年金", {Event.RETIREMENT: FIFTY, Event.LEGACY: FIFTY}))
    assert counted(case, Event.RETIREMENT) == FIFTY
    assert counted(case, Event.LEGACY) == 0


def test_two_policies_are_two_sums() -> None:
    case = family(Held("a", {Event.DEATH: FIFTY}), Held("b", {Event.LEGACY: FIFTY}))
    assert counted(case, Event.DEATH) == FIFTY
    assert counted(case, Event.LEGACY) == FIFTY


def test_of_an_employers_policy_too() -> None:
    policy = Held("团险", {Event.DEATH: FIFTY, Event.CRITICAL_ILLNESS: FIFTY}, group=True)
    case = family(policy)
    assert counted(case, Event.CRITICAL_ILLNESS) == FIFTY
    assert counted(case, Event.DEATH) == 0


def test_a_need_the_customer_does_not_talk_about_takes_nothing() -> None:
    case = family(Held("重疾险", {Event.DEATH: FIFTY, Event.CRITICAL_ILLNESS: FIFTY}))
    assert counted(case, Event.DEATH) == 0
    assert counted(replace(case, declined=frozenset({Event.CRITICAL_ILLNESS})), Event.DEATH) == FIFTY


def test_it_is_said_once_where_it_is_counted() -> None:
    case = family(Held("终身寿", {Event.DEATH: FIFTY, Event.LEGACY: FIFTY}))
    said = [c for c in cautions(case, A, D("0.02")) if c.code == "counted_once"]
    assert [(c.values["event"], c.values["instead"]) for c in said] == [(Event.LEGACY, (Event.DEATH,))]
    words = caution_words(said[0], {"me": "王芳"}, Language.ZH)
    assert words == "王芳的“终身寿”只赔一次：其中 500,000 元已算作身故保障，不再重复算进传承。"


events = st.sampled_from(
    [Event.DEATH, Event.ACCIDENT, Event.CRITICAL_ILLNESS, Event.CARE, Event.RETIREMENT, Event.LEGACY]
)
covers = st.dictionaries(events, st.integers(1, 3_000_000).map(D), min_size=1, max_size=5)


@given(covers, st.integers(1, 600_000), st.integers(0, 3_000_000), st.integers(0, 500_000))
def test_of_every_policy_no_more_closes_gaps_than_it_pays(
    cover: Mapping[str, D], income: int, legacy: int, expenses: int
) -> None:
    """What it closes at a death, for the heirs, at an illness and in care, as parts of what it pays for each, is never
    more than the whole; so with its cash value."""
    with_it = family(Held("p", cover), income=income, legacy=legacy, expenses=expenses)
    without = family(income=income, legacy=legacy, expenses=expenses)
    before = {n.event: n.result.gap for n in analyse(without, A) if n.member == "me"}
    after = {n.event: n.result.gap for n in analyse(with_it, A) if n.member == "me"}
    closed = {event: (gap - after.get(event, D(0))) / cover[event] for event, gap in before.items() if event in cover}
    assert all(part >= 0 for part in closed.values())
    death = [Event.DEATH, Event.LEGACY, Event.CRITICAL_ILLNESS, Event.CARE]
    for group in (death, [Event.RETIREMENT, Event.LEGACY]):
        assert sum((closed.get(event, D(0)) for event in group), D(0)) <= 1 + D("0.000001")


@given(covers, st.integers(1, 600_000), st.integers(0, 3_000_000))
def test_the_first_need_in_time_has_all_of_it(cover: Mapping[str, D], income: int, legacy: int) -> None:
    case = family(Held("p", cover), income=income, legacy=legacy)
    if Event.CRITICAL_ILLNESS in cover:
        assert counted(case, Event.CRITICAL_ILLNESS) == cover[Event.CRITICAL_ILLNESS]
