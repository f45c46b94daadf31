"""One weekly file: its control sheet first, its lists when they are wanted, and what does not fit together in it."""

from __future__ import annotations

import json
import re
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from app.enums import Language
from app.errors import InputError, Place, Problem
from app.services.rules.base import weeks
from app.services.rules.base.weeks import Week
from app.services.tables.tabular import Cell, Row, Sheet, Synonyms, Workbook, as_text, find_table, read_tables
from app.services.team.rollup import edits
from app.services.team.rollup.findings import Finding, FindingKind
from app.services.team.rollup.team import OWN_NOTES, TYPED, AgentWeek
from app.services.team.weekly import control, seal, signature
from app.services.team.weekly.book import HEADER
from app.services.team.weekly.columns import COLUMNS, columns_of
from app.services.team.weekly.words import PARTS
from app.words import say

TEAM_FORMAT = "needfolio-team"
OWN_WORDS = "words"
"""The sheet that is there to be typed into: it has no seal to break."""
PROPERTIES, LONGEST_PROPERTIES = "docProps/custom.xml", 64 * 1024
AGENT_SHEETS = {"agents", "代理人", "代理人名单", "团队名单"}
AGENT_COLUMNS: Synonyms = {
    "code": ("代理人编号", "编号", "工号", "代码", "agent", "agent code"),
    "name": ("姓名", "代理人", "agent name"),
    "team": ("团队", "部门"),
}
NUMBERS = ("measure.", "target.", "next_target.", "funnel.", "coverage.", "sum.", "rows.")
REQUIRED = ("agent.code", "week", "written_at", "language", "month_first_day", "kpi_version", "seal")


class NotWeekly(Exception):
    """A readable file that is not for the roll-up and no fault: a team workbook, or ``agents``, a list of them."""

    def __init__(self, agents: dict[str, str] | None = None) -> None:
        super().__init__()
        self.agents = agents


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a list: ``number`` as the user counts it, ``cells`` by column key."""

    number: int
    cells: Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class WeeklyFile:
    path: Path
    agent: AgentWeek
    lists: Mapping[str, list[Line]] = field(default_factory=dict)
    sheets: Mapping[str, Sheet] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    joined: bool = False  # it came with an earlier folder than what is joined now
    book: Workbook | None = field(default=None, repr=False, compare=False)

    @property
    def sound(self) -> bool:
        """Nobody edited the control sheet."""
        own = {key: value for key, value in signature.without(self.agent.as_written()).items() if key != "seal"}
        return seal.of_entries(own) == str(self.agent.entries["seal"])

    @property
    def gone(self) -> bool:
        """Only the figures are left, as they were kept: the file itself is no more where it was."""
        return self.joined and self.book is None

    @property
    def language(self) -> Language:
        """In which it was written."""
        return Language(str(self.agent.entries["language"]))

    def finding(self, kind: FindingKind, code: str, **values: Any) -> Finding:
        """About this file; ``grave``, ``sheet``, ``row`` and ``cell`` are the finding's own."""
        own = {name: values.pop(name) for name in ("grave", "sheet", "row", "cell") if name in values}
        return Finding(kind, code, agent=self.agent.code, agent_name=self.agent.name, file=self.path.name,
                       values=values, **own)  # fmt: skip


def hint(path: Path) -> Week | None:
    """The week the file's properties speak of, without reading the file; None when they say nothing.

    Only to leave out what is far too old: what counts is read from the control sheet.
    """
    text = property_of(path, "needfolio.week")
    try:
        return weeks.parse(text) if text else None
    except InputError:
        return None


def property_of(path: Path, name: str) -> str:
    """One of the file's own properties, without reading the file; "" where it has none."""
    try:
        with zipfile.ZipFile(path) as archive:
            if archive.getinfo(PROPERTIES).file_size > LONGEST_PROPERTIES:
                return ""
            text = archive.read(PROPERTIES).decode("utf-8", "replace")
    except (OSError, KeyError, ValueError, zipfile.BadZipFile, NotImplementedError, RuntimeError, zlib.error):
        return ""
    found = re.search(rf'name="{re.escape(name)}".*?<vt:lpwstr>([^<]*)<', text)
    return found[1] if found else ""


