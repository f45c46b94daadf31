"""Customers out: the list as Excel or csv, and visiting cards for a phone's address book."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Select, select

from app.enums import FieldKind, Language
from app.models import Household, Member
from app.services.base.files import exported
from app.services.base.store import Store
from app.services.people import custom_fields
from app.services.people.customers import columns
from app.services.people.customers.columns import EXPORTED
from app.services.people.customers.fields import BY_NAME, FieldIs, of_kind
from app.services.people.customers.filtering import conditions
from app.services.people.customers.filters import CustomerFilter
from app.services.people.customers.merging import Current, current_of
from app.services.people.customers.queries import EVERYBODY
from app.services.rules.base.content_lines import document, text
from app.services.rules.base.masks import mask_phone
from app.services.tables.sheets_out import OutSheet, write_tables


def export_file(
    store: Store, path: Path, language: Language, *, full_phones: bool = False, wanted: CustomerFilter = EVERYBODY
) -> int:
    """All customers that ``wanted`` finds and are not archived, as xlsx (csv where the name says so), with the fields
    of
    the user's own; phones are masked unless asked for whole. Returns how many. What is written reads back as no change.
    """
    with store.read() as session:
        fields = custom_fields.read_fields(session)
        values = custom_fields.all_values(session) if fields else {}
        rows = [
            _line(current_of(household, member), full_phones)
            + [field.out(values.get(household.id, {}).get(field.id, "")) for field in fields]
            for household, member in session.execute(_query(store, wanted))
        ]
    names = [*EXPORTED, *(field.key for field in fields)]
    choices: dict[int, Sequence[str]] = {EXPORTED.index(name): ("M", "F") for name in of_kind(FieldIs.SEX)}
    formats = {EXPORTED.index(name): "#,##0.00" for name in columns.MONEY}
    for at, field in enumerate(fields, len(EXPORTED)):
        if field.choices:
            choices[at] = field.choices
        if field.kind == FieldKind.MONEY:
            formats[at] = "#,##0.00"
    widths = [BY_NAME[name].width if name in BY_NAME else 12.0 for name in names]
    headers = [columns.header(name, language, fields) for name in names]
    write_tables(path, [OutSheet("customers", headers, rows, widths, formats, choices, frozen_columns=2)])
    return len(rows)


def _query(store: Store, wanted: CustomerFilter) -> Select[Household, Member]:
    return (
        select(Household, Member)
        .join(Member, Member.id == Household.contact_id)
        .where(*conditions(wanted, store.today()))
        .order_by(Household.sort_key, Household.id)
    )


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
    if BY_NAME[name].kind == FieldIs.TAGS:
        return "; ".join(value)
    return ("y" if value else "n") if isinstance(value, bool) else value


def export_cards(store: Store, path: Path, *, wanted: CustomerFilter = EVERYBODY) -> int:
    """All customers ``wanted`` finds and not archived as vCards 3.0 (.vcf), what phones and WeChat take in; returns how
    many. Phones are whole here: a card without one is of no use. Identity numbers, money and notes stay out.
    """
    with store.read() as session:
        cards = [_card(household, member) for household, member in session.execute(_query(store, wanted))]
    with exported(path, ".vcf") as temporary:
        temporary.write_bytes(document(line for card in cards for line in card))
    return len(cards)


def _card(household: Household, member: Member) -> list[str]:
    filled = {
        "TEL;TYPE=CELL": member.phone,
        "EMAIL": household.email,
        "X-WECHAT": household.wechat,
        "TITLE": member.occupation,
        "BDAY": member.birth_date.isoformat() if member.birth_date else "",
    }
    lines = ["BEGIN:VCARD", "VERSION:3.0", f"N:{text(member.name)};;;;", f"FN:{text(member.name)}"]
    lines += [f"{key}:{text(value)}" for key, value in filled.items() if value]
    if household.tags:
        lines.append("CATEGORIES:" + ",".join(text(str(tag)) for tag in household.tags))
    if household.address or household.city:
        lines.append(f"ADR;TYPE=HOME:;;{text(household.address)};{text(household.city)};;;")
    return [*lines, f"UID:needfolio-{household.id}", "END:VCARD"]
