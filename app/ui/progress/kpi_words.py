"""KPI definitions in words: measures, terms, units, values."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from app import words
from app.enums import ActivityKind, Language
from app.services.kpis import Figure
from app.services.rules.kpis import MEASURES, MONEY, Term, Unit
from app.ui import formats

KINDS = {kind.value for kind in ActivityKind}


def measure(name: str, language: Language) -> str:
    return words.say(f"activity_kind.{name}" if name in KINDS else f"kpi_measure.{name}", language)


def measures(language: Language) -> list[tuple[str, str]]:
    """All there are: the activities in their order, then the rest by name."""
    rest = sorted(MEASURES - KINDS, key=lambda name: measure(name, language))
    return [(name, measure(name, language)) for name in (*(kind.value for kind in ActivityKind), *rest)]


def term(one: Term, language: Language) -> str:
    """``面谈``, ``促成（客户来源：转介绍）``."""
    parts = [words.say("kpi_term.source", language, source=one.source)] if one.source else []
    if one.least:
        parts.append(words.say("kpi_term.least", language, amount=formats.money(one.least)))
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


def unit(one: Unit, language: Language) -> str:
    return words.say(f"weekly.unit.{one.value}", language)


def value(number: Decimal | None, one: Unit) -> str:
    """“—” where there is nothing to divide by."""
    if number is None:
        return "—"
    if one == Unit.MONEY:
        return formats.money(int(number))
    if one == Unit.RATE:
        return f"{number * 100:.1f}%"
    return f"{number:,.2f}".rstrip("0").rstrip(".") if number % 1 else f"{number:,.0f}"


def amount(number: int, several: Sequence[Term]) -> str:
    """A numerator or a denominator: yuan where its measures are money."""
    return formats.money(number) if several and several[0].measure in MONEY else f"{number:,}"


def reckoning(figure: Figure) -> str:
    """``12 ÷ 40 = 30.0%``, or the value alone."""
    kpi = figure.definition
    shown = value(figure.value, kpi.unit)
    if figure.denominator is None:
        return shown
    return f"{amount(figure.numerator, kpi.numerator)} ÷ {amount(figure.denominator, kpi.denominator)} = {shown}"
