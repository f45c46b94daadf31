"""The two native charts of the weekly and the team workbook. Values are also kept in the charts themselves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app import words
from app.enums import Metric
from app.services.figures.progress import WeekPoint
from app.services.rules.spine.funnel import PATH, StageRow
from app.services.team.weekly.book import HEADER, LINE, Book
from app.services.team.weekly.columns import columns_of
from app.words import say

COUNTED = (Metric.CALLS, Metric.VISITS, Metric.MEETINGS, Metric.PROPOSALS, Metric.CLOSINGS)
WIDTHS, HEIGHT = (508, 398), 300  # together as wide as the summary


def activity_chart(book: Book, key: str, points: Sequence[WeekPoint], first: int, row: int) -> None:
    """Activities by week, stacked by kind, with the line of their targets; data from row ``first`` of the sheet."""
    sheet = book.workbook.get_worksheet_by_name(book.names[key])
    name, last = book.names[key], first + len(points) - 1
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
                "fill": {"color": book.layout.shades()[place]},
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
                "line": {"color": book.layout.ink, "width": 1.75, "dash_type": "dash"},
            }
        )
        chart.combine(line)
    _dress(
        chart, book, say("weekly.chart.activity", book.language), say("weekly.chart.times", book.language), WIDTHS[0]
    )
    chart.set_legend({"position": "bottom", "font": _font(book)})
    sheet.insert_chart(row, 0, chart, {"object_position": 2, "x_offset": 4, "y_offset": 4})


def funnel_chart(book: Book, key: str, rows: Sequence[StageRow], row: int) -> None:
    """Households per stage at the week's end, from the funnel sheet, the first stage on top."""
    sheet, name = book.workbook.get_worksheet_by_name(book.names[key]), book.names["funnel"]
    stages = [one for one in rows if one.stage in PATH]
    top, bottom = HEADER + 1, HEADER + len(PATH)
    order, _ = book.layout.arrange("funnel", columns_of("funnel", book.language))
    stage, closing = order.index(0), order.index(4)
    chart = book.workbook.add_chart({"type": "bar"})
    chart.add_series(
        {
            "name": say("weekly.column.closing", book.language),
            "categories": [name, top, stage, bottom, stage],
            "values": [name, top, closing, bottom, closing],
            "categories_data": [words.of(one.stage, book.language) for one in stages],
            "values_data": [one.closing for one in stages],
            "fill": {"color": book.layout.accent},
            "border": {"none": True},
            "gap": 35,
            "data_labels": {"value": True, "font": _font(book)},
        }
    )
    _dress(chart, book, say("weekly.chart.funnel", book.language), "", WIDTHS[1])
    chart.set_y_axis({"reverse": True, "num_font": _font(book), "line": {"color": LINE}, "major_tick_mark": "none"})
    chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}, "min": 0})
    chart.set_legend({"none": True})
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
    chart.set_size({"width": width, "height": HEIGHT})
    chart.set_chartarea({"border": {"color": LINE}})


def _font(book: Book) -> dict[str, Any]:
    return {"name": book.font, "size": 9, "bold": False, "color": book.layout.ink}
