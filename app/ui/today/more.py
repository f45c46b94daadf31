"""The menu of Today: what is done now and then."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from app.services.day import reminders
from app.services.rules.base import weeks
from app.ui.base.desk import Desk
from app.ui.shared.activity.acts import Acts
from app.ui.shared.activity.messages import MessagesDialog
from app.ui.shared.activity.settings import StaleDaysDialog
from app.ui.shared.activity.sleep import SleepersDialog
from app.ui.shared.page import Page
from app.ui.today.calendar.view import CalendarView


class MoreMenu(QMenu):
    def __init__(self, desk: Desk, page: Page, acts: Acts, calendar: CalendarView) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page
        self.addAction(self.tr("Message texts…"), lambda: MessagesDialog(page, desk).exec())
        self.addAction(self.tr("Asleep…"), lambda: SleepersDialog(page, desk).exec())
        self.addSeparator()
        self.addAction(
            self.tr("Export this week as a calendar file…"), lambda: acts.export_week(weeks.week_of(calendar.day))
        )
        self.addAction(self.tr("Export all to come as a calendar file…"), acts.export_all)
        self.addSeparator()
        self.addAction(self.tr("Days until a customer counts as not heard from…"), self._stale_days)
        self.names = QAction(self.tr("Names in notices outside the window"), self)
        self.names.setCheckable(True)
        self.names.triggered.connect(lambda shown: reminders.show_names(desk.store, desk.actor, shown))
        self.addAction(self.names)
        self.aboutToShow.connect(lambda: self.names.setChecked(reminders.names_shown(desk.store)))

    def _stale_days(self) -> None:
        StaleDaysDialog(self._page, self._desk).exec()
