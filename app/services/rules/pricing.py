"""What a product costs one person: a rate per unit of sum, each item rounded half up to the cent."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from app.services.rules.products import Product


def rate_of(product: Product, sex: str | None, age: int | None) -> Decimal | None:
    """The yearly rate for this sex and age, or None when the table has none. An unknown age takes an ageless table."""
    for rate in product.rates:
        if rate.sex in (None, sex) and (age is None or rate.age_from <= age <= rate.age_to):
            return rate.rate
    return None


def exact_premium(product: Product, sum_fen: int, rate: Decimal) -> Fraction:
    """Sum / rate unit × rate, in fen, before rounding."""
    return Fraction(sum_fen) * Fraction(rate) / Fraction(product.rate_unit)


def premium(product: Product, sum_fen: int, rate: Decimal) -> int:
    """HALF_UP(sum / rate unit × rate, 2), in fen."""
    return round_half_up(exact_premium(product, sum_fen, rate))


def round_half_up(amount: Fraction) -> int:
    return int((amount + Fraction(1, 2)).__floor__())


def pay_years(product: Product, age: int | None) -> int | None:
    """How many years are paid: "1" is a single premium, "20" twenty, "to60" until that age; None when not stated."""
    if match := re.fullmatch(r"to(\d+)", product.pay_years):
        return None if age is None else int(match[1]) - age
    return int(product.pay_years) if product.pay_years.isdigit() else None


def yuan(fen: int) -> Decimal:
    return (Decimal(fen) / 100).quantize(Decimal("0.01"), ROUND_HALF_UP)
