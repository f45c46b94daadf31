"""What all policies of a family say together: per person and event have, need and gap; premiums; what to see to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from app.enums import Event
from app.services.rules.base.ages import anniversary
from app.services.rules.needs.affordability import years_to_pay
from app.services.rules.needs.assumptions import Assumptions
from app.services.rules.needs.gaps import Bound, CaseMember, Held, NeedResult
from app.services.rules.needs.gaps.cover import cover_at, medical_covers, reaches

FEN = 100
LONG_YEAR = 366  # a cover of no more days is renewed year by year
SOON_YEARS = 5  # a cover that ends within them is worth a talk now [ours]


class ReviewNote(StrEnum):
    """What has to be seen to; words ``review_note.<code>``."""

    LAPSED = "lapsed"
    UNKNOWN = "unknown"  # of a policy something is not known
    NO_COVER = "no_cover"  # nothing is kept of what it pays
    TERMS = "terms"  # the medical cover is high enough, its deductible or renewal is not as wanted
    MEDICAL_TWICE = "medical_twice"
    GROUP = "group"
    TOLD = "told"  # was told in the interview, and no policy is known for it
    ENDS = "ends"


@dataclass(frozen=True, slots=True)
class Finding:
    """``subject`` is the policy or person it concerns; ``values`` fill its words, amounts in fen."""

    note: ReviewNote
    subject: str
    values: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Position:
    """One event of one person, fen. ``have`` is what policies in force pay, ``group`` what of it an employer's policy
    pays; ``coming`` was accepted and is no policy yet; ``told`` was said to be there beside them. ``need`` None was not
    analysed; ``at_least`` says that something of it was not told.

    The gap is need − have − coming − told, never below nothing. Of an indemnity the whole or nothing: ``answered``
    says whether a cover of the wanted tier is there. ``unknown``: figures are missing without which none can be told.
    """

    member: str
    event: str
    have: int = 0
    group: int = 0
    need: int | None = None
    coming: int = 0
    told: int = 0
    at_least: bool = False
    answered: bool | None = None
    unknown: bool = False

    @property
    def gap(self) -> int | None:
        """What is missing, fen; None where the need was not analysed."""
        if self.need is None:
            return None
        if self.answered is not None:
            return 0 if self.answered else self.need
        return max(0, self.need - self.have - self.coming - self.told)


@dataclass(frozen=True, slots=True)
class Due:
    """One premium to pay; ``year`` counts from 1, ``renewal`` continues a cover for a year."""

    policy: str
    on: date
    year: int
    premium: int
    renewal: bool


@dataclass(frozen=True, slots=True)
class Term:
    """What the calendar needs of a policy in force that the family itself pays; ``premium`` fen a year."""

    policy: str
    starts_on: date | None
    ends_on: date | None
    pay_years: int | None
    premium: int


def enough(one: Position) -> bool:
    """Nothing is missing, and the need is known to be no larger than it is said."""
    return one.gap == 0 and not one.at_least


def position(
    member: CaseMember, held: Sequence[Held], event: str, need: NeedResult | None, coming: int, a: Assumptions
) -> Position:
    """One line of the review: ``member`` as the analysis knew the person, ``held`` the policies of today."""
    now = replace(member, cover={}, medical=(), policies=tuple(_with_terms(member, held)))
    cover = cover_at(now, event, 0, a)
    have, group = int(cover.amount * FEN), int(cover.group * FEN)
    if event == Event.MEDICAL:
        group = 0
    if need is None:
        return Position(member.key, event, have, group, coming=coming)
    if need.missing:
        return Position(member.key, event, have, group, coming=coming, unknown=True)
    at_least = need.bound in (Bound.AT_LEAST, Bound.UNCLEAR)
    told = _told(member, event, have, a)
    full = need.wanted_fen
    if event == Event.MEDICAL:
        there = (*medical_covers(now), *medical_covers(replace(member, policies=())))
        answered = any(reaches(one, a) for one in there) or coming >= full
        return Position(member.key, event, have, 0, full, coming, told, at_least, answered)
    return Position(member.key, event, have, group, full, coming, told, at_least)


def _with_terms(member: CaseMember, held: Iterable[Held]) -> Iterator[Held]:
    """Deductible and renewal were told in the interview, of the policy of that name."""
    known = {policy.name: policy for policy in member.policies}
    for policy in held:
        was = known.get(policy.name)
        if was is None or policy.deductible is not None or policy.renewal_years is not None:
            yield policy
        else:
            yield replace(policy, deductible=was.deductible, renewal_years=was.renewal_years)


def _told(member: CaseMember, event: str, have: int, a: Assumptions) -> int:
    """Cover that was told beyond the policies known then, as far as no policy was found for it since, fen."""
    beyond = int(cover_at(replace(member, policies=()), event, 0, a).amount * FEN)
    then = int(cover_at(replace(member, cover={}, medical=()), event, 0, a).amount * FEN)
    if event == Event.MEDICAL:
        return beyond if beyond > have else 0
    return max(0, min(beyond, then + beyond - have))


def premiums(terms: Iterable[Term], first: date, last: date) -> tuple[Due, ...]:
    """Every premium due from ``first`` to ``last``, the first day first. Yearly, on the anniversaries of the start, as
    long as it is paid; a cover for a year costs as much again when it is renewed on its last day. Of a policy whose
    beginning is not known no day can be told."""
    found = (due for term in terms for due in _dues(term, first, last))
    return tuple(sorted(found, key=lambda due: (due.on, due.policy)))


def _dues(term: Term, first: date, last: date) -> Iterator[Due]:
    if term.starts_on is None or not term.premium:
        return
    lasting = years_to_pay(term.starts_on, term.ends_on, term.pay_years, first) is None
    yearly = term.ends_on is not None and (term.ends_on - term.starts_on).days <= LONG_YEAR
    for year in range(max(0, first.year - term.starts_on.year - 1), last.year - term.starts_on.year + 1):
        on = anniversary(term.starts_on, year)
        over = term.ends_on is not None and on >= term.ends_on
        payable = lasting or year < (term.pay_years or 0)
        if first <= on <= last and payable and (not over or (lasting and yearly)):
            yield Due(term.policy, on, year + 1, term.premium, renewal=over)


def findings(positions: Iterable[Position], medicals: dict[str, int]) -> Iterator[Finding]:
    """What stands in the figures of the persons; ``medicals`` counts the indemnities of each."""
    for one in positions:
        if one.event == Event.MEDICAL and one.answered is False and one.have >= (one.need or 0) > 0:
            yield Finding(ReviewNote.TERMS, one.member, {"event": one.event, "amount": one.have})
        if one.told:
            yield Finding(ReviewNote.TOLD, one.member, {"event": one.event, "amount": one.told})
        if one.group and one.event != Event.ACCIDENT:  # stands under death and accident by itself
            yield Finding(ReviewNote.GROUP, one.member, {"event": one.event, "amount": one.group})
    for member, count in medicals.items():
        if count > 1:
            yield Finding(ReviewNote.MEDICAL_TWICE, member, {"count": count})


def ends_soon(ends_on: date | None, starts_on: date | None, on: date) -> bool:
    """A cover for longer than a year that ends within :data:`SOON_YEARS`."""
    if ends_on is None or not on < ends_on <= anniversary(on, SOON_YEARS):
        return False
    return starts_on is None or (ends_on - starts_on).days > LONG_YEAR


def covered_share(one: Position) -> float | None:
    """How much of a need is there, 0 to 1; None where it was not analysed."""
    if one.need is None:
        return None
    gap = one.gap or 0
    return 1.0 if not one.need else float(Decimal(one.need - gap) / Decimal(one.need))
