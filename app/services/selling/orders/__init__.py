"""Orders: an accepted proposal on its way to policies in force, with every step audited and undoable."""

from app.services.selling.orders.approving import Said, approval_from, must_be_said, said, set_approval
from app.services.selling.orders.commands import LineDraft, OrderDraft, change, from_proposal
from app.services.selling.orders.lines import LineRow
from app.services.selling.orders.moving import move, undo
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
from app.services.selling.orders.wording import say_state, say_step

__all__ = [
    "EventRow",
    "LineDraft",
    "LineRow",
    "OrderDetail",
    "OrderDraft",
    "OrderRow",
    "ReadyProposal",
    "Said",
    "WalkInDraft",
    "WalkInLine",
    "approval_from",
    "change",
    "detail",
    "from_proposal",
    "kind_of",
    "move",
    "must_be_said",
    "of_agent",
    "of_household",
    "of_line",
    "ready",
    "returned",
    "said",
    "say_state",
    "say_step",
    "set_approval",
    "underwrite",
    "undo",
    "verdicts_of",
    "walk_in",
]
