"""The year-by-year table: by hand, computed again plainly over random plans, and as paper and workbook."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal as D
from html import unescape
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import models, words
from app.cli.main import main
from app.enums import Language, Sex
from app.errors import InputError
from app.services.base.store import Actor, Store
from app.services.needs.statutory import change, shipped_sheet
from app.services.offers import catalogue, illustrations, proposals
from app.services.offers.illustrations import IllustrationDraft, ValueLine
from app.services.offers.proposals import cells_of, columns_of, write_years
from app.services.offers.proposals.years import year_by_year
from app.services.rules.needs.statutory import Statute, illustrated_on
from app.services.rules.offers.cash_flow import Flow, Worth, cash_flow
from app.services.rules.offers.combinations import Item, Request
from app.services.rules.offers.eligibility import Person
from app.services.tables.paper.html import to_html
from app.services.tables.tabular import read_pasted
from tests.conftest import PASSWORD
from tests.services.selling_family import TODAY, analysed, family, proposed

LADY = Person("p1", "F", 37, 1)
REQUEST = Request(TODAY, (LADY,), (), None)


# -- the rule -------------------------------------------------------------------------------------------------


def test_a_term_and_a_yearly_cover_by_hand() -> None:
    term = Flow(1_000_00, 2, 3, {"death": 500_000_00})
    yearly = Flow(300_00, 1, 1, {"accident": 100_000_00}, (310_00, 320_00))
    years = cash_flow(40, [term, yearly])
    assert [(y.year, y.age, y.premium, y.renewed, y.total) for y in years] == [
        (1, 40, 1_300_00, 0, 1_300_00), (2, 41, 1_000_00, 310_00, 2_610_00), (3, 42, 0, 320_00, 2_930_00),
    ]  # fmt: skip
    assert [dict(y.amounts) for y in years] == [
        {"death": 500_000_00, "accident": 100_000_00}, {"death": 500_000_00}, {"death": 500_000_00},
    ]  # fmt: skip


def test_without_a_table_nothing_is_known_and_not_nothing() -> None:
    told = Flow(100, 1, None, {}, worth={1: Worth(60, None, 5), 2: Worth(70, 10, 9)})
    first, second, *_ = cash_flow(100, [told, Flow(1, 1, None, {})])
    assert (first.cash, first.paid, first.extra, first.known, first.items) == (60, 0, 5, 1, 2)
    assert (second.cash, second.paid, second.extra, second.known) == (70, 10, 9, 1)
    assert len(cash_flow(100, [told])) == 5  # to 105
    assert cash_flow(40, []) == ()


flows = st.builds(
    Flow, st.integers(0, 10**7), st.integers(1, 30), st.none() | st.integers(1, 60),
    st.dictionaries(st.sampled_from(["death", "accident"]), st.integers(1, 10**9), max_size=2),
    st.lists(st.integers(0, 10**6), max_size=5).map(tuple),
    st.dictionaries(st.integers(1, 40), st.builds(Worth, st.none() | st.integers(0, 10**8)), max_size=4),
)  # fmt: skip


@given(st.none() | st.integers(0, 100), st.lists(flows, max_size=4))
def test_each_year_counted_again_plainly(age: int | None, items: list[Flow]) -> None:
    paid = 0
    for row in cash_flow(age, items):
        premium = renewed = cash = death = 0
        for one in items:
            premium += one.premium if one.years >= row.year else 0
            later = dict(enumerate(one.renewals, 2))
            renewed += later.get(row.year, 0)
            covered = one.lasts is None or one.lasts >= row.year
            death += one.amounts.get("death", 0) if covered else 0
            cash += (one.worth[row.year].cash or 0) if covered and row.year in one.worth else 0
        paid += premium + renewed
        assert (row.premium, row.renewed, row.total, row.cash) == (premium, renewed, paid, cash)
        assert row.amounts.get("death", 0) == death
        assert row.age is None or row.age == (age or 0) + row.year - 1 <= 105


# -- illustrations ----------------------------------------------------------------------------------------------


def product_id(store: Store, code: str) -> str:
    return next(row.id for row in catalogue.listing(store) if row.product.code == code)


def draft(*lines: ValueLine, **more: Any) -> IllustrationDraft:
    given_ = {"sex": Sex.FEMALE, "age": 37, "sum": 100_000_00, "source": "利益演示表", "shown_on": date(2026, 11, 1)}
    return IllustrationDraft(**(given_ | {"lines": lines or (ValueLine(1, 1_000_00), ValueLine(2, 2_500_00))} | more))


@pytest.fixture
def loaded(store: Store, actor: Actor) -> Store:
    catalogue.load_sample(store, actor)
    return store


def tables(store: Store, person: Person = LADY, sum: int = 200_000_00, code: str = "W1") -> list[dict[str, Any]]:
    products = {product.code: product for product in catalogue.products(store)}
    request = replace(REQUEST, people=(person,))
    with store.read() as session:
        return year_by_year(session, [Item(code, person.key, sum, 4_000_00, ())], products, request)


def test_used_for_the_very_person_and_in_proportion(loaded: Store, actor: Actor) -> None:
    id = product_id(loaded, "W1")
    illustrations.set_illustration(loaded, actor, id, draft())
    table = tables(loaded)[0]
    assert table["worth"] and not table["varies"] and table["silent"] == []
    assert columns_of(table, Language.ZH)[-1] == "现金价值（保证）"
    assert [cells_of(table, line)[-1] for line in table["years"][:3]] == [2_000_00, 5_000_00, 0]
    for other in (replace(LADY, age=38), replace(LADY, sex="M")):  # values of another are not guessed
        table = tables(loaded, other)[0]
        assert not table["worth"] and table["silent"] == ["W1"]


def test_a_new_version_of_the_product_has_no_table_yet(loaded: Store, actor: Actor) -> None:
    id = product_id(loaded, "W1")
    illustrations.set_illustration(loaded, actor, id, draft())
    catalogue.withdraw(loaded, actor, id, date(2027, 1, 1))
    assert [one.current for one in illustrations.of_product(loaded, id)] == [False]
    assert not tables(loaded)[0]["worth"]


def test_again_for_the_same_person_replaces_and_removing_takes_away(loaded: Store, actor: Actor) -> None:
    id = product_id(loaded, "W1")
    for cash in (1, 2):
        illustrations.set_illustration(loaded, actor, id, draft(ValueLine(1, cash)))
    (one,) = illustrations.of_product(loaded, id)
    assert one.draft.lines == (ValueLine(1, 2),)
    illustrations.remove(loaded, actor, one.id)
    assert illustrations.of_product(loaded, id) == []


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"age": -1}, "age"),
        ({"sum": 0}, "sum"),
        ({"source": " "}, "source"),
        ({"shown_on": date(2099, 1, 1)}, "shown_on"),
        ({"rate": D("0.03")}, "rate"),  # all of a whole life is guaranteed
        ({"lines": (ValueLine(1, 1, None, 5),)}, "rate"),
        ({"lines": (ValueLine(0, 1),)}, "lines"),
        ({"lines": (ValueLine(1, 1), ValueLine(1, 2))}, "lines"),
        ({"lines": (ValueLine(1, -1),)}, "lines"),
    ],
)
def test_what_cannot_be_kept_is_said_at_its_field(
    loaded: Store, actor: Actor, wrong: Mapping[str, Any], field: str
) -> None:
    with pytest.raises(InputError) as caught:
        illustrations.set_illustration(loaded, actor, product_id(loaded, "W1"), draft(**wrong))
    assert field in {problem.place.field for problem in caught.value.problems}
    assert illustrations.of_product(loaded, product_id(loaded, "W1")) == []


def participating(store: Store, actor: Actor) -> str:
    """The whole life of the sample as a participating one."""
    id = product_id(store, "W1")
    with store.write(actor, "test.category", id) as session:
        session.get_one(models.Product, id).category = "participating"
    return id


def test_no_rate_above_the_ceiling_of_its_day(loaded: Store, actor: Actor) -> None:
    id = participating(loaded, actor)
    lines = (ValueLine(1, 1_000_00, None, 300_00),)
    sheet = shipped_sheet(Statute.ILLUSTRATION_RATES)
    lower = {"from": "2026-10-01", "participating_high": D("0.035"), "universal_high": D("0.03")}
    change(loaded, actor, replace(sheet, rows=(*sheet.rows, lower)))
    for rate, day, allowed in (
        (D("0.035"), date(2026, 11, 1), True), (D("0.036"), date(2026, 11, 1), False),
        (D("0.045"), date(2026, 9, 30), True), (D("0.046"), date(2026, 9, 30), False),
    ):  # fmt: skip
        asked = draft(*lines, rate=rate, shown_on=day)
        if allowed:
            illustrations.set_illustration(loaded, actor, id, asked)
        else:
            with pytest.raises(InputError) as caught:
                illustrations.set_illustration(loaded, actor, id, asked)
            assert [problem.code for problem in caught.value.problems] == ["illustration_rate"]
    with pytest.raises(InputError):  # what is not guaranteed says with which rate
        illustrations.set_illustration(loaded, actor, id, draft(*lines))
    assert illustrated_on(sheet, date(2020, 1, 1)) == {}
    table = tables(loaded)[0]
    heads = columns_of(table, Language.ZH)
    assert heads[-2:] == ["现金价值（保证）", "非保证利益（演示）"]  # apart, and never added up
    assert cells_of(table, table["years"][0])[-2:] == [2_000_00, 600_00]


def test_a_pasted_table_is_read(loaded: Store) -> None:
    assert loaded
    text = "保单年度\t现金价值\t生存金\t累积红利\n1\t1,200.50\t\t10\n2\t2400\t300\t25\n"
    assert illustrations.read_lines(read_pasted(text, "粘贴")) == [
        ValueLine(1, 1_200_50, None, 10_00), ValueLine(2, 2_400_00, 300_00, 25_00),
    ]  # fmt: skip
    with pytest.raises(InputError):
        illustrations.read_lines(read_pasted("a\tb\n1\t2\n", "粘贴"))


# -- where it is shown ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", list(Language))
def test_frozen_with_the_proposal_on_its_paper_and_in_a_workbook(
    store: Store, actor: Actor, tmp_path: Path, language: Language
) -> None:
    catalogue.load_sample(store, actor)
    home = family(store, actor)
    analysed(store, actor, home, no_debts=True)
    detail = proposals.read(store, proposed(store, actor, home).id)
    tables_ = detail.facts["years"]
    assert sum(table["years"][0][2] for table in tables_) == detail.row.premium
    schedule = detail.facts["schedule"]
    for first, last, level, renewed in schedule:  # the two tables of the paper say the same of every year
        for year in range(first, last + 1):
            lines = [line for table in tables_ for line in table["years"] if line[0] == year]
            assert (sum(line[2] for line in lines), sum(line[3] for line in lines)) == (level, renewed)
    html = unescape(to_html(proposals.write_proposal(detail, language), 780))
    assert words.say("years.title", language) in html and words.say("years.note", language) in html
    names = {person["id"]: person["name"] for person in detail.facts["people"]}
    path = tmp_path / "years.xlsx"
    count = write_years(path, tables_, names, {}, language)
    book = openpyxl.load_workbook(path)
    assert count == sum(len(table["years"]) for table in tables_)
    for table in tables_:
        page = book[names[table["insured"]]]
        assert [cell.value for cell in page[1]] == columns_of(table, language)
        assert page.max_row == 1 + len(table["years"])
        last = table["years"][-1]
        assert (page.cell(page.max_row, 1).value, page.cell(page.max_row, 2).value) == (last[0], last[1])
        assert D(str(page.cell(2, 3).value)) == D(table["years"][0][2]) / 100


def test_a_kept_proposal_gives_its_years_on_the_command_line(
    store: Store, actor: Actor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:

    catalogue.load_sample(store, actor)
    home = family(store, actor)
    analysed(store, actor, home, no_debts=True)
    row = proposed(store, actor, home)
    facts = proposals.read(store, row.id).facts
    count = proposals.export_years(facts, tmp_path / "a.xlsx", Language.EN)
    assert count == sum(len(table["years"]) for table in facts["years"])
    monkeypatch.setenv("NEEDFOLIO_PASSWORD_FILE", str(tmp_path / "password"))
    (tmp_path / "password").write_text(PASSWORD)
    path, out = store.path, tmp_path / "b.xlsx"
    store.close()
    assert main(["export", "proposal", "--store", str(path), "--proposal", row.number, "--out", str(out)]) == 0
    assert openpyxl.load_workbook(out).sheetnames[0] == "王芳"
