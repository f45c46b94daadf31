"""What every card has: a name, a title, a sentence that reads it, words for its places and series, and its plot."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction

from PySide6.QtCore import QObject

from app.enums import Language
from app.services.figures.progress import Answer, Number
from app.services.rules.measures.kpis import Unit
from app.ui.base import formats, labels
from app.ui.widgets.plot import Axis, Mark, Plot, Series, Shape, Style

FEN = 100
Value = int | Fraction | None


class CardWords(QObject):
    """Subclasses override what differs. ``tab`` is where the first step is taken when a card has nothing to show."""

    tab = "today"
    room = 250  # pixels a chart needs in height

    def __init__(self, language: Language) -> None:
        super().__init__()
        self.language = language

    def name(self) -> str:
        """In the list of cards. Override."""
        raise NotImplementedError

    def explains(self) -> str:
        """What is counted, in the list of cards and as small print. Override."""
        raise NotImplementedError

    def first_step(self) -> str:
        """What to do so that the card has something to show."""
        return self.tr("Record your activities on Today: they are counted here.")

    def views(self) -> list[tuple[str, str]]:
        """The choices of a card with a switch, as (code, words)."""
        return []

    def title(self, _answer: Answer) -> str:
        return self.name()

    def said(self, answer: Answer) -> str:
        """One sentence. Override."""
        raise NotImplementedError

    def place_title(self, _answer: Answer) -> str:
        """The head of the first column of the table."""
        return ""

    def place(self, code: str, _answer: Answer) -> str:
        return code

    def series(self, code: str, _answer: Answer) -> str:
        return code

    def plot(self, answer: Answer) -> Plot:
        """Override."""
        raise NotImplementedError

    def shown(self, number: Number, unit: Unit) -> str:
        """A number in the table and at the pointer; what it is a share or a middle of stands beside it."""
        text = self.amount(number.value, unit)
        if number.of is None or number.value is None:
            return text
        return f"{text} (n = {number.of:,})"

    def amount(self, value: Value, unit: Unit) -> str:
        """Exact where it is whole, else to one decimal; money in yuan. None is a dash."""
        if value is None:
            return "—"
        if unit == Unit.MONEY:
            return formats.money(_nearest(value))
        if unit == Unit.RATE:
            return formats.percent(float(value))
        return f"{int(value):,}" if value == int(value) else f"{float(value):,.1f}"

    def short(self, value: float | None) -> str:
        """Yuan on an axis and beside bars."""
        return "" if value is None else formats.short_money(round(value * FEN), self.language)

    def listed(self, parts: list[str]) -> str:
        return labels.listed(parts, self.language)

    # -- what plots are made of ----------------------------------------------------------------------------------
    def marks(
        self, answer: Answer, series: str, unit: Unit, label: Callable[[Number], str] | None = None
    ) -> tuple[Mark, ...]:
        """One per place that has a number. Money is drawn in yuan, shares in per cent."""
        found = []
        for place, code in enumerate(answer.places):
            number = answer.numbers.get((code, series))
            if number is None:
                continue
            found.append(
                Mark(
                    place, _drawn(number.value, unit), self.shown(number, unit), label(number) if label else "",
                    _drawn(number.low, unit), _drawn(number.high, unit), (code, series) if number.drills else None,
                )
            )  # fmt: skip
        return tuple(found)

    def drawn(
        self, answer: Answer, shape: Shape, series: list[Series], axis: Axis, *, heads: tuple[str, ...] = ()
    ) -> Plot:
        return Plot(
            title=self.title(answer),
            said=self.said(answer),
            shape=shape,
            places=tuple(self.place(code, answer) for code in answer.places),
            series=tuple(series),
            axis=axis,
            place_title=self.place_title(answer),
            heads=heads,
            note=self.explains(),
        )

    def bars(self, answer: Answer, series: str, unit: Unit, axis: Axis, tone: int = 0) -> Plot:
        """One row a place, with its number at the bar's end."""
        named = self.series(series, answer)
        marks = self.marks(answer, series, unit, lambda number: self.shown(number, unit))
        return self.drawn(answer, Shape.ROWS, [Series(named, marks, Style.BAR, tone)], axis)

    def money_axis(self) -> Axis:
        return Axis(self.tr("premium, yuan"), self.short, whole=True)

    def share_axis(self, title: str) -> Axis:
        return Axis(title, lambda value: f"{value:.0f}%", whole=True, most=100)


def day_words(iso: str) -> str:
    return f"{date.fromisoformat(iso):%m-%d}"


def week_words(week: str) -> str:
    """``2026-W48`` → ``W48``."""
    return week.partition("-")[2]


def _nearest(value: int | Fraction) -> int:
    return int(value + Fraction(1, 2) if value >= 0 else -(-value + Fraction(1, 2)))


def _drawn(value: Value, unit: Unit) -> float | None:
    if value is None:
        return None
    if unit == Unit.MONEY:
        return float(value) / FEN
    return float(value) * 100 if unit == Unit.RATE else float(value)
