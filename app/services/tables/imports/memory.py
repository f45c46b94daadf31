"""Which column was which, the last time a file with these headers came in."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from app.services.base import settings
from app.services.base.store import Actor, Store
from app.services.tables.tabular import header_key


def remembered(store: Store, kind: str, names: Sequence[str]) -> dict[str, str]:
    """Field → header as it was chosen for this set of headers, in whatever order they stand; empty for a new one."""
    kept = settings.read(store, _key(kind, names), {})
    return {str(field): str(header) for field, header in kept.items()} if isinstance(kept, dict) else {}


def remember(store: Store, actor: Actor, kind: str, names: Sequence[str], mapping: Mapping[str, str]) -> None:
    """Nothing is written when it was the same before."""
    if dict(mapping) != remembered(store, kind, names):
        with store.write(actor, "setting.remember") as session:
            settings.put(session, _key(kind, names), dict(mapping))


def _key(kind: str, names: Sequence[str]) -> str:
    text = "\n".join(sorted(header_key(name) for name in names if name))
    return f"map.{kind}.{hashlib.sha256(text.encode()).hexdigest()[:20]}"
