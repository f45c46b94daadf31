"""What a product costs one person: a rate per unit of sum, each item rounded half up to the cent."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from app.services.rules.offers.products import Product, Rate

ONE_YEAR = "1"


@dataclass(frozen=True, slots=True)
class PriceExplained:
    """``premium`` = HALF_UP(``sum`` / ``unit`` × ``row.rate``), with the row of the rate table that was used and for
    whom. Sums and premium in fen, ``unit`` in yuan of sum; ``exact`` is the premium in fen before rounding."""

    product: str
    sum: int
    unit: Decimal
    row: Rate
    sex: str | None
    age: int | None
    exact: Fraction
    premium: int

    @property
    def formula(self) -> str:
        """The calculation in figures, the same in every language: "100,000.00 ÷ 1,000 × 2.35 = 235.00"."""
        exact = self.exact / 100
        whole = f"{yuan(self.sum):,} ÷ {self.unit.normalize():,f} × {self.row.rate:f} = "
        if exact * 100 == self.premium:
            return whole + f"{yuan(self.premium):,}"
        return whole + f"{Decimal(exact.numerator) / Decimal(exact.denominator):,.4f} → {yuan(self.premium):,}"


def rate_row(product: Product, sex: str | None, age: int | None) -> Rate | None:
    """The row for this sex and age, or None when the table has none. An unknown age takes an ageless table."""
    for rate in product.rates:
        if rate.sex in (None, sex) and (age is None or rate.age_from <= age <= rate.age_to):
            return rate
    return None


def rate_of(product: Product, sex: str | None, age: int | None) -> Decimal | None:
    """The yearly rate for this sex and age, or None when the table has none."""
    row = rate_row(product, sex, age)
    return None if row is None else row.rate


def explain_price(product: Product, sum_fen: int, sex: str | None, age: int | None) -> PriceExplained | None:
    """How the premium of this sum comes about; of a waiver: the sum is the premium it waives, sex and age the payer's.
    None where there is no price."""
    row = rate_row(product, sex, age)
    if row is None:
        return None
    exact = exact_premium(product, sum_fen, row.rate)
    return PriceExplained(product.code, sum_fen, product.rate_unit, row, sex, age, exact, round_half_up(exact))


def exact_premium(product: Product, sum_fen: int, rate: Decimal) -> Fraction:
    """Sum / rate unit × rate, in fen, before rounding."""
    return Fraction(sum_fen) * Fraction(rate) / Fraction(product.rate_unit)


def premium(product: Product, sum_fen: int, rate: Decimal) -> int:
    """HALF_UP(sum / rate unit × rate, 2), in fen."""
    return round_half_up(exact_premium(product, sum_fen, rate))


def round_half_up(amount: Fraction) -> int:
    """To a whole number; a half goes up."""
    return int((amount + Fraction(1, 2)).__floor__())


def pay_years(product: Product, age: int | None) -> int | None:
    """How many years are paid: "1" is a single premium, "20" twenty, "to60" until that age; None when not stated."""
    if match := re.fullmatch(r"to(\d+)", product.pay_years):
        return None if age is None else int(match[1]) - age
    return int(product.pay_years) if product.pay_years.isdigit() else None


def lasts(product: Product) -> bool:
    """Whether it covers more than a year."""
    return product.term not in ("", ONE_YEAR)


def paid_once(product: Product) -> bool:
    """A single premium: all is paid at the beginning, for more than a year of cover. It is a matter of the money at
    hand, not of what a year brings; a cover for one year is renewed and costs as much again."""
    return product.pay_years == "1" and lasts(product)


def yuan(fen: int) -> Decimal:
    """With two decimals, exactly."""
    return (Decimal(fen) / 100).quantize(Decimal("0.01"), ROUND_HALF_UP)
