"""Locked items that cannot be had: which rule they break, said before or after solving."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from app.enums import Event, ProductKind
from app.errors import InputError, Place, Problem
from app.services.offers.solver import SKETCH, Programme, find_candidates
from app.services.rules.offers.combinations import Lock, Request
from app.services.rules.offers.eligibility import Rule, broken_rule, on_grid
from app.services.rules.offers.products import Product


def check_locks(request: Request, catalogue: Mapping[str, Product]) -> None:
    """Each lock by itself. Raises InputError with one problem per lock that breaks a rule."""
    problems = [
        problem
        for number, lock in enumerate(request.locked)
        if (problem := _fault(request, catalogue, lock, f"locked[{number}]")) is not None
    ]
    if problems:
        raise InputError(problems)


def _fault(request: Request, catalogue: Mapping[str, Product], lock: Lock, path: str) -> Problem | None:
    product = catalogue.get(lock.product)
    if product is None:
        return Problem("unknown_product", Place(field=f"{path}.product"), {"code": lock.product})
    person = next(person for person in request.people if person.key == lock.insured)
    rule = broken_rule(product, request.life(product, person), request.as_of)
    if request.refuses(lock.product, lock.insured):
        rule = Rule.EXCLUDED
    elif rule is None and product.kind != ProductKind.WAIVER and not on_grid(product, lock.sum or 0):
        rule = Rule.SUM
    return None if rule is None else Problem("lock_rule", Place(field=path), {"product": lock.product, "rule": rule})


def name_conflict(request: Request, catalogue: Mapping[str, Product], budget: int | None) -> InputError:
    """Locks that are each allowed but not together: lift one rule at a time and name the one that was in the way."""
    products = list(catalogue.values())
    rule = Rule.MAIN
    if budget is not None and _feasible(request, products, None):
        rule = Rule.BUDGET
    elif request.single_limit is not None and _feasible(request, products, budget, single=False):
        rule = Rule.LIQUID
    elif _feasible(
        replace(request, people=tuple(replace(p, premium_limit=None) for p in request.people)), products, None
    ):
        rule = Rule.MEMBER_LIMIT
    elif _feasible(replace(request, overshoot=Fraction(10**9)), products, None):
        rule = Rule.OVERSHOOT
    elif _feasible(request, [replace(product, indemnity=False) for product in products], None):
        rule = Rule.INDEMNITY
    elif _death_locked_over_cap(request, catalogue):
        rule = Rule.MINOR
    names = ", ".join(lock.product for lock in request.locked)
    return InputError(Problem("lock_rule", Place(field="locked"), {"product": names, "rule": rule}))


def _feasible(request: Request, products: list[Product], budget: int | None, *, single: bool = True) -> bool:
    programme = Programme(request, find_candidates(request, products))
    return programme.solve(budget, fewest=False, effort=SKETCH, single=single) is not None


def _death_locked_over_cap(request: Request, catalogue: Mapping[str, Product]) -> bool:
    for person in request.people:
        cap = request.minor_cap(person)
        locked = sum(
            (lock.sum or 0) * cover.factor
            for lock in request.locked
            if lock.insured == person.key
            for cover in catalogue[lock.product].covers
            if cover.event == Event.DEATH
        )
        if cap is not None and locked > cap:
            return True
    return False
