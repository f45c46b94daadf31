"""Three plans set line by line: for each person's need, what each plan takes for it and what stays open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.services.offers.proposals import Basis, NeedLine
from app.services.rules.offers.combinations import Item, NeedCover, Plan


@dataclass(frozen=True, slots=True)
class Cell:
    """``items`` stand in this line; ``also`` are products that stand in another line and answer this need too."""

    plan: str
    items: tuple[Item, ...]
    also: tuple[str, ...] = ()
    cover: NeedCover | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """``need`` is None for what answers no need by itself, such as a waiver."""

    need: NeedLine | None
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """One person's lines."""

    person: str
    lines: tuple[Line, ...]


def blocks(plans: Sequence[Plan], based: Basis) -> list[Block]:
    """Every open need is a line, in the family's own order; every item of every plan stands in exactly one line."""
    found = []
    for member, person in based.people.items():
        needs = [need for need in based.needs if need.member_id == member]
        lines = [Line(need, tuple(_answer(plan, need, based) for plan in plans)) for need in needs]
        rest = tuple(
            Cell(plan.name, tuple(i for i in plan.items if i.insured == member and _home(i, based) is None))
            for plan in plans
        )
        if any(cell.items for cell in rest):
            lines.append(Line(None, rest))
        if lines:
            found.append(Block(person, tuple(lines)))
    return found


def _answer(plan: Plan, need: NeedLine, based: Basis) -> Cell:
    items = tuple(item for item in plan.items if _home(item, based) == need.id)
    also = tuple(
        item.product for item in plan.items if item not in items and need.id in {key for key, _ in item.answers}
    )
    cover = next((cover for cover in plan.coverage if cover.need.key == need.id), None)
    return Cell(plan.name, items, also, cover)


def _home(item: Item, based: Basis) -> str | None:
    """The first need an item answers, in the family's order."""
    answered = {key for key, _ in item.answers}
    return next((need.id for need in based.needs if need.id in answered), None)
