"""One import in the making, from the file to the result: what was guessed, what the user changed, what would happen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from app.errors import InputError, Place, Problem
from app.services.base import backup
from app.services.base.store import Actor, Store
from app.services.tables.imports import memory
from app.services.tables.imports.kinds import Kind, Reading, Step
from app.services.tables.imports.plan import ImportPlan
from app.services.tables.imports.told import told
from app.services.tables.reports import ImportReport
from app.services.tables.tabular import (
    Faulty,
    Header,
    Table,
    Workbook,
    as_text,
    find_table,
    first_words,
    folded,
    guess_header,
    header_at,
    table_under,
)

SAMPLES = 3
SAME = "="
"""Begins, in the place of a header, a value that holds for all rows."""


@dataclass(frozen=True, slots=True)
class FileColumn:
    """A column of the file: its header, some of its cells, and the field it is taken for ("" for none)."""

    at: int
    name: str
    samples: tuple[str, ...]
    field: str

    @property
    def id(self) -> str:
        """Its place as text: what a table tells its rows apart by."""
        return str(self.at)


@dataclass(frozen=True, slots=True)
class ForeignWord:
    """A word in a column with a list of values: how often it stands there, and what it was said to stand for."""

    field: str
    text: str
    count: int
    meant: str

    @property
    def id(self) -> str:
        """What a table tells its rows apart by."""
        return f"{self.field}:{folded(self.text)}"


@dataclass(slots=True)
class ImportJob:
    """``edits`` are cells typed over, ``decisions`` what was said of single rows; both by row number. ``words`` is
    field → word of the file, folded → what it stands for. ``chosen`` are fields whose column somebody named,
    ``constants`` fields that are the same in all rows."""

    kind: Kind
    book: Workbook
    reading: Reading
    columns: dict[str, int]
    edits: dict[tuple[int, str], str] = field(default_factory=dict)
    decisions: dict[int, str] = field(default_factory=dict)
    remembered: bool = False
    words: dict[str, dict[str, str]] = field(default_factory=dict)
    chosen: set[str] = field(default_factory=set)
    constants: dict[str, str] = field(default_factory=dict)

    @classmethod
    def start(cls, store: Store, kind: Kind, book: Workbook, name: str | None = None) -> ImportJob:
        """The sheet ``name``, else the one most likely meant, header and columns guessed; columns and words as they
        were chosen the last time for the same headers. Raises InputError for a sheet that is not there or empty."""
        sheet = book.sheet(name) if name else kind.sheet(book)
        if not sheet.rows:
            raise InputError(Problem("sheet_empty", Place(book.file, sheet.name or None)))
        job = cls(kind, book, Reading(sheet, guess_header(sheet, kind.synonyms())), {})
        job._take_up(store, job.reading)
        return job

    def choose_sheet(self, store: Store, name: str) -> None:
        """Read another sheet of the file; header and columns are guessed anew. Raises InputError for a name there is
        not.
        """
        sheet = self.book.sheet(name)
        self._take_up(store, Reading(sheet, guess_header(sheet, self.kind.synonyms())))

    def choose_header(self, store: Store, at: int, levels: int) -> None:
        """The header is at the filled row ``at`` (from 0) and has one or two rows."""
        sheet = self.book.sheet(self.reading.sheet.name) if self.book.sheets else self.reading.sheet
        last = len(sheet.rows) - levels
        header = header_at(sheet, max(0, min(at, last)), levels, self.kind.synonyms())
        self._take_up(store, Reading(sheet, header))

    def set_field(self, column: int, name: str) -> None:
        """Take the column for ``name``; the column that was it before is nothing then. "" takes it for nothing."""
        self.columns = {key: at for key, at in self.columns.items() if at != column and key != name}
        self.chosen.discard(name)
        if name:
            self.columns[name] = column
            self.chosen.add(name)
        self.edits.clear()

    def map_columns(self, mapping: Mapping[str, str]) -> None:
        """Take these headers (field → header) for the fields, the others as they are guessed; ``=10000`` is a value
        that holds for all rows. Raises InputError ``no_such_field`` or ``no_such_header``."""
        self.constants |= {name: header[1:] for name, header in mapping.items() if header[:1] == SAME}
        mapping = {name: header for name, header in mapping.items() if header[:1] != SAME}
        if strange := [name for name in self.constants if name not in self.kind.synonyms()]:
            there = ", ".join(self.kind.synonyms())
            raise InputError([Problem("no_such_field", values={"field": name, "known": there}) for name in strange])
        if not mapping:
            return
        sheet, known = self.book.sheet(self.reading.sheet.name), self.kind.synonyms()
        find_table(self.book.file, sheet, known, (), mapping)
        header = guess_header(sheet, known, mapping)
        self.reading, self.columns = Reading(sheet, header), dict(header.columns)
        self.chosen |= set(mapping)

    def map_words(self, words: Mapping[str, Mapping[str, str]]) -> None:
        """What words of closed lists stand for, besides those that are remembered."""
        for name, said in words.items():
            self.words.setdefault(name, {}).update(said)

    def set_word(self, name: str, word: str, meant: str) -> None:
        """``word`` of the file stands for ``meant``; "" takes that back."""
        said = self.words.setdefault(name, {})
        said.pop(folded(word), None)
        if meant:
            said[folded(word)] = meant

    def foreign_words(self) -> list[ForeignWord]:
        """The words in columns with a list of values that are none of them, and those that were given a meaning."""
        rows, found = self._read().rows, list[ForeignWord]()
        for name, closed in self.kind.closed().items():
            at, said = self.columns.get(name, -1), self.words.get(name, {})
            cells = Counter(row.cells[at] for row in rows if 0 <= at < len(row.cells))
            counts: dict[str, tuple[str, int]] = {}
            for cell, count in cells.items():
                text = as_text(cell)
                if text and not isinstance(cell, Faulty) and (folded(text) in said or closed.means(text) is None):
                    first, before = counts.get(folded(text), (text, 0))
                    counts[folded(text)] = first, before + count
            words = [ForeignWord(name, text, count, said.get(key, "")) for key, (text, count) in counts.items()]
            found += sorted(words, key=lambda word: -word.count)
        return found

    def check(self) -> None:
        """Raises InputError ``no_header`` or ``columns_missing`` where no import can be made of the columns."""
        place, known = Place(self.book.file, self.reading.sheet.name or None), self.kind.synonyms()
        if not self.columns:
            fields = tuple(self.kind.required) or tuple(known)
            raise InputError(Problem("no_header", place, {"known": tuple(first_words(known, fields))}))
        if self.missing:
            there = tuple(name for name in self.header.names if name)
            wanted = tuple(first_words(known, self.missing))
            raise InputError(Problem("columns_missing", place, {"columns": wanted, "there": there}))

    @property
    def header(self) -> Header:
        """The header that was found or chosen."""
        return self.reading.header

    @property
    def missing(self) -> list[str]:
        """The required fields that no column is taken for."""
        return [name for name in self.kind.required if name not in self.columns and name not in self.constants]

    def file_columns(self) -> list[FileColumn]:
        """Every column with a name or a filled cell near the top, in the order of the file."""
        fields = {at: name for name, at in self.columns.items()}
        rows = self.reading.sheet.rows[self.header.at + self.header.levels :]
        width = max([len(self.header.names), *(len(row.cells) for row in rows[:200])])
        found = []
        for at in range(width):
            name = self.header.names[at] if at < len(self.header.names) else ""
            cells = (row.cells[at] for row in rows[:200] if at < len(row.cells) and row.cells[at] is not None)
            samples = tuple(dict.fromkeys(" ".join(as_text(cell).split())[:40] for cell in cells))[:SAMPLES]
            if name or samples:
                found.append(FileColumn(at, name, samples, fields.get(at, "")))
        return found

    def table(self) -> Table:
        """The rows under the chosen columns, foreign words replaced, with the cells that were typed over."""
        return self._read().translated(self.words).edited(self.edits)

    def told(self) -> tuple[Problem, ...]:
        """What the file holds beside the rows that are taken from it."""
        sheet = self.book.sheet(self.reading.sheet.name) if self.book.sheets else self.reading.sheet
        taken = self.reading.taken if self.reading.program or not self.chosen else ()
        return told(self.book, sheet, self._read(), self.kind.known_sheets(self.book), taken)

    def plan(self, store: Store, step: Step = lambda _done, _of: None) -> ImportPlan:
        """What would happen to each row now; nothing is written."""
        plan = self.kind.plan(store, self.book, self.table(), self.decisions, step)
        return replace(plan, warnings=(*self.told(), *plan.warnings))

    def apply(self, store: Store, actor: Actor, step: Step = lambda _done, _of: None) -> ImportReport:
        """Write it, after a checked copy of the store; what was chosen is remembered for these headers."""
        backup.before(store, "import")
        return self.write(store, actor, step)

    def write(
        self, store: Store, actor: Actor, step: Step = lambda _done, _of: None, *, remember: bool = True
    ) -> ImportReport:
        """The same without a copy."""
        report = self.kind.apply(store, actor, self.book, self.table(), self.decisions, step)
        if remember:
            names = self.header.names
            mapped = {key: names[at] for key, at in self.columns.items() if at < len(names) and names[at]}
            memory.remember(store, actor, self.kind.key, names, mapped, self.words)
        return replace(report, warnings=(*self.told(), *report.warnings))

    def _read(self) -> Table:
        month_first = self.reading.month_first
        table = table_under(self.book.file, self.reading.sheet, self.header, self.columns, month_first=month_first)
        return replace(table, chosen=frozenset(self.chosen)).with_constants(self.constants)

    def _take_up(self, store: Store, reading: Reading) -> None:
        self.reading = self.kind.recognised(reading)
        self.columns = dict(self.header.columns)
        self.remembered = False
        self.edits.clear()
        self.decisions.clear()
        self.chosen.clear()
        self.words = memory.meanings(store, self.kind.key, self.header.names)
        kept = memory.remembered(store, self.kind.key, self.header.names)
        if kept:
            self.columns = _by_name(self.header.names, kept)
            self.chosen = {name for name, at in self.columns.items() if self.header.columns.get(name) != at}
            self.remembered = True


def _by_name(names: tuple[str, ...], kept: Mapping[str, Any]) -> dict[str, int]:
    at = {name: place for place, name in reversed(list(enumerate(names)))}
    return {field: at[name] for field, name in kept.items() if name in at}
