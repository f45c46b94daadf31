"""One card to read: what it is for, its text, how often it helped."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.enums import CardKind, CardState, Language, Stage
from app.services.knowledge.cards import CardRow, of_code
from app.services.knowledge.cards.columns import text_of
from app.services.rules.knowledge.cards import LETTERS, Question
from app.ui.base import formats, labels
from app.ui.base.desk import Desk
from app.ui.shared.knowledge.text import CardText
from app.ui.shared.knowledge.used import UsedButton, helped
from app.ui.widgets.notice import Guard
from app.ui.widgets.plain import Label


class CardPane(QWidget):
    """``current`` gives the card at hand, for the button that notes its use."""

    def __init__(self, desk: Desk, guard: Guard, current: Callable[[], CardRow | None]) -> None:
        super().__init__()
        self._desk = desk
        self.title = Label(kind="title", wrap=True)
        self.about = Label(kind="muted", wrap=True)
        self.text = CardText(self.tr("Text of the card"))
        self.used = UsedButton(desk, guard, current)
        self.helped = Label(kind="muted")
        foot = QHBoxLayout()
        foot.addWidget(self.helped, 1)
        foot.addWidget(self.used)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 2, 4, 2)
        layout.addWidget(self.title)
        layout.addWidget(self.about)
        layout.addWidget(self.text, 1)
        layout.addLayout(foot)

    def show_card(self, card: CardRow | None) -> None:
        for widget in (self.used, self.text):
            widget.setVisible(card is not None)
        if card is None:
            for label in (self.title, self.about, self.helped):
                label.clear()
            return
        language = self._desk.language
        self.title.setText(card.name(language))
        self.about.setText("\n".join(self._about(card, language)))
        self.text.show_markdown(text_with_question(card, language))
        self.helped.setText(helped(card))
        self.used.setVisible(card.draft.kind not in (CardKind.QUESTION, CardKind.PAGE))

    def _about(self, card: CardRow, language: Language) -> list[str]:
        draft = card.draft
        said = [labels.of(draft.kind, language), card.draft.code]
        if card.state == CardState.APPROVED and card.approved_on is not None:
            said.append(self.tr("approved by {who} on {day}").format(
                who=card.approved_by, day=formats.day(card.approved_on)))  # fmt: skip
        else:
            said.append(labels.of(card.state, language))
        if draft.valid_until is not None:
            said.append(self.tr("valid until {day}").format(day=formats.day(draft.valid_until)))
        lines = [" · ".join(said)]
        stages = [one for one in draft.stages if one in set(Stage)]
        for caption, text in (
            (self.tr("Stages"), labels.listed((labels.of(Stage(one), language) for one in stages), language)),
            (self.tr("Needs"), labels.listed((labels.event(one, language) for one in draft.needs), language)),
            (self.tr("Products"), labels.listed(draft.products, language)),
            (self.tr("Skills"), text_of("skills", draft.skills, language)),
            (self.tr("Customer says"), labels.listed(draft.words, language)),
            (self.tr("After a wrong answer"), self._opens(card, language)),
            (self.tr("Source"), " · ".join(one for one in (draft.author, draft.source) if one)),
        ):
            if text:
                lines.append(f"{caption}: {text}" if language == Language.EN else f"{caption}：{text}")
        return lines

    def _opens(self, card: CardRow, language: Language) -> str:
        question = card.draft.question
        opened = of_code(self._desk.store, question.opens) if question and question.opens else None
        return opened.name(language) if opened else ""


def text_with_question(card: CardRow, language: Language) -> str:
    """The text of a card; of a question its choices and the right answer before it."""
    question = card.draft.question
    parts = [] if question is None else [*_choices(question, language), _answer(question, language)]
    return "\n\n".join([*parts, card.draft.body(language)])


def _choices(question: Question, language: Language) -> list[str]:
    return [f"{letter}. {text}" for letter, text in zip(LETTERS, question.choices(language), strict=False)]


def _answer(question: Question, language: Language) -> str:
    right = text_of("right", question.right, language).replace("\n", " / ")
    return f"**✓ {right}**"
