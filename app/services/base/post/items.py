"""The things that came: listed, shown with what each would change, taken or refused."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, delete, select
from sqlalchemy.orm import Session

from app.enums import ItemState, Language, PeerRole, Standing
from app.errors import InputError, Place, Problem, bad_input
from app.models import PostItem, PostPart, PostPeer
from app.services.base import agents, settings
from app.services.base.post.kinds import BROKEN, ItemKind, Sides, Told
from app.services.base.post.sending import digest_of
from app.services.base.store import Actor, Store, WriteSession
from app.services.rules.base.three_ways import standing

KindOf = Callable[[str], ItemKind | None]
PLACE = "weekly"
"""The folder beside the store for files that come: the weekly workbooks of agents."""
MARGIN = timedelta(days=31)
"""What is so near to being too old to be sent may be left out for that alone."""
CLEAR = (Standing.NEW, Standing.CHANGED)
"""What can be taken without a question."""


@dataclass(frozen=True, slots=True)
class ItemRow:
    """Something that came. ``title`` of its kind is a word of ``post_kind``; ``parts`` counts."""

    id: str
    kind: str
    sender: str
    sender_code: str
    number: int
    made_at: datetime
    state: ItemState
    decided_at: datetime | None
    parts: int


@dataclass(frozen=True, slots=True)
class PartRow:
    """A part that came, beside what is here; ``own`` is None where there is none, ``theirs`` where they took it out."""

    key: str
    standing: Standing
    theirs: Any
    own: Any
    told: Told

    @property
    def id(self) -> str:
        """What a table tells its rows apart by."""
        return self.key

    @property
    def asks(self) -> bool:
        """Whether both sides changed it: then somebody has to choose."""
        return self.standing is Standing.BOTH


@dataclass(frozen=True, slots=True)
class Shown:
    """An item with what taking it would do. ``problem``: why it cannot be taken at all."""

    row: ItemRow
    parts: tuple[PartRow, ...]
    problem: Problem | None = None

    def of(self, *wanted: Standing) -> list[PartRow]:
        """Those that stand so."""
        return [part for part in self.parts if part.standing in wanted]

    @property
    def changes(self) -> bool:
        """Whether anything would be another than it is."""
        return any(part.standing is not Standing.SAME for part in self.parts)


def waiting(store: Store) -> list[ItemRow]:
    """What nobody decided on yet, in the order it was written."""
    with store.read() as session:
        return _rows(session, _all().where(PostItem.state == ItemState.WAITING.value))


def recent(store: Store, limit: int = 200) -> list[ItemRow]:
    """What came last, the newest first."""
    with store.read() as session:
        newest = (PostItem.made_at.desc(), PostItem.number.desc(), PostItem.position.desc())
        return _rows(session, _all().order_by(None).order_by(*newest).limit(limit))


def shown(store: Store, item_id: str, kind_of: KindOf, language: Language) -> Shown:
    """What taking it would change, part by part. Raises InputError ``not_found``."""
    with store.read() as session:
        item, peer = _one(session, item_id)
        found = _shown(session, item, peer, kind_of, sides_of(store, session, peer), language)
    kind = kind_of(found.row.kind)
    if kind is None or kind.look is None or found.problem is not None:
        return found
    said = kind.look(store, {part.key: part.theirs for part in found.parts}, language)
    return replace(found, parts=tuple(_with(part, said.get(part.key, "")) for part in found.parts))


def _with(part: PartRow, said: str) -> PartRow:
    return replace(part, told=Told(part.told.title, (*part.told.lines, said))) if said else part


def take(
    store: Store, actor: Actor, item_id: str, kind_of: KindOf, theirs: Collection[str] = (), *, mine: bool = False
) -> int:
    """Put in what came; returns how many parts. ``theirs`` are the keys of those that both sides changed and where
    theirs is to hold; with ``mine`` the others of these stay as they are here, without it they have to be chosen.
    Raises InputError ``post_choose`` with the first of them, ``post_decided``, or why it cannot be taken."""
    _act(store, actor, item_id, kind_of)
    with store.write(actor, "post.take") as session:
        item, peer = _one(session, item_id)
        if item.state != ItemState.WAITING.value:
            raise bad_input("post_decided")
        sides = sides_of(store, session, peer)
        found = _shown(session, item, peer, kind_of, sides, Language.ZH)
        kind = kind_of(item.kind)
        if found.problem is not None or kind is None:
            raise InputError(found.problem or Problem("post_kind_unknown", values={"kind": item.kind}))
        open_ = [part for part in found.of(Standing.BOTH) if part.key not in theirs]
        if open_ and not mine:
            raise bad_input("post_choose", Place(field="parts"), count=len(open_), first=open_[0].told.title)
        chosen = {part.key: part.theirs for part in found.of(*CLEAR)}
        chosen |= {part.key: part.theirs for part in found.of(Standing.BOTH) if part.key in theirs}
        kind.put(session, chosen, sides)
        _agree(session, kind.key, {part.key: digest_of(part.theirs) for part in found.parts if part.theirs is not None})
        gone = [part.key for part in found.parts if part.theirs is None]
        session.execute(delete(PostPart).where(PostPart.kind == kind.key, PostPart.key.in_(gone)))
        _decide(session, item, ItemState.TAKEN)
        session.note(item=item.id, kind=item.kind, parts=len(chosen), kept=len(open_))
        return len(chosen)


def _act(store: Store, actor: Actor, item_id: str, kind_of: KindOf) -> None:
    """The use case of its own that taking this thing is, where it is one."""
    found = shown(store, item_id, kind_of, Language.ZH)
    kind = kind_of(found.row.kind)
    if kind is None or kind.act is None or found.row.state is not ItemState.WAITING:
        return
    if found.problem is not None:
        raise InputError(found.problem)
    kind.act(store, actor, {part.key: part.theirs for part in found.of(*CLEAR)})


def first_sent(session: WriteSession, kind: str, content: Mapping[str, Any]) -> None:
    """What a lead sends of things that may come back changed: from then on both sides have it. What was agreed on
    later is not touched: a change of either side is then still seen."""
    known = set(session.scalars(select(PostPart.key).where(PostPart.kind == kind)))
    _agree(session, kind, {key: digest_of(value) for key, value in content.items() if key not in known})


def refuse(store: Store, actor: Actor, item_id: str) -> None:
    """Nothing of it is put in. Raises InputError ``post_decided``, ``not_found``."""
    with store.write(actor, "post.refuse") as session:
        item, _ = _one(session, item_id)
        if item.state != ItemState.WAITING.value:
            raise bad_input("post_decided")
        _decide(session, item, ItemState.REFUSED)
        session.note(item=item.id, kind=item.kind)


def _shown(
    session: Session, item: PostItem, peer: PostPeer, kind_of: KindOf, sides: Sides, language: Language
) -> Shown:
    row = _row(item, peer)
    kind = kind_of(item.kind)
    if kind is None:
        return Shown(row, (), Problem("post_kind_unknown", values={"kind": item.kind}))
    role = PeerRole(peer.role)
    if not ((kind.down and role is PeerRole.LEAD) or (kind.up and role is PeerRole.AGENT)):
        return Shown(row, (), Problem("post_not_theirs", values={"name": peer.name or peer.code}))
    try:
        for key, theirs in item.content.items():
            kind.check(key, theirs)
        here = _read_before(session, kind.key) if kind.letter else kind.parts(session, sides)
        base = dict(session.execute(select(PostPart.key, PostPart.digest).where(PostPart.kind == kind.key)).all())
        came = item.content | dict.fromkeys(_taken_out(session, item, kind, here, sides))
        parts = tuple(_part(kind, key, theirs, here, base, language) for key, theirs in came.items())
    except InputError as error:
        return Shown(row, (), error.problems[0])
    except BROKEN:
        return Shown(row, (), Problem("post_item_strange"))
    return Shown(row, parts)


def _taken_out(session: Session, item: PostItem, kind: ItemKind, here: Mapping[str, Any], sides: Sides) -> list[str]:
    """What they took out since the last thing of theirs that was taken, and is still here; of what only grew too old to
    be sent nothing. What came later and was taken knows better."""
    if not kind.whole or item.state != ItemState.WAITING.value:
        return []
    of_theirs = (
        PostItem.kind == kind.key, PostItem.peer_id == item.peer_id, PostItem.state == ItemState.TAKEN.value,
    )  # fmt: skip
    query = select(PostItem).where(*of_theirs).order_by(PostItem.number.desc(), PostItem.position.desc())
    before = session.scalars(query.limit(1)).one_or_none()
    if before is None or (before.number, before.position) > (item.number, item.position):
        return []
    gone = [key for key in before.content if key not in item.content and key in here]
    return [key for key in gone if kind.lasting(here[key], sides.today + MARGIN)]


def _part(
    kind: ItemKind, key: str, theirs: Any, here: Mapping[str, Any], base: Mapping[str, str], language: Language
) -> PartRow:
    own = here.get(key)
    if theirs is None:
        found = Standing.CHANGED if digest_of(own) == base.get(key) else Standing.BOTH
    else:
        found = standing(base.get(key), None if own is None else digest_of(own), digest_of(theirs))
    return PartRow(key, found, theirs, own, kind.tell(key, own, theirs, language))


def sides_of(store: Store, session: Session, peer: PostPeer) -> Sides:
    """Whose things are meant between us and this peer."""
    own = str(settings.get(session, agents.ME))
    agent = peer.code if peer.role == PeerRole.AGENT.value else own
    return Sides(own, peer.code, agent, store.today(), store.path.parent / PLACE)


def _read_before(session: Session, kind: str) -> dict[str, Any]:
    query = select(PostItem.content).where(PostItem.kind == kind, PostItem.state == ItemState.TAKEN.value)
    here: dict[str, Any] = {}
    for content in session.scalars(query.order_by(PostItem.decided_at)):
        here |= content
    return here


def _agree(session: WriteSession, kind: str, digests: Mapping[str, str]) -> None:
    for key, digest in digests.items():
        session.merge(PostPart(kind=kind, key=key, digest=digest))
    session.flush()


def _decide(session: WriteSession, item: PostItem, state: ItemState) -> None:
    item.state, item.decided_at = state.value, session.now
    session.flush()


def _all() -> Select[PostItem, PostPeer]:
    query = select(PostItem, PostPeer).join(PostPeer, PostPeer.id == PostItem.peer_id)
    return query.order_by(PostItem.made_at, PostItem.number, PostItem.position)


def _rows(session: Session, query: Select[PostItem, PostPeer]) -> list[ItemRow]:
    return [_row(item, peer) for item, peer in session.execute(query)]


def _row(item: PostItem, peer: PostPeer) -> ItemRow:
    return ItemRow(
        item.id, item.kind, peer.name or peer.code, peer.code, item.number, item.made_at, ItemState(item.state),
        item.decided_at, len(item.content),
    )  # fmt: skip


def _one(session: Session, item_id: str) -> tuple[PostItem, PostPeer]:
    item = session.get(PostItem, item_id)
    if item is None:
        raise bad_input("not_found")
    return item, session.get_one(PostPeer, item.peer_id)
