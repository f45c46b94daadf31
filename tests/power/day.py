"""A day in the life of a store, one act after the other; each is acknowledged when its service has returned.

``python day.py DISK LIST PACKAGE``. With a disk that fills up, an act that is refused is acknowledged as refused.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

from app.errors import NeedfolioError
from app.services.base import access, backup, founding, ladder, restoring, settings
from app.services.base.store import Actor, KeyCost, Store
from app.services.people import customers, duplicates, erasure, handover
from app.services.people.customers import HouseholdDraft, MemberDraft
from tests.services.reading import import_customers

CHEAP = KeyCost(memory_kib=64, passes=1, lanes=1)
AGENT = Actor("A007", "周宁")
FIRST, SECOND = "correct horse", "four things: kite pear lamp"
PACKAGE_KEY = "a key of two agents"

disk, people, package = (Path(given) for given in sys.argv[1:4])
path = disk / "home" / "needfolio.db"
acks = os.open(disk / "acks", os.O_WRONLY | os.O_CREAT | os.O_APPEND)


def act(name: str, work: Callable[[], object]) -> None:
    """One act; what the program may refuse with a sentence is no fault."""
    try:
        work()
    except NeedfolioError as error:
        os.write(acks, f"no:{name}:{error.problems[0].code}\n".encode())
    else:
        os.write(acks, f"{name}\n".encode())


def add(store: Store, name: str) -> None:
    customers.add(store, AGENT, HouseholdDraft(MemberDraft(name, phone="1380000" + f"{abs(hash(name)) % 10000:04}")))


def opened(password: str, work: Callable[[Store], object]) -> None:
    store = Store.open(path, password)
    try:
        work(store)
    finally:
        store.close()


def ids(store: Store) -> list[str]:
    return [row.id for row in customers.page(store, limit=1000)]


def morning(store: Store) -> None:
    for number in range(4):
        act(f"add{number}", lambda number=number: add(store, f"先{number}"))  # type: ignore[misc]
    act("import", lambda: import_customers(store, AGENT, people))
    if len(two := ids(store)[:2]) == 2:
        act("merge", lambda: duplicates.join(store, AGENT, *two))
    act("take-over", lambda: handover.take(store, AGENT, package, PACKAGE_KEY))
    if two:
        act("bin", lambda: customers.archive(store, AGENT, ids(store)[0]))
    act("erase", lambda: erasure.erase(store, AGENT, erasure.in_bin(store)))
    act("backup", lambda: ladder.step(store))
    act("colour", lambda: settings.write(store, AGENT, "colour", "red"))
    act("password", lambda: access.change_password(store, AGENT, FIRST, SECOND, cost=CHEAP))


def restore() -> None:
    copy = next(iter(sorted(backup.folder_of(path).glob("*.db"))))
    restoring.restore(copy, path, restoring.by_password(FIRST))


act("begin", lambda: None)
act("create", lambda: founding.found(path, FIRST, AGENT, cost=CHEAP).close())
if path.exists():
    act("close", lambda: opened(FIRST, morning))
    now = SECOND if b"\npassword\n" in (disk / "acks").read_bytes() else FIRST
    act("evening", lambda: opened(now, lambda store: add(store, "晚")))
    act("data-key", lambda: access.new_data_key(path, now, cost=CHEAP))
    if backup.folder_of(path).exists() and list(backup.folder_of(path).glob("*.db")):
        act("restore", restore)
act("end", lambda: None)
