"""A card as a value: what it holds, what is wrong with it, how it is kept and found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from app.enums import CardKind, Event, Language, QuestionForm, Skill, Stage
from app.errors import Place, Problem
from app.services.rules.base import names

LONGEST_TITLE, LONGEST_BODY, LONGEST_CODE, MOST_CHOICES = 120, 20_000, 40, 8
LETTERS = "ABCDEFGH"
YES, NO = "true", "false"
SPLIT = re.compile(r"[;；、,，\n]")
LETTERED = re.compile(r"([A-H])[.．、:：)）]\s*(?=\S)")
TAGS = ("stages", "needs", "products", "skills", "words")
KNOWN_TAGS: Mapping[str, type[Stage] | type[Event] | type[Skill]] = {"stages": Stage, "needs": Event, "skills": Skill}


@dataclass(frozen=True, slots=True)
class Question:
    """``right`` are letters from A of a single or multiple choice, :data:`YES` or :data:`NO`, or the answers that count
    for a gap, in either language. ``opens`` is the code of the card that explains it."""

    form: QuestionForm
    right: tuple[str, ...]
    choices_zh: tuple[str, ...] = ()
    choices_en: tuple[str, ...] = ()
    opens: str = ""

    def choices(self, language: Language) -> tuple[str, ...]:
        """What can be chosen, in the language where it is written, else in the other."""
        own, other = (self.choices_zh, self.choices_en) if language == Language.ZH else (
            self.choices_en, self.choices_zh)  # fmt: skip
        return own or other

    def is_right(self, given: Iterable[str]) -> bool:
        """Whether exactly the right letters were chosen, or one of the right texts was written; case, width and
        spaces do not matter."""
        said = {_plain(one) for one in given if _plain(one)}
        wanted = {_plain(one) for one in self.right}
        return bool(said) and (said <= wanted if self.form == QuestionForm.FILL else said == wanted)


@dataclass(frozen=True, slots=True)
class CardDraft:
    """``words`` are what a customer says when the card helps; texts are Markdown. ``code`` "" is given one."""

    kind: CardKind
    title_zh: str = ""
    title_en: str = ""
    body_zh: str = ""
    body_en: str = ""
    stages: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    author: str = ""
    source: str = ""
    valid_until: date | None = None
    question: Question | None = None
    code: str = ""

    def title(self, language: Language) -> str:
        """In the language where it is written, else in the other."""
        own, other = (self.title_zh, self.title_en) if language == Language.ZH else (self.title_en, self.title_zh)
        return own or other

    def body(self, language: Language) -> str:
        """In the language where it is written, else in the other."""
        own, other = (self.body_zh, self.body_en) if language == Language.ZH else (self.body_en, self.body_zh)
        return own or other


NAMES = tuple(one.name for one in fields(CardDraft))


def tidied(draft: CardDraft) -> CardDraft:
    """Without spaces around texts, each tag once; a card that is no question has none."""
    texts = {name: getattr(draft, name).strip() for name in NAMES if isinstance(getattr(draft, name), str)}
    tags = {name: _each_once(getattr(draft, name)) for name in TAGS}
    question = _tidied_question(draft.question) if draft.kind == CardKind.QUESTION and draft.question else None
    return replace(draft, **(texts | tags | {"kind": draft.kind, "question": question}))


def _each_once(tags: Iterable[str]) -> tuple[str, ...]:
    parts = (part.strip() for tag in tags for part in SPLIT.split(tag))
    return tuple(dict.fromkeys(part for part in parts if part))


def _tidied_question(question: Question) -> Question:
    right = tuple(dict.fromkeys(one.strip() for one in question.right if one.strip()))
    if question.form in (QuestionForm.SINGLE, QuestionForm.MULTIPLE):
        right = tuple(sorted(right))
    chosen = question.form not in (QuestionForm.TRUE_FALSE, QuestionForm.FILL)
    zh, en = (_choices(one) if chosen else () for one in (question.choices_zh, question.choices_en))
    return Question(question.form, right, zh, en, question.opens.strip())


def _choices(said: Iterable[str]) -> tuple[str, ...]:
    """Without letters of their own, where all have them: the program writes them."""
    choices = tuple(text for one in said if (text := " ".join(one.split())))
    lettered = [LETTERED.match(one) for one in choices]
    if choices and all(found and found[1] == LETTERS[at : at + 1] for at, found in enumerate(lettered)):
        return tuple(one[found.end() :] for one, found in zip(choices, lettered, strict=True) if found)
    return choices


def problems(draft: CardDraft) -> list[Problem]:
    """What keeps a card from being kept, each at its field; empty for a sound one. Tags that are words of the trade
    must be known ones: ``card_tag``."""
    found = []
    if not (draft.title_zh or draft.title_en):
        found.append(Problem("required", Place(field="title_zh")))
    longest = {"title_zh": LONGEST_TITLE, "title_en": LONGEST_TITLE, "body_zh": LONGEST_BODY, "body_en": LONGEST_BODY,
               "code": LONGEST_CODE, "author": LONGEST_TITLE, "source": LONGEST_TITLE}  # fmt: skip
    for name, most in longest.items():
        if len(getattr(draft, name)) > most:
            found.append(Problem("too_long", Place(field=name), {"most": most}))
    for name in TAGS:
        for tag in getattr(draft, name):
            if name in KNOWN_TAGS and tag not in {one.value for one in KNOWN_TAGS[name]}:
                found.append(Problem("card_tag", Place(field=name), {"text": tag, "choices": tuple(KNOWN_TAGS[name])}))
            elif len(tag) > LONGEST_TITLE:
                found.append(Problem("too_long", Place(field=name), {"most": LONGEST_TITLE}))
    if draft.kind == CardKind.QUESTION:
        found += _of_question(draft.question)
    return found


def _of_question(question: Question | None) -> Iterator[Problem]:
    if question is None:
        yield Problem("required", Place(field="form"))
        return
    if not question.right:
        yield Problem("question_unanswered", Place(field="right"))
        return
    if question.form == QuestionForm.FILL:
        return
    if question.form == QuestionForm.TRUE_FALSE:
        if len(question.right) != 1 or question.right[0] not in (YES, NO):
            yield Problem("question_true_false", Place(field="right"), {"text": ", ".join(question.right)})
        return
    counts = {len(one) for one in (question.choices_zh, question.choices_en) if one}
    if len(counts) > 1:
        yield Problem("question_choices_differ", Place(field="choices_en"))
    elif not counts or min(counts) < 2 or max(counts) > MOST_CHOICES:
        yield Problem("question_choices", Place(field="choices_zh"), {"most": MOST_CHOICES})
    elif strange := [one for one in question.right if one not in LETTERS[: min(counts)]]:
        last = LETTERS[min(counts) - 1]
        yield Problem("question_letter", Place(field="right"), {"text": ", ".join(strange), "last": last})
    elif question.form == QuestionForm.SINGLE and len(question.right) != 1:
        yield Problem("question_one_right", Place(field="right"), {"count": len(question.right)})


def to_document(draft: CardDraft) -> dict[str, Any]:
    """All of a card as plain JSON."""
    said = {name: getattr(draft, name) for name in NAMES}
    said |= {name: list(said[name]) for name in TAGS}
    said["kind"] = draft.kind.value
    said["valid_until"] = draft.valid_until.isoformat() if draft.valid_until else None
    said["question"] = question_document(draft.question)
    return said


def from_document(said: Mapping[str, Any]) -> CardDraft:
    """The way back from :func:`to_document`; raises KeyError, TypeError or ValueError for anything else."""
    values = {name: said[name] for name in NAMES}
    values |= {name: tuple(values[name]) for name in TAGS}
    values["kind"] = CardKind(values["kind"])
    values["valid_until"] = date.fromisoformat(values["valid_until"]) if values["valid_until"] else None
    values["question"] = question_of(values["question"])
    return CardDraft(**values)


def question_document(question: Question | None) -> dict[str, Any]:
    """A question as plain JSON; an empty one for none."""
    if question is None:
        return {}
    return {"form": question.form.value, "right": list(question.right), "choices_zh": list(question.choices_zh),
            "choices_en": list(question.choices_en), "opens": question.opens}  # fmt: skip


def question_of(said: Mapping[str, Any]) -> Question | None:
    """The way back from :func:`question_document`."""
    if not said:
        return None
    lists = {name: tuple(said[name]) for name in ("right", "choices_zh", "choices_en")}
    return Question(QuestionForm(said["form"]), opens=said["opens"], **lists)


def search_key(draft: CardDraft) -> str:
    """What a card is searched in: title as it is written, in pinyin and by initials, words customers say, its code and
    its texts."""
    typed = [*names.spellings(draft.title_zh), draft.title_en, draft.code, *draft.words, draft.body_zh, draft.body_en]
    return "|" + "|".join(dict.fromkeys(folded for one in typed if (folded := " ".join(names.fold(one).split())))) + "|"


def _plain(text: str) -> str:
    return "".join(names.fold(text).split())
