"""A week of the calendar, one line read, who went stale: ten thousand customers, a hundred thousand activities."""

from __future__ import annotations

import random
from datetime import date, timedelta

from sqlalchemy import func, insert, select, update

from app.enums import ActivityKind, ActivityStatus
from app.models import Activity, Household
from app.models.base.rows import new_id
from app.services.base.store import Store
from app.services.day import activities, quick_add, staleness
from tests import quick_lines
from tests.bench import stores
from tests.bench.measure import Result, interleaved
from tests.bench.stores import ACTOR, SEED

CUSTOMERS, EACH, ROUNDS = 10_000, 10, 9
TODAY = date(2026, 11, 24)
MONDAY = TODAY - timedelta(days=TODAY.weekday())


def measure() -> list[Result]:
    """Against the reading of the households, or of the activities' dates, without a condition."""
    store = stores.open_store(CUSTOMERS)
    _fill(store)
    size = f"{CUSTOMERS:,} customers, {CUSTOMERS * EACH:,} activities"
    week = interleaved(
        lambda: activities.between(store, ACTOR.code, MONDAY, MONDAY + timedelta(days=6)), lambda: _dates(store), ROUNDS
    )
    line = interleaved(
        lambda: quick_add.preview(store, "明天下午3点 拜访 王小芳 送合同", TODAY), lambda: _names(store), ROUNDS
    )
    understood = _understood()
    stale = interleaved(lambda: staleness.of_agent(store, ACTOR.code, TODAY), lambda: _dates(store), ROUNDS)
    found = len(staleness.of_agent(store, ACTOR.code, TODAY, CUSTOMERS))
    store.close()
    return [
        Result("a week of the calendar", size, *week, "all dates read", "≤ 50 ms", ""),
        Result("one line read", size, *line, "all names read", "≤ 50 ms", understood),
        Result("stale customers", size, *stale, "all dates read", "≤ 400 ms", f"{found:,} stale"),
    ]


def _understood() -> str:
    """The shares of the lines of the corpus, in a store of its own customers."""
    store = stores.open_store(1)
    quick_lines.fill(store, ACTOR)
    shares = [quick_lines.share(store, quick_lines.lines(name)) for name in ("quick_lines", "quick_lines_held_out")]
    store.close()
    corpus, held_out = (f"{right} of {count} ({100 * right / count:.0f} %)" for right, count in shares)
    return f"understood: {corpus} of the corpus, {held_out} of lines written afterwards"


def _dates(store: Store) -> None:
    with store.read() as session:
        session.execute(select(Activity.household_id, Activity.on_date)).all()


def _names(store: Store) -> None:
    with store.read() as session:
        session.execute(select(Household.id, Household.search_key)).all()


def _fill(store: Store) -> None:
    """Done in the last year, most of them conversations; every tenth is still planned."""
    random_ = random.Random(SEED)
    with store.write(ACTOR, "bench.activities") as session:
        stamps = session.stamps()
        session.execute(update(Household).values(stage_since=TODAY - timedelta(days=400), agent_code=ACTOR.code))
        rows = []
        for household in session.scalars(select(Household.id).order_by(Household.id)).all():
            for number in range(EACH):
                planned = number == 0
                days = random_.randrange(0, 30) if planned else -random_.randrange(0, 365)
                rows.append(
                    {
                        "id": new_id(), "household_id": household, "agent_code": ACTOR.code,
                        "kind": random_.choice((ActivityKind.CALL, ActivityKind.VISIT, ActivityKind.MESSAGE)).value,
                        "status": (ActivityStatus.PLANNED if planned else ActivityStatus.DONE).value,
                        "on_date": TODAY + timedelta(days=days), "at_minute": 540, "note": "", "place": "",
                        "companion": "", "report": "", "reminded": False, **stamps,
                    }
                )  # fmt: skip
        session.execute(insert(Activity), rows)
        assert session.scalar(select(func.count()).select_from(Activity)) == CUSTOMERS * EACH
