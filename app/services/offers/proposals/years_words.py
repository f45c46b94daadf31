"""The year-by-year table in words: its columns, its annex to a proposal, its workbook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from app import words
from app.enums import Language
from app.services.offers.proposals.speaking import Speaker
from app.services.tables.paper import Align, Block, Column, Heading, NewPage, Remark, Table, Text
from app.services.tables.sheets_out import OutSheet, write_tables

PREMIUM = 5  # columns before the covers
FIRST, EVERY = 10, 5


def columns_of(table: Mapping[str, Any], language: Language) -> list[str]:
    """The head of each column that has something to say, in the order of :func:`cells_of`."""
    events = [words.say("years.event", language, event=words.say(f"event.{one}", language)) for one in table["events"]]
    codes = ["year", "age", "premium", *(["renewed"] if table["renewed"] else []), "total"]
    worth = (["paid"] if table["paid"] else []) + (["cash"] if table["worth"] else [])
    after = worth + (["extra"] if table["varies"] else [])
    said = [words.say(f"years.{code}", language) for code in codes]
    return said + events + [words.say(f"years.{code}", language) for code in after]


def cells_of(table: Mapping[str, Any], line: Sequence[Any]) -> list[Any]:
    """Of one year: counts, and amounts in fen."""
    year, age, premium, renewed, total, *rest = line
    covers, (paid, cash, extra) = rest[:-3], rest[-3:]
    return [
        year, age, premium, *([renewed] if table["renewed"] else []), total, *covers,
        *([paid] if table["paid"] else []), *([cash] if table["worth"] else []), *([extra] if table["varies"] else []),
    ]  # fmt: skip


def notes_of(table: Mapping[str, Any], names: Mapping[str, str], language: Language) -> list[str]:
    """What must be read beside the table."""
    found = [words.say("years.note", language)]
    if table["varies"]:
        found.append(words.say("years.varies", language))
    if table["silent"]:
        comma = words.say("held.comma", language)
        listed = comma.join(dict.fromkeys(names.get(code, code) for code in table["silent"]))
        found.append(words.say("years.silent", language, products=listed))
    if table["renewed"]:
        found.append(words.say("years.renewed_note", language))
    return found


def annex(facts: Mapping[str, Any], speaker: Speaker) -> Iterator[Block]:
    """A table for each person, at the end of the paper; years that repeat are left out, the workbook has all."""
    tables = facts.get("years") or []
    if not tables or not speaker.insurance:
        return
    yield NewPage()
    yield Heading(speaker.say("years.title"))
    names = {code: speaker.product(code) for code in facts["products"]}
    for table in tables:
        yield Heading(speaker.person(table["insured"]), 2)
        heads = columns_of(table, speaker.language)
        columns = [Column(head, 1 if number < 2 else 2, Align.RIGHT) for number, head in enumerate(heads)]
        yield Table(tuple(columns), [_row(table, line) for line in shown(table["years"])])
        first, *rest = notes_of(table, names, speaker.language)
        yield Text(first, muted=True)
        if rest:
            yield Remark("\n".join(rest), speaker.say("years.mind"))


def shown(lines: Sequence[Sequence[Any]]) -> list[Sequence[Any]]:
    """The first ten years, then every fifth, the last, and each in which a premium or a cover changes."""
    found = []
    for number, line in enumerate(lines):
        before = lines[number - 1] if number else line
        changes = (before[2], before[PREMIUM:-3]) != (line[2], line[PREMIUM:-3])
        if line[0] <= FIRST or line[0] % EVERY == 0 or changes or number == len(lines) - 1:
            found.append(line)
    return found


def write_years(
    path: Path, tables: Sequence[Mapping[str, Any]], people: Mapping[str, str], names: Mapping[str, str],
    language: Language,
) -> int:  # fmt: skip
    """A workbook with a sheet for each person, every year in it, and what is to be read beside it. Returns how many
    years there are; raises as every export does."""
    sheets, taken = [], set[str]()
    for table in tables:
        name = _sheet_name(people.get(table["insured"], table["insured"]), taken)
        rows = [[*cells[:2], *(None if one is None else Decimal(one) / 100 for one in cells[2:])]
                for cells in (cells_of(table, line) for line in table["years"])]  # fmt: skip
        heads = columns_of(table, language)
        money = dict.fromkeys(range(2, len(heads)), "#,##0.00")
        sheets.append(OutSheet(name, heads, rows, [8, 6, *[16] * (len(heads) - 2)], money, frozen_columns=2))
    told = [(people.get(table["insured"], ""), note) for table in tables for note in notes_of(table, names, language)]
    heads = [words.say("years.person", language), words.say("years.mind", language)]
    sheets.append(OutSheet(words.say("years.mind", language), heads, told, [14, 100], wrapped=(1,)))
    write_tables(path, sheets)
    return sum(len(table["years"]) for table in tables)


def export_years(facts: Mapping[str, Any], path: Path, language: Language) -> int:
    """The workbook of a kept proposal, as it was frozen. Returns how many years; raises as every export does."""
    name = "name_zh" if language == Language.ZH else "name_en"
    people = {person["id"]: person["name"] for person in facts["people"]}
    products = {code: product[name] for code, product in facts["products"].items()}
    return write_years(path, facts.get("years") or [], people, products, language)


def _row(table: Mapping[str, Any], line: Sequence[Any]) -> list[str]:
    """In whole yuan, so that it fits the page; the workbook has the cents."""
    year, age, *amounts = cells_of(table, line)
    return [
        str(year),
        "—" if age is None else str(age),
        *(f"{(amount + 50) // 100:,}" if amount else "—" for amount in amounts),
    ]


def _sheet_name(person: str, taken: set[str]) -> str:
    """Excel's names are short, without some marks, and each is there once."""
    plain = "".join(mark for mark in person if mark not in "[]:*?/\\'")[:24] or "1"
    name, number = plain, 2
    while name.casefold() in taken:
        name, number = f"{plain} {number}", number + 1
    taken.add(name.casefold())
    return name
