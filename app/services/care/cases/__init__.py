"""Service cases: questions, claims, complaints, from the customer's word to a resolution."""

from app.services.care.cases.commands import add, change, move, note, set_claim, set_documents, take_back
from app.services.care.cases.reading import due_today, listing, of_household, one, usual_documents
from app.services.care.cases.rows import CaseDetail, CaseDraft, CaseRow, ClaimDraft, StepRow

__all__ = [
    "CaseDetail",
    "CaseDraft",
    "CaseRow",
    "ClaimDraft",
    "StepRow",
    "add",
    "change",
    "due_today",
    "listing",
    "move",
    "note",
    "of_household",
    "one",
    "set_claim",
    "set_documents",
    "take_back",
    "usual_documents",
]
