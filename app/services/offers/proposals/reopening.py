"""An earlier proposal on the table again: what of it can still be sold, at the prices of today."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.errors import InputError, bad_input
from app.services.base.store import Store
from app.services.offers.combinations import Override, Wish, evaluate
from app.services.offers.proposals.changes import ChangeOf
from app.services.offers.proposals.reading import read
from app.services.offers.proposals.rows import Basis
from app.services.rules.offers.combinations import Item
from app.services.rules.offers.products import Product

WISHES = {ChangeOf.PINNED: Wish.PIN, ChangeOf.FORBIDDEN: Wish.FORBID}


@dataclass(frozen=True, slots=True)
class Reopened:
    """``items`` priced today; ``wishes`` and ``reasons`` (by product and insured) as they were kept; ``gone`` are the
    frozen facts of the products that cannot be sold to that person any more.
    """

    items: tuple[Item, ...]
    wishes: tuple[Override, ...]
    reasons: Mapping[tuple[str, str], str]
    gone: tuple[Mapping[str, Any], ...]


def reopen(store: Store, proposal_id: str, based: Basis, catalogue: Sequence[Product]) -> Reopened:
    """The items of a proposal for the needs and people of today. An item that breaks a rule of today is left out, and
    a rider whose main is left out goes with it. The proposal itself stays as it is. Raises InputError ``not_found``,
    and ``proposal_outdated`` when nothing of it is left.
    """
    facts = read(store, proposal_id).facts
    people = {person.key for person in based.request.people}
    kept = [Item(fact["product"], fact["insured"], fact["sum"], fact["premium"], ()) for fact in facts["items"]]
    items = _sellable([item for item in kept if item.insured in people], based, catalogue)
    left = {(item.product, item.insured) for item in items}
    changes = facts.get("changes", [])
    return Reopened(
        items,
        tuple(_wishes(changes, left, people)),
        {(change["product"], change["insured"]): change["reason"] for change in changes},
        tuple(facts["products"][item.product] for item in kept if (item.product, item.insured) not in left),
    )


def _sellable(items: list[Item], based: Basis, catalogue: Sequence[Product]) -> tuple[Item, ...]:
    """Leaves out what breaks a rule until nothing does; each refusal names its product."""
    while items:
        try:
            return evaluate(based.request, catalogue, "", items, budget=None).items
        except InputError as error:
            refused = {problem.place.field for problem in error.problems}
            left = [item for item in items if item.product not in refused]
            if len(left) == len(items):
                raise
            items = left
    raise bad_input("proposal_outdated")


def _wishes(changes: Sequence[Mapping[str, Any]], left: set[tuple[str, str]], people: set[str]) -> list[Override]:
    """What is pinned must still be there; what is not wanted stays so for who is still in the family."""
    found = []
    for change in changes:
        wish = WISHES.get(ChangeOf(change["kind"]))
        key = change["product"], change["insured"]
        if (wish == Wish.FORBID and key[1] in people) or (wish == Wish.PIN and key in left):
            found.append(Override(wish, *key, change["sum"], change["reason"]))
    return found
