"""The button that says a card was used and what came of it, and the words for how often it helped."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu, QPushButton

from app.enums import CardOutcome
from app.services.knowledge.cards import CardRow, use
from app.ui.base import labels
from app.ui.base.desk import Desk
from app.ui.widgets.notice import Guard

FEW = 5


class UsedButton(QPushButton):
    """Its menu says what came of it; one choice keeps it. ``card`` gives the card at hand."""

    def __init__(self, desk: Desk, guard: Guard, card: Callable[[], CardRow | None]) -> None:
        super().__init__(QCoreApplication.translate("Cards", "Used it") + "   ")
        self._desk, self._guard, self._card = desk, guard, card
        menu = QMenu(self)
        for outcome in CardOutcome:
            menu.addAction(labels.of(outcome, desk.language), partial(self.keep, outcome))
        self.setMenu(menu)
        self.setToolTip(self.tr("Say what came of it; no customer is noted"))

    def keep(self, outcome: CardOutcome) -> None:
        """Note the use of the card at hand."""
        card = self._card()
        if card is not None:
            with self._guard():
                use(self._desk.store, self._desk.actor, card.id, outcome)


def helped(card: CardRow) -> str:
    """How often it was used and how often the conversation moved on; few uses say so."""
    if not card.used:
        return QCoreApplication.translate("Cards", "not used yet")
    said = QCoreApplication.translate("Cards", "used {used}×, moved on {moved}×")
    if card.used < FEW:
        said += " " + QCoreApplication.translate("Cards", "(few so far)")
    return said.format(used=card.used, moved=card.moved)
