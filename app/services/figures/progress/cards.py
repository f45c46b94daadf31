"""The cards there are, each with the two functions behind it: its numbers, and the rows of one of them."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from sqlalchemy.orm import Session

from app.services.base.store import Store
from app.services.figures.progress import (
    calendar,
    coverage,
    durations,
    forecasts,
    funnels,
    pace,
    persistency,
    premiums,
    satisfied,
    sources,
    weekly,
)
from app.services.figures.progress.answers import Answer, DrillRow, How, Rows, Scope, in_order
from app.services.rules.measures.kpis import Unit

Answering = Callable[[Session, Scope], Answer]
Listing = Callable[[Session, Scope, str, str], list[DrillRow]]


class Card(StrEnum):
    """What a card of the dashboard shows; kept in preferences by its value."""

    FIGURES = "figures"
    PACE = "pace"
    WEEKS = "weeks"
    FUNNEL = "funnel"
    DURATIONS = "durations"
    NEED_PREMIUM = "need_premium"
    PRODUCT_PREMIUM = "product_premium"
    SOURCES = "sources"
    SOURCE_CONVERSION = "source_conversion"
    FORECAST = "forecast"
    COVERAGE = "coverage"
    HOURS = "hours"
    DAYS = "days"
    PERSISTENCY = "persistency"
    SATISFACTION = "satisfaction"


BEHIND: dict[Card, tuple[Answering, Listing]] = {
    Card.PACE: (pace.answer, pace.rows),
    Card.WEEKS: (weekly.answer, weekly.rows),
    Card.FUNNEL: (funnels.answer, funnels.rows),
    Card.DURATIONS: (durations.answer, durations.rows),
    Card.NEED_PREMIUM: (premiums.answer_needs, premiums.rows_needs),
    Card.PRODUCT_PREMIUM: (premiums.answer_products, premiums.rows_products),
    Card.SOURCES: (sources.answer, sources.rows),
    Card.SOURCE_CONVERSION: (sources.answer_conversion, sources.rows),
    Card.FORECAST: (forecasts.answer, forecasts.rows),
    Card.COVERAGE: (coverage.answer, coverage.rows),
    Card.HOURS: (calendar.answer_hours, calendar.rows_hours),
    Card.DAYS: (calendar.answer_days, calendar.rows_days),
    Card.PERSISTENCY: (persistency.answer, persistency.rows),
    Card.SATISFACTION: (satisfied.answer, satisfied.rows),
}


def answer(store: Store, card: Card, scope: Scope) -> Answer:
    """The numbers of every card but the table of figures (see :mod:`overview`)."""
    with store.read() as session:
        return BEHIND[card][0](session, scope)


def rows(store: Store, card: Card, shown: Answer, place: str, series: str) -> Rows:
    """What the number at ``place`` of ``series`` is made of, by day: :attr:`Rows.value` is that number again."""
    number = shown.numbers[place, series]
    with store.read() as session:
        found = BEHIND[card][1](session, shown.scope, place, series)
    return Rows(number.how, unit_of(shown, number.how), in_order(found))


def unit_of(shown: Answer, how: How) -> Unit:
    """A card of shares also counts: how many a share is of."""
    if how == How.SHARE:
        return Unit.RATE
    return Unit.COUNT if shown.unit == Unit.RATE else shown.unit
