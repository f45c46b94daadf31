"""An ordinary product list on one sheet: read with what it says, and told what it does not say."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from app.enums import ProductKind
from app.errors import InputError
from app.services.base.store import Actor, Store
from app.services.offers import catalogue
from app.services.offers.catalogue import one_sheet
from app.services.rules.offers.products import Product, Rate
from tests.services.reading import import_catalogue


def written(path: Path, *rows: tuple[Any, ...], title: str = "产品清单2026") -> Path:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.title = title
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


HEAD = ("险种名称", "产品编码", "险种", "交费期", "保障期间", "起售保额", "最高保额（万元）", "35-40岁男费率(每万元)",
        "35-40岁女费率(每万元)")  # fmt: skip
LIST = (
    HEAD,
    ("守护定期寿险", "017", "主险", "20年", "至60岁", 100_000, 300, 18.5, 10.2),
    ("守护附加意外伤害", "018", "附加险", "20年", "至60岁", 10_000, 100, 9, 9),
    ("合计 2 款", None, None),
)


def kept(store: Store) -> dict[str, Product]:
    return {product.code: product for product in catalogue.products(store)}


def test_an_ordinary_list_becomes_products_with_rates_for_its_ages(store: Store, actor: Actor, tmp_path: Path) -> None:
    path = written(tmp_path / "a.xlsx", *LIST)
    report = import_catalogue(store, actor, path)
    assert (report.read, report.added, report.rejected) == (3, 2, ())
    assert [(one.row, one.reason) for one in report.ignored] == [(4, "total")]
    life, accident = kept(store)["017"], kept(store)["018"]
    assert (life.kind, accident.kind, accident.mains) == (ProductKind.MAIN, ProductKind.RIDER, ("017",))
    assert (life.rate_unit, life.sum_min, life.sum_max) == (Decimal(10_000), 100_000_00, 3_000_000_00)
    assert (life.pay_years, life.term, life.sum_step) == ("20", "to60", 10_000_00)
    assert [cover.event for cover in (*life.covers, *accident.covers)] == ["death", "accident"]
    assert set(life.rates) == {Rate("M", 35, 40, Decimal("18.5")), Rate("F", 35, 40, Decimal("10.2"))}
    assert [problem.code for problem in report.warnings] == [
        "one_sheet_read", "one_sheet_unit", "one_sheet_step", "one_sheet_mains", "one_sheet_ages", "one_sheet_events",
        "unit_read",
    ]  # fmt: skip
    assert import_catalogue(store, actor, path).unchanged == 2


def test_a_value_for_all_rows_can_be_said(store: Store, actor: Actor, tmp_path: Path) -> None:
    path = written(tmp_path / "a.xlsx", *LIST)
    import_catalogue(store, actor, path, mapping={"sum_step": "=50000", "insurer": "=某某人寿"})
    assert {(one.sum_step, one.insurer) for one in kept(store).values()} == {(50_000_00, "某某人寿")}
    with pytest.raises(InputError) as raised:
        import_catalogue(store, actor, path, mapping={"nothing": "=1"})
    assert raised.value.problems[0].code == "no_such_field"


def test_what_a_product_covers_is_not_made_up(store: Store, actor: Actor, tmp_path: Path) -> None:
    path = written(tmp_path / "a.xlsx", HEAD, ("安康一号", "019", "主险", "20年", "终身", 10_000, 100, 9, 9))
    report = import_catalogue(store, actor, path)
    assert (report.added, report.rejected[0][0].code) == (0, "no_covers")
    assert "one_sheet_unclear" in [problem.code for problem in report.warnings]


def test_a_workbook_with_no_product_in_it_is_told_what_to_do(store: Store, actor: Actor, tmp_path: Path) -> None:
    with pytest.raises(InputError) as raised:
        import_catalogue(store, actor, written(tmp_path / "a.xlsx", ("姓名", "手机"), ("王芳", "13911110001")))
    assert raised.value.problems[0].code == "no_product_list"


@pytest.mark.parametrize(
    ("header", "found"),
    [
        ("30岁男费率(每千元)", (30, 30, "M")),
        ("女 30-34岁", (30, 34, "F")),
        ("30周岁保费", (30, 30, "any")),
        ("Rate age 45 female", (45, 45, "F")),
        ("年龄上限60岁", None),
        ("交费期", None),
    ],
)
def test_columns_of_rates_are_known_by_their_headers(header: str, found: tuple[int, int, str] | None) -> None:
    columns = [(one.first, one.last, one.sex) for one in one_sheet.rate_columns([header])]
    assert columns == ([found] if found else [])


@pytest.mark.parametrize(
    ("header", "unit"),
    [("30岁费率(每千元)", 1_000), ("30岁保费（每1万元保额）", 10_000), ("30岁保费 10万保额", 100_000),
     ("rate age 30 per 1,000", 1_000), ("30岁费率", None)],
)  # fmt: skip
def test_the_unit_of_rates_is_read_from_the_header(header: str, unit: int | None) -> None:
    assert one_sheet.unit_of_rates([header]) == (None if unit is None else Decimal(unit))
