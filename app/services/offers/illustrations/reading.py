"""A table of values from a foreign file or a pasted block."""

from __future__ import annotations

from app.errors import NeedfolioError, Place, bad_input
from app.services.offers.illustrations.rows import ValueLine
from app.services.tables.tabular import Record, Sheet, Table, Workbook, find_table

HEADERS = {
    "year": ("保单年度", "年度", "保单年度末", "年末", "year", "policy year"),
    "cash": ("现金价值", "保证现金价值", "现价", "退保金", "保证账户价值", "cash value", "guaranteed cash value",
             "cash"),
    "paid": ("生存金", "年金", "领取", "满期金", "保证领取", "paid", "benefit", "annuity"),
    "extra": ("累积红利", "累计红利", "红利", "非保证利益", "非保证", "演示红利", "dividend", "non-guaranteed",
              "not guaranteed"),
}  # fmt: skip
VALUES = ("cash", "paid", "extra")


def read_lines(book: Workbook) -> list[ValueLine]:
    """Of the first sheet with a column for the year and one for a value, amounts in yuan. Raises InputError naming the
    cell that cannot be read, or ``values_no_table``."""
    for sheet in book.sheets:
        if (table := _table(book.file, sheet)) is not None:
            return [line for record in table.records() if (line := _line(record)) is not None]
    raise bad_input("values_no_table", Place(file=book.file))


def _table(file: str, sheet: Sheet) -> Table | None:
    try:
        table = find_table(file, sheet, HEADERS, ("year",))
    except NeedfolioError:
        return None
    return table if set(VALUES) & set(table.columns) else None


def _line(record: Record) -> ValueLine | None:
    year = record.whole("year")
    if year is None:
        return None
    return ValueLine(year, *(record.fen(name) if name in record.table.columns else None for name in VALUES))
