"""The order of a matrix by hand: up and down, below another need, out again. No need ever stands below itself."""

from __future__ import annotations

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from app.errors import Place, bad_input
from app.models import Need
from app.services.base.store import Actor, Store, WriteSession
from app.services.matrix.outline import DEEPEST


def move(store: Store, actor: Actor, need_id: str, step: int) -> bool:
    """One place up (−1) or down (1) among those with the same parent; what is below it goes along. False at the end.
    Raises ``not_found``."""
    with store.write(actor, "need.move", need_id) as session:
        need = _there(session, need_id)
        around = _beside(session, need)
        at = around.index(need)
        if not 0 <= at + step < len(around):
            return False
        around.insert(at + step, around.pop(at))
        _number(around)
        return True


def indent(store: Store, actor: Actor, need_id: str) -> bool:
    """Below the need before it, as the last of those there. False where none stands before it. Raises ``not_found``."""
    with store.write(actor, "need.move", need_id) as session:
        need = _there(session, need_id)
        around = _beside(session, need)
        at = around.index(need)
        if at == 0:
            return False
        above = around[at - 1].id
        need.position = last_place(session, need.matrix_id, above) + 1
        need.parent_id = above
        return True


def outdent(store: Store, actor: Actor, need_id: str) -> bool:
    """Out to where its parent stands, right after it. False at the top. Raises ``not_found``."""
    with store.write(actor, "need.move", need_id) as session:
        need = _there(session, need_id)
        parent = session.get(Need, need.parent_id) if need.parent_id else None
        if parent is None:
            return False
        put_after(session, need, parent)
        return True


def set_parent(store: Store, actor: Actor, need_id: str, number: str) -> None:
    """Below the need of this number in the same matrix; empty: at the top. Raises InputError at ``parent``:
    ``parent_not_there``, ``need_below_itself`` where a need would stand below itself."""
    with store.write(actor, "need.move", need_id) as session:
        put_below(session, _there(session, need_id), number.strip())


def put_below(session: WriteSession, need: Need, number: str) -> None:
    """As :func:`set_parent`, within a unit of work."""
    place, parent = Place(field="parent"), None
    if number:
        found = select(Need).where(*_living(need.matrix_id), Need.number == number)
        parent = session.scalars(found).one_or_none()
        if parent is None:
            raise bad_input("parent_not_there", place, number=number)
        if need.id in chain(session, parent.id):
            raise bad_input("need_below_itself", place, number=need.number, parent=number)
    new = parent.id if parent else None
    if new != need.parent_id:
        need.position = last_place(session, need.matrix_id, new) + 1
        need.parent_id = new


def put_after(session: WriteSession, need: Need, other: Need) -> None:
    """Right after another need, below the same parent."""
    around = [one for one in _beside(session, other) if one is not need]
    need.parent_id = other.parent_id
    around.insert(around.index(other) + 1, need)
    _number(around)
    session.flush()


def chain(session: Session, need_id: str | None) -> list[str]:
    """The ids from the top down to a need, itself the last."""
    found: list[str] = []
    at = need_id
    while at is not None and at not in found and len(found) < DEEPEST:
        found.insert(0, at)
        at = session.scalar(select(Need.parent_id).where(Need.id == at))
    return found


def last_place(session: Session, matrix_id: str, parent_id: str | None) -> int:
    """The highest place among those with this parent; 0 where none has one."""
    highest = select(func.max(Need.position)).where(Need.matrix_id == matrix_id, _under(parent_id))
    return session.scalar(highest) or 0


def _number(needs: list[Need]) -> None:
    for place, one in enumerate(needs, 1):
        if one.position != place:
            one.position = place


def _beside(session: Session, need: Need) -> list[Need]:
    query = select(Need).where(*_living(need.matrix_id), _under(need.parent_id))
    return list(session.scalars(query.order_by(Need.position, Need.number)))


def _living(matrix_id: str) -> tuple[ColumnElement[bool], ...]:
    return Need.matrix_id == matrix_id, Need.archived_at.is_(None)


def _under(parent_id: str | None) -> ColumnElement[bool]:
    return Need.parent_id.is_(None) if parent_id is None else Need.parent_id == parent_id


def _there(session: Session, need_id: str) -> Need:
    need = session.get(Need, need_id)
    if need is None or need.archived_at is not None:
        raise bad_input("not_found")
    return need
