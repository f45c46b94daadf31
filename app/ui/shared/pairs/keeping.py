"""Opens the pairs with what is kept and sold, keeps what is saved, and offers to take it back."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.services.offers import catalogue, portfolio
from app.services.offers.combinations import preferences
from app.services.offers.combinations.preferences import Preferences
from app.services.rules.offers.portfolio import worth_pairing
from app.ui.base.desk import Desk
from app.ui.shared.pairs.dialog import PairsDialog


def edit_pairs(parent: QWidget, desk: Desk) -> bool:
    """Whether anything was saved. Every page hears of it; Ctrl+Z puts the former pairs back."""
    before = preferences.read(desk.store)
    products = [(row.product.code, row.name(desk.language)) for row in catalogue.listing(desk.store)]
    found = portfolio.read(desk.store, desk.today())
    few = portfolio.few_words(found, desk.language)

    def keep(wanted: Preferences) -> None:
        preferences.write(desk.store, desk.actor, wanted)

    dialog = PairsDialog(parent, desk.language, before, products, worth_pairing(found.pairs), few, keep)
    if not dialog.exec():
        return False
    text = QCoreApplication.translate("PairsDialog", "The pairs are changed.")
    desk.hub.offer_undo(text)
    return True
