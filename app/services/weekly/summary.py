"""The first sheet: figures against target, what is still to do, twelve weeks, and the two charts."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from app import words
from app.enums import Language, Metric
from app.services import progress
from app.services.progress import Figure
from app.services.rules.funnel import PATH
from app.services.rules.kpis import Unit
from app.services.weekly.book import ACCENT, INK, LINE, MUTED, Book, Cell, Column, Kind, Money, Share, Toned
from app.services.weekly.collect import Report
from app.words import say

COUNTED = (Metric.CALLS, Metric.VISITS, Metric.MEETINGS, Metric.PROPOSALS, Metric.CLOSINGS)
SHADES = ("#1F6F8B", "#4F9BB3", "#8FC1D1", "#E2A54A", "#2F7D4F")
WIDTHS = (22, 10, 13, 13, 13, 13, 13, 13, 15)
FIGURES_ROW = 5
CHART_WIDTHS, CHART_HEIGHT = (508, 398), 300  # together as wide as the table


def write(book: Book, report: Report, title: str, funnel_sheet: str) -> None:
    """The sheet; ``funnel_sheet`` names the one the funnel chart reads."""
    language = book.language
    sheet = book.sheet(say("weekly.sheet.summary", language), title, _subtitle(report, language), WIDTHS)
    sheet.write_string(2, 0, still_to_do(report, language), book.style(bold=True, font_size=12))
    sheet.write_string(3, 0, _marks(language), book.style(font_color=MUTED, font_size=9))
    columns = _figure_columns(language)
    book.header(sheet, FIGURES_ROW, columns)
    sheet.freeze_panes(FIGURES_ROW + 1, 1)
    sheet.repeat_rows(0, 1)
    row = FIGURES_ROW
    for figure in report.progress.figures:
        row += 1
        book.row(sheet, row, columns, _figure(figure, language), strong=False)
    sheet.conditional_format(
        FIGURES_ROW + 1, 5, row, 5,
        {"type": "data_bar", "bar_color": "#8FC1D1", "bar_solid": True, "min_type": "num", "min_value": 0,
         "max_type": "num", "max_value": 1.5},
    )  # fmt: skip
    sheet.set_h_pagebreaks([row + 2])
    first = _series(book, sheet, report, row + 3)
    _activity_chart(book, sheet, report, first)
    _funnel_chart(book, sheet, report, first, funnel_sheet)


def still_to_do(report: Report, language: Language) -> str:
    """One sentence: what the week still lacks, or that its targets are reached, or that none are set."""
    figures = report.progress.figures
    if not any(figure.target for figure in figures):
        return say("weekly.no_targets", language)
    behind = progress.still_to_do(figures)
    if not behind:
        return say("weekly.all_reached", language)
    separator = "、" if language == Language.ZH else ", "
    parts = separator.join(f"{f.definition.called(language)} {_amount(f)}" for f in behind)
    return say("weekly.still_to_do", language, parts=parts)


def _amount(figure: Figure) -> str:
    return f"{figure.missing / 100:,.0f}" if figure.definition.unit == Unit.MONEY else f"{figure.missing:,}"


def _subtitle(report: Report, language: Language) -> str:
    return say(
        "weekly.subtitle",
        language,
        agent=f"{report.agent.code} {report.agent.name}",
        first=report.week.monday.isoformat(),
        last=report.week.sunday.isoformat(),
        month=report.progress.month[0].isoformat(),
        version=report.definitions.version,
    )


def _marks(language: Language) -> str:
    return say("weekly.marks", language)


def _figure_columns(language: Language) -> list[Column]:
    heads = [
        ("weekly.column.kpi", Kind.TEXT),
        ("weekly.column.state", Kind.CENTRE),
        ("weekly.column.unit", Kind.CENTRE),
        ("weekly.column.target", Kind.COUNT),
        ("weekly.column.actual", Kind.COUNT),
        ("weekly.column.rate", Kind.RATE),
        ("weekly.column.last_week", Kind.COUNT),
        ("weekly.column.against_last", Kind.CHANGE),
        ("weekly.column.month", Kind.COUNT),
    ]
    return [Column(say(code, language), width, kind) for (code, kind), width in zip(heads, WIDTHS, strict=True)]


def _figure(figure: Figure, language: Language) -> list[Cell]:
    unit = figure.definition.unit
    change = None
    if figure.actual is not None and figure.last_week is not None and unit != Unit.RATE:
        change = figure.actual - figure.last_week
        change = change / 100 if unit == Unit.MONEY else change
    return [
        figure.definition.called(language),
        _state(figure, language),
        say(f"weekly.unit.{unit.value}", language),
        _number(Decimal(figure.target), unit) if figure.target else None,
        _number(figure.actual, unit),
        figure.rate,
        _number(figure.last_week, unit),
        change,
        _number(figure.month, unit),
    ]


def _state(figure: Figure, language: Language) -> Cell:
    if not figure.target:
        return None
    if figure.missing == 0:
        return Toned("✓ " + say("weekly.state.reached", language), "good")
    tone = "warn" if (figure.rate or 0) >= Decimal("0.6") else "bad"
    mark = "△ " if tone == "warn" else "▼ "
    return Toned(mark + say("weekly.state.behind", language), tone)


def _number(value: Decimal | None, unit: Unit) -> Cell:
    if value is None:
        return None
    if unit == Unit.MONEY:
        return Money(value)
    return Share(value) if unit == Unit.RATE else value


def _series(book: Book, sheet: Any, report: Report, row: int) -> int:
    """Twelve weeks as a table; returns its first data row."""
    language = book.language
    sheet.set_row(row, 22)
    sheet.write_string(row, 0, say("weekly.series", language), book.style(bold=True, font_size=12, font_color=ACCENT))
    heads = [Column(say("weekly.column.week", language), 0), Column(say("weekly.column.all", language), 0, Kind.COUNT)]
    heads += [Column(words.of(metric, language), 0, Kind.COUNT) for metric in COUNTED]
    heads += [
        Column(say("weekly.column.counted_target", language), 0, Kind.COUNT),
        Column(say("weekly.column.premium", language), 0, Kind.MONEY),
    ]
    book.header(sheet, row + 1, heads)
    for number, point in enumerate(report.progress.series, start=row + 2):
        cells: list[Cell] = [str(point.week), point.activities, *(point.actual[metric] for metric in COUNTED)]
        cells += [sum(point.target[metric] for metric in COUNTED) or None, Money(point.actual[Metric.PREMIUM])]
        book.row(sheet, number, heads, cells, strong=point.week == report.week)
    return row + 2


def _activity_chart(book: Book, sheet: Any, report: Report, first: int) -> None:
    """Activities by week, stacked by kind, with the line of their targets. Values are also kept in the chart itself."""
    name, last = sheet.get_name(), first + len(report.progress.series) - 1
    points = report.progress.series
    labels = [str(point.week) for point in points]
    chart = book.workbook.add_chart({"type": "column", "subtype": "stacked"})
    for place, metric in enumerate(COUNTED):
        chart.add_series(
            {
                "name": words.of(metric, book.language),
                "categories": [name, first, 0, last, 0],
                "values": [name, first, 2 + place, last, 2 + place],
                "categories_data": labels,
                "values_data": [point.actual[metric] for point in points],
                "fill": {"color": SHADES[place]},
                "border": {"none": True},
                "gap": 60,
            }
        )
    aims = [sum(point.target[metric] for metric in COUNTED) for point in points]
    if any(aims):
        line = book.workbook.add_chart({"type": "line"})
        line.add_series(
            {
                "name": say("weekly.column.counted_target", book.language),
                "categories": [name, first, 0, last, 0],
                "values": [name, first, 7, last, 7],
                "categories_data": labels,
                "values_data": aims,
                "line": {"color": INK, "width": 1.75, "dash_type": "dash"},
            }
        )
        chart.combine(line)
    _dress(
        chart,
        book,
        say("weekly.chart.activity", book.language),
        say("weekly.chart.times", book.language),
        CHART_WIDTHS[0],
    )
    chart.set_legend({"position": "bottom", "font": _font(book)})
    sheet.insert_chart(last + 2, 0, chart, {"object_position": 2, "x_offset": 4, "y_offset": 4})


def _funnel_chart(book: Book, sheet: Any, report: Report, first: int, funnel_sheet: str) -> None:
    """Households per stage at the week's end, from the funnel sheet, the first stage on top."""
    stages = [row for row in report.progress.funnel if row.stage in PATH]
    top, bottom = 4, 4 + len(PATH) - 1
    chart = book.workbook.add_chart({"type": "bar"})
    chart.add_series(
        {
            "name": say("weekly.column.closing", book.language),
            "categories": [funnel_sheet, top, 0, bottom, 0],
            "values": [funnel_sheet, top, 4, bottom, 4],
            "categories_data": [words.of(row.stage, book.language) for row in stages],
            "values_data": [row.closing for row in stages],
            "fill": {"color": ACCENT},
            "border": {"none": True},
            "gap": 35,
            "data_labels": {"value": True, "font": _font(book)},
        }
    )
    _dress(chart, book, say("weekly.chart.funnel", book.language), "", CHART_WIDTHS[1])
    chart.set_y_axis({"reverse": True, "num_font": _font(book), "line": {"color": LINE}, "major_tick_mark": "none"})
    chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}, "min": 0})
    chart.set_legend({"none": True})
    row = first + len(report.progress.series) + 1
    sheet.insert_chart(row, 5, chart, {"object_position": 2, "x_offset": 4, "y_offset": 4})


def _dress(chart: Any, book: Book, title: str, unit: str, width: int) -> None:
    chart.set_title({"name": title, "name_font": _font(book) | {"size": 11, "bold": True}, "overlay": False})
    chart.set_x_axis({"num_font": _font(book) | {"rotation": -45}, "line": {"color": LINE}})
    chart.set_y_axis(
        {
            "name": unit,
            "name_font": _font(book),
            "num_font": _font(book),
            "major_gridlines": {"visible": True, "line": {"color": LINE, "width": 0.5}},
            "line": {"none": True},
            "min": 0,
        }
    )
    chart.set_size({"width": width, "height": CHART_HEIGHT})
    chart.set_chartarea({"border": {"color": LINE}})


def _font(book: Book) -> dict[str, Any]:
    return {"name": book.font, "size": 9, "bold": False, "color": INK}
