"""The clocks of an agent or a family: a few queries, each narrowed to the days in question, then the pure rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, literal, null, or_, select, true, union_all
from sqlalchemy.orm import Session

from app.enums import OrderState, PolicyStatus, Relation, ServiceKind, ServiceState, Sex
from app.models import ClockMark, Household, Loan, Member, Order, PersonCare, Policy, PremiumPaid, ServiceOrder
from app.services.base.product_names import english_name
from app.services.base.store import Store
from app.services.care.clocks.moments import moments
from app.services.care.clocks.seasons import comes_round
from app.services.care.clocks.settings import read_rules
from app.services.rules.base.ages import anniversary
from app.services.rules.base.lunar import LunarDay
from app.services.rules.base.moments import end_of
from app.services.rules.care.clock_facts import (
    BirthdayKind,
    LoanFacts,
    Owner,
    PersonFacts,
    PolicyFacts,
    ReceiptFacts,
    ServiceFacts,
)
from app.services.rules.care.clocks import ADULT_AT, Clock, ClockKind, Rules, Teller, in_order
from app.services.rules.needs import pension
from app.services.rules.needs.pension import Work

DAY = timedelta(days=1)
YEAR = 365
FAMILY_AHEAD = 90  # days: a family's own page looks further than Today


@dataclass(frozen=True, slots=True)
class Reach:
    """Whose clocks: an agent's families, or one family."""

    agent_code: str | None = None
    household_id: str | None = None

    @property
    def condition(self) -> ColumnElement[bool]:
        """Whose households: those of the agent, or the one; never one in the recycle bin."""
        living = Household.archived_at.is_(None)
        if self.household_id is not None:
            return and_(living, Household.id == self.household_id)
        return and_(living, Household.agent_code == self.agent_code)


def of_agent(store: Store, agent_code: str, today: date) -> list[Clock]:
    """What is due with the agent's families, the first day first; without what was done or put off."""
    with store.read() as session:
        return read(session, Reach(agent_code=agent_code), today, read_rules(session))


def of_household(store: Store, household_id: str, today: date) -> list[Clock]:
    """The clocks of one family, at least :data:`FAMILY_AHEAD` days ahead."""
    with store.read() as session:
        rules = read_rules(session).reaching(FAMILY_AHEAD)
        return read(session, Reach(household_id=household_id), today, rules)


def read(
    session: Session, reach: Reach, today: date, rules: Rules, held: ColumnElement[bool] | None = None
) -> list[Clock]:
    """All clocks within reach that are in the days of their kind on ``today`` and not seen to, in the order to be
    shown. ``held`` says which policies were in force then, where that is not as seen now.
    """
    teller = Teller(rules, today)
    found: list[Clock] = []
    for policy in _policies(session, reach, teller, Policy.status == PolicyStatus.IN_FORCE if held is None else held):
        found += teller.policy(policy)
    for person in _people(session, reach, teller):
        found += teller.person(person)
    for one in _loans_and_services(session, reach):
        found += teller.loan(one) if isinstance(one, LoanFacts) else teller.service(one)
    for receipt in _receipts(session, reach, today):
        found += teller.receipt(receipt)
    for moment in moments(session, reach.condition, teller):
        found += teller.moment(moment)
    return in_order(_left(session, found, today))


def _left(session: Session, clocks: list[Clock], today: date) -> Iterator[Clock]:
    """Without those seen to, and those put off to a later day."""
    if not clocks:
        return
    first, last = min(clock.due for clock in clocks), max(clock.due for clock in clocks)
    marks = select(ClockMark.kind, ClockMark.subject_id, ClockMark.due_on).where(
        ClockMark.due_on.between(first, last),
        ClockMark.created_at < end_of(today),
        or_(ClockMark.until.is_(None), ClockMark.until > today),
    )
    hidden = {tuple(mark) for mark in session.connection().execute(marks)}
    for clock in clocks:
        if (clock.kind.value, clock.subject_id, clock.due) not in hidden:
            yield clock


