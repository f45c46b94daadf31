"""An agent's own commission: what a contract should have brought, against what the insurer's statements say was paid.

All amounts are fen, all rates hundredths of a per cent. Nothing here is a guess: without a rate nothing is
expected, and it is said that there is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

HUNDREDTHS = 10_000
ROUNDING = 1  # fen by which insurers round differently, for each line


class CommissionRole(StrEnum):
    """For the agent's own policies, or for those of the agents he leads; words are ``commission_role.<code>``."""

    OWN = "own"
    OVERRIDE = "override"


class CommissionKind(StrEnum):
    """What a line of a statement is for; words are ``commission_kind.<code>``."""

    FIRST = "first"
    RENEWAL = "renewal"
    OVERRIDE = "override"
    CLAWBACK = "clawback"
    OTHER = "other"


class CommissionReason(StrEnum):
    """How a line stands; words are ``commission_reason.<code>``."""

    AGREES = "agrees"
    PENDING = "pending"  # no statement of its month came yet
    NOT_PAID = "not_paid"
    RATE = "rate"
    PREMIUM = "premium"
    AMOUNT = "amount"
    TWICE = "twice"
    NO_RATE = "no_rate"
    NOT_RETURNED = "not_returned"  # the policy was withdrawn, the commission not taken back
    CLAWED_BACK = "clawed_back"
    PREMIUM_OPEN = "premium_open"  # paid for a premium that is not recorded as received
    NOT_EXPECTED = "not_expected"
    UNKNOWN_POLICY = "unknown_policy"


OPEN = frozenset(CommissionReason) - {CommissionReason.AGREES, CommissionReason.PENDING}
"""What somebody should look at."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """What is compared: one product of one policy, for a role, in a policy year."""

    policy: str
    product: str
    role: CommissionRole
    year: int


@dataclass(frozen=True, slots=True)
class Expected:
    """``rate`` None: nobody agreed one. ``due_on`` is the day it was earned. ``returned``: the policy was withdrawn, so
    that in the end nothing is left of it."""

    place: Place
    due_on: date
    premium: int
    rate: int | None
    returned: bool = False

    @property
    def amount(self) -> int | None:
        """Half up to the fen; None without a rate."""
        if self.returned:
            return 0
        return None if self.rate is None else commission(self.premium, self.rate)


@dataclass(frozen=True, slots=True)
class Paid:
    """A line of a statement, with the place it belongs to; None where its policy is not known."""

    id: str
    month: date
    kind: CommissionKind
    place: Place | None
    premium: int | None
    rate: int | None
    amount: int
    number: str = ""
    product: str = ""


@dataclass(frozen=True, slots=True)
class Compared:
    """One place, or one line of a policy that is not known: what was expected and paid, and why they differ."""

    place: Place | None
    expected: Expected | None
    paid: tuple[Paid, ...]
    reason: CommissionReason

    @property
    def due(self) -> int | None:
        """What was expected, in fen; None where it cannot be told."""
        return 0 if self.expected is None else self.expected.amount

    @property
    def received(self) -> int:
        """What was paid, less what was taken back."""
        return sum(line.amount for line in self.paid)

    @property
    def difference(self) -> int | None:
        """Received less due: below 0 something is missing."""
        return None if self.due is None else self.received - self.due

    @property
    def month(self) -> date:
        """The month it was earned in; of what was not expected, the month it was paid in."""
        day = self.expected.due_on if self.expected is not None else self.paid[0].month
        return day.replace(day=1)


def commission(premium: int, rate: int) -> int:
    """Premium by rate, half up to the fen; the same for what is taken back."""
    sign = -1 if premium < 0 else 1
    return sign * ((abs(premium) * rate + HUNDREDTHS // 2) // HUNDREDTHS)


def compare(
    expected: Iterable[Expected], paid: Iterable[Paid], known: Mapping[Place, bool], last_month: date | None
) -> list[Compared]:
    """Each place once, by month and place. ``known`` are places of policies that are here without anything being
    expected, True where a premium is not recorded; ``last_month`` is the newest a statement came for."""
    by_place = {one.place: one for one in expected}
    lines: dict[Place, list[Paid]] = {}
    found: list[Compared] = []
    for line in paid:
        if line.place is None:
            found.append(Compared(None, None, (line,), CommissionReason.UNKNOWN_POLICY))
        else:
            lines.setdefault(line.place, []).append(line)
    for place in sorted({*by_place, *lines}):
        one, of_place = by_place.get(place), tuple(lines.get(place, ()))
        found.append(Compared(place, one, of_place, _reason(one, of_place, known.get(place, False), last_month)))
    return sorted(found, key=lambda one: (one.month, one.place is None, one.place or _NOWHERE))


_NOWHERE = Place("", "", CommissionRole.OWN, 0)


def _reason(
    expected: Expected | None, paid: Sequence[Paid], premium_open: bool, last_month: date | None
) -> CommissionReason:
    received = sum(line.amount for line in paid)
    if expected is None:
        if not received and any(line.amount < 0 for line in paid):
            return CommissionReason.AGREES
        return CommissionReason.PREMIUM_OPEN if premium_open else CommissionReason.NOT_EXPECTED
    due = expected.amount
    if due is None:
        return CommissionReason.NO_RATE
    if abs(received - due) <= ROUNDING * max(1, len(paid)) and (paid or not due):
        return CommissionReason.AGREES
    if not paid:
        late = last_month is not None and expected.due_on.replace(day=1) <= last_month
        return CommissionReason.NOT_PAID if late else CommissionReason.PENDING
    return _why(expected, paid, due)


def _why(expected: Expected, paid: Sequence[Paid], due: int) -> CommissionReason:
    """The foremost reason why what was paid is not what was due."""
    if expected.returned:
        return CommissionReason.NOT_RETURNED
    if any(line.amount < 0 for line in paid):
        return CommissionReason.CLAWED_BACK
    if len(paid) > 1 and any(abs(line.amount - due) <= ROUNDING for line in paid):
        return CommissionReason.TWICE
    premiums = [line.premium for line in paid if line.premium is not None]
    if premiums and sum(premiums) != expected.premium:
        return CommissionReason.PREMIUM
    if any(line.rate is not None and line.rate != expected.rate for line in paid):
        return CommissionReason.RATE
    return CommissionReason.AMOUNT
