"""A machine that loses its power, a process that is killed, a disk that is full: at any step of a whole day.

The day of ``day.py`` is run once under watch: create, write, import, merge, take over, erase, back up, change the
password, a new data key, restore. After any step on the disk the store of then is laid out and opened.
"""

from __future__ import annotations

import hashlib
import random
import shutil
import stat
from pathlib import Path

import pytest
from sqlalchemy import select

from app.errors import NeedfolioError
from app.models import Base
from app.paths import journal_of
from app.services.base import founding, ladder
from app.services.base.store import Actor, Store
from app.services.people import customers, handover
from app.services.people.customers import HouseholdDraft, MemberDraft
from tests.conftest import CHEAP
from tests.power import recording
from tests.power.recording import Disk, Step

HERE = Path(__file__).resolve().parent
FIRST, SECOND, PACKAGE_KEY = "correct horse", "four things: kite pear lamp", "a key of two agents"
ACTS = ("create", "add0", "add3", "import", "merge", "take-over", "bin", "erase", "backup", "colour", "password",
        "close", "evening", "data-key", "restore")  # fmt: skip
UNTOLD = {"setting", "draft"}  # what the program remembers of itself
NOTHING = "no store yet"


@pytest.fixture(scope="module")
def given(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """A list to import and a package to take over."""
    folder = tmp_path_factory.mktemp("given")
    people, package, other = folder / "名单 一.csv", folder / "package.nfh", Actor("A002", "张强")
    people.write_text("姓名,电话\n" + "".join(f"李{n},1390000{n:04}\n" for n in range(30)), encoding="utf-8")
    store = founding.found(folder / "giver" / "needfolio.db", FIRST, other, cost=CHEAP)
    family = customers.add(store, other, HouseholdDraft(MemberDraft("交接", phone="13911112222"))).id
    handover.give(store, other, [family], package, password=PACKAGE_KEY, to="周宁", consent="书面", cost=CHEAP)
    store.close()
    return str(people), str(package)


@pytest.fixture(scope="module")
def recorder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return recording.library(tmp_path_factory.mktemp("recorder"))


@pytest.fixture(scope="module")
def day(recorder: Path, given: tuple[str, str], tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Step]]:
    disk = tmp_path_factory.mktemp("磁盘 一") / "disk"
    disk.mkdir()
    done = recording.run(recorder, disk, HERE / "day.py", *given)
    assert done.returncode == 0, done.stderr
    taken = recording.steps(disk)
    acks = [name for step in taken if step.path.endswith("/acks") for name in step.data.decode().split()]
    assert set(ACTS) < set(acks)
    assert not any(name.startswith("no:") for name in acks)
    return disk, taken


def test_the_steps_make_the_disk_that_is_there(day: tuple[Path, list[Step]], tmp_path: Path) -> None:
    """What was written down is all that happened: gone through without a cut it is what the day has left."""
    root, taken = day
    disk = Disk(root)
    for step in taken:
        disk.take(step)
    disk.cut(tmp_path / "again", None)

    def contents(folder: Path) -> dict[str, bytes]:
        return {
            str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*")
            if path.is_file() and path.name != "acks" and not path.name.endswith("-shm")
        }  # fmt: skip

    assert contents(tmp_path / "again") == contents(root)


def test_a_day_leaves_files_for_its_owner_alone(day: tuple[Path, list[Step]]) -> None:
    """The head of a store with a new key was once readable by everybody."""
    home = day[0] / "home"
    open_to_others = [path for path in (home, *home.rglob("*")) if stat.S_IMODE(path.stat().st_mode) & 0o077]
    assert open_to_others == []


def test_no_cut_of_the_power_loses_what_was_acknowledged(
    day: tuple[Path, list[Step]], known: list[str], tmp_path: Path, soak: bool
) -> None:
    chance = random.Random(20261124)
    cuts = go_through(Disk(day[0]), day[1], known, tmp_path, chance, each=120 if soak else 4, cut=chance)
    assert cuts > (1_500 if soak else 70)


def test_no_kill_at_any_step_of_any_act_loses_or_halves_anything(
    day: tuple[Path, list[Step]], known: list[str], tmp_path: Path, soak: bool
) -> None:
    chance = random.Random(7)
    cuts = go_through(Disk(day[0]), day[1], known, tmp_path, chance, each=120 if soak else 3, cut=None)
    assert cuts > (1_500 if soak else 50)


