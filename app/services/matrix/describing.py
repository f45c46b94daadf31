"""All that a requirement says, kept at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.enums import NodeKind
from app.errors import ConflictError, Problem, bad_input
from app.models import Need
from app.services.base.store import Actor, Store
from app.services.matrix import editing, ordering
from app.services.spine import tracing


def describe(
    store: Store, actor: Actor, need_id: str, changes: Mapping[str, Any], parent: str, version: int | None = None
) -> None:
    """All that a need says and the number of what it stands below, in one unit of work. Raises as
    :func:`editing.update_need` and :func:`ordering.set_parent`."""
    with store.write(actor, "need.update", need_id) as session:
        need = session.get(Need, need_id)
        if need is None:
            raise bad_input("not_found")
        if version is not None and need.version != version:
            raise ConflictError(Problem("changed_meanwhile"))
        editing.apply(session, need, changes)
        ordering.put_below(session, need, parent.strip())
        session.note(fields=sorted(changes))
        tracing.touched(session, NodeKind.NEED, [need_id])
