"""One reader of numbers for forms, imports, own fields and the catalogue: as people write them, else refused."""

from __future__ import annotations

import io
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.enums import FieldKind
from app.services.base.store import Actor, Store
from app.services.offers import catalogue
from app.services.offers.catalogue.workbook import years
from app.services.people import custom_fields
from app.services.rules.base.spoken_numbers import read_amount, read_number
from app.services.rules.people import custom_values
from app.services.tables.tabular import as_decimal, as_text, as_whole, read_content
from app.services.tables.tabular.cells import Shown, as_amount, as_days, as_share, as_years
from tests.services.reading import import_catalogue, import_customers, table_of


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("三十万", 300_000), ("1.5万", 15_000), ("12万5", 125_000), ("3万5千", 35_000), ("1万2500", 12_500),
        ("十二万五", 125_000), ("1,234.5", Decimal("1234.5")), ("10,0000", 100_000), ("1 234 567", 1_234_567),
        ("¥300元", 300), ("２０万", 200_000), ("１，２３４", 1_234), ("1.2e5", 120_000), ("1.2E+05", 120_000),
        ("−5", -5), ("12%", Decimal("0.12")), ("三成", Decimal("0.3")), ("1.5倍", Decimal("1.5")), ("3 千", 3_000),
        ("rmb 300", 300), ("—", None), ("无", None), ("", None),
    ],
)  # fmt: skip
def test_numbers_as_people_write_them(text: str, number: Any) -> None:
    assert as_decimal(text) == number


@pytest.mark.parametrize(
    "text",
    ["1,5", "1 2", "12,34,567", "(5)", "3万5万", "1.5万3", "一二三万四万", "1e400", "nan", "inf", "1..2", "12-15",
     "约30", "abc", "1,234,5", "2万20000"],
)  # fmt: skip
def test_what_may_mean_something_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        as_decimal(text)


@pytest.mark.parametrize(("read", "text"), [
    (as_amount, "20年"), (as_amount, "12%"), (as_amount, "28天"), (as_whole, "28天"), (as_whole, "6个月"),
    (as_whole, "300元"), (as_years, "6个月"), (as_years, "28天"), (as_days, "2年"), (as_whole, "2.5"),
    (as_share, "0.35"), (as_share, 0.35),
])  # fmt: skip
def test_the_word_behind_a_number_must_fit_the_column(read: Any, text: Any) -> None:
    with pytest.raises(ValueError):
        read(text)


@pytest.mark.parametrize(("read", "cell", "number"), [
    (as_whole, "三十岁", 30), (as_whole, "3类", 3), (as_whole, 30.0, 30), (as_years, "20年交", 20),
    (as_years, "趸交", 1), (as_years, "二十年", 20), (as_days, "15天", 15), (as_days, "15日", 15),
    (as_share, "35%", 35),
    (as_share, "35", 35), (as_share, "三成五", 35), (as_share, "0.5%", Decimal("0.5")),
    (as_share, Shown(0.35, "35%"), 35), (as_share, 35, 35),
])  # fmt: skip
def test_words_that_fit(read: Any, cell: Any, number: Any) -> None:
    assert read(cell) == number


@given(st.integers(0, 10**12), st.sampled_from([",", " ", ""]))
def test_separators_of_thousands_change_nothing(number: int, mark: str) -> None:
    assert read_amount(f"{number:,}".replace(",", mark)) == number


@given(st.text("0123456789.,万千 元%-e", max_size=8))
def test_whatever_is_typed_is_a_number_or_refused(text: str) -> None:
    for read in (read_number, read_amount):
        try:
            found = read(text)
        except ValueError:
            continue
        assert found is None or found.is_finite()


@pytest.mark.parametrize(("text", "said"), [
    ("20年", "20"), ("二十年交", "20"), ("趸交", "1"), ("至60岁", "to60"),
    ("保至七十周岁", "to70"), ("终身", "life"), ("6个月", "6个月"), ("", ""),
])  # fmt: skip
def test_terms_of_a_product(text: str, said: str) -> None:
    assert years(text) == said


def test_a_cell_that_shows_per_cent_is_read_as_it_shows() -> None:
    book, out = openpyxl.Workbook(), io.BytesIO()
    assert book.active is not None
    book.active.append(["姓名", "佣金率"])
    for row, (number, shape) in enumerate([(0.35, "0%"), (0.1234, "0.0%"), (0.05, "0.00%"), (35, "General")], 2):
        book.active.cell(row, 1, f"甲{row}")
        book.active.cell(row, 2, number).number_format = shape
    book.save(out)
    cells = [row.cells[1] for row in read_content(out.getvalue(), "a.xlsx").sheets[0].rows[1:]]
    assert [as_share(cell) for cell in cells] == [35, Decimal("12.34"), 5, 35]
    assert [as_text(cell) for cell in cells] == ["35%", "12.34%", "5%", "35"]
    assert [as_decimal(cell) for cell in cells[:2]] == [Decimal("0.35"), Decimal("0.1234")]


@pytest.mark.parametrize(
    ("value", "kept"), [("三十万", "300000"), ("12%", "0.12"), ("2个", "2"), ("1,234.5", "1234.5")]
)
def test_own_fields_read_the_same_numbers(value: str, kept: str) -> None:
    assert custom_values.canonical(FieldKind.NUMBER, value) == kept


@pytest.mark.parametrize("value", ["1,5", "约30", "（5）"])
def test_own_fields_refuse_the_same(value: str) -> None:
    with pytest.raises(ValueError, match="not_a_number"):
        custom_values.canonical(FieldKind.NUMBER, value)


def test_a_list_with_spoken_numbers_comes_in(store: Store, actor: Actor, tmp_path: Path) -> None:
    custom_fields.add(store, actor, custom_fields.FieldDraft("子女数", FieldKind.NUMBER))
    path = tmp_path / "a.csv"
    path.write_text(
        "姓名,年收入(万),职业类别,子女数\n卫一,十二万五,3类,两个\n卫二,18,2,0\n卫三,20年,1,1\n", encoding="utf-8"
    )
    report = import_customers(store, actor, path)
    assert (report.added, [row[0].code for row in report.rejected]) == (2, ["not_money"])
    table = table_of(read_content(path.read_bytes(), "a.csv"))
    assert [record.fen("income") for record in list(table.records())[:2]] == [125_000_00, 180_000_00]


def test_a_commission_of_per_cent_is_no_fraction_of_one(store: Store, actor: Actor, tmp_path: Path) -> None:
    catalogue.load_sample(store, actor)
    path = tmp_path / "c.xlsx"
    catalogue.export_file(store, path)
    book = openpyxl.load_workbook(path)
    sheet = book["products"]
    at = [str(cell.value) for cell in sheet[1]].index("commission_rate") + 1
    for row, cell in enumerate(("35%", 0.5, "三成"), 2):
        sheet.cell(row, at, cell)
    book.save(path)
    report = import_catalogue(store, actor, path)
    assert [problem.code for row in report.rejected for problem in row] == ["not_per_cent"]
    rates = {one.commission_rate for one in catalogue.products(store)}
    assert {3_500, 3_000} <= rates
