"""Orders that wait for the lead's word, as a group of Today."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from app.models import ApprovalRequest
from app.services.base.store import Store
from app.services.day.today_groups import Group, GroupLine, Tone
from app.services.team.approvals.requests import ApprovalState

KEY, TAB = "approvals", "team"
MOST = 100


def on_today(store: Store, agent_code: str, _today: date) -> list[Group]:
    """One line for each order of another agent, those submitted first on top; a click opens it in Team."""
    query = (
        select(
            ApprovalRequest.id,
            ApprovalRequest.agent_code,
            ApprovalRequest.agent_name,
            ApprovalRequest.number,
            ApprovalRequest.submitted_on,
        )
        .where(ApprovalRequest.state == ApprovalState.OPEN.value, ApprovalRequest.agent_code != agent_code)
        .order_by(ApprovalRequest.submitted_on, ApprovalRequest.agent_code, ApprovalRequest.number)
        .limit(MOST)
    )
    with store.read() as session:
        lines = tuple(
            GroupLine(on, f"today.{KEY}.line", {"name": name or code, "number": number}, tab=TAB, id=id)
            for id, code, name, number, on in session.execute(query)
        )
    return [Group(KEY, f"today.{KEY}", "▲", Tone.WARN, 1, lines)]
