"""What a sound product is: sums that make sense, ages without holes, rates that do not fall where they should rise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise

from app.enums import ProductKind
from app.errors import Place, Problem
from app.services.rules.products import Product, Rate


def check_product(product: Product, place: Place) -> tuple[list[Problem], list[Problem]]:
    """(faults, doubts) of a product by itself; a doubt does not keep it out."""
    faults = [Problem(code, replace(place, field=product.code), values) for code, values in _faults(product)]
    doubts = [Problem(code, replace(place, field=product.code), values) for code, values in _doubts(product)]
    return faults, doubts


def _faults(product: Product) -> Iterator[tuple[str, dict[str, object]]]:
    waiver = product.kind == ProductKind.WAIVER
    if product.rate_unit <= 0:
        yield "rate_unit_not_positive", {}
    if not waiver and product.sum_min <= 0:
        yield "sum_min_not_positive", {}
    if product.sum_max is not None and product.sum_max < product.sum_min:
        yield "sum_max_below_min", {}
    if not waiver and product.sum_step <= 0 and product.sum_max != product.sum_min:
        yield "sum_step_not_positive", {}
    if product.age_min is not None and product.age_max is not None and product.age_max < product.age_min:
        yield "age_max_below_min", {}
    if not product.rates:
        yield "no_rates", {}
    if not product.covers and not waiver:
        yield "no_covers", {}
    if product.kind == ProductKind.RIDER and not product.mains:
        yield "rider_names_no_main", {}
    for sex in ("M", "F"):
        if product.sex in (None, sex) and product.rates:
            yield from _age_faults(product, [rate for rate in product.rates if rate.sex in (None, sex)], sex)


def _age_faults(product: Product, rates: list[Rate], sex: str) -> Iterator[tuple[str, dict[str, object]]]:
    """The rates of one sex must run from the least to the greatest age without a hole or an overlap."""
    if not rates:
        yield "rates_missing_for_sex", {"sex": sex}
        return
    rates = sorted(rates, key=lambda rate: rate.age_from)
    expected = product.age_min if product.age_min is not None else rates[0].age_from
    for rate in rates:
        if rate.age_from > expected:
            yield "rates_age_hole", {"sex": sex, "first": expected, "last": rate.age_from - 1}
        elif rate.age_from < expected and rate is not rates[0]:
            yield "rates_age_twice", {"sex": sex, "first": rate.age_from, "last": expected - 1}
        expected = max(expected, rate.age_to + 1)
    if product.age_max is not None and expected <= product.age_max:
        yield "rates_age_hole", {"sex": sex, "first": expected, "last": product.age_max}


def _doubts(product: Product) -> Iterator[tuple[str, dict[str, object]]]:
    """Premiums for risks rise with age; a fall is often a slip of the typist. Savings may fall."""
    risks = {"death", "critical_illness", "medical", "care"}
    if not risks & {cover.event for cover in product.covers}:
        return
    for sex in ("M", "F"):
        rates = sorted(
            (r for r in product.rates if r.sex in (None, sex) and r.age_from >= 18), key=lambda r: r.age_from
        )
        for before, after in pairwise(rates):
            if after.rate < before.rate:
                yield "rate_falls", {"sex": sex, "age": after.age_from}
                break


def check_together(
    products: Mapping[str, Product], codes: set[str], places: Mapping[str, Place]
) -> Iterator[tuple[str, Problem]]:
    """Mains a rider or waiver names must exist."""
    for key, product in products.items():
        for main in product.mains:
            if main not in codes:
                yield key, Problem("main_unknown", replace(places[key], field=product.code), {"main": main})
