"""Settings of a store: small JSON values under a key. Preferences of one machine's window are not here."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Setting
from app.services.base.store import Actor, Store, WriteSession


def get(session: Session, key: str, default: Any = None) -> Any:
    """The value kept under the key, or ``default``."""
    row = session.get(Setting, key)
    return default if row is None else row.value


def several(session: Session, keys: Collection[str]) -> dict[str, Any]:
    """What is kept under each of the keys, by one statement; a key that was never kept is left out."""
    rows = session.execute(select(Setting.key, Setting.value).where(Setting.key.in_(keys)))
    return {row.key: row.value for row in rows}


def put(session: WriteSession, key: str, value: Any) -> None:
    """Keep a JSON value under the key, within a unit of work."""
    session.merge(Setting(key=key, value=value, updated_at=session.now))


def read(store: Store, key: str, default: Any = None) -> Any:
    """The value kept under the key, or ``default``."""
    with store.read() as session:
        return get(session, key, default)


def write(store: Store, actor: Actor, key: str, value: Any) -> None:
    """Keep a JSON value under the key, as a unit of work of its own."""
    with store.write(actor, "setting.change") as session:
        put(session, key, value)
        session.note(key=key)
