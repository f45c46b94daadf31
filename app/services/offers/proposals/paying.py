"""For how long the items of a plan are paid, and what one-year covers would cost again."""

from __future__ import annotations

from app.services.rules.offers.combinations import Item, Request
from app.services.rules.offers.eligibility import Person
from app.services.rules.offers.pricing import pay_years, premium, rate_of
from app.services.rules.offers.products import Product
from app.services.rules.offers.schedule import HORIZON, Paid

ONE_YEAR = "1"


def lasts(product: Product) -> bool:
    """Whether it covers more than a year."""
    return product.term not in ("", ONE_YEAR)


def person_of(request: Request, key: str) -> Person:
    """Who is insured."""
    return next(person for person in request.people if person.key == key)


def paid(item: Item, product: Product, request: Request) -> Paid:
    """As the schedule of premiums takes it."""
    person = request.life(product, person_of(request, item.insured))
    years = pay_years(product, person.age)
    later = renewals(product, person, item.sum) if product.term == ONE_YEAR else ()
    return Paid(item.premium, years, later)


def renewals(product: Product, person: Person, sum_fen: int) -> tuple[int, ...]:
    """Prices of the following years at today's rates, until the table has none."""
    found: list[int] = []
    for later in range(1, HORIZON):
        rate = None if person.age is None else rate_of(product, person.sex, person.age + later)
        if rate is None:
            break
        found.append(premium(product, sum_fen, rate))
    return tuple(found)
