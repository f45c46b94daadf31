"""A chart's data as a table: the same numbers for who reads or hears rather than sees; each opens its rows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtGui import QFontMetrics, QGuiApplication

from app.services.figures.progress import Answer, Number
from app.services.figures.progress.cards import unit_of
from app.ui.progress.dashboard.cards import CardWords
from app.ui.widgets.tables.table import Column, RowTableModel
from app.ui.widgets.tables.table_view import TableView

NAME, NUMBER, SPARE = 130, 80, 26


@dataclass(frozen=True, slots=True)
class TwinRow:
    id: str
    name: str


class Twin(TableView):
    """Places from top to bottom, series from left to right. ``asked`` gives the key of a number."""

    asked = Signal(object)

    def __init__(self, answer: Answer, words: CardWords) -> None:
        self.answer, self.words = answer, words
        found = [TwinRow(code, words.place(code, answer)) for code in answer.places]
        model = RowTableModel([self._wide_enough(column, found) for column in self._columns()])
        model.set_rows(found)
        super().__init__(model)
        self.setAccessibleName(words.title(answer))
        self.setAccessibleDescription(words.said(answer))

    def _columns(self) -> list[Column]:
        answer, words = self.answer, self.words

        def column(code: str) -> Column:
            return Column(
                code, words.series(code, answer), lambda row: answer.numbers.get((row.id, code)),
                lambda number: self._shown(number), sort_key=_rank, number=True, width=NUMBER,
            )  # fmt: skip

        place = Column("place", words.place_title(answer), lambda row: row.name, width=NAME)
        return [place, *map(column, answer.series)]

    @staticmethod
    def _wide_enough(column: Column, found: list[TwinRow]) -> Column:
        """For its head and for the longest of its cells."""
        letters = QFontMetrics(QGuiApplication.font())
        texts = [column.title, *(column.display(column.get(row)) for row in found)]
        return replace(column, width=max(column.width, max(map(letters.horizontalAdvance, texts)) + SPARE))

    def _shown(self, number: Number | None) -> str:
        return "" if number is None else self.words.shown(number, unit_of(self.answer, number.how))

    def _activate(self, index: QModelIndex) -> None:
        if index.column() < 1:
            return
        key = self.rows.row(index.row()).id, self.answer.series[index.column() - 1]
        number = self.answer.numbers.get(key)
        if number is not None and number.drills:
            self.asked.emit(key)


def _rank(number: Number) -> Fraction:
    """Where there is nothing to divide by stands below everything."""
    return Fraction(-1) if number.value is None else Fraction(number.value)
