"""Which matrix: the built-in one or a named one; make one, or change its basic facts."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from app.services.base.founding import ALL_CUSTOMERS
from app.services.matrix import named, putting_away
from app.services.matrix.named import MatrixDraft, MatrixInfo
from app.ui.base.desk import Desk
from app.ui.matrix.away import AwayDialog
from app.ui.widgets.boxes import ComboBox
from app.ui.widgets.forms.dialog import FormDialog
from app.ui.widgets.forms.fields import DateField, NotesField, TextField
from app.ui.widgets.forms.form import Form
from app.ui.widgets.plain import caption


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
        self.away, self.delete = QAction(self.tr("Archive…"), self), QAction(self.tr("Delete…"), self)
        self.away.triggered.connect(lambda: self.put_away(for_good=False))
        self.delete.triggered.connect(lambda: self.put_away(for_good=True))
        self.archived = QMenu(self.tr("Bring back an archived matrix"), self)
        self.archived.aboutToShow.connect(self._fill_archived)
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
        self._offer()

    def _offer(self) -> None:
        for action in (self.facts, self.away, self.delete):
            action.setVisible(self.current != ALL_CUSTOMERS)
        self.archived.menuAction().setVisible(bool(named.matrices(self._desk.store, archived=True)))

    @property
    def needs(self) -> int:
        """How many the chosen matrix has."""
        return next((info.needs for info in self._known if info.code == self.current), 0)

    def _choose(self) -> None:
        self.current = self.box.currentData()
        self._offer()
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

    def put_away(self, *, for_good: bool) -> None:
        """Archive or delete the chosen matrix, after it was told what goes with it."""
        info = next(info for info in self._known if info.code == self.current)
        store, actor = self._desk.store, self._desk.actor
        told = putting_away.contents(store, info.id)
        if not AwayDialog(self, info.draft.name, told, for_good=for_good).exec():
            return
        (putting_away.remove if for_good else putting_away.archive)(store, actor, info.id)
        said = self.tr("{name} is deleted.") if for_good else self.tr("{name} is archived.")
        self._desk.hub.offer_undo(said.format(name=info.draft.name))
        self.current = ALL_CUSTOMERS
        self.fill()
        self.chosen.emit(self.current)

    def _fill_archived(self) -> None:
        self.archived.clear()
        for info in named.matrices(self._desk.store, archived=True):
            action = self.archived.addAction(caption(f"{info.draft.name}  {info.needs}"))
            action.triggered.connect(lambda _checked=False, id=info.id: self._bring_back(id))

    def _bring_back(self, matrix_id: str) -> None:
        self.current = putting_away.bring_back(self._desk.store, self._desk.actor, matrix_id)
        self.fill()
        self.chosen.emit(self.current)

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
