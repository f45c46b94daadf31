"""Words of a file that are none of a field's values: what each stands for, chosen once and remembered."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from app.enums import Language
from app.services.tables.imports.job import ForeignWord, ImportJob
from app.ui.widgets.boxes import ComboBox
from app.ui.widgets.plain import Label

MOST_SHOWN = 40
HIGHEST = 150


class ForeignWords(QWidget):
    """``chosen``: field, word of the file, what it stands for ("" for nothing). Hidden where every word is known."""

    chosen = Signal(str, str, str)

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language
        self.boxes: dict[str, ComboBox] = {}
        title = Label(self.tr("What do these words of the file stand for? It is remembered for files like this one."))
        title.setProperty("kind", "heading")
        title.setWordWrap(True)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setMaximumHeight(HIGHEST)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(title)
        layout.addWidget(self._area)
        self.hide()

    def show_words(self, job: ImportJob) -> None:
        """The words of the columns as they are taken now."""
        found = job.foreign_words()[:MOST_SHOWN]
        self.boxes.clear()
        inner = QWidget()
        grid = QGridLayout(inner)
        grid.setContentsMargins(0, 0, 0, 0)
        for row, word in enumerate(found):
            name = job.kind.title(word.field, self._language)
            text = self.tr("{field}: “{word}” in {count} rows", n=word.count)
            label = Label(text.format(field=name, word=word.text, count=word.count))
            box = self._box(job, word)
            box.setAccessibleName(label.text())
            label.setBuddy(box)
            grid.addWidget(label, row, 0)
            grid.addWidget(box, row, 1)
            self.boxes[word.id] = box
        grid.setColumnStretch(2, 1)
        self._area.setWidget(inner)
        self.setVisible(bool(found))

    def _box(self, job: ImportJob, word: ForeignWord) -> ComboBox:
        box = ComboBox()
        box.addItem("—", "")
        closed = job.kind.closed()[word.field]
        for _, words in closed.choices(self._language):
            box.addItem(words, words)
        wanted = closed.means(word.meant) if word.meant else None
        at = next((at for at in range(1, box.count()) if closed.means(str(box.itemData(at))) == wanted), 0)
        box.setCurrentIndex(at if wanted is not None else 0)
        box.activated.connect(lambda _: self.chosen.emit(word.field, word.text, str(box.currentData() or "")))
        return box
