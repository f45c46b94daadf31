"""What a report comes to as a table: rows of groups and their sums, or the rows themselves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from app import words
from app.enums import Language
from app.services.front.reports import Result, saying
from app.services.front.reports.fields import Line
from app.services.rules.figures.reports import NUMBERS, Group, Measure, ReportKind
from app.services.tables.pivot import ALL
from app.ui.widgets.badge import Badge
from app.ui.widgets.tables.table import Column

WIDE = 100


@dataclass(frozen=True, slots=True)
class GroupRow:
    """``number`` is the row's in the result, :data:`ALL` for the sum of all, which stays below."""

    id: str
    number: int
    keys: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """The columns, the rows, and which column of the result each shown column is of (None: of groups)."""

    columns: list[Column]
    rows: list[GroupRow | PlainRow]
    across: list[int | None]


@dataclass(frozen=True, slots=True)
class PlainRow:
    """A line may stand in a list more than once: rows are told apart by their number."""

    id: str
    line: Line


def shown(result: Result, language: Language) -> Shown:
    """As the table of the window has it."""
    return _plain(result, result.lines, language) if result.crossed is None else _grouped(result, language)


def rows_behind(result: Result, lines: Sequence[Line], language: Language) -> Shown:
    """Some of the rows, with the columns of the report."""
    return _plain(result, lines, language)


def _plain(result: Result, lines: Sequence[Line], language: Language) -> Shown:
    columns = []
    for number, key in enumerate(result.report.columns):
        field, at = result.field(key), result.at(key)
        said = str if field.kind == ReportKind.TEXT else partial(saying.value, field, language=language)
        figures = field.kind in NUMBERS
        columns.append(
            Column(f"c{number}", field.title(language), partial(_value, at), said, number=figures, width=WIDE)
        )
    return Shown(columns, [PlainRow(str(number), line) for number, line in enumerate(lines)], [None] * len(columns))


def _value(at: int, row: PlainRow) -> Any:
    value = row.line.values[at]
    return None if value == "" else value


def _grouped(result: Result, language: Language) -> Shown:
    crossed = result.crossed
    assert crossed is not None
    heads = saying.heads(result, language)
    groups = result.report.groups
    columns = [_of_group(result, at, group, heads[at], language) for at, group in enumerate(groups)]
    across = [*range(len(crossed.columns)), ALL] if result.report.across else [ALL]
    places: list[int | None] = [None] * len(groups)
    for column in across:
        for at, measure in enumerate(result.report.measures):
            columns.append(_of_sum(result, column, at, measure, heads[len(columns)]))
            places.append(column)
    rows: list[GroupRow | PlainRow] = [GroupRow(f"g{n}", n, keys) for n, keys in enumerate(crossed.rows)]
    if groups:
        rows.append(GroupRow("all", ALL, ()))
    return Shown(columns, rows, places)


def _of_group(result: Result, at: int, group: Group, head: str, language: Language) -> Column:
    field, months = result.field(group.field), result.reckoning.months

    def get(row: GroupRow) -> Any:
        return None if row.number == ALL else row.keys[at]

    def said(row: GroupRow) -> Badge | None:
        """In words: nothing is told apart from the sum of all."""
        if row.number != ALL:
            return _plainly(saying.key(field, group, row.keys[at], language, months))
        return _plainly(words.say("report.total", language)) if at == 0 else None

    rank = _ranks(result, at) if field.choices else None
    return Column(f"g{at}", head, get, sort_key=rank, badge=said, width=130)


def _ranks(result: Result, at: int) -> Callable[[Any], int]:
    crossed = result.crossed
    assert crossed is not None
    order = {keys[at]: number for number, keys in enumerate(crossed.rows)}
    return lambda key: order.get(key, 0)


def _of_sum(result: Result, column: int, at: int, measure: Measure, head: str) -> Column:
    crossed = result.crossed
    assert crossed is not None
    kind = result.source.by_key[measure.field].kind if measure.field else None

    def get(row: GroupRow) -> Any:
        return None if row.number == ALL else crossed.amount(row.number, column, at)

    def total(row: GroupRow) -> Badge | None:
        if row.number != ALL:
            return None
        return _plainly(saying.amount(measure, kind, crossed.amount(ALL, column, at)))

    return Column(
        f"s{column}.{at}", head, get, lambda value: saying.amount(measure, kind, value), number=True, badge=total,
        width=88,
    )  # fmt: skip


class _Plain(Badge):
    """Words without a mark, in the colour of the text."""

    @property
    def text(self) -> str:
        return self.words


def _plainly(text: str) -> Badge:
    return _Plain("", text, "text")