def _policies(session: Session, reach: Reach, teller: Teller, held: ColumnElement[bool]) -> Iterator[PolicyFacts]:
    rules, windows = teller.rules, teller.windows
    lapse_first, lapse_last = windows[ClockKind.REINSTATEMENT]
    years = rules.reinstatement_years
    ends = [windows[kind] for kind in (ClockKind.RENEWAL, ClockKind.ENDING)]
    first, last = teller.premium_window
    round_first, round_last = windows[ClockKind.ANNIVERSARY]
    running = and_(
        held,
        or_(
            comes_round(Policy.starts_on, round_first, round_last),
            and_(
                Policy.premium > 0, comes_round(Policy.starts_on, first, last), _not_settled(first, last, teller.today)
            ),
            Policy.ends_on.between(min(one[0] for one in ends), max(one[1] for one in ends)),
            and_(Policy.loan > 0, Policy.loan_on.is_not(None)),
        ),
    )
    lapsed = and_(
        Policy.status == PolicyStatus.LAPSED,
        ~held,
        Policy.lapsed_on.between(anniversary(lapse_first, -years) - DAY, anniversary(lapse_last, -years) + DAY),
    )
    rows = session.connection().execute(
        select(
            Policy.id, Household.id, Household.code, Household.name, Member.name, Policy.product_name, Policy.number,
            Policy.starts_on, Policy.ends_on, Policy.premium, Policy.pay_years, held, Policy.lapsed_on,
            Policy.employer_group, Policy.loan, Policy.loan_on,
            english_name(Policy.product_code, Policy.product_name),
        )
        .join(Household, Household.id == Policy.household_id)
        .join(Member, Member.id == Policy.member_id)
        .where(reach.condition, or_(running, lapsed))
    ).all()  # fmt: skip
    paid = _paid(session, reach, first, last, teller.today) if rows else {}
    for (
        id,
        family,
        code,
        name,
        insured,
        product,
        number,
        starts,
        until,
        premium,
        pay,
        running_then,
        lapse,
        group,
        loan,
        lent,
        english,
    ) in rows:
        yield PolicyFacts(
            id, Owner(family, code, name), insured, product, number, starts, until, premium, pay,
            bool(running_then), lapse, group, paid.get(id, frozenset()), loan, lent, english,
        )  # fmt: skip


def _not_settled(first: date, last: date, today: date) -> ColumnElement[bool]:
    """No premium came in by today for the days in question; over a year or more one may be paid and another not."""
    if (last - first).days >= YEAR:
        return true()
    return Policy.id.not_in(
        select(PremiumPaid.policy_id).where(PremiumPaid.due_on.between(first, last), PremiumPaid.paid_on <= today)
    )


def _paid(session: Session, reach: Reach, first: date, last: date, today: date) -> dict[str, frozenset[date]]:
    rows = (
        select(PremiumPaid.policy_id, PremiumPaid.due_on)
        .join(Policy, Policy.id == PremiumPaid.policy_id)
        .join(Household, Household.id == Policy.household_id)
        .where(reach.condition, PremiumPaid.due_on.between(first, last), PremiumPaid.paid_on <= today)
    )
    found: dict[str, set[date]] = {}
    for policy, due in session.connection().execute(rows):
        found.setdefault(policy, set()).add(due)
    return {policy: frozenset(days) for policy, days in found.items()}


def _people(session: Session, reach: Reach, teller: Teller) -> Iterator[PersonFacts]:
    rows: Select[*tuple[Any, ...]] = (
        select(
            Member.id, Household.id, Household.code, Household.name, Member.name, Member.relation, Member.birth_date,
            Member.sex, PersonCare.birthday, PersonCare.work, PersonCare.born, PersonCare.lunar_month,
            PersonCare.lunar_day,
        )
        .join(Household, Household.id == Member.household_id)
        .outerjoin(PersonCare, PersonCare.member_id == Member.id)
        .where(reach.condition, Member.birth_date.is_not(None), or_(*_of_age(teller)))
    )  # fmt: skip
    for (
        id,
        family,
        code,
        name,
        person,
        relation,
        born,
        sex,
        birthday,
        work,
        known,
        month,
        day,
    ) in session.connection().execute(rows):
        lunar = LunarDay(month, day) if known == born and month is not None and day is not None else None
        yield PersonFacts(
            id, Owner(family, code, name), person, Relation(relation), born, Sex(sex) if sex else None,
            BirthdayKind(birthday or BirthdayKind.SOLAR), Work(work) if work else None, lunar,
        )  # fmt: skip


