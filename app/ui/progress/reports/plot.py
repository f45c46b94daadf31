"""What a report comes to as a chart: the groups as places, what is across as series."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from PySide6.QtCore import QCoreApplication

from app import words
from app.enums import Language
from app.services.front.reports import Result, saying
from app.services.rules.figures.reports import ReportHow, ReportKind, ReportStep
from app.services.tables.pivot import ALL
from app.ui.base import formats
from app.ui.widgets.plot import Axis, Mark, Plot, Series, Shape

PLACES, SERIES, ACROSS = 24, 9, 14
TIME = (ReportStep.WEEK, ReportStep.MONTH, ReportStep.QUARTER, ReportStep.YEAR)


def plot_of(result: Result, name: str, language: Language) -> Plot | None:
    """The first figure of the report; None where nothing is grouped or nothing is there."""
    crossed, report = result.crossed, result.report
    if crossed is None or not crossed.cells:
        return None
    places = list(range(len(crossed.rows)))[:PLACES] if report.groups else [ALL]
    series = list(range(len(crossed.columns)))[:SERIES] if report.across else [ALL]
    title = saying.title(report.measures[0], result.source, language)
    row_names = [_row(result, place, language) for place in places]
    column_names = [_column(result, column, title, language) for column in series]
    marks = [
        Series(column_names[at], tuple(_mark(result, n, place, column, (row_names[n], column_names[at]))
                                       for n, place in enumerate(places)), tone=at)
        for at, column in enumerate(series)
    ]  # fmt: skip
    left = [len(crossed.rows) - len(places) if report.groups else 0,
            len(crossed.columns) - len(series) if report.across else 0]  # fmt: skip
    upright = bool(report.groups and report.groups[0].step in TIME) or len(places) <= ACROSS
    return Plot(
        name or title, saying.describe(report, result.source, language), Shape.COLUMNS if upright else Shape.ROWS,
        tuple(row_names), tuple(marks), _axis(result, title, language), note=_note(left, language),
    )  # fmt: skip


def _row(result: Result, place: int, language: Language) -> str:
    crossed = result.crossed
    assert crossed is not None
    if place == ALL:
        return words.say("report.total", language)
    return " · ".join(saying.row_keys(result, crossed.rows[place], language))


def _column(result: Result, column: int, title: str, language: Language) -> str:
    across, crossed = result.report.across, result.crossed
    if across is None or crossed is None or column == ALL:
        return title
    return saying.key(result.field(across.field), across, crossed.columns[column], language, result.reckoning.months)


def _mark(result: Result, number: int, place: int, column: int, names: tuple[str, str]) -> Mark:
    crossed, measure = result.crossed, result.report.measures[0]
    assert crossed is not None
    found = crossed.amount(place, column, 0)
    if found is None:
        return Mark(number, None, "")
    said = saying.amount(measure, _kind(result), found)
    value = float(Decimal(found) / (100 if _money(result) else 1_000_000 if _kind(result) == ReportKind.DECIMAL else 1))
    text = f"{names[0]} · {names[1]}: {said}"
    return Mark(number, value, text, label=said if not result.report.across else "", key=(str(place), str(column)))


def _kind(result: Result) -> ReportKind | None:
    measure = result.report.measures[0]
    counted = measure.how in (ReportHow.COUNT, ReportHow.DISTINCT)
    return None if counted else result.source.by_key[measure.field].kind


def _money(result: Result) -> bool:
    return _kind(result) == ReportKind.MONEY


def _axis(result: Result, title: str, language: Language) -> Axis:
    if not _money(result):
        return Axis(title, whole=_kind(result) != ReportKind.DECIMAL)
    tick: Callable[[float], str] = lambda value: formats.short_money(round(value * 100), language)  # noqa: E731
    return Axis(words.say("report.yuan", language, what=title), tick)


def _note(left: list[int], language: Language) -> str:
    """What is too much for a chart is named; the table has all of it."""
    if not any(left):
        return ""
    text = QCoreApplication.translate("ReportPlot", "Not drawn – groups: {rows}, series: {columns}")
    return text.format(rows=left[0], columns=left[1]) if language else text
