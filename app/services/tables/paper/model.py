"""What a paper consists of. Texts are final words in one language; nothing here knows a file format."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from app.enums import Language

ACCENT, INK, MUTED, LINE, SOFT, WARN = "#1F6F8B", "#1F2933", "#66727F", "#C9D1D9", "#EEF5F8", "#A86400"


class Align(StrEnum):
    LEFT = "left"
    CENTRE = "center"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Heading:
    """``level`` 1 opens a part, 2 a section in it."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Text:
    text: str
    muted: bool = False
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Bullets:
    items: Sequence[str]


@dataclass(frozen=True, slots=True)
class Remark:
    """A framed passage: what must not be overlooked."""

    text: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """``width`` is the column's share of the line, in any unit: shares are compared with each other."""

    title: str
    width: float = 1.0
    align: Align = Align.LEFT


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of texts, as many as there are columns. ``strong`` are the numbers (from 0) of rows in bold: totals."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[str]]
    strong: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Bar:
    """``share`` 0 to 1 is how much of the bar is filled; ``figure`` says it in words."""

    label: str
    share: float
    figure: str


@dataclass(frozen=True, slots=True)
class Bars:
    bars: Sequence[Bar]


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawn picture (PNG) with its caption; ``width`` is its share of the line, 0 to 1."""

    png: bytes
    caption: str = ""
    width: float = 1.0


@dataclass(frozen=True, slots=True)
class NewPage:
    """What follows begins on a new page."""


Block = Heading | Text | Bullets | Remark | Table | Bars | Figure | NewPage


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole paper. ``facts`` stand under the title as label and value; ``running`` is repeated at the foot of every
    page (who, licence, date, that contract terms rule), one line each. A ``narrow`` one is as wide as a phone;
    ``wall`` is the sheet it hangs on, A4 or A3, in letters read from afar.
    """

    language: Language
    title: str
    blocks: Sequence[Block]
    subtitle: str = ""
    facts: Sequence[tuple[str, str]] = ()
    running: Sequence[str] = field(default=())
    narrow: bool = False
    wall: str = ""
