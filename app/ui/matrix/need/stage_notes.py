"""Input, output and progress of each stage of a need, in the room of a card."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QScrollArea, QVBoxLayout

from app import words
from app.enums import Language
from app.services.matrix.chain import PARTS, STAGES
from app.ui.widgets.boxes import ComboBox
from app.ui.widgets.plain import Label

Notes = dict[str, dict[str, str]]


class StageNotes(QFrame):
    """Choose stage and part, change the line, Enter keeps it; everything noted stands below."""

    noted = Signal(str, str, str)  # stage, part, text

    def __init__(self, language: Language) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._language = language
        self._need_id = ""
        self._notes: Notes = {}
        head = Label(self.tr("Stage notes"))
        head.setProperty("kind", "heading")
        self.stage, self.part, self.line = ComboBox(), ComboBox(), QLineEdit()
        for box, codes, family in ((self.stage, STAGES, "stage_note"), (self.part, PARTS, "stage_part")):
            for code in codes:
                box.addItem(words.say(f"{family}.{code}", language), code)
            box.activated.connect(self._load)
        self.stage.setAccessibleName(self.tr("Stage"))
        self.part.setAccessibleName(self.tr("Part"))
        self.line.setAccessibleName(self.tr("Stage note"))
        self.line.setPlaceholderText(self.tr("Note, then Enter"))
        self.line.returnPressed.connect(self._keep)
        self.line.textEdited.connect(self._show_state)
        self.save = QPushButton(self.tr("Save"))
        self.save.clicked.connect(self._keep)
        self._all = Label()
        self._all.setWordWrap(True)
        self._all.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._all.setProperty("kind", "muted")
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(self._all)
        top, middle = QHBoxLayout(), QHBoxLayout()
        for widget in (self.stage, self.part):
            top.addWidget(widget, 1)
        middle.addWidget(self.line, 1)
        middle.addWidget(self.save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 6, 8, 6)
        layout.setSpacing(4)
        layout.addWidget(head)
        layout.addLayout(top)
        layout.addLayout(middle)
        layout.addWidget(area, 1)

    def fill(self, need_id: str, notes: Notes) -> None:
        self._need_id, self._notes = need_id, notes
        lines = [
            f"{words.say(f'stage_note.{stage}', self._language)} · "
            f"{words.say(f'stage_part.{part}', self._language)}: {text}"
            for stage in STAGES
            for part in PARTS
            if (text := notes.get(stage, {}).get(part))
        ]
        self._all.setText("\n".join(lines))
        self._load()

    def kept(self) -> str:
        """What is kept for the stage and part shown."""
        return self._notes.get(self.stage.currentData(), {}).get(self.part.currentData(), "")

    def _load(self) -> None:
        self.line.setText(self.kept())
        self._show_state()

    def _show_state(self) -> None:
        self.save.setEnabled(self.line.text().strip() != self.kept())

    def _keep(self) -> None:
        if self.line.text().strip() != self.kept():
            self.noted.emit(self.stage.currentData(), self.part.currentData(), self.line.text())
