"""Which template to hold the interview with: one choice, what it is for, and a button that starts."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QRadioButton, QVBoxLayout, QWidget

from app.enums import Language
from app.services.needs.interviews import Offered
from app.services.needs.interviews.templates import pick
from app.ui.widgets.keys import on_key
from app.ui.widgets.plain import Label


class TemplateChooser(QWidget):
    """``chosen`` with the code of a template; ``edit`` to see to the templates themselves."""

    chosen = Signal(str)
    edit = Signal()
    back = Signal()

    def __init__(self, title: str, offers: Sequence[Offered], language: Language, *, can_go_back: bool) -> None:
        super().__init__()
        heading = Label(title)
        heading.setProperty("kind", "title")
        text = Label(self.tr("It can be left at any step, and every answer is saved at once."))
        text.setProperty("kind", "muted")
        inside = QWidget()
        inside.setFixedWidth(620)
        column = QVBoxLayout(inside)
        column.setSpacing(8)
        column.addWidget(heading)
        column.addWidget(text)
        self._group = QButtonGroup(self)
        self.choices: dict[str, QRadioButton] = {}
        for offer in offers:
            column.addWidget(self._card(offer, language))
        next(iter(self.choices.values())).setChecked(True)
        self.start = QPushButton(self.tr("Start the interview"))
        self.start.setProperty("kind", "primary")
        self.start.clicked.connect(self._choose)
        self.editor = QPushButton(self.tr("Edit the templates") + " …")
        self.editor.setProperty("kind", "link")
        self.editor.clicked.connect(self.edit)
        leave = QPushButton(self.tr("Not now"))
        leave.clicked.connect(self.back)
        line = QHBoxLayout()
        line.addWidget(self.editor)
        line.addStretch()
        line.addWidget(leave)
        leave.setHidden(not can_go_back)
        line.addWidget(self.start)
        column.addLayout(line)
        layout = QVBoxLayout(self)
        layout.addStretch(1)
        layout.addWidget(inside, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(2)

    def _card(self, offer: Offered, language: Language) -> QFrame:
        template = offer.template
        card = QFrame()
        card.setProperty("kind", "card")
        radio = QRadioButton(pick(template.name, language))
        radio.setProperty("kind", "heading")
        radio.setAccessibleDescription(pick(template.about, language))
        self._group.addButton(radio)
        on_key(Qt.Key.Key_Return, radio, self._choose)
        on_key(Qt.Key.Key_Enter, radio, self._choose)
        self.choices[template.code] = radio
        parts = [self.tr("about {minutes} minutes", n=template.minutes).format(minutes=template.minutes)]
        if offer.own:
            parts.append(self.tr("your own version {version}").format(version=template.version))
        facts = Label(" · ".join(parts))
        facts.setProperty("kind", "muted")
        head = QHBoxLayout()
        head.addWidget(radio, 1)
        head.addWidget(facts)
        box = QVBoxLayout(card)
        box.setContentsMargins(12, 8, 12, 8)
        box.setSpacing(2)
        box.addLayout(head)
        if about := pick(template.about, language):
            said = Label(about)
            said.setProperty("kind", "muted")
            said.setWordWrap(True)
            said.setIndent(24)
            box.addWidget(said)
        return card

    def _choose(self) -> None:
        self.chosen.emit(next(code for code, radio in self.choices.items() if radio.isChecked()))
