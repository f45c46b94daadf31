"""Beside the questions: the gaps as they move, and the quiet notes."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from app import words
from app.enums import Language, ObservationKind
from app.services.needs.interviews import ObservationRow, Section
from app.services.needs.interviews.templates import pick
from app.ui.base import labels
from app.ui.interview.meaning.needs import NeedLine
from app.ui.widgets.bars import Bar, GapBars
from app.ui.widgets.boxes import ComboBox
from app.ui.widgets.plain import Label

DECISION = (ObservationKind.DECIDER, ObservationKind.CRITERIA, ObservationKind.TIMING, ObservationKind.OBJECTION)


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
        self.hint = Label()
        self.hint.setProperty("kind", "muted")
        self.hint.setWordWrap(True)
        self.addTab(self._gaps(), self.tr("Gaps"))
        self.kind = ComboBox()
        self.kind.setAccessibleName(self.tr("Kind of observation"))
        for value, text in labels.choices(ObservationKind, language):
            if value == DECISION[0]:
                self.kind.insertSeparator(self.kind.count())  # what was seen above, how they decide below
            self.kind.addItem(text, value)
        self.kind.activated.connect(self._show_hint)
        self.text = QLineEdit()
        self.text.setAccessibleName(self.tr("Observation"))
        self.decision = Label()
        self.decision.setProperty("kind", "muted")
        self.decision.setWordWrap(True)
        self._show_hint()
        self.text.returnPressed.connect(self._observe)
        self.observations = QListWidget()
        self.observations.setAccessibleName(self.tr("Observations"))
        self.observations.setWordWrap(True)
        self.addTab(self._quiet(), self.tr("My notes"))
        self.prompts = Label()
        self.prompts.setWordWrap(True)
        self.prompts.setTextFormat(Qt.TextFormat.RichText)
        self.prompts.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.prompts.setMargin(8)
        self.addTab(_scrolled(self.prompts), self.tr("How to ask"))

    def show_needs(self, lines: Sequence[NeedLine]) -> None:
        self.bars.setVisible(bool(lines))
        self.whole.setVisible(bool(lines))
        self.bars.set_bars([Bar(n.key, n.title, n.need, n.have, n.figure, n.missing) for n in lines])
        hint = self.tr("Click a need to see how it is computed.")
        if any("⚠" in line.figure for line in lines):
            hint += " " + self.tr("⚠ rests on answers that are to be verified or were not told.")
        nothing = self.tr("The gaps appear as soon as the family's ages and incomes are known.")
        self.hint.setText(hint if lines else nothing)

    def show_prompts(self, section: Section | None) -> None:
        """Open questions to begin with, and questions that clarify, for the topic at hand."""
        parts = []
        for head, pairs in (
            (self.tr("Open questions"), section.asks if section else ()),
            (self.tr("To understand better"), section.clarifies if section else ()),
        ):
            if pairs:
                items = "".join(f"<li style='margin-bottom:6px'>{escape(pick(p, self._language))}</li>" for p in pairs)
                parts.append(f"<b>{escape(head)}</b><ul style='margin-left:-22px'>{items}</ul>")
        listen = self.tr("Ask one thing, then wait. Say back what you heard before you go on.")
        parts.append(f"<i>{escape(listen)}</i>")
        self.prompts.setText("".join(parts))

    def show_observations(self, rows: Sequence[ObservationRow]) -> None:
        self.observations.clear()
        known = {row.kind for row in rows}
        marks = [f"{'✓' if kind in known else '○'} {labels.of(kind, self._language)}" for kind in DECISION]
        self.decision.setText(self.tr("Decision: {list}").format(list="   ".join(marks)))
        kinds = list(ObservationKind)
        for row in sorted(rows, key=lambda row: kinds.index(row.kind)):
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
        return _scrolled(inside)

    def _quiet(self) -> QWidget:
        inside = QWidget()
        layout = QVBoxLayout(inside)
        hint = Label(self.tr("For your eyes only: observations, and how and when the family decides."))
        hint.setProperty("kind", "muted")
        hint.setWordWrap(True)
        self.note = QPushButton(self.tr("Note it"))
        self.note.clicked.connect(self._observe)
        self.remove = QPushButton(self.tr("Remove"))
        self.remove.clicked.connect(self._forget)
        line = QHBoxLayout()
        line.addWidget(self.kind, 1)
        line.addWidget(self.note)
        below = QHBoxLayout()
        below.addStretch()
        below.addWidget(self.remove)
        layout.addWidget(hint)
        layout.addWidget(self.text)
        layout.addLayout(line)
        layout.addWidget(self.observations, 1)
        layout.addWidget(self.decision)
        layout.addLayout(below)
        return inside

    def _show_hint(self) -> None:
        """What to look for, by the kind of note."""
        self.text.setPlaceholderText(words.say(f"observe.{self.kind.currentData()}", self._language))

    def _observe(self) -> None:
        if self.text.text().strip():
            self.observed.emit(ObservationKind(self.kind.currentData()), self.text.text())
            self.text.clear()

    def _forget(self) -> None:
        if (item := self.observations.currentItem()) is not None:
            self.forgotten.emit(item.data(Qt.ItemDataRole.UserRole))


def _scrolled(inside: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inside)
    return area
