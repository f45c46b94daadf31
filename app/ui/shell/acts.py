"""What is done from the search box and belongs to no tab: service, and a record found by its number."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.ui.base.desk import Desk
from app.ui.shell.commands import Command

if TYPE_CHECKING:
    from app.services.front.finding import Hit


class WindowActs(QObject):
    """``window`` is what the dialogs belong to; ``page`` shows a tab and gives its page. What an act needs is imported
    when it is done."""

    def __init__(self, desk: Desk, window: QWidget, page: Callable[[str], Any]) -> None:
        super().__init__(window)
        self._desk, self._window, self._page = desk, window, page

    def commands(self) -> list[Command]:
        service = (self.tr("Service"),)
        return [
            Command(self.tr("All clocks"), partial(self.open_service, 0), service),
            Command(self.tr("All service cases"), partial(self.open_service, 1), service),
            Command(self.tr("Satisfaction of the customers"), partial(self.open_service, 2), service),
            Command(self.tr("New service case"), self.new_case, service),
            Command(self.tr("Customer view"), self.show_customer, ("F11",)),
        ]

    def open_service(self, part: int) -> None:
        from app.ui.shared.service.window import open_service

        open_service(self._desk, self._window, part)

    def new_case(self) -> None:
        """Of the family at hand."""
        from app.ui.shared.service.cases.table import add_case

        if self._desk.household_id is None:
            self._desk.hub.tell(self.tr("Choose the family first, in the customers or by the search (Ctrl+K)."))
        else:
            add_case(self._desk, self._window, self._desk.household_id)

    def show_customer(self) -> None:
        """The screen turned to the family at hand: its interview while one is under way, or else its plans, or else
        the review of the policies it holds."""
        from app.services.needs import interviews
        from app.services.people import customers

        desk = self._desk
        if desk.household_id is None:
            desk.hub.tell(self.tr("Choose the family first, in the customers or by the search (Ctrl+K)."))
            return
        at_plans = desk.preferences.text("tab") == "combinations"
        interview = None if at_plans else interviews.latest(desk.store, desk.household_id)
        if interview is not None and not interview.confirmed:
            shown = self._page("interview").show_customer()
        else:
            page = self._page("combinations")
            shown = page.show_customer() or (page.bench is not None and page.solve(page.show_customer) is None)
        if not shown and customers.household(desk.store, desk.household_id).policies:
            shown = self._page("customers").show_customer(desk.household_id)
        if not shown:
            desk.hub.tell(self.tr("There is nothing to show the family yet: begin with the needs interview."))

    def open_hit(self, hit: Hit) -> None:
        """The record itself, on the page that shows it."""
        from app.services.front.finding import Found

        if hit.household_id is not None:
            self._desk.choose_household(hit.household_id)
        opened: dict[Found, Callable[[], object]] = {
            Found.NEED: lambda: self._page("matrix").show_need(hit.id),
            Found.OPPORTUNITY: lambda: self._page("selling").open(hit.id),
            Found.PROPOSAL: lambda: self._page("combinations").show_proposal(hit.id),
            Found.ORDER: lambda: self._page("selling").open(hit.id),
            Found.POLICY: lambda: self._page("customers").show_policy(hit.household_id, hit.id),
            Found.CASE: lambda: self._open_case(hit.id),
            Found.PRODUCT: lambda: self._page("library").show_product(hit.id),
        }
        opened[hit.kind]()

    def _open_case(self, id: str) -> None:
        from app.ui.shared.service.cases.dialog import CaseDialog

        CaseDialog(self._desk, self._window, id).exec()
