"""Proposals: a household's confirmed needs become plans; a plan the family likes is kept as it was priced."""

from app.services.offers.proposals.basis import basis
from app.services.offers.proposals.changes import Changed, ChangeOf, changes_of
from app.services.offers.proposals.deciding import ALLOWED, FINAL, NEED_REASON, decide
from app.services.offers.proposals.document import write_proposal
from app.services.offers.proposals.hints import hints_of
from app.services.offers.proposals.keeping import of_household, row, save
from app.services.offers.proposals.phone import write_phone
from app.services.offers.proposals.reading import ProposalDetail, licensed, read, read_number
from app.services.offers.proposals.reopening import Reopened, reopen
from app.services.offers.proposals.rows import Basis, NeedLine, NotAsked, ProposalRow
from app.services.offers.proposals.years import of_plan as years_of_plan
from app.services.offers.proposals.years_words import cells_of, columns_of, export_years, notes_of, write_years

__all__ = [
    "ALLOWED",
    "FINAL",
    "NEED_REASON",
    "Basis",
    "ChangeOf",
    "Changed",
    "NeedLine",
    "NotAsked",
    "ProposalDetail",
    "ProposalRow",
    "Reopened",
    "basis",
    "cells_of",
    "changes_of",
    "columns_of",
    "decide",
    "export_years",
    "hints_of",
    "licensed",
    "notes_of",
    "of_household",
    "read",
    "read_number",
    "reopen",
    "row",
    "save",
    "write_phone",
    "write_proposal",
    "write_years",
    "years_of_plan",
]
