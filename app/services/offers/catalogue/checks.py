"""What a sound product is: sums that make sense, ages without holes, rates that do not fall where they should rise."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import pairwise

from app.enums import Event, ProductKind, Sex
from app.errors import Place, Problem
from app.services.needs.life_tables import sample_table
from app.services.offers.catalogue.assumed_rates import assumed_rate_cap, shipped_caps
from app.services.rules.needs.statutory import Caps
from app.services.rules.offers.net_premium import implied_rate, net_premium, saves
from app.services.rules.offers.products import Product, Rate

FIELDS = {
    "rate_unit_not_positive": "rate_unit", "sum_min_not_positive": "sum_min", "sum_max_below_min": "sum_max",
    "sum_step_not_positive": "sum_step", "age_max_below_min": "age_max", "no_rates": "rates", "no_covers": "covers",
    "rider_names_no_main": "mains", "main_unknown": "mains", "main_is_no_main": "mains",
    "rates_missing_for_sex": "rates", "rates_age_hole": "rates", "rates_age_twice": "rates", "rate_falls": "rates",
    "rate_above_unit": "rate_unit", "years_unclear": "pay_years", "term_unclear": "term",
    "sale_ends_before_start": "on_sale_to", "below_net": "rates",
}  # fmt: skip
DOUBTED_ABOVE = 0.0025  # over the assumed rate in force: a table of deaths of one's own may be that much lighter
PAY_YEARS, TERM = re.compile(r"|\d{1,3}|to\d{1,3}"), re.compile(r"|\d{1,3}|to\d{1,3}|life")


def check_product(product: Product, caps: Caps | None = None) -> tuple[list[Problem], list[Problem]]:
    """(faults, doubts) of a product by itself, each at the field of :data:`FIELDS`; a doubt does not keep it out.
    ``caps`` are the store's highest assumed rates, else those that come with the program."""
    doubts = _doubts(product, caps or shipped_caps())
    return [at_field(*found) for found in _faults(product)], [at_field(*found) for found in doubts]


def at_field(code: str, values: dict[str, object]) -> Problem:
    """The problem at the field of the form that shows it."""
    return Problem(code, Place(field=FIELDS[code]), values)


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
    first, last = product.on_sale_from, product.on_sale_to
    if first is not None and last is not None and last < first:
        yield "sale_ends_before_start", {}
    if not product.rates:
        yield "no_rates", {}
    if not product.covers and not waiver:
        yield "no_covers", {}
    if product.kind == ProductKind.RIDER and not product.mains:
        yield "rider_names_no_main", {}
    for sex in Sex:
        if product.sex in (None, sex) and product.rates:
            yield from _age_faults(product, [rate for rate in product.rates if rate.sex in (None, sex)], sex)


def _age_faults(product: Product, rates: list[Rate], sex: Sex) -> Iterator[tuple[str, dict[str, object]]]:
    """The rates of one sex must run from the least to the greatest age without a hole or an overlap."""
    if not rates:
        yield "rates_missing_for_sex", {"sex": sex}
        return
    rates = sorted(rates, key=lambda rate: rate.age_from)
    expected = product.age_min if product.age_min is not None else rates[0].age_from
    for rate in rates:
        if rate.age_from > expected:
            yield "rates_age_hole", _ages(sex, expected, rate.age_from - 1)
        elif rate.age_from < expected and rate is not rates[0]:
            yield "rates_age_twice", _ages(sex, rate.age_from, expected - 1)
        expected = max(expected, rate.age_to + 1)
    if product.age_max is not None and expected <= product.age_max:
        yield "rates_age_hole", _ages(sex, expected, product.age_max)


def _ages(sex: Sex, first: int, last: int) -> dict[str, object]:
    return {"sex": sex, "first": first, "last": last, "ages": str(first) if first == last else f"{first}–{last}"}


def _doubts(product: Product, caps: Caps) -> Iterator[tuple[str, dict[str, object]]]:
    """Premiums for risks rise with age; a fall is often a slip of the typist. Savings may fall. A premium above what
    is insured is mostly a wrong unit; goods are sold by the piece and insure nothing."""
    if not PAY_YEARS.fullmatch(product.pay_years):
        yield "years_unclear", {"text": product.pay_years}
    if not TERM.fullmatch(product.term):
        yield "term_unclear", {"text": product.term}
    insures = len(unknown_events(product)) < len(product.covers)
    if (product.rate_unit > 1 or insures) and product.kind != ProductKind.WAIVER:
        highest = max((rate.rate for rate in product.rates), default=Decimal(0))
        if highest > product.rate_unit * max([Decimal(1), *(cover.factor for cover in product.covers)]):
            yield "rate_above_unit", {"rate": f"{highest:f}", "unit": f"{product.rate_unit.normalize():f}"}
    yield from _below_net(product, caps)
    risks = {"death", "critical_illness", "medical", "care"}
    if not risks & {cover.event for cover in product.covers}:
        return
    for sex in Sex:
        rates = sorted(
            (r for r in product.rates if r.sex in (None, sex) and r.age_from >= 18), key=lambda r: r.age_from
        )
        for before, after in pairwise(rates):
            if after.rate < before.rate:
                yield "rate_falls", {"sex": sex, "age": after.age_from}
                break


def _below_net(product: Product, caps: Caps) -> Iterator[tuple[str, dict[str, object]]]:
    """Who saves with a product gets more than it may be priced with, or a whole life costs less than it pays: the row
    that is furthest below the net premium by the synthetic table, at the highest assumed rate in force."""
    if not saves(product) or product.kind == ProductKind.WAIVER or product.rate_unit <= 0:
        return
    table, cap = sample_table(), assumed_rate_cap(product.category, caps)
    worst: tuple[float, Rate, Sex, int, float] | None = None
    for sex in Sex:
        for rate in product.rates if product.sex in (None, sex) else ():
            if rate.sex not in (None, sex) or rate.age_from >= len(table.deaths[sex]):
                continue
            net = net_premium(product, sex, rate.age_from, table, cap + DOUBTED_ABOVE)
            asked = float(rate.rate / product.rate_unit)
            if net and asked < net and (worst is None or asked / net < worst[0]):
                worst = asked / net, rate, sex, rate.age_from, net
    if worst is not None:
        _, rate, sex, age, _ = worst
        implied, net = implied_rate(product, sex, age, table), net_premium(product, sex, age, table, cap) or 0.0
        yield "below_net", {
            "sex": sex, "age": age, "rate": f"{rate.rate:f}", "net": f"{net * float(product.rate_unit):.2f}",
            "cap": f"{cap:.2%}", "implied": "> 25%" if implied is None else f"{implied:.1%}",
        }  # fmt: skip


def check_together(product: Product, known: Mapping[str, ProductKind]) -> Iterator[Problem]:
    """Mains a rider or waiver names must exist (``known`` is code → kind) and be mains."""
    for main in product.mains:
        if main not in known:
            yield at_field("main_unknown", {"main": main})
        elif known[main] != ProductKind.MAIN:
            yield at_field("main_is_no_main", {"main": main})


def unknown_events(product: Product) -> list[str]:
    """Its events that are none of the trade's: right for goods, doubtful for an insurer's product."""
    return [cover.event for cover in product.covers if cover.event not in set(Event)]
