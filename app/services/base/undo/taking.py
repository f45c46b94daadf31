"""Take back what a unit of work did, exactly, as long as nothing has touched the same rows since."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.exc import IntegrityError

from app.errors import ConflictError, Problem, bad_input
from app.services.base.store import Actor, Store, kept
from app.services.base.undo import checking, housekeeping, restoring


@dataclass(frozen=True, slots=True)
class TakenBack:
    """``audit_id`` is of the unit of work that took ``action`` back: to do it again, take that one back.

    ``again`` when it did so: it took back a taking back.
    """

    audit_id: int
    action: str
    subject: str | None
    again: bool


def take_back(store: Store, actor: Actor, audit_id: int) -> TakenBack:
    """The rows a unit of work changed are as they were before it; itself a unit of work, that can be taken back too.
    What counts changes counts on: no version comes twice. What the program did to them by itself since goes first, as
    units of work of their own.

    Raises InputError ``undo_nothing_kept`` when it cannot be taken back or was too long ago, ``undo_done`` when it is
    taken back already; ConflictError ``undo_changed_since`` naming what changed the same rows since, or
    ``undo_in_use`` when something stands on them.
    """
    with store.read() as session:
        root, again = checking.root_of(session, audit_id)
        quiet = housekeeping.since(session, audit_id)
    for one in quiet:
        take_back(store, actor, one)
    try:
        with store.write(actor, f"redo.{root.action}" if again else f"undo.{root.action}", root.subject) as writing:
            unit = kept.unit(writing, audit_id)
            if unit is None:
                raise bad_input("undo_nothing_kept")
            checking.check(writing, unit)
            writing.images.undoes = audit_id
            restoring.restore(writing, unit)
            writing.note(taken_back=audit_id)
    except IntegrityError as error:
        raise ConflictError(Problem("undo_in_use")) from error
    return TakenBack(writing.audit_id, root.action, root.subject, again)
