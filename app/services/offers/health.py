"""What underwriting may be expected to say to the items of a plan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from app.enums import Underwriting
from app.services.people.health import guide
from app.services.rules.offers.combinations import Item, Request
from app.services.rules.offers.health import lines_of
from app.services.rules.offers.products import Product
from app.services.rules.people.health import Asked, Expectation, Told, expect

Health = Mapping[str, tuple[Asked, tuple[Told, ...]]]
"""By person, what is known."""


@dataclass(frozen=True, slots=True)
class Expected:
    """Of one item; ``asks`` is False where the product asks after no health."""

    product: str
    insured: str
    expectation: Expectation
    asks: bool = True

    @property
    def speaks_against(self) -> bool:
        """Whether something else than the standard is expected."""
        return self.expectation.result not in (None, Underwriting.STANDARD)


def expectations(
    items: Iterable[Item], products: Mapping[str, Product], request: Request, health: Health
) -> tuple[Expected, ...]:
    """For each item, by the health of the life that is insured; nobody is guessed about who was not asked."""
    people = {person.key: person for person in request.people}
    found = []
    for item in items:
        life = request.life(products[item.product], people[item.insured]).key
        lines = lines_of(products[item.product])
        asked, told = health.get(life, (Asked.NOT_ASKED, ()))
        expectation = expect(asked, told, lines, guide().conditions, request.as_of)
        found.append(Expected(item.product, item.insured, expectation, bool(lines)))
    return tuple(found)


def frozen(expected: Iterable[Expected]) -> list[dict[str, Any]]:
    """What a proposal keeps: the results, never what they come from; nothing of who was not asked."""
    return [
        {
            "product": one.product,
            "insured": one.insured,
            "result": None if one.expectation.result is None else one.expectation.result.value,
        }
        for one in expected
        if one.asks and one.expectation.asked != Asked.NOT_ASKED
    ]
