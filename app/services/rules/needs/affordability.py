"""Can the family carry its premiums for years? All premiums against all income, with two lines."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from app.services.rules.base.ages import age_on
from app.services.rules.needs.assumptions import Assumptions
from app.services.rules.needs.gaps.case import ZERO, Case


class Burden(StrEnum):
    BEARABLE = "bearable"
    HEAVY = "heavy"  # above the warning line; at exactly the line it is bearable
    TOO_HEAVY = "too_heavy"  # above the line to stop at
    UNKNOWN = "unknown"  # no income is known


def years_to_pay(starts_on: date | None, ends_on: date | None, pay_years: int | None, on: date) -> int | None:
    """How many yearly premiums of a policy in force fall due from ``on`` on: 0 when it is paid up or was paid once,
    None as long as it covers. A cover for a year is renewed and costs as much again; without a day it began on, what
    was agreed is still to pay.
    """
    if pay_years is None or (pay_years == 1 and _for_a_year(starts_on, ends_on)):
        return None
    if pay_years <= 1:
        return 0
    if starts_on is None:
        return pay_years
    if starts_on >= on:
        return pay_years
    paid = age_on(starts_on, on) + ((starts_on.month, starts_on.day) != (on.month, on.day))  # today's is still to pay
    return max(0, pay_years - paid)


def _for_a_year(starts_on: date | None, ends_on: date | None) -> bool:
    return starts_on is not None and ends_on is not None and (ends_on - starts_on).days <= 366


@dataclass(frozen=True, slots=True)
class Affordability:
    """Yuan a year. ``warn_at`` and ``stop_at`` are the premiums at which the lines are reached; ``wanted`` is what is
    paid now and what the family would add."""

    income: Decimal
    paid: Decimal
    added: Decimal
    warn_at: Decimal
    stop_at: Decimal
    burden: Burden

    @property
    def wanted(self) -> Decimal:
        """Paid now and to be added, yuan a year."""
        return self.paid + self.added

    @property
    def ratio(self) -> Decimal | None:
        """All premiums against all income; None without an income."""
        return self.wanted / self.income if self.income else None

    @property
    def room(self) -> Decimal:
        """What can still be added below the warning line."""
        return max(ZERO, self.warn_at - self.wanted)


def premiums_of(case: Case, year: int = 0) -> Decimal:
    """Premiums due ``year`` years from now: of the policies still paid, and those not listed."""
    due = ZERO
    for member in case.members:
        for policy in member.policies:
            paying = policy.pay_years is None or year < policy.pay_years
            if paying and (policy.ends_in is None or year < policy.ends_in):
                due += policy.premium
    return due + case.premiums


def income_of(case: Case) -> Decimal:
    """All income a year that is known."""
    return sum((member.income or ZERO for member in case.members), ZERO) + case.other_income


def affordability(case: Case, a: Assumptions, added: Decimal = ZERO) -> Affordability:
    """With ``added`` further premium a year."""
    income, paid = income_of(case), premiums_of(case)
    warn_at, stop_at = income * a.premium_warn, income * a.premium_stop
    wanted = paid + added
    burden = Burden.UNKNOWN if not income else Burden.TOO_HEAVY if wanted > stop_at else (
        Burden.HEAVY if wanted > warn_at else Burden.BEARABLE
    )  # fmt: skip
    return Affordability(income, paid, added, warn_at, stop_at, burden)
