"""The weekly workbook of a long week, and the roll-up of fifty agents."""

from __future__ import annotations

import random
import tracemalloc
from datetime import timedelta
from typing import Any

from sqlalchemy import insert

from app.enums import ActivityKind, ActivityStatus, Language
from app.models import Activity, Agent, Household
from app.models.base.rows import new_id
from app.services.base import founding
from app.services.base.store import Actor, Store
from app.services.rules.base.weeks import Week
from app.services.team import rollup
from app.services.team.weekly import default_name, export_weekly
from tests.bench.measure import Result, interleaved, seconds
from tests.bench.stores import ACTOR, CHEAP, PASSWORD, SEED, rows, workplace

WEEK = Week(2026, 47)
LONG, AGENTS, EACH, ROUNDS = 100_000, 50, 2_000, 3
MIB = 1024 * 1024


def measure() -> list[Result]:
    return [_workbook(LONG), _rollup()]


def _workbook(size: int) -> Result:
    """Against a bare stream of as many rows and cells, without a style."""
    store = _store(size, 1)
    path = workplace() / "week.xlsx"

    def ours() -> None:
        export_weekly(store, path, week=WEEK, agent=ACTOR.code, language=Language.ZH, today=WEEK.sunday)

    times = interleaved(ours, lambda: _stream(size), ROUNDS, warm=False)
    memory = _memory(ours) - _memory(lambda: _stream(size))
    store.close()
    return Result(
        "weekly workbook, styled, with charts",
        f"{size:,} activities",
        *times,
        "unstyled stream",
        "≤ 9 ×; ≤ 64 MiB over",
        f"{memory / MIB:.0f} MiB over the stream's",
    )


def _stream(size: int) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(str(workplace() / "plain.xlsx"), {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        for number in range(size):
            sheet.write_row(number, 0, (46_000, "周一", "09:30", "拜访", "完成", "C00001", "S2 面谈", 1200.5, 46_007))


def _memory(work: Any) -> int:
    tracemalloc.start()
    work()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


def _rollup() -> Result:
    folder = workplace() / "team"
    folder.mkdir(exist_ok=True)
    store = _store(AGENTS * EACH, AGENTS)
    for number in range(AGENTS):
        code = _code(number)
        export_weekly(
            store,
            folder / default_name(code, WEEK, Language.ZH),
            week=WEEK,
            agent=code,
            language=Language.ZH,
            today=WEEK.sunday,
        )
    store.close()
    out = workplace() / "team.xlsx"
    time = seconds(lambda: rollup.roll_up(folder, out, language=Language.ZH, week=WEEK))
    return Result("roll-up of weekly files", f"{AGENTS} × {EACH:,} rows", time, 20.0, "goal", "≤ 20 s")


def _code(number: int) -> str:
    return f"A{number + 1:03d}"


def _store(size: int, agents: int) -> Store:
    """A fresh store with ``size`` activities of the week, spread over the agents, and 200 families each."""
    random_ = random.Random(SEED)
    store = founding.found(workplace() / f"week-{size}-{agents}.db", PASSWORD, ACTOR, cost=CHEAP)
    households, _ = rows(store, 200 * agents)
    with store.write(Actor(ACTOR.code, ACTOR.name), "bench.fill") as session:
        for number, household in enumerate(households):
            household["agent_code"] = _code(number % agents)
            household["contact_id"] = None
        session.execute(insert(Household), households)
        session.add_all(Agent(code=_code(number), name=f"代理人{number}") for number in range(1, agents))
        session.flush()
        own = [[one["id"] for one in households[number::agents]] for number in range(agents)]
        days = [WEEK.monday + timedelta(days=day) for day in range(7)]
        kinds = [kind.value for kind in ActivityKind if kind != ActivityKind.CLOSING]
        stamps = session.stamps()
        session.execute(
            insert(Activity),
            [
                stamps
                | {
                    "id": new_id(), "agent_code": _code(number % agents), "kind": random_.choice(kinds),
                    "status": ActivityStatus.DONE.value, "on_date": random_.choice(days), "note": "",
                    "at_minute": random_.randrange(480, 1200), "done_at": session.now,
                    "household_id": random_.choice(own[number % agents]),
                }
                for number in range(size)
            ],
        )  # fmt: skip
    return store
