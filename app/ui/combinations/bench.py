"""The family's plans on the table: what was asked, what was computed, what was changed by hand. No widget in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from app.enums import Language, Suitability
from app.services.offers import combinations
from app.services.offers.combinations import Override, Wish
from app.services.offers.health import Expected, expectations
from app.services.offers.proposals import Basis, Changed, changes_of
from app.services.offers.suitability import Known
from app.services.rules.offers.combinations import Answer, Item, Plan, Request
from app.services.rules.offers.products import Product


@dataclass(frozen=True, slots=True)
class State:
    """All that an act of the agent may change; an undo puts an earlier one back. ``reasons`` by (plan, product,
    insured); ``best`` are the plans as computed.
    """

    budget: int | None = None
    answer: Answer | None = None
    plans: Mapping[str, Plan] = field(default_factory=dict)
    best: Mapping[str, Plan] = field(default_factory=dict)
    wishes: tuple[Override, ...] = ()
    reasons: Mapping[tuple[str, str, str], str] = field(default_factory=dict)


class Bench:
    """Reads and prices; solving takes time and is the page's task."""

    def __init__(self, based: Basis, products: Mapping[str, Product], told: Known) -> None:
        self.based, self.products, self.told = based, dict(products), told
        self.state = State(budget=based.budget)
        self.hints: Sequence[str] = ()  # what state and city give beside the plans
        self.verdicts: Mapping[str, Suitability] = {}  # of the plans on the table, by name

    @property
    def goods(self) -> bool:
        """Goods are sold by units and are no insurance."""
        return self.based.goods

    @property
    def budget_named(self) -> int | None:
        """What the customer said, fen a year; None where it was assumed."""
        return self.based.budget if self.based.budget_said else None

    @property
    def catalogue(self) -> list[Product]:
        return list(self.products.values())

    @property
    def best_objective(self) -> float:
        """That of all needs covered."""
        return sum(float(need.weight) for need in self.based.request.needs)

    def name(self, code: str, language: Language) -> str:
        product = self.products.get(code)
        if product is None:
            return code
        return product.name_zh if language == Language.ZH else product.name_en or product.name_zh

    def names(self, language: Language) -> dict[str, str]:
        """Of all products, by code."""
        return {code: self.name(code, language) for code in self.products}

    def request(self, budget: int | None = None) -> Request:
        """What is asked of the solver now: with what is pinned and what is not wanted."""
        around = combinations.around(self.based.request, self.catalogue, self.state.wishes)
        return replace(around, budget=self.state.budget if budget is None else budget)

    def solved(self, answer: Answer, budget: int) -> None:
        """A new answer replaces the plans and what was changed in them by hand; the wishes stay."""
        plans = {plan.name: plan for plan in answer.plans}
        self.state = replace(self.state, budget=budget, answer=answer, plans=plans, best=plans, reasons={})

    def evaluate(self, name: str, items: Sequence[Item]) -> Plan:
        budget = self.state.plans[name].budget
        return combinations.evaluate(
            self.request(budget), self.catalogue, name, items, budget=budget, before=self.state.best.get(name)
        )

    def put(self, plan: Plan, item: tuple[str, str] | None = None, reason: str = "") -> None:
        """A plan changed by hand; ``reason`` belongs to ``item`` (product, insured)."""
        reasons = dict(self.state.reasons)
        if item is not None and reason:
            reasons[(plan.name, *item)] = reason
        self.state = replace(self.state, plans={**self.state.plans, plan.name: plan}, reasons=reasons)

    def give_reasons(self, name: str, known: Mapping[tuple[str, str], str], other: str) -> None:
        """Each change of the plan that has no reason gets the one known by (product, insured), else ``other``."""
        given = {(name, *one.key): known.get(one.key) or other for one in self.changes(name) if not one.reason}
        self.state = replace(self.state, reasons={**self.state.reasons, **given})

    def wish(self, wish: Override) -> None:
        """The later wish for the same item replaces the earlier."""
        self.drop_wish(wish.product, wish.insured)
        self.state = replace(self.state, wishes=(*self.state.wishes, wish))

    def drop_wish(self, product: str, insured: str) -> None:
        left = tuple(w for w in self.state.wishes if (w.product, w.insured) != (product, insured))
        self.state = replace(self.state, wishes=left)

    def expected(self, item: Item) -> Expected:
        """What underwriting may be expected to say to an item, by what is known of health."""
        return expectations([item], self.products, self.based.request, self.based.health)[0]

    def pinned(self, item: Item) -> bool:
        return any(
            w.wish == Wish.PIN and (w.product, w.insured) == (item.product, item.insured) for w in self.state.wishes
        )

    def changes(self, name: str) -> tuple[Changed, ...]:
        """What the plan owes to people, with the reasons known so far."""
        found = changes_of(self.state.best.get(name), self.state.plans[name], self.state.wishes)
        return tuple(
            change if change.reason else replace(change, reason=self.state.reasons.get((name, *change.key), ""))
            for change in found
        )


class Table:
    """What the page has before it, and what its acts work on: the bench of the family at hand, none while there is
    nothing to plan.
    """

    def __init__(self) -> None:
        self.bench: Bench | None = None

    @property
    def at_hand(self) -> Bench:
        assert self.bench is not None
        return self.bench
