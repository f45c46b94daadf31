"""The one undo, as tests ask for it: by the audit row of the last thing done."""

from __future__ import annotations

from sqlalchemy import func, select

from app.models import UnitImage
from app.services.base import undo
from app.services.base.store import Actor, Store


def last_unit(store: Store) -> int:
    """The audit row of the last unit of work that can be taken back."""
    with store.read() as session:
        found = session.scalar(select(func.max(UnitImage.audit_id)))
    assert found is not None
    return found


def take_back_last(store: Store, actor: Actor) -> None:
    undo.take_back(store, actor, last_unit(store))
