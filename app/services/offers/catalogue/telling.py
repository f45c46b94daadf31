"""A product's fields in words, and what differs between two versions of it."""

from __future__ import annotations

from collections.abc import Iterator

from app import words
from app.enums import Language, Sex
from app.services.offers.catalogue.versions import changes
from app.services.offers.catalogue.wording import say_category, say_pay, say_term
from app.services.rules.offers.products import Product

MOST_RATES = 12


def said(product: Product, name: str, language: Language) -> str:
    """A field of a product in words; "—" where there is nothing."""
    value = getattr(product, name)
    if name.startswith("sum_"):
        return "—" if value is None else f"{value / 100:,.2f}".removesuffix(".00")
    if name == "covers":
        return _listed((f"{_event(c.event, language)} ×{c.factor.normalize():f}" for c in value), language) or "—"
    if name == "category":
        return say_category(value, language) or "—"
    if name == "pay_years":
        once = product.term not in ("", "1") or not product.covers
        return say_pay(value, language, once=once) if value else "—"
    if name == "term":
        return say_term(value, language)
    if name == "sex":
        return words.of(Sex(value), language) if value else "—"
    if name in ("kind", "phase"):
        return words.of(value, language) if value else "—"
    if name == "facts":
        return _listed((words.say(f"product_field.{key.removesuffix('_en')}", language) for key in value), language)
    if name in ("rate_unit", "max_ratio_to_main") and value is not None:
        return f"{value.normalize():f}"
    if name == "commission_rate" and value is not None:
        return f"{value / 100:g}%"
    if isinstance(value, bool):
        return "✓" if value else "—"
    return "—" if value in (None, "", ()) else ", ".join(value) if isinstance(value, tuple) else str(value)


def differences(before: Product, after: Product, language: Language) -> list[str]:
    """One line for each field that differs, the rates last."""
    found = changes(before, after)
    lines = [
        f"{words.say(f'product_field.{name}', language)}:  {said(before, name, language)}  →  "
        f"{said(after, name, language)}"
        for name in found
        if name != "rates"
    ]
    return lines + list(_rates(before, after, language)) if "rates" in found else lines


def _rates(before: Product, after: Product, language: Language) -> Iterator[str]:
    old = {(rate.sex, rate.age_from, rate.age_to): rate.rate for rate in before.rates}
    new = {(rate.sex, rate.age_from, rate.age_to): rate.rate for rate in after.rates}
    differ = [key for key in {**old, **new} if old.get(key) != new.get(key)]
    yield words.say("product_rates.differ", language, count=len(differ))
    for sex, first, last in differ[:MOST_RATES]:
        pair = [f"{rate.normalize():f}" if (rate := each.get((sex, first, last))) else "—" for each in (old, new)]
        ages = f"{first}" if first == last else f"{first}–{last}"
        yield f"    {sex or ''} {ages}:  {pair[0]}  →  {pair[1]}"
    if len(differ) > MOST_RATES:
        yield "    …"


def _event(code: str, language: Language) -> str:
    return words.say(f"event.{code}", language) if words.known(f"event.{code}") else code


def _listed(parts: Iterator[str], language: Language) -> str:
    return ("、" if language == Language.ZH else ", ").join(parts)
