"""The demo store: made in seconds, believable, sound, and the same for the same seed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.enums import NeedStatus, Stage
from app.models import Household, Need, Policy, Proposal, TraceLink
from app.services import agents, customers, demo, founding, progress
from app.services.rules.weeks import week_of
from app.services.store import Store
from tests.conftest import CHEAP, NOW


@pytest.fixture
def full(store: Store) -> Store:
    demo.sample_family(store)
    demo.populate(store, customers=120, agent_count=2, weeks=12, seed=7)
    return store


def test_the_sample_family_is_there_once_with_confirmed_needs(store: Store) -> None:
    first = demo.sample_family(store)
    assert demo.sample_family(store) == first
    detail = customers.household(store, first)
    assert [member.name for member in detail.members] == ["王芳", "李强", "李小雨"]
    assert len(detail.policies) == 2
    with store.read() as session:
        assert session.scalar(select(func.count()).select_from(Need)) or 0 >= 8


def test_a_believable_store(full: Store) -> None:
    with full.read() as session:
        stages = set(session.scalars(select(Household.stage)))
        statuses = set(session.scalars(select(Need.status)))
        late = session.scalar(
            select(func.count()).where(Need.planned_finish < date(2026, 11, 24), Need.status != NeedStatus.DONE)
        )
        counts = {t: session.scalar(select(func.count()).select_from(t)) or 0 for t in (Policy, Proposal, TraceLink)}
        assert len(stages) >= 8
        assert Stage.S8_REFERRED in stages
        assert {NeedStatus.DONE, NeedStatus.IN_PROGRESS} <= statuses
        assert late
        assert all(count > 10 for count in counts.values())
        assert not session.scalars(select(TraceLink.id).where(TraceLink.suspect)).all()
    assert full.faults() == []
    week = progress.of_week(full, agents.me(full).code, week_of(date(2026, 11, 20)))
    assert week is not None


def content(path: Path, seed: int) -> list[tuple[object, ...]]:
    """Every synthetic household with the counts of what hangs on it."""
    store = founding.found(path, "a password", cost=CHEAP, clock=lambda: NOW)
    demo.sample_family(store)
    demo.populate(store, customers=30, weeks=6, seed=seed)
    with store.read() as session:
        households = session.execute(
            select(Household.id, Household.name, Household.phone, Household.stage, Household.next_step_on)
            .where(Household.source != "示例家庭")
            .order_by(Household.code)
        )
        found: list[tuple[object, ...]] = [tuple(row) for row in households]
        found += [
            tuple(row)
            for row in session.execute(
                select(Policy.id, Policy.premium).where(Policy.number.startswith("D")).order_by(Policy.number)
            )
        ]
    store.close()
    return found


def test_the_same_seed_gives_the_same_content_and_another_does_not(tmp_path: Path) -> None:
    first = content(tmp_path / "a.db", 7)
    assert first == content(tmp_path / "b.db", 7)
    assert first != content(tmp_path / "c.db", 8)
