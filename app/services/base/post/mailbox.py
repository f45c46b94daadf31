"""A folder as the post office: a stick, a network drive, a folder that a sync tool carries.

Everybody has one file in it, with all that somebody still lacks; it is written anew when that changes, and is gone when
nobody lacks anything. A file that was lost, or lies there twice under other names, changes nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from app.enums import Arrival
from app.errors import InputError, Place, bad_input
from app.services.base import file_names
from app.services.base.file_faults import reason_of
from app.services.base.files import exported
from app.services.base.post import cards, identity, peers, receiving, sealing, sending
from app.services.base.post.identity import Identity
from app.services.base.post.receiving import Came
from app.services.base.store import Actor, Store

MAGIC, ENDING = b"NEEDFOLIO POST 1 ", ".nfpost"
LENGTH = 4  # bytes before each package
LARGEST = 256 * 1024 * 1024
LONGEST_HEAD = 200
NAMED = 8  # digits of a key in the name of a file


@dataclass(frozen=True, slots=True)
class Written:
    """``path`` is None where nothing had to be there; ``changed``: the file is another one than before."""

    path: Path | None
    packages: int
    changed: bool


def put(store: Store, actor: Actor, folder: Path) -> Written:
    """Write what is to go out into the folder. Raises InputError ``post_folder``, ``cannot_write``."""
    check(folder)
    own = identity.own(store, actor)
    if _owes(store):
        with store.write(actor, "post.answer") as session:
            session.note(count=sending.answer(session, own))
    with store.read() as session:
        found = [
            (sending.letter_of(sent), [peers.public_of(row) for row in rows], sent.digest)
            for sent, rows in sending.packages(session)
        ]
    path = folder / name_of(own, actor.code)
    if not found:
        with suppress(OSError):
            path.unlink(missing_ok=True)
        return Written(None, 0, False)
    head = MAGIC + _set_of(found).encode() + b"\n"
    if _head_of(path) == head:
        return Written(path, len(found), False)
    with exported(path, ENDING) as temporary, temporary.open("wb") as file:
        file.write(head)
        for letter, recipients, _ in found:
            package = sealing.sealed(letter, recipients)
            file.write(len(package).to_bytes(LENGTH) + package)
    return Written(path, len(found), True)


def take(store: Store, actor: Actor, source: Path) -> list[Came]:
    """Everything in the folder, or in one file, that is for us; what came is kept to be looked at. One entry for each
    package that is not for others. Raises InputError ``post_folder``, ``cannot_read`` for a single file."""
    own = identity.own(store, actor)
    if source.is_file():
        return _taken(store, actor, own, [source], alone=True)
    check(source)
    return _taken(store, actor, own, files(source, own, actor.code), alone=False)


def files(folder: Path, own: Identity, code: str) -> list[Path]:
    """What others left in the folder, by name. Copies that a sync tool made of a file count as well."""
    mine = name_of(own, code)
    found = sorted(one for one in folder.glob(f"*{ENDING}") if one.name != mine)
    return [one for one in found if one.is_file() and not one.is_symlink()]


def cards_in(folder: Path) -> list[tuple[Path, cards.Card]]:
    """The cards that lie in the folder and can be read."""
    found = []
    for path in sorted(folder.glob(f"*{cards.ENDING}")):
        with suppress(InputError):
            found.append((path, cards.read_file(path)))
    return found


def name_of(own: Identity, code: str, ending: str = ENDING) -> str:
    """The name of the one file a store has in a folder: the code, and the beginning of its key."""
    plain = "".join(letter if letter.isalnum() else "-" for letter in code)[:40] or "agent"
    return f"{plain}-{own.public.key[:NAMED]}{ending}"


def check(folder: Path) -> None:
    """Raises InputError ``post_folder`` where there is none."""
    if not file_names.is_folder(folder):
        raise bad_input("post_folder", Place(field="folder"), path=str(folder))


def _taken(store: Store, actor: Actor, own: Identity, paths: Sequence[Path], *, alone: bool) -> list[Came]:
    """In as many rounds as bring something new: what lies in a later file may be what an earlier one waits for."""
    found: dict[tuple[str, int], Came] = {}
    again = True
    while again:
        again = False
        for path in paths:
            for number, package in enumerate(_packages(path, alone=alone)):
                key = (path.name, number)
                before = found.get(key)
                if before is not None and before.arrival not in (Arrival.GAP, Arrival.FORK):
                    continue
                came = receiving.receive(store, actor, own, package) if package is not None else Came(Arrival.DAMAGED)
                again = again or came.arrival is Arrival.NEW
                if before is None or came.arrival is not Arrival.ALREADY:
                    found[key] = replace(came, file=path.name)
    _settle(store, actor, own)
    return [came for came in found.values() if came.arrival is not Arrival.OTHERS]


def _settle(store: Store, actor: Actor, own: Identity) -> None:
    with store.read() as session:
        if not sending.unsettled(session):
            return
    with store.write(actor, "post.settle") as session:
        for row in sending.unsettled(session):
            sending.settle(session, own, row)


def _packages(path: Path, *, alone: bool) -> Iterator[bytes | None]:
    """The packages of a file, None for what is none. A file that cannot be read now is left for the next time."""
    try:
        if path.stat().st_size > LARGEST:
            yield None
            return
        content = path.read_bytes()
    except OSError as error:
        if alone:
            raise bad_input("cannot_read", Place(file=path.name), reason=reason_of(error)) from error
        return
    at = content.find(b"\n", 0, LONGEST_HEAD) + 1
    if not content.startswith(MAGIC) or not at:
        yield None
        return
    while at < len(content):
        first = at + LENGTH
        at = first + int.from_bytes(content[at:first])
        yield content[first:at] if first < at <= len(content) else None


def _owes(store: Store) -> bool:
    with store.read() as session:
        return bool(sending.owed(session))


def _set_of(found: Sequence[tuple[bytes, list[identity.Public], str]]) -> str:
    """Tells whether the file there already holds just these, for just these."""
    told = [f"{digest}:{','.join(one.key for one in recipients)}" for _, recipients, digest in found]
    return hashlib.sha256("\n".join(told).encode()).hexdigest()


def _head_of(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.readline(LONGEST_HEAD)
    except OSError:
        return b""
