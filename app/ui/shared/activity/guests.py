"""The guests of an event: customers are invited by name, others written in; after it, who came."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.enums import ActivityStatus, GuestState
from app.services.day.activities import ActivityRow, guests
from app.services.day.activities.guests import Guest
from app.ui.base import labels
from app.ui.base.desk import Desk
from app.ui.widgets.base_dialog import Dialog
from app.ui.widgets.boxes import ComboBox
from app.ui.widgets.forms.customer_line import CustomerLine
from app.ui.widgets.notice import Notice

AFTER = (GuestState.CAME, GuestState.ABSENT)


class GuestsDialog(Dialog):
    """Enter in the line invites; Delete in the list takes a guest off; Save keeps the list."""

    def __init__(self, parent: QWidget, desk: Desk, row: ActivityRow) -> None:
        super().__init__(parent)
        self._desk, self._row = desk, row
        self.setWindowTitle(self.tr("Guests: {what}").format(what=row.note or labels.of(row.kind, desk.language)))
        self.setMinimumSize(520, 380)
        self.line = CustomerLine(desk)
        self.line.setPlaceholderText(self.tr("A customer, or any name; Enter invites"))
        self.line.returnPressed.connect(self.invite)
        self.add = QPushButton(self.tr("Invite"))
        self.add.setAutoDefault(False)
        self.add.clicked.connect(self.invite)
        self.list = QTableWidget(0, 2)
        self.list.setHorizontalHeaderLabels([self.tr("Guest"), self.tr("State")])
        self.list.horizontalHeader().setStretchLastSection(True)
        self.list.setColumnWidth(0, 300)
        self.list.verticalHeader().hide()
        self.list.setAccessibleName(self.tr("Guests"))
        self.notice = Notice(desk.language)
        self.save = QPushButton(self.tr("Save"))
        self.save.clicked.connect(self.submit)
        self._lay_out()
        self._guests = guests.of_event(desk.store, row.id)
        self._show()

    def _lay_out(self) -> None:
        self.remove = QPushButton(self.tr("Take off the list"))
        self.remove.setShortcut(Qt.Key.Key_Delete)
        self.remove.clicked.connect(self.take_off)
        top = QHBoxLayout()
        top.addWidget(self.line, 1)
        top.addWidget(self.add)
        layout = QVBoxLayout(self)
        layout.addWidget(self.notice)
        layout.addLayout(top)
        layout.addWidget(self.list, 1)
        layout.addLayout(self.lay_foot(self.save, self.remove))

    def invite(self) -> None:
        name = self.line.text().strip()
        if name:
            self._read_states()
            over = self._row.status == ActivityStatus.DONE
            self._guests.append(Guest(self.line.household_id, name, GuestState.CAME if over else GuestState.INVITED))
            self.line.choose(None)
            self._show()

    def take_off(self) -> None:
        number = self.list.currentRow()
        if number >= 0:
            self._read_states()
            del self._guests[number]
            self._show()

    def submit(self) -> None:
        self._read_states()
        with self.notice.guard():
            guests.invite(self._desk.store, self._desk.actor, self._row.id, self._row.version, self._guests)
            self.accept()

    def state_box(self, number: int) -> ComboBox:
        box = self.list.cellWidget(number, 1)
        assert isinstance(box, ComboBox)
        return box

    def _show(self) -> None:
        over = self._row.status == ActivityStatus.DONE
        self.list.setRowCount(len(self._guests))
        for number, guest in enumerate(self._guests):
            item = QTableWidgetItem(guest.name if guest.household_id else f"{guest.name}  ○")
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            item.setToolTip("" if guest.household_id else self.tr("No customer yet"))
            box = ComboBox()
            for state in GuestState:
                if over or state not in AFTER:
                    box.addItem(labels.of(state, self._desk.language), state.value)
            box.setCurrentIndex(max(0, box.findData(guest.state.value)))
            box.setAccessibleName(self.tr("State of {name}").format(name=guest.name))
            self.list.setItem(number, 0, item)
            self.list.setCellWidget(number, 1, box)

    def _read_states(self) -> None:
        self._guests = [
            replace(guest, state=GuestState(self.state_box(number).currentData()))
            for number, guest in enumerate(self._guests)
        ]
