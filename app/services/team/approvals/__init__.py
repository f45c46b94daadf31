"""Orders of agents that wait for the lead: as they came with the weekly files, what was answered, and the answers."""

from app.services.team.approvals.deciding import decide
from app.services.team.approvals.requests import ApprovalState, RequestRow, everything

__all__ = ["ApprovalState", "RequestRow", "decide", "everything"]
