"""One family: who they are, their money, their policies, how to reach them, what happened, and the next step."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from app.enums import Stage
from app.services.people import customers
from app.services.people.customers import HouseholdDetail, HouseholdRow
from app.ui.base.desk import Desk
from app.ui.customers.family.background.pane import BackgroundPane
from app.ui.customers.family.contact import ContactPane
from app.ui.customers.family.forms import stage_form
from app.ui.customers.family.head import FamilyHead
from app.ui.customers.family.health.pane import HealthPane
from app.ui.customers.family.history import HistoryPane
from app.ui.customers.family.members import MembersPane
from app.ui.customers.family.money import MoneyPane
from app.ui.customers.family.pane import Pane
from app.ui.customers.family.policies.pane import PoliciesPane
from app.ui.customers.family.purchases import PurchasesPane
from app.ui.customers.family.service import ServicePane
from app.ui.shared.marks import label_tones
from app.ui.widgets.forms.dialog import FormDialog
from app.ui.widgets.notice import Guard


class FamilyView(QWidget):
    """Shows a household read by one call; only the pane in sight is filled, the others when they are looked at."""

    archive_asked = Signal(object)  # HouseholdRow
    restore_asked = Signal(object)

    def __init__(self, desk: Desk, guard: Guard) -> None:
        super().__init__()
        self.desk, self._guard = desk, guard
        self.detail: HouseholdDetail | None = None
        self.head = FamilyHead(self.desk.language)
        self.head.left_for.connect(self._go)
        self.head.stage_asked.connect(self.change_stage)
        self.head.archive_asked.connect(lambda: self.archive_asked.emit(self._row()))
        self.head.restore_asked.connect(lambda: self.restore_asked.emit(self._row()))
        self.members = MembersPane(desk, guard)
        self.money = MoneyPane(desk, guard)
        self.policies = PoliciesPane(desk, guard)
        self.health = HealthPane(desk, guard)
        self.contact = ContactPane(desk, guard)
        self.history = HistoryPane(desk, guard)
        self.background = BackgroundPane(desk, guard)
        self.purchases = PurchasesPane(desk, guard)
        self.service = ServicePane(desk, guard)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.tabBar().setExpanding(False)
        self.tabs.tabBar().setProperty("kind", "tight")
        for pane, words in self._panes():
            self.tabs.addTab(pane, words)
        self.tabs.currentChanged.connect(lambda _: self._fill_current())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 0, 0, 0)
        layout.addWidget(self.head)
        layout.addWidget(self.tabs, 1)
        self.setMinimumWidth(480)
        self._show(False)

    def show_household(self, household_id: str | None) -> None:
        self.detail = None if household_id is None else customers.household(self.desk.store, household_id)
        self._show(self.detail is not None)
        if self.detail is not None:
            self.head.show_detail(self.detail, self.desk.today(), label_tones(self.desk))
            self._fill_current()

    def show_policy(self, policy_id: str) -> None:
        self.tabs.setCurrentWidget(self.policies)
        self.policies.table.select_id(policy_id)

    def show_review(self) -> bool:
        """All policies of the family on one paper; False where it holds none."""
        if self.detail is None or not self.detail.policies:
            return False
        self.tabs.setCurrentWidget(self.policies)
        self.policies.review()
        return True

    def take_focus(self) -> None:
        self.tabs.tabBar().setFocus()

    def change_stage(self) -> None:
        row = self._row()

        def save(values: Any) -> None:
            customers.set_stage(self.desk.store, self.desk.actor, row.id, Stage(values["stage"]), values["reason"])

        title = self.tr("Stage of {name}").format(name=row.name)
        FormDialog(self, title, stage_form(self.desk.language, row.stage), save).exec()

    def _fill_current(self) -> None:
        if self.detail is not None:
            pane = self.tabs.currentWidget()
            assert isinstance(pane, Pane)
            with self._guard():
                pane.show_detail(self.detail)

    def _show(self, visible: bool) -> None:
        self.head.setVisible(visible)
        self.tabs.setVisible(visible)

    def _go(self, tab: str) -> None:
        self.desk.hub.go(tab, self._row().id)

    def _row(self) -> HouseholdRow:
        assert self.detail is not None
        return self.detail.row

    def _panes(self) -> list[tuple[QWidget, str]]:
        return [
            (self.members, self.tr("Family")),
            (self.money, self.tr("Money")),
            (self.policies, self.tr("Policies")),
            (self.health, self.tr("Health")),
            (self.contact, self.tr("Contact")),
            (self.background, self.tr("Background")),
            (self.purchases, self.tr("Purchases")),
            (self.history, self.tr("Activities")),
            (self.service, self.tr("Service")),
        ]
