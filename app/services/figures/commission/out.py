"""Commission as a workbook: by month, and line by line with the reasons."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from app import words
from app.enums import Language
from app.services.figures.commission.comparing import Month, Row
from app.services.rules.figures.commission import CommissionRole
from app.services.tables.sheets_out import OutSheet, Value, write_tables

ENDINGS = (".xlsx", ".csv")
MONEY = "#,##0.00"


def what(row: Row, language: Language) -> str:
    """First year, a renewal with its year, an override; "" for a policy that is not known."""
    place = row.compared.place
    if place is None:
        return words.of(row.compared.paid[0].kind, language)
    year = words.say("commission.year", language, year=place.year)
    return year if place.role == CommissionRole.OWN else f"{words.of(place.role, language)} {year}"


def write(months: Sequence[Month], rows: Sequence[Row], path: Path, language: Language) -> int:
    """Lines written. The file is there whole or not at all; raises as writing tables does."""

    def head(code: str) -> str:
        return words.say(f"commission.{code}", language)

    sums = [
        head("column.month"),
        *(head(f"head.{part}") for part in ("due", "received", "difference", "lines", "open")),
    ]
    by_month: list[list[Value]] = [
        [f"{one.first:%Y-%m}", _yuan(one.due), _yuan(one.received), _yuan(one.difference), one.lines, one.open]
        for one in months
    ]
    heads = [
        head("column.month"), head("column.policy_number"), head("column.product"), head("head.family"),
        head("column.kind"), head("head.due"), head("head.received"), head("head.difference"), head("head.reason"),
    ]  # fmt: skip
    lines: list[list[Value]] = [
        [f"{row.compared.month:%Y-%m}", row.number, row.product, row.household, what(row, language),
         _yuan(row.compared.due), _yuan(row.compared.received), _yuan(row.compared.difference),
         words.of(row.compared.reason, language)]
        for row in rows
    ]  # fmt: skip
    money = dict.fromkeys((5, 6, 7), MONEY)
    detail = OutSheet(head("sheet.lines"), heads, lines, [10, 20, 26, 12, 16, 14, 14, 14, 22], money, frozen_columns=2)
    overview = OutSheet(head("sheet.months"), sums, by_month, [10, 14, 14, 14, 8, 10], dict.fromkeys((1, 2, 3), MONEY))
    write_tables(path, [detail, overview], ENDINGS)
    return len(lines)


def _yuan(fen: int | None) -> Decimal | None:
    return None if fen is None else Decimal(fen) / 100
