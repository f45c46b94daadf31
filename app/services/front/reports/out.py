"""A report as a workbook: what it comes to, the rows behind it, how it was asked; or the first of these as csv."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

from app import words
from app.enums import Language
from app.services.front.reports import saying
from app.services.front.reports.fields import Field
from app.services.front.reports.running import Amount, Result
from app.services.rules.figures.report_values import decimal
from app.services.rules.figures.reports import Measure, ReportHow, ReportKind
from app.services.tables.pivot import ALL
from app.services.tables.sheets_out import OutSheet, Value, write_tables

ENDINGS = (".xlsx", ".csv")
MONEY, COUNT = "#,##0.00", "#,##0"
KEY_WIDTH, SUM_WIDTH = 18, 15


def write(result: Result, path: Path, name: str, language: Language) -> int:
    """Rows of its table. The file is there whole or not at all; raises as writing tables does."""
    sheets = [_table(result, language), *([_rows(result, language)] if result.crossed else ())]
    write_tables(path, [*sheets, _asked(result, name, language)], ENDINGS)
    return len(result.lines) if result.crossed is None else len(result.crossed.rows)


def table(result: Result, language: Language) -> tuple[list[str], list[list[Value]]]:
    """Heads and rows of what it comes to, the last row the sum of all where it groups."""
    if result.crossed is None:
        return saying.heads(result, language), list(_plain(result, language))
    return saying.heads(result, language), list(_summed(result, language))


def cell(measure: Measure, kind: ReportKind | None, amount: Amount) -> Value:
    """A number as a spreadsheet keeps it: money in yuan."""
    if amount is None:
        return None
    counted = measure.how in (ReportHow.COUNT, ReportHow.DISTINCT)
    if kind == ReportKind.MONEY and not counted:
        return Decimal(amount).quantize(Decimal(1), ROUND_HALF_UP) / 100
    if kind == ReportKind.DECIMAL and not counted:
        return Decimal(amount) / 1_000_000
    return amount


def plain(field: Field, value: Any, language: Language) -> Value:
    """A value as a spreadsheet keeps it."""
    if value is None or value == "":
        return None
    if field.kind == ReportKind.MONEY:
        return Decimal(value) / 100
    if field.kind == ReportKind.DECIMAL:
        return decimal(value)
    if field.kind in (ReportKind.WHOLE, ReportKind.DAY):
        return value  # type: ignore[no-any-return]
    return saying.value(field, value, language)


def _table(result: Result, language: Language) -> OutSheet:
    heads, rows = table(result, language)
    if result.crossed is None:
        return _of_rows(result, words.say("report.sheet.result", language), heads, rows)
    groups = len(result.report.groups)
    kinds = _kinds(result)
    formats = {at: kinds[(at - groups) % len(kinds)] for at in range(groups, len(heads))}
    widths = [KEY_WIDTH] * groups + [SUM_WIDTH] * (len(heads) - groups)
    return OutSheet(words.say("report.sheet.result", language), heads, rows, widths, formats, frozen_columns=groups)


def _rows(result: Result, language: Language) -> OutSheet:
    heads = [result.source.by_key[name].title(language) for name in result.report.columns]
    return _of_rows(result, words.say("report.sheet.rows", language), heads, list(_plain(result, language)))


def _of_rows(result: Result, name: str, heads: Sequence[str], rows: Sequence[Sequence[Value]]) -> OutSheet:
    fields = [result.source.by_key[key] for key in result.report.columns]
    formats = {at: MONEY for at, field in enumerate(fields) if field.kind == ReportKind.MONEY}
    return OutSheet(name, heads, rows, [max(10.0, field.width) for field in fields], formats, frozen_columns=1)


def _asked(result: Result, name: str, language: Language) -> OutSheet:
    """How the report was made, so that a printed number can be asked for again."""
    report, source = result.report, result.source
    lines: list[tuple[str, str]] = [
        (words.say("report.asked.name", language), name or "—"),
        (words.say("report.asked.list", language), words.say(f"report.list.{source.key}", language)),
        *((words.say("report.asked.only", language), saying.condition(one, source, language))
          for one in report.conditions),
        *((words.say("report.asked.by", language), saying.head(one, source, language)) for one in report.groups),
        *((words.say("report.asked.across", language), saying.head(one, source, language))
          for one in ((report.across,) if report.across else ())),
        (words.say("report.asked.rows", language), f"{len(result.lines):,} / {result.read:,}"),
        (words.say("report.asked.day", language), result.reckoning.today.isoformat()),
    ]  # fmt: skip
    heads = [words.say("report.asked.part", language), words.say("report.asked.said", language)]
    return OutSheet(words.say("report.sheet.asked", language), heads, lines, [20, 70])


def _plain(result: Result, language: Language) -> Iterator[list[Value]]:
    fields = [(result.at(key), result.field(key)) for key in result.report.columns]
    for line in result.lines:
        yield [plain(field, line.values[at], language) for at, field in fields]


def _summed(result: Result, language: Language) -> Iterator[list[Value]]:
    crossed = result.crossed
    assert crossed is not None
    columns = [*range(len(crossed.columns)), ALL] if result.report.across else [ALL]
    kinds = [result.source.by_key[one.field].kind if one.field else None for one in result.report.measures]

    def sums(row: int) -> list[Value]:
        return [
            cell(measure, kinds[at], crossed.amount(row, column, at))
            for column in columns
            for at, measure in enumerate(result.report.measures)
        ]

    for number, keys in enumerate(crossed.rows):
        yield [*saying.row_keys(result, keys, language), *sums(number)]
    if result.report.groups:
        rest = [""] * (len(result.report.groups) - 1)
        yield [words.say("report.total", language), *rest, *sums(ALL)]


def _kinds(result: Result) -> list[str]:
    found = []
    for measure in result.report.measures:
        money = measure.field and result.source.by_key[measure.field].kind == ReportKind.MONEY
        found.append(MONEY if money and measure.how != ReportHow.DISTINCT else COUNT if measure.how != ReportHow.MEAN
                     else "#,##0.0")  # fmt: skip
    return found
