"""Beside the questions: the gaps as they move, and the quiet notes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from app.enums import Language, ObservationKind
from app.services.interviews import ObservationRow
from app.ui import labels
from app.ui.interview.needs import NeedLine
from app.ui.widgets.bars import Bar, GapBars


class SidePane(QTabWidget):
    """Signals only; the page saves."""

    explain = Signal(str)  # need key
    analyse = Signal()  # the whole analysis
    observed = Signal(object, str)  # ObservationKind, text
    forgotten = Signal(str)  # observation id

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language
        self.setDocumentMode(True)
        self.tabBar().setDrawBase(False)
        self.bars = GapBars(self.tr("Need and cover of each need"))
        self.bars.chosen.connect(self.explain)
        self.whole = QPushButton(self.tr("The whole analysis"))
        self.whole.clicked.connect(self.analyse)
        self.hint = QLabel()
        self.hint.setProperty("kind", "muted")
        self.hint.setWordWrap(True)
        self.addTab(self._gaps(), self.tr("Gaps"))
        self.kind = QComboBox()
        self.kind.setAccessibleName(self.tr("Kind of observation"))
        for value, text in labels.choices(ObservationKind, language):
            self.kind.addItem(text, value)
        self.text = QLineEdit()
        self.text.setAccessibleName(self.tr("Observation"))
        self.text.setPlaceholderText(self.tr("What you saw or heard"))
        self.text.returnPressed.connect(self._observe)
        self.observations = QListWidget()
        self.observations.setAccessibleName(self.tr("Observations"))
        self.observations.setWordWrap(True)
        self.addTab(self._quiet(), self.tr("My notes"))

    def show_needs(self, lines: Sequence[NeedLine]) -> None:
        self.bars.setVisible(bool(lines))
        self.whole.setVisible(bool(lines))
        self.bars.set_bars([Bar(line.key, line.title, line.need, line.have, line.figure) for line in lines])
        hint = self.tr("Click a need to see how it is computed.")
        if any("⚠" in line.figure for line in lines):
            hint += " " + self.tr("⚠ rests on answers that are to be verified or were not told.")
        nothing = self.tr("The gaps appear as soon as the family's ages and incomes are known.")
        self.hint.setText(hint if lines else nothing)

    def show_observations(self, rows: Sequence[ObservationRow]) -> None:
        self.observations.clear()
        for row in rows:
            item = QListWidgetItem(f"{labels.of(row.kind, self._language)} · {row.text}")
            item.setData(Qt.ItemDataRole.UserRole, row.id)
            self.observations.addItem(item)

    def _gaps(self) -> QWidget:
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(4, 8, 8, 4)
        layout.addWidget(self.hint)
        layout.addWidget(self.whole)
        layout.addWidget(self.bars)
        layout.addStretch()
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        return area

    def _quiet(self) -> QWidget:
        inside = QWidget()
        layout = QVBoxLayout(inside)
        hint = QLabel(self.tr("For your eyes only: observations, and how and when the family decides."))
        hint.setProperty("kind", "muted")
        hint.setWordWrap(True)
        self.note = QPushButton(self.tr("Note it"))
        self.note.clicked.connect(self._observe)
        self.remove = QPushButton(self.tr("Remove"))
        self.remove.clicked.connect(self._forget)
        line = QHBoxLayout()
        line.addWidget(self.kind)
        line.addWidget(self.text, 1)
        line.addWidget(self.note)
        below = QHBoxLayout()
        below.addStretch()
        below.addWidget(self.remove)
        layout.addWidget(hint)
        layout.addLayout(line)
        layout.addWidget(self.observations, 1)
        layout.addLayout(below)
        return inside

    def _observe(self) -> None:
        if self.text.text().strip():
            self.observed.emit(ObservationKind(self.kind.currentData()), self.text.text())
            self.text.clear()

    def _forget(self) -> None:
        if (item := self.observations.currentItem()) is not None:
            self.forgotten.emit(item.data(Qt.ItemDataRole.UserRole))
