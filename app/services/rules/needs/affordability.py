"""Can the family carry its premiums for years? All premiums against all income, with two lines."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from app.services.rules.needs.assumptions import Assumptions
from app.services.rules.needs.gaps.case import ZERO, Case


class Burden(StrEnum):
    BEARABLE = "bearable"
    HEAVY = "heavy"  # at or above the warning line
    TOO_HEAVY = "too_heavy"  # at or above the line to stop at
    UNKNOWN = "unknown"  # no income is known


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
    burden = Burden.UNKNOWN if not income else Burden.TOO_HEAVY if wanted >= stop_at else (
        Burden.HEAVY if wanted >= warn_at else Burden.BEARABLE
    )  # fmt: skip
    return Affordability(income, paid, added, warn_at, stop_at, burden)
