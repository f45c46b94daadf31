"""An earlier proposal on the table again: what can still be sold of it, today's prices, its wishes and reasons."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.enums import ProductKind
from app.errors import InputError
from app.services.base.store import Actor, Store
from app.services.front import demo
from app.services.offers import catalogue, proposals
from app.services.offers.combinations import Override, Wish, evaluate, plan_within
from app.services.offers.proposals import Changed, ChangeOf
from app.services.rules.offers.combinations import Plan
from app.services.rules.offers.products import Product
from tests.conftest import NOW


@pytest.fixture
def based(store: Store) -> proposals.Basis:
    return proposals.basis(store, demo.sample_family(store), NOW.date())


def kept(store: Store, actor: Actor, based: proposals.Basis, changes: tuple[Changed, ...] = ()) -> tuple[str, Plan]:
    plan = plan_within(based.request, catalogue.products(store), "full", based.request.affordable)
    return proposals.save(store, actor, based, plan, changes).id, plan


def dearer(product: Product) -> Product:
    return replace(product, rates=tuple(replace(rate, rate=rate.rate * 2) for rate in product.rates))


def test_the_same_plan_comes_back_at_the_prices_of_today(store: Store, actor: Actor, based: proposals.Basis) -> None:
    id, plan = kept(store, actor, based)
    products = catalogue.products(store)
    found = proposals.reopen(store, id, based, products)
    assert set(found.items) == set(plan.items)
    assert (found.wishes, found.gone) == ((), ())
    today = [dearer(product) for product in products]
    again = proposals.reopen(store, id, based, today).items
    assert sum(item.premium for item in again) > plan.premium
    assert evaluate(based.request, today, "full", again, budget=None).items == again
    assert proposals.row(store, id).premium == plan.premium, "the old proposal keeps its price"


def test_wishes_and_reasons_come_back(store: Store, actor: Actor, based: proposals.Basis) -> None:
    plan = plan_within(based.request, catalogue.products(store), "full", based.request.affordable)
    first, last = plan.items[0], plan.items[-1]
    changes = (
        Changed(ChangeOf.PINNED, first.product, first.insured, first.sum, "as the bank lends"),
        Changed(ChangeOf.FORBIDDEN, "WL", first.insured, None, "has one"),
        Changed(ChangeOf.SUM, last.product, last.insured, last.sum, "round"),
    )
    id, _ = kept(store, actor, based, changes)
    found = proposals.reopen(store, id, based, catalogue.products(store))
    assert found.wishes == (
        Override(Wish.PIN, first.product, first.insured, first.sum, "as the bank lends"),
        Override(Wish.FORBID, "WL", first.insured, None, "has one"),
    )
    assert found.reasons[last.product, last.insured] == "round"


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_what_is_withdrawn_is_named_and_the_rest_can_be_sold(
    data: st.DataObject, store: Store, actor: Actor, based: proposals.Basis
) -> None:
    if not proposals.of_household(store, based.household_id):
        kept(store, actor, based)
    row = proposals.of_household(store, based.household_id)[0]
    facts = proposals.read(store, row.id).facts
    codes = sorted(facts["products"])
    gone = data.draw(st.sets(st.sampled_from(codes), max_size=len(codes) - 1))
    products = [product for product in catalogue.products(store) if product.code not in gone]
    try:
        found = proposals.reopen(store, row.id, based, products)
    except InputError as error:
        assert error.problems[0].code == "proposal_outdated"
        assert all(facts["products"][code]["kind"] != ProductKind.MAIN for code in set(codes) - gone)
        return
    left = {item.product for item in found.items}
    assert not left & gone
    names = {fact["name_zh"] for fact in found.gone}
    assert {facts["products"][code]["name_zh"] for code in gone} <= names
    assert len(found.items) + len(found.gone) == len(facts["items"])


def test_nobody_left_to_insure_is_said(store: Store, actor: Actor, based: proposals.Basis) -> None:
    id, _ = kept(store, actor, based)
    nobody = replace(based, request=replace(based.request, people=(), needs=()))
    with pytest.raises(InputError) as fault:
        proposals.reopen(store, id, nobody, catalogue.products(store))
    assert fault.value.problems[0].code == "proposal_outdated"
