"""Suitability beside the plan: what has to be known, what was found, and the record a final proposal needs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.enums import CoverSaid, Language, RiskProfile, SalesChannel, Suitability, SuitabilityBlock
from app.services.offers.suitability import Known, RecordDraft
from app.services.rules.offers.suitability import Assessment
from app.ui.base import formats, labels
from app.ui.combinations.suitability.findings import Findings, badge_of
from app.ui.widgets.badge import BadgeLabel
from app.ui.widgets.base_dialog import Dialog
from app.ui.widgets.forms.fields import ChoiceField, NotesField, TextField
from app.ui.widgets.forms.form import Form
from app.ui.widgets.notice import Notice
from app.ui.widgets.plain import Label

WIDTH, HEIGHT = 720, 620


@dataclass(frozen=True, slots=True)
class Subject:
    """What is assessed. ``assess`` looks again with other knowledge; ``record`` keeps the assessment, None for a plan
    that is no proposal yet; ``draft`` is what was recorded before.
    """

    title: str
    names: Mapping[str, str]
    insurance: bool
    assess: Callable[[Known], Assessment]
    draft: RecordDraft
    record: Callable[[RecordDraft], object] | None = None
    print: Callable[[], None] | None = None
    rules: Callable[[], None] | None = None
    risk_said_on: date | None = None
    """The day of the interview the risk was told in: it is not asked a second time."""


class SuitabilityDialog(Dialog):
    """``known`` is what was told when the dialog closes; ``recorded`` whether the assessment was kept."""

    def __init__(self, parent: QWidget, language: Language, subject: Subject) -> None:
        super().__init__(parent)
        self._language, self._subject = language, subject
        self.recorded = False
        self.setWindowTitle(self.tr("Suitability: {title}").format(title=subject.title))
        self.resize(WIDTH, HEIGHT)
        self.notice = Notice(language)
        self.verdict = BadgeLabel()
        self.verdict.setProperty("kind", "heading")
        self.told = Form(language)
        self._fill_told()
        self.findings = Findings(language)
        self.stop = QFrame()
        self.insists = Form(language)
        self._fill_insists()
        self.recording = Form(language)
        self.recording.add("recording_number", self.tr("Recording's number"), TextField(),
                           self.tr("The recording itself is not kept here."))  # fmt: skip
        self.recording.set_values({"recording_number": subject.draft.recording_number})
        self._lay_out()
        self.look()

    @property
    def known(self) -> Known:
        if not self._subject.insurance:
            return self._subject.draft.known
        values = self.told.values()
        risk, cover = values["risk"], values["cover"]
        return Known(
            RiskProfile(risk) if risk else None, SalesChannel(values["channel"]), CoverSaid(cover) if cover else None
        )

    def look(self) -> None:
        """Assess with what is told now."""
        with self.notice.guard():
            self._show(self._subject.assess(self.known))

    def _show(self, found: Assessment) -> None:
        self.verdict.show_badge(badge_of(found.verdict, self._language))
        self.findings.show_assessment(found, self._subject.names, insurance=self._subject.insurance)
        can_record = self._subject.record is not None
        self.stop.setVisible(found.verdict == Suitability.STOP and can_record)
        self.recording.setVisible(found.recording and can_record)
        self.button.setEnabled(can_record and not found.missing and found.verdict != Suitability.FORBIDDEN)

    def keep(self) -> None:
        """Record the assessment; what is missing stands beside its field."""
        assert self._subject.record is not None
        insists = self.insists.values() if not self.stop.isHidden() else {"explanation": "", "own_will": ""}
        draft = RecordDraft(self.known, **insists, **self.recording.values())
        with self.notice.guard(), self.insists.guard():
            self._subject.record(draft)
            self.recorded = True
            self.accept()

    def _fill_told(self) -> None:
        form, draft = self.told, self._subject.draft.known
        hint = self.tr("As the customer tells it: how much of a swing is bearable.")
        if (day := self._subject.risk_said_on) is not None:
            hint = self.tr("As said in the interview of {day}; change it only if the customer says otherwise.")
            hint = hint.format(day=formats.day(day))
        choices = ChoiceField(labels.choices(RiskProfile, self._language), optional=True)
        form.add("risk", self.tr("Risk characteristics"), choices, hint)
        form.add("channel", self.tr("Channel"), ChoiceField(labels.choices(SalesChannel, self._language)))
        self._ask_cover(draft)
        values: dict[str, Any] = {"risk": draft.risk, "channel": draft.channel, "cover": draft.cover}
        form.set_values(values)
        form.edited.connect(lambda _name: self.look())
        form.setVisible(self._subject.insurance)

    def _ask_cover(self, draft: Known) -> None:
        """Not asked where an interview or a policy has told it already."""
        said = ChoiceField(labels.choices(CoverSaid, self._language), optional=True)
        hint = self.tr("Ask for each person. What is held is entered with the family's policies, and then counts here.")
        bare = self._subject.assess(Known(draft.risk, draft.channel))
        if SuitabilityBlock.COVER not in bare.missing:
            said.hide()
            hint = self.tr("Known from the interview or from policies on record")
        self.told.add("cover", self.tr("Cover of the same kind"), said, hint)

    def _fill_insists(self) -> None:
        draft = self._subject.draft
        self.insists.add("explanation", self.tr("What was explained"), NotesField(height=56))
        self.insists.add("own_will", self.tr("The customer's own words"), NotesField(height=56))
        self.insists.set_values({"explanation": draft.explanation, "own_will": draft.own_will})
        box = QVBoxLayout(self.stop)
        box.setContentsMargins(12, 10, 12, 10)
        text = Label(self.tr(
            "Advise the customer to stop, and say why. Only if the customer still wants it, write down both:"
        ))  # fmt: skip
        text.setWordWrap(True)
        text.setProperty("kind", "strong")
        box.addWidget(text)
        box.addWidget(self.insists)
        self.stop.setProperty("kind", "problem")

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(4, 4, 10, 4)
        column.setSpacing(10)
        for widget in (self.verdict, self.told, self.findings, self.stop, self.recording):
            column.addWidget(widget)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(inside)
        layout = QVBoxLayout(self)
        layout.addWidget(self.notice)
        layout.addWidget(area, 1)
        layout.addLayout(self._buttons())

    def _buttons(self) -> QHBoxLayout:
        self.rules_button = QPushButton(self.tr("Limits and recording rules"))
        self.rules_button.setProperty("kind", "link")
        self.rules_button.clicked.connect(self._rules)
        self.rules_button.setVisible(self._subject.rules is not None)
        self.print_button = QPushButton(self.tr("The file"))
        self.print_button.setToolTip(self.tr("The recorded assessment in five parts, as PDF, Word or picture"))
        self.print_button.clicked.connect(lambda: self._subject.print and self._subject.print())
        self.print_button.setVisible(self._subject.print is not None)
        self.button = QPushButton(self.tr("Record the assessment"))
        self.button.clicked.connect(self.keep)
        self.button.setVisible(self._subject.record is not None)
        return self.lay_foot(self.button, self.rules_button, self.print_button, away=self.tr("Close"))

    def _rules(self) -> None:
        if self._subject.rules is not None:
            self._subject.rules()
            self.look()
