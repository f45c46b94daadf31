"""A product's codes in words: how long it is paid, how long it covers, of which category it is."""

from __future__ import annotations

from functools import cache

from app import words
from app.enums import Language
from app.services.rules.offers.products import CITY_MEDICAL, VARYING

CATEGORIES = (
    "term", "whole life", "critical illness", "medical", "accident", "disability", "care", "annuity", "waiver", "goods",
    CITY_MEDICAL, *VARYING,
)  # fmt: skip


def say_pay(years: str, language: Language, *, once: bool = False) -> str:
    """``once``: what is paid for one year is paid for all of it, not to be renewed. "" pays as "1" does."""
    if years in ("", "1"):
        return words.say("paper.pays_once" if once else "paper.pays_yearly", language)
    return _years(years, language)


def say_term(term: str, language: Language) -> str:
    """ "—" where there is none."""
    if not term:
        return "—"
    if term == "life":
        return words.say("paper.life", language)
    return words.say("paper.one_year", language) if term == "1" else _years(term, language)


def _years(text: str, language: Language) -> str:
    if text.startswith("to"):
        return words.say("paper.to_age", language, age=text[2:])
    return words.say("paper.years", language, count=text)


def say_category(category: str, language: Language) -> str:
    """An insurer's own category is shown as it is."""
    return words.say(f"category.{category}", language) if category in CATEGORIES else category


def category_of(text: str) -> str:
    """The category meant by a word of either language; an own word stays."""
    return _meant().get(text.strip().casefold(), text)


@cache
def _meant() -> dict[str, str]:
    return {say_category(code, language).casefold(): code for code in CATEGORIES for language in Language}
