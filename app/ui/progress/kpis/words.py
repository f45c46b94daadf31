"""The values of KPIs in words: units, amounts, how a figure comes about."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from app import words
from app.enums import Language
from app.services.measures.kpis import Figure
from app.services.rules.measures.kpis import MONEY, Term, Unit
from app.ui.base import formats


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
