"""Who is the same: a household in a foreign list against those in the store."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from app.services.rules.base.masks import is_masked, mask_phone
from app.services.rules.base.names import tidy

TELLING = ("phone", "id_number", "birth_date", "email", "wechat")


class Match(StrEnum):
    NEW = "new"
    KNOWN = "known"
    AMBIGUOUS = "ambiguous"  # more than one household of that name and phone
    UNKNOWN_CODE = "unknown_code"  # a code that is not in the store: a row of someone else's


@dataclass(frozen=True, slots=True)
class Found:
    match: Match
    id: str | None = None


def person_key(name: str, phone: str) -> tuple[str, str]:
    """``phone`` as kept (digits). Without a phone the name alone decides, among those without a phone."""
    return tidy(name).casefold(), phone


def somebody_else(row: Mapping[str, Any], known: Mapping[str, Any]) -> bool:
    """Whether a row with the code of somebody known is of another person, as codes of two stores may meet: the name is
    another, and of what both say nothing is the same (phone, identity number, birth date, e-mail, WeChat) but something
    differs."""
    if tidy(str(row.get("name") or "")).casefold() == tidy(str(known.get("name") or "")).casefold():
        return False
    both = [(row[name], known[name]) for name in TELLING if row.get(name) and known.get(name)]
    return bool(both) and not any(
        one == other or (is_masked(str(one)) and mask_phone(str(other)) == one) for one, other in both
    )


def find(
    code: str,
    name: str,
    phone: str,
    by_code: Mapping[str, str],
    by_person: Mapping[tuple[str, str], Sequence[str]],
) -> Found:
    """The code decides where there is one; a code the store does not know is a new household with that code."""
    if code:
        known = by_code.get(code)
        return Found(Match.KNOWN, known) if known else Found(Match.UNKNOWN_CODE)
    ids = by_person.get(person_key(name, phone), ())
    if not ids:
        return Found(Match.NEW)
    return Found(Match.KNOWN, ids[0]) if len(ids) == 1 else Found(Match.AMBIGUOUS)
