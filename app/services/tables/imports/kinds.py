"""What an import asks of its kind. Each kind lives in the family whose rows it brings; none of them is known here."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Protocol

from app import words
from app.enums import Language
from app.services.base.store import Actor, Store
from app.services.tables.imports.plan import Decisions, ImportPlan
from app.services.tables.reports import ImportReport
from app.services.tables.tabular import Header, Sheet, Synonyms, Table, Workbook, read_tables

Step = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Reading:
    """A sheet under the header found in it. ``program`` is who wrote it, where that is recognised; ``taken`` are
    columns it takes something from besides those that are fields."""

    sheet: Sheet
    header: Header
    program: str = ""
    month_first: bool = False
    taken: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Closed:
    """The values a field may have. ``means`` is None for a text that is none of them; ``choices`` are (what a cell may
    say, its words in the language)."""

    means: Callable[[str], object | None]
    choices: Callable[[Language], Sequence[tuple[str, str]]]


class Kind(Protocol):
    """What is imported, as the wizard needs it: its fields, its plan, its writing; the steps around it are shared."""

    @property
    def key(self) -> str:
        """Its name in the list of kinds, and in the batches it leaves."""

    @property
    def required(self) -> Sequence[str]:
        """The fields a file must have a column for."""

    def read(self, path: Path, encoding: str, step: Callable[[], None]) -> Workbook:
        """The file as tables; ``encoding`` "" is guessed. Raises InputError for one that cannot be read."""

    def synonyms(self) -> Synonyms:
        """By field, what its column may be called."""

    def title(self, field: str, language: Language) -> str:
        """What a field is called on the screen."""

    def say(self, field: str, value: Any, language: Language) -> str:
        """A value of the field as a person reads it; "—" for none."""

    def sheet(self, book: Workbook) -> Sheet:
        """The sheet that is most likely meant."""

    def known_sheets(self, book: Workbook) -> Collection[str]:
        """The names of further sheets it reads, or knows for our own: nobody need be told of them."""

    def closed(self) -> Mapping[str, Closed]:
        """By field, those that have a list of values."""

    def recognised(self, reading: Reading) -> Reading:
        """The same under the columns of the program that wrote it; as it came where none is recognised."""

    def plan(self, store: Store, book: Workbook, table: Table, decisions: Decisions, step: Step) -> ImportPlan:
        """What importing would do with each row; nothing is written."""

    def apply(
        self, store: Store, actor: Actor, book: Workbook, table: Table, decisions: Decisions, step: Step
    ) -> ImportReport:
        """Do it, in one unit of work; nothing is kept when ``step`` raises."""


class OneFile:
    """A kind whose tables are in one file."""

    __slots__ = ()

    def read(self, path: Path, encoding: str, step: Callable[[], None]) -> Workbook:
        """The file as tables. Raises InputError for one that cannot be read."""
        return read_tables(path, encoding=encoding, step=step)

    def known_sheets(self, _book: Workbook) -> Collection[str]:
        """None besides the one that is read."""
        return ()


def closed_enum(kind: type[StrEnum], meant: Callable[[str], object | None] | None = None) -> Closed:
    """The values of an enum by their words; ``meant`` knows more words than the enum's own."""

    def choices(language: Language) -> list[tuple[str, str]]:
        return [(value.value, words.of(value, language)) for value in kind]

    return Closed(meant or (lambda text: words.meant(kind, text)), choices)
