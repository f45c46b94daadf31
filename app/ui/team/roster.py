"""The agents of the team: one by one, from a file, or pasted; who leaves gets a day and stays in the list."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.enums import Language
from app.services.team import roster
from app.services.team.roster.import_kind import Roster
from app.services.team.roster.keeping import FIELDS, RosterDraft, RosterRow
from app.ui.base import formats
from app.ui.base.desk import Desk
from app.ui.shared.imports.wizard import ImportWizard, Look
from app.ui.widgets.base_dialog import Dialog
from app.ui.widgets.forms.dialog import FormDialog
from app.ui.widgets.forms.fields import DateField, TextField
from app.ui.widgets.forms.form import Form
from app.ui.widgets.notice import Notice
from app.ui.widgets.plain import Label
from app.ui.widgets.tables.table import Column, RowTableModel
from app.ui.widgets.tables.table_view import TableView
from app.words import say

DAYS = ("joined_on", "left_on", "report_from", "report_to")


class RosterDialog(Dialog):
    """The list, and what can be done with it."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setWindowTitle(self.tr("The team's roster"))
        self.resize(860, 460)
        self.notice = Notice(desk.language)
        about = Label(
            self.tr("Who is missing, and the team's targets, are counted against this list. Without it, whoever "
                    "reported in the last eight weeks is expected.")
        )  # fmt: skip
        about.setProperty("kind", "muted")
        about.setWordWrap(True)
        self.model = RowTableModel(_columns(desk.language))
        self.table = TableView(self.model)
        self.table.setAccessibleName(self.tr("The team's roster"))
        self.table.opened.connect(lambda _row: self.change())
        self.table.chosen.connect(lambda _row: self._enable())
        self.add_button = QPushButton(self.tr("Add an agent"))
        self.change_button = QPushButton(self.tr("Change"))
        self.remove_button = QPushButton(self.tr("Remove"))
        self.import_button = QPushButton(self.tr("Import a list…"))
        line = QHBoxLayout()
        for button, act in ((self.add_button, self.add), (self.change_button, self.change),
                            (self.remove_button, self.remove), (self.import_button, self.bring_in)):  # fmt: skip
            button.clicked.connect(lambda _checked=False, act=act: act())
            button.setAutoDefault(False)
            line.addWidget(button)
        line.addStretch()
        layout = QVBoxLayout(self)
        layout.addWidget(self.notice)
        layout.addWidget(about)
        layout.addWidget(self.table, 1)
        layout.addLayout(line)
        layout.addLayout(self.lay_foot(None))
        self.show_list()

    def show_list(self, chosen: str | None = None) -> None:
        self.model.set_rows(roster.everybody(self._desk.store))
        if chosen is not None:
            self.table.select_id(chosen)
        self._enable()

    def add(self) -> None:
        self._ask(self.tr("Add an agent"), None)

    def change(self) -> None:
        row: RosterRow | None = self.table.current()
        if row is not None:
            self._ask(self.tr("Change {name}").format(name=row.draft.name), row)

    def remove(self) -> None:
        row: RosterRow | None = self.table.current()
        if row is None:
            return
        with self.notice.guard():
            roster.remove(self._desk.store, self._desk.actor, row.id)
            self.show_list()
            self._desk.hub.offer_undo(self.tr("{name} is out of the roster.").format(name=row.draft.name))

    def bring_in(self) -> None:
        about = self.tr("Excel or CSV with the columns agent code and name; joined, left and licence where there are.")
        wizard = ImportWizard(self._desk, self, Look(self.tr("Import the roster"), about, Roster, "roster"))
        wizard.finished.connect(lambda _: self.show_list())
        wizard.open()

    def _ask(self, title: str, row: RosterRow | None) -> None:
        form = Form(self._desk.language, columns=2)
        for name in FIELDS:
            form.add(name, say(f"roster.{name}", self._desk.language), DateField() if name in DAYS else TextField())
        if row is not None:
            form.set_values({name: getattr(row.draft, name) for name in FIELDS})
        saved: list[RosterRow] = []

        def keep(values: Mapping[str, Any]) -> None:
            at = (row.id, row.version) if row is not None else (None, None)
            saved.append(roster.save(self._desk.store, self._desk.actor, RosterDraft(**values), *at))

        FormDialog(self, title, form, keep).exec()
        if saved:
            self.show_list(saved[0].id)

    def _enable(self) -> None:
        for button in (self.change_button, self.remove_button):
            button.setEnabled(self.table.current() is not None)


def _columns(language: Language) -> list[Column]:
    widths = {"code": 120, "name": 130, "licence": 150}
    return [
        Column(
            name, say(f"roster.{name}", language), partial(_value, name),
            formats.day if name in DAYS else str, width=widths.get(name, 100),
        )
        for name in FIELDS
    ]  # fmt: skip


def _value(name: str, row: RosterRow) -> Any:
    return getattr(row.draft, name)
