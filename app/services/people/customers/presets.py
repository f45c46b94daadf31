"""Contacts and deals as other programs export them, known by their headers: HubSpot, Pipedrive, Salesforce.

Such a file has a person's name in two columns, several phones, deals beside people. Columns of our own are put beside
the file's, made of them; the file's stay as they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.services.rules.base.names import is_han
from app.services.tables.tabular import Header, Row, Sheet, as_text, header_key


@dataclass(frozen=True, slots=True)
class Preset:
    """``marks`` must all be among the headers. ``columns`` is field → the headers it may be in, the first filled wins;
    ``name`` lists (family name, given name) or one whole; ``story`` goes to the notes, each with its header.
    """

    key: str
    marks: tuple[str, ...]
    name: tuple[tuple[str, ...], ...]
    columns: dict[str, tuple[str, ...]]
    story: tuple[str, ...] = ()
    code: str = ""
    month_first: bool = False


_HUBSPOT = {
    "phone": ("Mobile Phone Number", "Phone Number", "WhatsApp Phone Number"),
    "email": ("Email",),
    "city": ("City",),
    "address": ("Street Address",),
    "occupation": ("Job Title",),
    "birth_date": ("Date of birth",),
    "sex": ("Salutation", "Gender"),
    "source": ("Original Source", "Original Traffic Source", "Lead Source"),
}
_SALESFORCE = {
    "phone": ("Mobile", "MobilePhone", "Phone", "Home Phone", "HomePhone"),
    "email": ("Email",),
    "city": ("Mailing City", "MailingCity"),
    "address": ("Mailing Street", "MailingStreet"),
    "occupation": ("Title",),
    "birth_date": ("Birthdate",),
    "sex": ("Salutation",),
    "source": ("Lead Source", "LeadSource"),
}
PRESETS = (
    Preset("hubspot_deals", ("Deal Name", "Deal Stage"), (("Associated Contact",), ("Deal Name",)), {},
           ("Deal Name", "Deal Stage", "Amount", "Close Date", "Pipeline")),
    Preset("hubspot", ("Record ID", "First Name", "Last Name"), (("Last Name", "First Name"),), _HUBSPOT,
           ("Associated Company", "Company Name", "Lifecycle Stage", "Lead Status"), code="Record ID"),
    Preset("pipedrive_deals", ("Deal - Title", "Deal - Stage"), (("Deal - Contact person",), ("Deal - Title",)), {},
           ("Deal - Title", "Deal - Stage", "Deal - Value", "Deal - Status", "Deal - Expected close date")),
    Preset("pipedrive", ("Person - Name",), (("Person - Name",),), {
        "phone": ("Person - Phone", "Person - Phone - Mobile", "Person - Phone - Work", "Person - Phone - Home"),
        "email": ("Person - Email", "Person - Email - Work", "Person - Email - Home"),
        "birth_date": ("Person - Birthday",), "address": ("Person - Postal address",),
        "occupation": ("Person - Job title",)}, ("Person - Organization", "Person - Notes"), code="Person - ID"),
    Preset("salesforce_deals", ("Opportunity Name", "Stage", "Close Date"),
           (("Contact Name",), ("Account Name",), ("Opportunity Name",)), {},
           ("Opportunity Name", "Stage", "Amount", "Close Date", "Probability (%)"), month_first=True),
    Preset("salesforce", ("Last Name", "First Name", "Account Name"), (("Last Name", "First Name"),), _SALESFORCE,
           ("Account Name", "Department", "Description"), month_first=True),
    Preset("salesforce", ("LastName", "FirstName", "AccountId"), (("LastName", "FirstName"),), _SALESFORCE,
           ("Department", "Description")),
)  # fmt: skip


def recognised(names: Sequence[str]) -> Preset | None:
    """The program that exported a table with these headers; None for none that is known."""
    keys = {header_key(name) for name in names}
    return next((one for one in PRESETS if all(header_key(mark) in keys for mark in one.marks)), None)


def prepared(sheet: Sheet, header: Header, preset: Preset) -> tuple[Sheet, Header]:
    """The sheet with the preset's own columns at the right, and the fields they hold."""
    at = {header_key(name): column for column, name in reversed(list(enumerate(header.names)))}
    width = max(len(header.names), *(len(row.cells) for row in sheet.rows))
    sources = {field: [at[key] for word in words if (key := header_key(word)) in at]
               for field, words in preset.columns.items()}  # fmt: skip
    fields = ["name", *(field for field, columns in sources.items() if columns)]
    story = [(word, at[header_key(word)]) for word in preset.story if header_key(word) in at]
    fields += ["notes"] if story else []
    code = at.get(header_key(preset.code)) if preset.code else None
    fields += ["code"] if code is not None else []
    rows = list(sheet.rows[: header.at + header.levels])
    for row in sheet.rows[header.at + header.levels :]:
        made = {"name": _name(row, preset, at), "notes": _story(row, story), "code": _code(row, code, preset)}
        made |= {field: _first(row, columns) for field, columns in sources.items()}
        cells = (*row.cells, *[None] * (width - len(row.cells)), *(made[field] or None for field in fields))
        rows.append(Row(row.number, cells))
    names = (*header.names, *[""] * (width - len(header.names)), *(f"= {field}" for field in fields))
    columns = {field: width + place for place, field in enumerate(fields)}
    return replace(sheet, rows=tuple(rows)), Header(header.at, header.levels, names, columns)


def taken(header: Header, preset: Preset) -> frozenset[int]:
    """The columns of the file that its preset takes something from."""
    wanted = [word for words in preset.columns.values() for word in words] + [*preset.story, preset.code]
    keys = {header_key(word) for word in (*wanted, *(part for parts in preset.name for part in parts)) if word}
    return frozenset(at for at, name in enumerate(header.names) if name and header_key(name) in keys)


def _cell(row: Row, column: int) -> str:
    return as_text(row.cells[column]) if column < len(row.cells) else ""


def _first(row: Row, columns: Sequence[int]) -> str:
    return next((text for column in columns if (text := _cell(row, column))), "")


def _name(row: Row, preset: Preset, at: dict[str, int]) -> str:
    """Family name first without a space for Chinese, given name first for others."""
    for parts in preset.name:
        found = [_cell(row, at[key]) if (key := header_key(part)) in at else "" for part in parts]
        filled = [text for text in found if text]
        if filled:
            chinese = any(is_han(character) for text in filled for character in text)
            return "".join(filled) if chinese else " ".join(reversed(filled))
    return ""


def _story(row: Row, story: Sequence[tuple[str, int]]) -> str:
    return "; ".join(f"{word.rpartition(' - ')[2]}: {text}" for word, column in story if (text := _cell(row, column)))


def _code(row: Row, column: int | None, preset: Preset) -> str:
    text = _cell(row, column) if column is not None else ""
    return f"{preset.key[:2].upper()}{text}" if text else ""
