"""Cards of what came of it: premium, forecast, needs covered, and policies that stay."""

from __future__ import annotations

from fractions import Fraction

from app.services.figures.progress import Answer, How
from app.services.figures.progress.forecasts import EVERYTHING, EXPECTED, NO_DATE, OVERDUE
from app.services.rules.measures.kpis import Unit
from app.ui.base import labels
from app.ui.progress.dashboard.cards.base import CardWords, day_words
from app.ui.widgets.plot import Axis, Mark, Plot, Series, Shape, Style

FEW = 10


class PremiumCard(CardWords):
    tab = "selling"

    def first_step(self) -> str:
        return self.tr("Submit an order on Selling: its premium stands here once it is issued.")

    def said(self, answer: Answer) -> str:
        first, total = answer.places[0], answer.facts["total"] or 0
        value = answer.value(first, "premium") or 0
        text = self.tr("{total} yuan issued; most with {place}: {value} yuan.")
        said = text.format(
            total=self.amount(total, Unit.MONEY), place=self.place(first, answer), value=self.amount(value, Unit.MONEY)
        )
        return said if total <= 0 else f"{said} ({self.amount(Fraction(value, int(total)), Unit.RATE)})"

    def series(self, _code: str, _answer: Answer) -> str:
        return self.tr("premium, yuan")

    def plot(self, answer: Answer) -> Plot:
        return self.bars(answer, "premium", Unit.MONEY, self.money_axis())


class NeedPremiumCard(PremiumCard):
    def name(self) -> str:
        return self.tr("Premium by need")

    def explains(self) -> str:
        return self.tr(
            "First-year premium issued in the period less what was taken back in it, by the needs linked to each"
            " product; one that answers several is parted by the amounts it answers."
        )

    def place_title(self, _answer: Answer) -> str:
        return self.tr("Need")

    def place(self, code: str, _answer: Answer) -> str:
        return labels.event(code, self.language) if code else self.tr("no need linked")


class ProductPremiumCard(PremiumCard):
    def name(self) -> str:
        return self.tr("Premium by product")

    def explains(self) -> str:
        return self.tr("First-year premium issued in the period less what was taken back in it, by product.")

    def place_title(self, _answer: Answer) -> str:
        return self.tr("Product")


class ForecastCard(CardWords):
    tab = "selling"

    def name(self) -> str:
        return self.tr("Forecast")

    def explains(self) -> str:
        return self.tr(
            "Open sales of today by the work month they are expected in, each weighted by its chance; the stroke is the"
            " range in which four months in five should end."
        )

    def first_step(self) -> str:
        return self.tr("Open a sale on Selling and say when it may close.")

    def title(self, _answer: Answer) -> str:
        return self.tr("Forecast from today")

    def said(self, answer: Answer) -> str:
        facts = answer.facts
        text = self.tr(
            "{count} open sales of {total} yuan: to be expected {expected}, four times in five {low} to {high}.",
            n=int(facts["count"] or 0),
        )
        said = text.format(
            count=facts["count"],
            **{name: self.amount(_yuan(facts[name]), Unit.MONEY) for name in ("total", "expected", "low", "high")},
        )
        if (facts["ended"] or 0) < FEW:
            said += " " + self.tr("Mostly a rule of thumb so far.")
        return said

    def place_title(self, _answer: Answer) -> str:
        return self.tr("Month")

    def place(self, code: str, _answer: Answer) -> str:
        if code.startswith(OVERDUE):
            return self.tr("{month} overdue").format(month=code.removeprefix(OVERDUE))
        return self.tr("no date") if code == NO_DATE else code

    def series(self, code: str, _answer: Answer) -> str:
        return {EXPECTED: self.tr("to be expected (range)"), EVERYTHING: self.tr("all that is open")}[code]

    def plot(self, answer: Answer) -> Plot:
        expected = self.marks(answer, EXPECTED, Unit.MONEY)
        everything = self.marks(answer, EVERYTHING, Unit.MONEY)
        bars = tuple(
            Mark(mark.place, mark.value, f"{mark.text} [{self.short(mark.low)}–{self.short(mark.high)}]", key=mark.key)
            for mark in expected
        )
        series = [
            Series(self.series(EVERYTHING, answer), everything, Style.BEHIND),
            Series(self.series(EXPECTED, answer), bars, Style.BAR),
            Series(self.tr("four times in five"), expected, Style.SPAN, 1),
        ]
        return self.drawn(answer, Shape.COLUMNS, series, self.money_axis())


