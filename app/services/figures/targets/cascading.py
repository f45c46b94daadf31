"""From a premium target back to activities, by what this agent and the team did in a past period."""

from __future__ import annotations

from datetime import date, timedelta

from app.enums import Metric, TargetLevel
from app.services.base.store import Actor, Store
from app.services.figures.targets.keeping import Change, put
from app.services.measures.kpis.figures import measures
from app.services.rules.base import periods
from app.services.rules.base.periods import Period
from app.services.rules.figures import cascade as rules
from app.services.rules.figures.cascade import Ratio, Step
from app.services.rules.measures.kpis import Term

WEEKS = 26  # of the past, unless told otherwise


def past(today: date, weeks: int = WEEKS) -> Period:
    """So many whole weeks before the one of ``today``."""
    monday = today - timedelta(days=today.weekday())
    return periods.between(monday - timedelta(weeks=weeks), monday - timedelta(days=1))


def ratios(store: Store, agent: str, period: Period) -> list[Ratio]:
    """Learnt from ``period``; where the agent did too little, from everybody in the store."""
    terms = [Term(name) for name in rules.MEASURES]
    with store.read() as session:
        own = measures(session, agent, period.first, period.last, terms)
        team = measures(session, "", period.first, period.last, terms)
    return rules.ratios(own, team)


def take_over(
    store: Store, actor: Actor, agent: str, period: Period, premium: int, steps: list[Step], level: TargetLevel
) -> Change:
    """Make premium and steps the targets of ``period``; one way back for all of them."""
    values: dict[Metric, int | None] = {Metric.PREMIUM: premium}
    values |= {step.ratio.link.metric: step.needed for step in steps}
    return put(store, actor, agent, period, values, level)
