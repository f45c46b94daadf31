"""Which matrix: the built-in one or a named one; make one, or change its basic facts."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.services.base.founding import ALL_CUSTOMERS
from app.services.matrix import named
from app.services.matrix.named import MatrixDraft, MatrixInfo
from app.ui.base.desk import Desk
from app.ui.widgets.boxes import ComboBox
from app.ui.widgets.forms.dialog import FormDialog
from app.ui.widgets.forms.fields import DateField, NotesField, TextField
from app.ui.widgets.forms.form import Form


class MatrixChoice(QWidget):
    """``chosen`` with the code."""

    chosen = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.current = ALL_CUSTOMERS
        self._known: list[MatrixInfo] = []
        self.box = ComboBox()
        self.box.setAccessibleName(self.tr("Matrix"))
        self.box.setMinimumWidth(150)
        self.box.setMaximumWidth(220)
        self.box.activated.connect(self._choose)
        self.facts = QAction(self.tr("Facts…"), self)
        self.facts.setToolTip(self.tr("Name, purpose, period and owner of this matrix"))
        self.facts.triggered.connect(self.change)
        self.new = QAction(self.tr("New matrix…"), self)
        self.new.triggered.connect(self.make)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.box)

    def fill(self) -> None:
        self._known = named.matrices(self._desk.store)
        self.box.clear()
        for info in self._known:
            built_in = info.code == ALL_CUSTOMERS
            name = self.tr("All customers' needs") if built_in else info.draft.name
            self.box.addItem(f"{name}  {info.needs}", info.code)
        self.box.setCurrentIndex(max(0, self.box.findData(self.current)))
        self.current = self.box.currentData()
        self.facts.setVisible(self.current != ALL_CUSTOMERS)

    @property
    def needs(self) -> int:
        """How many the chosen matrix has."""
        return next((info.needs for info in self._known if info.code == self.current), 0)

    def _choose(self) -> None:
        self.current = self.box.currentData()
        self.facts.setVisible(self.current != ALL_CUSTOMERS)
        self.chosen.emit(self.current)

    def make(self) -> None:
        def save(values: Any) -> None:
            self.current = named.create(self._desk.store, self._desk.actor, _draft(values)).code

        if FormDialog(self, self.tr("New matrix…"), self._form(), save).exec():
            self.fill()
            self.chosen.emit(self.current)

    def change(self) -> None:
        info = next(info for info in self._known if info.code == self.current)
        form = self._form()
        draft = info.draft
        form.set_values({"name": draft.name, "purpose": draft.purpose, "owner": draft.owner,
                         "starts_on": draft.starts_on, "ends_on": draft.ends_on})  # fmt: skip

        def save(values: Any) -> None:
            named.change(self._desk.store, self._desk.actor, info.id, _draft(values))

        if FormDialog(self, self.tr("Facts…"), form, save).exec():
            self.fill()

    def _form(self) -> Form:
        form = Form(self._desk.language)
        form.add("name", self.tr("Name of the matrix"), TextField())
        form.add("purpose", self.tr("Purpose"), NotesField())
        form.add("owner", self.tr("Owner"), TextField())
        form.add("starts_on", self.tr("Begins"), DateField())
        form.add("ends_on", self.tr("Ends"), DateField())
        return form


def _draft(values: Any) -> MatrixDraft:
    return MatrixDraft(values["name"], values["purpose"], values["owner"], values["starts_on"], values["ends_on"])