def peek(path: Path) -> WeeklyFile:
    """The file with its control sheet and, not looked at yet, its book.

    Raises InputError saying why it cannot count, NotWeekly.
    """
    book = read_tables(path)
    sheet = next((sheet for sheet in book.sheets if sheet.name == control.SHEET), None)
    if sheet is None:
        if (listed := agents_list(book)) is not None:
            raise NotWeekly(listed)
        raise InputError(Problem("rollup_foreign", Place(file=path.name)))
    return WeeklyFile(path, AgentWeek(_entries(path, sheet)), book=book)


def agents_list(book: Workbook) -> dict[str, str] | None:
    """Code → name when the book is a list of agents; None when it is none."""
    for sheet in book.sheets:
        if sheet.name.strip().casefold() in AGENT_SHEETS:
            table = find_table(book.file, sheet, AGENT_COLUMNS, ("code",))
            return {code: record.text("name") for record in table.records() if (code := record.text("code"))}
    return None


def _entries(path: Path, sheet: Sheet) -> dict[str, Any]:
    place = Place(file=path.name, sheet=sheet.name)
    entries: dict[str, Any] = {}
    for row in sheet.rows:
        key = row.cells[0]
        value = row.cells[1] if len(row.cells) > 1 else None
        if isinstance(key, str):
            entries[key] = "" if value is None else _whole(value)
    if entries.get("format") == TEAM_FORMAT:
        raise NotWeekly
    if entries.get("format") != control.FORMAT:
        raise InputError(Problem("rollup_foreign", Place(file=path.name)))
    if entries.get("format_version") != control.FORMAT_VERSION:
        version = entries.get("format_version", "")
        raise InputError(Problem("rollup_version", place, {"version": version, "own": control.FORMAT_VERSION}))
    if missing := [key for key in REQUIRED if not entries.get(key)]:
        raise InputError(Problem("rollup_entry_missing", place, {"keys": ", ".join(missing)}))
    _check_entry(place, entries, "week", weeks.parse)
    _check_entry(place, entries, "written_at", _aware)
    _check_entry(place, entries, "month_first_day", date.fromisoformat)
    _check_entry(place, entries, "language", Language)
    for key, value in entries.items():
        if key.startswith(NUMBERS) and not isinstance(value, int):
            raise InputError(Problem("rollup_entry_bad", place, {"key": key, "text": value}))
    return entries


def _check_entry(place: Place, entries: Mapping[str, Any], key: str, reader: Any) -> None:
    try:
        reader(entries[key])
    except (ValueError, TypeError, InputError):
        raise InputError(Problem("rollup_entry_bad", place, {"key": key, "text": entries[key]})) from None


def _aware(text: str) -> datetime:
    when = datetime.fromisoformat(text)
    if when.tzinfo is None:
        raise ValueError(text)
    return when


def _whole(value: Cell) -> Any:
    return int(value) if isinstance(value, float) and value.is_integer() else value


def read(head: WeeklyFile) -> WeeklyFile:
    """The whole file; what was changed after it was written is in its findings. Raises as :func:`peek`."""
    book = head.book or peek(head.path).book
    assert book is not None
    sheets, findings, notes = _find_sheets(head, book)
    for key, sheet in sheets.items():
        if key != OWN_WORDS:
            seen = edits.look(head, key, sheet)
            findings += seen.edits
            notes += seen.notes
    entries = head.agent.entries
    if not head.sound:
        findings.append(head.finding(FindingKind.EDITED, "control_edited", grave=True, sheet=control.SHEET))
    lists: dict[str, list[Line]] = {}
    for key in COLUMNS:
        if key in sheets:
            lists[key], faults = _lines(head, key, sheets[key])
            findings += faults
    typed = _typed(lists.get(OWN_WORDS, ()))
    if notes:
        typed[OWN_NOTES] = json.dumps(notes[: edits.MOST_NOTES], ensure_ascii=False)
    agent = AgentWeek({**entries, **typed}) if typed else head.agent
    return WeeklyFile(head.path, agent, lists, sheets, tuple(findings))


