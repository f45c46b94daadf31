"""The lead's word on an agent's order: approved, or returned with a reason; never on an order of his own."""

from __future__ import annotations

from app.errors import ConflictError, Place, Problem, bad_input
from app.models import ApprovalRequest
from app.services.base import agents
from app.services.base.store import Actor, Store
from app.services.team.approvals.requests import ApprovalState

LONGEST = 2_000


def decide(
    store: Store, actor: Actor, request_id: str, *, approved: bool, version: int | None = None, reason: str = ""
) -> None:
    """Keep the answer; it goes back with the answers to the agent. Raises InputError ``order_own_approval``,
    ``required`` on the reason of a return, ``approval_decided`` for one that no longer waits, ``not_found``;
    ConflictError when it changed since ``version``."""
    if not approved and not reason.strip():
        raise bad_input("required", Place(field="reason"))
    if len(reason) > LONGEST:
        raise bad_input("too_long", Place(field="reason"), most=LONGEST)
    own = agents.store_id(store)
    with store.write(actor, "approval.approve" if approved else "approval.return") as session:
        one = session.get(ApprovalRequest, request_id)
        if one is None:
            raise bad_input("not_found")
        if version is not None and one.version != version:
            raise ConflictError(Problem("changed_meanwhile"))
        if actor.code == one.agent_code or one.store_id == own:
            raise bad_input("order_own_approval", Place(field="decided_by"))
        if one.state != ApprovalState.OPEN:
            raise bad_input("approval_decided", number=one.number)
        one.state = (ApprovalState.APPROVED if approved else ApprovalState.RETURNED).value
        one.decided_on, one.decided_by, one.decided_code = session.today, actor.name or actor.code, actor.code
        one.reason, one.sent_at = reason.strip(), None
        session.note(order=one.number, agent=one.agent_code)
