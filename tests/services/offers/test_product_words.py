"""Codes of a product in words of both languages, and back where a person may type the words."""

from __future__ import annotations

import pytest

from app.enums import Language
from app.services.base.store import Actor, Store
from app.services.offers import catalogue, proposals
from app.services.offers.catalogue.wording import CATEGORIES
from app.services.offers.proposals.document import write_proposal
from tests.services.offers.test_proposals import based

__all__ = ["based"]
ZH, EN = Language.ZH, Language.EN


@pytest.mark.parametrize(
    ("term", "zh", "en"),
    [("", "—", "—"), ("1", "1 年", "1 year"), ("30", "30 年", "30 years"), ("to70", "至 70 岁", "to age 70"),
     ("life", "终身", "for life")],
)  # fmt: skip
def test_how_long_it_covers(term: str, zh: str, en: str) -> None:
    assert (catalogue.say_term(term, ZH), catalogue.say_term(term, EN)) == (zh, en)


def test_how_long_it_is_paid() -> None:
    assert catalogue.say_pay("1", EN, once=True) != catalogue.say_pay("1", EN)
    assert catalogue.say_pay("to60", ZH) == "至 60 岁"


@pytest.mark.parametrize("language", list(Language))
def test_a_category_is_said_and_understood(language: Language, store: Store, actor: Actor) -> None:
    catalogue.load_sample(store, actor)
    used = {row.product.category for row in catalogue.listing(store)}
    assert used <= set(CATEGORIES), "every category of the sample has words"
    for code in CATEGORIES:
        assert catalogue.say_category(code, language) != ""
        assert catalogue.category_of(catalogue.say_category(code, language)) == code == catalogue.category_of(code)
    assert catalogue.category_of("自有类别") == catalogue.say_category("自有类别", language) == "自有类别"


def test_an_english_paper_tells_the_products_in_english(store: Store, actor: Actor, based: proposals.Basis) -> None:
    """Features and exclusions once stood in Chinese on it."""
    from app.services.offers.combinations import plan_within
    from app.services.tables.paper import Bullets

    plan = plan_within(based.request, catalogue.products(store), "balanced", based.budget)
    row = proposals.save(store, actor, based, plan)
    paper = write_proposal(proposals.read(store, row.id), EN)
    told = [text for block in paper.blocks if isinstance(block, Bullets) for text in block.items]
    features = [text for text in told if text.startswith("Features")]
    assert features and all(text.isascii() or "–" in text or "’" in text for text in features), features
