"""What a person changed in a computed plan, each with its reason: kept with the proposal and printed on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from app.errors import InputError, Place, Problem
from app.services.offers.combinations import Override, Wish
from app.services.rules.offers.combinations import Plan
from app.services.rules.offers.products import Product


class ChangeOf(StrEnum):
    PINNED = "pinned"
    FORBIDDEN = "forbidden"
    ADDED = "added"
    REMOVED = "removed"
    SUM = "sum"


@dataclass(frozen=True, slots=True)
class Changed:
    """``sum`` in fen is the new one, None where there is none any more."""

    kind: ChangeOf
    product: str
    insured: str
    sum: int | None = None
    reason: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """Which item it is about: the product and whom it insures."""
        return self.product, self.insured


def changes_of(best: Plan | None, plan: Plan, wishes: Sequence[Override]) -> tuple[Changed, ...]:
    """How ``plan`` differs from the ``best`` one the optimiser made around the ``wishes``; the wishes first."""
    kinds = {Wish.PIN: ChangeOf.PINNED, Wish.FORBID: ChangeOf.FORBIDDEN}
    found = [Changed(kinds[w.wish], w.product, w.insured, w.sum, w.reason) for w in wishes]
    named = {change.key for change in found}
    before = {(item.product, item.insured): item for item in best.items} if best else {}
    after = {(item.product, item.insured): item for item in plan.items}
    for key, item in after.items():
        old = before.get(key)
        if key not in named and (old is None or old.sum != item.sum):
            found.append(Changed(ChangeOf.ADDED if old is None else ChangeOf.SUM, *key, item.sum))
    found += [Changed(ChangeOf.REMOVED, *key) for key in before if key not in after]
    return tuple(found)


def need_reasons(changes: Sequence[Changed]) -> None:
    """Raises InputError ``required`` at ``reason<number>`` for every change without a reason."""
    problems = [
        Problem("required", Place(field=f"reason{number}"))
        for number, change in enumerate(changes)
        if not change.reason.strip()
    ]
    if problems:
        raise InputError(problems)


def write_changes(changes: Sequence[Changed], catalogue: Mapping[str, Product]) -> list[dict[str, Any]]:
    """For the frozen facts; a product taken out keeps its names here."""
    found = []
    for change in changes:
        product = catalogue.get(change.product)
        found.append(
            {
                "kind": change.kind.value,
                "product": change.product,
                "name_zh": product.name_zh if product else change.product,
                "name_en": (product.name_en or product.name_zh) if product else change.product,
                "insured": change.insured,
                "sum": change.sum,
                "reason": change.reason.strip(),
            }
        )
    return found