def _of_age(teller: Teller) -> Iterable[ColumnElement[bool]]:
    """Conditions on the day of birth, one for each clock of a person."""
    windows, born = teller.windows, Member.birth_date
    yield comes_round(born, *windows[ClockKind.BIRTHDAY])
    yield PersonCare.birthday.in_((BirthdayKind.LUNAR, BirthdayKind.BOTH))
    first, last = windows[ClockKind.ADULT]
    yield and_(
        Member.relation == Relation.CHILD,
        born.between(anniversary(first, -ADULT_AT) - DAY, anniversary(last, -ADULT_AT) + DAY),
    )
    first, last = windows[ClockKind.RETIREMENT]
    bases = teller.rules.bases
    if bases is None:
        return
    for sex, basis in ((Sex.MALE, bases.men), (Sex.FEMALE, bases.women_staff), (Sex.FEMALE, bases.women_workers)):
        low, high = pension.born_between(basis, first, last)
        yield and_(Member.sex == sex, Member.relation != Relation.CHILD, born.between(low, high))
    years = teller.rules.assumed_retirement
    low, high = anniversary(first, -years) - DAY, anniversary(last, -years) + DAY
    yield and_(Member.sex.is_(None), Member.relation != Relation.CHILD, born.between(low, high))


def _loans_and_services(session: Session, reach: Reach) -> Iterator[LoanFacts | ServiceFacts]:
    """In one statement: what of either is no column of the other is empty."""
    owner = (Household.id, Household.code, Household.name)
    loans = (
        select(Loan.id, *owner, Loan.name, Loan.ends_on, literal("").label("number"), literal("").label("kind"), null())
        .join(Household, Household.id == Loan.household_id)
        .where(reach.condition)
    )
    asked = (
        select(
            ServiceOrder.id, *owner, Policy.product_name, ServiceOrder.due_on, ServiceOrder.number, ServiceOrder.kind,
            ServiceOrder.submitted_on,
        )
        .join(Household, Household.id == ServiceOrder.household_id)
        .join(Policy, Policy.id == ServiceOrder.policy_id)
        .where(reach.condition, ServiceOrder.state == ServiceState.SUBMITTED.value, ServiceOrder.due_on.is_not(None))
    )  # fmt: skip
    found: Iterable[Any] = session.connection().execute(union_all(loans, asked))
    for id, family, code, home, name, day, number, kind, submitted in found:
        by = Owner(family, code, home)
        if kind:
            yield ServiceFacts(id, by, number, name, ServiceKind(kind), submitted, day)
        else:
            yield LoanFacts(id, by, name, day)


def _receipts(session: Session, reach: Reach, today: date) -> Iterator[ReceiptFacts]:
    """Orders received by ``today`` whose cooling-off was not over in the books then."""
    rows = (
        select(
            Order.id, Household.id, Household.code, Household.name, Order.policy_number, Order.number,
            Order.receipted_on, Order.cooling_off_until,
        )
        .join(Household, Household.id == Order.household_id)
        .where(
            reach.condition, or_(Order.state == OrderState.RECEIPTED, Order.ended_on > today),
            Order.receipted_on <= today, Order.cooling_off_until.is_not(None),
        )
    )  # fmt: skip
    for id, family, code, name, policy, number, receipt, until in session.connection().execute(rows):
        if receipt is not None and until is not None:
            yield ReceiptFacts(id, Owner(family, code, name), policy or number, receipt, until)
