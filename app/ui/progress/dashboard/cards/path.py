"""Cards of the path: the funnel in its two ways, how long stages last, sources and what becomes of them."""

from __future__ import annotations

from app.enums import Stage
from app.services.figures.progress import Answer, How, Number
from app.services.figures.progress.funnels import COHORT, CONVERSION, ENTERED, PERIOD, STANDING
from app.services.rules.measures.kpis import Unit
from app.services.rules.spine.funnel import PATH
from app.ui.base import labels
from app.ui.progress.dashboard.cards.base import CardWords, week_words
from app.ui.widgets.plot import Axis, Mark, Plot, Series, Shape, Style


class StageCard(CardWords):
    tab = "customers"

    def first_step(self) -> str:
        return self.tr("Add your first customers: each step on their path is counted here.")

    def place_title(self, _answer: Answer) -> str:
        return self.tr("Stage")

    def place(self, code: str, _answer: Answer) -> str:
        return labels.of(Stage(code), self.language)


class FunnelCard(StageCard):
    """By period or by cohort of entry week; its title always says which."""

    room = 330

    def name(self) -> str:
        return self.tr("Funnel and conversion")

    def explains(self) -> str:
        return self.tr(
            "By period: families that entered the next stage in the period ÷ families that entered this one in it;"
            " these are two crowds, so it may pass 100%. By entry week: of the families that entered the path in a"
            " week, the share that had reached a stage by the period's end."
        )

    def views(self) -> list[tuple[str, str]]:
        return [(PERIOD, self.tr("by period")), (COHORT, self.tr("by entry week (cohort)"))]

    def title(self, answer: Answer) -> str:
        if answer.scope.view == COHORT:
            return self.tr("Funnel: conversion by entry week (cohort)")
        return self.tr("Funnel: conversion by period")

    def said(self, answer: Answer) -> str:
        if answer.scope.view == COHORT:
            return self._said_cohort(answer)
        weakest = self._weakest(answer)
        start = self.tr("Entered the list: {count}; left the path: {left}.").format(
            count=answer.value(PATH[0], ENTERED), left=answer.facts["left"]
        )
        if weakest is None:
            return start
        text = self.tr("The weakest step by period: {stage} → next, {rate} of {of}.")
        number = answer.numbers[weakest, CONVERSION]
        step = text.format(stage=self.place(weakest, answer), rate=self.amount(number.value, Unit.RATE), of=number.of)
        return f"{start} {step}"

    def _said_cohort(self, answer: Answer) -> str:
        entered, facts = answer.facts[ENTERED] or 0, answer.facts
        if not entered:
            return self.tr("No family entered the path in these weeks.")
        text = self.tr(
            "Of {count} families that entered in these {weeks} weeks, {met} were met and {won} insured so far.",
            n=int(entered),
        )
        return text.format(count=entered, weeks=len(answer.places), met=facts[Stage.S2_MET], won=facts[Stage.S6_ISSUED])

    def _weakest(self, answer: Answer) -> str | None:
        known = [
            stage.value for stage in PATH[:-1]
            if (number := answer.numbers[stage.value, CONVERSION]).value is not None and number.of
        ]  # fmt: skip
        return min(known, key=lambda stage: answer.value(stage, CONVERSION) or 0, default=None)

    def place_title(self, answer: Answer) -> str:
        return self.tr("Entry week") if answer.scope.view == COHORT else self.tr("Stage")

    def place(self, code: str, answer: Answer) -> str:
        if answer.scope.view == COHORT:
            number = answer.numbers[code, ENTERED].value
            return f"{week_words(code)} (n = {number})"
        return super().place(code, answer)

    def series(self, code: str, _answer: Answer) -> str:
        named = {
            ENTERED: self.tr("entered"),
            CONVERSION: self.tr("entered next ÷ entered, by period"),
            STANDING: self.tr("there at the end"),
        }
        return named[code] if code in named else labels.of(Stage(code), self.language)

    def plot(self, answer: Answer) -> Plot:
        return self._cohorts(answer) if answer.scope.view == COHORT else self._period(answer)

    def _period(self, answer: Answer) -> Plot:
        rates = {place: answer.numbers.get((place, CONVERSION)) for place in answer.places}
        entered = self.marks(answer, ENTERED, Unit.COUNT)
        labelled = tuple(
            Mark(
                mark.place,
                mark.value,
                mark.text,
                self._label(mark.text, rates[answer.places[mark.place]]),
                key=mark.key,
            )
            for mark in entered
        )
        standing = self.marks(answer, STANDING, Unit.COUNT)
        series = [
            Series(self.series(STANDING, answer), standing, Style.BEHIND),
            Series(self.series(ENTERED, answer) + self.tr(" (→ share that goes on)"), labelled, Style.BAR),
        ]
        return self.drawn(answer, Shape.ROWS, series, Axis(self.tr("families, count")))

    def _label(self, text: str, rate: Number | None) -> str:
        if rate is None or rate.value is None:
            return text
        return f"{text}  → {self.amount(rate.value, Unit.RATE)}"

    def _cohorts(self, answer: Answer) -> Plot:
        later = [code for code in answer.series if code != ENTERED]

        def label(number: Number) -> str:
            return self.amount(number.value, Unit.RATE)

        series = [Series(self.series(code, answer), self.marks(answer, code, Unit.RATE, label)) for code in later]
        heads = tuple(code for code in later)
        axis = self.share_axis(self.tr("share of the entry week, %"))
        return self.drawn(answer, Shape.GRID, series, axis, heads=heads)


