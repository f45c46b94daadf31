"""What is shown while there is nothing to make plans of: what is missing, and the step that leads there."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, Qt

from app.services.offers.proposals import Basis
from app.services.rules.offers.products import Product
from app.ui.base.desk import Desk
from app.ui.widgets.empty import EmptyState
from app.ui.widgets.plain import Label


def no_family(desk: Desk) -> EmptyState:
    return EmptyState(
        QCoreApplication.translate("Combinations", "Whose plans?"),
        QCoreApplication.translate("Combinations", "Choose a family first."),
        [(QCoreApplication.translate("Combinations", "Choose a customer"), lambda: desk.hub.go("customers"))],
    )


def lacking(desk: Desk, based: Basis, products: Mapping[str, Product]) -> EmptyState | None:
    """None when plans can be made for the family."""
    if not based.needs and not based.settled:
        title = QCoreApplication.translate("Combinations", "{name} has no confirmed needs yet")
        go_on = QCoreApplication.translate("Combinations", "Needs interview")
        return EmptyState(
            title.format(name=based.name),
            QCoreApplication.translate(
                "Combinations", "Plans are made from needs the customer has confirmed in an interview."
            ),
            [(go_on, lambda: desk.hub.go("interview", based.household_id))],
        )
    if not products:
        return EmptyState(
            QCoreApplication.translate("Combinations", "No products to choose from"),
            QCoreApplication.translate("Combinations", "Import a catalogue in the library first."),
            [(QCoreApplication.translate("Combinations", "Go to the library"), lambda: desk.hub.go("library"))],
        )
    return None


def waiting() -> Label:
    """While the plans are computed."""
    said = Label(QCoreApplication.translate("Combinations", "Three plans are being computed…"))
    said.setProperty("kind", "muted")
    said.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter)
    return said
