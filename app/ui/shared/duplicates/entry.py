"""Adding a customer who may be there already: said once, with the reason, before anything is saved."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from app import words
from app.services.people import duplicates
from app.services.rules.base.masks import mask_phone
from app.services.tables.imports.plan import Twin
from app.ui.base import labels
from app.ui.base.desk import Desk
from app.ui.widgets.forms.dialog import FormDialog
from app.ui.widgets.forms.form import Form
from app.ui.widgets.plain import Label


class EntryDialog(FormDialog):
    """Saves like any form, but for somebody who looks known: then a second press is needed, or one opens the other."""

    def __init__(
        self,
        desk: Desk,
        parent: QWidget,
        title: str,
        form: Form,
        save: Callable[[Mapping[str, Any]], None],
        open_known: Callable[[str], None],
    ) -> None:
        super().__init__(parent, title, form, save)
        self._desk, self._open_known = desk, open_known
        self._warned: dict[str, Any] | None = None
        self.twins = QFrame()
        self.twins.setProperty("kind", "problem")
        self._column = QVBoxLayout(self.twins)
        self._body = QWidget()
        self._column.addWidget(self._body)
        self.twin_buttons: list[QPushButton] = []
        self.twins.hide()
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(1, self.twins)

    def submit(self) -> None:
        if self.form.problems():
            return
        values = dict(self.form.values())
        found = duplicates.near(self._desk.store, values) if values != self._warned else ()
        if not found:
            super().submit()
            return
        self._warned = values
        self._show(found)
        self.button.setText(self.tr("Add anyway"))

    def _show(self, found: tuple[Twin, ...]) -> None:
        old, self._body = self._body, QWidget()
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 0, 0)
        self._column.replaceWidget(old, self._body)
        old.hide()
        old.deleteLater()
        title = Label(self.tr("This person may be here already:"))
        title.setProperty("kind", "strong")
        column.addWidget(title)
        self.twin_buttons = []
        for twin in found:
            language = self._desk.language
            why = labels.listed((words.say(f"likeness.{r}", language) for r in twin.reasons), language)
            text = f"{twin.name}  {twin.code}  {mask_phone(twin.texts.get('phone', ''))}  —  {why}"
            button = QPushButton(self.tr("Open {who}").format(who=text))
            button.setProperty("kind", "link")
            button.setAutoDefault(False)
            button.clicked.connect(self._opener(twin.id))
            self.twin_buttons.append(button)
            column.addWidget(button)
        self.twins.show()
        self.adjustSize()

    def _opener(self, id: str) -> Callable[[], None]:
        def open_it() -> None:
            self.reject()
            self._open_known(id)

        return open_it
