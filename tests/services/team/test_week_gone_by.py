"""The file of a week is the same, whether it is written when the week ends or after a Monday of work."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import openpyxl
import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from app.enums import ActivityKind, ActivityStatus, Language, NeedStatus, OrderState, PolicyStatus, Stage
from app.errors import NeedfolioError
from app.models import Activity, Household, Member, Need, Order, Policy, TraceLink
from app.services.base import founding, hindsight
from app.services.base.store import Store
from app.services.day import activities
from app.services.day.activities import ActivityDraft
from app.services.front import demo
from app.services.matrix import update_need
from app.services.people import customers, policies
from app.services.people.customers import HouseholdDraft, MemberDraft
from app.services.people.policies import PolicyDraft
from app.services.rules.selling.orders import Step
from app.services.selling import orders
from app.services.team import daily
from app.services.team.weekly import export_weekly
from tests.conftest import CHEAP, NOW, PASSWORD
from tests.services.weekly_files import ME, WEEK, sheet

SUNDAY, MONDAY = WEEK.sunday, WEEK.sunday + timedelta(days=1)


class Clock:
    """NOW is a Tuesday of the week: the sample's history lies before it."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now

    def on(self, day: date, hour: int) -> None:
        self.now = datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, Clock]]:
    clock = Clock()
    store = founding.found(tmp_path_factory.mktemp("gone") / "team.db", PASSWORD, ME, cost=CHEAP, clock=clock)
    demo.sample_family(store)
    demo.populate(store, customers=60, agent_count=1, weeks=10, seed=5)
    yield store, clock
    store.close()


def sheets(store: Store, path: Path) -> dict[str, list[tuple[object, ...]]]:
    """All that stands in the file, but for when it was written and what is planned for the week after."""
    export_weekly(store, path, week=WEEK, agent=ME.code, language=Language.ZH)
    book = openpyxl.load_workbook(path)
    plan = sheet("plan")
    found = {one.title: list(one.iter_rows(values_only=True)) for one in book if one.title != plan}
    found["_control"] = [
        row for row in found["_control"]
        if not any(part in str(row[0]) for part in ("written_at", "plan", "seal", "signature", "digest"))
    ]  # fmt: skip
    return found


def a_monday(store: Store, seed: int) -> None:
    """Acts of a Monday on records drawn by ``seed``; what the rules of the house refuse of them is not done."""
    draw = random.Random(seed)
    with store.read() as session:
        homes = sorted(session.scalars(select(Household.id).where(Household.archived_at.is_(None))))
        people = {one.id: one.household_id for one in session.scalars(select(Member))}
        needs = sorted(session.scalars(select(Need.id).where(Need.archived_at.is_(None))))
        held = sorted(session.scalars(select(Policy.id).where(Policy.status == PolicyStatus.IN_FORCE.value)))
        sold = [(one.id, one.state) for one in session.scalars(select(Order).order_by(Order.number))]
        steps = [
            (one.id, one.version) for one in session.scalars(
                select(Activity).where(Activity.status == ActivityStatus.PLANNED.value).order_by(Activity.id)
            )
        ]  # fmt: skip
    new = customers.add(store, ME, HouseholdDraft(MemberDraft("周一新客", income=30_000_000), stage=Stage.S1_APPOINTED))
    activities.add(store, ME, ActivityDraft(ActivityKind.VISIT, MONDAY, household_id=new.id))
    for need, status in zip(draw.sample(needs, 6), [*NeedStatus] * 2, strict=False):
        _try(lambda need=need, status=status: update_need(store, ME, need, {"status": status}))
    for need in draw.sample(needs, 4):
        _try(lambda need=need: update_need(store, ME, need, {"planned_finish": SUNDAY - timedelta(days=20)}))
    for id in draw.sample(sorted(people), 5):
        row = next(one for one in customers.household(store, people[id]).members if one.id == id)
        customers.update_member(store, ME, id, replace(row, income=100, phone="13800138000"))
    for id in draw.sample(held, 4):
        with store.read() as session:
            row = policies.one(session, id)
        gone = replace(policies.draft_of(row), status=PolicyStatus.ENDED, ends_on=MONDAY)
        _try(lambda row=row, gone=gone: policies.update(store, ME, row.id, gone, row.version))
    for id, version in draw.sample(steps, min(4, len(steps))):
        _try(lambda id=id, version=version: activities.cancel(store, ME, id, version))
    for id, _ in sold:
        state = draw.choice([OrderState.ISSUED, OrderState.WITHDRAWN, OrderState.RETURNED, OrderState.APPROVED])
        _try(
            lambda id=id, state=state: orders.move(store, ME, id, Step(state, MONDAY, "x", policy_number=f"M{id[:9]}"))
        )
    for home in draw.sample(homes, 4):
        customers.archive(store, ME, home)


