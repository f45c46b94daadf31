"""What people tell of their health: noted by their own consent, and what underwriting may be expected to make of it."""

from app.services.people.health.commands import VERSION, add, change, consent, nothing_to_note, remove, withdraw
from app.services.people.health.guide import Figure, Guide, Known, find, guide
from app.services.people.health.reading import of_household, read
from app.services.people.health.rows import ConsentDraft, ConsentRow, NoteDraft, NoteRow, PersonHealth
from app.services.people.health.wording import because_words, condition_words, expected_words, values_words

__all__ = [
    "VERSION",
    "ConsentDraft",
    "ConsentRow",
    "Figure",
    "Guide",
    "Known",
    "NoteDraft",
    "NoteRow",
    "PersonHealth",
    "add",
    "because_words",
    "change",
    "condition_words",
    "consent",
    "expected_words",
    "find",
    "guide",
    "nothing_to_note",
    "of_household",
    "read",
    "remove",
    "values_words",
    "withdraw",
]
