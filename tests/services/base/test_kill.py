"""Nothing that was acknowledged is lost, whatever kills the process at whatever moment."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import select

from app.models import Activity, Household
from app.services.base.store import Actor, Store
from app.services.base.store.keys import keyslot_path
from app.services.people import customers
from app.services.people.customers import HouseholdDraft, MemberDraft
from tests.conftest import PASSWORD

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no fork, by which rounds are cheap")
ROOT = Path(__file__).resolve().parents[3]
# Imports once, then for every line a child that writes until it is killed. One write(2) a line: none is half there.
WRITERS = """
import gc, itertools, os, sys
from datetime import date
from pathlib import Path
from app.enums import ActivityKind, ActivityStatus, Relation
from app.services.day import activities
from app.services.people import customers
from app.services.day.activities import ActivityDraft
from app.services.people.customers import HouseholdDraft, MemberDraft
from app.services.base.store import Actor, Store

def say(*words):
    os.write(1, (" ".join(words) + "\\n").encode())

def work(path, password, numbers):
    store, actor = Store.open(path, password), Actor("A001", "")
    say("ready", str(os.getpid()))
    for number in numbers:
        row = customers.add(store, actor, HouseholdDraft(MemberDraft(f"王{number}", Relation.SELF)))
        say("household", row.id)
        draft = ActivityDraft(ActivityKind.CALL, date(2026, 11, 24), ActivityStatus.DONE, row.id, note="电话" * 200)
        say("activity", activities.add(store, actor, draft).id)

    store.close()

path, password = Path(sys.argv[1]), sys.argv[2]
work(path, password, range(1))  # what is costly the first time is done before the children are made
gc.freeze()
for _ in sys.stdin:
    child = os.fork()
    if child == 0:
        try:
            work(path, password, itertools.count())
        finally:
            os._exit(1)
    os.waitpid(child, 0)
    say("gone")
"""


def test_acknowledged_writes_survive_kill(store_file: Path, soak: bool) -> None:
    chance = random.Random(20261124)
    rounds = 10_000 if soak else 120
    command = [sys.executable, "-c", WRITERS, str(store_file), PASSWORD]
    writers = subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8", bufsize=1
    )
    assert writers.stdin is not None
    assert writers.stdout is not None
    acknowledged: dict[str, set[str]] = {"ready": set(), "household": set(), "activity": set()}
    for _ in range(3):
        kind, id = writers.stdout.readline().split()
        acknowledged[kind].add(id)
    for number in range(1, rounds + 1):
        writers.stdin.write("go\n")
        word, process = writers.stdout.readline().split()
        assert word == "ready"
        for _ in range(chance.randrange(0, 4)):
            kind, id = writers.stdout.readline().split()
            acknowledged[kind].add(id)
        time.sleep(chance.random() * 0.01)  # somewhere within the next unit of work
        os.kill(int(process), signal.SIGKILL)
        while (line := writers.stdout.readline()) != "gone\n":
            kind, id = line.split()
            acknowledged[kind].add(id)
        if number % 40 == 0:  # what is lost stays lost: it is found then
            check(store_file, acknowledged)
    writers.stdin.close()
    assert writers.wait() == 0
    assert len(acknowledged["household"]) + len(acknowledged["activity"]) > rounds


def check(path: Path, acknowledged: dict[str, set[str]]) -> None:
    store = Store.open(path, PASSWORD)
    try:
        with store.read() as session:
            assert acknowledged["household"] <= set(session.scalars(select(Household.id)))
            assert acknowledged["activity"] <= set(session.scalars(select(Activity.id)))
        assert store.faults() == []
    finally:
        store.close()


def test_a_write_ahead_log_torn_by_a_power_cut_keeps_what_came_before(store_file: Path, tmp_path: Path) -> None:
    """The last unit of work may be half on the disk; those before it are there, and nothing of it shows."""
    store, actor = Store.open(store_file, PASSWORD), Actor("A001", "")
    log = store_file.with_name(store_file.name + "-wal")
    for number in range(5):
        customers.add(store, actor, HouseholdDraft(MemberDraft(f"先{number}")))
    kept = log.stat().st_size
    customers.add(store, actor, HouseholdDraft(MemberDraft("后来")))
    whole = log.read_bytes()
    assert len(whole) > kept
    chance = random.Random(7)
    for number in range(12):
        length = chance.randrange(kept, len(whole))
        path = tmp_path / f"cut{number}" / store_file.name
        path.parent.mkdir()
        shutil.copyfile(store_file, path)
        shutil.copyfile(keyslot_path(store_file), keyslot_path(path))
        path.with_name(path.name + "-wal").write_bytes(whole[:length])
        torn = Store.open(path, PASSWORD)
        assert {row.name for row in customers.search(torn, "先")} == {f"先{number}" for number in range(5)}
        assert customers.search(torn, "后来") == []
        assert torn.faults() == []
        torn.close()
    store.close()
