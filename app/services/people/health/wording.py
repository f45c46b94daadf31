"""Health notes and what may be expected of them, in one language."""

from __future__ import annotations

from collections.abc import Iterable

from app import words
from app.enums import Language
from app.services.people.health.guide import guide
from app.services.people.health.rows import NoteDraft
from app.services.rules.people.health import OTHER, SINCE, Asked, Because, Expectation


def condition_words(code: str, name: str, language: Language) -> str:
    """The guide's name for it, else the own words."""
    known = guide().known.get(code)
    return name if known is None or code == OTHER else known.say(language)


def figure_words(condition: str, name: str, language: Language) -> str:
    """What a missing figure is called."""
    if name == SINCE:
        return words.say("health.since", language)
    known = guide().known.get(condition)
    figure = next((one for one in known.figures if one.name == name), None) if known else None
    return figure.label[language == Language.EN] if figure else name


def values_words(draft: NoteDraft, language: Language) -> str:
    """``收缩压 150 mmHg、舒张压 95 mmHg``."""
    known = guide().known.get(draft.condition)
    figures = known.figures if known else ()
    return words.say("held.comma", language).join(
        f"{one.label[language == Language.EN]} {draft.values[one.name]:f} {one.unit}".strip()
        for one in figures
        if one.name in draft.values
    )


def expected_words(expectation: Expectation, language: Language) -> str:
    """``预计加费承保``; what is still to ask where nothing can be expected; "" where nobody asked."""
    if expectation.asked == Asked.NOT_ASKED and expectation.result is None:
        return words.say("health.not_asked", language)
    if expectation.result is not None:
        return words.say("health.expected", language, result=words.of(expectation.result, language))
    return words.say("health.open", language, what=_still(expectation.because, language))


def because_words(because: Iterable[Because], language: Language) -> list[str]:
    """A line for each condition: what it leads to, or what is still to ask."""
    found = []
    for one in because:
        name = condition_words(one.condition, one.name, language)
        if one.result is not None:
            said = words.of(one.result, language)
        elif one.ask:
            said = words.say("health.open", language, what=_listed(one, language))
        else:
            said = words.say("health.unknown", language)
        found.append(words.say("health.because", language, condition=name, result=said))
    return found


def _still(because: Iterable[Because], language: Language) -> str:
    comma = words.say("held.comma", language)
    return comma.join(_listed(one, language) for one in because if one.result is None)


def _listed(one: Because, language: Language) -> str:
    """``甲状腺结节的分级``; of what the guide has not, its name."""
    name = condition_words(one.condition, one.name, language)
    if not one.ask:
        return name
    comma = words.say("held.comma", language)
    what = comma.join(figure_words(one.condition, ask, language) for ask in one.ask)
    return words.say("health.figure_of", language, condition=name, what=what)
