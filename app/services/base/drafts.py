"""What stands in a form that is neither saved nor cancelled yet: kept, so that a crash loses nothing.

A draft is no record: it has no audit row, one for each form and what the form began with, and goes when the form ends.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.models import Setting
from app.services.base.store import Store

PREFIX = "draft."
KEPT = timedelta(days=30)
DAY = "$day"


def key_of(title: str, began_with: Mapping[str, Any]) -> str:
    """The same form on the same data has the same key; once the record is another, an old draft is not offered."""
    said = json.dumps([title, _encoded(began_with)], ensure_ascii=False, sort_keys=True)
    return PREFIX + hashlib.sha256(said.encode()).hexdigest()[:32]


def keep(store: Store, key: str, values: Mapping[str, Any]) -> None:
    """Replace the draft; a value that is no text, number, day, or list or table of these is left out."""
    with store.aside() as session:
        session.merge(Setting(key=key, value=_encoded(values), updated_at=store.now()))


def of(store: Store, key: str) -> dict[str, Any]:
    """What was kept; empty when there is none."""
    with store.read() as session:
        row = session.get(Setting, key)
        return {} if row is None else {name: _decoded(value) for name, value in row.value.items()}


def drop(store: Store, key: str) -> None:
    """The form ended. Those nobody came back to for a month go as well."""
    old = Setting.key.startswith(PREFIX) & (Setting.updated_at < store.now() - KEPT)
    with store.aside() as session:
        session.execute(delete(Setting).where((Setting.key == key) | old))


def forget(session: Session) -> None:
    """Drop them all: one who is to be forgotten may stand in any of them."""
    session.execute(delete(Setting).where(Setting.key.startswith(PREFIX)))


def _encoded(values: Mapping[str, Any]) -> dict[str, Any]:
    found = {}
    for name, value in values.items():
        try:
            found[name] = json.loads(json.dumps(value, default=_day))
        except TypeError:
            continue
    return found


def _day(value: Any) -> dict[str, str]:
    """Wherever one stands, in a line of a list too."""
    if isinstance(value, date):
        return {DAY: value.isoformat()}
    raise TypeError(value)


def _decoded(value: Any) -> Any:
    if isinstance(value, list):
        return [_decoded(one) for one in value]
    if isinstance(value, dict):
        return date.fromisoformat(value[DAY]) if DAY in value else {name: _decoded(one) for name, one in value.items()}
    return value
