"""The one place that finds customers by a filter, as conditions of SQL: for the list, its count, exports and changes of
many alike.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, extract, func, not_, or_, select

from app.enums import ActivityStatus, FieldTest, NeedFilter, Relation
from app.models import Activity, CustomValue, Household, Interest, Matrix, Member, Need
from app.models.people.households import tag_key
from app.services.base.founding import ALL_CUSTOMERS
from app.services.people.customers.filters import CustomerFilter, FieldCondition
from app.services.rules.base import names
from app.services.spine.covering import in_force_of

Condition = ColumnElement[bool]


def conditions(wanted: CustomerFilter, today: date, *, archived: bool = False) -> list[Condition]:
    """All of them must hold for a household. ``archived``: those in the recycle bin instead of the others."""
    found: list[Condition] = [Household.archived_at.is_not(None) if archived else Household.archived_at.is_(None)]
    key = Household.search_key
    found += [key.contains(word, autoescape=True) for word in names.search_words(wanted.text)]
    found += [Household.tag_key.contains(tag_key([tag]), autoescape=True) for tag in wanted.tags]
    found += [not_(Household.tag_key.contains(tag_key([tag]), autoescape=True)) for tag in wanted.without_tags]
    if wanted.classes:
        found.append(Household.classification.in_(wanted.classes))
    if wanted.stages:
        found.append(Household.stage.in_([stage.value for stage in wanted.stages]))
    if wanted.sources:
        found.append(Household.source.in_(wanted.sources))
    if wanted.city:
        found.append(Household.city.contains(wanted.city, autoescape=True))
    if wanted.referred is not None:
        referred = select(Household.id).where(Household.referrer_id.is_not(None))
        found.append(Household.id.in_(referred) if wanted.referred else Household.id.not_in(referred))
    found += _people(wanted, today)
    if wanted.no_contact_days is not None:
        found.append(not_(_contacted(today - timedelta(days=wanted.no_contact_days), today)))
    if wanted.need is not None or wanted.need_event:
        found.append(_needs(wanted.need or NeedFilter.OPEN, wanted.need_event, today))
    if wanted.interest:
        liked = select(Interest.household_id).where(Interest.text.contains(wanted.interest, autoescape=True))
        found.append(Household.id.in_(liked))
    found += [_custom(one) for one in wanted.custom]
    return found


def born_by(today: date, age: int) -> date:
    """The latest birth date of somebody who is ``age`` today; a birthday of 29 February counts on 1 March."""
    year = max(1, today.year - age)
    return date(year, 2, 28) if (today.month, today.day) == (2, 29) and year % 4 else today.replace(year=year)


def _people(wanted: CustomerFilter, today: date) -> Iterator[Condition]:
    if wanted.age_from is not None or wanted.age_to is not None:
        born: list[Condition] = [Member.birth_date.is_not(None)]
        if wanted.age_from is not None:
            born.append(Member.birth_date <= born_by(today, wanted.age_from))
        if wanted.age_to is not None:
            born.append(Member.birth_date > born_by(today, wanted.age_to + 1))
        own = Member.relation == Relation.SELF.value  # as the customer's is in every family
        yield Household.id.in_(select(Member.household_id).where(own, *born))
    if wanted.birthday_months:
        month = extract("month", Member.birth_date)
        celebrated = select(Member.household_id).where(
            Member.birth_date.is_not(None), month.in_(wanted.birthday_months)
        )
        yield Household.id.in_(celebrated)


def _contacted(after: date, today: date) -> Condition:
    """An activity done after the day, and not in the future."""
    return exists().where(
        Activity.household_id == Household.id,
        Activity.on_date > after,
        Activity.on_date <= today,
        Activity.status == ActivityStatus.DONE.value,
    )


def _needs(state: NeedFilter, event: str, today: date) -> Condition:
    needs = _built_in().where(Need.event == event) if event else _built_in()
    if state == NeedFilter.NONE:
        return Household.id.not_in(needs.with_only_columns(Need.household_id))
    refused = and_(Need.declined_reason != "", or_(Need.declined_until.is_(None), Need.declined_until >= today))
    paid = func.coalesce(in_force_of(today), 0)
    still_open = needs.where(not_(refused), paid < Need.gap).with_only_columns(Need.household_id)
    if state == NeedFilter.OPEN:
        return Household.id.in_(still_open)
    any_gap = needs.where(Need.gap > 0).with_only_columns(Need.household_id)
    untold = needs.where(Need.missing != "").with_only_columns(Need.household_id)
    return and_(Household.id.in_(any_gap), Household.id.not_in(still_open), Household.id.not_in(untold))


def _built_in() -> Select[Any]:
    """Needs of households as the matrix of all customers' needs lists them."""
    return (
        select(Need)
        .join(Matrix, Matrix.id == Need.matrix_id)
        .where(Matrix.code == ALL_CUSTOMERS, Need.archived_at.is_(None), Need.household_id.is_not(None))
    )


def _custom(wanted: FieldCondition) -> Condition:
    held = select(CustomValue.household_id).where(CustomValue.field_id == wanted.field_id)
    if wanted.test == FieldTest.FILLED:
        return Household.id.in_(held)
    if wanted.test == FieldTest.EMPTY:
        return Household.id.not_in(held)
    if wanted.test == FieldTest.CONTAINS:
        return Household.id.in_(held.where(CustomValue.text.contains(wanted.text, autoescape=True)))
    if wanted.test == FieldTest.IS:
        return Household.id.in_(held.where(CustomValue.text == wanted.text))
    if wanted.test == FieldTest.IS_NOT:
        return Household.id.not_in(held.where(CustomValue.text == wanted.text))
    least = wanted.test == FieldTest.LEAST
    return Household.id.in_(held.where(CustomValue.rank >= wanted.edge if least else CustomValue.rank <= wanted.edge))
