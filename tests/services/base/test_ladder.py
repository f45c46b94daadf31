"""Backups by themselves: when one is made, which stay, the second place, and the drill."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import InputError, StoreError
from app.services.base import backup, ladder, restoring, settings
from app.services.base.store import Actor, Store, place
from app.services.base.store.engine import connect
from app.services.base.store.keys import keyslot_path
from app.services.rules.base import ladder as rule
from tests.conftest import NOW, PASSWORD

TIMES = st.integers(0, 3 * 365 * 24 * 60).map(
    lambda minutes: datetime(2024, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)


def copies(store: Store) -> list[str]:
    return sorted(path.name for path in backup.folder_of(store.path).glob("*-auto-*.db"))


@given(st.lists(TIMES, max_size=60))
def test_the_last_of_each_day_week_and_month_stays(times: list[datetime]) -> None:
    staying = rule.kept(times)
    assert staying <= set(times)
    assert len(staying) <= rule.DAYS + rule.WEEKS + rule.MONTHS
    assert not times or max(times) in staying
    for most, name in ((12, "%Y-%m-%d"), (10, "%G-%V"), (9, "%Y-%m")):
        periods = sorted({f"{at:{name}}" for at in times}, reverse=True)[:most]
        for period in periods:
            assert max(at for at in times if f"{at:{name}}" == period) in staying


@given(st.lists(TIMES, max_size=60), TIMES)
def test_thinning_out_again_takes_nothing_more(times: list[datetime], later: datetime) -> None:
    once = rule.kept(times)
    assert rule.kept(once) == once
    assert rule.kept([*once, later]) <= {*once, later}


def test_a_copy_is_made_when_something_changed_and_only_then(store: Store, actor: Actor) -> None:
    assert ladder.state(store).last is None
    first = ladder.step(store)
    assert first is not None
    assert ladder.step(store) is None
    settings.write(store, actor, "colour", "red")
    assert ladder.changed(store)
    second = ladder.step(store)
    assert second is not None
    assert copies(store) == [second.name], "the last of a day is the one that stays"
    last = ladder.state(store).last
    assert last is not None
    assert last.path == second
    seen = restoring.preview(last.path, restoring.by_key(store.data_key))
    assert seen.steps == store.steps().steps


def test_old_copies_are_thinned_out_with_their_keys(store: Store, actor: Actor) -> None:
    made = ladder.step(store)
    assert made is not None
    for day in range(60):
        at = datetime(2026, 1, 1, 8, tzinfo=UTC) + timedelta(days=day)
        old = made.with_name(f"needfolio-auto-{at:%Y%m%d-%H%M%S}-000000.db")
        for part in place.there(made):
            place.beside(old, part).write_bytes(place.beside(made, part).read_bytes())
    settings.write(store, actor, "colour", "red")
    ladder.step(store)
    left = copies(store)
    assert len(left) <= rule.DAYS + rule.WEEKS + rule.MONTHS
    assert len(left) > rule.DAYS
    assert len(list(made.parent.glob("*.keys"))) == len(left)


def test_a_damaged_store_makes_no_copy_and_loses_none(store: Store, actor: Actor, store_file: Path) -> None:
    ladder.step(store)
    settings.write(store, actor, "colour", "red")
    store.rest()
    before = copies(store)
    content = bytearray(store_file.read_bytes())
    for start in range(40_000, len(content), 4096):
        content[start] ^= 1
    store_file.write_bytes(content)
    with pytest.raises(StoreError, match="store_damaged"):
        ladder.step(store)
    assert copies(store) == before


def test_the_second_place_gets_each_copy_and_says_when_it_had_none(store: Store, actor: Actor, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    with pytest.raises(InputError, match="second_place"):
        ladder.choose_second(store, actor, stick)
    with pytest.raises(InputError, match="second_place"):
        ladder.choose_second(store, actor, store.path.parent)
    stick.mkdir()
    ladder.choose_second(store, actor, stick)
    known = ladder.state(store)
    assert ladder.second_is_late(known, NOW)
    made = ladder.step(store)
    assert made is not None
    known = ladder.state(store)
    assert (known.second, known.copied) == (stick, NOW)
    assert not ladder.second_is_late(known, NOW + timedelta(days=6))
    assert ladder.second_is_late(known, NOW + timedelta(days=7))
    opened = Store.open(stick / made.name, PASSWORD)
    opened.close()
    stick.rename(tmp_path / "pulled out")
    settings.write(store, actor, "colour", "red")
    assert ladder.step(store) is not None, "the copy here is made all the same"


def test_a_drill_brings_the_last_copy_back_and_leaves_nothing(store: Store, actor: Actor, tmp_path: Path) -> None:
    assert ladder.drill(store) is None
    assert not ladder.drill_is_due(ladder.state(store), NOW)
    settings.write(store, actor, "colour", "red")
    made = ladder.step(store)
    assert made is not None
    assert ladder.drill_is_due(ladder.state(store), NOW)
    done = ladder.drill(store)
    assert done == ladder.state(store).drill
    assert done is not None
    assert (done.fault, done.copy) == ("", made.name)
    assert not ladder.drill_is_due(ladder.state(store), NOW + timedelta(days=29))
    assert not list(tmp_path.glob("**/needfolio-*/needfolio.db"))


def test_a_drill_of_a_copy_that_is_another_store_fails(store: Store, actor: Actor) -> None:
    settings.write(store, actor, "colour", "red")
    made = ladder.step(store)
    assert made is not None
    connection = connect(made, store.data_key)
    connection.execute("UPDATE audit SET actor = 'A999' WHERE id = 1")
    connection.close()
    done = ladder.drill(store)
    assert done is not None
    assert done.fault


def test_copies_made_before_something_large_go_after_nine_months(store: Store, actor: Actor) -> None:
    """They were kept for good, five of each kind, and whoever was erased with them."""
    made = backup.before(store, "erase")
    stale = made.with_name("needfolio-before-erase-20260101-080000-000000.db")
    young = made.with_name("needfolio-before-erase-20260301-080000-000000.db")
    aside = made.with_name("needfolio-replaced-20250101-080000-000000.db")
    for other in (stale, young, aside):
        shutil.copyfile(made, other)
        shutil.copyfile(keyslot_path(made), keyslot_path(other))
    settings.write(store, actor, "colour", "red")
    assert ladder.step(store) is not None
    assert {path.exists() for path in (made, young, aside)} == {True}
    assert not stale.exists()
