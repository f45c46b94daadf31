"""Cards of the knowledge base: kept with versions, approved, found, brought in and out."""

from app.services.knowledge.cards.keeping import add, approve, edit, history, remove, restore, withdraw
from app.services.knowledge.cards.reading import CardFilter, CardRow, Listing, of_code, one, rows_of
from app.services.knowledge.cards.using import use

__all__ = [
    "CardFilter",
    "CardRow",
    "Listing",
    "add",
    "approve",
    "edit",
    "history",
    "of_code",
    "one",
    "remove",
    "restore",
    "rows_of",
    "use",
    "withdraw",
]
