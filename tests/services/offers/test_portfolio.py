"""Who buys what, counted by hand: four families, one archived, a lapsed policy and one of another insurer."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from app.enums import Language, ProductKind, ProductPhase
from app.models import ProposalItem
from app.services.base.store import Actor, Store
from app.services.offers import catalogue, portfolio
from app.services.offers.portfolio import Portfolio
from app.services.rules.offers import portfolio as rules
from app.services.rules.offers.portfolio import Asked, Sale, Standing
from app.services.rules.offers.products import Cover, Product
from tests.services import selling_family
from tests.services.portfolio_store import fill

TODAY = date(2026, 11, 24)


@pytest.fixture
def found(store: Store, actor: Actor) -> Portfolio:
    fill(store, actor)
    return portfolio.read(store, TODAY)


def test_people_are_counted_by_segment(found: Portfolio) -> None:
    totals, bought = found.segments["age"]
    assert [(row.value, row.people, row.buyers) for row in totals] == [("30-39", 2, 2), ("40-49", 1, 1), ("60+", 1, 1)]
    assert [(row.value, row.product, row.buyers) for row in bought] == [
        ("30-39", "T20", 2), ("30-39", "C1", 1), ("40-49", "C1", 1), ("40-49", "T20", 1), ("60+", "M1", 1),
    ]  # fmt: skip
    assert bought[1].share == Fraction(1, 2)
    assert [row.value for row in found.segments["occupation"][0]] == ["教师", "司机", ""]
    assert {row.value: row.people for row in found.segments["sex"][0]} == {"M": 2, "F": 2}
    assert {row.value: row.people for row in found.segments["stage"][0]} == {"single": 3, "retirement": 1}


def test_needs_no_product_answers(found: Portfolio) -> None:
    """L1 is sold from 40 to 65: of the people of 37, 46 and 36 two can not buy it."""
    rows = {row.event: row for row in found.needs}
    assert rows["calls"] == Asked("calls", 3, 3, 0, 3)
    assert rows["care"] == Asked("care", 3, 3, 1, 2)
    assert rows["death"] == Asked("death", 1, 0, rows["death"].on_sale, 0)
    assert rows["retirement"].unanswered == 0
    assert [row.event for row in found.needs[:2]] == ["calls", "care"]


def test_candidates_say_why(found: Portfolio) -> None:
    introduced = {row.subject: row.reasons for row in found.candidates if row.introduce}
    assert introduced == {"calls": ("no_product",), "care": ("one_product",)}
    retired = {row.subject: row for row in found.candidates if not row.introduce}
    assert retired["D1"].reasons == ("unsold", "unasked")
    assert retired["D1"].numbers["sold"] == 1
    assert not {"T20", "L1", "M1", "WV"} & set(retired)
    assert {row.product for row in found.unasked} >= {"E1", "D1"}


def test_what_is_sold_together(found: Portfolio) -> None:
    """Four families: three have T20, two C1, two both; 2 × 4 / (2 × 3)."""
    (pair,) = found.pairs
    assert (pair.first, pair.second, pair.together, pair.households) == ("C1", "T20", 2, 4)
    assert (pair.support, pair.confidence, pair.back) == (Fraction(1, 2), 1, Fraction(2, 3))
    assert pair.lift == Fraction(4, 3)
    assert found.few


def test_an_accepted_proposal_is_a_sale(store: Store, actor: Actor) -> None:
    row = selling_family.accepted(store, actor)
    found = portfolio.read(store, TODAY)
    with store.read() as session:
        chosen = select(ProposalItem.product_code).where(ProposalItem.proposal_id == row.id)
        codes = set(session.scalars(chosen))
    assert codes
    assert {bought.product for bought in found.segments["sex"][1]} == codes
    assert {standing.product for standing in found.standings if standing.proposed} <= codes
    assert not found.empty


def test_an_empty_store_judges_nothing(store: Store, actor: Actor) -> None:
    found = portfolio.read(store, TODAY)
    assert found.empty
    assert found.candidates == found.pairs == found.needs == ()
    catalogue.load_sample(store, actor)
    found = portfolio.read(store, TODAY)
    assert found.empty
    assert not [row for row in found.candidates if "unsold" in row.reasons or "unasked" in row.reasons]


@pytest.mark.parametrize("language", [Language.ZH, Language.EN])
def test_the_workbook_says_the_same(found: Portfolio, tmp_path: Path, language: Language) -> None:
    path = tmp_path / "portfolio.xlsx"
    count = portfolio.export_file(found, path, "age", language)
    book = openpyxl.load_workbook(path)
    tables = (*portfolio.sheets(found, "age", language), portfolio.crossed(found, language))
    *filled, notes = book.worksheets
    homes = {event: {home for one, home in found.asking if one == event} for event, _ in found.asking}
    names = {row.name(language): row.product.code for row in found.products}
    met = filled[-1]
    products = [names[str(cell.value)] for cell in met[1][2:]]
    assert products
    for (event, home_ids), row in zip(sorted(homes.items()), met.iter_rows(min_row=2, values_only=True), strict=True):
        assert row[1] == len(home_ids)
        own = [len({home for one, home in found.holding if one == code} & home_ids) for code in products]
        assert list(row[2:]) == own, event
    assert [sheet.title for sheet in filled] == [table.title for table in tables]
    assert sum(sheet.max_row - 1 for sheet in filled) == count
    assert notes.max_row == 1 + len(tables)
    last = next(book.worksheets[4].iter_rows(min_row=2, values_only=True))
    assert last[2:4] == (2, 4)
    assert last[-1] == pytest.approx(4 / 3)
    reasons = [str(row[2]) for row in book.worksheets[3].iter_rows(min_row=2, values_only=True)]
    assert reasons
    assert not any("{" in text or "portfolio." in text for text in reasons)


def product(phase: ProductPhase | None = None, since: date | None = None) -> Product:
    covers = (Cover("death", Decimal(1)),)
    return Product("P", "产", "P", "", ProductKind.MAIN, "", covers, (), Decimal(1000), 0, None, 0, phase=phase,
                   on_sale_from=since)  # fmt: skip


@pytest.mark.parametrize(
    ("made", "standing", "reasons"),
    [
        (product(), Standing("P", 0, 0, 1, date(2025, 11, 23)), ("unsold", "unasked")),
        (product(), Standing("P", 0, 0, 1, date(2025, 11, 24)), None),  # a year ago to the day
        (product(), Standing("P", 0, 0, 1, None), None),  # sold, nobody knows when
        (product(), Standing("P", 1, 0, 1, date(2020, 1, 1)), None),  # asked for
        (product(since=date(2026, 6, 1)), Standing("P", 0, 0, 0, None), None),  # new
        (product(ProductPhase.DECLINE), Standing("P", 1, 0, 1, TODAY), ("decline",)),
    ],
)
def test_when_a_product_is_to_retire(made: Product, standing: Standing, reasons: tuple[str, ...] | None) -> None:
    other = Standing("P", 1, 0, 1, TODAY)  # so that something is counted
    found = rules.to_retire([standing, other], [made], TODAY)
    assert (found[0].reasons if found else None) == reasons


@given(st.lists(st.tuples(st.sampled_from("ABCD"), st.sampled_from("123456")), max_size=30))
def test_shares_of_pairs_stay_within_their_bounds(bought: list[tuple[str, str]]) -> None:
    pairs = rules.together([Sale(code, home, home, None, True) for code, home in bought])
    for pair in pairs:
        homes = [{home for code, home in bought if code == name} for name in (pair.first, pair.second)]
        assert pair.together == len(homes[0] & homes[1])
        assert 0 < pair.support <= min(pair.confidence, pair.back) <= 1
        assert pair.lift == pair.confidence / Fraction(len(homes[1]), pair.households)
