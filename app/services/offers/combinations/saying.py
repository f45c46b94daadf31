"""Why a need stays open, in words: the same on the page, on paper and on the command line."""

from __future__ import annotations

from collections.abc import Iterable

from app import words
from app.enums import Language
from app.services.rules.offers.combinations import NeedCover, WhyOpen


def why_words(why: str, missing: Iterable[str], language: Language, *, goods: bool = False) -> str:
    """缺性别、出生日期，无法计价. ``missing`` are the data to be asked first; goods are limited by number."""
    if why == WhyOpen.LIMITS and goods:
        return words.say("paper.limits_goods", language)
    if why == WhyOpen.MISSING:
        return words.say("why_open.missing", language, what=data_words(missing, language))
    return words.say(f"why_open.{why}", language)


def cover_words(cover: NeedCover, language: Language, *, goods: bool = False) -> str:
    """Why the rest of a need stays open; empty when it is covered, or nobody computed why."""
    return why_words(cover.why_open, cover.missing, language, goods=goods) if cover.why_open else ""


def data_words(missing: Iterable[str], language: Language) -> str:
    """性别、出生日期: what is not known of a person."""
    said = (words.say(f"datum.{datum}", language) for datum in missing)
    return words.say("held.comma", language).join(said)
