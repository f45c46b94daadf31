"""The catalogue: the samples are sound, a round trip changes nothing, and every bad row is named."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app import paths
from app.enums import Event, Language, ProductKind
from app.errors import InputError
from app.services.base.store import Actor, Store
from app.services.offers import catalogue
from app.services.offers.catalogue.writing import write_catalogue
from app.services.rules.offers.products import Cover, Product, Rate
from app.words import explain
from tests.services.reading import import_catalogue

SAMPLE = paths.resource("catalogues", "sample-insurer.xlsx")
GOODS = paths.resource("catalogues", "goods.xlsx")


@pytest.mark.parametrize(("path", "least"), [(SAMPLE, 14), (GOODS, 8)])
def test_the_shipped_catalogues_are_sound(path: Path, least: int) -> None:
    found = catalogue.read_file(path)
    assert len(found.products) == found.read >= least
    assert found.rejected == ()
    assert found.warnings == ()


def test_the_sample_answers_every_insurance_need() -> None:
    events = {cover.event for product in catalogue.read_catalogue(SAMPLE) for cover in product.covers}
    assert events == set(Event)
    assert all("虚构" in product.name_zh for product in catalogue.read_catalogue(SAMPLE))


def test_import_then_import_again_changes_nothing(store: Store, actor: Actor, tmp_path: Path) -> None:
    first = catalogue.load_sample(store, actor)
    assert (first.added, first.updated, first.unchanged) == (first.read, 0, 0)
    again = catalogue.load_sample(store, actor)
    assert (again.added, again.updated, again.unchanged) == (0, 0, first.read)
    out = tmp_path / "out.xlsx"
    assert catalogue.export_file(store, out) == first.read
    third = import_catalogue(store, actor, out)
    assert (third.added, third.updated, third.unchanged) == (0, 0, first.read)


def test_a_dry_run_writes_nothing(store: Store, actor: Actor) -> None:
    report = import_catalogue(store, actor, SAMPLE, dry_run=True)
    assert report.added == report.read
    assert catalogue.listing(store) == []


def test_a_changed_price_updates_one_product(store: Store, actor: Actor, tmp_path: Path) -> None:
    catalogue.load_sample(store, actor)
    book = openpyxl.load_workbook(SAMPLE)
    book["rates"]["E2"] = 99.5
    book.save(tmp_path / "new.xlsx")
    report = import_catalogue(store, actor, tmp_path / "new.xlsx")
    assert (report.added, report.updated) == (0, 1)
    assert Decimal("99.5") in [rate.rate for product in catalogue.products(store) for rate in product.rates]


def damaged(tmp_path: Path, change: Any) -> Path:
    book = openpyxl.load_workbook(SAMPLE)
    change(book)
    path = tmp_path / "bad.xlsx"
    book.save(path)
    return path


def put(sheet: str, cell: str, value: Any) -> Any:
    return lambda book: book[sheet].__setitem__(cell, value)


@pytest.mark.parametrize(
    ("change", "code", "row", "column"),
    [
        (put("products", "E2", "principal"), "not_a_choice", 2, "kind"),
        (put("products", "N2", "lots"), "not_money", 2, "sum_min"),
        (put("products", "A2", None), "required", 2, "code"),
        (put("products", "A3", "T20"), "product_twice", 3, "code"),
        (put("products", "U2", "maybe"), "not_yes_no", 2, "indemnity"),
        (put("covers", "C2", 0), "not_above", 2, "factor"),
        (put("rates", "E2", -1), "not_above", 2, "rate"),
        (put("rates", "D2", 3), "age_to_before_from", 2, "age_to"),
        (put("rates", "B2", "x"), "not_a_choice", 2, "sex"),
    ],
)
def test_a_bad_row_is_named_and_the_rest_is_read(tmp_path: Path, change: Any, code: str, row: int, column: str) -> None:
    path = damaged(tmp_path, change)
    found = catalogue.read_file(path)
    problems = [problem for one in found.rejected for problem in one]
    assert (code, row, column) in [(p.code, p.place.row, p.place.column) for p in problems]
    assert all(p.place.file == "bad.xlsx" and p.place.sheet for p in problems)
    assert len(found.products) + len(found.rejected) == found.read


def test_a_hole_in_the_ages_is_found(tmp_path: Path) -> None:
    found = catalogue.read_file(damaged(tmp_path, lambda book: book["rates"].delete_rows(5)))
    problem = found.rejected[0][0]
    assert (problem.code, problem.values["first"], problem.values["last"]) == ("rates_age_hole", 21, 21)
    assert problem.place.row == 5, "where the rates go on behind the hole"
    assert "女性缺少 21 岁的费率" in explain(problem, Language.ZH)
    assert "Female: the rates for age 21 are missing" in explain(problem, Language.EN)


@pytest.mark.parametrize("sheet", ["products", "covers", "rates"])
def test_a_missing_sheet_is_said(tmp_path: Path, sheet: str) -> None:
    with pytest.raises(InputError) as caught:
        catalogue.read_file(damaged(tmp_path, lambda book: book.remove(book[sheet])))
    assert caught.value.problems[0].code == ("no_product_list" if sheet == "products" else "sheet_missing")


def test_a_main_that_is_not_there_is_named(tmp_path: Path) -> None:
    found = catalogue.read_file(damaged(tmp_path, put("products", "S9", "NONE")))
    assert [problem.code for one in found.rejected for problem in one] == ["main_unknown"]


def test_a_falling_rate_is_a_doubt_not_a_fault(tmp_path: Path) -> None:
    found = catalogue.read_file(damaged(tmp_path, put("rates", "E12", 0.01)))
    assert found.rejected == ()
    assert [(problem.code, problem.place.row) for problem in found.warnings] == [("rate_falls", 12)]


def test_the_choices_are_told_in_both_languages_of_the_column(tmp_path: Path) -> None:
    found = catalogue.read_file(damaged(tmp_path, put("products", "E2", "什么")))
    assert "main 主险, rider 附加险, waiver 豁免" in explain(found.rejected[0][0], Language.ZH)


def test_an_event_nobody_knows_and_a_wrong_unit_are_doubts_at_their_rows(tmp_path: Path) -> None:
    def spoil(book: openpyxl.Workbook) -> None:
        book["covers"]["B2"] = "彗星"
        rows = {book["products"].cell(row, 1).value: row for row in range(2, book["products"].max_row + 1)}
        book["products"].cell(rows["R1"], 17).value = 1

    found = catalogue.read_file(damaged(tmp_path, spoil))
    assert found.rejected == ()
    assert {(one.code, one.place.sheet, one.place.row, one.place.field) for one in found.warnings} == {
        ("event_unknown", "covers", 2, "T20"),
        ("rate_above_unit", "products", 17, "R1"),
    }


MONEY = st.integers(1, 10**9)
DECIMALS = st.decimals("0.0001", "9999", places=4)
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=12)


@st.composite
def catalogues(draw: st.DrawFn) -> list[Product]:
    found = []
    for number in range(draw(st.integers(1, 3))):
        first = draw(st.integers(0, 40))
        last = draw(st.integers(first, 80))
        least = draw(MONEY)
        found.append(
            Product(
                code=f"00{number}",
                name_zh=draw(TEXTS), name_en=draw(TEXTS), insurer=draw(TEXTS), kind=ProductKind.MAIN,
                category=draw(TEXTS),
                covers=(Cover("death", draw(DECIMALS).normalize()),),
                rates=(Rate(None, first, last, draw(DECIMALS).normalize()),),
                rate_unit=Decimal(1000), sum_min=least, sum_max=draw(st.none() | st.just(least * 2)),
                sum_step=draw(MONEY),
                age_min=first, age_max=last, indemnity=draw(st.booleans()),
                facts=draw(st.dictionaries(st.sampled_from(["features", "exclusions"]), TEXTS)),
            )
        )  # fmt: skip
    return found


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(catalogues())
def test_what_is_written_is_read_back_unchanged(tmp_path: Path, products: list[Product]) -> None:
    path = tmp_path / "round.xlsx"
    write_catalogue(path, products)
    assert list(catalogue.read_catalogue(path)) == [replace(product) for product in products]


def test_a_catalogue_import_is_taken_back(store: Store, actor: Actor, tmp_path: Path) -> None:
    from app.services.front import imports as batches
    from tests.services.people.test_customer_import import contents

    catalogue.load_sample(store, actor)
    before = contents(store)
    path = tmp_path / "a.xlsx"
    catalogue.export_file(store, path)
    book = openpyxl.load_workbook(path)
    book["products"]["A2"].value = "NEW1"
    for sheet in ("covers", "rates"):
        for row in book[sheet].iter_rows(min_row=2):
            if row[0].value == "T20":
                row[0].value = "NEW1"
                row[-1].value = float(row[-1].value) * 2
            elif row[0].value == book["products"]["A4"].value:
                row[-1].value = float(row[-1].value) * 3
    book.save(path)
    report = import_catalogue(store, actor, path)
    assert (report.added, report.updated) == (1, 1)
    assert report.batch is not None
    assert contents(store) != before
    batches.undo(store, actor, report.batch)
    assert contents(store) == before
