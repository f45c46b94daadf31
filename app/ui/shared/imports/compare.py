"""A row beside what it may be the same as: its twins in the store, the other side of a conflict, what it changes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app import words
from app.enums import Language, Verdict
from app.services.people.customers.import_kind import Customers
from app.services.tables.imports.kinds import Kind
from app.services.tables.imports.plan import NEW, REST, SKIP, TAKE, PlanRow, Twin
from app.ui.base import labels
from app.ui.widgets.plain import Label

SHOWN = ("name", "phone", "birth_date", "city", "email", "wechat")


class ComparePanel(QFrame):
    """``decided`` gives the row's number and what the user said: a decision of the plan, or "" to take it back."""

    decided = Signal(int, str)

    def __init__(self, language: Language) -> None:
        super().__init__()
        self.kind: Kind = Customers()
        self._language = language
        self.setProperty("kind", "card")
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(12, 8, 12, 8)
        self._body, self._inner = self._fresh()
        self.buttons: dict[str, QPushButton] = {}
        self.hide()

    def show_row(self, row: PlanRow | None, decision: str) -> None:
        self._clear()
        self.setVisible(row is not None and bool(row.twins or row.fields or row.problems or decision))
        if row is None or self.isHidden():
            return
        conflict = any(problem.code == "changed_both" for problem in row.problems)
        if row.twins:
            self._show_twins(row)
        elif conflict:
            self._say([words.explain(problem, self._language) for problem in row.problems])
            self._offer(row, {TAKE: self.tr("Take the file's"), SKIP: self.tr("Keep what is here")})
        elif row.fields:
            self._say([self._change(name, *values) for name, values in row.fields.items()])
            self._offer(row, {SKIP: self.tr("Leave this row out")})
        elif row.problems:
            self._say([words.explain(problem, self._language) for problem in row.problems])
            if row.rest:
                self._offer(row, {REST: self.tr("Import the rest of the row")})
        if decision:
            self._offer(row, {"": self.tr("Decide again")})

    def _change(self, name: str, old: object, new: object) -> str:
        title = self.kind.title(name, self._language)
        before, after = (self.kind.say(name, value, self._language) for value in (old, new))
        return f"{title}:  {before}  →  {after}"

    def _show_twins(self, row: PlanRow) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(18)
        heads = [self.tr("In the file"), *(f"{twin.name}  {twin.code}" for twin in row.twins)]
        for column, text in enumerate(heads, 1):
            label = Label(text)
            label.setProperty("kind", "strong")
            grid.addWidget(label, 0, column)
        sides = [self._texts(row), *(twin.texts for twin in row.twins)]
        at = 0
        for name in SHOWN:
            values = [side.get(name, "") for side in sides]
            if not any(values):
                continue
            at += 1
            caption = Label(self.kind.title(name, self._language))
            caption.setProperty("kind", "muted")
            grid.addWidget(caption, at, 0)
            for column, value in enumerate(values, 1):
                label = Label(value or "—")
                same = value and value == values[0]
                label.setProperty("kind", "strong" if column > 1 and same else "")
                grid.addWidget(label, at, column)
        for column, twin in enumerate(row.twins, 2):
            why = Label(f"{twin.score} · {self._why(twin)}")
            why.setProperty("kind", "warn")
            grid.addWidget(why, at + 1, column)
        grid.setColumnStretch(len(sides) + 1, 1)
        self._inner.addLayout(grid)
        offers = {twin.id: self.tr("Same person: update {code}").format(code=twin.code) for twin in row.twins}
        self._offer(row, {**offers, NEW: self.tr("A new customer"), SKIP: self.tr("Leave this row out")})

    def _texts(self, row: PlanRow) -> dict[str, str]:
        values = row.payload.values if row.payload is not None else {}
        return {name: str(values.get(name) or "") for name in SHOWN}

    def _why(self, twin: Twin) -> str:
        return labels.listed((words.say(f"likeness.{r}", self._language) for r in twin.reasons), self._language)

    def _say(self, lines: Sequence[str]) -> None:
        label = Label("\n".join(lines[:6]))
        label.setWordWrap(True)
        self._inner.addWidget(label)

    def _offer(self, row: PlanRow, offers: dict[str, str]) -> None:
        line = QHBoxLayout()
        for decision, text in offers.items():
            button = QPushButton(text)
            button.setAutoDefault(False)
            button.clicked.connect(self._decide(row.number, decision))
            self.buttons[decision] = button
            line.addWidget(button)
        line.addStretch()
        self._inner.addLayout(line)

    def _decide(self, number: int, decision: str) -> Callable[[], None]:
        return lambda: self.decided.emit(number, decision)

    def _clear(self) -> None:
        """The old body goes as a whole, once the click that asked for it is over."""
        self.buttons.clear()
        old = self._body
        self._body, self._inner = self._fresh()
        self._outer.removeWidget(old)
        old.hide()
        old.deleteLater()

    def _fresh(self) -> tuple[QWidget, QVBoxLayout]:
        body = QWidget()
        inner = QVBoxLayout(body)
        inner.setContentsMargins(0, 0, 0, 0)
        self._outer.addWidget(body)
        return body, inner


def needs_a_look(row: PlanRow) -> bool:
    """Rows somebody should decide upon: maybe a duplicate, or changed on both sides."""
    conflict = any(problem.code == "changed_both" for problem in row.problems)
    return bool(row.twins) or (row.verdict == Verdict.REJECTED and conflict)
