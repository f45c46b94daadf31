"""Fields of the user's own: the editor of each kind, and the dialog that defines them."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from app.enums import FieldKind
from app.services.people import custom_fields
from app.services.people.custom_fields import FieldDraft, FieldRow
from app.services.rules.people import custom_values
from app.ui.base import labels
from app.ui.base.desk import Desk
from app.ui.widgets.badge import Badge
from app.ui.widgets.forms.dialog import FormDialog
from app.ui.widgets.forms.fields import ChoiceField, DateField, Field, MoneyField, TextField
from app.ui.widgets.forms.form import Form
from app.ui.widgets.forms.set_field import split_words
from app.ui.widgets.tables.list_dialog import ListDialog
from app.ui.widgets.tables.table import Column


def field_of(row: FieldRow) -> Field:
    """The editor of a field; what it gives, custom_fields.canonical takes."""
    if row.kind == FieldKind.MONEY:
        return MoneyField()
    if row.kind == FieldKind.DATE:
        return DateField()
    if row.kind == FieldKind.CHOICE:
        return ChoiceField([(choice, choice) for choice in row.choices], optional=True)
    if row.kind == FieldKind.YES_NO:
        return YesNoField()
    return TextField()


def value_of(row: FieldRow, text: str) -> Any:
    """A kept text as its editor takes it."""
    return custom_values.natural(row.kind, text)


class YesNoField(ChoiceField):
    """Yes, no, or not said."""

    def __init__(self) -> None:
        super().__init__([], optional=True)
        self.box.addItem(self.tr("yes"), True)
        self.box.addItem(self.tr("no"), False)


class FieldsDialog(ListDialog):
    """Retired fields stay in the list, to be brought back with their values."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        self._language = desk.language
        title = self.tr("Own fields")
        about = self.tr(
            "What you want to know of every customer besides what is asked already. They are in the form, the list, "
            "the filter, in exports and imports. A retired field keeps its values."
        )
        super().__init__(desk, parent, title, about, self._columns())
        self.table.opened.connect(lambda _: self.change())
        self.new_button = self.add_button(self.tr("Add"), self.add)
        self.change_button = self.add_button(self.tr("Edit"), self.change)
        self.up_button = self.add_button(self.tr("Up"), lambda: self.shift(-1))
        self.down_button = self.add_button(self.tr("Down"), lambda: self.shift(1))
        self.retire_button = self.add_button(self.tr("Retire"), self.retire)
        self.table.chosen.connect(lambda _: self._show_buttons())
        self.reload()
        self._show_buttons()

    def rows(self) -> list[FieldRow]:
        return custom_fields.all_fields(self.desk.store)

    def add(self) -> None:
        self._ask(None)

    def change(self) -> None:
        if isinstance(row := self.table.current(), FieldRow):
            self._ask(row)

    def shift(self, steps: int) -> None:
        if isinstance(row := self.table.current(), FieldRow):
            with self.guard():
                custom_fields.move(self.desk.store, self.desk.actor, row.id, steps)
                self.reload()

    def retire(self) -> None:
        row = self.table.current()
        if not isinstance(row, FieldRow):
            return
        with self.guard():
            act = custom_fields.bring_back if row.retired else custom_fields.retire
            act(self.desk.store, self.desk.actor, row.id)
            self.reload()
            self._show_buttons()

    def _ask(self, row: FieldRow | None) -> None:
        form = Form(self.desk.language)
        form.add("name", self.tr("Field name"), TextField())
        kinds = ChoiceField(labels.choices(FieldKind, self.desk.language))
        hint = self.tr("The kind cannot be changed later.")
        form.add("kind", self.tr("Kind"), kinds, hint if row is None else "")
        form.add("choices", self.tr("Choices"), TextField(), self.tr("Separated by commas."))
        if row is not None:
            form.set_values({"name": row.name, "kind": row.kind.value, "choices": "，".join(row.choices)})
            kinds.setEnabled(False)
        form.show_field("choices", row is not None and row.kind == FieldKind.CHOICE)
        kinds.edited.connect(lambda: form.show_field("choices", kinds.value() == FieldKind.CHOICE.value))

        def save(values: Any) -> None:
            draft = FieldDraft(values["name"], FieldKind(values["kind"]), split_words(values["choices"]))
            if row is None:
                custom_fields.add(self.desk.store, self.desk.actor, draft)
            else:
                custom_fields.change(self.desk.store, self.desk.actor, row.id, draft)
            self.reload()

        FormDialog(self, row.name if row else self.tr("New field"), form, save).exec()

    def _show_buttons(self) -> None:
        row = self.table.current()
        for button in (self.change_button, self.up_button, self.down_button, self.retire_button):
            button.setEnabled(row is not None)
        back = isinstance(row, FieldRow) and row.retired
        self.retire_button.setText(self.tr("Bring back") if back else self.tr("Retire"))

    def _columns(self) -> list[Column]:
        def state(row: FieldRow) -> Badge:
            return Badge("▣", self.tr("retired"), "calm") if row.retired else Badge("●", self.tr("in use"), "good")

        return [
            Column("name", self.tr("Field name"), lambda row: row.name, width=160),
            Column("kind", self.tr("Kind"), lambda row: labels.of(row.kind, self._language), width=120),
            Column("choices", self.tr("Choices"), lambda row: labels.listed(row.choices, self._language), width=130),
            Column("used", self.tr("Customers"), lambda row: row.used, number=True, width=80),
            Column("state", self.tr("Status"), lambda row: row.retired, width=90, badge=state),
        ]
