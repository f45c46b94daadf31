"""Handing customers over to another agent: a sealed package, what came of it, and the receipt."""

from app.services.people.handover.giving import Given, give, take_back
from app.services.people.handover.keeping import HandoverRow, handovers
from app.services.people.handover.receipts import confirm, write_receipt
from app.services.people.handover.taking import Taken, needs_password, take

__all__ = [
    "Given",
    "HandoverRow",
    "Taken",
    "confirm",
    "give",
    "handovers",
    "needs_password",
    "take",
    "take_back",
    "write_receipt",
]
