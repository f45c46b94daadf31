"""Proposals: a household's confirmed needs become plans; a plan the family likes is kept as it was priced."""

from app.services.proposals.basis import basis
from app.services.proposals.changes import Changed, ChangeOf, changes_of
from app.services.proposals.deciding import ALLOWED, FINAL, NEED_REASON, decide, undo_decide
from app.services.proposals.document import write_proposal
from app.services.proposals.keeping import Saved, keep, of_household, row, save, undo_save
from app.services.proposals.reading import ProposalDetail, asked, read
from app.services.proposals.reopening import Reopened, reopen
from app.services.proposals.rows import Basis, NeedLine, ProposalRow

__all__ = [
    "ALLOWED",
    "FINAL",
    "NEED_REASON",
    "Basis",
    "ChangeOf",
    "Changed",
    "NeedLine",
    "ProposalDetail",
    "ProposalRow",
    "Reopened",
    "Saved",
    "asked",
    "basis",
    "changes_of",
    "decide",
    "keep",
    "of_household",
    "read",
    "reopen",
    "row",
    "save",
    "undo_decide",
    "undo_save",
    "write_proposal",
]
