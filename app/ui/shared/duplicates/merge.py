"""Two customers side by side: which one stays, and which value of each field."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QButtonGroup, QGridLayout, QPushButton, QRadioButton, QScrollArea, QVBoxLayout, QWidget

from app.services.people import customers, duplicates
from app.services.people.duplicates import Pair
from app.services.people.duplicates.joining import GONE, KEPT, current
from app.ui.base.desk import Desk
from app.ui.widgets.base_dialog import Dialog
from app.ui.widgets.plain import Label, caption


class MergeDialog(Dialog):
    """Accepted: ``kept``, ``gone`` and ``choices`` say what to do. Only fields that differ are asked for."""

    def __init__(self, desk: Desk, parent: QWidget, pair: Pair) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setWindowTitle(self.tr("Merge two customers"))
        self.resize(760, 520)
        self.kept, self.gone = pair.left.id, pair.right.id
        self.sides = {twin.id: f"{twin.name}  {twin.code}" for twin in (pair.left, pair.right)}
        self.radios: dict[str, tuple[QRadioButton, QRadioButton]] = {}
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.swap_button = QPushButton(self.tr("Keep the other one"))
        self.swap_button.clicked.connect(self.swap)
        self.button = QPushButton(self.tr("Merge"))
        self.button.clicked.connect(self.accept)
        about = Label(
            self.tr(
                "Members, policies, interviews, needs, proposals and activities of both stay. "
                "The merge can be taken back."
            )
        )
        about.setProperty("kind", "muted")
        about.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.addWidget(self.area, 1)
        layout.addWidget(about)
        layout.addLayout(self.lay_foot(self.button, self.swap_button))
        self._fill()

    @property
    def choices(self) -> dict[str, str]:
        return {name: KEPT if radios[0].isChecked() else GONE for name, radios in self.radios.items()}

    def swap(self) -> None:
        self.kept, self.gone = self.gone, self.kept
        self._fill()

    def _fill(self) -> None:
        ours, theirs = (current(self._desk.store, id).values for id in (self.kept, self.gone))
        values = duplicates.joined(ours, theirs, {})
        self.radios.clear()
        box = QWidget()
        grid = QGridLayout(box)
        grid.setHorizontalSpacing(18)
        for column, (text, id) in enumerate(((self.tr("Stays"), self.kept), (self.tr("Is merged in"), self.gone)), 1):
            head = Label(f"{text}:  {self.sides[id]}")
            head.setProperty("kind", "strong")
            grid.addWidget(head, 0, column)
        row = 0
        for name in duplicates.FIELDS:
            pair = (ours.get(name), theirs.get(name))
            if all(value in (None, "", ()) for value in pair):
                continue
            row += 1
            caption = Label(customers.header(name, self._desk.language))
            caption.setProperty("kind", "muted")
            grid.addWidget(caption, row, 0)
            self._ask(grid, row, name, pair, values[name])
        grid.setRowStretch(row + 1, 1)
        grid.setColumnStretch(3, 1)
        self.area.setWidget(box)

    def _ask(self, grid: QGridLayout, row: int, name: str, pair: tuple[Any, Any], joined: Any) -> None:
        words = [customers.say_change(name, value, self._desk.language) for value in pair]
        both = joined not in pair and all(value not in (None, "", ()) for value in pair)
        alone = any(value in (None, "", ()) for value in pair)
        if words[0] == words[1] or both or alone:
            text = customers.say_change(name, joined, self._desk.language)
            label = Label(text if not both else self.tr("both: {text}").format(text=text))
            label.setWordWrap(True)
            grid.addWidget(label, row, 1, 1, 2)
            return
        group = QButtonGroup(grid.parentWidget())
        radios = (QRadioButton(caption(words[0])), QRadioButton(caption(words[1])))
        for column, radio in enumerate(radios, 1):
            radio.setAccessibleName(f"{customers.header(name, self._desk.language)}: {radio.text()}")
            group.addButton(radio)
            grid.addWidget(radio, row, column)
        radios[0].setChecked(True)
        self.radios[name] = radios
