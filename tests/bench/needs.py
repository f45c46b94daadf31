"""The matrix of ten thousand needs: opened, and one need edited."""

from __future__ import annotations

import random
from datetime import date
from functools import cache
from itertools import count
from pathlib import Path

from sqlalchemy import insert, select

from app.enums import Level
from app.models import Household, Matrix, Member, Need
from app.models.base import new_id
from app.services import founding, matrix
from app.services.store import Store
from tests.bench import stores
from tests.bench.measure import Result, interleaved

NEEDS = 10_000
DAY = date(2026, 11, 24)


@cache
def store_file() -> Path:
    path = stores.workplace() / "needs.db"
    store = founding.found(path, stores.PASSWORD, stores.ACTOR, cost=stores.CHEAP)
    households, members = stores.rows(store, NEEDS // 5)
    random_ = random.Random(stores.SEED)
    with store.write(stores.ACTOR, "bench.fill") as session:
        session.execute(insert(Household), households)
        session.execute(insert(Member), members)
        home = session.scalars(select(Matrix.id).where(Matrix.code == founding.ALL_CUSTOMERS)).one()
        rows = []
        for number in range(NEEDS):
            member = members[number // 5]
            rows.append(
                {
                    **session.stamps(), "id": new_id(), "matrix_id": home, "number": f"N{number:05d}",
                    "household_id": member["household_id"], "member_id": member["id"], "event": "death",
                    "description": f"{member['name']} · 身故", "gap": random_.randrange(1, 300) * 1_000_000,
                    "owner_code": stores.ACTOR.code, "owner_name": stores.ACTOR.name,
                }
            )  # fmt: skip
        session.execute(insert(Need), rows)
    store.close()
    return path


def measure() -> list[Result]:
    store = Store.open(store_file(), stores.PASSWORD)
    raw = "SELECT * FROM need ORDER BY number"
    with store.read() as session:
        connection = session.connection()
        opened, limit = interleaved(
            lambda: matrix.rows(store, DAY), lambda: connection.exec_driver_sql(raw).fetchall(), 7
        )
    row = matrix.rows(store, DAY)[NEEDS // 2]
    numbers = count()

    def edit() -> None:
        level = (Level.HIGH, Level.LOW)[next(numbers) % 2]
        matrix.update_need(store, stores.ACTOR, row.id, {"importance": level})

    edited, _ = interleaved(edit, lambda: None, 30)
    store.close()
    size = f"{NEEDS:,} needs"
    return [
        Result("matrix: all rows with their coverage", size, opened, limit, "raw SELECT", "≤ 0.5 s"),
        Result("matrix: one edit, suspects told", size, edited, None, "", "≤ 50 ms"),
    ]
