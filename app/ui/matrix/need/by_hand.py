"""What a person does with the requirements of a named matrix: writes, copies, describes and orders them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from app.enums import NeedType
from app.services.base.founding import ALL_CUSTOMERS
from app.services.matrix import MatrixRow, blocks, copying, describing, entering, ordering
from app.services.matrix.blocks import NewNeed
from app.services.matrix.index import Entry
from app.ui.base import labels
from app.ui.matrix.need.entry_line import EntryLine
from app.ui.shared.page import Page
from app.ui.widgets.forms.dialog import FormDialog
from app.ui.widgets.forms.fields import ChoiceField, NotesField, TextField
from app.ui.widgets.forms.form import Form

TEXTS = ("description", "rationale", "stakeholder", "limits", "acceptance")


class ByHand(QObject):
    """``done`` with the id of the need to show."""

    done = Signal(str)

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page, self._desk = page, page.desk
        self._matrix, self._last = ALL_CUSTOMERS, ""
        self.line = EntryLine(page.desk.language)
        self.line.entered.connect(lambda text, level, kind: self.write([NewNeed(text, level, type=kind)]))
        self.line.pasted.connect(self.paste)

    def show_matrix(self, code: str, entries: Sequence[Entry]) -> None:
        """What the next one follows: the last of all needs, whatever is filtered."""
        self._matrix = code
        self.line.setVisible(code != ALL_CUSTOMERS)
        if code == ALL_CUSTOMERS:
            return
        self._last = entries[-1].id if entries else ""
        deepest = entries[-1].level + 1 if entries else 0
        self.line.ready(entering.proposed(self._desk.store, code), deepest)

    def paste(self, text: str) -> None:
        """The lines of a block, all or none."""
        lines = blocks.lines_of(text)
        if not lines:
            self._page.notice.show_done(self.tr("There are no lines on the clipboard: copy some first."))
        else:
            self.write(lines)

    def write(self, lines: list[NewNeed]) -> None:
        """At the end; the line is free for the next one when they are kept."""
        with self._page.guard():
            ids = entering.add(self._desk.store, self._desk.actor, self._matrix, lines, self._last or None)
            self.line.line.clear()
            told = self.tr("{count} requirements are added.", n=len(ids)).format(count=len(ids))
            self._desk.hub.offer_undo(told)
            self._then(ids[-1])
        self.line.line.setFocus()

    def act(self, what: str, row: MatrixRow) -> bool:
        """One of the acts of a requirement's menu; False for another one."""
        store, actor = self._desk.store, self._desk.actor
        moves: dict[str, Callable[[], bool]] = {
            "up": lambda: ordering.move(store, actor, row.id, -1),
            "down": lambda: ordering.move(store, actor, row.id, 1),
            "indent": lambda: ordering.indent(store, actor, row.id),
            "outdent": lambda: ordering.outdent(store, actor, row.id),
        }
        if what in moves:
            if moves[what]():
                self._desk.hub.offer_undo(self.tr("{number} is moved.").format(number=row.number))
            self._then(row.id)
        elif what == "duplicate":
            copy = copying.duplicate(store, actor, row.id)
            self._desk.hub.offer_undo(self.tr("{number} is a copy.").format(number=copy.number))
            self._then(copy.id)
        elif what == "describe":
            self.describe(row)
        else:
            return False
        return True

    def describe(self, row: MatrixRow) -> None:
        """All that a requirement says, in one form."""
        form = Form(self._desk.language)
        kinds = [("", "—"), *labels.choices(NeedType, self._desk.language)]
        form.add("type", self.tr("Item type"), ChoiceField(kinds))
        form.add("description", self.tr("Description"), NotesField())
        form.add("rationale", self.tr("Why it is wanted"), NotesField())
        form.add("stakeholder", self.tr("Who wants it"), TextField())
        form.add("limits", self.tr("What it must keep to"), NotesField())
        form.add("acceptance", self.tr("By what it is seen to be met"), NotesField())
        form.add("parent", self.tr("Parent or goal"), TextField(), self.tr("Its number; empty: at the top."))
        form.set_values({name: getattr(row, name) for name in ("type", *TEXTS, "parent")})

        def save(values: Any) -> None:
            changes = {name: values[name] for name in ("type", *TEXTS)}
            describing.describe(self._desk.store, self._desk.actor, row.id, changes, values["parent"], row.version)
            self._then(row.id)

        FormDialog(self._page, self.tr("Describe {number}").format(number=row.number), form, save).exec()

    def set_parent(self, row: MatrixRow, number: str) -> None:
        """From a cell of the list."""
        ordering.set_parent(self._desk.store, self._desk.actor, row.id, number)
        self._desk.hub.offer_undo(self.tr("{number} is moved.").format(number=row.number))
        self._then(row.id)

    def _then(self, need_id: str) -> None:
        """Show it once the page has read what was done."""
        self._desk.hub.settle()
        QTimer.singleShot(0, self, lambda: self.done.emit(need_id))