class DurationsCard(StageCard):
    def name(self) -> str:
        return self.tr("How long stages last")

    def explains(self) -> str:
        return self.tr(
            "Days between entering and leaving a stage, of the stays that ended in the period: the stroke is the"
            " median, the bar reaches from the lower to the upper quartile. Open stays have no length yet and are not"
            " in it."
        )

    def said(self, answer: Answer) -> str:
        known = [stage for stage in answer.places if answer.numbers[stage, "days"].of]
        still = sum(answer.value(stage, "open") or 0 for stage in answer.places)
        if not known:
            return self.tr("No stay ended in the period; {open} go on.").format(open=still)
        longest = max(known, key=lambda stage: answer.value(stage, "days") or 0)
        number = answer.numbers[longest, "days"]
        text = self.tr(
            "Longest: {stage}, where half of the stays (n = {of}) took up to {days} d; {open} go on and do not count."
        )
        return text.format(
            stage=self.place(longest, answer), of=number.of, days=self.amount(number.value, Unit.COUNT), open=still
        )

    def series(self, code: str, _answer: Answer) -> str:
        return {"days": self.tr("days: median, quartiles"), "open": self.tr("still open")}[code]

    def shown(self, number: Number, unit: Unit) -> str:
        if number.how != How.MEDIAN:
            return super().shown(number, unit)
        if number.value is None:
            return "—"
        mid, low, high = (self.amount(value, unit) for value in (number.value, number.low, number.high))
        return self.tr("{mid} d ({low}–{high}, n = {of})").format(mid=mid, low=low, high=high, of=number.of)

    def plot(self, answer: Answer) -> Plot:
        marks = []
        for mark in self.marks(answer, "days", Unit.COUNT):
            stage = answer.places[mark.place]
            number, still = answer.numbers[stage, "days"], answer.value(stage, "open") or 0
            label = self.tr("{days} d · n {of}").format(days=self.amount(number.value, Unit.COUNT), of=number.of)
            if still:
                label += self.tr(" · {open} open").format(open=still)
            marks.append(Mark(mark.place, mark.value, mark.text, label, mark.low, mark.high, mark.key))
        series = [Series(self.series("days", answer), tuple(marks), Style.SPAN)]
        return self.drawn(answer, Shape.ROWS, series, Axis(self.tr("days in the stage")))


class SourcesCard(CardWords):
    tab = "customers"

    def name(self) -> str:
        return self.tr("Sources of customers")

    def explains(self) -> str:
        return self.tr("Families that entered the path in the period, by the source kept with the customer.")

    def first_step(self) -> str:
        return self.tr("Add customers and say where they come from.")

    def said(self, answer: Answer) -> str:
        first, total = answer.places[0], answer.facts["total"]
        text = self.tr("{total} new families; most from {source}: {count}.", n=int(total or 0))
        return text.format(total=total, source=self.place(first, answer), count=answer.value(first, "families"))

    def place_title(self, _answer: Answer) -> str:
        return self.tr("Source")

    def place(self, code: str, _answer: Answer) -> str:
        return code or self.tr("no source given")

    def series(self, code: str, _answer: Answer) -> str:
        return {"families": self.tr("families"), "won": self.tr("insured")}[code]

    def plot(self, answer: Answer) -> Plot:
        return self.bars(answer, "families", Unit.COUNT, Axis(self.tr("families, count")))


class SourceConversionCard(SourcesCard):
    def name(self) -> str:
        return self.tr("Conversion by source")

    def explains(self) -> str:
        return self.tr(
            "By cohort: of the families that entered the path in the period, the share whose policy was issued by"
            " its end."
        )

    def title(self, _answer: Answer) -> str:
        return self.tr("Conversion by source (cohort of the period)")

    def said(self, answer: Answer) -> str:
        won, total = answer.facts["won"], answer.facts["total"]
        text = self.tr("{won} of {total} families that entered in the period are insured so far.", n=int(total or 0))
        return text.format(won=won, total=total)

    def plot(self, answer: Answer) -> Plot:
        return self.bars(answer, "won", Unit.RATE, self.share_axis(self.tr("insured, % of the families")))
