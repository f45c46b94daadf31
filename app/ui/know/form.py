"""The form of a card: what it is, its texts in both languages, what it is for; of a question its choices and answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication

from app.enums import CardKind, CardState, Event, Language, QuestionForm, Skill, Stage
from app.services.knowledge.cards import CardRow
from app.services.knowledge.cards.columns import OF_QUESTION, right_of, text_of
from app.services.offers import catalogue
from app.services.rules.knowledge.cards import TAGS, CardDraft, Question
from app.ui.base import labels
from app.ui.base.desk import Desk
from app.ui.widgets.forms.checks_field import ChecksField
from app.ui.widgets.forms.fields import CheckField, ChoiceField, DateField, NotesField, TextField
from app.ui.widgets.forms.form import Form
from app.ui.widgets.forms.set_field import SuggestField, split_words

OF_OTHERS = ("stages", "words")
TEXTS = ("title_zh", "title_en", "body_zh", "body_en", "author", "source")


def card_form(desk: Desk) -> Form:
    """What belongs to a question alone is shown with that kind only."""
    language = desk.language
    form = Form(language, columns=2)
    kind = ChoiceField(labels.choices(CardKind, language))
    form.add("kind", _say("kind", language), kind)
    form.add("code", _say("code", language), TextField(QCoreApplication.translate("Cards", "numbered by itself")))
    for name in ("title_zh", "title_en"):
        form.add(name, _say(name, language), TextField())
    form.add("form", _say("form", language), ChoiceField(labels.choices(QuestionForm, language)))
    form.add(
        "right", _say("right", language), TextField(QCoreApplication.translate("Cards", "A, or AC; true or false"))
    )
    hint = QCoreApplication.translate("Cards", "one choice a line")
    for name in ("choices_zh", "choices_en"):
        form.add(name, _say(name, language), NotesField(hint, 64))
    for name in ("body_zh", "body_en"):
        form.add(name, _say(name, language), NotesField(QCoreApplication.translate("Cards", "Markdown"), 96))
    for name, family in (("stages", Stage), ("needs", Event), ("skills", Skill)):
        form.add(name, _say(name, language), ChecksField(labels.choices(family, language), 2), wide=True)
    codes = [row.product.code for row in catalogue.listing(desk.store)]
    form.add("products", _say("products", language), SuggestField(codes, several=True))
    form.add(
        "words", _say("words", language), TextField(QCoreApplication.translate("Cards", "expensive, think it over"))
    )
    form.add("opens", _say("opens", language), TextField())
    for name in ("author", "source"):
        form.add(name, _say(name, language), TextField())
    form.add("valid_until", _say("valid_until", language), DateField())
    form.add("approved", _say("approved", language), CheckField(QCoreApplication.translate("Cards", "may be shown")))

    def fit() -> None:
        question = kind.value() == CardKind.QUESTION
        for name in OF_QUESTION:
            form.show_field(name, question)
        for name in OF_OTHERS:
            form.show_field(name, not question)

    kind.box.currentIndexChanged.connect(fit)
    fit()
    return form


def values_of(card: CardRow | None) -> dict[str, Any]:
    """What the form begins with."""
    if card is None:
        return {"kind": CardKind.SCRIPT.value, "form": QuestionForm.SINGLE.value}
    draft, question = card.draft, card.draft.question
    values: dict[str, Any] = {name: getattr(draft, name) for name in (*TEXTS, *TAGS, "code", "valid_until")}
    values |= {name: ", ".join(values[name]) for name in ("products", "words")}
    values |= {"kind": draft.kind.value, "approved": card.state == CardState.APPROVED}
    if question is not None:
        values |= {"form": question.form.value, "opens": question.opens}
        values |= {name: "\n".join(getattr(question, name)) for name in ("choices_zh", "choices_en")}
        values["right"] = text_of("right", question.right, Language.ZH).replace("\n", " | ")
    return values


def draft_of(values: Mapping[str, Any]) -> CardDraft:
    """The card as the form has it."""
    kind = CardKind(values["kind"])
    said: dict[str, Any] = {name: values[name] or "" for name in (*TEXTS, "code")}
    said |= {name: tuple(values[name]) for name in ("needs", "skills", "stages")}
    said |= {name: split_words(values[name] or "") for name in ("products", "words")}
    question = None
    if kind == CardKind.QUESTION:
        form = QuestionForm(values["form"])
        chosen = {name: tuple((values[name] or "").split("\n")) for name in ("choices_zh", "choices_en")}
        question = Question(form, right_of(values["right"] or "", form), opens=values["opens"] or "", **chosen)
    return CardDraft(kind, valid_until=values["valid_until"], question=question, **said)


def _say(name: str, language: Language) -> str:
    return labels.say(f"card.column.{name}", language)
