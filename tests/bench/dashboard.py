"""Every chart of the dashboard over a year, among a million activities."""

from __future__ import annotations

from app.enums import PeriodKind
from app.services.base.store import Store
from app.services.figures import progress
from app.services.figures.progress import Card, Scope
from app.services.rules.base import periods
from tests.bench import stores
from tests.bench.measure import Result, interleaved, seconds
from tests.bench.weeks import ACTIVITIES, WEEK, WEEKS, store_file

YEAR = periods.of(PeriodKind.YEAR, WEEK.monday)
CHARTS = [card for card in Card if card != Card.FIGURES]
RAW = (
    "SELECT on_date, at_minute, count(*) FROM activity WHERE agent_code = ? AND on_date BETWEEN ? AND ? "
    "AND status = 'done' GROUP BY on_date, at_minute"
)


def measure() -> list[Result]:
    """The limit reads the year's activities once by day and minute, as the heat map has to."""
    store = Store.open(store_file(ACTIVITIES, WEEKS), stores.PASSWORD)
    scope = Scope(stores.ACTOR.code, YEAR, WEEK.sunday)
    days = (scope.agent, YEAR.first.isoformat(), YEAR.last.isoformat())
    with store.read() as session:
        connection = session.connection()
        ours, limit = interleaved(
            lambda: [progress.answer(store, card, scope) for card in CHARTS],
            lambda: connection.exec_driver_sql(RAW, days).fetchall(),
            3,
        )
    alone = {card: seconds(lambda card=card: progress.answer(store, card, scope)) for card in CHARTS}  # type: ignore[misc]
    slowest = max(alone, key=lambda card: alone[card])
    store.close()
    size = f"{ACTIVITIES:,} activities, {len(CHARTS)} charts of a year"
    remark = f"on a worker; the longest is {slowest}"
    return [Result("all charts of the dashboard", size, ours, limit, "one raw query of the year", "≤ 4 ×", remark)]
