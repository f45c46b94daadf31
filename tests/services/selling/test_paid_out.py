"""What an annuity pays is no sum insured: on an order's lines and on a proposal's paper."""

from __future__ import annotations

import pytest

from app.enums import Event, Language
from app.services.base.store import Actor, Store
from app.services.offers import catalogue
from app.services.offers.proposals.speaking import Speaker
from app.services.people import customers
from app.services.rules.base.payouts import is_paid_out
from app.services.selling import orders
from app.services.selling.orders import WalkInDraft, WalkInLine
from tests.services.selling_family import family

YUAN = 100


@pytest.mark.parametrize(
    ("events", "paid"),
    [
        ([], False),
        ([Event.RETIREMENT], True),
        ([Event.EDUCATION, Event.RETIREMENT], True),
        ([Event.RETIREMENT, Event.DEATH], False),
        ([Event.DEATH], False),
    ],
)
def test_only_old_age_and_schooling_are_paid_out(events: list[Event], paid: bool) -> None:
    assert is_paid_out(events) is paid


def test_the_lines_of_an_order_know_it_and_their_english_names(store: Store, actor: Actor) -> None:
    catalogue.load_sample(store, actor)
    home = family(store, actor)
    member = customers.household(store, home).members[0].id
    lines = (
        WalkInLine("R1", member, 50_000 * YUAN, 3_000 * YUAN),
        WalkInLine("T20", member, 500_000 * YUAN, 900 * YUAN),
    )
    detail = orders.walk_in(store, actor, home, WalkInDraft(lines, member))
    told = [(line.product_code, line.pays_out, line.called(Language.EN)) for line in detail.lines]
    assert told == [("R1", True, "Retirement annuity (fictional)"), ("T20", False, "Term life 20 (fictional)")]
    assert [line.called(Language.ZH) for line in detail.lines] == [line.product for line in detail.lines]


def test_a_paper_says_what_is_paid_out() -> None:
    facts = {"products": {"R1": {"kind": "main"}}, "people": [], "needs": [], "items": []}
    item = {"product": "R1", "sum": 12_000 * YUAN, "amounts": [["retirement", 12_000 * YUAN]]}
    for language, said in ((Language.ZH, "领取额 12,000"), (Language.EN, "pays 12,000")):
        assert Speaker(facts, language).sum(item) == said
        assert Speaker(facts, language).sum(item | {"amounts": [["death", 12_000 * YUAN]]}) == "12,000"
