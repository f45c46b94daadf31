"""The targets that hold for any period."""

from __future__ import annotations

from fractions import Fraction

from sqlalchemy.orm import Session

from app.enums import Metric, PeriodKind
from app.services import targets
from app.services.rules import periods, weeks
from app.services.rules.periods import Period, working_days

WEEK = 5


def of_period(session: Session, agent: str, period: Period) -> dict[Metric, int]:
    """The sum of the weeks' targets, each by its working days within the period; rounded up."""
    shown = list(periods.overlapping(period.first, period.last, PeriodKind.WEEK))
    in_force = targets.in_force(session, agent, [weeks.week_of(week.first) for week in shown])
    sums = dict.fromkeys(Metric, Fraction(0))
    for week in shown:
        days = working_days(max(week.first, period.first), min(week.last, period.last))
        for metric in Metric:
            sums[metric] += Fraction(in_force[weeks.week_of(week.first)][metric] * days, WEEK)
    return {metric: -(-value.numerator // value.denominator) for metric, value in sums.items()}
