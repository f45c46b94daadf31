"""A card as a row of texts: what its columns are called, how cells are read and written."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any

from app import words
from app.enums import CardKind, Language, QuestionForm
from app.errors import InputError, Problem
from app.services.knowledge.cards.reading import CardRow
from app.services.rules.knowledge.cards import KNOWN_TAGS, NO, SPLIT, TAGS, YES, CardDraft, Question
from app.services.tables.tabular import Record, Synonyms, folded

_ALSO: Synonyms = {
    "code": ("编号", "卡片编号", "题号", "code", "id", "number"),
    "kind": ("类型", "类别", "种类", "kind", "type"),
    "title_zh": ("标题", "题目", "题干", "问题", "title_zh", "标题（中文）", "chinese title", "title in chinese"),
    "title_en": ("英文标题", "英文题目", "title_en", "title", "question", "english title", "title in english"),
    "body_zh": ("正文", "内容", "解析", "答案解析", "body_zh", "text in chinese"),
    "body_en": ("英文正文", "英文解析", "body_en", "text", "explanation", "text in english"),
    "stages": ("阶段", "销售阶段", "stages", "stage"),
    "needs": ("需求", "需求类别", "需求类型", "needs", "need"),
    "products": ("产品代码", "产品", "险种代码", "products", "product", "product codes"),
    "skills": ("技能", "skills", "skill"),
    "words": ("客户的话", "关键词", "触发词", "words", "customer says", "keywords"),
    "author": ("作者", "author"),
    "source": ("来源", "出处", "source"),
    "valid_until": ("有效期至", "有效期", "截止日期", "valid_until", "valid until"),
    "approved": ("已审核", "审核", "approved"),
    "form": ("题型", "form", "question type"),
    "choices_zh": ("选项", "choices_zh", "choices in chinese"),
    "choices_en": ("英文选项", "choices_en", "choices", "choices in english"),
    "right": ("答案", "正确答案", "right", "answer", "right answer"),
    "opens": ("答错看", "对应卡片", "opens", "card", "opens card"),
    "file": ("(markdown)",),
}
SYNONYMS: Synonyms = {
    name: (*also, *(words.say(f"card.column.{name}", language) for language in Language))
    for name, also in _ALSO.items() if name != "file"
} | {"file": _ALSO["file"]}  # fmt: skip
FIELDS = tuple(name for name in SYNONYMS if name != "file")
OF_QUESTION = ("form", "choices_zh", "choices_en", "right", "opens")
TRUE = ("对", "正确", "是", "√", "true", "right", "yes", "t", "y")
FALSE = ("错", "错误", "否", "×", "false", "wrong", "no", "f", "n")
OTHER_KINDS = {
    CardKind.SCRIPT: ("话术", "script"), CardKind.OBJECTION: ("异议", "异议处理", "objection"),
    CardKind.POINT: ("产品卖点", "卖点", "product point"), CardKind.TECHNIQUE: ("技巧", "方法", "technique"),
    CardKind.PAGE: ("课程页", "课程", "course page"), CardKind.QUESTION: ("题目", "试题", "question"),
}  # fmt: skip
OTHER_FORMS = {
    QuestionForm.SINGLE: ("单选", "单选题"), QuestionForm.MULTIPLE: ("多选", "多选题"),
    QuestionForm.TRUE_FALSE: ("判断", "判断题"), QuestionForm.FILL: ("填空", "填空题"),
}  # fmt: skip


def field_of(head: str) -> str:
    """The field a head means; the head itself for one nobody knows."""
    key = folded(head)
    return next((name for name, also in SYNONYMS.items() if key in map(folded, also)), head)


def kind_of(text: str) -> CardKind | None:
    """The kind a word means, in either language."""
    return words.meant(CardKind, text, OTHER_KINDS)


def form_of(text: str) -> QuestionForm | None:
    """The form of a question a word means, in either language."""
    return words.meant(QuestionForm, text, OTHER_FORMS)


def values_of(record: Record) -> tuple[dict[str, Any], list[Problem]]:
    """The filled cells as values of a draft, ``approved`` and the parts of a question; what could not be read, each
    at its cell."""
    values: dict[str, Any] = {}
    faults: list[Problem] = []
    for name in FIELDS:
        if record.cell(name) is None:
            continue
        try:
            value = _cell(record, name)
        except InputError as error:
            faults += error.problems
            continue
        if value not in (None, "", ()):
            values[name] = value
    form = values.get("form")
    if "right" in values:
        values["right"] = right_of(values["right"], form)
    return values, faults


def _cell(record: Record, name: str) -> Any:
    match name:
        case "valid_until":
            return record.day(name)
        case "approved":
            return record.yes(name)
        case "code" | "opens":
            return record.code(name)
        case "kind" | "form":
            return _closed(record, name)
        case "choices_zh" | "choices_en":
            return _several(record.text(name))
    text = record.text(name).strip()
    if name not in TAGS:
        return text
    return tuple(tag_of(name, one.strip()) for one in SPLIT.split(text) if one.strip())


def tag_of(name: str, text: str) -> str:
    """The value of a tag that a word means; a word nobody knows stays what it is."""
    family: type[StrEnum] | None = KNOWN_TAGS.get(name)
    found = words.meant(family, text) if family else None
    return found.value if found else text


def _closed(record: Record, name: str) -> Any:
    text = record.text(name).strip()
    found: CardKind | QuestionForm | None = kind_of(text) if name == "kind" else form_of(text)
    if text and found is None:
        choices = tuple(CardKind) if name == "kind" else tuple(QuestionForm)
        raise InputError(Problem(f"card_{name}", record.place(name), {"text": text, "choices": choices}))
    return found


def _several(text: str) -> tuple[str, ...]:
    parts = text.split("\n") if "\n" in text.strip() else text.split("|")
    return tuple(one.strip() for one in parts if one.strip())


def right_of(text: str, form: QuestionForm | None) -> tuple[str, ...]:
    """The right answers as a cell or a field says them: letters, true or false in either language, or texts."""
    if form == QuestionForm.TRUE_FALSE:
        said = text.strip().casefold()
        return (YES,) if said in TRUE else (NO,) if said in FALSE else (text.strip(),)
    if form == QuestionForm.FILL:
        return _several(text)
    return tuple(letter.upper() for letter in re.sub(r"[\s,，、;；|]", "", text))


def question_of(values: Mapping[str, Any]) -> Question | None:
    """The question its parts make; None without a form."""
    if "form" not in values:
        return None
    parts = {name: values[name] for name in OF_QUESTION if name in values and name != "form"}
    return Question(values["form"], **({"right": ()} | parts))


def parts_of(draft: CardDraft) -> dict[str, Any]:
    """The way back from :func:`question_of`; empty for what is no question."""
    return {name: getattr(draft.question, name) for name in OF_QUESTION} if draft.question else {}


def text_of(name: str, value: Any, language: Language) -> str:
    """A value as a cell shows it, and as it is read again."""
    if value in (None, "", ()):
        return ""
    if isinstance(value, bool):
        return words.say("customers.yes" if value else "customers.no", language)
    if isinstance(value, StrEnum):
        return words.of(value, language)
    if name in KNOWN_TAGS:
        family = KNOWN_TAGS[name]
        return "; ".join(words.of(family(one), language) for one in value)
    if name == "right" and value in ((YES,), (NO,)):
        return words.say(f"card.{value[0]}", language)
    if isinstance(value, tuple):
        return {"choices_zh": "\n", "choices_en": "\n", "right": _between(value)}.get(name, "; ").join(value)
    return str(value)


def _between(right: Sequence[str]) -> str:
    return "" if all(len(one) == 1 and one.isascii() and one.isupper() for one in right) else "\n"


def texts_of(row: CardRow, language: Language) -> dict[str, str]:
    """All cells of a card."""
    said = {name: getattr(row.draft, name, None) for name in FIELDS} | parts_of(row.draft)
    said["approved"] = bool(row.approved_by)
    return {name: text_of(name, said[name], language) for name in FIELDS}


def title(name: str, language: Language) -> str:
    """What a column is called."""
    return words.say(f"card.column.{name}", language)
