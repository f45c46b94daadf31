"""Seeing to clocks: done, put off, premiums paid."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.errors import InputError, Place, Problem, bad_input
from app.models import ClockMark, Household, Member, Policy, PremiumPaid
from app.services.base.store import Actor, Store, WriteSession
from app.services.care.clocks.settings import read_rules
from app.services.rules.care.clock_facts import Owner, PolicyFacts
from app.services.rules.care.clocks import Clock, ClockKind, Teller

LONGEST_SNOOZE = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Premium:
    """One premium of a policy: the ``year`` it pays for, its due day and when it came in."""

    policy_id: str
    product: str
    insured: str
    year: int
    due_on: date
    amount: int
    paid_on: date | None

    @property
    def id(self) -> str:
        """Policy and day: what a table tells its rows apart by."""
        return f"{self.policy_id}:{self.due_on.isoformat()}"


def finish(store: Store, actor: Actor, clock: Clock) -> None:
    """Seen to: it is not shown again."""
    _mark(store, actor, "clock.finish", clock, None)


def snooze(store: Store, actor: Actor, clock: Clock, until: date) -> None:
    """Not shown before ``until``. Raises InputError at ``until`` for a day that is past, today, or a year away."""
    today = store.today()
    if not today < until <= today + LONGEST_SNOOZE:
        raise bad_input("snooze_day", Place(field="until"))
    _mark(store, actor, "clock.snooze", clock, until)


def pay_premium(store: Store, actor: Actor, policy_id: str, due_on: date, paid_on: date | None = None) -> None:
    """The premium due on ``due_on`` came in, today unless said. Raises InputError ``not_found``, ``not_a_due_day``, or
    ``date_in_future`` at ``paid_on``. Paid already, nothing changes."""
    with store.write(actor, "premium.paid") as session:
        today = session.today
        if paid_on is not None and paid_on > today:
            raise InputError(Problem("date_in_future", Place(field="paid_on")))
        facts = _facts(session, policy_id)
        if not list(Teller(read_rules(session), today).premium_days(facts, due_on, due_on)):
            raise bad_input("not_a_due_day", day=due_on.isoformat())
        known = select(PremiumPaid.id).where(PremiumPaid.policy_id == policy_id, PremiumPaid.due_on == due_on)
        if session.scalar(known) is None:
            session.add(PremiumPaid(policy_id=policy_id, due_on=due_on, paid_on=paid_on or today))
        session.note(policy=policy_id, due=due_on.isoformat())


def forget_premium(store: Store, actor: Actor, policy_id: str, due_on: date) -> None:
    """It did not come in after all."""
    with store.write(actor, "premium.unpaid") as session:
        at = (PremiumPaid.policy_id == policy_id, PremiumPaid.due_on == due_on)
        session.execute(delete(PremiumPaid).where(*at))
        session.note(policy=policy_id, due=due_on.isoformat())


def premiums_of(store: Store, household_id: str, today: date, *, years: int = 5) -> list[Premium]:
    """The family's renewal premiums of the last ``years`` and the coming one, the latest first."""
    first, last = date(today.year - years, 1, 1), today + timedelta(days=366)
    with store.read() as session:
        teller = Teller(read_rules(session), today)
        ids = session.scalars(select(Policy.id).where(Policy.household_id == household_id)).all()
        found = []
        for id in ids:
            facts = _facts(session, id)
            came = session.execute(select(PremiumPaid.due_on, PremiumPaid.paid_on).where(PremiumPaid.policy_id == id))
            paid: dict[date, date] = dict(came.all())
            found += [
                Premium(id, facts.product, facts.insured, year, due, facts.premium, paid.get(due))
                for year, due in teller.premium_days(facts, first, last)
                if facts.in_force or due in paid
            ]
    return sorted(found, key=lambda one: (one.due_on, one.policy_id), reverse=True)


def _facts(session: Session, policy_id: str) -> PolicyFacts:
    row = session.execute(
        select(Policy, Member.name, Household.code, Household.name)
        .join(Member, Member.id == Policy.member_id)
        .join(Household, Household.id == Policy.household_id)
        .where(Policy.id == policy_id)
    ).one_or_none()
    if row is None:
        raise bad_input("not_found")
    policy, insured, code, name = row
    return PolicyFacts(
        policy.id, Owner(policy.household_id, code, name), insured, policy.product_name, policy.number,
        policy.starts_on, policy.ends_on, policy.premium, policy.pay_years, policy.status == "in_force",
        policy.lapsed_on, policy.employer_group,
    )  # fmt: skip


def _mark(store: Store, actor: Actor, action: str, clock: Clock, until: date | None) -> None:
    with store.write(actor, action, clock.owner.id) as session:
        row = _row(session, clock.kind, clock.subject_id, clock.due)
        if row is None:
            row = ClockMark(
                household_id=clock.owner.id, kind=clock.kind.value, subject_id=clock.subject_id, due_on=clock.due
            )
            session.add(row)
        row.until = until
        session.note(kind=clock.kind.value, due=clock.due.isoformat())


def _row(session: WriteSession, kind: ClockKind, subject_id: str, due_on: date) -> ClockMark | None:
    at = (ClockMark.kind == kind.value, ClockMark.subject_id == subject_id, ClockMark.due_on == due_on)
    return session.scalars(select(ClockMark).where(*at)).one_or_none()
