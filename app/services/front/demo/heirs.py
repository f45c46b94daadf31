"""Whom the synthetic policies name: nothing is drawn, so that all else of a seed is as it was."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from app.enums import BeneficiaryRelation, Event, Relation
from app.models import PolicyBeneficiary
from app.services.front.demo.draw import Draw
from app.services.rules.people.beneficiaries import PAID_AT_DEATH, WHOLE

NOBODY, LAW = 5, 6  # every fifth policy names nobody, of the rest every sixth the heirs of the law


def add_heirs(draw: Draw, policy: dict[str, Any], members: Sequence[dict[str, Any]], event: str) -> None:
    """The beneficiaries of a policy that pays at a death: husband or wife, else the children, of a child the parents;
    some name nobody or the heirs of the law, as some do."""
    number = draw.numbers["demo policy"]
    if Event(event) not in PAID_AT_DEATH or number % NOBODY == 0:
        return
    named = list(_named(policy["member_id"], members))
    if number % LAW == 0 or not named:
        policy["statutory"] = True
        return
    for position, (member, relation) in enumerate(named):
        share = WHOLE // len(named) + (WHOLE % len(named) if position == 0 else 0)
        draw.rows.add(
            PolicyBeneficiary, policy_id=policy["id"], position=position, rank=1, name=member["name"],
            relation=relation.value, share=share, member_id=member["id"], born=member["birth_date"],
        )  # fmt: skip


def _named(insured: str, members: Sequence[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], BeneficiaryRelation]]:
    own = next(member for member in members if member["id"] == insured)
    couple = [one for one in members if one["relation"] in (Relation.SELF, Relation.SPOUSE) and one is not own]
    if own["relation"] == Relation.CHILD:
        yield from ((one, BeneficiaryRelation.PARENT) for one in couple)
    elif couple:
        yield couple[0], BeneficiaryRelation.SPOUSE
    else:
        children = [one for one in members if one["relation"] == Relation.CHILD]
        yield from ((one, BeneficiaryRelation.CHILD) for one in children)
