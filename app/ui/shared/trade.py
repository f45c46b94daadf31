"""Insurance is applied for, goods are ordered: the words in which a sale of either differs."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.enums import OrderKind
from app.services.offers import catalogue
from app.ui.base.desk import Desk


def trade_of(desk: Desk) -> OrderKind:
    """Goods where the catalogue holds nothing else."""
    return OrderKind.GOODS if catalogue.sells_only_goods(desk.store) else OrderKind.INSURANCE


def order_words(kind: OrderKind) -> tuple[str, str, str]:
    """One of them, many, and the button that makes one of a proposal."""
    if kind == OrderKind.GOODS:
        return (
            QCoreApplication.translate("Selling", "Goods order"),
            QCoreApplication.translate("Selling", "Goods orders"),
            QCoreApplication.translate("Selling", "Order what was accepted"),
        )
    return (
        QCoreApplication.translate("Selling", "Order"),
        QCoreApplication.translate("Selling", "Orders"),
        QCoreApplication.translate("Selling", "Order a proposal"),
    )


def make_words(kind: OrderKind, number: str) -> str:
    """The button that makes one of the proposal with this number."""
    if kind == OrderKind.GOODS:
        return QCoreApplication.translate("Selling", "Place the order of {number}").format(number=number)
    return QCoreApplication.translate("Selling", "Make an order of {number}").format(number=number)


def words_of_people(kind: OrderKind) -> tuple[str, str, str]:
    """Who pays, whom it is for, and what of it, as the trade says."""
    if kind == OrderKind.GOODS:
        return (
            QCoreApplication.translate("Selling", "Who pays"),
            QCoreApplication.translate("Selling", "For whom"),
            QCoreApplication.translate("Selling", "Count"),
        )
    return (
        QCoreApplication.translate("Selling", "Payer"),
        QCoreApplication.translate("Selling", "Insured"),
        QCoreApplication.translate("Selling", "Sum"),
    )
