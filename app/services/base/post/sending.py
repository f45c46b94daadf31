"""What goes out: packages in their row, one after the other for each of those they are for.

Each says, for every recipient, its number and the digest of the one before, and how far we have taken what came from
there. A recipient who lost steps says so by that, and the row is taken up where he stands.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import and_, case, delete, func, select
from sqlalchemy.orm import Session

from app.models import PostDelivery, PostPeer, PostSent
from app.models.base.rows import new_id
from app.services.base.post import sealing
from app.services.base.post.identity import Identity
from app.services.base.store import WriteSession, audit

KEPT = 400
"""Packages that are known to have come are kept so many, in case somebody goes back to an older copy."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to be sent: of a kind, with its parts by their keys."""

    kind: str
    content: Mapping[str, Any]
    id: str = field(default_factory=new_id, compare=False)

    @property
    def digest(self) -> str:
        """Of what it holds; the same for the same."""
        return digest_of(self.content)


def digest_of(content: Any) -> str:
    """SHA-256 of a JSON value, whatever the order of its keys."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sealing.digest(text.encode())


def write(session: WriteSession, identity: Identity, peers: Sequence[PostPeer], items: Sequence[Item]) -> PostSent:
    """Sign a package for these peers and put it in their rows."""
    head = audit.last(session)
    document = {
        "id": new_id(),
        "from": identity.public.key,
        "made_at": session.now.isoformat(),
        "to": {one.key: [one.sent + 1, one.sent_digest] for one in peers},
        "seen": {one.key: [one.taken, one.taken_digest] for one in peers},
        "head": [head.steps, head.digest],
        "items": [{"id": item.id, "kind": item.kind, "content": dict(item.content)} for item in items],
    }
    letter, digest = sealing.signed(identity, document)
    sent = PostSent(digest=digest, made_at=session.now, kinds=[i.kind for i in items], content=zlib.compress(letter, 6))
    session.add(sent)
    session.flush()
    for one in peers:
        session.add(PostDelivery(peer_id=one.id, number=one.sent + 1, digest=digest))
        one.sent, one.sent_digest, one.owes = one.sent + 1, digest, False
        one.lately = {**one.lately, **{item.kind: item.digest for item in items}}
    session.flush()
    _thin_out(session)
    return sent


def answer(session: WriteSession, identity: Identity) -> int:
    """A package without items to each who does not know yet that his came; returns to how many."""
    rows = owed(session)
    for row in rows:
        write(session, identity, [row], ())
    return len(rows)


def owed(session: Session) -> list[PostPeer]:
    """Those who do not know yet that theirs came."""
    query = select(PostPeer).where(PostPeer.owes, PostPeer.ended_at.is_(None), PostPeer.pinned_at.isnot(None))
    return list(session.scalars(query))


def unsettled(session: Session) -> list[PostPeer]:
    """Those who said something of how far ours came that was not seen to yet."""
    return list(session.scalars(select(PostPeer).where(PostPeer.unsettled)))


def settle(session: WriteSession, identity: Identity, row: PostPeer) -> None:
    """He said that he took ours up to a number, the last with such a digest. Where that is not what we believe, one of
    us went back to an older copy: the row goes on from where he stands, with everything that he lacks. Seen to once all
    that lies there is read: of several statements only the last is true."""
    row.unsettled = False
    number, digest = row.said, row.said_digest
    known = _digest_at(session, row, number) == digest
    lacks = _after(session, row, number if known else min(number, row.acked))
    if known and [one.number for one in lacks] == list(range(number + 1, row.sent + 1)):
        row.acked, row.acked_digest = number, digest
        return
    waiting = [item for one in lacks for item in _items_of(session, one)]
    session.execute(delete(PostDelivery).where(PostDelivery.peer_id == row.id))
    row.sent = row.acked = number
    row.sent_digest = row.acked_digest = digest
    session.flush()
    if waiting:
        write(session, identity, [row], waiting)


def packages(session: Session) -> list[tuple[PostSent, list[PostPeer]]]:
    """What somebody still lacks, in the order it was made, each with those it is for."""
    query = (
        select(PostSent, PostPeer)
        .join(PostDelivery, PostDelivery.digest == PostSent.digest)
        .join(PostPeer, PostPeer.id == PostDelivery.peer_id)
        .where(PostDelivery.number > PostPeer.acked, PostPeer.ended_at.is_(None))
        .order_by(PostSent.made_at, PostDelivery.number, PostPeer.id)
    )
    found: dict[str, tuple[PostSent, list[PostPeer]]] = {}
    for sent, peer in session.execute(query):
        found.setdefault(sent.digest, (sent, []))[1].append(peer)
    return list(found.values())


def letter_of(sent: PostSent) -> bytes:
    """As it was signed."""
    return zlib.decompress(sent.content)


def _digest_at(session: Session, row: PostPeer, number: int) -> str | None:
    if number == row.sent:
        return row.sent_digest
    if number == row.acked:
        return row.acked_digest
    if number == 0:
        return ""
    return session.scalar(
        select(PostDelivery.digest).where(PostDelivery.peer_id == row.id, PostDelivery.number == number)
    )


def _after(session: Session, row: PostPeer, last: int) -> list[PostDelivery]:
    query = select(PostDelivery).where(PostDelivery.peer_id == row.id, PostDelivery.number > last)
    return list(session.scalars(query.order_by(PostDelivery.number)))


def _items_of(session: Session, delivery: PostDelivery) -> Iterable[Item]:
    letter = letter_of(session.get_one(PostSent, delivery.digest))
    document = json.loads(letter[sealing.NAME + sealing.SIGNATURE :])
    return [Item(one["kind"], one["content"], one["id"]) for one in document["items"]]


def _thin_out(session: WriteSession) -> None:
    """Let go of the oldest that came everywhere."""
    query = (
        select(PostSent.digest)
        .join(PostDelivery, PostDelivery.digest == PostSent.digest, isouter=True)
        .join(PostPeer, PostPeer.id == PostDelivery.peer_id, isouter=True)
        .group_by(PostSent.digest, PostSent.made_at)
        .having(~_some_open())
        .order_by(PostSent.made_at.desc())
        .offset(KEPT)
    )
    for digest in session.scalars(query).all():
        session.execute(delete(PostDelivery).where(PostDelivery.digest == digest))
        session.execute(delete(PostSent).where(PostSent.digest == digest))


def _some_open() -> Any:
    is_open = and_(PostDelivery.number > PostPeer.acked, PostPeer.ended_at.is_(None))
    return func.coalesce(func.max(case((is_open, 1), else_=0)), 0) > 0
