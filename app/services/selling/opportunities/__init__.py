"""Opportunities: sales with their stages and evidence, what they may bring, and what became of them."""

from app.services.selling.opportunities.board import Board, Show, board, forecast
from app.services.selling.opportunities.commands import begin, move, reopen, update
from app.services.selling.opportunities.detail import Detail, ProposalLine, Stay, detail
from app.services.selling.opportunities.rows import OpportunityDraft, OpportunityRow, draft_of, row

__all__ = [
    "Board",
    "Detail",
    "OpportunityDraft",
    "OpportunityRow",
    "ProposalLine",
    "Show",
    "Stay",
    "begin",
    "board",
    "detail",
    "draft_of",
    "forecast",
    "move",
    "reopen",
    "row",
    "update",
]
