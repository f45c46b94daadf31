"""What can be done with a product: made, edited, looked up in its versions, withdrawn and brought back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtWidgets import QPushButton, QWidget

from app.enums import NodeKind
from app.services.matrix import impact
from app.services.offers import catalogue
from app.services.offers.catalogue import ProductRow
from app.ui.library.compare import LEAST, MOST, CompareDialog
from app.ui.library.editor import ProductEditor
from app.ui.library.illustrations import IllustrationsDialog
from app.ui.library.portfolio import PortfolioDialog
from app.ui.library.versions import VersionsDialog
from app.ui.shared.page import Page
from app.ui.shared.pairs import edit_pairs
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.impact import agreed


class ProductActs(QWidget):
    """A row of buttons over the product ``current`` gives, for a comparison those ``selected`` gives; ``done`` is told
    the id of what was changed."""

    def __init__(
        self,
        page: Page,
        current: Callable[[], ProductRow | None],
        selected: Callable[[], list[ProductRow]],
        done: Callable[[str], None],
    ) -> None:
        super().__init__()
        self._page, self._current, self._selected, self._done = page, current, selected, done
        self.desk = page.desk
        self.add = self._button(self.tr("New product…"), self.make)
        self.edit = self._button(self.tr("Edit…"), self.change)
        self.past = self._button(self.tr("Versions…"), self.show_versions)
        self.values = self._button(self.tr("Values…"), self.show_values)
        self.values.setToolTip(self.tr("Cash values and illustrations as the insurer's own tables show them"))
        self.compare = self._button(self.tr("Compare…"), self.show_side_by_side)
        self.compare.setToolTip(self.tr("Select two to four products in the list (Ctrl+click)"))
        self.portfolio = self._button(self.tr("Portfolio…"), self.show_portfolio)
        self.portfolio.setToolTip(self.tr("Who buys what, what is asked for and not sold, what is sold together"))
        self.pairs = self._button(self.tr("Pairs…"), self.edit_pairs)
        self.pairs.setToolTip(self.tr("Products that belong together, and the bonus a plan gets for both"))
        self.off_sale = self._button(self.tr("Withdraw…"), self.withdraw)
        self.off_sale.setToolTip(self.tr("No longer sold; shows first which families it is proposed to"))
        self.on_sale = self._button(self.tr("Bring back"), self.bring_back)
        self.on_sale.setToolTip(self.tr("Sold again, with the last day it had before it was withdrawn"))
        row = FlowLayout()
        self.setLayout(row)
        for button in (self.add, self.edit, self.past, self.values, self.compare, self.portfolio, self.pairs,
                       self.off_sale, self.on_sale):  # fmt: skip
            row.addWidget(button)

    def show_for(self, row: ProductRow | None) -> None:
        """The buttons that make sense for this product."""
        today = self.desk.today()
        ended = row is not None and row.product.on_sale_to is not None and row.product.on_sale_to < today
        for button in (self.edit, self.past, self.values):
            button.setEnabled(row is not None)
        self.off_sale.setEnabled(row is not None and not ended)
        self.off_sale.setVisible(not ended)
        self.on_sale.setVisible(ended)

    def make(self) -> None:
        self._edited(ProductEditor(self.desk, None, self._page))

    def change(self) -> None:
        if (row := self._current()) is not None:
            self._edited(ProductEditor(self.desk, row, self._page))

    def _edited(self, editor: ProductEditor) -> None:
        if editor.exec() and editor.saved is not None:
            self._changed(editor.saved)
            words = self.tr("{name} is saved.").format(name=editor.saved.name(self.desk.language))
            self._page.notice.show_done(words)

    def show_versions(self) -> None:
        if (row := self._current()) is None:
            return
        with self._page.guard():
            dialog = VersionsDialog(self.desk, row, self._page)
            if dialog.exec() and dialog.restored is not None:
                self._changed(dialog.restored)

    def show_values(self) -> None:
        if (row := self._current()) is not None:
            with self._page.guard():
                IllustrationsDialog(self.desk, row, self._page).exec()

    def show_side_by_side(self) -> None:
        rows = self._selected()
        if LEAST <= len(rows) <= MOST:
            CompareDialog(self.desk, rows, self._page).exec()
        else:
            self._page.notice.show_problem(self.tr("Select two to four products in the list (Ctrl+click)"))

    def show_portfolio(self) -> None:
        with self._page.guard():
            PortfolioDialog(self.desk, self._page).exec()

    def edit_pairs(self) -> None:
        with self._page.guard():
            edit_pairs(self._page, self.desk)

    def withdraw(self) -> None:
        """No longer sold from today on; who and what proposes it is shown first. Undo puts it back on sale."""
        row = self._current()
        if row is None:
            return
        with self._page.guard():
            told = impact.of(self.desk.store, (NodeKind.PRODUCT, row.id))
            title = self.tr("Withdraw from sale")
            if agreed(self._page, self.desk.language, title, told, title):
                last_day = self.desk.today() - timedelta(days=1)
                self._changed(catalogue.withdraw(self.desk.store, self.desk.actor, row.id, last_day))
                words = self.tr("{name} is withdrawn.").format(name=row.name(self.desk.language))
                self.desk.hub.offer_undo(words)

    def bring_back(self) -> None:
        row = self._current()
        if row is None:
            return
        with self._page.guard():
            self._back(row.id)
            words = self.tr("{name} is on sale again.").format(name=row.name(self.desk.language))
            self.desk.hub.offer_undo(words)

    def _back(self, product_id: str) -> None:
        self._changed(catalogue.bring_back(self.desk.store, self.desk.actor, product_id))

    def _changed(self, row: ProductRow) -> None:
        self._done(row.id)

    def _button(self, words: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(words)
        button.clicked.connect(lambda: act())
        return button
