"""What lies behind a family: who is tied to whom, what they like, what happened, and who referred whom."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.services.people.customers import HouseholdDetail
from app.ui.base.desk import Desk
from app.ui.customers.family.background.events import EventsSection
from app.ui.customers.family.background.interests import InterestsSection
from app.ui.customers.family.background.referrals import ReferralSection
from app.ui.customers.family.background.section import Section
from app.ui.customers.family.background.ties import TiesSection
from app.ui.customers.family.pane import Pane
from app.ui.widgets.notice import Guard


class BackgroundPane(Pane):
    """Four sections below each other; each has its own table and buttons."""

    def __init__(self, desk: Desk, guard: Guard) -> None:
        super().__init__(desk, guard)
        self.ties = TiesSection(self)
        self.interests = InterestsSection(self)
        self.events = EventsSection(self)
        self.referrals = ReferralSection(self)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 6, 0)
        for section in self._sections():
            column.addWidget(section)
        column.addStretch()
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(inside)
        self.body.addWidget(area, 1)

    def fill(self, detail: HouseholdDetail) -> None:
        for section in self._sections():
            section.show_detail(detail)

    def _sections(self) -> tuple[Section, ...]:
        return (self.ties, self.interests, self.events, self.referrals)
