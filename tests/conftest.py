"""A fresh real store for every test that asks for one."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from sqlalchemy import event
from sqlalchemy.pool import Pool

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from app.services.base import founding
from app.services.base.store import Actor, KeyCost, Store
from app.services.base.store.keys import keyslot_path

hypothesis.settings.register_profile(  # a busy machine fails no test
    "untimed", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("untimed")

PASSWORD = "correct horse"
CHEAP = KeyCost(memory_kib=64, passes=1, lanes=1)
NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
LENT: set[int] = set()  # connections somebody works with


@event.listens_for(Pool, "checkout")
def _lend(_connection: Any, record: Any, _proxy: Any) -> None:
    LENT.add(id(record))


@event.listens_for(Pool, "checkin")
@event.listens_for(Pool, "invalidate")
@event.listens_for(Pool, "close")
def _give_back(_connection: Any, record: Any, *_: Any) -> None:
    LENT.discard(id(record))


@pytest.fixture(autouse=True)
def _no_unit_of_work_left() -> Iterator[None]:
    """Whatever a test opened in a store is committed, rolled back or read to its end."""
    before = set(LENT)
    yield
    assert set() == LENT - before, "a unit of work is still open"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--soak", action="store_true", help="run the deep, slow rounds as well")


@pytest.fixture(scope="session")
def soak(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--soak"))


@pytest.fixture(scope="session")
def empty_store_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty store, made once through the real migrations; every test works on its own copy."""
    path = tmp_path_factory.mktemp("template") / "needfolio.db"
    founding.found(path, PASSWORD, Actor("A001", "李敏"), cost=CHEAP).close()
    return path


@pytest.fixture
def store_file(empty_store_file: Path, tmp_path: Path) -> Path:
    path = tmp_path / "needfolio.db"
    shutil.copyfile(empty_store_file, path)
    shutil.copyfile(keyslot_path(empty_store_file), keyslot_path(path))
    return path


@pytest.fixture
def store(store_file: Path) -> Iterator[Store]:
    """The clock stands at 2026-11-24 08:00 UTC (a Tuesday of 2026-W48)."""
    opened = Store.open(store_file, PASSWORD, clock=lambda: NOW)
    yield opened
    opened.close()


@pytest.fixture
def actor() -> Actor:
    return Actor("A001", "李敏")
