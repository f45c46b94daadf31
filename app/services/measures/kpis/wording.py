"""What a KPI definition counts, in words: measures, terms, formulas."""

from __future__ import annotations

from collections.abc import Sequence

from app import words
from app.enums import ActivityKind, Language
from app.services.rules.measures.kpis import MEASURES, Term

KINDS = {kind.value for kind in ActivityKind}


def measure(name: str, language: Language) -> str:
    """What a measure is called."""
    return words.say(f"activity_kind.{name}" if name in KINDS else f"kpi_measure.{name}", language)


def measures(language: Language) -> list[tuple[str, str]]:
    """All there are: the activities in their order, then the rest by name."""
    rest = sorted(MEASURES - KINDS, key=lambda name: measure(name, language))
    return [(name, measure(name, language)) for name in (*(kind.value for kind in ActivityKind), *rest)]


def term(one: Term, language: Language) -> str:
    """``面谈``, ``促成（客户来源：转介绍）``."""
    parts = [words.say("kpi_term.source", language, source=one.source)] if one.source else []
    if one.least:
        parts.append(words.say("kpi_term.least", language, amount=f"{one.least / 100:,.0f}"))
    name = measure(one.measure, language)
    if not parts:
        return name
    inside = ("、" if language == Language.ZH else ", ").join(parts)
    return f"{name}（{inside}）" if language == Language.ZH else f"{name} ({inside})"


def terms(several: Sequence[Term], language: Language) -> str:
    """``电话 + 拜访 − 撤单退回的保费``."""
    said = "".join(f" {'+' if one.sign > 0 else '−'} {term(one, language)}" for one in several)
    return said[3:] if said.startswith(" + ") else said.strip()


def formula(numerator: Sequence[Term], denominator: Sequence[Term], language: Language) -> str:
    """What the terms say, as a sentence to begin a formula text with."""
    above, below = terms(numerator, language), terms(denominator, language)
    if not below:
        return above
    bracket = "({})" if language == Language.EN else "（{}）"
    sides = [
        bracket.format(text) if len(part) > 1 else text for text, part in ((above, numerator), (below, denominator))
    ]
    return " ÷ ".join(sides)
