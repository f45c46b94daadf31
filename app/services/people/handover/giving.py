"""The giver's side: the package, and the copies here that are marked as handed over and go to the recycle bin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import select

from app.errors import Place, bad_input
from app.models import Handover, Household, new_id
from app.services.base.post import identity
from app.services.base.post.identity import Identity
from app.services.base.post.peers import Peer
from app.services.base.store import Actor, KeyCost, Store
from app.services.people.handover import packing, sealing


@dataclass(frozen=True, slots=True)
class Given:
    """``counts`` are rows by table; ``dropped`` counts mentions of others that were left behind."""

    id: str
    path: Path
    households: tuple[tuple[str, str], ...]  # code and name
    counts: dict[str, int]
    dropped: int


def give(
    store: Store,
    actor: Actor,
    household_ids: Sequence[str],
    path: Path,
    *,
    password: str = "",
    to: str = "",
    consent: str,
    peer: Peer | None = None,
    cost: KeyCost | None = None,
) -> Given:
    """Write the package, and mark the households as handed over.

    ``consent`` says how and when the customers agreed, and goes along. With a ``peer`` only that card opens it, and it
    is signed; else whoever knows the password does. Raises InputError at "to", "consent" or "password"; nothing is
    marked when the file cannot be written.
    """
    to = to.strip() or (peer.name or peer.code if peer else "")
    own = identity.own(store, actor) if peer else None
    for field, text in (("to", to), ("consent", consent)):
        if not text.strip():
            raise bad_input("required", Place(field=field))
    if not household_ids:
        raise bad_input("nothing_chosen")
    with store.write(actor, "handover.give") as session:
        households = list(session.scalars(select(Household).where(Household.id.in_(household_ids))))
        if len(households) != len(set(household_ids)):
            raise bad_input("not_found")
        for household in households:
            household.owner_epoch += 1
        session.flush()
        packed = packing.pack(session, household_ids)
        package = new_id()
        named = [{"id": one.id, "code": one.code, "name": one.name} for one in households]
        about: dict[str, Any] = {
            "package": package,
            "made_at": session.now.isoformat(),
            "from": {"code": actor.code, "name": actor.name},
            "to": to.strip(),
            "consent": consent.strip(),
            "households": named,
        }
        whole = packing.document(packed, **about)
        digest = _written(path, whole, own, peer, password, cost)
        counts = {name: len(rows) for name, rows in packed.own.items()}
        row = Handover(
            direction="out", package=package, digest=digest, other_code="", other_name=to.strip(),
            other_key=peer.public.key if peer else "",
            consent=consent.strip(), households=[{"id": one["id"], "code": one["code"]} for one in named],
            counts=counts,
        )  # fmt: skip
        session.add(row)
        for household in households:
            household.handed_over_at = session.now
            household.archived_at = household.archived_at or session.now
        session.flush()
        session.note(package=package, households=[one["id"] for one in named])
        return Given(row.id, path, tuple((one["code"], one["name"]) for one in named), counts, packed.dropped)


def _written(
    path: Path, whole: dict[str, Any], own: Identity | None, peer: Peer | None, password: str, cost: KeyCost | None
) -> str:
    if own is not None and peer is not None:
        return sealing.seal_to(path, whole, own, peer.public)
    return sealing.seal(path, whole, password, cost)


def take_back(store: Store, actor: Actor, handover_id: str) -> int:
    """The package was never taken: the households are ours again; returns how many. Refused (``handover_received``)
    once
    its receipt came.
    """
    with store.write(actor, "handover.take_back") as session:
        row = session.get(Handover, handover_id)
        if row is None or row.direction != "out":
            raise bad_input("not_found")
        if row.received_at is not None:
            raise bad_input("handover_received")
        ids = [one["id"] for one in row.households]
        households = list(session.scalars(select(Household).where(Household.id.in_(ids))))
        for household in households:
            household.handed_over_at = household.archived_at = None
            household.owner_epoch += 1  # what is in the package is old from now on
        session.delete(row)
        session.note(package=row.package, households=ids)
        return len(households)
