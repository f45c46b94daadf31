"""One import in the making, from the file to the result: what was guessed, what the user changed, what would happen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from app.services.base import backup
from app.services.base.store import Actor, Store
from app.services.tables.imports import memory
from app.services.tables.imports.kinds import Kind, Reading, Step
from app.services.tables.imports.plan import ImportPlan
from app.services.tables.reports import ImportReport
from app.services.tables.tabular import Header, Table, Workbook, as_text, guess_header, header_at, table_under

SAMPLES = 3


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


@dataclass(slots=True)
class ImportJob:
    """``edits`` are cells typed over, ``decisions`` what was said of single rows; both by row number."""

    kind: Kind
    book: Workbook
    reading: Reading
    columns: dict[str, int]
    edits: dict[tuple[int, str], str] = field(default_factory=dict)
    decisions: dict[int, str] = field(default_factory=dict)
    remembered: bool = False

    @classmethod
    def start(cls, store: Store, kind: Kind, book: Workbook) -> ImportJob:
        """Sheet, header and columns guessed; columns as they were chosen the last time for the same headers."""
        sheet = kind.sheet(book)
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
        if name:
            self.columns[name] = column
        self.edits.clear()

    @property
    def header(self) -> Header:
        """The header that was found or chosen."""
        return self.reading.header

    @property
    def missing(self) -> list[str]:
        """The required fields that no column is taken for."""
        return [name for name in self.kind.required if name not in self.columns]

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
        """The rows under the chosen columns, with the cells that were typed over."""
        header = self.header
        table = table_under(
            self.book.file, self.reading.sheet, header, self.columns, month_first=self.reading.month_first
        )
        return table.edited(self.edits)

    def plan(self, store: Store, step: Step = lambda _done, _of: None) -> ImportPlan:
        """What would happen to each row now; nothing is written."""
        return self.kind.plan(store, self.book, self.table(), self.decisions, step)

    def apply(self, store: Store, actor: Actor, step: Step = lambda _done, _of: None) -> ImportReport:
        """Write it, after a checked copy of the store; the chosen columns are remembered for these headers."""
        backup.before(store, "import")
        report = self.kind.apply(store, actor, self.book, self.table(), self.decisions, step)
        names = self.header.names
        memory.remember(store, actor, self.kind.key, names, {key: names[at] for key, at in self.columns.items()
                                                             if at < len(names) and names[at]})  # fmt: skip
        return report

    def _take_up(self, store: Store, reading: Reading) -> None:
        self.reading = self.kind.recognised(reading)
        self.columns = dict(self.header.columns)
        self.remembered = False
        self.edits.clear()
        self.decisions.clear()
        kept = memory.remembered(store, self.kind.key, self.header.names)
        if kept:
            self.columns = _by_name(self.header.names, kept)
            self.remembered = True


def _by_name(names: tuple[str, ...], kept: Mapping[str, Any]) -> dict[str, int]:
    at = {name: place for place, name in reversed(list(enumerate(names)))}
    return {field: at[name] for field, name in kept.items() if name in at}
