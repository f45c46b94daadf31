"""The head of the family's page: who it is, where selling stands, the next step, and where to go from here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.enums import LabelKind, Language, Stage, Tone
from app.services.people.customers import HouseholdDetail
from app.ui.base import labels
from app.ui.customers.list.listing import household_badge, label_badge
from app.ui.widgets.badge import BadgeLabel
from app.ui.widgets.elided import ElidedLabel
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.hold_to_show import HoldToShow
from app.ui.widgets.plain import Label
from app.ui.widgets.primary import highlight


def _likely(stage: Stage) -> int:
    """Which of interview, combinations and matrix comes next: what is analysed is planned for, what is submitted is
    looked up where needs and policies stand side by side."""
    path = list(Stage)
    if stage in path[path.index(Stage.S5_SUBMITTED) : path.index(Stage.S8_REFERRED)]:
        return 2
    return 1 if stage in (Stage.S3_ANALYSED, Stage.S4_PROPOSED) else 0


class FamilyHead(QWidget):
    """Signals only. The buttons take a second line rather than being cut."""

    left_for = Signal(str)  # the key of a tab
    stage_asked = Signal()
    archive_asked = Signal()
    restore_asked = Signal()

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language
        self.name = Label()
        self.name.setProperty("kind", "title")
        self._phone = QHBoxLayout()
        self.facts = ElidedLabel()
        self.facts.setProperty("kind", "muted")
        self.marks = Label()
        self.marks.setTextFormat(Qt.TextFormat.RichText)
        self.marks.setWordWrap(True)
        self._caption = Label(self.tr("Next step"))
        self._caption.setProperty("kind", "muted")
        self.badge = BadgeLabel()
        self.step = ElidedLabel()
        self.interview = self._button(self.tr("Needs interview"), lambda: self.left_for.emit("interview"))
        self.plans = self._button(self.tr("Combinations"), lambda: self.left_for.emit("combinations"))
        self.needs = self._button(self.tr("Matrix"), lambda: self.left_for.emit("matrix"))
        self.stage = self._button("", self.stage_asked.emit)
        self.archive = self._button(self.tr("To the recycle bin"), self.archive_asked.emit)
        self.restore = self._button(self.tr("Restore"), self.restore_asked.emit)
        self.restore.setProperty("kind", "primary")
        self._lay_out()

    def show_detail(self, detail: HouseholdDetail, today: date, tones: Mapping[tuple[LabelKind, str], Tone]) -> None:
        """``tones`` are the colours of classes and tags."""
        row = detail.row
        self.name.setText(row.name)
        while (item := self._phone.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        if row.phone:
            self._phone.addWidget(HoldToShow(row.phone_masked, row.phone))
        self.facts.setText("  ·  ".join(fact for fact in (row.code, row.city) if fact))
        badges = [label_badge(row.classification, LabelKind.CLASS, tones)] if row.classification else []
        badges += [label_badge(tag, LabelKind.TAG, tones) for tag in detail.contact.tags]
        marks = "&nbsp;&nbsp; ".join(
            f'<span style="color:{badge.colour}">{escape(badge.text)}</span>' for badge in badges
        )
        self.marks.setText(marks)
        self.marks.setAccessibleName(", ".join(badge.words for badge in badges))
        self.marks.setVisible(bool(badges))
        self.stage.setText(self.tr("Stage: {stage}").format(stage=labels.of(row.stage, self._language)))
        if row.archived:
            bin_ = self.tr("In the recycle bin: in no list, search or figure until it is restored.")
            self.badge.setText("▣ " + (self.tr("Handed over to another agent.") if row.handed_over else bin_))
            self.step.setText("")
        else:
            self.badge.show_badge(household_badge(row, today))
            step = row.step_words(self._language) if row.next_step_on else ""
            self.step.setText(step)
        ways = (self.interview, self.plans, self.needs)
        highlight(ways, ways[_likely(row.stage)])
        for button in (*ways, self.stage, self.archive):
            button.setHidden(row.archived)
        self._caption.setHidden(row.archived)
        self.restore.setHidden(not row.archived)

    def _button(self, text: str, act: object) -> QPushButton:
        button = QPushButton(text)
        button.clicked.connect(act)
        return button

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.name)
        top.addLayout(self._phone)
        top.addWidget(self.facts, 1)
        step = QHBoxLayout()
        step.addWidget(self._caption)
        step.addWidget(self.badge)
        step.addWidget(self.step, 1)
        buttons = QWidget()
        flow = FlowLayout()
        buttons.setLayout(flow)
        for button in (self.interview, self.plans, self.needs, self.stage, self.archive, self.restore):
            flow.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(top)
        layout.addWidget(self.marks)
        layout.addLayout(step)
        layout.addWidget(buttons)
