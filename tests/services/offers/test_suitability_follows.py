"""What a family told for its suitability belongs to it: a merge, a hand-over and an erasure take it along."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.enums import CoverSaid, Relation, RiskProfile, SalesChannel
from app.models import SuitabilityTold
from app.services.base.store import Actor, Store
from app.services.base.store.keys import keyslot_path
from app.services.front import demo
from app.services.offers import suitability
from app.services.offers.suitability import Known
from app.services.people import customers, duplicates, erasure, handover
from app.services.people.customers import HouseholdDraft, MemberDraft
from tests.conftest import CHEAP, NOW, PASSWORD

TOLD = Known(RiskProfile.C4, list(SalesChannel)[-1], cover=CoverSaid.NONE)
KEY = "a key of two agents"


@pytest.fixture
def home(store: Store, actor: Actor) -> str:
    id = demo.sample_family(store)
    suitability.tell(store, actor, id, TOLD)
    return id


@pytest.fixture
def other(empty_store_file: Path, tmp_path: Path) -> Iterator[Store]:
    path = tmp_path / "other.db"
    shutil.copyfile(empty_store_file, path)
    shutil.copyfile(keyslot_path(empty_store_file), keyslot_path(path))
    store = Store.open(path, PASSWORD, clock=lambda: NOW)
    yield store
    store.close()


def told(store: Store) -> int:
    with store.read() as session:
        return session.scalar(select(func.count()).select_from(SuitabilityTold)) or 0


def test_a_merge_takes_it_to_the_kept_family_and_gives_it_back(store: Store, actor: Actor, home: str) -> None:
    kept = customers.add(store, actor, HouseholdDraft(MemberDraft("王芳", Relation.SELF))).id
    assert suitability.known(store, kept) == Known()
    _, merge = duplicates.join(store, actor, kept, home)
    assert suitability.known(store, kept) == TOLD
    duplicates.part(store, actor, merge)
    assert (suitability.known(store, home), suitability.known(store, kept)) == (TOLD, Known())


def test_a_hand_over_carries_it(store: Store, actor: Actor, home: str, other: Store, tmp_path: Path) -> None:
    handover.give(store, actor, [home], tmp_path / "p.nfh", password=KEY, to="张强", consent="书面同意", cost=CHEAP)
    handover.take(other, Actor("A002", "张强"), tmp_path / "p.nfh", KEY)
    assert suitability.known(other, home) == TOLD


def test_an_erasure_leaves_nothing_of_it(store: Store, actor: Actor, home: str) -> None:
    assert told(store) == 1
    customers.archive(store, actor, home)
    erasure.erase(store, actor, [home])
    assert told(store) == 0
    assert store.faults() == []
