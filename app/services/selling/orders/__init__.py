"""Orders: an accepted proposal on its way to policies in force, with every step audited and undoable."""

from app.services.selling.orders.commands import LineDraft, OrderDraft, change, from_proposal
from app.services.selling.orders.lines import LineRow
from app.services.selling.orders.moving import approval_from, move, set_approval, undo
from app.services.selling.orders.reading import (
    EventRow,
    OrderDetail,
    OrderRow,
    ReadyProposal,
    detail,
    kind_of,
    of_agent,
    of_household,
    of_line,
    ready,
    returned,
)
from app.services.selling.orders.underwriting import underwrite, verdicts_of
from app.services.selling.orders.walk_in import WalkInDraft, WalkInLine, walk_in

__all__ = [
    "EventRow",
    "LineDraft",
    "LineRow",
    "OrderDetail",
    "OrderDraft",
    "OrderRow",
    "ReadyProposal",
    "WalkInDraft",
    "WalkInLine",
    "approval_from",
    "change",
    "detail",
    "from_proposal",
    "kind_of",
    "move",
    "of_agent",
    "of_household",
    "of_line",
    "ready",
    "returned",
    "set_approval",
    "underwrite",
    "undo",
    "verdicts_of",
    "walk_in",
]
