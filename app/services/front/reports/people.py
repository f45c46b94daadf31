"""What is known of a customer, for their own list and for every list that is about customers: out of the one
description of the customers' fields, with what is counted of the family and the user's own fields."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import aliased

from app.enums import FieldKind, Language, PolicyStatus, Relation, Sex, Stage
from app.models import CustomValue, Household, Member, Policy
from app.services.front.reports.fields import Field, Title, age, local_day, said, words_of
from app.services.people.custom_fields import FieldRow
from app.services.people.customers import columns
from app.services.people.customers.fields import FIELDS, CustomerField, FieldIs, Kept
from app.services.rules.figures.report_values import Reckoning
from app.services.rules.figures.reports import ReportKind

Customer = aliased(Member, name="customer")
KINDS = {
    FieldIs.SEX: ReportKind.CHOICE, FieldIs.STAGE: ReportKind.CHOICE, FieldIs.DATE: ReportKind.DAY,
    FieldIs.WHOLE: ReportKind.WHOLE, FieldIs.MONEY: ReportKind.MONEY, FieldIs.YES_NO: ReportKind.YES_NO,
}  # fmt: skip
"""Kinds that are not here are texts."""
OWN_KINDS = {
    FieldKind.NUMBER: ReportKind.DECIMAL, FieldKind.MONEY: ReportKind.MONEY, FieldKind.DATE: ReportKind.DAY,
    FieldKind.YES_NO: ReportKind.YES_NO,
}  # fmt: skip
CHOICES = {FieldIs.SEX: Sex, FieldIs.STAGE: Stage}
UNSAID = frozenset({"notes", "address"})
"""Too long for a table that is counted."""


def fields(own: Sequence[FieldRow] = ()) -> tuple[Field, ...]:
    """Of the customer and the family, in the order of their list; nothing that leaves in no list."""
    described = [_described(one) for one in FIELDS if not one.secret and one.name not in UNSAID]
    at = next(number for number, one in enumerate(described) if one.key == "birth_date") + 1
    return (*described[:at], *_COUNTED, *described[at:], *(_own(one) for one in own))


def joined(query: Select[Any]) -> Select[Any]:
    """The customer beside the household that is already there."""
    return query.outerjoin(Customer, Customer.id == Household.contact_id)


def _described(one: CustomerField) -> Field:
    kind = KINDS.get(one.kind, ReportKind.TEXT)
    choices = CHOICES.get(one.kind)
    return Field(
        one.name, kind, _title(one.name), _column(one),
        derive=_tags if one.kind == FieldIs.TAGS else None,
        choices=None if choices is None else lambda language: words_of(choices, language),
        width=one.width,
    )  # fmt: skip


def _title(name: str) -> Title:
    return lambda language: columns.header(name, language)


def _column(one: CustomerField) -> Any:
    if one.kept == Kept.MEMBER:
        return Household.name if one.name == "name" else getattr(Customer, one.name)
    if one.kept == Kept.FINANCES:
        return Household.finances[one.name].as_integer()
    return getattr(Household, one.name)


def _tags(tags: list[str] | None, _reckoning: Reckoning) -> str:
    return " ".join(tags or ())


def _number_of(relation: Relation | None) -> Any:
    counted = select(func.count(Member.id)).where(Member.household_id == Household.id)
    if relation is not None:
        counted = counted.where(Member.relation == relation.value)
    return counted.correlate(Household).scalar_subquery()


def _in_force(what: Any) -> Any:
    held = (Policy.household_id == Household.id, Policy.status == PolicyStatus.IN_FORCE.value)
    policies = select(what).where(*held)
    return policies.correlate(Household).scalar_subquery()


_COUNTED = (
    Field("age", ReportKind.WHOLE, said("report.field.age"), Customer.birth_date, derive=age),
    Field("children", ReportKind.WHOLE, said("report.field.children"), _number_of(Relation.CHILD)),
    Field("family", ReportKind.WHOLE, said("report.field.family"), _number_of(None)),
    Field("policies", ReportKind.WHOLE, said("report.field.policies"), _in_force(func.count(Policy.id))),
    Field("premiums", ReportKind.MONEY, said("report.field.premiums"),
          _in_force(func.coalesce(func.sum(Policy.premium), 0))),
    Field("agent", ReportKind.TEXT, said("report.field.agent"), Household.agent_code),
    Field("since", ReportKind.DAY, said("report.field.since"), Household.created_at, derive=local_day),
    Field("next_step_on", ReportKind.DAY, said("weekly.column.next_step_on"), Household.next_step_on),
)  # fmt: skip


def _own(one: FieldRow) -> Field:
    """A field of the user's own: what is ranked by its rank, the others by their text."""
    kind = OWN_KINDS.get(one.kind, ReportKind.TEXT)
    ranked = kind != ReportKind.TEXT
    value = CustomValue.rank if ranked else CustomValue.text
    column = select(value).where(CustomValue.household_id == Household.id, CustomValue.field_id == one.id)

    def title(_language: Language) -> str:
        return one.name

    return Field(
        one.key, kind, title, column.correlate(Household).scalar_subquery(),
        derive={ReportKind.DAY: _day, ReportKind.YES_NO: _yes}.get(kind),
    )  # fmt: skip


def _day(rank: int | None, _reckoning: Reckoning) -> date | None:
    return None if rank is None else date.fromordinal(rank)


def _yes(rank: int | None, _reckoning: Reckoning) -> bool | None:
    return None if rank is None else bool(rank)
