"""Cases as a list: all of the agent with filters, or those of one family."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.services.care import cases
from app.services.care.cases import CaseRow
from app.services.people import customers
from app.services.rules.care.cases import CaseKind, CaseState
from app.ui.base import formats, labels
from app.ui.base.desk import Desk
from app.ui.shared.service.badges import case_badge, due_badge
from app.ui.shared.service.cases.dialog import CaseDialog, owners_of
from app.ui.shared.service.cases.forms import case_form, case_of_form
from app.ui.widgets.boxes import ComboBox
from app.ui.widgets.forms.dialog import FormDialog
from app.ui.widgets.notice import Guard
from app.ui.widgets.plain import Label
from app.ui.widgets.tables.table import Column, RowTableModel
from app.ui.widgets.tables.table_view import TableView


class CaseTable(QWidget):
    """``household_id`` None is every family of the agent; a new case is one of the family at hand then."""

    def __init__(self, desk: Desk, guard: Guard, *, of_family: bool = False) -> None:
        super().__init__()
        self.desk, self.guard, self._of_family = desk, guard, of_family
        self.household_id: str | None = None
        self.kind, self.state = ComboBox(), ComboBox()
        for box, name, first, family in (
            (self.kind, self.tr("Kind of case"), self.tr("All kinds"), CaseKind),
            (self.state, self.tr("State"), self.tr("Not closed"), CaseState),
        ):
            box.setAccessibleName(name)
            box.addItem(first, None)
            for member in family:
                box.addItem(labels.of(member, desk.language), member)
            box.activated.connect(self.reload)
        self.late = QCheckBox(self.tr("Overdue only"))
        self.late.clicked.connect(self.reload)
        self.count = Label()
        self.count.setWordWrap(True)
        self.count.setProperty("kind", "muted")
        self.add_button = QPushButton(self.tr("New case…"))
        self.add_button.setProperty("kind", "primary")
        self.add_button.clicked.connect(lambda: self.add())
        self.open_button = QPushButton(self.tr("Open"))
        self.open_button.clicked.connect(self._open_current)
        self.model = RowTableModel(self._columns())
        self.table = TableView(self.model)
        self.table.setAccessibleName(self.tr("Service cases"))
        self.table.opened.connect(self.open_case)
        head = QHBoxLayout()
        for widget in (self.kind, self.state, self.late):
            head.addWidget(widget)
            if of_family:
                widget.hide()
        head.addWidget(self.count, 1)
        head.addWidget(self.open_button)
        head.addWidget(self.add_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.addLayout(head)
        layout.addWidget(self.table, 1)

    def show_family(self, household_id: str | None, *, editable: bool = True) -> None:
        self.household_id = household_id
        self.add_button.setVisible(editable)
        self.reload()

    def reload(self) -> None:
        current = self.table.current()
        with self.guard():
            rows = self._rows()
            self.model.set_rows(rows)
            if rows and not self.table.select_id(current.id if current else None):
                self.table.select_id(rows[0].id)
            self.open_button.setEnabled(bool(rows))
            none = self.tr("No case: questions, claims and complaints stand here until they are resolved.")
            self.count.setText(self.tr("Cases: {count}").format(count=len(rows)) if rows else none)

    def _open_current(self) -> None:
        self.open_case(self.table.current())

    def open_case(self, row: CaseRow | None) -> None:
        if row is not None:
            with self.guard():
                CaseDialog(self.desk, self, row.id).exec()

    def add(self, kind: CaseKind = CaseKind.QUESTION) -> None:
        """A new case of the family shown, or of the one at hand."""
        household_id = self.household_id or self.desk.household_id
        if household_id is None:
            self.desk.hub.tell(self.tr("Choose the family first, in the customers or by the search (Ctrl+K)."))
            return
        add_case(self.desk, self, household_id, kind)

    def _rows(self) -> list[CaseRow]:
        store = self.desk.store
        if self._of_family:
            return cases.of_household(store, self.household_id) if self.household_id else []
        return cases.listing(
            store, self.desk.actor.code, self.desk.today(), kind=self.kind.currentData(),
            state=self.state.currentData(), overdue=self.late.isChecked(),
        )  # fmt: skip

    def _columns(self) -> list[Column]:
        language = self.desk.language

        def papers(row: CaseRow) -> str:
            return self.tr("{count} missing").format(count=row.missing) if row.missing else ""

        columns = [
            Column("due", self.tr("Answer due"), lambda row: row.due, formats.day, width=140,
                   badge=lambda row: due_badge(row, self.desk.today(), language)),
            Column("state", self.tr("State"), lambda row: row.state.value, width=156,
                   badge=lambda row: case_badge(row, language)),
            Column("kind", self.tr("Kind"), lambda row: labels.of(row.kind, language), width=80),
            Column("title", self.tr("What it is about"), lambda row: row.title, width=170, tip=lambda row: row.title),
            Column("papers", self.tr("Papers"), papers, width=80),
        ]  # fmt: skip
        if not self._of_family:
            columns.append(Column("family", self.tr("Family"), lambda row: row.household, width=80))
        columns.append(Column("number", self.tr("Number"), lambda row: row.number, width=76))
        return columns


def add_case(desk: Desk, parent: QWidget, household_id: str, kind: CaseKind = CaseKind.QUESTION) -> None:
    """The form for a new case; saved, it can be undone."""
    family = customers.household(desk.store, household_id)
    form = case_form(desk.language, family, None, kind, owners_of(desk))

    def save(values: Mapping[str, Any]) -> None:
        case = cases.add(desk.store, desk.actor, household_id, case_of_form(values), desk.language)

        words = QCoreApplication.translate("Cases", "Case {number} is opened.").format(number=case.row.number)
        desk.hub.offer_undo(words)

    title = QCoreApplication.translate("Cases", "New case of {name}").format(name=family.row.name)
    FormDialog(parent, title, form, save, width=680).exec()
