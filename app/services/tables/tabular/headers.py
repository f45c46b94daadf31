"""Which rows of a sheet are its header, and which column holds which field."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from app.errors import InputError, Place, Problem
from app.services.tables.tabular.cells import Cell, as_text, folded
from app.services.tables.tabular.reading import Row, Sheet
from app.services.tables.tabular.records import Table
from app.services.tables.tabular.units import unit_above, unit_of, without_unit

Synonyms = Mapping[str, Sequence[str]]  # field -> the headers it goes by; the field's own name counts as well
_CUSTOM = re.compile(
    r"(?:custom field|自定义字段)\s*[(（](.+)[)）](?: \(\d+\))?", re.IGNORECASE
)  # of a tracker's export
LOOK_AT = 20  # titles, dates and notes above the header


@dataclass(frozen=True, slots=True)
class Header:
    """``at`` counts the filled rows from 0; ``levels`` is 2 for a header of groups over columns.

    ``names`` are unique: a name met again gets its number.
    """

    at: int
    levels: int
    names: tuple[str, ...]
    columns: dict[str, int]


def header_key(text: str) -> str:
    """How headers are compared: width, case, spaces, stars and punctuation do not matter, unless there is no more."""
    return re.sub(r"[\s_\-*:：.。/、#]+", "", folded(text)) or text.strip()


def guess_header(sheet: Sheet, synonyms: Synonyms, mapping: Mapping[str, str] | None = None) -> Header:
    """The row, of the first twenty, that names most fields; where none does, the first that looks like a header.

    A second row joins it where groups stand over columns. The sheet must have a row.
    """
    mapping = mapping or {}
    best = max(
        (header_at(sheet, at, levels, synonyms, mapping) for at in range(min(LOOK_AT, len(sheet.rows)))
         for levels in (1, 2) if levels == 1 or _grouped(sheet, at)),
        key=lambda header: (len(header.columns), _gain(header, sheet), -header.at),
    )  # fmt: skip
    if best.columns:
        return best
    rows = sheet.rows[:LOOK_AT]
    widest = max(_words(row) for row in rows)
    at = next(at for at, row in enumerate(rows) if _words(row) == widest)
    return header_at(sheet, at, 2 if _spans(sheet, at) and _grouped(sheet, at) else 1, synonyms, mapping)


def header_at(
    sheet: Sheet, at: int, levels: int, synonyms: Synonyms, mapping: Mapping[str, str] | None = None
) -> Header:
    """The header taken to be at ``at``, whatever it says."""
    names = _names(sheet, at, levels)
    return Header(at, levels, names, _columns(names, synonyms, mapping or {}))


def find_table(
    file: str,
    sheet: Sheet,
    synonyms: Synonyms,
    required: Sequence[str] = (),
    mapping: Mapping[str, str] | None = None,
) -> Table:
    """The table of a sheet under the header :func:`guess_header` finds.

    ``mapping`` (field -> header) wins over the synonyms. Raises InputError ``no_header`` when no row names a field,
    ``columns_missing`` with the headers that are there, ``no_such_header`` or ``no_such_field`` for a bad mapping.
    """
    place = Place(file=file, sheet=sheet.name or None)
    if not sheet.rows:
        raise InputError(Problem("sheet_empty", place))
    mapping = mapping or {}
    if strange := [name for name in mapping if name not in synonyms]:
        raise InputError(
            [Problem("no_such_field", values={"field": name, "known": ", ".join(synonyms)}) for name in strange]
        )
    header = guess_header(sheet, synonyms, mapping)
    if not header.columns and not mapping:
        raise InputError(
            Problem("no_header", place, {"known": "、".join(first_words(synonyms, required or tuple(synonyms)))})
        )
    there = "、".join(text for text in header.names if text)
    problems = [
        Problem("no_such_header", place, {"header": text, "there": there})
        for name, text in mapping.items()
        if name not in header.columns
    ]
    if missing := [name for name in required if name not in header.columns]:
        wanted = "、".join(first_words(synonyms, missing))
        problems.append(Problem("columns_missing", place, {"columns": wanted, "there": there}))
    if problems:
        raise InputError(problems)
    return table_under(file, sheet, header, header.columns)


def table_under(
    file: str, sheet: Sheet, header: Header, columns: Mapping[str, int], month_first: bool = False
) -> Table:
    """The rows below ``header``, with ``columns`` as chosen and merged cells filled."""
    used = set(columns.values())
    return Table(
        file=file,
        sheet=sheet.name,
        header_row=sheet.rows[header.at].number,
        headers=header.names,
        columns=dict(columns),
        rows=_filled(sheet, header.at + header.levels),
        unknown=tuple(text for index, text in enumerate(header.names) if text and index not in used),
        since_1904=sheet.since_1904,
        month_first=month_first,
        units=_units(sheet, header),
    )


def _units(sheet: Sheet, header: Header) -> dict[int, Decimal]:
    """By column; what stands above the header holds for those that say nothing themselves."""
    above = unit_above(as_text(cell) for row in sheet.rows[: header.at] for cell in row.cells if cell is not None)
    said = {at: unit_of(name) or above for at, name in enumerate(header.names) if name}
    return {at: unit for at, unit in said.items() if unit is not None and unit != 1}


def first_words(synonyms: Synonyms, fields: Sequence[str]) -> list[str]:
    """What the fields are called to a person: the first of their headers."""
    return [synonyms[name][0] if synonyms.get(name) else name for name in fields]


def _filled(sheet: Sheet, start: int) -> tuple[Row, ...]:
    """A merged cell's value stands in each of its cells; rows that are empty otherwise are not made up."""
    rows = sheet.rows[start:]
    if not rows or not sheet.merged:
        return rows
    by_number = {row.number: list(row.cells) for row in rows}
    for top, left, bottom, right in sheet.merged:
        source = by_number.get(top)
        value = source[left] if source and left < len(source) else None
        if value is None:
            continue
        for number in range(top, bottom + 1):
            if (cells := by_number.get(number)) is not None:
                cells += [None] * (right + 1 - len(cells))
                cells[left : right + 1] = [value] * (right + 1 - left)
    return tuple(Row(row.number, tuple(by_number[row.number])) for row in rows)


