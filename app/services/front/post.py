"""Every kind of thing that the post carries: the one list of them. A new kind is a module in its family and a line.

And what is done with it as a whole: what is new for whom, one package for all or one for each, to be put into a folder.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from app.enums import PeerRole
from app.errors import bad_input
from app.models import PostPeer
from app.services.base.post import identity, items, sending
from app.services.base.post.kinds import ItemKind
from app.services.base.post.peers import Peer
from app.services.base.post.sending import Item
from app.services.base.store import Actor, Store, WriteSession


def _catalogue() -> ItemKind:
    from app.services.offers.catalogue.post_kind import ENTRY

    return ENTRY


def _templates() -> ItemKind:
    from app.services.needs.interviews.post_kind import ENTRY

    return ENTRY


def _kpis() -> ItemKind:
    from app.services.measures.kpis.post_kind import ENTRY

    return ENTRY


def _targets() -> ItemKind:
    from app.services.figures.targets.post_kind import ENTRY

    return ENTRY


def _actions() -> ItemKind:
    from app.services.day.post_kind import ENTRY

    return ENTRY


def _reviews() -> ItemKind:
    from app.services.team.reviews.post_kind import ENTRY

    return ENTRY


def _answers() -> ItemKind:
    from app.services.team.approvals.post_kind import ENTRY

    return ENTRY


def _weekly() -> ItemKind:
    from app.services.team.weekly.post_kind import ENTRY

    return ENTRY


def _messages() -> ItemKind:
    from app.services.base.post.messages import ENTRY

    return ENTRY


KINDS: Mapping[str, Callable[[], ItemKind]] = {
    "catalogue": _catalogue,
    "templates": _templates,
    "kpis": _kpis,
    "targets": _targets,
    "actions": _actions,
    "answers": _answers,
    "reviews": _reviews,
    "weekly": _weekly,
    "message": _messages,
}
"""By key, in the order in which they are sent; a family is loaded when its kind is asked for."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What there is to send to somebody: kind → how many parts; ``new`` are the kinds that changed since last sent."""

    peer: Peer
    parts: Mapping[str, int]
    new: tuple[str, ...]


def kind_of(key: str) -> ItemKind | None:
    """What its family says of a kind; None for one this program does not know."""
    return KINDS[key]() if key in KINDS else None


def offered_to(role: PeerRole) -> list[str]:
    """The kinds that go to somebody of this role without being written for him."""
    if role is PeerRole.COLLEAGUE:
        return []
    return [key for key in KINDS if (kind := KINDS[key]()).offered and (kind.down if _led(role) else kind.up)]


def outgoing(store: Store, peers: Sequence[Peer]) -> list[Outgoing]:
    """What could be sent to each of these, and what of it is new."""
    found = []
    with store.read() as session:
        for peer in peers:
            row = session.get_one(PostPeer, peer.id)
            ready = _items(store, session, row, offered_to(peer.role))
            new = tuple(item.kind for item in ready if row.lately.get(item.kind) != item.digest)
            found.append(Outgoing(peer, {item.kind: len(item.content) for item in ready}, new))
    return found


def send(
    store: Store,
    actor: Actor,
    peers: Sequence[Peer],
    kinds: Collection[str],
    letters: Sequence[Item] = (),
    *,
    again: bool = False,
) -> int:
    """Sign what is to go to these: what changed of the ``kinds`` since it was last sent (``again``: all of it), and
    ``letters`` written for them. Those who get the same get one package. Returns to how many something goes; nothing is
    in a folder yet. Raises InputError ``nothing_chosen`` without anybody."""
    if not peers:
        raise bad_input("nothing_chosen")
    own = identity.own(store, actor)
    with store.write(actor, "post.send") as session:
        ready: dict[str, list[Item]] = {}
        for peer in peers:
            row = session.get_one(PostPeer, peer.id)
            wanted = [key for key in offered_to(peer.role) if key in kinds]
            found = _items(store, session, row, wanted)
            ready[row.id] = [one for one in found if again or row.lately.get(one.kind) != one.digest] + list(letters)
        for peer in peers:
            for item in ready[peer.id] if _led(peer.role) else ():
                if (kind := kind_of(item.kind)) is not None and kind.up and not kind.letter:
                    items.first_sent(session, item.kind, item.content)
        count = _write(session, own, ready)
        _tell_sent(session, ready)
        session.note(peers=count, kinds=sorted({item.kind for found in ready.values() for item in found}))
        return count


def _write(session: WriteSession, own: identity.Identity, ready: Mapping[str, list[Item]]) -> int:
    """What all of several get goes in one package, what is somebody's own in another."""
    counts: dict[str, int] = {}
    for found in ready.values():
        for item in found:
            counts[item.kind + item.digest] = counts.get(item.kind + item.digest, 0) + 1
    groups: dict[tuple[str, ...], tuple[list[PostPeer], list[Item]]] = {}
    alone: list[tuple[PostPeer, list[Item]]] = []
    for id, found in ready.items():
        row = session.get_one(PostPeer, id)
        shared = [item for item in found if counts[item.kind + item.digest] > 1]
        key = tuple(item.kind + item.digest for item in shared)
        if shared:
            groups.setdefault(key, ([], shared))[0].append(row)
        if own_items := [item for item in found if counts[item.kind + item.digest] == 1]:
            alone.append((row, own_items))
    for rows, shared in groups.values():
        sending.write(session, own, rows, shared)
    for row, own_items in alone:
        sending.write(session, own, [row], own_items)
    return sum(1 for found in ready.values() if found)


def _tell_sent(session: WriteSession, ready: Mapping[str, list[Item]]) -> None:
    """Families that remember what went out."""
    for item in (item for found in ready.values() for item in found):
        kind = kind_of(item.kind)
        if kind is not None and kind.sent is not None:
            kind.sent(session, item.content)


def _items(store: Store, session: Session, row: PostPeer, kinds: Collection[str]) -> list[Item]:
    sides = items.sides_of(store, session, row)
    found = []
    for key in kinds:
        kind = KINDS[key]()
        parts: dict[str, Any] = {
            name: value for name, value in kind.parts(session, sides).items() if kind.lasting(value, sides.today)
        }
        if parts or (kind.whole and key in row.lately):  # the last one taken out is told as well
            found.append(Item(key, parts))
    return found


def _led(role: PeerRole) -> bool:
    """Whether what goes there goes down."""
    return role is PeerRole.AGENT
