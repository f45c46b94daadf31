"""The taker's side: what is new comes in whole, what is here already stays, in one unit of work."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import JSON, Table, UniqueConstraint, and_, insert, select, update
from sqlalchemy.orm import Session

from app.enums import ActivityStatus
from app.errors import InputError, Place, bad_input
from app.models import Base, Handover, Household, Series
from app.services.base import backup, references
from app.services.base.post import identity, peers
from app.services.base.store import Actor, Store, WriteSession
from app.services.people import belongings, erasure
from app.services.people.handover import sealing
from app.services.people.handover.checking import Package, checked
from app.services.people.handover.packing import Rows
from app.services.spine.search_keys import refresh_keys

SERIES = {"household": "household", "need": "need", "proposal": "proposal", "opportunity": "opportunity",
          "sales_order": "order", "service_order": "service order"}  # fmt: skip
NUMBERS = ("code", "number")


@dataclass(frozen=True, slots=True)
class Taken:
    """``came`` and ``known`` are (code, name) of households; ``renumbered`` are numbers that were taken here, (old,
    new).
    """

    id: str
    giver: str
    consent: str
    came: tuple[tuple[str, str], ...]
    known: tuple[tuple[str, str], ...]
    counts: dict[str, int] = field(default_factory=dict)
    renumbered: tuple[tuple[str, str], ...] = ()

    @property
    def rows(self) -> int:
        """How many rows came in, of all tables."""
        return sum(self.counts.values())


def take(store: Store, actor: Actor, path: Path, password: str = "") -> Taken:
    """Bring a package in. Ids are kept; a household that is here already is left as it is, unless it was handed over by
    us before and now comes back: then what came is what is true. Raises InputError with the place of every fault, and
    ``package_stale`` for a package from before we last gave the household away or took it back: its data are old.
    """
    if sealing.is_signed(path):
        document, digest, key = sealing.unseal_signed(path, identity.known(store), partial(peers.sign_key, store))
    else:
        document, digest = sealing.unseal(path, password)
        key = ""
    package = checked(document, path.name)
    backup.before(store, "take")
    with store.write(actor, "handover.take") as session:
        came, known = _sorted(session, package, path.name)
        if not came:
            before = session.scalar(select(Handover).where(Handover.package == package.id, Handover.direction == "in"))
            session.note(package=package.id, households=[])
            return Taken(before.id if before else "", package.giver[1], package.consent, (), _named(package, known))
        returned = [id for id in came if session.get(Household, id) is not None]
        erasure.delete_all(session, belongings.of_households(session, returned))
        own = _of(package.own, came)
        names = _merge_parents(session, package.parents)
        renumbered = _renumber(session, own, package.giver[0])
        _rename(own, names)
        _to_new_agent(own, package.giver[0], actor)
        _insert(session, own)
        _grow_series(session, own)
        for id in came:
            refresh_keys(session, id)
        counts = {name: len(rows) for name, rows in own.items() if rows}
        row = Handover(
            direction="in", package=package.id, digest=digest, other_code=package.giver[0][:40],
            other_name=package.giver[1][:120], other_key=key, consent=package.consent, counts=counts,
            received_at=session.now,
            households=[{"id": one["id"], "code": one["code"]} for one in package.households if one["id"] in came],
        )  # fmt: skip
        session.add(row)
        session.flush()
        session.note(package=package.id, households=sorted(came))
        return Taken(
            row.id, package.giver[1], package.consent, _named(package, came), _named(package, known), counts,
            tuple(renumbered),
        )  # fmt: skip


def needs_password(path: Path) -> bool:
    """Whether a password opens it; one that is sealed to a card, or cannot be read, needs none."""
    try:
        return not sealing.is_signed(path)
    except InputError:
        return False


def _sorted(session: Session, package: Package, file: str) -> tuple[set[str], set[str]]:
    came: set[str] = set()
    known: set[str] = set()
    epochs = {row["id"]: row.get("owner_epoch", 1) for row in package.own["household"]}
    for one in package.households:
        household = session.get(Household, one["id"])
        gone = household is not None and household.handed_over_at is not None
        if household is not None and gone and epochs[one["id"]] <= household.owner_epoch:
            raise bad_input("package_stale", Place(file=file), code=household.code)
        (known if household is not None and household.handed_over_at is None else came).add(one["id"])
    return came, known


def _named(package: Package, ids: set[str]) -> tuple[tuple[str, str], ...]:
    return tuple((one["code"], one["name"]) for one in package.households if one["id"] in ids)


def _of(own: Rows, came: set[str]) -> Rows:
    """The rows of the households that come in: each follows what it cannot be without."""
    owners: dict[str, bool] = {row["id"]: row["id"] in came for row in own.get("household", [])}
    kept: Rows = {}
    for table in Base.metadata.sorted_tables:
        ends = references.ENDS.get(table.name, ())
        for row in own.get(table.name, []):
            links = [c.name for c in table.c if c.foreign_keys and c.name != "referrer_id" and row.get(c.name)]
            inside = all(owners.get(row[name], True) for name in (*links, *ends))
            if table.name == "household":
                inside = row["id"] in came
            if "id" in row:
                owners[row["id"]] = inside
            if inside:
                kept.setdefault(table.name, []).append(dict(row))
    for row in kept.get("household", []):
        if not owners.get(row["referrer_id"], False):
            row["referrer_id"] = None
        row["archived_at"] = row["handed_over_at"] = None
    return kept


def _merge_parents(session: WriteSession, parents: Rows) -> dict[str, str]:
    """What is here already, by id or by what makes it unique, is used; the rest comes in. Old ids to those here."""
    names: dict[str, str] = {}
    for table in Base.metadata.sorted_tables:
        for given in parents.get(table.name, []):
            row = _renamed(given, names)
            if session.execute(select(table.c.id).where(table.c.id == row["id"])).one_or_none() is not None:
                continue
            same = next((id for key in _unique(table) if (id := _like(session, table, row, key))), None)
            if same is not None:
                names[row["id"]] = same
            else:
                session.execute(insert(table).values(row))
    return names


def _renumber(session: Session, own: Rows, giver: str) -> list[tuple[str, str]]:
    """A readable number that is taken here gets the giver's code behind it."""
    changed = []
    for name, rows in own.items():
        table = Base.metadata.tables[name]
        for key in _unique(table):
            column = next((one for one in key if one in NUMBERS), None)
            for row in rows if column else ():
                assert column is not None
                old, number, tries = str(row[column]), 1, 0
                while _like(session, table, row, key):
                    tries += 1
                    row[column] = f"{old}-{giver}"[:36] + (f"-{number}" if tries > 1 else "")
                    number += tries > 1
                if row[column] != old:
                    changed.append((old, str(row[column])))
    return changed