def _names(sheet: Sheet, at: int, levels: int) -> tuple[str, ...]:
    top = [_title(cell) for cell in sheet.rows[at].cells]
    if levels == 1:
        return _unique(top)
    below = [_title(cell) for cell in sheet.rows[at + 1].cells]
    width = max(len(top), len(below))
    top += [""] * (width - len(top))
    below += [""] * (width - len(below))
    groups = _groups(sheet, at, top)
    joined = [
        own if not under else under if not groups[column] or groups[column] == under else f"{groups[column]} {under}"
        for column, (own, under) in enumerate(zip(top, below, strict=True))
    ]
    return _unique(joined)


def _groups(sheet: Sheet, at: int, top: list[str]) -> list[str]:
    """The group over each column: by merged cells where the sheet has any, else the last one at the left."""
    number = sheet.rows[at].number
    groups = list(top)
    merged = [span for span in sheet.merged if span[0] == number]
    if merged:
        for _, left, _, right in merged:
            for column in range(left, min(right + 1, len(groups))):
                groups[column] = top[left]
        return groups
    for column in range(1, len(groups)):
        groups[column] = groups[column] or groups[column - 1]
    return groups


def _grouped(sheet: Sheet, at: int) -> bool:
    """Whether the row at ``at`` may hold groups over the next row: both of words, at least two groups."""
    if at + 1 >= len(sheet.rows) or sheet.rows[at + 1].number != sheet.rows[at].number + 1:
        return False
    top, below = sheet.rows[at], sheet.rows[at + 1]
    if _words(top) < 2 or not _only_words(top) or not _only_words(below):
        return False
    return _spans(sheet, at) or None in top.cells or len(top.cells) < len(below.cells)


def _spans(sheet: Sheet, at: int) -> bool:
    number = sheet.rows[at].number
    return any(top == number and (right > left or bottom == number + 1) for top, left, bottom, right in sheet.merged)


def _gain(header: Header, sheet: Sheet) -> int:
    """Of two readings that name as many fields: groups that are drawn as such come first, a mere guess last."""
    if header.levels == 1:
        return 0
    return 1 if _spans(sheet, header.at) and _words(sheet.rows[header.at]) > 1 else -1


def _words(row: Row) -> int:
    return sum(1 for cell in row.cells if isinstance(cell, str) and cell.strip())


def _only_words(row: Row) -> bool:
    return all(cell is None or (isinstance(cell, str) and not re.search(r"\d{4}", cell)) for cell in row.cells)


def _title(cell: Cell) -> str:
    return " ".join(as_text(cell).split())


def _unique(names: Sequence[str]) -> tuple[str, ...]:
    seen: dict[str, int] = {}
    found = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        found.append(f"{name} ({seen[name]})" if name and seen[name] > 1 else name)
    return tuple(found)


def _columns(names: Sequence[str], synonyms: Synonyms, mapping: Mapping[str, str]) -> dict[str, int]:
    """Field -> column. An exact header wins over one whose unit in brackets or group was dropped, that over one less
    the number behind it (联系电话1); each serves once."""
    exact: dict[str, int] = {}
    loose: dict[str, int] = {}
    counted: dict[str, int] = {}
    for index, name in enumerate(names):
        if name:
            exact.setdefault(header_key(name), index)
            loose.setdefault(header_key(without_unit(name)), index)
    for index, name in enumerate(names):
        if own := _CUSTOM.fullmatch(name):
            loose.setdefault(header_key(own[1]), index)
        if " " in name:  # the column's own word below its group
            loose.setdefault(header_key(name.partition(" ")[2]), index)
            loose.setdefault(header_key(without_unit(name.partition(" ")[2])), index)
    for keys in (exact, loose):
        for key, index in keys.items():
            counted.setdefault(key.rstrip("0123456789"), index)
    columns: dict[str, int] = {}
    for name, wanted in mapping.items():
        index_of = exact.get(header_key(wanted), loose.get(header_key(wanted)))
        if index_of is not None:
            columns[name] = index_of
    for keys in (exact, loose, counted):
        taken = set(columns.values())
        for name, others in synonyms.items():
            if name in columns or name in mapping:
                continue
            for key in (header_key(word) for word in (name, *others)):
                index_of = keys.get(key)
                if index_of is not None and index_of not in taken:
                    columns[name] = index_of
                    taken.add(index_of)
                    break
    return columns
