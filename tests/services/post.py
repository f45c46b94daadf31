"""Stores that write to each other: a lead's and some agents', each in a folder of its own, and one shared folder."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from app.enums import Arrival, PeerRole
from app.services.base import founding
from app.services.base.post import cards, items, mailbox, peers
from app.services.base.post.peers import Peer
from app.services.base.post.receiving import Came
from app.services.base.store import Actor, Store
from app.services.base.store.keys import keyslot_path
from app.services.front import post
from tests.conftest import CHEAP, NOW, PASSWORD


@dataclass
class Clock:
    """One for all: a minute passes whenever somebody asks."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


@dataclass
class Office:
    """One store and who works at it."""

    store: Store
    actor: Actor
    path: Path

    def send(
        self, folder: Path, *kinds: str, to: list[Peer] | None = None, letters: tuple = (), again: bool = False
    ) -> int:
        sent = post.send(self.store, self.actor, to or peers.pinned(self.store), kinds, letters, again=again)
        mailbox.put(self.store, self.actor, folder)
        return sent

    def put(self, folder: Path) -> mailbox.Written:
        return mailbox.put(self.store, self.actor, folder)

    def take(self, source: Path) -> list[Came]:
        return mailbox.take(self.store, self.actor, source)

    def arrivals(self, source: Path) -> list[Arrival]:
        return [came.arrival for came in self.take(source)]

    def accept(self, *theirs: str, mine: bool = False) -> int:
        """Everything that waits."""
        return sum(
            items.take(self.store, self.actor, one.id, post.kind_of, theirs, mine=mine)
            for one in items.waiting(self.store)
        )

    def peer(self, code: str) -> Peer:
        return peers.named(peers.everyone(self.store), code)


@dataclass
class Team:
    lead: Office
    agents: list[Office]
    folder: Path
    clock: Clock
    open: ExitStack = field(default_factory=ExitStack)


def office(path: Path, code: str, name: str, clock: Clock) -> Office:
    path.mkdir(parents=True)
    actor = Actor(code, name)
    founding.found(path / "needfolio.db", PASSWORD, actor, cost=CHEAP).close()
    return reopened(path, actor, clock)


def reopened(path: Path, actor: Actor, clock: Clock) -> Office:
    return Office(Store.open(path / "needfolio.db", PASSWORD, clock=clock), actor, path)


def know(one: Office, other: Office, role: PeerRole, back: PeerRole) -> None:
    """Both took the other's card and compared the words."""
    for here, there, as_what in ((one, other, role), (other, one, back)):
        card = cards.read(cards.text_of(there.store, there.actor))
        peers.pin(here.store, here.actor, peers.meet(here.store, here.actor, card, as_what).id)


@contextmanager
def team(place: Path, count: int = 1) -> Iterator[Team]:
    clock = Clock()
    folder = place / "shared"
    folder.mkdir()
    with ExitStack() as opened:
        lead = office(place / "lead", "L001", "周静", clock)
        opened.callback(lambda: lead.store.close())
        agents = []
        for number in range(1, count + 1):
            one = office(place / f"agent{number}", f"A{number:03}", f"组员{number}", clock)
            opened.callback(lambda one=one: one.store.close())
            know(lead, one, PeerRole.AGENT, PeerRole.LEAD)
            agents.append(one)
        yield Team(lead, agents, folder, clock)


def copied(one: Office) -> Path:
    """A copy of the store as it is now, as a backup would be."""
    target = one.path / "copy.db"
    target.unlink(missing_ok=True)
    one.store.copy_to(target)
    return target


def went_back(one: Office, copy: Path, clock: Clock) -> Office:
    """The store is what it was when it was copied."""
    one.store.close()
    real = one.path / "needfolio.db"
    for ending in ("", "-wal", "-shm", ".head"):
        real.with_name(real.name + ending).unlink(missing_ok=True)
    shutil.copyfile(copy, real)
    shutil.copyfile(keyslot_path(copy), keyslot_path(real))
    one.store = reopened(one.path, one.actor, clock).store
    return one
