"""What the place gives: social medical insurance, the city's own scheme 惠民保, long-term care insurance 长护险.

They are said beside the needs and counted in none: what a person has of them is an answer or a policy of that person.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from app.enums import Event, Relation
from app.services.rules.needs.assumptions import Assumptions
from app.services.rules.needs.cautions import Caution
from app.services.rules.needs.gaps.case import Case
from app.services.rules.needs.gaps.cover import medical_covers, reaches


@dataclass(frozen=True, slots=True)
class CityRules:
    """Yuan, and shares of 1. ``insured_share`` of a bill is paid by social insurance; the city's scheme asks
    ``local_premium`` a year and pays ``local_share`` above ``local_deductible``, to ``local_limit``; ``care_month`` is
    what long-term care insurance pays."""

    city: str
    insured_share: Decimal
    local_premium: Decimal
    local_deductible: Decimal
    local_share: Decimal
    local_limit: Decimal
    care_month: Decimal


def city_hints(case: Case, a: Assumptions, rules: CityRules | None) -> tuple[Caution, ...]:
    """The city's scheme where somebody lacks a medical cover of the wanted tier: it takes the sick and the old, and is
    no cover of that tier; care insurance where care is talked about and nobody said what it pays."""
    return () if rules is None else tuple(_hints(case, a, rules))


def _hints(case: Case, a: Assumptions, rules: CityRules) -> Iterator[Caution]:
    if Event.MEDICAL not in case.declined and any(
        not any(reaches(cover, a) for cover in medical_covers(member)) for member in case.members
    ):
        values = {
            "city": rules.city, "ratio": rules.insured_share, "premium": rules.local_premium,
            "deductible": rules.local_deductible, "payout": rules.local_share, "limit": rules.local_limit,
        }  # fmt: skip
        yield Caution("city_medical", values=values)
    old = [m for m in case.members if m.relation != Relation.CHILD and m.age >= a.care_from_age]
    if Event.CARE not in case.declined and rules.care_month and any(not m.care_benefit_month for m in old):
        yield Caution("city_care", values={"city": rules.city, "amount": rules.care_month})
