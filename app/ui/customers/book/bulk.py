"""Change many customers at once: what is set, and in whom."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from app.enums import LabelKind
from app.errors import bad_input
from app.services.people import custom_fields, referrals
from app.services.people import labels as label_service
from app.services.people.bulk_edits import BulkChange, Chosen
from app.ui.base.desk import Desk
from app.ui.customers.book.own_fields import field_of
from app.ui.shared.marks import own_fields
from app.ui.widgets.forms.dialog import FormDialog
from app.ui.widgets.forms.fields import ChoiceField, Field, TextField
from app.ui.widgets.forms.form import Form
from app.ui.widgets.forms.set_field import SetField, SuggestField, split_words
from app.ui.widgets.plain import Label


class BulkDialog(FormDialog):
    """Only what is ticked is set; ticked and empty empties it. ``change`` is what to do once accepted, in ``whom``, who
    are so ``many``."""

    def __init__(self, desk: Desk, parent: QWidget, ids: tuple[str, ...], everybody: Chosen, shown: int) -> None:
        self.desk, self._ids, self._everybody = desk, ids, everybody
        self._own = own_fields(desk)
        self._shown, self.change, self.whom, self.many = shown, BulkChange(), everybody, 0
        super().__init__(parent, self.tr("Change many customers"), self._form(), self._apply, width=620)
        self.button.setText(self.tr("Change them"))
        self.chosen = QRadioButton(self.tr("The chosen: {count}").format(count=f"{len(ids):,}"))
        self.all = QRadioButton(self.tr("All shown in the list: {count}").format(count=f"{shown:,}"))
        group = QButtonGroup(self)
        for button in (self.chosen, self.all):
            group.addButton(button)
        self.chosen.setEnabled(bool(ids))
        (self.chosen if ids else self.all).setChecked(True)
        hint = Label(self.tr("Tick what is to be set. Ticked and left empty, it is emptied. It can be undone."))
        hint.setProperty("kind", "muted")
        hint.setWordWrap(True)
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        for place, widget in enumerate((self.chosen, self.all, hint)):
            layout.insertWidget(place, widget)
        for before, after in ((self.restored, self.chosen), (self.chosen, self.all)):
            self.setTabOrder(before, after)

    def _form(self) -> Form:
        store = self.desk.store
        form = Form(self.desk.language)
        grades = [(row.name, row.name) for row in label_service.labels(store, LabelKind.CLASS)]
        tags = [row.name for row in label_service.labels(store, LabelKind.TAG)]
        fields: list[tuple[str, str, Field]] = [
            ("classification", self.tr("Class"), SetField(ChoiceField(grades, optional=True))),
            ("add_tags", self.tr("Add tags"), SuggestField(tags, several=True)),
            ("remove_tags", self.tr("Remove tags"), SuggestField(tags, several=True)),
            ("source", self.tr("Source"), SetField(SuggestField(referrals.names_of_sources(store)))),
            ("city", self.tr("City"), SetField(TextField())),
        ]
        fields += [(field.key, field.name, SetField(field_of(field))) for field in self._own]
        for name, title, field in fields:
            form.add(name, title, field)
        return form

    def _apply(self, values: Any) -> None:
        def text(name: str) -> str | None:
            return None if values[name] is None else str(values[name].value or "")

        change = BulkChange(
            text("classification"),
            text("source"),
            text("city"),
            split_words(values["add_tags"]),
            split_words(values["remove_tags"]),
            {
                field.id: custom_fields.canonical(field, values[field.key].value)
                for field in self._own
                if values[field.key]
            },
        )
        everybody = self.all.isChecked()
        self.whom, self.many = (self._everybody, self._shown) if everybody else (Chosen(self._ids), len(self._ids))
        if change.empty:
            raise bad_input("nothing_to_change")
        if not self.many:
            raise bad_input("nothing_chosen")
        self.change = change
