"""The chain of one need: from the answers, through the plan, to the policy; and its stage notes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app import words
from app.enums import Language
from app.services.matrix import Chain, ChainEntry, MatrixRow
from app.services.matrix.chain import PARTS, STAGES
from app.ui import formats, labels


class NeedDetail(QScrollArea):
    """Signals only; the page saves."""

    cleared = Signal(list)  # link ids
    noted = Signal(str, str, str)  # stage, part, text

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language
        self.setWidgetResizable(True)

    def show_need(self, row: MatrixRow | None, chain: Chain | None) -> None:
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(6, 0, 10, 6)
        if row is not None and chain is not None:
            title = QLabel(f"{row.number}  {row.member}  {labels.event(row.event, self._language)}")
            title.setProperty("kind", "title")
            layout.addWidget(title)
            columns = QHBoxLayout()
            columns.addWidget(self._card(self.tr("Comes from"), chain.answers, self.tr("No answer is linked.")), 1)
            columns.addWidget(self._card(self.tr("Proposed"), chain.items, self.tr("No product is proposed yet.")), 1)
            columns.addWidget(self._card(self.tr("In force"), chain.policies, self.tr("No policy yet.")), 1)
            columns.addWidget(self._notes(chain), 1)
            layout.addLayout(columns, 1)
        self.setWidget(inside)

    def _card(self, title: str, entries: Sequence[ChainEntry], nothing: str) -> QWidget:
        card = QFrame()
        card.setProperty("kind", "card")
        layout = QVBoxLayout(card)
        layout.setContentsMargins(12, 8, 12, 8)
        head = QLabel(title)
        head.setProperty("kind", "heading")
        layout.addWidget(head)
        for entry in entries:
            state = f"（{words.say(entry.state, self._language)}）" if entry.state else ""
            amount = f"  {formats.short_money(entry.amount, self._language)}" if entry.amount is not None else ""
            line = QLabel(f"{entry.says(self._language)}{amount}{state}")
            line.setWordWrap(True)
            layout.addWidget(line)
            if entry.suspect:
                layout.addWidget(self._suspect(entry))
        if not entries:
            empty = QLabel(nothing)
            empty.setProperty("kind", "muted")
            empty.setWordWrap(True)
            layout.addWidget(empty)
        layout.addStretch()
        return card

    def _suspect(self, entry: ChainEntry) -> QWidget:
        """What changed since the link was made, and a button to say that it still holds."""
        changes = "；".join(f"{name}: {old} → {new}" for name, (old, new) in entry.changed.items())
        label = QLabel("⚠ " + self.tr("changed since: {what}").format(what=changes))
        label.setProperty("kind", "warn")
        label.setWordWrap(True)
        button = QPushButton(self.tr("Still holds"))
        button.setProperty("kind", "link")
        button.clicked.connect(lambda: self.cleared.emit([entry.link_id]))
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(label, 1)
        row.addWidget(button)
        return holder

    def _notes(self, chain: Chain) -> QWidget:
        card = QFrame()
        card.setProperty("kind", "card")
        layout = QVBoxLayout(card)
        layout.setContentsMargins(12, 8, 12, 8)
        head = QLabel(self.tr("Stage notes"))
        head.setProperty("kind", "heading")
        layout.addWidget(head)
        for stage in STAGES:
            for part in PARTS:
                if text := chain.stage_notes.get(stage, {}).get(part):
                    label = QLabel(f"{self._say('stage_note', stage)} · {self._say('stage_part', part)}：{text}")
                    label.setWordWrap(True)
                    layout.addWidget(label)
        stage_box, part_box, text_line = QComboBox(), QComboBox(), QLineEdit()
        for stage in STAGES:
            stage_box.addItem(self._say("stage_note", stage), stage)
        for part in PARTS:
            part_box.addItem(self._say("stage_part", part), part)
        stage_box.setAccessibleName(self.tr("Stage"))
        part_box.setAccessibleName(self.tr("Part"))
        text_line.setAccessibleName(self.tr("Stage note"))
        text_line.setPlaceholderText(self.tr("Note, then Enter"))
        text_line.returnPressed.connect(
            lambda: self.noted.emit(stage_box.currentData(), part_box.currentData(), text_line.text())
        )
        line = QHBoxLayout()
        line.addWidget(stage_box)
        line.addWidget(part_box)
        layout.addLayout(line)
        layout.addWidget(text_line)
        layout.addStretch()
        return card

    def _say(self, family: str, code: str) -> str:
        return words.say(f"{family}.{code}", self._language)
