"""Those we write to: met by a card, pinned once the six words were compared, ended when they leave or have new keys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.enums import Language, PeerRole, PeerState
from app.errors import Place, bad_input
from app.models import PostDelivery, PostPeer, PostSent
from app.services.base.post import identity, spoken
from app.services.base.post.cards import Card
from app.services.base.post.identity import Public
from app.services.base.store import Actor, Store


@dataclass(frozen=True, slots=True)
class Peer:
    """Somebody as the list shows him. ``open_packages``: written to him and not known to be there. ``went_back``: his
    store lacks steps it once had, so an older copy of it was restored. ``replaces``: an earlier card of the same code
    is pinned."""

    id: str
    public: Public
    code: str
    name: str
    team: str
    role: PeerRole
    state: PeerState
    sent: int
    open_packages: int
    taken: int
    heard_at: datetime | None
    went_back: bool
    replaces: bool

    def words(self, language: Language) -> tuple[str, ...]:
        """The six words of his card."""
        return spoken.words(self.public, language)


def everyone(store: Store) -> list[Peer]:
    """By code; who was ended is the last."""
    with store.read() as session:
        return of_session(session)


def of_session(session: Session) -> list[Peer]:
    """The same within a unit of work."""
    rows = session.scalars(select(PostPeer).order_by(PostPeer.ended_at.isnot(None), PostPeer.code, PostPeer.created_at))
    return [row_of(session, row) for row in rows]


def pinned(store: Store, role: PeerRole | None = None) -> list[Peer]:
    """Those who can be written to, of one role or of all."""
    return [one for one in everyone(store) if one.state is PeerState.PINNED and role in (None, one.role)]


def meet(store: Store, actor: Actor, card: Card, role: PeerRole) -> Peer:
    """Take a card. Nothing is sent to its owner or taken from him before the words were compared. Taking it again
    changes what it says of him and nothing else. Raises InputError ``post_own_card``.
    """
    if identity.own(store, actor).public == card.public:
        raise bad_input("post_own_card", Place(field="card"))
    with store.write(actor, "post.meet") as session:
        row = _of_key(session, card.public.key)
        if row is None:
            row = PostPeer(
                key=card.public.key, sign_key=card.public.sign.hex(), seal_key=card.public.seal.hex(), code=card.code,
                role=role.value,
            )  # fmt: skip
            session.add(row)
        row.code, row.name, row.team, row.role = card.code, card.name, card.team, role.value
        session.flush()
        session.note(peer=row.id, role=role.value)
        return row_of(session, row)


def pin(store: Store, actor: Actor, peer_id: str) -> Peer:
    """The six words were the same: from now on his packages are believed. An earlier card of the same code is ended:
    he has a new computer. Raises InputError ``not_found``."""
    with store.write(actor, "post.pin") as session:
        row = _one(session, peer_id)
        for other in session.scalars(select(PostPeer).where(PostPeer.code == row.code, PostPeer.id != row.id)):
            if other.pinned_at is not None and other.ended_at is None:
                other.ended_at = session.now
        row.pinned_at, row.ended_at = row.pinned_at or session.now, None
        session.flush()
        session.note(peer=row.id)
        return row_of(session, row)


def end(store: Store, actor: Actor, peer_id: str) -> Peer:
    """He left, or his computer was lost: nothing more goes to these keys and nothing of theirs is taken. What he sent
    and what was taken of it stays. Raises InputError ``not_found``."""
    with store.write(actor, "post.end") as session:
        row = _one(session, peer_id)
        row.ended_at = row.ended_at or session.now
        session.flush()
        session.note(peer=row.id)
        return row_of(session, row)


def renew(store: Store, actor: Actor) -> None:
    """New keys of our own, because somebody may have the old ones: every card of ours has to be taken anew, and each
    row begins again. Whom we know, and what came, stays."""
    with store.write(actor, "post.renew") as session:
        identity.fresh(session)
        session.execute(delete(PostDelivery))
        for row in session.scalars(select(PostPeer)):
            row.sent = row.acked = row.said = row.taken = 0
            row.sent_digest = row.acked_digest = row.said_digest = row.taken_digest = ""
            row.unsettled = row.owes = False
            row.lately = {}


def named(found: Sequence[Peer], text: str) -> Peer:
    """The one who goes by this code, name or beginning of a key. Raises InputError ``post_nobody`` or
    ``post_several``."""
    wanted = text.strip().casefold()
    fits = [
        one for one in found
        if wanted and (wanted in (one.code.casefold(), one.name.casefold()) or one.public.key.startswith(wanted))
    ]  # fmt: skip
    live = [one for one in fits if one.state is not PeerState.ENDED] or fits
    if len(live) != 1:
        known = tuple(f"{one.code} {one.name}".strip() for one in found)
        raise bad_input("post_several" if live else "post_nobody", Place(field="to"), text=text, known=known)
    return live[0]


def sign_key(store: Store, key: str) -> bytes | None:
    """The signing key of this name, where its card was compared and is not ended."""
    with store.read() as session:
        row = _of_key(session, key)
        return bytes.fromhex(row.sign_key) if row is not None and row.pinned_at and not row.ended_at else None


def row_of(session: Session, row: PostPeer) -> Peer:
    """A peer of a row, with what is on its way to him."""
    on_way = (
        select(PostSent.kinds)
        .join(PostDelivery, PostDelivery.digest == PostSent.digest)
        .where(PostDelivery.peer_id == row.id, PostDelivery.number > row.acked)
    )
    others = select(PostPeer.id).where(
        PostPeer.code == row.code, PostPeer.id != row.id, PostPeer.pinned_at.isnot(None), PostPeer.ended_at.is_(None)
    )
    state = PeerState.ENDED if row.ended_at else PeerState.PINNED if row.pinned_at else PeerState.MET
    return Peer(
        id=row.id, public=public_of(row), code=row.code, name=row.name, team=row.team, role=PeerRole(row.role),
        state=state, sent=row.sent, open_packages=sum(1 for kinds in session.scalars(on_way) if kinds), taken=row.taken,
        heard_at=row.heard_at, went_back=row.went_back, replaces=session.scalars(others).first() is not None,
    )  # fmt: skip


def public_of(row: PostPeer) -> Public:
    """The keys of a row."""
    return Public(bytes.fromhex(row.sign_key), bytes.fromhex(row.seal_key))


def _of_key(session: Session, key: str) -> PostPeer | None:
    return session.scalars(select(PostPeer).where(PostPeer.key == key)).one_or_none()


def _one(session: Session, peer_id: str) -> PostPeer:
    row = session.get(PostPeer, peer_id)
    if row is None:
        raise bad_input("not_found")
    return row
