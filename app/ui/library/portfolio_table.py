"""A table of the portfolio in the window: the columns and words are those of the workbook."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from app.services.offers.portfolio import Sheet
from app.ui.base import formats
from app.ui.widgets.tables.table import Column, RowTableModel

WIDTHS = {
    ("candidates", 0): 90,
    ("candidates", 1): 250,
    ("candidates", 2): 580,
    ("segments", 1): 260,
    ("together", 0): 150,
    ("together", 1): 150,
}


@dataclass(frozen=True, slots=True)
class PortfolioRow:
    id: str
    values: tuple[Any, ...]


def make_model(table: Sheet) -> RowTableModel:
    return RowTableModel([_column(table, at) for at in range(len(table.headers))])


def rows_of(table: Sheet) -> list[PortfolioRow]:
    return [PortfolioRow(str(number), values) for number, values in enumerate(table.rows)]


def _column(table: Sheet, at: int) -> Column:
    kind = table.kinds[at]
    number = kind in ("count", "percent", "ratio")
    return Column(
        f"{table.key}.{at}",
        table.headers[at],
        lambda row: row.values[at],
        DISPLAYS[kind],
        number=number,
        width=WIDTHS.get((table.key, at), 104 if number else 200),
        tip=(lambda row: str(row.values[at])) if kind == "text" else None,
    )


def _count(value: Any) -> str:
    return f"{value:,}"


def _text(value: Any) -> str:
    return str(value or "")


def _ratio(value: Any) -> str:
    return f"{value:.2f}"


DISPLAYS: dict[str, Callable[[Any], str]] = {
    "text": _text,
    "count": _count,
    "percent": formats.percent,
    "ratio": _ratio,
    "date": formats.day,
}
