"""Lists with several phone columns: of each row the mobile is kept, else the first number there is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.errors import Place, Problem
from app.services.people.customers.fields import BY_NAME
from app.services.rules.base.masks import is_mobile, phone_number
from app.services.tables.tabular import Row, Table, as_code, header_key, without_unit

PHONE = "phone"
_FURTHER = (
    "电话", "phone", "移动电话", "固定电话", "固话", "座机", "办公电话", "家庭电话", "单位电话", "备用电话", "其他电话",
    "其它电话", "备用手机", "其他手机", "另一手机", "home phone", "work phone", "office phone", "other phone",
)  # fmt: skip
_KNOWN = frozenset(header_key(word) for word in (*BY_NAME[PHONE].headers, *_FURTHER))


def further(headers: Sequence[str]) -> list[int]:
    """The columns that hold phones by their header, a second 手机 and 联系电话2 among them."""
    return [at for at, name in enumerate(headers) if name and _key(name) in _KNOWN]


def best(table: Table) -> tuple[Table, tuple[Problem, ...]]:
    """The table with one phone in each row, and what became of the others. As it is where somebody chose the column."""
    at, used = table.columns.get(PHONE), set(table.columns.values())
    others = [column for column in further(table.headers) if column not in used]
    if at is None or not others or PHONE in table.chosen:
        return table, ()
    rows = tuple(_with_best(row, at, others) for row in table.rows)
    taken = sum(1 for before, after in zip(table.rows, rows, strict=True) if before is not after)
    left = sum(1 for row in table.rows if len({_phone(row, column) for column in (at, *others)} - {""}) > 1)
    names = tuple(table.headers[column] for column in others)
    told = {"kept": table.header_of(PHONE), "columns": names, "taken": taken, "left": left}
    return replace(table, rows=rows), (Problem("phone_columns", Place(table.file, table.sheet or None), told),)


def _with_best(row: Row, at: int, others: Sequence[int]) -> Row:
    """The row itself where its first phone column is the one to keep, or says what is no phone: that is told."""
    found = [(column, phone) for column in (at, *others) if (phone := _phone(row, column))]
    chosen = next((column for column, phone in found if is_mobile(phone)), found[0][0] if found else at)
    if chosen == at or (not _is_empty(row, at) and not _phone(row, at)):
        return row
    cells = [*row.cells, *[None] * (at + 1 - len(row.cells))]
    cells[at] = row.cells[chosen]
    return Row(row.number, tuple(cells))


def _is_empty(row: Row, at: int) -> bool:
    return at >= len(row.cells) or row.cells[at] is None


def _phone(row: Row, at: int) -> str:
    """The number in a cell as it is kept; "" for none, or for what is no phone."""
    if _is_empty(row, at):
        return ""
    try:
        return phone_number(as_code(row.cells[at]))
    except ValueError:
        return ""


def _key(name: str) -> str:
    plain = without_unit(name).strip()  # a header met again has its number in brackets
    own = plain.rpartition(" ")[2]  # below its group
    return header_key(own if header_key(plain) not in _KNOWN else plain).rstrip("0123456789")
