"""A week among a million activities, and its workbook."""

from __future__ import annotations

import random
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from app.enums import ActivityKind, ActivityStatus, Language
from app.models import Activity
from app.models.base.rows import new_id
from app.services.base import founding
from app.services.base.store import Store
from app.services.measures.kpis.figures import measures
from app.services.rules.base.weeks import week_of
from app.services.team.weekly import export_weekly
from tests.bench import stores
from tests.bench.measure import Result, interleaved

ACTIVITIES, WEEKS = 1_000_000, 520
BUSY = 10_000  # activities of the week whose workbook is written
WEEK = week_of(date(2026, 11, 16))
RARE = [ActivityKind.MEETING, ActivityKind.PROPOSAL, ActivityKind.CLOSING]
KINDS = [ActivityKind.CALL] * 5 + [ActivityKind.VISIT] * 2 + RARE
PLAIN = ("2026-11-23", "周一", "09:30", "电话", "已完成", "C00001", "S2 面谈", 5000.0, "")
CHUNK = 50_000


@cache
def store_file(count: int, weeks: int) -> Path:
    path = stores.workplace() / f"activities-{count}.db"
    store = founding.found(path, stores.PASSWORD, stores.ACTOR, cost=stores.CHEAP)
    random_ = random.Random(stores.SEED)
    with store.write(stores.ACTOR, "bench.fill") as session:
        for start in range(0, count, CHUNK):
            stamps = session.stamps()
            rows = [_activity(random_, stamps, weeks) for _ in range(start, min(count, start + CHUNK))]
            session.execute(insert(Activity), rows)
    store.close()
    return path


def _activity(random_: random.Random, stamps: dict[str, Any], weeks: int) -> dict[str, Any]:
    kind = random_.choice(KINDS)
    day = WEEK.sunday - timedelta(days=random_.randrange(weeks * 7))
    return {
        **stamps, "id": new_id(), "agent_code": stores.ACTOR.code, "household_id": None, "kind": kind.value,
        "status": ActivityStatus.DONE.value, "on_date": day, "at_minute": random_.choice((None, 570, 870)), "note": "",
        "premium": 500_000 if kind == ActivityKind.CLOSING else None,
    }  # fmt: skip


def measure_summary() -> list[Result]:
    """The limit is the week's counts read from the index that covers them."""
    store = Store.open(store_file(ACTIVITIES, WEEKS), stores.PASSWORD)
    raw = (
        "SELECT kind, count(*) FROM activity WHERE agent_code = ? AND on_date BETWEEN ? AND ? AND status = 'done' "
        "GROUP BY kind"
    )
    with store.read() as session:
        connection = session.connection()
        days = (stores.ACTOR.code, WEEK.monday.isoformat(), WEEK.sunday.isoformat())
        ours, limit = interleaved(
            lambda: measures(session, stores.ACTOR.code, WEEK.monday, WEEK.sunday),
            lambda: connection.exec_driver_sql(raw, days).fetchall(),
            30,
        )
    store.close()
    size = f"{ACTIVITIES:,} activities"
    return [Result("summary of one week", size, ours, limit, "covering index", "≤ 1.5 ×", "all measures of all KPIs")]


def measure_workbook() -> list[Result]:
    """The limit streams as many rows and cells without a style."""
    store = Store.open(store_file(BUSY, 1), stores.PASSWORD)
    folder = stores.workplace()
    counts: list[dict[str, int]] = []

    def ours() -> None:
        path = folder / "week.xlsx"
        counts.append(export_weekly(store, path, week=WEEK, agent=stores.ACTOR.code, language=Language.ZH))

    taken, limit = interleaved(ours, lambda: _plain(folder / "plain.xlsx"), 3)
    assert counts[-1]["activities"] == BUSY
    store.close()
    return [Result("weekly workbook with charts", f"{BUSY:,} rows", taken, limit, "unstyled stream", "≤ 9 ×")]


def _plain(path: Path) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        for row in range(BUSY):
            for column, value in enumerate(PLAIN):
                if isinstance(value, str):
                    sheet.write_string(row, column, value)
                else:
                    sheet.write_number(row, column, value)
