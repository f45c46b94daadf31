"""What is wrong with a draft, by the form's field names; and drafts as they are kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date
from typing import Any

from app.errors import InputError, Place, Problem
from app.services.people.customers.fields import CustomerField, FieldIs, Kept, kept_in
from app.services.people.customers.rows import HouseholdDraft, MemberDraft
from app.services.rules.base import names
from app.services.rules.base.id_numbers import masked, read_id_number
from app.services.rules.base.masks import is_mistyped, phone_number
from app.services.rules.needs import finances

LONGEST_NAME = 120
EARLIEST = date(1900, 1, 1)


def check_member(draft: MemberDraft, today: date) -> list[Problem]:
    """Empty when the draft can be kept."""
    problems = []
    if not names.tidy(draft.name):
        problems.append(_at("name", "required"))
    elif len(draft.name) > LONGEST_NAME:
        problems.append(_at("name", "too_long", most=LONGEST_NAME))
    try:
        phone_number(draft.phone)
    except ValueError:
        digits = sum(letter.isdigit() for letter in draft.phone)
        code = "phone_digits" if is_mistyped(draft.phone) else "not_a_phone"
        problems.append(_at("phone", code, text=draft.phone, count=digits))
    problems += _id_problems(draft)
    for field in kept_in(Kept.MEMBER):
        problems += _of_kind(field, getattr(draft, field.name), today)
    return problems


def _of_kind(field: CustomerField, value: Any, today: date) -> list[Problem]:
    """What is wrong with any value of this kind; of nothing known, nothing."""
    if value is None:
        return []
    if field.kind == FieldIs.DATE and value > today:
        return [_at(field.name, "date_in_future")]
    if field.kind == FieldIs.DATE and value < EARLIEST:
        return [_at(field.name, "date_too_early", earliest=EARLIEST.isoformat())]
    if field.kind == FieldIs.MONEY and value < 0:
        return [_at(field.name, "negative")]
    if field.within is not None and value not in field.within:
        return [_at(field.name, field.fault, text=value)]
    return []


def _id_problems(draft: MemberDraft) -> list[Problem]:
    """The number itself, and what it tells against what else is said."""
    if not draft.id_number.strip():
        return []
    try:
        told = read_id_number(draft.id_number)
    except ValueError:
        return [_at("id_number", "id_number_wrong", text=masked(draft.id_number))]
    if draft.birth_date and draft.birth_date != told.birth_date:
        return [_at("birth_date", "id_number_birth", told=told.birth_date.isoformat())]
    return [_at("sex", "id_number_sex")] if draft.sex and draft.sex != told.sex else []


def check_draft(draft: HouseholdDraft, today: date) -> list[Problem]:
    """Everything wrong with a new household and its people; empty for a sound one."""
    problems = check_member(draft.customer, today)
    for member in draft.members:
        problems += check_member(member, today)
    return problems + _finance_problems(draft.finances)


def check_finances(amounts: Mapping[str, int | None]) -> dict[str, int]:
    """What is known, in order. Raises InputError ``negative`` or ``not_a_choice`` at the key."""
    if problems := _finance_problems(amounts):
        raise InputError(problems)
    return finances.known(amounts)


def tidy_member(draft: MemberDraft) -> MemberDraft:
    """The draft as it is kept: name and phone in their one form, texts without outer space; the birth date and sex
    that an identity number tells.
    """
    told = read_id_number(draft.id_number) if draft.id_number.strip() else None
    texts = {one.name: value.strip() for one in fields(MemberDraft) if type(value := getattr(draft, one.name)) is str}
    known = {"id_number": told.text, "birth_date": told.birth_date, "sex": told.sex} if told else {"id_number": ""}
    return replace(draft, **texts | {"name": names.tidy(draft.name), "phone": phone_number(draft.phone)} | known)


def _finance_problems(amounts: Mapping[str, int | None]) -> list[Problem]:
    strange = [_at(key, "not_a_choice", text=key, choices=", ".join(finances.KEYS)) for key in amounts
               if key not in finances.KEYS]  # fmt: skip
    return strange + [_at(key, "negative") for key, amount in amounts.items() if amount is not None and amount < 0]


def _at(field: str, code: str, **values: object) -> Problem:
    return Problem(code, Place(field=field), values)