def test_a_disk_that_lies_is_found_out(day: tuple[Path, list[Step]], known: list[str], tmp_path: Path) -> None:
    """The same look at a disk that has not synced what it said finds lost acts: it would find ours."""
    chance = random.Random(5)
    with pytest.raises((AssertionError, NeedfolioError)):
        go_through(Disk(day[0], lies=True), day[1], known, tmp_path, chance, each=4, cut=chance)


def go_through(
    disk: Disk, taken: list[Step], known: list[str], place: Path, chance: random.Random, *,
    each: int, cut: random.Random | None,
) -> int:  # fmt: skip
    """Open what is there after many moments of the day. Between two acknowledgements it is as at the one or the other:
    no act is half there, and none that was acknowledged is missing. Returns how many moments were looked at."""
    wanted, seen = set(recording.moments(taken, chance, each)), 0
    for number, step in enumerate(taken):
        disk.take(step)
        if number not in wanted or not disk.acks:
            continue
        seen += 1
        found = state_at(disk, place / "cut", cut)
        at = len(disk.acks) - 1
        allowed = {known[at], known[min(at + 1, len(known) - 1)]}
        assert found in allowed, (number, step.kind, step.path, disk.acks[-1], found == NOTHING)
    return seen


@pytest.fixture(scope="module")
def known(day: tuple[Path, list[Step]], tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What the store says when each act was acknowledged."""
    disk, place, known = Disk(day[0]), tmp_path_factory.mktemp("known"), []
    for step in day[1]:
        before = len(disk.acks)
        disk.take(step)
        if len(disk.acks) > before:
            known.append(state_at(disk, place / "disk", None))
    assert known[0] == NOTHING
    assert len(set(known)) > 10
    return known


def state_at(disk: Disk, place: Path, cut: random.Random | None) -> str:
    disk.cut(place, cut)
    try:
        return state(place / "home" / "needfolio.db")
    finally:
        shutil.rmtree(place)


def state(path: Path) -> str:
    """A digest of every row there is; the store opens with the old password or the new one, and is sound."""
    if not path.exists() and not journal_of(path).exists():
        founding.found(path, FIRST, cost=CHEAP).close()  # a new beginning is not barred
        return NOTHING
    try:
        store = Store.open(path, SECOND)
    except NeedfolioError as error:
        if error.problems[0].code != "wrong_password":
            raise
        store = Store.open(path, FIRST)
    try:
        assert store.faults() == []
        seal = hashlib.sha256()
        with store.read() as session:
            for table in Base.metadata.sorted_tables:
                if table.name not in UNTOLD:
                    rows = session.execute(select(table).order_by(*table.primary_key))
                    seal.update(repr([tuple(row) for row in rows]).encode())
        return seal.hexdigest()
    finally:
        store.close()


def test_a_disk_that_is_full_at_any_size_ends_in_true_sentences(
    recorder: Path, given: tuple[str, str], day: tuple[Path, list[Step]], tmp_path: Path, soak: bool
) -> None:
    """Each act is done or refused with a sentence; what is refused is not there; with room again the store goes on."""
    need = sum(len(step.data) for step in day[1] if step.kind == "w")
    chance = random.Random(3)
    refused = 0
    for room in sorted(chance.sample(range(need), 120 if soak else 4)):
        disk = tmp_path / f"room{room}"
        disk.mkdir()
        done = recording.run(recorder, disk, HERE / "day.py", *given, room=room)
        assert done.returncode == 0, (room, done.stderr)
        acks = (disk / "acks").read_text(encoding="utf-8").split()
        refused += any(ack.startswith("no:") for ack in acks)
        path = disk / "home" / "needfolio.db"
        if state(path) != NOTHING:
            looked(path, acks)
        shutil.rmtree(disk)
        recording.list_of(disk).unlink()
    assert refused


def looked(path: Path, acks: list[str]) -> None:
    """Where the day ended with the store it began with, the four first customers are told truly; it can be written."""
    try:
        store = Store.open(path, SECOND)
    except NeedfolioError:
        store = Store.open(path, FIRST)
    try:
        customers.add(store, Actor("A007", "周宁"), HouseholdDraft(MemberDraft("再")))
        names = {row.name for row in customers.page(store, limit=1000)}
        if "merge" not in acks and "restore" not in acks:
            for number in range(4):
                assert (f"先{number}" in names) == (f"add{number}" in acks), number
        if "restore" not in acks:
            assert ("晚" in names) == ("evening" in acks)
        ladder.step(store)
        assert store.faults() == []
    finally:
        store.close()