class CoverageCard(CardWords):
    tab = "interview"

    def name(self) -> str:
        return self.tr("Needs covered (burn-up)")

    def explains(self) -> str:
        return self.tr(
            "Needs known, and those that policies in force cover, on each day, from when needs and links were recorded;"
            " the gaps are those of today."
        )

    def first_step(self) -> str:
        return self.tr("Hold a needs interview: its needs are counted here.")

    def said(self, answer: Answer) -> str:
        first, last = answer.places[0], answer.places[-1]
        known, covered = (answer.value(last, code) or 0 for code in ("known", "covered"))
        before = answer.value(first, "covered") or 0
        text = self.tr("{covered} of {known} needs are covered; {change} since {day}.", n=int(known))
        return text.format(covered=covered, known=known, change=f"{int(covered - before):+d}", day=day_words(first))

    def place_title(self, _answer: Answer) -> str:
        return self.tr("Day")

    def place(self, code: str, _answer: Answer) -> str:
        return day_words(code)

    def series(self, code: str, _answer: Answer) -> str:
        return {"known": self.tr("needs known"), "covered": self.tr("covered by policies in force")}[code]

    def plot(self, answer: Answer) -> Plot:
        series = [
            Series(self.series("known", answer), self.marks(answer, "known", Unit.COUNT), Style.LINE, 1),
            Series(self.series("covered", answer), self.marks(answer, "covered", Unit.COUNT), Style.LINE, 0),
        ]
        return self.drawn(answer, Shape.COLUMNS, series, Axis(self.tr("needs, count")))


class PersistencyCard(CardWords):
    tab = "selling"

    def name(self) -> str:
        return self.tr("13-month persistency")

    def explains(self) -> str:
        return self.tr(
            "Of the policies sold here whose 13th month was reached in a work month, the share still in force; the"
            " twelve months up to the period's end."
        )

    def first_step(self) -> str:
        return self.tr("Nothing to do yet: the first policies reach their 13th month a year after they are issued.")

    def said(self, answer: Answer) -> str:
        due, kept = answer.facts["due"] or 0, answer.facts["kept"] or 0
        text = self.tr("{kept} of {due} policies went on past their 13th month: {rate}.", n=int(due))
        rate = Fraction(kept, int(due)) if due else None
        return text.format(kept=kept, due=due, rate=self.amount(rate, Unit.RATE))

    def place_title(self, _answer: Answer) -> str:
        return self.tr("Month")

    def series(self, code: str, _answer: Answer) -> str:
        return {"kept": self.tr("in force"), "due": self.tr("13th month reached")}[code]

    def plot(self, answer: Answer) -> Plot:
        marks = tuple(
            Mark(mark.place, mark.value, mark.text, self._label(answer, mark.place), key=mark.key)
            for mark in self.marks(answer, "kept", Unit.RATE)
        )
        axis = self.share_axis(self.tr("in force, % of the policies"))
        return self.drawn(answer, Shape.COLUMNS, [Series(self.series("kept", answer), marks)], axis)

    def _label(self, answer: Answer, place: int) -> str:
        number = answer.numbers[answer.places[place], "kept"]
        return self.amount(number.value, Unit.RATE) if number.how == How.SHARE and number.of else ""


class SatisfactionCard(CardWords):
    tab = "customers"

    def name(self) -> str:
        return self.tr("Satisfaction")

    def explains(self) -> str:
        return self.tr(
            "CSAT: the share of 4 and 5 among the scores from 1 to 5. NPS: promoters (9, 10) less detractors (0 to 6),"
            " in % of the scores from 0 to 10, so it may be below zero. The twelve work months up to the period's end."
        )

    def first_step(self) -> str:
        return self.tr("Ask customers after an interview or a delivery and record what they say with the customer.")

    def said(self, answer: Answer) -> str:
        parts = []
        for series in answer.series:
            total, count = int(answer.facts[f"{series}_sum"] or 0), int(answer.facts[f"{series}_of"] or 0)
            if count:
                value = self.amount(Fraction(total, count), Unit.RATE)
                text = self.tr("{name} {value} of {count} answers", n=count)
                parts.append(text.format(name=self.series(series, answer), value=value, count=count))
        return self.listed(parts)

    def place_title(self, _answer: Answer) -> str:
        return self.tr("Month")

    def series(self, code: str, _answer: Answer) -> str:
        return code.upper()

    def plot(self, answer: Answer) -> Plot:
        series = [
            Series(self.series(code, answer), self.marks(answer, code, Unit.RATE), Style.LINE, tone)
            for tone, code in enumerate(answer.series)
        ]
        return self.drawn(answer, Shape.COLUMNS, series, self.share_axis(self.tr("CSAT and NPS, %")))


def _yuan(fen: int | Fraction | None) -> int:
    """An expectation has no cents."""
    return (int(fen or 0) + 50) // 100 * 100
