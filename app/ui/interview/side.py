"""Beside the questions: the gaps as they move, the customer's order, and the quiet notes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
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
from app.services.interviews import InterviewDetail, ObservationRow
from app.services.rules.gaps import NeedResult
from app.ui import formats, labels
from app.ui.widgets.bars import Bar, GapBars


class SidePane(QTabWidget):
    """Signals only; the page saves."""

    explain = Signal(str)  # need key
    ranked = Signal(list)  # need keys
    observed = Signal(object, str)  # ObservationKind, text
    forgotten = Signal(str)  # observation id

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language
        self.setDocumentMode(True)
        self.tabBar().setDrawBase(False)
        self.bars = GapBars(self.tr("Need and cover of each need"))
        self.bars.chosen.connect(self.explain)
        self.hint = QLabel(self.tr("The gaps appear as answers come. Click one to see how it is computed."))
        self.hint.setProperty("kind", "muted")
        self.hint.setWordWrap(True)
        self.addTab(self._gaps(), self.tr("Gaps"))
        self.order = QListWidget()
        self.order.setAccessibleName(self.tr("Needs in the customer's order"))
        self.order.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.order.model().rowsMoved.connect(self._tell_order)
        self.addTab(self._ranking(), self.tr("Order"))
        self.kind = QComboBox()
        for value, text in labels.choices(ObservationKind, language):
            self.kind.addItem(text, value)
        self.text = QLineEdit()
        self.text.setAccessibleName(self.tr("Observation"))
        self.text.setPlaceholderText(self.tr("What you saw or heard"))
        self.text.returnPressed.connect(self._observe)
        self.observations = QListWidget()
        self.addTab(self._quiet(), self.tr("My notes"))

    def show_interview(self, interview: InterviewDetail, needs: Sequence[NeedResult], order: Sequence[str]) -> None:
        names = {person.id: person.name for person in interview.people}
        by_key = {need.key: need for need in needs}
        titles = {key: f"{names[n.member]} · {labels.event(n.event, self._language)}" for key, n in by_key.items()}
        bars = []
        for key in order:
            result = by_key[key].result
            gap = round(float(result.gap)) * 100
            figure = (
                self.tr("gap {amount}").format(amount=formats.short_money(gap, self._language))
                if gap
                else "✓ " + self.tr("covered")
            )
            bars.append(Bar(key, titles[key], float(result.need), float(result.resources), figure))
        self.bars.set_bars(bars)
        self.hint.setText(
            self.tr("Click a need to see how it is computed.")
            if bars
            else self.tr("The gaps appear as soon as the family's ages and incomes are known.")
        )
        self.order.clear()
        for place, key in enumerate(order, 1):
            item = QListWidgetItem(f"{place}.  {titles[key]}")
            item.setData(Qt.ItemDataRole.UserRole, key)
            self.order.addItem(item)
        self.order.setEnabled(not interview.confirmed)
        self._show_observations(interview.observations)

    def title_of(self, key: str) -> str:
        return next((bar.words for bar in self.bars.bars if bar.key == key), key)

    def _show_observations(self, rows: Sequence[ObservationRow]) -> None:
        self.observations.clear()
        for row in rows:
            item = QListWidgetItem(f"{labels.of(row.kind, self._language)}：{row.text}")
            item.setData(Qt.ItemDataRole.UserRole, row.id)
            self.observations.addItem(item)

    def _gaps(self) -> QWidget:
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(4, 8, 8, 4)
        layout.addWidget(self.hint)
        layout.addWidget(self.bars)
        layout.addStretch()
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        return area

    def _ranking(self) -> QWidget:
        inside = QWidget()
        layout = QVBoxLayout(inside)
        hint = QLabel(self.tr("What matters most comes first. Drag, or use the buttons."))
        hint.setProperty("kind", "muted")
        hint.setWordWrap(True)
        layout.addWidget(hint)
        layout.addWidget(self.order, 1)
        line = QHBoxLayout()
        for text, step in ((self.tr("Move up"), -1), (self.tr("Move down"), 1)):
            button = QPushButton(text)
            button.clicked.connect(lambda checked=False, step=step: self._move(step))
            line.addWidget(button)
        layout.addLayout(line)
        return inside

    def _quiet(self) -> QWidget:
        inside = QWidget()
        layout = QVBoxLayout(inside)
        hint = QLabel(self.tr("For your eyes only: observations, and how and when the family decides."))
        hint.setProperty("kind", "muted")
        hint.setWordWrap(True)
        layout.addWidget(hint)
        line = QHBoxLayout()
        line.addWidget(self.kind)
        line.addWidget(self.text, 1)
        layout.addLayout(line)
        note = QPushButton(self.tr("Note it"))
        note.clicked.connect(self._observe)
        remove = QPushButton(self.tr("Remove"))
        remove.clicked.connect(self._forget)
        layout.addWidget(self.observations, 1)
        below = QHBoxLayout()
        below.addWidget(note)
        below.addWidget(remove)
        below.addStretch()
        layout.addLayout(below)
        return inside

    def _move(self, step: int) -> None:
        row = self.order.currentRow()
        if row >= 0 and 0 <= row + step < self.order.count():
            keys = self._keys()
            keys.insert(row + step, keys.pop(row))
            self.ranked.emit(keys)
            self.order.setCurrentRow(row + step)

    def _tell_order(self) -> None:
        self.ranked.emit(self._keys())

    def _keys(self) -> list[str]:
        return [self.order.item(row).data(Qt.ItemDataRole.UserRole) for row in range(self.order.count())]

    def _observe(self) -> None:
        if self.text.text().strip():
            self.observed.emit(ObservationKind(self.kind.currentData()), self.text.text())
            self.text.clear()

    def _forget(self) -> None:
        if (item := self.observations.currentItem()) is not None:
            self.forgotten.emit(item.data(Qt.ItemDataRole.UserRole))
