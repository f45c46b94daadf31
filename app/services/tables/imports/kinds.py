"""What can be imported: each kind says its fields, plans, and writes; everything around it is the same for all."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from app.enums import Language
from app.services.base.store import Actor, Store
from app.services.people.custom_fields import FieldRow
from app.services.tables.imports.plan import Decisions, ImportPlan
from app.services.tables.reports import ImportReport
from app.services.tables.tabular import Header, Sheet, Synonyms, Table, Workbook

Step = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Reading:
    """A sheet under the header found in it. ``program`` is who wrote it, where that is recognised."""

    sheet: Sheet
    header: Header
    program: str = ""
    month_first: bool = False


class Kind(Protocol):
    """``key`` names it: customers, catalogue, matrix."""

    @property
    def key(self) -> str: ...

    @property
    def required(self) -> Sequence[str]: ...

    def read(self, path: Path, encoding: str, step: Callable[[], None]) -> Workbook: ...

    def synonyms(self) -> Synonyms: ...

    def title(self, field: str, language: Language) -> str: ...

    def say(self, field: str, value: Any, language: Language) -> str: ...

    def sheet(self, book: Workbook) -> Sheet: ...

    def recognised(self, reading: Reading) -> Reading: ...

    def plan(self, store: Store, book: Workbook, table: Table, decisions: Decisions, step: Step) -> ImportPlan: ...

    def apply(
        self, store: Store, actor: Actor, book: Workbook, table: Table, decisions: Decisions, step: Step
    ) -> ImportReport: ...


class OneFile:
    """A kind whose tables are in one file."""

    __slots__ = ()

    def read(self, path: Path, encoding: str, step: Callable[[], None]) -> Workbook:
        from app.services.tables.tabular import read_tables

        return read_tables(path, encoding=encoding, step=step)


@dataclass(frozen=True, slots=True)
class Customers(OneFile):
    """``own`` are the fields of the user's own: columns as any other."""

    own: Sequence[FieldRow] = ()
    key: str = "customers"
    required: Sequence[str] = ("name",)

    def synonyms(self) -> Synonyms:
        from app.services.people.customers import columns

        return columns.synonyms(self.own)

    def title(self, field: str, language: Language) -> str:
        from app.services.people.customers import columns

        return columns.header(field, language, self.own)

    def say(self, field: str, value: Any, language: Language) -> str:
        from app.services.people.customers import columns

        return columns.say_change(field, value, language, self.own)

    def sheet(self, book: Workbook) -> Sheet:
        from app.services.tables.tabular import guess_header

        filled = [sheet for sheet in book.visible if sheet.rows]
        known = self.synonyms()
        return max(filled, key=lambda sheet: len(guess_header(sheet, known).columns))

    def recognised(self, reading: Reading) -> Reading:
        from app.services.people.customers import presets

        preset = presets.recognised(reading.header.names)
        if preset is None:
            return reading
        sheet, header = presets.prepared(reading.sheet, reading.header, preset)
        return Reading(sheet, header, preset.key, preset.month_first)

    def plan(self, store: Store, book: Workbook, table: Table, decisions: Decisions, step: Step) -> ImportPlan:
        from app.services.people.customers import importing

        return importing.plan(store, table, decisions, step)

    def apply(
        self, store: Store, actor: Actor, book: Workbook, table: Table, decisions: Decisions, step: Step
    ) -> ImportReport:
        from app.services.people.customers import importing

        return importing.apply(store, actor, table, decisions, step)


@dataclass(frozen=True, slots=True)
class Requirements(OneFile):
    """Needs into the matrix ``name``; ``about`` is what a new one says of itself."""

    name: str
    about: Mapping[str, Any] = field(default_factory=dict)
    key: str = "matrix"
    required: Sequence[str] = ("number",)

    def synonyms(self) -> Synonyms:
        from app.services.matrix import headers

        return headers.synonyms()

    def title(self, field: str, language: Language) -> str:
        from app.services.matrix import headers

        return headers.title(field, language)

    def say(self, field: str, value: Any, language: Language) -> str:
        from app.services import matrix

        return matrix.say_change(field, value, language)

    def sheet(self, book: Workbook) -> Sheet:
        from app.services.matrix import importing

        return importing.first_sheet(book)

    def recognised(self, reading: Reading) -> Reading:
        from app.services.matrix import trackers
        from app.services.tables.tabular import header_at

        mapping = trackers.mapping_for(reading.header.names)
        if mapping is None:
            return reading
        header = header_at(reading.sheet, reading.header.at, reading.header.levels, self.synonyms(), mapping)
        return Reading(reading.sheet, header, "tracker")

    def plan(self, store: Store, book: Workbook, table: Table, decisions: Decisions, step: Step) -> ImportPlan:
        from app.services.matrix import basis, importing

        target = importing.Target(self.name, self.about)
        return importing.plan(store, table, target, decisions, step, basis.of_workbook(book))

    def apply(
        self, store: Store, actor: Actor, book: Workbook, table: Table, decisions: Decisions, step: Step
    ) -> ImportReport:
        from app.services.matrix import basis, importing

        target = importing.Target(self.name, self.about)
        return importing.apply(store, actor, table, target, decisions, step, basis.of_workbook(book))


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Products: the sheet of products can be mapped and mended here, covers and rates come from their own sheets."""

    key: str = "catalogue"
    required: Sequence[str] = ("code", "name_zh")

    def read(self, path: Path, encoding: str, step: Callable[[], None]) -> Workbook:
        from app.services.offers.catalogue import files

        return files.read_book(path, encoding=encoding, step=step)

    def synonyms(self) -> Synonyms:
        from app.services.offers.catalogue import columns

        return columns.SHEETS["products"][0]

    def title(self, field: str, language: Language) -> str:
        words = self.synonyms()[field]
        chinese = next((word for word in words if not word.isascii()), field)
        return chinese if language == Language.ZH else field.replace("_", " ")

    def say(self, field: str, value: Any, language: Language) -> str:
        return "—" if value in (None, "", ()) else str(value)

    def sheet(self, book: Workbook) -> Sheet:
        from app.services.offers.catalogue import workbook

        return workbook.sheet_of(book, "products")

    def recognised(self, reading: Reading) -> Reading:
        return reading

    def plan(self, store: Store, book: Workbook, table: Table, decisions: Decisions, step: Step) -> ImportPlan:
        from app.services.offers.catalogue import importing

        return importing.plan(store, book, table, decisions)

    def apply(
        self, store: Store, actor: Actor, book: Workbook, table: Table, decisions: Decisions, step: Step
    ) -> ImportReport:
        from app.services.offers.catalogue import importing

        return importing.apply(store, actor, book, table, decisions, step)
