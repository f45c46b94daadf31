"""What comes after the sale, as a side of the family's page."""

from __future__ import annotations

from app.services.people.customers import HouseholdDetail
from app.ui.base.desk import Desk
from app.ui.customers.family.pane import Pane
from app.ui.shared.service.family_view import FamilyService
from app.ui.widgets.notice import Guard


class ServicePane(Pane):
    def __init__(self, desk: Desk, guard: Guard) -> None:
        super().__init__(desk, guard)
        self.view = FamilyService(desk, guard)
        self.body.addWidget(self.view)

    def fill(self, detail: HouseholdDetail) -> None:
        self.view.show_family(detail.row.id, detail.row.name, editable=self.editable)
        self._buttons.hide()
