"""Cards of the work done: pace, weeks, and the two calendars."""

from __future__ import annotations

from fractions import Fraction

from app.enums import ActivityKind, Metric
from app.services.figures.progress import Answer
from app.services.figures.progress.pace import metric_of
from app.services.rules.measures.kpis import Unit
from app.ui.base import labels
from app.ui.progress.dashboard.cards.base import CardWords, day_words, week_words
from app.ui.widgets.plot import Axis, Plot, Series, Shape, Style


class PaceCard(CardWords):
    def name(self) -> str:
        return self.tr("Actual against target")

    def explains(self) -> str:
        return self.tr(
            "Counted up from the period's first day. The pace grows on working days, Monday to Friday, and ends at the"
            " target."
        )

    def views(self) -> list[tuple[str, str]]:
        return labels.choices(Metric, self.language)

    def title(self, answer: Answer) -> str:
        return self.tr("{metric}: actual against target").format(
            metric=labels.of(metric_of(answer.scope), self.language)
        )

    def said(self, answer: Answer) -> str:
        facts, unit = answer.facts, answer.unit
        actual, target = facts["actual"] or 0, facts["target"] or 0
        if not target:
            return self.tr("{actual} so far; no target is set for this period.").format(
                actual=self.amount(actual, unit)
            )
        values = {"actual": self.amount(actual, unit), "target": self.amount(target, unit)}
        if actual >= target:
            return self.tr("{actual} of {target}: the target is reached.").format(**values)
        if answer.scope.today > answer.scope.period.last:
            return self.tr("{actual} of {target}: {missing} short when the period ended.").format(
                **values, missing=self.amount(target - actual, unit)
            )
        head = self._against(actual - (facts["pace"] or 0), values, unit)
        needed, left = facts["needed"], facts["left"]
        if needed is None:
            return head + " " + self.tr("No working day is left.")
        rest = self.tr(
            "{needed} a working day reach the target in the {left} working days left, today included.", n=int(left or 0)
        )
        return head + " " + rest.format(needed=self.amount(needed, unit), left=left)

    def _against(self, ahead: int | Fraction, values: dict[str, str], unit: Unit) -> str:
        if not ahead:
            return self.tr("{actual} of {target}: on pace.").format(**values)
        by = self.amount(ahead if ahead > 0 else -ahead, unit)
        if ahead > 0:
            return self.tr("{actual} of {target}: {by} ahead of the pace.").format(**values, by=by)
        return self.tr("{actual} of {target}: {by} behind the pace.").format(**values, by=by)

    def place_title(self, _answer: Answer) -> str:
        return self.tr("Day")

    def place(self, code: str, _answer: Answer) -> str:
        return day_words(code)

    def series(self, code: str, _answer: Answer) -> str:
        return {"actual": self.tr("actual"), "pace": self.tr("pace to the target")}[code]

    def plot(self, answer: Answer) -> Plot:
        styles = {"actual": (Style.LINE, 0), "pace": (Style.DASHED, 1)}
        series = [
            Series(self.series(code, answer), self.marks(answer, code, answer.unit), *styles[code])
            for code in answer.series
        ]
        metric = labels.of(metric_of(answer.scope), self.language)
        axis = (
            self.money_axis() if answer.unit == Unit.MONEY else Axis(self.tr("{metric}, count").format(metric=metric))
        )
        return self.drawn(answer, Shape.COLUMNS, series, axis)


