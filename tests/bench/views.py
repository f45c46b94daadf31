"""Saved views of the customers, and one change of many, at a hundred thousand."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

from app.enums import NeedFilter
from app.services.base.store import Store
from app.services.people import bulk_edits, customers
from app.services.people.bulk_edits import BulkChange, Chosen
from app.services.people.customers import CustomerFilter
from tests.bench import stores
from tests.bench.measure import Result, interleaved
from tests.undoing import take_back_last

CUSTOMERS, CHANGED, ROUNDS = 100_000, 10_000, 7
VIEWS = {
    "class and tag": CustomerFilter(classes=("A",), tags=("t1",)),
    "age and birthday": CustomerFilter(age_from=30, birthday_months=(3,)),
    "no contact for 30 days": CustomerFilter(no_contact_days=30),
    "a need is open": CustomerFilter(need=NeedFilter.OPEN),
}
RAW = "SELECT id FROM household WHERE archived_at IS NULL AND search_key LIKE '%wang%' ORDER BY sort_key, id LIMIT 200"


def measure() -> list[Result]:
    """A view's count and first page beside one raw LIKE; a change and its undo beside the same raw updates."""
    store = stores.open_store(CUSTOMERS)
    chance = random.Random(stores.SEED)
    ids = customers.ids(store)
    for grade in "ABC":
        some = tuple(chance.sample(ids, CHANGED))
        change = BulkChange(grade, add_tags=(f"t{chance.randint(0, 2)}",))
        bulk_edits.apply(store, stores.ACTOR, Chosen(some), change)
    results = []
    for name, wanted in VIEWS.items():
        taken, least = interleaved(_shown(store, wanted), lambda: _raw(store), ROUNDS)
        results.append(Result(f"view: {name}", f"{CUSTOMERS:,} customers", taken, least, "raw LIKE", "≤ 100 ms"))
    some = tuple(chance.sample(ids, CHANGED))
    taken, least = interleaved(_changed(store, some), lambda: _raw_changed(store, some), 3)
    remark = "by the one undo: rows before and after kept, audit and two durable commits included"
    results.append(
        Result(
            "change of many and undo", f"{CHANGED:,} of {CUSTOMERS:,}", taken, least, "raw UPDATE, twice", "", remark
        )
    )
    store.close()
    return results


def _shown(store: Store, wanted: CustomerFilter) -> Callable[[], None]:
    def work() -> None:
        customers.count(store, wanted=wanted)
        customers.page(store, wanted=wanted)

    return work


def _raw(store: Store) -> Any:
    with store.read() as session:
        return session.connection().exec_driver_sql(RAW).fetchall()


def _changed(store: Store, ids: tuple[str, ...]) -> Callable[[], None]:
    def work() -> None:
        bulk_edits.apply(store, stores.ACTOR, Chosen(ids), BulkChange(source="bench"))
        take_back_last(store, stores.ACTOR)

    return work


def _raw_changed(store: Store, ids: tuple[str, ...]) -> None:
    for source in ("raw", ""):
        with store.write(stores.ACTOR, "bench.raw") as session:
            session.connection().exec_driver_sql(
                "UPDATE household SET source = ? WHERE id = ?", [(source, id) for id in ids]
            )
