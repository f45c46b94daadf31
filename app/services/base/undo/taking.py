"""Take back what a unit of work did, exactly, as long as nothing has touched the same rows since."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.errors import ConflictError, Problem, bad_input
from app.models import AuditRow, UnitImage
from app.services.base.store import Actor, Store, WriteSession, kept
from app.services.base.store.kept import Unit
from app.services.base.undo import checking, housekeeping, restoring
from app.services.base.undo.restoring import Step, nobody


@dataclass(frozen=True, slots=True)
class TakenBack:
    """``audit_id`` is of the unit of work that took ``action`` back: to do it again, take that one back.

    ``again`` when it did so: it took back a taking back.
    """

    audit_id: int
    action: str
    subject: str | None
    again: bool


def take_back(store: Store, actor: Actor, audit_id: int, step: Step = nobody) -> TakenBack:
    """The rows a unit of work changed are as they were before it; itself a unit of work, that can be taken back too.
    What counts changes counts on: no version comes twice. What the program did to them by itself since goes first, as
    units of work of their own.

    Raises InputError ``undo_nothing_kept`` when it cannot be taken back or was too long ago, ``undo_done`` when it is
    taken back already; ConflictError ``undo_changed_since`` naming what changed the same rows since, or
    ``undo_in_use`` when something stands on them. ``step`` is told how many rows of how many are put back;
    what it raises leaves everything as it was.
    """
    with store.read() as session:
        root, again = checking.root_of(session, audit_id)
        quiet = housekeeping.since(session, audit_id)
    for one in quiet:
        take_back(store, actor, one)
    try:
        with store.write(actor, f"redo.{root.action}" if again else f"undo.{root.action}", root.subject) as writing:
            unit = _unit(writing, audit_id)
            checking.check(writing, unit)
            _restore(writing, unit, step)
    except IntegrityError as error:
        raise ConflictError(Problem("undo_in_use")) from error
    return TakenBack(writing.audit_id, root.action, root.subject, again)


def take_back_within(session: WriteSession, audit_id: int, histories: Collection[str] = ()) -> None:
    """The same as a part of a unit of work that says more than that: the rows of the tables ``histories`` stay. What
    changed since in other columns of the same rows stays too. Raises as :func:`take_back`.
    """
    unit = _unit(session, audit_id)
    unit = replace(unit, images=tuple(image for image in unit.images if image.table not in histories))
    checking.check(session, unit, whole_rows=False)
    _restore(session, unit)


def unit_of(session: Session, action: str, at: datetime, subject: str | None) -> int | None:
    """The audit row of the latest unit of work of that name, moment and subject, if it is still kept how to take it
    back.
    """
    found = select(func.max(AuditRow.id)).join(UnitImage, UnitImage.audit_id == AuditRow.id)
    audit_id: int | None = session.scalar(
        found.where(AuditRow.action == action, AuditRow.at == at, AuditRow.subject == subject)
    )
    return audit_id


def _unit(session: Session, audit_id: int) -> Unit:
    unit = kept.unit(session, audit_id)
    if unit is None:
        raise bad_input("undo_nothing_kept")
    return unit


def _restore(session: WriteSession, unit: Unit, step: Step = nobody) -> None:
    session.images.undoes = unit.audit_id
    restoring.restore(session, unit, step)
    session.note(taken_back=unit.audit_id)