class WeeksCard(CardWords):
    def name(self) -> str:
        return self.tr("Activities by week")

    def explains(self) -> str:
        return self.tr(
            "Activities done, in whole weeks from Monday to Sunday: those that touch the period, twelve at the least."
        )

    def said(self, answer: Answer) -> str:
        sums = {week: sum(answer.value(week, kind) or 0 for kind in answer.series) for week in answer.places}
        last, best = answer.places[-1], max(reversed(answer.places), key=lambda week: sums[week])
        text = self.tr(
            "{count} activities in {week}; on average {mean} a week, at most {most} in {best}.", n=int(sums[last])
        )
        mean = Fraction(sum(sums.values()), len(sums))
        return text.format(
            count=f"{sums[last]:,}", week=week_words(last), mean=self.amount(mean, Unit.COUNT),
            most=f"{sums[best]:,}", best=week_words(best),
        )  # fmt: skip

    def place_title(self, _answer: Answer) -> str:
        return self.tr("Calendar week")

    def place(self, code: str, _answer: Answer) -> str:
        return week_words(code)

    def series(self, code: str, _answer: Answer) -> str:
        return labels.of(ActivityKind(code), self.language)

    def plot(self, answer: Answer) -> Plot:
        order = [kind.value for kind in ActivityKind]
        series = [
            Series(self.series(code, answer), self.marks(answer, code, Unit.COUNT), Style.BAR, order.index(code))
            for code in answer.series
        ]
        return self.drawn(answer, Shape.COLUMNS, series, Axis(self.tr("activities, count")))


class Weekdays(CardWords):
    """Places are the seven days."""

    def place_title(self, _answer: Answer) -> str:
        return self.tr("Weekday")

    def place(self, code: str, _answer: Answer) -> str:
        days = (
            self.tr("Mon"), self.tr("Tue"), self.tr("Wed"), self.tr("Thu"), self.tr("Fri"), self.tr("Sat"),
            self.tr("Sun"),
        )  # fmt: skip
        return days[int(code) - 1]

    def heads(self, answer: Answer) -> tuple[str, ...]:
        return tuple(self.series(code, answer) for code in answer.series)

    def plot(self, answer: Answer) -> Plot:
        series = [
            Series(
                self.series(code, answer),
                self.marks(answer, code, Unit.COUNT, lambda number: f"{number.value}" if number.value else ""),
            )
            for code in answer.series
        ]
        axis = Axis(self.tr("activities, count"))
        return self.drawn(answer, Shape.GRID, series, axis, heads=self.heads(answer))


class HoursCard(Weekdays):
    def name(self) -> str:
        return self.tr("Weekdays and hours")

    def explains(self) -> str:
        return self.tr("Activities done in the period by the hour they began; those without a time stand at the right.")

    def said(self, answer: Answer) -> str:
        timed = {key: number.value or 0 for key, number in answer.numbers.items() if key[1]}
        day, hour = max(timed, key=lambda key: timed[key])
        untimed = sum(number.value or 0 for (_, hour), number in answer.numbers.items() if not hour)
        text = self.tr("Most is done on {day} from {hour}:00: {count} of {total}; {untimed} without a time.")
        if not timed[day, hour]:
            return self.tr("{untimed} activities, all without a time.", n=int(untimed)).format(untimed=f"{untimed:,}")
        return text.format(
            day=self.place(day, answer), hour=f"{int(hour):02d}", count=f"{timed[day, hour]:,}",
            total=f"{sum(timed.values()) + untimed:,}", untimed=f"{untimed:,}",
        )  # fmt: skip

    def series(self, code: str, _answer: Answer) -> str:
        return f"{int(code):02d}" if code else self.tr("no time")


class DaysCard(Weekdays):
    def name(self) -> str:
        return self.tr("The year, day by day")

    def explains(self) -> str:
        return self.tr("Activities done on each day of the calendar year in which the period ends.")

    def title(self, answer: Answer) -> str:
        return self.tr("{year}, day by day").format(year=answer.scope.period.last.year)

    def said(self, answer: Answer) -> str:
        worked = [number.value for number in answer.numbers.values() if number.value]
        text = self.tr("{total} activities; days with any: {days}; at most {most} on one day.", n=int(sum(worked)))
        return text.format(total=f"{sum(worked):,}", days=len(worked), most=f"{max(worked, default=0):,}")

    def series(self, code: str, _answer: Answer) -> str:
        return week_words(code)

    def heads(self, answer: Answer) -> tuple[str, ...]:
        return tuple(week_words(code) for code in answer.series)
