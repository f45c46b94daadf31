"""A date in a table cell: typed or picked from a calendar, and cleared like any text."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication, QDate, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QMenu, QToolButton, QWidget, QWidgetAction

from app import paths
from app.ui.base import formats
from app.ui.widgets.plain import plain

BUTTON = 26


class DateEditor(QLineEdit):
    """Empty means no date. ``value()`` raises ValueError for what is no date; Alt+Down opens the calendar."""

    picked = Signal()  # in the calendar

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(QCoreApplication.translate("Dates", "yyyy-mm-dd"))
        self.setTextMargins(0, 0, BUTTON - 4, 0)
        self._calendar = QCalendarWidget()
        self._calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self._calendar.clicked.connect(self._pick)
        self._calendar.activated.connect(self._pick)
        self._menu = QMenu(self)
        action = QWidgetAction(self._menu)
        action.setDefaultWidget(self._calendar)
        self._menu.addAction(action)
        self.button = QToolButton(self)
        self.button.setIcon(QIcon(str(paths.resource("icons", "calendar.svg"))))
        self.button.setAccessibleName(self.tr("Open the calendar"))
        self.button.setToolTip(plain(self.button.accessibleName()))
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.button.setCursor(Qt.CursorShape.ArrowCursor)
        self.button.setStyleSheet("border: 0; background: transparent;")
        self.button.clicked.connect(self.open_calendar)

    @property
    def calendar(self) -> QCalendarWidget:
        return self._calendar

    def value(self) -> date | None:
        return formats.read_day(self.text())

    def set_value(self, value: date | None) -> None:
        self.setText(value.isoformat() if value else "")
        self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt+Down is this field's alone: a shortcut would take it from the whole window."""
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.open_calendar()
        else:
            super().keyPressEvent(event)

    def open_calendar(self) -> None:
        """At the date typed, or today's month."""
        try:
            day = self.value()
        except ValueError:
            day = None
        self._calendar.setSelectedDate(QDate(day.year, day.month, day.day) if day else QDate.currentDate())
        self._menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def resizeEvent(self, _event: object) -> None:
        self.button.setGeometry(self.width() - BUTTON, 0, BUTTON, self.height())

    def _pick(self, day: QDate) -> None:
        self._menu.close()
        self.set_value(date(day.year(), day.month(), day.day()))
        self.setFocus()
        self.picked.emit()
