"""The first sheet: figures against target, what is still to do, twelve weeks, and the two charts."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from app import words
from app.enums import Language, Metric
from app.services.figures import progress
from app.services.figures.progress import Figure, WeekPoint
from app.services.rules.base.weeks import Week
from app.services.rules.measures.kpis import Definition, Unit
from app.services.team.weekly.book import MUTED, Book, Cell, Money, Share, Toned
from app.services.team.weekly.charts import COUNTED, activity_chart, funnel_chart
from app.services.team.weekly.collect import Report
from app.services.team.weekly.columns import Column, Kind
from app.words import say

KEY = "summary"
WIDTHS = (22, 10, 13, 13, 13, 13, 13, 13, 15, 15)
FIGURES_ROW = 5
UNKNOWN = "—"  # nothing to divide by, which is not zero


def write(book: Book, report: Report, title: str) -> None:
    """The sheet with its figures, weeks and charts."""
    language = book.language
    sheet = book.sheet(KEY, title, _subtitle(report, language), WIDTHS)
    book.logo(KEY, len(WIDTHS) - 2)
    book.text(KEY, 2, still_to_do(report.progress.figures, language), bold=True, font_size=12)
    book.text(KEY, 3, say("weekly.marks", language), font_color=MUTED, font_size=9)
    columns = figure_columns(language, earlier=report.progress.earlier is not None)
    book.heads[KEY] = columns
    book.header(KEY, FIGURES_ROW, columns)
    sheet.freeze_panes(FIGURES_ROW + 1, 1)
    sheet.repeat_rows(0, 1)
    row = FIGURES_ROW
    for figure in report.progress.figures:
        row += 1
        book.row(KEY, row, columns, figure_cells(figure, language)[: len(columns)])
    sheet.conditional_format(
        FIGURES_ROW + 1, 5, row, 5,
        {"type": "data_bar", "bar_color": book.layout.shades()[2], "bar_solid": True, "min_type": "num", "min_value": 0,
         "max_type": "num", "max_value": 1.5},
    )  # fmt: skip
    sheet.set_h_pagebreaks([row + 2])
    points = report.progress.series
    first = series(book, KEY, points, row + 3, report.week)
    place = first + len(points) + 1
    activity_chart(book, KEY, points, first, place)
    funnel_chart(book, KEY, report.progress.funnel, place)


def still_to_do(figures: Sequence[Figure], language: Language) -> str:
    """One sentence: what the week still lacks, or that its targets are reached, or that none are set."""
    if not any(figure.target for figure in figures):
        return say("weekly.no_targets", language)
    behind = progress.still_to_do(figures)
    if not behind:
        return say("weekly.all_reached", language)
    separator = "、" if language == Language.ZH else ", "
    parts = separator.join(
        f"{f.definition.called(language)} {say(f'so_many.{f.definition.counted.value}', language, count=_amount(f))}"
        for f in behind
    )
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


def figure_columns(language: Language, *, earlier: bool = False) -> list[Column]:
    """The columns of the table of figures; ``earlier`` has the whole month before as well, in a week across its end."""
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
        ("weekly.column.earlier", Kind.COUNT),
    ]
    return [
        Column(say(code, language), width, kind, code.removeprefix("weekly.column."))
        for (code, kind), width in zip(heads[: None if earlier else -1], WIDTHS, strict=False)
    ]


def figure_cells(figure: Figure, language: Language) -> list[Cell]:
    """One figure under :func:`figure_columns`, the month before last; money in yuan."""
    unit = figure.definition.unit
    change = None
    if figure.actual is not None and figure.last_week is not None and unit != Unit.RATE:
        change = figure.actual - figure.last_week
        change = change / 100 if unit == Unit.MONEY else change
    return [
        figure.definition.called(language),
        _state(figure, language),
        unit_words(figure.definition, language),
        _number(Decimal(figure.target), unit) if figure.target else None,
        _number(figure.actual, unit),
        figure.rate,
        _number(figure.last_week, unit),
        change,
        _number(figure.month, unit),
        _number(figure.earlier, unit),
    ]


def unit_words(definition: Definition, language: Language) -> str:
    """元, 件, 户: what the figure is counted in."""
    return words.of(definition.counted, language)


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
        return UNKNOWN
    if unit == Unit.MONEY:
        return Money(value)
    return Share(value) if unit == Unit.RATE else value


def series(book: Book, key: str, points: Sequence[WeekPoint], row: int, week: Week) -> int:
    """Twelve weeks as a table; returns its first data row."""
    language = book.language
    book.text(key, row, say("weekly.series", language), bold=True, font_size=12, font_color=book.layout.accent)
    heads = [Column(say("weekly.column.week", language), 0), Column(say("weekly.column.all", language), 0, Kind.COUNT)]
    heads += [Column(words.of(metric, language), 0, Kind.COUNT) for metric in COUNTED]
    heads += [
        Column(say("weekly.column.counted_target", language), 0, Kind.COUNT),
        Column(say("weekly.column.premium", language), 0, Kind.MONEY),
    ]
    book.header(key, row + 1, heads)
    for number, point in enumerate(points, start=row + 2):
        cells: list[Cell] = [str(point.week), point.activities, *(point.actual[metric] for metric in COUNTED)]
        cells += [sum(point.target[metric] for metric in COUNTED) or None, Money(point.actual[Metric.PREMIUM])]
        book.row(key, number, heads, cells, strong=point.week == week)
    return row + 2
