"""The table of figures of a period: actual, target, reached, the period before, and a week's month to date."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from app import words
from app.enums import Language, PeriodKind
from app.services.figures.progress import Figure, Overview
from app.services.rules.measures.kpis import Counted, Definition, Unit
from app.ui.base import formats
from app.ui.widgets.tables.table import Column, RowTableModel
from app.ui.widgets.tables.table_view import TableView

BEFORE = 4
MONTH, EARLIER = 5, 6  # the columns that only a week has, and one across a month's end
ROWS = 12


class FigureRow:
    """A figure with an id, as tables want it."""

    def __init__(self, figure: Figure) -> None:
        self.figure = figure
        self.id = figure.definition.code


class FiguresTable(TableView):
    """Formulas are the tool tips."""

    def __init__(self, language: Language) -> None:
        self.language = language
        super().__init__(RowTableModel(self._columns()))
        self.setMinimumHeight(self.height_of(ROWS))
        self.setAccessibleName(self.tr("Figures of the period"))

    def show_overview(self, found: Overview) -> None:
        self.show_figures(found.figures, month=found.period.kind == PeriodKind.WEEK, earlier=found.earlier is not None)

    def show_figures(self, figures: Iterable[Figure], *, month: bool, earlier: bool) -> None:
        """``month`` and ``earlier``: whether they have a month to date, and the month before."""
        self.setColumnHidden(MONTH, not month)
        self.setColumnHidden(EARLIER, not earlier)
        self.rows.set_rows([FigureRow(figure) for figure in figures])
        self.fill()

    def fill(self) -> None:
        """In a week across a month's end the week before gives way where there is no room for all of them."""
        self.setColumnHidden(BEFORE, False)
        super().fill()
        wide = sum(map(self.columnWidth, range(self.rows.columnCount())))  # a hidden one is 0 wide
        if not self.isColumnHidden(EARLIER) and wide > self.viewport().width():
            self.setColumnHidden(BEFORE, True)
            super().fill()

    def _columns(self) -> list[Column]:
        language = self.language

        def target(row: FigureRow) -> str:
            return shown(row, row.figure.target) if row.figure.target else "—"

        def rate(row: FigureRow) -> float | None:
            return None if row.figure.rate is None else float(row.figure.rate)

        return [
            Column("name", self.tr("Figure"), lambda row: row.figure.definition.called(language), width=108,
                   tip=lambda row: row.figure.definition.explained(language)),
            Column("actual", self.tr("Actual"), lambda row: counted(row, language), number=True, width=72,
                   tip=lambda row: row.figure.definition.explained(language)),
            Column("target", self.tr("Target"), target, number=True, width=58),
            Column("rate", self.tr("Rate"), rate, formats.percent, number=True, width=66, ratio=rate),
            Column("last", self.tr("Before"), lambda row: shown(row, row.figure.last_week), number=True, width=62),
            Column("month", self.tr("To date"), lambda row: shown(row, row.figure.month), number=True, width=70),
            Column("earlier", self.tr("Month\nbefore"), lambda row: shown(row, row.figure.earlier), number=True,
                   width=70),
        ]  # fmt: skip


def counted(row: FigureRow, language: Language) -> str:
    """What was done, with the word for what is counted where it is not times something was done. A share above the
    whole is marked: its formula, at the pointer, says why."""
    value, definition = shown(row, row.figure.actual), row.figure.definition
    if definition.unit == Unit.RATE and row.figure.actual is not None and row.figure.actual > 1:
        return f"{value} ＊"
    if row.figure.actual is None or definition.counted in (Counted.TIMES, Counted.MONEY, Counted.RATE):
        return value
    return words.say(f"so_many.{definition.counted.value}", language, count=value)


def shown(row: FigureRow, value: Any) -> str:
    """In the figure's own unit."""
    return amount(row.figure.definition, value)


def amount(definition: Definition, value: Any) -> str:
    """A count, yuan of fen, or per cent; None is a dash."""
    if value is None:
        return "—"
    unit = definition.unit
    if unit == Unit.MONEY:
        return formats.money(int(value))
    return formats.percent(float(value)) if unit == Unit.RATE else f"{value:,.0f}"
