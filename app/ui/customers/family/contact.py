"""How a family is reached, and the notes kept of it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout

from app.services.people import customers
from app.services.people.custom_fields import FieldRow
from app.services.people.customers import HouseholdDetail
from app.ui.base.desk import Desk
from app.ui.customers.family.contact_form import ASKED, ContactForm
from app.ui.customers.family.pane import Pane
from app.ui.shared.marks import own_fields
from app.ui.widgets.forms.dialog import FormDialog
from app.ui.widgets.hold_to_show import HoldToShow
from app.ui.widgets.keys import on_key
from app.ui.widgets.notice import Guard
from app.ui.widgets.plain import Label


class ContactPane(Pane):
    """Notes typed but not saved are kept by family while the window is open, whatever else is looked at."""

    def __init__(self, desk: Desk, guard: Guard) -> None:
        super().__init__(desk, guard)
        self._unsaved: dict[str, str] = {}
        self._fields: tuple[FieldRow, ...] = ()
        self._facts = QGridLayout()
        self._facts.setHorizontalSpacing(16)
        self._facts.setColumnStretch(1, 1)
        self._facts.setColumnStretch(3, 1)
        self.edit_button = QPushButton(self.tr("Edit contact"))
        self.edit_button.clicked.connect(self.edit)
        card = QFrame()
        card.setProperty("kind", "card")
        inside = QHBoxLayout(card)
        inside.setContentsMargins(14, 10, 14, 10)
        inside.addLayout(self._facts, 1)
        inside.addWidget(self.edit_button, 0, Qt.AlignmentFlag.AlignTop)
        heading = Label(self.tr("Notes"))
        heading.setProperty("kind", "heading")
        self.state = Label()
        self.state.setProperty("kind", "warn")
        head = QHBoxLayout()
        head.addWidget(heading)
        head.addWidget(self.state, 1)
        self.notes = QPlainTextEdit()
        self.notes.setAccessibleName(self.tr("Notes"))
        self.notes.setTabChangesFocus(True)
        self.notes.textChanged.connect(self._edited)
        notes = QVBoxLayout()
        notes.addLayout(head)
        notes.addWidget(self.notes, 1)
        self.body.addWidget(card)
        self.body.addLayout(notes, 1)
        self.save_button = self.add_button(self.tr("Save notes"), self.save_notes)
        self.discard_button = self.add_button(self.tr("Discard changes"), self.discard)
        self.end_buttons()
        on_key(QKeySequence.StandardKey.Save, self, self.save_notes, inside=True)

    def fill(self, detail: HouseholdDetail) -> None:
        while (item := self._facts.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        row = detail.row
        self._fact(0, self.tr("Phone"), HoldToShow(row.phone_masked, row.phone) if row.phone else Label("—"))
        language = self.desk.language
        facts = [
            (
                customers.header(field.name, language),
                customers.say(field, getattr(detail.contact, field.name), language),
            )
            for field in ASKED
        ]
        facts.append((self.tr("Referred by"), detail.referrer[1] if detail.referrer else ""))
        self._fields = own_fields(self.desk)
        facts += [(one.name, one.say(row.own.get(one.id, ""), self.desk.language)) for one in self._fields]
        for place, (name, value) in enumerate(facts, 1):
            label = Label(value or "—")
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._fact(place, name, label)
        self.edit_button.setVisible(self.editable)
        self.notes.setReadOnly(not self.editable)
        text = self._unsaved.get(row.id, detail.contact.notes)
        if self.notes.toPlainText() != text:
            self.notes.setPlainText(text)
        self._show_state()

    def edit(self) -> None:
        row = self.detail.row
        form = ContactForm(self.desk, self.detail)

        def save(values: Any) -> None:
            draft = form.draft(values)
            customers.update_contact(self.desk.store, self.desk.actor, row.id, draft, row.version)
            self.desk.hub.offer_undo(self.tr("The contact is changed."))

        FormDialog(self, self.tr("Contact of {name}").format(name=row.name), form, save, width=760).exec()

    def save_notes(self) -> None:
        household_id, text = self.detail.row.id, self.notes.toPlainText()
        if household_id not in self._unsaved:
            return
        with self.guard():
            customers.update_notes(self.desk.store, self.desk.actor, household_id, text)
            self._unsaved.pop(household_id, None)

            self.desk.hub.offer_undo(self.tr("Notes saved."))

    def discard(self) -> None:
        self._unsaved.pop(self.detail.row.id, None)
        self.notes.setPlainText(self.detail.contact.notes)

    def _edited(self) -> None:
        text = self.notes.toPlainText()
        if text == self.detail.contact.notes:
            self._unsaved.pop(self.detail.row.id, None)
        else:
            self._unsaved[self.detail.row.id] = text
        self._show_state()

    def _show_state(self) -> None:
        dirty = self.detail.row.id in self._unsaved
        self.state.setText("✎ " + self.tr("not saved yet") if dirty else "")
        self.save_button.setEnabled(dirty)
        self.discard_button.setEnabled(dirty)

    def _fact(self, place: int, name: str, value: Label | HoldToShow) -> None:
        label = Label(name)
        label.setProperty("kind", "muted")
        row, column = place // 2, 2 * (place % 2)
        self._facts.addWidget(label, row, column, Qt.AlignmentFlag.AlignTop)
        left = Qt.AlignmentFlag.AlignLeft if isinstance(value, HoldToShow) else Qt.AlignmentFlag(0)
        self._facts.addWidget(value, row, column + 1, left)
