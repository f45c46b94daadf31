"""What pays when something happens: cover per person × event × year, and the cliffs where it ends.

Accident cover never offsets death by any cause; after an accident life cover pays as well. Group cover counts while
employed. Medical insurance is an indemnity: a second one adds nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from app.enums import Event
from app.services.rules.needs.assumptions import Assumptions
from app.services.rules.needs.gaps.case import ZERO, CaseMember, Held, Medical, years_to_retirement
from app.services.rules.spine.paying import PAYS


class CliffReason(StrEnum):
    POLICY_ENDS = "policy_ends"
    JOB_ENDS = "job_ends"


@dataclass(frozen=True, slots=True)
class Cliff:
    """In year ``year`` from now the cover against ``event`` falls from ``before`` to ``after`` yuan."""

    member: str
    event: str
    year: int
    before: Decimal
    after: Decimal
    reason: CliffReason
    name: str


@dataclass(frozen=True, slots=True)
class Cover:
    """What pays against one event at one time."""

    own: Decimal
    group: Decimal

    @property
    def amount(self) -> Decimal:
        """What pays in all: of one's own and of the employer."""
        return self.own + self.group


def cover_at(member: CaseMember, event: str, year: int, a: Assumptions) -> Cover:
    """The cover in force ``year`` years from now; of indemnities the highest only."""
    events = PAYS.get(event, (event,))
    own = [member.cover.get(e, ZERO) for e in events]
    group: list[Decimal] = []
    for policy in in_force(member, year, a):
        (group if policy.group else own).extend(policy.covers.get(e, ZERO) for e in events)
    if event == Event.MEDICAL:
        best = max((*own, *group, *(m.limit for m in member.medical)), default=ZERO)
        return Cover(best, ZERO)
    return Cover(sum(own, ZERO), sum(group, ZERO))


def cover_years(member: CaseMember, event: str, years: int, a: Assumptions) -> tuple[Decimal, ...]:
    """The cover of this year and each of the next ``years``."""
    return tuple(cover_at(member, event, year, a).amount for year in range(years + 1))


def cliffs(member: CaseMember, event: str, years: int, a: Assumptions) -> Iterator[Cliff]:
    """Where the cover falls within ``years``, and which policy ends there."""
    if not member.policies:
        return  # cover of no known end has no cliff
    amounts = cover_years(member, event, years, a)
    for year in range(1, years + 1):
        if amounts[year] < amounts[year - 1]:
            ended = [p for p in member.policies if _ends(p, member, a) == year and _pays(p, event)]
            job = any(p.group and p.ends_in != year for p in ended)
            names = "、".join(p.name for p in ended)
            reason = CliffReason.JOB_ENDS if job else CliffReason.POLICY_ENDS
            yield Cliff(member.key, event, year, amounts[year - 1], amounts[year], reason, names)


def medical_covers(member: CaseMember) -> tuple[Medical, ...]:
    """Every indemnity of a person, as a tier; of a limit told as a sum nothing else is known."""
    told = Medical(member.cover.get(Event.MEDICAL, ZERO))
    held = (Medical(p.covers.get(Event.MEDICAL, ZERO), p.deductible, p.renewal_years) for p in member.policies)
    return (*member.medical, *(medical for medical in (told, *held) if medical.limit > 0))


def reaches(medical: Medical, a: Assumptions) -> bool:
    """Is of the wanted tier, as far as its terms are known."""
    deductible = medical.deductible is None or medical.deductible <= a.medical_deductible
    renewal = medical.renewal_years is None or medical.renewal_years >= a.medical_renewal
    return medical.limit >= a.medical_tier and deductible and renewal


def _pays(policy: Held, event: str) -> bool:
    return any(policy.covers.get(e, ZERO) for e in PAYS.get(event, (event,)))


def _ends(policy: Held, member: CaseMember, a: Assumptions) -> int | None:
    if not policy.group:
        return policy.ends_in
    job = years_to_retirement(member, a)
    return job if policy.ends_in is None else min(job, policy.ends_in)


def in_force(member: CaseMember, year: int, a: Assumptions) -> Iterator[Held]:
    """The policies that still cover ``year`` years from now."""
    for policy in member.policies:
        end = _ends(policy, member, a)
        if end is None or year < end:
            yield policy
