"""One bit that is another: in the log, in a backup with its keys and its head, in a package. Never a wrong value."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from app import words
from app.enums import Language
from app.errors import NeedfolioError
from app.models import Household
from app.services.base import backup, restoring
from app.services.base.store import Actor, Store, place, tries
from app.services.people import customers, handover
from app.services.people.customers import HouseholdDraft, MemberDraft
from tests.conftest import CHEAP, PASSWORD

OTHER = Actor("A002", "张强")
KEY = "a key of two agents"


def add(store: Store, actor: Actor, *names: str) -> list[str]:
    return [customers.add(store, actor, HouseholdDraft(MemberDraft(name))).id for name in names]


def names_in(store: Store) -> list[str]:
    with store.read() as session:
        return list(session.scalars(select(Household.name).order_by(Household.code)))


def flipped(path: Path, sound: bytes, chance: random.Random) -> None:
    damaged = bytearray(sound)
    damaged[chance.randrange(len(sound))] ^= 1 << chance.randrange(8)
    path.write_bytes(damaged)


def sentence(act: Callable[[], object]) -> bool:
    """Whether it is refused, and then with a sentence in both languages."""
    try:
        act()
    except NeedfolioError as error:
        for language in Language:
            said = words.explain_all(error, language)
            assert said
            assert all(text and "{" not in text for text in said)
        return True
    return False


def test_a_flipped_bit_of_the_log_loses_no_more_than_is_told(
    store: Store, store_file: Path, actor: Actor, tmp_path: Path, soak: bool
) -> None:
    """What comes after it is gone, and the head says so; nothing is shown that never was."""
    true = [f"客{number}" for number in range(12)]
    add(store, actor, *true)
    parts = {
        part: place.beside(store_file, part).read_bytes() for part in place.there(store_file) if part != place.INDEX
    }
    assert len(parts[place.LOG]) > 50_000
    store.close()
    chance, told = random.Random(20261124), 0
    there = tmp_path / "flipped" / store_file.name
    for _ in range(3_000 if soak else 60):
        there.parent.mkdir()
        for part, content in parts.items():
            place.beside(there, part).write_bytes(content)
        flipped(place.beside(there, place.LOG), parts[place.LOG], chance)
        try:
            opened = Store.open(there, PASSWORD)
        except NeedfolioError as error:
            assert error.problems[0].code in ("steps_missing", "store_damaged")
            told += 1
            opened = None
            if error.problems[0].code == "steps_missing":
                opened = Store.open(there, PASSWORD, as_it_is=True)
        if opened is not None:
            try:
                shown = names_in(opened)
                assert shown == true[: len(shown)]
            finally:
                opened.close()
        shutil.rmtree(there.parent)
    assert told > 10


def test_a_backup_with_a_flipped_bit_is_refused_or_whole(
    store: Store, store_file: Path, actor: Actor, tmp_path: Path, soak: bool
) -> None:
    true = [f"客{number}" for number in range(12)]
    add(store, actor, *true)
    copy = backup.back_up(store, tmp_path / "usb")
    store.close()
    chance, refused = random.Random(7), 0
    parts = [place.beside(copy, part) for part in (place.DATABASE, place.KEYS, place.HEAD)]
    there = tmp_path / "back" / store_file.name
    for number in range(900 if soak else 45):
        part = parts[number % 3]
        sound = part.read_bytes()
        flipped(part, sound, chance)
        if sentence(lambda: restoring.restore(copy, there, restoring.by_password(PASSWORD))):
            refused += 1
            assert not there.exists()
        else:
            opened = Store.open(there, PASSWORD)
            assert names_in(opened) == true
            assert opened.faults() == []
            opened.close()
        part.write_bytes(sound)
        shutil.rmtree(there.parent, ignore_errors=True)
        tries.opened(copy)  # here nobody is made to wait
    assert refused > number / 3


def test_a_package_with_a_flipped_bit_is_refused(store: Store, actor: Actor, tmp_path: Path, soak: bool) -> None:
    """Whatever bit it is: nothing of it is taken, and it is said why."""
    path = tmp_path / "package.nfh"
    handover.give(
        store, actor, add(store, actor, "王芳"), path, password=KEY, to=OTHER.name, consent="书面", cost=CHEAP
    )
    sound, chance, before = path.read_bytes(), random.Random(3), names_in(store)
    for _ in range(5_000 if soak else 150):
        flipped(path, sound, chance)
        accepted = not sentence(lambda: handover.take(store, OTHER, path, KEY))
        assert not accepted or names_in(store) == before
        assert not accepted, "a bit of the package made no difference"
    assert names_in(store) == before


@pytest.mark.parametrize("content", [b"", b"\0" * 500, b"PK\x03\x04", b"{}", b'{"needfolio": 1}', b"\xff\xfe" * 99])
def test_what_is_no_package_is_said_to_be_none(store: Store, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "package.nfh"
    path.write_bytes(content)
    assert sentence(lambda: handover.take(store, OTHER, path, KEY))
