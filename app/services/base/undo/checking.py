"""Whether a unit of work can be taken back: what touched its rows since, and what stands on them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Column, Table, select
from sqlalchemy.orm import Session

from app.errors import ConflictError, Problem, Said, bad_input
from app.models import AuditRow, Base, UnitImage
from app.services.base.pieces import pieces
from app.services.base.references import named_by_id, pointing_at
from app.services.base.store import kept
from app.services.base.store.images import CHUNK, Key, read
from app.services.base.store.kept import Image, Unit


def root_of(session: Session, audit_id: int) -> tuple[AuditRow, bool]:
    """The act itself behind a taking back, and whether taking ``audit_id`` back does it again."""
    row, again = session.get(AuditRow, audit_id), False
    while row is not None and (undoes := session.scalar(_undoes(row.id))) is not None:
        row, again = session.get(AuditRow, undoes), not again
    if row is None:
        raise bad_input("not_found")
    return row, again


def check(session: Session, unit: Unit, *, whole_rows: bool = True) -> None:
    """Raises what :func:`taking.take_back` says. Without ``whole_rows``, what changed since in other columns of a row
    that stays is no hindrance."""
    later = list(kept.since(session, unit.audit_id))
    gone = cancelled(later, unit.audit_id)
    if unit.audit_id in gone:
        raise bad_input("undo_done")
    ours = {(image.table, image.key): image for image in unit.images}
    versions = {key: (image.after or {}).get("version") for key, image in ours.items()}
    for one in later:
        for image in one.images:
            if (own := ours.get((image.table, image.key))) is not None:
                if one.audit_id not in gone and (whole_rows or _meet(own, image)):
                    raise _changed(session, one.audit_id)
                versions[image.table, image.key] = (image.after or {}).get("version")
    for name in {image.table for image in unit.images}:
        images = [image for image in unit.images if image.table == name]
        _compare(session, name, images, versions if whole_rows else {}, unit.audit_id)
    _standing_on(session, unit, later)


def cancelled(later: list[Unit], audit_id: int) -> set[int]:
    """Units and what took them back, in pairs: together they changed nothing since the unit ``audit_id``."""
    gone: set[int] = set()
    for one in reversed(later):
        if one.undoes is not None and one.undoes >= audit_id and one.audit_id not in gone:
            gone |= {one.audit_id, one.undoes}
    return gone


def _meet(ours: Image, later: Image) -> bool:
    """Whether both changed the same column, or one of them made the row or let it go."""
    if None in (ours.before, ours.after, later.before, later.after):
        return True
    return bool((ours.after or {}).keys() & (later.after or {}).keys() - {"version", "updated_at"})


def _compare(session: Session, name: str, images: list[Image], versions: dict[Key, Any], audit_id: int) -> None:
    """Each row says what it said after the unit, and has the version it is known to have by now, if that counts: what
    came past the images shows here."""
    table = Base.metadata.tables[name]
    keys = [image.key for image in images]
    now = read(session, table, keys)
    for image in images:
        row = now.get(image.key)
        same = (row is None) == (image.after is None)
        if row is not None and image.after is not None:
            wanted = {column: value for column, value in image.after.items() if column not in ("updated_at", "version")}
            if (version := versions.get((name, image.key))) is not None:
                wanted["version"] = version
            same = all(kept.plain(row[column]) == value for column, value in wanted.items())
        if not same:
            raise _changed(session, _unseen(session, audit_id))


def _unseen(session: Session, audit_id: int) -> int | None:
    """The latest unit since of which nothing is kept: it must have been that one."""
    none = ~select(UnitImage.audit_id).where(UnitImage.audit_id == AuditRow.id).exists()
    found = select(AuditRow.id).where(AuditRow.id > audit_id, none).order_by(AuditRow.id.desc())
    return session.scalars(found.limit(1)).first()


def _standing_on(session: Session, unit: Unit, later: list[Unit]) -> None:
    """Rows that would go while others point at them that neither go along nor turn away."""
    going: dict[str, set[Any]] = {}
    for image in unit.images:
        if image.before is None and len(image.key) == 1:
            going.setdefault(image.table, set()).add(image.key[0])
    ours = {(image.table, image.key): image for image in unit.images}
    for name, ids in going.items():
        for table, column in (*pointing_at(name), *named_by_id()):
            for key in _pointing(session, table, column, sorted(ids)):
                if not _lets_go(ours.get((table.name, key)), column.name, ids):
                    raise _in_use(session, unit, later, (table.name, key))


def _lets_go(image: Image | None, column: str, ids: set[Any]) -> bool:
    """It goes along, or points elsewhere as soon as it is as it was."""
    if image is None:
        return False
    return image.before is None or (column in image.before and image.before[column] not in ids)


def _pointing(session: Session, table: Table, column: Column[Any], ids: Sequence[Any]) -> Iterator[tuple[Any, ...]]:
    for some in pieces(ids, CHUNK):
        for row in session.connection().execute(select(*table.primary_key.columns).where(column.in_(some))):
            yield tuple(map(kept.plain, row))


def _in_use(session: Session, unit: Unit, later: list[Unit], key: Key) -> ConflictError:
    made = [one.audit_id for one in later if any((image.table, image.key) == key for image in one.images)]
    return _changed(session, made[-1] if made else _unseen(session, unit.audit_id))


def _changed(session: Session, audit_id: int | None) -> ConflictError:
    if audit_id is None:
        return ConflictError(Problem("changed_meanwhile"))
    row, _ = root_of(session, audit_id)
    at = session.get_one(AuditRow, audit_id).at.astimezone()
    values = {"what": Said(f"act.{row.action}"), "at": f"{at:%m-%d %H:%M}"}
    return ConflictError(Problem("undo_changed_since", values=values))


def _undoes(audit_id: int) -> Any:
    return select(UnitImage.undoes).where(UnitImage.audit_id == audit_id)