def _typed(lines: Sequence[Line]) -> dict[str, str]:
    """What stands in the sheet of the agent's own words, by part; what stands beside no part is of the first."""
    parts = {say(f"weekly.words.{part}", language): part for part in PARTS for language in Language}
    found, further = dict[str, str](), list[str]()
    for line in lines:
        texts = [as_text(line.cells.get(key)).strip() for key in ("item", "said")]
        if texts[0] in parts:
            found[parts[texts[0]]] = texts[1]
        elif not (_says_nothing(texts[0]) and not texts[1]):
            further.append(" ".join(filter(None, texts)))
    if further:
        found[PARTS[0]] = "\n".join(filter(None, [found.get(PARTS[0], ""), *further]))
    return {f"{TYPED}{part}": text for part, text in found.items()}


def _says_nothing(text: str) -> bool:
    return text in {say("weekly.none", language) for language in Language}


def _find_sheets(head: WeeklyFile, book: Workbook) -> tuple[dict[str, Sheet], list[Finding], list[str]]:
    """Sheet key → sheet: by its name, else by its seal, else by its header; what was renamed or lost; and what stands
    on sheets the agent added."""
    entries = head.agent.entries
    names = {key.removeprefix("sheet."): str(name) for key, name in entries.items() if key.startswith("sheet.")}
    by_name = {sheet.name: sheet for sheet in book.sheets}
    found = {key: by_name[name] for key, name in names.items() if name in by_name}
    free = [s for s in book.sheets if s.name not in names.values() and s.name != control.SHEET]
    findings = []
    for key, name in names.items():
        if key not in found:
            other = _recognised(head, key, free)
            if other is None:
                findings.append(head.finding(FindingKind.EDITED, "sheet_missing", grave=True, sheet=name))
                continue
            free.remove(other)
            found[key] = other
            findings.append(head.finding(FindingKind.EDITED, "sheet_renamed", sheet=other.name, name=name))
    return found, findings, [line for sheet in free for line in edits.notes_of(sheet)]


def _recognised(head: WeeklyFile, key: str, free: Sequence[Sheet]) -> Sheet | None:
    for sheet in free:
        if edits.seal_in(head.agent.entries, key, sheet) == head.agent.entries.get(f"seal.{key}"):
            return sheet
    if key not in COLUMNS:
        return None
    titles = {column.title for column in columns_of(key, head.language)}
    for sheet in free:
        header = _row(sheet, HEADER + 1)
        if header is not None and titles <= set(header.cells):
            return sheet
    return None


def _lines(head: WeeklyFile, key: str, sheet: Sheet) -> tuple[list[Line], list[Finding]]:
    """The rows under the header, which must have the columns it was written with, in whatever order they now are."""
    columns = edits.columns_in(head.agent.entries, key, sheet)
    header = _row(sheet, HEADER + 1)
    known = {column.key for column in columns_of(key, head.language)}
    if header is None or not known <= set(columns.keys) or len(header.cells) < len(columns.keys):
        return [], [head.finding(FindingKind.EDITED, "header_edited", grave=True, sheet=sheet.name, row=HEADER + 1)]
    count = head.agent.number(f"rows.{key}")
    rows = [row for row in sheet.rows if row.number > HEADER + 1]
    if not count and len(rows) == 1 and len(rows[0].cells) == 1 and _is_none(key, rows[0]):
        return [], []  # the sentence that there is nothing
    places = dict(zip(columns.keys, columns.at or (), strict=True))
    return [
        Line(row.number, {key: row.cells[at] if at < len(row.cells) else None for key, at in places.items()})
        for row in rows
        if key == OWN_WORDS or not edits.is_note(columns, row)
    ], []  # fmt: skip


def _is_none(key: str, row: Row) -> bool:
    """Whether the only row says that there are none; of own words it may be what somebody typed over it."""
    return key != OWN_WORDS or _says_nothing(as_text(row.cells[0]).strip())


def _row(sheet: Sheet, number: int) -> Row | None:
    return next((row for row in sheet.rows if row.number == number), None)