def _rename(own: Rows, names: dict[str, str]) -> None:
    if names:
        for rows in own.values():
            rows[:] = [_renamed(row, names) for row in rows]


def _renamed(row: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    """Ids are 32 random digits: wherever one stands, it is the id."""
    changed = {}
    for name, value in row.items():
        if isinstance(value, str):
            value = names.get(value, value)
        elif isinstance(value, (dict, list)) and names:
            text = json.dumps(value, ensure_ascii=False)
            for old, new in names.items():
                text = text.replace(old, new)
            value = json.loads(text)
        changed[name] = value
    return changed


def _to_new_agent(own: Rows, giver: str, actor: Actor) -> None:
    """What is still to do is the taker's; what was done stays the giver's."""
    for row in own.get("household", []):
        row["agent_code"] = actor.code
    for row in own.get("opportunity", []):
        row["agent_code"] = actor.code
    for row in own.get("sales_order", []):
        if row["issued_on"] is None:
            row["agent_code"] = actor.code
    for row in own.get("service_order", []):
        if row["ended_on"] is None:
            row["agent_code"] = actor.code
    for row in own.get("activity_series", []):
        row["agent_code"] = actor.code
    for row in own.get("activity", []):
        if row["status"] == ActivityStatus.PLANNED:
            row["agent_code"] = actor.code
    for row in own.get("need", []):
        if row["owner_code"] == giver:
            row["owner_code"], row["owner_name"] = actor.code, actor.name


def _insert(session: WriteSession, own: Rows) -> None:
    """In the order of the keys; what points at rows of its own table is said when all are there, and numbers that a
    table
    gives out by itself are given anew.
    """
    later = []
    for table in Base.metadata.sorted_tables:
        within = [c.name for c in table.c if any(k.column.table is table for k in c.foreign_keys)]
        counted = [
            c.name for c in table.primary_key.columns if c.type.python_type is int and len(table.primary_key) == 1
        ]
        for row in own.get(table.name, []):
            later += [(table, row["id"], name, row[name]) for name in within if row.get(name)]
            values = {name: value for name, value in row.items() if name not in counted}
            session.execute(insert(table).values(values | dict.fromkeys(within)))
    for table, id, name, value in later:
        session.execute(update(table).where(table.c.id == id).values({name: value}))
    session.expire_all()


def _grow_series(session: WriteSession, own: Rows) -> None:
    """No number that came is given out again."""
    for table, series in SERIES.items():
        numbers = [str(row.get("number") or row.get("code") or "") for row in own.get(table, [])]
        last = max(
            (int(found.group(1)) for one in numbers if (found := re.fullmatch(r"[A-Z]+(\d{1,9})", one))), default=0
        )
        row = session.get(Series, series)
        if row is None:
            row = Series(name=series, last=0)
            session.add(row)
        row.last = max(row.last, last)
    session.flush()


def _unique(table: Table) -> list[list[str]]:
    keys = [[c.name for c in one.columns] for one in table.constraints if isinstance(one, UniqueConstraint)]
    return keys + [[c.name] for c in table.c if c.unique and [c.name] not in keys]


def _like(session: Session, table: Table, row: dict[str, Any], key: list[str]) -> str | None:
    """The id of another row that has the same key."""
    if "id" not in table.c or any(row.get(name) is None or isinstance(table.c[name].type, JSON) for name in key):
        return None
    same = and_(*(table.c[name] == row[name] for name in key), table.c.id != row["id"])
    return session.execute(select(table.c.id).where(same).limit(1)).scalar_one_or_none()
