"""Keeps what a household repeats of its people in step: name, phone, sort key and search key."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from app.models import Household, Member, Policy
from app.services.base.store import WriteSession
from app.services.rules.base import names


def refresh_keys(session: WriteSession, household_id: str, members: Sequence[Member] = ()) -> Household:
    """Call after any change of members or policy numbers, inside the same unit of work; with all ``members`` in their
    order where they were read already."""
    session.flush()
    household = session.get_one(Household, household_id)
    members = (
        members
        or session.scalars(
            select(Member).where(Member.household_id == household_id).order_by(Member.position, Member.id)
        ).all()
    )
    customer = next((member for member in members if member.id == household.contact_id), members[0])
    numbers = session.scalars(select(Policy.number).where(Policy.household_id == household_id).order_by(Policy.number))
    household.name, household.phone = customer.name, customer.phone
    household.sort_key = names.sort_key(customer.name)
    people = [names.Person(member.name, member.phone) for member in members]
    household.search_key = names.search_key(people, (household.code, *numbers))
    return household
