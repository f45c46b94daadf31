"""A day is the agent's own: what is done after midnight at home belongs to the new day, whatever Greenwich says."""

from __future__ import annotations

import ast
import sys
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from app.enums import ActivityKind, ActivityStatus, Metric, PeriodKind, Relation
from app.errors import InputError
from app.services.base.store import Actor, Store
from app.services.day import activities
from app.services.day.activities import ActivityDraft
from app.services.measures import kpis
from app.services.people import customers
from app.services.people.customers import HouseholdDraft, MemberDraft
from app.services.rules.base import periods
from tests.conftest import PASSWORD

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no tzset, which changes the zone")
ROOT = Path(__file__).parents[3]
FORBIDDEN = ("date.today()", ".astimezone().date()")
HALF_PAST_MIDNIGHT = datetime(2026, 11, 22, 16, 30, tzinfo=UTC)  # of Monday in Shanghai; still Sunday in Greenwich


@pytest.fixture
def zone(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Iterator[str]:
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield request.param
    monkeypatch.undo()
    time.tzset()


ZONES = pytest.mark.parametrize(
    ("zone", "day"),
    [
        ("Asia/Shanghai", date(2026, 11, 23)),
        ("UTC", date(2026, 11, 22)),
        ("America/Los_Angeles", date(2026, 11, 22)),
        ("Pacific/Kiritimati", date(2026, 11, 23)),
    ],
    indirect=["zone"],
)


@ZONES
@pytest.mark.usefixtures("zone")
def test_the_store_and_its_unit_of_work_know_the_day(store_file: Path, actor: Actor, day: date) -> None:
    store = Store.open(store_file, PASSWORD, clock=lambda: HALF_PAST_MIDNIGHT)
    assert store.today() == day
    with store.write(actor, "agent.add") as session:
        assert session.today == day
    store.close()


def test_nobody_below_the_window_asks_another_clock() -> None:
    """A day is the store's or comes in: so that tests, reports of a week that is over and other zones agree."""
    asked: list[str] = []
    for file in [*(ROOT / "app" / "services").rglob("*.py"), *(ROOT / "app" / "models").rglob("*.py")]:
        nodes = ast.walk(ast.parse(file.read_text(encoding="utf-8"))) if file.name != "moments.py" else ()
        calls = [ast.unparse(node) for node in nodes if isinstance(node, ast.Call)]
        asked += [f"{file.name}: {call}" for call in calls if call.endswith(FORBIDDEN) or call == "datetime.now()"]
    assert asked == []


@ZONES
@pytest.mark.usefixtures("zone")
def test_what_is_done_after_midnight_is_of_the_new_week(store_file: Path, actor: Actor, day: date) -> None:
    store = Store.open(store_file, PASSWORD, clock=lambda: HALF_PAST_MIDNIGHT)
    family = customers.add(store, actor, HouseholdDraft(MemberDraft("王夜", Relation.SELF)))
    assert customers.row(store, family.id).stage_since == day

    def call(on: date) -> ActivityDraft:
        return ActivityDraft(ActivityKind.CALL, on, ActivityStatus.DONE, family.id)

    with pytest.raises(InputError, match="done_in_future"):
        activities.add(store, actor, call(day + timedelta(days=1)))
    activities.add(store, actor, call(day))
    counted = {}
    for monday in (date(2026, 11, 16), date(2026, 11, 23)):
        week = periods.of(PeriodKind.WEEK, monday, kpis.work_month(store))
        figure = next(f for f in kpis.figures(store, week, actor.code) if f.definition.metric == Metric.CALLS)
        counted[monday] = figure.value
        assert len(kpis.rows(store, figure)) == figure.value
    store.close()
    assert counted == {date(2026, 11, 16): int(day.weekday() == 6), date(2026, 11, 23): int(day.weekday() == 0)}
