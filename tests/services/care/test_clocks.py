"""Clocks over a real store: read, seen to, put off, premiums paid, settings, the weekly risks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.enums import Language, PolicyStatus, Relation, ServiceKind, Sex
from app.errors import ConflictError, InputError
from app.models import PremiumPaid
from app.services.base import undo
from app.services.base.store import Actor, Store
from app.services.care import clocks
from app.services.needs.statutory import shipped_bases
from app.services.offers import catalogue
from app.services.people import customers, policies
from app.services.people.customers import HouseholdDraft, MemberDraft
from app.services.people.policies import PolicyDraft
from app.services.rules.care.clock_facts import (
    BirthdayKind,
    LoanFacts,
    Moment,
    MomentFacts,
    Owner,
    PersonFacts,
    PolicyFacts,
    ReceiptFacts,
    ServiceFacts,
)
from app.services.rules.care.clocks import DEFAULTS, Clock, ClockKind, KindRule, Rules, Teller
from app.services.rules.needs.pension import Work
from app.services.team.weekly import risks
from tests import reading
from tests.undoing import last_unit, take_back_last

TODAY = date(2026, 11, 24)


@pytest.fixture
def family(store: Store, actor: Actor) -> str:
    draft = HouseholdDraft(
        MemberDraft("王芳", Relation.SELF, Sex.FEMALE, date(1989, 6, 1)),
        (MemberDraft("李小雨", Relation.CHILD, Sex.FEMALE, date(2008, 12, 6)),),
    )
    return customers.add(store, actor, draft).id


def member(store: Store, family: str, place: int = 0) -> str:
    return customers.household(store, family).members[place].id


def policy(store: Store, actor: Actor, family: str, **values: object) -> str:
    given = {"starts_on": date(2024, 11, 1), "premium": 260_000, "pay_years": 20} | values
    draft = PolicyDraft(member(store, family), "终身寿险", **given)  # type: ignore[arg-type]
    return policies.add(store, actor, family, draft).id


def kinds(found: list[Clock]) -> list[ClockKind]:
    return [clock.kind for clock in found]


def test_the_clocks_of_an_agent_and_of_a_family(store: Store, actor: Actor, family: str) -> None:
    policy(store, actor, family)
    found = clocks.of_agent(store, actor.code, TODAY)
    assert kinds(found) == [ClockKind.ADULT, ClockKind.GRACE]
    assert found[1].due == date(2026, 12, 31)
    assert clocks.of_agent(store, "A999", TODAY) == []
    assert set(kinds(clocks.of_household(store, family, TODAY))) == {
        ClockKind.ADULT,
        ClockKind.GRACE,
        ClockKind.BIRTHDAY,
    }
    customers.archive(store, actor, family)
    assert clocks.of_agent(store, actor.code, TODAY) == []


@pytest.mark.usefixtures("family")
def test_what_is_done_or_put_off_is_not_shown_until_undone(store: Store, actor: Actor) -> None:
    (adult,) = clocks.of_agent(store, actor.code, TODAY)
    clocks.finish(store, actor, adult)
    assert clocks.of_agent(store, actor.code, TODAY) == []
    take_back_last(store, actor)
    assert clocks.of_agent(store, actor.code, TODAY) == [adult]
    clocks.snooze(store, actor, adult, TODAY + timedelta(days=3))
    assert clocks.of_agent(store, actor.code, TODAY + timedelta(days=2)) == []
    assert kinds(clocks.of_agent(store, actor.code, TODAY + timedelta(days=3))) == [ClockKind.ADULT]
    off = last_unit(store)
    clocks.finish(store, actor, adult)
    take_back_last(store, actor)
    assert clocks.of_agent(store, actor.code, TODAY + timedelta(days=2)) == []
    undo.take_back(store, actor, off)
    assert clocks.of_agent(store, actor.code, TODAY) == [adult]
    with pytest.raises(InputError, match="snooze_day"):
        clocks.snooze(store, actor, adult, TODAY)


def test_a_premium_is_paid_and_taken_back(store: Store, actor: Actor, family: str) -> None:
    id = policy(store, actor, family)
    due = date(2026, 11, 1)
    clocks.pay_premium(store, actor, id, due)
    clocks.pay_premium(store, actor, id, due)
    assert ClockKind.GRACE not in kinds(clocks.of_agent(store, actor.code, TODAY))
    rows = {one.due_on: one.paid_on for one in clocks.premiums_of(store, family, TODAY)}
    assert rows == {date(2027, 11, 1): None, due: TODAY, date(2025, 11, 1): None}
    clocks.forget_premium(store, actor, id, due)
    assert ClockKind.GRACE in kinds(clocks.of_agent(store, actor.code, TODAY))
    for day, code in ((date(2026, 11, 2), "not_a_due_day"), (date(2024, 11, 1), "not_a_due_day")):
        with pytest.raises(InputError, match=code):
            clocks.pay_premium(store, actor, id, day)
    with pytest.raises(InputError, match="date_in_future"):
        clocks.pay_premium(store, actor, id, due, TODAY + timedelta(days=1))
    with pytest.raises(InputError, match="not_found"):
        clocks.pay_premium(store, actor, "nothing", due)


def test_removing_a_policy_and_back_keeps_its_premiums(store: Store, actor: Actor, family: str) -> None:
    id = policy(store, actor, family)
    clocks.pay_premium(store, actor, id, date(2026, 11, 1))
    draft = policies.remove(store, actor, id)
    with store.read() as session:
        assert session.query(PremiumPaid).count() == 0
    policies.add(store, actor, family, draft)
    assert ClockKind.GRACE not in kinds(clocks.of_agent(store, actor.code, TODAY))


def test_a_lapsed_policy_can_be_reinstated_for_two_years(store: Store, actor: Actor, family: str) -> None:
    id = policy(store, actor, family)
    row = reading.policies(store, family)[0]
    lapsed = PolicyDraft(
        row.member_id, row.product_name, starts_on=row.starts_on, status=PolicyStatus.LAPSED, premium=row.premium
    )
    row = policies.update(store, actor, id, lapsed, row.version)
    assert row.lapsed_on == TODAY
    then = TODAY + timedelta(days=700)
    assert ClockKind.REINSTATEMENT in kinds(clocks.of_agent(store, actor.code, then))
    back = PolicyDraft(row.member_id, row.product_name, starts_on=row.starts_on, premium=row.premium)
    assert policies.update(store, actor, id, back, row.version).lapsed_on is None
    with pytest.raises(ConflictError):
        policies.update(store, actor, id, back, row.version)
    before = PolicyDraft(
        row.member_id, "x", starts_on=TODAY, status=PolicyStatus.LAPSED, lapsed_on=TODAY - timedelta(days=1)
    )
    with pytest.raises(InputError, match="ends_before_start"):
        policies.add(store, actor, family, before)


def test_a_persons_birthday_is_a_setting(store: Store, actor: Actor, family: str) -> None:
    person = member(store, family)
    before = clocks.set_care(store, actor, person, BirthdayKind.LUNAR, Work.WORKER)
    assert (before.birthday, before.work) == (BirthdayKind.SOLAR, None)
    care = clocks.care_of(store, family)[0]
    assert (care.birthday, care.work, care.lunar and care.lunar.chinese) == (
        BirthdayKind.LUNAR, Work.WORKER, "四月廿八",
    )  # fmt: skip
    found = clocks.of_agent(store, actor.code, date(2026, 6, 12))
    assert (kinds(found), found[0].due) == ([ClockKind.LUNAR_BIRTHDAY], date(2026, 6, 13))
    detail = customers.household(store, family).members[0]
    moved = MemberDraft("王芳", Relation.SELF, Sex.FEMALE, date(1989, 6, 2))
    customers.update_member(store, actor, person, moved, detail.version)
    found = clocks.of_agent(store, actor.code, date(2026, 6, 12))
    assert found[0].due == date(2026, 6, 14), "the day kept is that of another day of birth"
    clocks.set_care(store, actor, person, before.birthday, before.work)
    assert clocks.of_agent(store, actor.code, date(2026, 6, 12)) == []


def test_a_lunar_birthday_needs_a_day_of_birth(store: Store, actor: Actor) -> None:
    row = customers.add(store, actor, HouseholdDraft(MemberDraft("陈一", Relation.SELF)))
    with pytest.raises(InputError, match="birth_date_needed"):
        clocks.set_care(store, actor, member(store, row.id), BirthdayKind.LUNAR, None)


def test_loans_end_and_come_back(store: Store, actor: Actor, family: str) -> None:
    loan = clocks.add_loan(store, actor, family, " 房贷 ", TODAY + timedelta(days=40), 90_000_000)
    assert (loan.name, loan.balance) == ("房贷", 90_000_000)
    assert ClockKind.LOAN_END in kinds(clocks.of_agent(store, actor.code, TODAY))
    gone = clocks.remove_loan(store, actor, loan.id)
    assert clocks.loans_of(store, family) == []
    clocks.add_loan(store, actor, family, gone.name, gone.ends_on, gone.balance)
    assert len(clocks.loans_of(store, family)) == 1
    with pytest.raises(InputError) as refused:
        clocks.add_loan(store, actor, family, "", None, -1)
    assert [problem.place.field for problem in refused.value.problems] == ["name", "ends_on", "balance"]


@pytest.mark.usefixtures("family")
def test_the_settings_are_kept_checked_and_undone(store: Store, actor: Actor) -> None:
    rules = Rules(DEFAULTS | {ClockKind.ADULT: KindRule(5, 2, 30)}, grace_days=30, bases=shipped_bases())
    before = clocks.change_rules(store, actor, rules)
    assert clocks.rules_of(store) == rules
    assert clocks.of_agent(store, actor.code, TODAY) == []
    clocks.change_rules(store, actor, before)
    assert kinds(clocks.of_agent(store, actor.code, TODAY)) == [ClockKind.ADULT]
    with pytest.raises(InputError) as refused:
        bad = DEFAULTS | {ClockKind.ADULT: KindRule(5, 6, 30), ClockKind.PREMIUM: KindRule(-1, -1, 0)}
        clocks.change_rules(store, actor, Rules(bad, grace_days=0))
    fields = [problem.place.field for problem in refused.value.problems]
    assert fields == ["premium.lead", "premium.urgent", "adult.urgent", "grace_days"]


def every_kind() -> list[Clock]:
    """One clock of each kind, made by the rules themselves."""
    owner, day = Owner("h", "C00001", "王芳"), TODAY
    rules = Rules({kind: KindRule(30_000, 1, 400) for kind in ClockKind}, bases=shipped_bases())
    teller = Teller(rules, day)
    held = PolicyFacts("p", owner, "王芳", "寿险", "D1", date(2024, 11, 1), date(2030, 1, 1), 100, 20, True, None)
    yearly = replace(held, starts_on=day, ends_on=day + timedelta(days=365))
    lapsed = replace(held, in_force=False, lapsed_on=day)
    lent = replace(held, loan=5_000_00, loan_on=day)
    people = [
        PersonFacts("m", owner, "王芳", Relation.SELF, date(1989, 6, 1), sex, BirthdayKind.BOTH, work)
        for sex, work in ((None, None), (Sex.MALE, None), (Sex.FEMALE, Work.WORKER), (Sex.FEMALE, None))
    ]
    child = replace(people[0], relation=Relation.CHILD, born=date(2010, 1, 1))
    found = [clock for one in (held, yearly, lapsed, lent) for clock in teller.policy(one)]
    found += [clock for one in (*people, child) for clock in teller.person(one)]
    found += teller.loan(LoanFacts("l", owner, "房贷", day))
    found += teller.service(ServiceFacts("s", owner, "PS1", "寿险", ServiceKind.LOAN, day, day + timedelta(days=5)))
    found += teller.receipt(ReceiptFacts("o", owner, "D1", day, day + timedelta(days=15)))
    found += [clock for moment in Moment for clock in teller.moment(MomentFacts(moment, "x", owner, day, "SC1"))]
    assert {clock.kind for clock in found} == set(ClockKind)
    return found


def test_a_product_of_the_catalogue_is_called_in_english(store: Store, actor: Actor, family: str) -> None:
    catalogue.load_sample(store, actor)
    policy(store, actor, family, product_code="T20")
    (found,) = [one for one in clocks.of_agent(store, actor.code, TODAY) if one.kind == ClockKind.GRACE]
    assert "终身寿险" in clocks.title(found, Language.ZH)
    assert "Term life 20" in clocks.title(found, Language.EN)
    assert "终身寿险" not in clocks.title(found, Language.EN)


def test_29_february_is_spoken_of_where_it_is_the_day() -> None:
    for born, told in ((date(1989, 12, 1), False), (date(1988, 2, 29), True)):
        person = PersonFacts("m", Owner("h", "C1", "王芳"), "王芳", Relation.SELF, born)
        found = Teller(Rules(), born.replace(year=2028)).person(person)
        (clock,) = [one for one in found if one.kind == ClockKind.BIRTHDAY]
        assert ("2 月 29 日" in clocks.rule(clock, Language.ZH)) == told
        assert ("29 February" in clocks.rule(clock, Language.EN)) == told


def test_every_kind_has_its_words_in_both_languages() -> None:
    for clock in every_kind():
        for language in Language:
            said = [clocks.title(clock, language), clocks.rule(clock, language)]
            said.append(clocks.message(clock, "李敏", language))
            assert all(said)
            assert not any(bad in text for text in said for bad in ("{", "None", "clock."))
            draft = clocks.next_activity(clock, TODAY, language)
            assert (draft.household_id, draft.on_date >= TODAY) == ("h", True)


def test_the_weekly_risks_are_the_same_clocks(store: Store, actor: Actor, family: str) -> None:
    ending = TODAY + timedelta(days=10)
    policy(store, actor, family, starts_on=date(2024, 10, 1), ends_on=ending)
    with store.read() as session:
        found = clocks.read(session, clocks.Reach(agent_code=actor.code), TODAY, risks.CLOCK_RULES)
    assert [(risks.CLOCKS[clock.kind], clock.days) for clock in found] == [
        (risks.RiskKind.GRACE, 6), (risks.RiskKind.POLICY_ENDS, 10),
    ]  # fmt: skip


def test_reading_takes_no_more_queries_for_more_families(store: Store, actor: Actor, family: str) -> None:
    from sqlalchemy import event

    def queries() -> int:
        seen: list[str] = []

        def count(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
            seen.append(statement)

        event.listen(store._engine, "before_cursor_execute", count)
        clocks.of_agent(store, actor.code, TODAY)
        event.remove(store._engine, "before_cursor_execute", count)
        return len(seen)

    policy(store, actor, family)
    one = queries()
    for number in range(5):
        draft = HouseholdDraft(MemberDraft(f"陈{number}", Relation.SELF, Sex.MALE, date(1966, 10, 3)))
        policy(store, actor, customers.add(store, actor, draft).id)
    assert queries() == one
    assert len(clocks.of_agent(store, actor.code, TODAY)) > 5


def test_narrowing_in_the_store_loses_no_clock(store: Store, actor: Actor) -> None:
    """Whatever the day – year ends, 28 February, 1 March – the same clocks as from all facts without a condition."""
    births = [date(1966, 1, 2), date(1971, 12, 30), date(1992, 2, 29), date(2008, 3, 1), date(1976, 7, 15)]
    people = [
        MemberDraft(
            f"人{n}", Relation.CHILD if born.year > 2000 else Relation.OTHER, Sex.MALE if n % 2 else Sex.FEMALE, born
        )
        for n, born in enumerate(births)
    ]
    family = customers.add(store, actor, HouseholdDraft(MemberDraft("王芳", Relation.SELF), tuple(people))).id
    starts = [date(2024, 2, 29), date(2023, 12, 31), date(2025, 1, 1), date(2024, 6, 30)]
    for start in starts:
        policy(store, actor, family, starts_on=start, pay_years=None)
    detail = customers.household(store, family)
    owner = Owner(family, detail.row.code, detail.row.name)
    facts = [
        PolicyFacts(
            one.id, owner, "王芳", one.product_name, one.number, one.starts_on, None, one.premium, None, True, None
        )
        for one in reading.policies(store, family)
    ]
    persons = [
        PersonFacts(one.id, owner, one.name, one.relation, one.birth_date, one.sex)
        for one in detail.members
        if one.birth_date is not None
    ]
    for step in range(0, 800, 7):
        day = date(2025, 12, 20) + timedelta(days=step)
        teller = Teller(Rules(bases=shipped_bases()), day)
        wanted = {clock.id for one in facts for clock in teller.policy(one)}
        wanted |= {clock.id for one in persons for clock in teller.person(one)}
        assert {clock.id for clock in clocks.of_agent(store, actor.code, day)} == wanted, day


def test_a_premium_paid_since_was_in_its_grace_the_day_before(store: Store, actor: Actor, family: str) -> None:
    id = policy(store, actor, family)
    clocks.pay_premium(store, actor, id, date(2026, 11, 1))
    assert ClockKind.GRACE not in kinds(clocks.of_agent(store, actor.code, TODAY))
    assert ClockKind.GRACE in kinds(clocks.of_agent(store, actor.code, TODAY - timedelta(days=1)))
