"""Who would be paid, looked at as a planner does: what is missing, unwise or no longer what was meant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.enums import BeneficiaryRelation, Event
from app.services.rules.base.ages import age_on

OF_AGE = 18
WHOLE = 100_00
PAID_AT_DEATH = frozenset({Event.DEATH, Event.ACCIDENT, Event.LEGACY})
"""Who is paid for an illness or a pension is the insured; only what is paid at a death has beneficiaries [law]."""


class BeneficiaryDoubt(StrEnum):
    """MISSING: nobody is written down. STATUTORY: the law's order, as was said. SHARES: one rank has not 100 %. MINOR:
    a child would be paid, its guardian disposes. EX_SPOUSE: named as spouse before a divorce, or as the former one.
    SELF: the insured, who cannot be paid then."""

    MISSING = "missing"
    STATUTORY = "statutory"
    SHARES = "shares"
    MINOR = "minor"
    EX_SPOUSE = "ex_spouse"
    SELF = "self"


@dataclass(frozen=True, slots=True)
class Named:
    """``share`` in hundredths of a per cent within its ``rank``."""

    name: str
    relation: BeneficiaryRelation
    share: int
    rank: int
    born: date | None


@dataclass(frozen=True, slots=True)
class Facts:
    """A policy: the events it pays for, who is named; ``divorced_on`` the family's last divorce."""

    events: frozenset[str]
    named: Sequence[Named]
    statutory: bool
    starts_on: date | None
    divorced_on: date | None


@dataclass(frozen=True, slots=True)
class Found:
    """``name`` of whom it is; of SHARES ``rank`` and ``total`` (hundredths of a per cent)."""

    doubt: BeneficiaryDoubt
    name: str = ""
    rank: int = 0
    total: int = 0


def doubts(facts: Facts, today: date) -> tuple[Found, ...]:
    """In the order they matter; none for a policy that pays nothing at a death."""
    if not facts.events & PAID_AT_DEATH:
        return ()
    if not facts.named:
        return (Found(BeneficiaryDoubt.STATUTORY if facts.statutory else BeneficiaryDoubt.MISSING),)
    return tuple(_of_persons(facts, today)) + tuple(_of_shares(facts.named))


def _of_persons(facts: Facts, today: date) -> Iterator[Found]:
    for one in facts.named:
        if one.relation == BeneficiaryRelation.SELF:
            yield Found(BeneficiaryDoubt.SELF, one.name)
        if one.relation == BeneficiaryRelation.EX_SPOUSE or _divorced_since(one, facts):
            yield Found(BeneficiaryDoubt.EX_SPOUSE, one.name)
        if one.born is not None and age_on(one.born, today) < OF_AGE:
            yield Found(BeneficiaryDoubt.MINOR, one.name)


def _divorced_since(one: Named, facts: Facts) -> bool:
    if one.relation != BeneficiaryRelation.SPOUSE or facts.divorced_on is None:
        return False
    return facts.starts_on is None or facts.starts_on <= facts.divorced_on


def _of_shares(named: Sequence[Named]) -> Iterator[Found]:
    for rank in sorted({one.rank for one in named}):
        total = sum(one.share for one in named if one.rank == rank)
        if total != WHOLE:
            yield Found(BeneficiaryDoubt.SHARES, rank=rank, total=total)