def _try(act: Callable[[], object]) -> None:
    with suppress(NeedfolioError):
        act()


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_after_a_monday_of_work_the_file_of_the_week_is_the_same(
    sample: tuple[Store, Clock], tmp_path: Path, seed: int
) -> None:
    store, clock = sample
    clock.on(SUNDAY if seed == 1 else MONDAY, 9)
    before, day = sheets(store, tmp_path / "sunday.xlsx"), daily.daily(store, ME.code, SUNDAY)
    clock.on(MONDAY, 9)
    with store.read() as session:
        suspects = len(session.scalars(select(TraceLink.id).where(TraceLink.suspect)).all())
    a_monday(store, seed)
    with store.read() as session:
        assert len(session.scalars(select(TraceLink.id).where(TraceLink.suspect)).all()) > suspects
    after = sheets(store, tmp_path / "monday.xlsx")
    for name, rows in before.items():
        assert after[name] == rows, name
    assert daily.daily(store, ME.code, SUNDAY) == day


@pytest.fixture
def small(store_file: Path) -> Iterator[tuple[Store, Clock]]:
    clock = Clock()
    clock.on(SUNDAY - timedelta(days=3), 9)
    opened = Store.open(store_file, PASSWORD, clock=clock)
    yield opened, clock
    opened.close()


def test_what_is_noted_late_counts_by_its_day(small: tuple[Store, Clock]) -> None:
    """A visit of Saturday and a policy since Sunday, typed in on Monday, with a new family; a policy that was
    surrendered on Monday was held on Sunday, one that ended on Saturday was not."""
    store, clock = small
    home = customers.add(store, ME, HouseholdDraft(MemberDraft("王芳"), stage=Stage.S1_APPOINTED))
    person = customers.household(store, home.id).members[0].id
    drafts = [PolicyDraft(person, name, premium=100, starts_on=date(2020, 1, 1)) for name in ("周一退保", "周六终止")]
    surrendered, ended = (policies.add(store, ME, home.id, draft) for draft in drafts)
    clock.on(MONDAY, 9)
    for row, day in ((surrendered, MONDAY), (ended, SUNDAY - timedelta(days=1))):
        gone = replace(policies.draft_of(row), status=PolicyStatus.ENDED, ends_on=day)
        policies.update(store, ME, row.id, gone, row.version)
    policies.add(store, ME, home.id, PolicyDraft(person, "周日生效", premium=100, starts_on=SUNDAY))
    late, new = (customers.add(store, ME, HouseholdDraft(MemberDraft(name))) for name in ("补记", "周一新客"))
    activities.add(store, ME, ActivityDraft(ActivityKind.VISIT, SUNDAY - timedelta(days=1), household_id=late.id))
    customers.archive(store, ME, home.id)
    with store.read() as session, hindsight.as_of(session, SUNDAY):
        held = session.scalars(select(Policy.product_name).where(Policy.status == PolicyStatus.IN_FORCE.value))
        assert set(held) == {"周一退保", "周日生效"}
        homes = {one.id: one.archived_at for one in session.scalars(select(Household))}
        assert homes == {home.id: None, late.id: None} and new.id not in homes
        assert set(session.scalars(select(Member.name))) == {"王芳", "补记"}
    with store.read() as session:
        assert len(session.scalars(select(Household.id)).all()) == 3, "the store itself is as it is"


def test_what_was_taken_back_or_deleted_since_is_there(small: tuple[Store, Clock]) -> None:
    store, clock = small
    home = customers.add(store, ME, HouseholdDraft(MemberDraft("王芳")))
    person = customers.household(store, home.id).members[0].id
    row = policies.add(store, ME, home.id, PolicyDraft(person, "旧保单", premium=100, starts_on=date(2020, 1, 1)))
    clock.on(MONDAY, 9)
    dearer = policies.update(store, ME, row.id, replace(policies.draft_of(row), premium=900), row.version)
    policies.remove(store, ME, dearer.id)
    with store.read() as session:
        assert session.scalars(select(Policy.id)).all() == []
        with hindsight.as_of(session, SUNDAY):
            (was,) = session.scalars(select(Policy))
            assert (was.product_name, was.premium) == ("旧保单", 100)
        assert session.scalars(select(Policy.id)).all() == []


def test_where_nothing_can_be_written_a_week_gone_by_is_read(
    small: tuple[Store, Clock], store_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, clock = small
    home = customers.add(store, ME, HouseholdDraft(MemberDraft("王芳")))
    clock.on(MONDAY, 9)
    customers.archive(store, ME, home.id)
    store.close()
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: SimpleNamespace(total=10**9, used=10**9, free=0))
    with closing(Store.open(store_file, PASSWORD, clock=clock)) as looking, looking.read() as session:
        assert looking.only_looking is not None
        with hindsight.as_of(session, SUNDAY):
            assert session.scalars(select(Household.archived_at)).all() == [None]
            with pytest.raises(DatabaseError):
                session.execute(text("DELETE FROM member"))
