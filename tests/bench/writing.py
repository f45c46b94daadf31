"""Durable writes: one edit, and a hundred thousand customers at once."""

from __future__ import annotations

import os
from itertools import count

from sqlalchemy import select

from app.models import Household
from app.services.people import customers
from tests.bench import stores
from tests.bench.measure import Result, interleaved

CUSTOMERS = 100_000


def measure_edit() -> list[Result]:
    """The limit is what any durable write costs on this disk: one page written and synced."""
    store = stores.open_store(CUSTOMERS)
    with store.read() as session:
        household = session.scalars(select(Household.id).limit(1)).one()
    numbers = count()
    page = os.urandom(4096)
    path = stores.workplace() / "page"
    path.write_bytes(page * 256)
    handle = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
    sync = getattr(os, "fdatasync", os.fsync)

    def edit() -> None:
        customers.update_notes(store, stores.ACTOR, household, f"note {next(numbers)}")

    def limit() -> None:
        os.lseek(handle, (next(numbers) % 256) * 4096, os.SEEK_SET)
        os.write(handle, page)
        sync(handle)

    ours, least = interleaved(edit, limit, 300)
    os.close(handle)
    store.close()
    goal = f"≤ 2 × + 1 ms = {(2 * least + 0.001) * 1000:.1f} ms"
    size = f"{CUSTOMERS:,} customers"
    return [Result("one durable edit with its audit row", size, ours, least, "4K write + fdatasync", goal)]
