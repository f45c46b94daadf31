"""Clocks: days that come by themselves after a sale. Pure functions from frozen facts to what is due around a day.

Each kind has its own lead: how many days before its day it is shown, from when it presses, and how long it stays when
the day has passed. What was seen to is taken out by who calls.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from app.enums import Relation
from app.services.rules.base import lunar
from app.services.rules.base.ages import anniversary
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
from app.services.rules.needs import pension
from app.services.rules.needs.pension import Bases
from app.services.rules.selling.services import loan_due

ADULT_AT = 18
LONG_YEAR = 366  # a cover of no more days is renewed year by year


class ClockKind(StrEnum):
    COOLING_OFF = "cooling_off"
    PREMIUM = "premium"  # falls due
    GRACE = "grace"  # it fell due and was not paid
    REINSTATEMENT = "reinstatement"
    RENEWAL = "renewal"  # of a yearly policy
    ENDING = "ending"  # of any other
    ANNIVERSARY = "anniversary"
    BIRTHDAY = "birthday"
    LUNAR_BIRTHDAY = "lunar_birthday"
    ADULT = "adult"
    RETIREMENT = "retirement"
    LOAN_END = "loan_end"
    POLICY_LOAN = "policy_loan"  # to be paid back or renewed
    SERVICE_ORDER = "service_order"  # the insurer should have answered
    REVISIT = "revisit"
    FEEDBACK = "feedback"


COURTESIES = (
    ClockKind.ANNIVERSARY, ClockKind.BIRTHDAY, ClockKind.LUNAR_BIRTHDAY, ClockKind.REVISIT, ClockKind.FEEDBACK,
)  # fmt: skip


class ClockUrgency(StrEnum):
    """How near: over, pressing, soon, or still far."""

    PAST = "past"
    PRESSING = "pressing"
    SOON = "soon"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class KindRule:
    """Shown from ``lead`` days before, pressing from ``urgent`` days before, kept ``linger`` days after."""

    lead: int
    urgent: int
    linger: int
    shown: bool = True


DEFAULTS: dict[ClockKind, KindRule] = {
    ClockKind.COOLING_OFF: KindRule(15, 3, 7),
    ClockKind.PREMIUM: KindRule(30, 7, 0),
    ClockKind.GRACE: KindRule(60, 20, 30),
    ClockKind.REINSTATEMENT: KindRule(90, 30, 0),
    ClockKind.RENEWAL: KindRule(30, 7, 30),
    ClockKind.ENDING: KindRule(60, 14, 30),
    ClockKind.ANNIVERSARY: KindRule(7, 1, 3),
    ClockKind.BIRTHDAY: KindRule(7, 1, 0),
    ClockKind.LUNAR_BIRTHDAY: KindRule(7, 1, 0),
    ClockKind.ADULT: KindRule(60, 14, 30),
    ClockKind.RETIREMENT: KindRule(180, 30, 30),
    ClockKind.LOAN_END: KindRule(90, 14, 30),
    ClockKind.POLICY_LOAN: KindRule(30, 7, 60),
    ClockKind.SERVICE_ORDER: KindRule(3, 0, 60),
    ClockKind.REVISIT: KindRule(7, 1, 30),
    ClockKind.FEEDBACK: KindRule(3, 0, 14),
}


@dataclass(frozen=True, slots=True)
class Rules:
    """Everything that is a setting. The grace and the years are those common in contracts [practice]."""

    kinds: Mapping[ClockKind, KindRule] = field(default_factory=lambda: DEFAULTS)
    grace_days: int = 60
    reinstatement_years: int = 2
    revisit_days: int = 7
    feedback_days: int = 1
    assumed_retirement: int = 60  # of a person whose sex is not known
    bases: Bases | None = None  # the rule of the retirement age; without it no retirement is told

    def window(self, kind: ClockKind, today: date) -> tuple[date, date]:
        """The first and last due day that is shown today."""
        rule = self.kinds[kind]
        return today - timedelta(days=rule.linger), today + timedelta(days=rule.lead)

    def reaching(self, days: int) -> Rules:
        """The same with every lead at least ``days``."""
        kinds = {kind: replace(rule, lead=max(rule.lead, days)) for kind, rule in self.kinds.items()}
        return replace(self, kinds=kinds)


@dataclass(frozen=True, slots=True)
class Clock:
    """One day that comes. ``values`` fill the words of the rule and of the figure it stands on."""

    kind: ClockKind
    due: date
    days: int  # left; negative when it has passed
    urgency: ClockUrgency
    owner: Owner
    subject_id: str
    who: str
    values: Mapping[str, Any]

    @property
    def id(self) -> str:
        """Kind, subject and day: the same clock has the same id whenever it is told."""
        return f"{self.kind.value}:{self.subject_id}:{self.due.isoformat()}"


class Teller:
    """Makes the clocks of one day: those whose due day is in the window of their kind."""

    def __init__(self, rules: Rules, today: date) -> None:
        self.rules, self.today = rules, today
        self.windows = {kind: rules.window(kind, today) for kind in ClockKind}

    def clock(self, kind: ClockKind, due: date, owner: Owner, subject: str, who: str, **values: Any) -> Iterator[Clock]:
        """One clock, if its kind is shown and ``due`` is within the days in question; ``values`` fill its words."""
        rule = self.rules.kinds[kind]
        first, last = self.windows[kind]
        if not rule.shown or not first <= due <= last:
            return
        days = (due - self.today).days
        yield Clock(kind, due, days, self._urgency(rule, days), owner, subject, who, {"who": who, **values})

    def policy(self, one: PolicyFacts) -> Iterator[Clock]:
        """Of a policy in force: its end, its anniversaries, its premiums with their grace, its loan; of a lapsed one
        how long it can be brought back.
        """
        if not one.in_force:
            yield from self._lapsed(one)
            return
        if one.loan and one.loan_on is not None:
            yield from self.clock(
                ClockKind.POLICY_LOAN, loan_due(one.loan_on), one.owner, one.id, one.insured, **one.named,
                loan=one.loan, since=one.loan_on,
            )  # fmt: skip
        yield from self._ending(one)
        if one.starts_on is None:
            return
        for years in self._years(one.starts_on, ClockKind.ANNIVERSARY):
            due = anniversary(one.starts_on, years)
            if years > 0 and (one.ends_on is None or due < one.ends_on):
                yield from self.clock(
                    ClockKind.ANNIVERSARY, due, one.owner, one.id, one.insured, **one.named, years=years,
                    start=one.starts_on,
                )  # fmt: skip
        yield from self._premiums(one)

    def premium_days(self, one: PolicyFacts, first: date, last: date) -> Iterator[tuple[int, date]]:
        """The renewal premiums due from ``first`` to ``last``, with the year they belong to. Yearly; none for a policy
        paid at once, by an employer, or not begun."""
        if one.starts_on is None or not one.premium or one.by_employer:
            return
        for years in range(max(1, first.year - one.starts_on.year - 1), last.year - one.starts_on.year + 1):
            due = anniversary(one.starts_on, years)
            begun = one.pay_years is None or years < one.pay_years
            if begun and first <= due <= last and (one.ends_on is None or due < one.ends_on):
                yield years + 1, due

    @property
    def premium_window(self) -> tuple[date, date]:
        """First and last due day of a premium that any clock still tells of: its grace may have begun long ago."""
        grace = timedelta(days=self.rules.grace_days)
        return self.windows[ClockKind.GRACE][0] - grace, self.windows[ClockKind.PREMIUM][1]

    def _premiums(self, one: PolicyFacts) -> Iterator[Clock]:
        grace = timedelta(days=self.rules.grace_days)
        for year, due in self.premium_days(one, *self.premium_window):
            if due in one.paid:
                continue
            values = {**one.named, "premium": one.premium, "year": year, "premium_due": due}
            if due >= self.today:
                yield from self.clock(ClockKind.PREMIUM, due, one.owner, one.id, one.insured, **values)
            else:
                yield from self.clock(
                    ClockKind.GRACE, due + grace, one.owner, one.id, one.insured, length=grace.days, **values
                )

    def _ending(self, one: PolicyFacts) -> Iterator[Clock]:
        if one.ends_on is None:
            return
        yearly = one.starts_on is not None and (one.ends_on - one.starts_on).days <= LONG_YEAR
        kind = ClockKind.RENEWAL if yearly else ClockKind.ENDING
        yield from self.clock(kind, one.ends_on, one.owner, one.id, one.insured, **one.named, end=one.ends_on)

    def _lapsed(self, one: PolicyFacts) -> Iterator[Clock]:
        if one.lapsed_on is None:
            return
        years = self.rules.reinstatement_years
        yield from self.clock(
            ClockKind.REINSTATEMENT, anniversary(one.lapsed_on, years), one.owner, one.id, one.insured,
            **one.named, lapsed=one.lapsed_on, years=years,
        )  # fmt: skip

    def person(self, one: PersonFacts) -> Iterator[Clock]:
        """Birthdays by the calendar the person keeps; of a child the day it comes of age, of others retirement."""
        place = (one.owner, one.id, one.name)
        if one.birthday != BirthdayKind.LUNAR:
            for years in self._years(one.born, ClockKind.BIRTHDAY):
                if years > 0:
                    due = anniversary(one.born, years)
                    yield from self.clock(ClockKind.BIRTHDAY, due, *place, age=years, born=one.born)
        if one.birthday != BirthdayKind.SOLAR:
            yield from self._lunar(one)
        if one.relation == Relation.CHILD:
            yield from self.clock(ClockKind.ADULT, anniversary(one.born, ADULT_AT), *place, age=ADULT_AT, born=one.born)
            return
        if self.rules.bases is None:
            return
        basis = pension.basis_of(one.sex, one.work, self.rules.bases)
        if basis is pension.ASSUMED:
            basis = replace(basis, years=self.rules.assumed_retirement)
        due, months = pension.retirement(one.born, basis)
        yield from self.clock(
            ClockKind.RETIREMENT, due, *place, years=months // 12, months=months % 12, born=one.born,
            sex=one.sex, work=one.work,
        )  # fmt: skip

    def _lunar(self, one: PersonFacts) -> Iterator[Clock]:
        born = one.lunar or lunar.lunar_day(one.born)
        first, last = self.windows[ClockKind.LUNAR_BIRTHDAY]
        for year in range(lunar.lunar_year(first), lunar.lunar_year(last) + 1):
            due = lunar.in_year(born, year)
            if due > one.born:
                yield from self.clock(
                    ClockKind.LUNAR_BIRTHDAY, due, one.owner, one.id, one.name, lunar=born, born=one.born, year=year
                )

    def loan(self, one: LoanFacts) -> Iterator[Clock]:
        """The day it is paid off."""
        yield from self.clock(ClockKind.LOAN_END, one.ends_on, one.owner, one.id, one.name, end=one.ends_on)

    def service(self, one: ServiceFacts) -> Iterator[Clock]:
        """The day by which the insurer should have answered what was asked for a policy."""
        yield from self.clock(
            ClockKind.SERVICE_ORDER, one.due, one.owner, one.id, one.product, number=one.number, what=one.kind,
            submitted=one.submitted,
        )  # fmt: skip

    def receipt(self, one: ReceiptFacts) -> Iterator[Clock]:
        """The last day a policy may be given back."""
        yield from self.clock(
            ClockKind.COOLING_OFF, one.until, one.owner, one.id, one.number, receipt=one.receipt,
            length=(one.until - one.receipt).days,
        )  # fmt: skip

    def moment(self, one: MomentFacts) -> Iterator[Clock]:
        """A visit and a question after what happened; after a year a visit."""
        place = (one.owner, one.subject_id, one.about)
        values: dict[str, Any] = {"moment": one.moment, "on": one.on, "about": one.about}
        if one.moment == Moment.YEARLY:
            for years in self._years(one.on, ClockKind.REVISIT):
                if years > 0:
                    yield from self.clock(ClockKind.REVISIT, anniversary(one.on, years), *place, **values)
            return
        if one.moment != Moment.INTERVIEW:
            due = one.on + timedelta(days=self.rules.revisit_days)
            yield from self.clock(ClockKind.REVISIT, due, *place, **values)
        if one.asked:
            return
        ask = one.on + timedelta(days=self.rules.feedback_days)
        yield from self.clock(ClockKind.FEEDBACK, ask, *place, **values)

    def _years(self, start: date, kind: ClockKind) -> Iterable[int]:
        first, last = self.windows[kind]
        return range(first.year - start.year, last.year - start.year + 1)

    def _urgency(self, rule: KindRule, days: int) -> ClockUrgency:
        if days < 0:
            return ClockUrgency.PAST
        if days <= rule.urgent:
            return ClockUrgency.PRESSING
        return ClockUrgency.SOON if 2 * days <= rule.lead + rule.urgent else ClockUrgency.AHEAD


def in_order(clocks: Iterable[Clock]) -> list[Clock]:
    """The most pressing first: those with the fewest days left, then by kind and family."""
    kinds = list(ClockKind)
    return sorted(clocks, key=lambda clock: (clock.due, kinds.index(clock.kind), clock.owner.code, clock.who))


def pressing_first(clocks: Iterable[Clock]) -> list[Clock]:
    """Days of contracts before courtesies; what presses, then what has passed, then what is still to come."""
    ranks = (ClockUrgency.PRESSING, ClockUrgency.PAST, ClockUrgency.SOON, ClockUrgency.AHEAD)
    return sorted(clocks, key=lambda one: (one.kind in COURTESIES, ranks.index(one.urgency), abs(one.days)))
