"""The dialog of classes and tags: their words, colours and how many customers have each."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from app.enums import LabelKind, Tone
from app.services.people import labels as label_service
from app.services.people.labels import LabelRow
from app.ui.base import labels
from app.ui.base.desk import Desk
from app.ui.customers.list.listing import label_badge
from app.ui.widgets.badge import Badge
from app.ui.widgets.forms.dialog import FormDialog
from app.ui.widgets.forms.fields import ChoiceField, TextField
from app.ui.widgets.forms.form import Form
from app.ui.widgets.tables.list_dialog import ListDialog
from app.ui.widgets.tables.table import Column


class LabelsDialog(ListDialog):
    """One kind at a time. What is renamed or removed is so in every customer, at once."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        about = self.tr(
            "A customer has one class and any number of tags. A new word or colour shows everywhere at once; renaming "
            "a tag to one there is makes them one."
        )
        super().__init__(desk, parent, self.tr("Classes and tags"), about, self._columns())
        self.kind = LabelKind.CLASS
        self.kinds: dict[LabelKind, QPushButton] = {}
        line, group = QHBoxLayout(), QButtonGroup(self)
        for kind, words in ((LabelKind.CLASS, self.tr("Classes")), (LabelKind.TAG, self.tr("Tags"))):
            button = QPushButton(words)
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, kind=kind: self.show_kind(kind))
            group.addButton(button)
            line.addWidget(button)
            self.kinds[kind] = button
        line.addStretch()
        self.body.insertLayout(0, line)
        self.table.opened.connect(lambda _: self.change())
        self.new_button = self.add_button(self.tr("Add"), lambda: self._ask(LabelRow("", self.kind, "")))
        self.change_button = self.add_button(self.tr("Edit"), self.change)
        self.remove_button = self.add_button(self.tr("Remove"), self.remove)
        self.show_kind(self.kind)

    def show_kind(self, kind: LabelKind) -> None:
        self.kind = kind
        self.kinds[kind].setChecked(True)
        self.reload()

    def rows(self) -> list[LabelRow]:
        return label_service.labels(self.desk.store, self.kind)

    def reload(self) -> None:
        """By their words: one in use may have no id yet."""
        at = self.table.currentIndex().row()
        self.model.set_rows(self.rows())
        count = self.model.rowCount()
        if count:
            self.table.setCurrentIndex(self.model.index(max(0, min(at, count - 1)), 0))
        self.change_button.setEnabled(count > 0)
        self.remove_button.setEnabled(count > 0)

    def change(self) -> None:
        if isinstance(row := self.table.current(), LabelRow):
            self._ask(row)

    def remove(self) -> None:
        row = self.table.current()
        if not isinstance(row, LabelRow):
            return
        with self.guard():
            count = label_service.remove(self.desk.store, self.desk.actor, row)
            self.reload()
            said = self.tr("{name} is removed from {count} customers.", n=count).format(name=row.name, count=count)
            self.notice.show_done(said)

    def _ask(self, row: LabelRow) -> None:
        form = Form(self.desk.language)
        form.add("name", self.tr("Label"), TextField())
        form.add("tone", self.tr("Colour"), ChoiceField(labels.choices(Tone, self.desk.language)))
        form.add("note", self.tr("What it means"), TextField())
        form.set_values({"name": row.name, "tone": row.tone.value, "note": row.note})

        def save(values: Any) -> None:
            tone = Tone(values["tone"])
            label_service.save(self.desk.store, self.desk.actor, row, values["name"], tone, values["note"])
            self.reload()

        FormDialog(self, row.name or self.tr("New label"), form, save).exec()

    def _columns(self) -> list[Column]:
        def word(row: LabelRow) -> Badge:
            return label_badge(row.name, row.kind, {(row.kind, row.name.casefold()): row.tone})

        return [
            Column("name", self.tr("Label"), lambda row: row.name, width=170, badge=word),
            Column("note", self.tr("What it means"), lambda row: row.note, width=260),
            Column("used", self.tr("Customers"), lambda row: row.used, number=True, width=90),
        ]
