"""Words for codes, in both languages, for everything that is not a window: errors, exports, enum values.

The window's own sentences are translated by Qt; the vocabulary both share is here, so that a status is
called the same on screen, in a workbook and on the command line. Files: ``resources/i18n/words/*.json``,
each ``{"code": ["中文", "English"]}`` with ``str.format`` placeholders; what counts something adds its English
for one: ``["{count} 行", "{count} rows", "{count} row"]``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cache
from typing import Any, NamedTuple, TypeVar

from app import paths
from app.enums import Language
from app.errors import NeedfolioError, Problem, Said
from app.invisible import visible

E = TypeVar("E", bound=StrEnum)
# What a sentence may count, the foremost first: one of them being 1, English takes its form for one.
NUMBERS = ("count", "days", "months", "years", "rows", "read", "customers", "agents", "needs", "open", "amount")


class _Words(NamedTuple):
    chinese: str
    english: str
    one: str | None = None


@cache
def _vocabulary() -> dict[str, _Words]:
    words: dict[str, _Words] = {}
    for file in sorted(paths.resource("i18n", "words").glob("*.json")):
        for code, said in json.loads(file.read_text(encoding="utf-8")).items():
            if code in words:
                raise ValueError(f"{file.name}: {code} is defined twice")
            words[code] = _Words(*said)
    return words


def meanings() -> dict[str, str]:
    """English → Chinese of what the vocabulary says with one meaning: the window need not say it again."""
    found: dict[str, str | None] = {}
    for chinese, english, one in _vocabulary().values():
        if one is None:
            found[english] = chinese if found.get(english, chinese) == chinese else None
    return {english: chinese for english, chinese in found.items() if chinese is not None}


def known(code: str) -> bool:
    return code in _vocabulary()


def say(code: str, language: Language, /, **values: Any) -> str:
    """The words for ``code``; a code without words is shown as itself, so that nothing is ever hidden."""
    said = _vocabulary().get(code)
    if said is None:
        return code
    if language == Language.ZH:
        text = said.chinese
    else:
        text = said.english if said.one is None or _number(values) != "1" else said.one
    return text.format(**values) if values else text


def _number(values: Mapping[str, Any]) -> str:
    return next((str(values[name]) for name in NUMBERS if name in values), "")


def of(value: StrEnum, language: Language) -> str:
    """The words for an enum's value."""
    family = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", type(value).__name__).lower()
    return say(f"{family}.{value.value}", language)


@cache
def by_words(kind: type[E], language: Language) -> Mapping[str, E]:
    """The way back from :func:`of`: an enum's values by their words in one language, as they are written."""
    return {of(value, language): value for value in kind}


def meant(kind: type[E], text: str, also: Mapping[E, Iterable[str]] | None = None) -> E | None:
    """The value that a foreign text means: by its code, its words in either language, or what else it goes by; None
    when it is none of them. Case and white space around it do not matter.
    """
    key = text.strip().casefold()
    found = _names(kind).get(key)
    if found is not None or also is None:
        return found
    return next((value for value, names in also.items() if any(name.casefold() == key for name in names)), None)


@cache
def _names(kind: type[E]) -> Mapping[str, E]:
    """What each value is called anywhere, folded."""
    names = {value: (value.value, *(of(value, language) for language in Language)) for value in kind}
    return {name.casefold(): value for value, own in names.items() for name in own}


def explain(problem: Problem, language: Language) -> str:
    """One sentence: the place, then what is wrong and what to do."""
    place = problem.place
    parts = [place.file] if place.file else []
    if place.sheet:
        parts.append(say("place.sheet", language, sheet=place.sheet))
    if place.row is not None:
        parts.append(say("place.row", language, row=place.row))
    if place.column:
        parts.append(say("place.column", language, column=visible(place.column)))
    if place.field:
        parts.append(place.field)
    values = {key: _value(value, language) for key, value in problem.values.items()}
    sentence = say(f"error.{problem.code}", language, **values)
    comma, colon = ("，", "：") if language == Language.ZH else (", ", ": ")
    return comma.join(parts) + colon + sentence if parts else sentence


def _value(value: Any, language: Language) -> Any:
    """An enum's words, or a code's; those of several in a row. What cannot be seen in a text is written out."""
    if isinstance(value, Said):
        return say(value.code, language)
    if isinstance(value, tuple):
        return ("、" if language == Language.ZH else ", ").join(str(_value(one, language)) for one in value)
    if isinstance(value, StrEnum):
        return of(value, language)
    return visible(value) if isinstance(value, str) else value


def explain_all(error: NeedfolioError, language: Language) -> list[str]:
    return [explain(problem, language) for problem in error.problems]
