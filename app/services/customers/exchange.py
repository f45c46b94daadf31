"""Customers out: the list as Excel or csv, and visiting cards for a phone's address book."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import select

from app.enums import Language
from app.models import Household, Member
from app.services.customers import columns
from app.services.customers.columns import EXPORTED
from app.services.customers.merging import Current, current_of
from app.services.files import atomic
from app.services.rules.masks import mask_phone
from app.services.sheets_out import OutSheet, write_tables
from app.services.store import Store

WIDE = {"address": 30.0, "notes": 40.0, "phone": 16.0, "email": 22.0, "birth_date": 12.0, "occupation": 16.0}
LONGEST_LINE = 75  # bytes of a line of a card, RFC 6350


def export_file(store: Store, path: Path, language: Language, *, full_phones: bool = False) -> int:
    """All customers not archived, as xlsx (csv where the name says so); phones are masked unless asked for whole.
    Returns how many. What is written reads back as no change.
    """
    with store.read() as session:
        order = (Household.sort_key, Household.id)
        query = (
            select(Household, Member)
            .join(Member, Member.id == Household.contact_id)
            .where(Household.archived_at.is_(None))
            .order_by(*order)
        )
        rows = [_line(current_of(household, member), full_phones) for household, member in session.execute(query)]
    choices: dict[int, Sequence[str]] = {EXPORTED.index("sex"): ("M", "F")}
    formats = {EXPORTED.index(name): "#,##0.00" for name in columns.MONEY}
    widths = [WIDE.get(name, 12.0) for name in EXPORTED]
    headers = [columns.header(name, language) for name in EXPORTED]
    write_tables(path, [OutSheet("customers", headers, rows, widths, formats, choices, frozen_columns=2)])
    return len(rows)


def _line(current: Current, full_phones: bool) -> list[Any]:
    values = current.values
    if not full_phones:
        values = values | {"phone": mask_phone(str(values.get("phone") or ""))}
    return [_out(name, values.get(name)) for name in EXPORTED]


def _out(name: str, value: Any) -> Any:
    if value is None:
        return None
    if name in columns.MONEY:
        return value / 100
    if name == "tags":
        return "; ".join(value)
    return ("y" if value else "n") if isinstance(value, bool) else value


def export_cards(store: Store, path: Path) -> int:
    """All customers not archived as vCards 3.0 (.vcf), what phones and WeChat take in; returns how many. Phones are
    whole here: a card without one is of no use. Identity numbers, money and notes stay out.
    """
    with store.read() as session:
        query = (
            select(Household, Member)
            .join(Member, Member.id == Household.contact_id)
            .where(Household.archived_at.is_(None))
            .order_by(Household.sort_key, Household.id)
        )
        cards = [_card(household, member) for household, member in session.execute(query)]
    with atomic(path) as temporary:
        temporary.write_text("".join(cards), encoding="utf-8", newline="")
    return len(cards)


def _card(household: Household, member: Member) -> str:
    lines = ["BEGIN:VCARD", "VERSION:3.0", f"N:{_escaped(member.name)};;;;", f"FN:{_escaped(member.name)}"]
    filled = {
        "TEL;TYPE=CELL": member.phone,
        "EMAIL": household.email,
        "X-WECHAT": household.wechat,
        "TITLE": member.occupation,
        "BDAY": member.birth_date.isoformat() if member.birth_date else "",
        "CATEGORIES": ",".join(_escaped(str(tag)) for tag in household.tags),
    }
    raw = ("CATEGORIES",)
    lines += [f"{key}:{text if key in raw else _escaped(text)}" for key, text in filled.items() if text]
    if household.address or household.city:
        lines.append(f"ADR;TYPE=HOME:;;{_escaped(household.address)};{_escaped(household.city)};;;")
    lines += [f"UID:needfolio-{household.id}", "END:VCARD"]
    return "".join(folded + "\r\n" for line in lines for folded in _folded(line))


def _escaped(text: str) -> str:
    for mark in ("\\", ";", ","):
        text = text.replace(mark, "\\" + mark)
    return text.replace("\r\n", "\\n").replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """At most 75 bytes a line, never inside a character; what follows begins with a space."""
    part = ""
    for character in line:
        if len((part + character).encode()) > LONGEST_LINE:
            yield part
            part = " "
        part += character
    yield part
