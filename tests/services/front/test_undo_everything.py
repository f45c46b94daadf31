"""Whatever is done, in whatever order: all of it taken back is as if nothing had been; done again, it is as it was."""

from __future__ import annotations

import contextlib
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app.errors import NeedfolioError
from app.models import AuditRow
from app.services.base import undo
from app.services.base.store import Store, kept
from app.services.base.store.keys import keyslot_path
from app.services.front import demo
from tests.conftest import NOW, PASSWORD
from tests.services.standing import standing
from tests.services.undo_acts import ACTOR, ACTS, Act, Doer


@pytest.fixture(scope="module")
def family_file(empty_store_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("family") / "needfolio.db"
    _copy(empty_store_file, path)
    with contextlib.closing(Store.open(path, PASSWORD, clock=lambda: NOW)) as store:
        demo.sample_family(store)
    return path


def _copy(source: Path, target: Path) -> None:
    shutil.copyfile(source, target)
    shutil.copyfile(keyslot_path(source), keyslot_path(target))


def _units(store: Store, after: int = 0) -> list[int]:
    with store.read() as session:
        return list(session.scalars(select(AuditRow.id).where(AuditRow.id > after).order_by(AuditRow.id)))


SHOWN = (Phase.explicit, Phase.reuse, Phase.generate)  # an example takes seconds: it is shown as it was found
FEW = settings(max_examples=5, deadline=None, phases=SHOWN, suppress_health_check=[HealthCheck.function_scoped_fixture])
MANY = settings(FEW, max_examples=200)
SEQUENCES = st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 10_000)), min_size=1, max_size=12)


@FEW
@given(SEQUENCES)
def test_all_of_it_taken_back_and_done_again(
    family_file: Path, tmp_path_factory: pytest.TempPathFactory, acts: list[tuple[Act, int]]
) -> None:
    _there_and_back(family_file, tmp_path_factory.mktemp("undo"), acts)


@MANY
@given(SEQUENCES)
def test_all_of_it_many_times(
    soak: bool, family_file: Path, tmp_path_factory: pytest.TempPathFactory, acts: list[tuple[Act, int]]
) -> None:
    if not soak:
        pytest.skip("takes half an hour: with --soak")
    _there_and_back(family_file, tmp_path_factory.mktemp("undo"), acts)


def _there_and_back(family_file: Path, folder: Path, acts: list[tuple[Act, int]]) -> None:
    path = folder / "needfolio.db"
    _copy(family_file, path)
    with contextlib.closing(Store.open(path, PASSWORD, clock=lambda: NOW)) as store:
        begun, start = _units(store)[-1], standing(store)
        for act, seed in acts:
            with contextlib.suppress(NeedfolioError, IndexError, StopIteration):
                act(Doer(store, seed))
        end = standing(store)
        with store.read() as session:
            done = [one.audit_id for one in kept.since(session, begun)]
        back = [undo.take_back(store, ACTOR, audit_id).audit_id for audit_id in reversed(done)]
        assert standing(store) == start
        for audit_id in reversed(back):
            undo.take_back(store, ACTOR, audit_id)
        assert standing(store) == end
        assert store.faults() == []
    shutil.rmtree(folder)
