"""A copy of a requirement."""

from __future__ import annotations

from app.errors import bad_input
from app.models import Matrix, Need
from app.services.base.founding import ALL_CUSTOMERS
from app.services.base.store import Actor, Store
from app.services.matrix import numbering, ordering
from app.services.matrix.listing import MatrixRow, read_one

COPIED = (
    "type", "description", "rationale", "stakeholder", "limits", "acceptance", "importance", "urgency", "owner_code",
    "owner_name", "notes", "parent_id",
)  # fmt: skip


def duplicate(store: Store, actor: Actor, need_id: str) -> MatrixRow:
    """A copy right after a need, with a number of its own: what it says and who sees to it, no dates, links or tests.
    Raises ``not_found``, ``needs_by_interview`` for a need of a customer."""
    with store.write(actor, "need.add", need_id) as session:
        need = session.get(Need, need_id)
        if need is None or need.archived_at is not None:
            raise bad_input("not_found")
        if session.get_one(Matrix, need.matrix_id).code == ALL_CUSTOMERS:
            raise bad_input("needs_by_interview")
        copy = Need(matrix_id=need.matrix_id, number=numbering.give(session, need.matrix_id, 1)[0])
        for name in COPIED:
            setattr(copy, name, getattr(need, name))
        session.add(copy)
        session.flush()
        ordering.put_after(session, copy, need)
        return read_one(session, copy.id, session.today)
