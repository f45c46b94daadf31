"""Message texts: chosen, filled for a family, mended by hand, copied; and the agent's own kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QListWidget, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from app.services.day import messages
from app.services.day.messages import TextRow
from app.services.rules.day.message_texts import FIELDS
from app.ui.base import labels
from app.ui.base.desk import Desk
from app.ui.widgets.base_dialog import Dialog
from app.ui.widgets.forms.customer_line import CustomerLine
from app.ui.widgets.forms.dialog import FormDialog
from app.ui.widgets.forms.fields import NotesField, TextField
from app.ui.widgets.forms.form import Form
from app.ui.widgets.notice import Notice
from app.ui.widgets.plain import Label


class MessagesDialog(Dialog):
    """The text on the right can be changed before it is copied; only what is copied counts."""

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        super().__init__(parent)
        self.desk = desk
        self.setWindowTitle(self.tr("Message texts"))
        self.resize(780, 460)
        self._rows: list[TextRow] = []
        self.notice = Notice(desk.language)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Message texts"))
        self.list.setMinimumWidth(230)
        self.list.currentItemChanged.connect(lambda: self.fill())
        self.customer = CustomerLine(desk)
        self.customer.choose(desk.household_id)
        self.customer.textChanged.connect(lambda: self.fill())
        self.text = QPlainTextEdit()
        self.text.setAccessibleName(self.tr("The message"))
        self.missing = Label()
        self.missing.setProperty("kind", "warn")
        self.missing.setWordWrap(True)
        self.kept = QCheckBox(self.tr("Note it as a message sent"))
        self.kept.setChecked(True)
        self.copy_button = QPushButton(self.tr("Copy"))
        self.copy_button.clicked.connect(self.copy)
        self.new = self._button(self.tr("New text…"), lambda: self.edit(None))
        self.change = self._button(self.tr("Edit…"), lambda: self.edit(self.current()))
        self.remove = self._button(self.tr("Delete"), self.drop)
        self.remove.setProperty("kind", "danger")
        self._lay_out()
        self.load()

    def _lay_out(self) -> None:
        left, right = QVBoxLayout(), QVBoxLayout()
        left.addWidget(self.list, 1)
        own = QHBoxLayout()
        for button in (self.new, self.change, self.remove):
            own.addWidget(button)
        left.addLayout(own)
        right.addWidget(self.customer)
        right.addWidget(self.text, 1)
        right.addWidget(self.missing)
        right.addLayout(self.lay_foot(self.copy_button, self.kept, away=self.tr("Close")))
        both = QHBoxLayout()
        both.addLayout(left)
        both.addLayout(right, 1)
        layout = QVBoxLayout(self)
        layout.addWidget(self.notice)
        layout.addLayout(both, 1)

    def current(self) -> TextRow | None:
        number = self.list.currentRow()
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def load(self, key: str | None = None) -> None:
        """All texts, with the one of this key chosen."""
        self._rows = messages.texts(self.desk.store, self.desk.actor.code, self.desk.language)
        self.list.clear()
        self.list.addItems([("★ " if row.id else "") + row.name for row in self._rows])
        self.list.setCurrentRow(next((at for at, row in enumerate(self._rows) if row.key == key), 0))

    def fill(self) -> None:
        row = self.current()
        own = row is not None and row.id is not None
        self.remove.setEnabled(own)
        if row is None:
            return
        desk = self.desk
        filled = messages.written(
            desk.store, desk.actor, row.body, self.customer.household_id, desk.language, desk.today()
        )
        self.text.setPlainText(filled.text)
        names = labels.listed([labels.say(f"message_field.{n}", desk.language) for n in filled.missing], desk.language)
        self.missing.setText(self.tr("Fill in by hand: {fields}").format(fields=names) if filled.missing else "")

    def copy(self) -> None:
        """To the clipboard; noted as a message sent when the box is ticked."""
        text = self.text.toPlainText().strip()
        QGuiApplication.clipboard().setText(text)
        with self.notice.guard():
            if self.kept.isChecked():
                household_id = self.customer.household_id
                messages.keep(self.desk.store, self.desk.actor, household_id, text, self.desk.store.now())
            self.desk.hub.tell(self.tr("Copied. Paste it where you write to the customer."))
            self.accept()

    def edit(self, row: TextRow | None) -> None:
        """A text of one's own; of one that comes with the program a copy is made."""
        dialog = TextDialog(self, self.desk, row)
        if dialog.exec() and dialog.saved is not None:
            self.load(dialog.saved.key)

    def drop(self) -> None:
        row = self.current()
        if row is None or row.id is None:
            return
        with self.notice.guard():
            messages.remove(self.desk.store, self.desk.actor, row.id, row.version)
            self.desk.hub.offer_undo(self.tr("{name} is deleted.").format(name=row.name))
            self.load()

    def _button(self, words: str, act: Any) -> QPushButton:
        button = QPushButton(words)
        button.setAutoDefault(False)
        button.clicked.connect(act)
        return button


class TextDialog(FormDialog):
    """The words of one text, with the fields there are."""

    def __init__(self, parent: QWidget, desk: Desk, row: TextRow | None) -> None:
        form = Form(desk.language)
        super().__init__(parent, self.tr("Message text"), form, self._submit, width=560)
        self._desk, self._row = desk, row
        self.saved: TextRow | None = None
        known = "   ".join(f"{{{name}}} {labels.say(f'message_field.{name}', desk.language)}" for name in FIELDS)
        form.add("name", self.tr("Name of the text"), TextField())
        form.add("body", self.tr("Text"), NotesField(height=180), known)
        form.set_values({"name": row.name if row else "", "body": row.body if row else ""})

    def _submit(self, values: Mapping[str, Any]) -> None:
        own = self._row if self._row is not None and self._row.id is not None else None
        self.saved = messages.save(
            self._desk.store, self._desk.actor, values["name"], values["body"],
            text_id=own.id if own else None, version=own.version if own else 0,
        )  # fmt: skip
