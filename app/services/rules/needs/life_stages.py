"""The household's stage of life and the order of needs it suggests; the customer's own ranking wins."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from app.enums import Event, Relation
from app.services.rules.needs.gaps import CaseMember, NeedResult


class LifeStage(StrEnum):
    SINGLE = "single"
    FORMATION = "formation"
    GROWTH = "growth"
    MATURITY = "maturity"
    RETIREMENT = "retirement"


ORDER: dict[LifeStage, tuple[str, ...]] = {
    LifeStage.SINGLE: (Event.ACCIDENT, Event.MEDICAL, Event.CRITICAL_ILLNESS, Event.DISABILITY, Event.DEATH),
    LifeStage.FORMATION: (Event.DEATH, Event.CRITICAL_ILLNESS, Event.MEDICAL, Event.ACCIDENT, Event.DISABILITY),
    LifeStage.GROWTH: (Event.DEATH, Event.CRITICAL_ILLNESS, Event.MEDICAL, Event.ACCIDENT, Event.EDUCATION),
    LifeStage.MATURITY: (Event.CRITICAL_ILLNESS, Event.MEDICAL, Event.RETIREMENT, Event.CARE, Event.DEATH),
    LifeStage.RETIREMENT: (Event.MEDICAL, Event.CARE, Event.LEGACY, Event.CRITICAL_ILLNESS),
}


def stage_of(members: Sequence[CaseMember]) -> LifeStage:
    """By the customer's age, a spouse, and the youngest child at home."""
    customer = next((m for m in members if m.relation == Relation.SELF), members[0])
    children = [m.age for m in members if m.relation == Relation.CHILD]
    if customer.age >= 60:
        return LifeStage.RETIREMENT
    if any(age < 18 for age in children):
        return LifeStage.GROWTH
    if children or customer.age >= 50:
        return LifeStage.MATURITY
    spouse = any(m.relation == Relation.SPOUSE for m in members)
    return LifeStage.FORMATION if spouse else LifeStage.SINGLE


def suggested_order(members: Sequence[CaseMember], needs: Sequence[NeedResult]) -> list[str]:
    """Need keys: protection before saving, earners before children, within that by the stage's order of events.

    What is still equal keeps the order of ``needs``: members in the family's order, never in that of their ids.
    """
    order = ORDER[stage_of(members)]
    income = {member.key: member.income for member in members}
    saving = (Event.RETIREMENT, Event.EDUCATION, Event.LEGACY)

    def rank(need: NeedResult) -> tuple[bool, bool, int]:
        place = order.index(need.event) if need.event in order else len(order)
        return need.event in saving and place == len(order), income[need.member] == 0, place

    return [need.key for need in sorted(needs, key=rank)]
