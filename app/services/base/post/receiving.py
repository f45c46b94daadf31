"""What comes in: a package is believed when a pinned key signed it for us, and applied in its row, once.

Nothing of it changes a record here: its things wait until somebody has seen what they would change.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from app.enums import Arrival, ItemState
from app.models import PostItem, PostPeer
from app.services.base.post import sealing
from app.services.base.post.identity import Identity
from app.services.base.post.sealing import Letter, NotSound
from app.services.base.store import Actor, Store, WriteSession

MOST_ITEMS, MOST_PARTS, LONGEST_WORD, LONGEST_KEY = 200, 20_000, 40, 200


@dataclass(frozen=True, slots=True)
class Came:
    """What became of one package. ``number`` is its place in the row, ``wanted`` the one that is awaited."""

    arrival: Arrival
    peer: str = ""  # id
    name: str = ""
    number: int = 0
    wanted: int = 0
    items: int = 0
    file: str = ""


@dataclass(frozen=True, slots=True)
class Parcel:
    """A package opened, its document looked through."""

    number: int
    before: str
    made_at: datetime
    seen: tuple[int, str]
    head: tuple[int, str]
    items: tuple[tuple[str, str, Mapping[str, Any]], ...]


def receive(store: Store, actor: Actor, identity: Identity, package: bytes) -> Came:
    """Take a package in, or say why not."""
    try:
        letter = sealing.opened(package, identity)
        if letter is None:
            return Came(Arrival.OTHERS)
        with store.read() as session:
            row = session.scalars(select(PostPeer).where(PostPeer.key == letter.sender)).one_or_none()
        if row is None or row.pinned_at is None:
            return Came(Arrival.STRANGER)
        if not letter.by(bytes.fromhex(row.sign_key)):
            return Came(Arrival.DAMAGED)
        if row.ended_at is not None:
            return Came(Arrival.ENDED, row.id, row.name or row.code)
        parcel = _parcel(letter, identity.public.key)
    except NotSound:
        return Came(Arrival.DAMAGED)
    found = _arrival(row, parcel, letter.digest)
    if found is Arrival.ALREADY or (found is not Arrival.NEW and not _is_later(row, parcel)):
        return _came(found, row, parcel)
    with store.write(actor, "post.receive") as session:
        row = session.get_one(PostPeer, row.id)
        session.note(peer=row.id, number=parcel.number, arrival=found.value, digest=letter.digest)
        if _is_later(row, parcel):
            _hear(row, parcel, found)
        if found is Arrival.NEW:
            _keep(session, row, parcel, letter.digest)
        return _came(found, row, parcel)


def _arrival(row: PostPeer, parcel: Parcel, digest: str) -> Arrival:
    if parcel.number > row.taken + 1:
        return Arrival.GAP
    if parcel.number == row.taken + 1:
        return Arrival.NEW if parcel.before == row.taken_digest else Arrival.FORK
    if parcel.number == row.taken:
        return Arrival.ALREADY if digest == row.taken_digest else Arrival.FORK
    return Arrival.ALREADY if not _is_later(row, parcel) else Arrival.FORK


def _is_later(row: PostPeer, parcel: Parcel) -> bool:
    return row.heard_at is None or parcel.made_at > row.heard_at


def _hear(row: PostPeer, parcel: Parcel, found: Arrival) -> None:
    """What a believed package says besides its things: how far our own came, and how far the other store is. Heard of
    one out of its row as well, or two who both went back to older copies would wait for each other for ever; of one
    written earlier than what we heard already, it is no news."""
    steps, head = parcel.head
    if found is Arrival.FORK or steps < row.steps or (steps == row.steps and row.head not in ("", head)):
        row.went_back = True
    row.heard_at, row.steps, row.head = parcel.made_at, steps, head
    row.said, row.said_digest = parcel.seen
    row.unsettled = True
    row.owes = row.owes or found is not Arrival.NEW


def _keep(session: WriteSession, row: PostPeer, parcel: Parcel, digest: str) -> None:
    row.taken, row.taken_digest = parcel.number, digest
    row.owes = row.owes or bool(parcel.items)
    known = set(session.scalars(select(PostItem.letter).where(PostItem.peer_id == row.id)))
    for position, (letter, kind, content) in enumerate(parcel.items):
        if letter in known:
            continue  # sent again, after one of us went back to an older copy
        item = PostItem(peer_id=row.id, letter=letter, kind=kind, content=dict(content))
        item.number, item.position, item.made_at = parcel.number, position, parcel.made_at
        item.state = ItemState.WAITING.value
        session.add(item)


def _came(found: Arrival, row: PostPeer, parcel: Parcel) -> Came:
    items = len(parcel.items) if found is Arrival.NEW else 0
    return Came(found, row.id, row.name or row.code, parcel.number, row.taken + (found is not Arrival.NEW), items)


def _parcel(letter: Letter, own_key: str) -> Parcel:
    """Raises NotSound: whatever a signed document holds, it is looked at as if a stranger had written it."""
    document = letter.document()
    try:
        if document["from"] != letter.sender:
            raise NotSound
        made_at = datetime.fromisoformat(document["made_at"])
        if made_at.tzinfo is None or len(document["items"]) > MOST_ITEMS:
            raise NotSound
        number, before = _pair(document["to"][own_key])
        if not number:
            raise NotSound
        items = tuple((_word(one["id"]), _word(one["kind"]), _content(one["content"])) for one in document["items"])
        return Parcel(number, before, made_at, _pair(document["seen"][own_key]), _pair(document["head"]), items)
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError):
        raise NotSound from None


def _pair(value: Any) -> tuple[int, str]:
    number, text = value
    if not isinstance(number, int) or isinstance(number, bool) or not 0 <= number < 1 << 53:
        raise NotSound
    if not isinstance(text, str) or len(text) > 64:
        raise NotSound
    return number, text


def _word(value: Any) -> str:
    if not isinstance(value, str) or not 0 < len(value) <= LONGEST_WORD:
        raise NotSound
    return value


def _content(value: Any) -> Mapping[str, Any]:
    if not isinstance(value, dict) or len(value) > MOST_PARTS or any(len(key) > LONGEST_KEY for key in value):
        raise NotSound
    return value
