"""Which column was which, and what foreign words meant, the last time a file with these headers came in."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from app.services.base import settings
from app.services.base.store import Actor, Store
from app.services.tables.tabular import header_key

Meanings = Mapping[str, Mapping[str, str]]
"""Field → word of the file, folded → the word it stands for."""


def remembered(store: Store, kind: str, names: Sequence[str]) -> dict[str, str]:
    """Field → header as it was chosen for this set of headers, in whatever order they stand; empty for a new one."""
    kept = settings.read(store, _key("map", kind, names), {})
    return {str(field): str(header) for field, header in kept.items()} if isinstance(kept, dict) else {}


def meanings(store: Store, kind: str, names: Sequence[str]) -> dict[str, dict[str, str]]:
    """What words of closed lists were said to mean for this set of headers."""
    kept = settings.read(store, _key("words", kind, names), {})
    found = kept.items() if isinstance(kept, dict) else ()
    return {str(field): {str(word): str(meant) for word, meant in said.items()} for field, said in found}


def remember(
    store: Store,
    actor: Actor,
    kind: str,
    names: Sequence[str],
    mapping: Mapping[str, str],
    words: Meanings | None = None,
) -> None:
    """Nothing is written when it was the same before."""
    said = {field: dict(meant) for field, meant in (words or {}).items() if meant}
    same = dict(mapping) == remembered(store, kind, names)
    if same and said == meanings(store, kind, names):
        return
    with store.write(actor, "setting.remember") as session:
        settings.put(session, _key("map", kind, names), dict(mapping))
        if said or meanings(store, kind, names):
            settings.put(session, _key("words", kind, names), said)


def _key(what: str, kind: str, names: Sequence[str]) -> str:
    text = "\n".join(sorted(header_key(name) for name in names if name))
    return f"{what}.{kind}.{hashlib.sha256(text.encode()).hexdigest()[:20]}"
