"""Blank workbooks: written, filled in as a person does, imported without a row refused; the sample stays out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from app.cli.main import main
from app.enums import FieldKind, Language
from app.services.base.store import Actor, Store
from app.services.offers import catalogue
from app.services.offers.catalogue import blank as blank_catalogue
from app.services.offers.catalogue import reading
from app.services.people import custom_fields, customers
from app.services.people.custom_fields import FieldDraft
from app.services.people.customers import blank
from app.services.tables.blanks import LISTS, sample_mark
from tests.conftest import PASSWORD
from tests.services.reading import import_catalogue, import_customers

LANGUAGES = pytest.mark.parametrize("language", list(Language))


def heads(page: Worksheet) -> dict[str, int]:
    return {str(cell.value): cell.column for cell in page[1]}


def fill(page: Worksheet, row: int, values: dict[str, Any]) -> None:
    at = heads(page)
    for title, value in values.items():
        page.cell(row, at[title], value)


def sample_row(page: Worksheet) -> dict[str, Any]:
    return {title: page.cell(2, at).value for title, at in list(heads(page).items())[1:]}


@LANGUAGES
def test_a_blank_list_of_customers_filled_in_is_imported_whole(
    store: Store, actor: Actor, tmp_path: Path, language: Language
) -> None:
    choices = tuple(f"一个很长的选项，编号 {number}" for number in range(40))
    custom_fields.add(store, actor, FieldDraft("来访渠道", FieldKind.CHOICE, choices))
    path = tmp_path / "客户名单模板.xlsx"
    columns = blank.write_template(store, path, language)
    book = openpyxl.load_workbook(path)
    page = book.worksheets[0]
    assert page.max_column == columns
    assert page.cell(2, 1).value == sample_mark(language)
    assert all(cell.comment is not None and cell.comment.text.strip() for cell in page[1])
    assert book[LISTS].sheet_state == "hidden"  # what does not fit into a rule
    rules = {str(rule.sqref).partition("2")[0]: rule for rule in page.data_validations.dataValidation}
    assert len(rules) > 8
    sample = sample_row(page)
    for row in range(3, 8):  # every line as the sample shows it
        fill(page, row, sample | {customers.columns.header("name", language): f"王{row}", "来访渠道": choices[row],
                                  customers.columns.header("phone", language): f"1380000000{row}"})  # fmt: skip
    book.save(path)
    report = import_customers(store, actor, path)
    assert report.rejected == ()
    assert (report.read, report.added, [one.reason for one in report.ignored]) == (6, 5, ["sample"])
    again = import_customers(store, actor, path)
    assert (again.unchanged, again.added, again.updated, again.rejected) == (5, 0, 0, ())


@LANGUAGES
def test_a_blank_catalogue_filled_in_is_imported_whole(
    store: Store, actor: Actor, tmp_path: Path, language: Language
) -> None:
    path = tmp_path / "产品目录模板.xlsx"
    blank_catalogue.write_template(path, language)
    book = openpyxl.load_workbook(path)
    for page in book.worksheets:
        assert all(cell.comment is not None for cell in page[1])
        code = str(page.cell(1, 1).value)
        for row, product in enumerate(("T1", "T2"), 3):
            fill(page, row, sample_row(page) | {code: product})
    book.save(path)
    report = import_catalogue(store, actor, path)
    assert report.rejected == ()
    assert (report.read, report.added, [one.reason for one in report.ignored]) == (3, 2, ["sample"])
    assert report.warnings == ()
    assert [product.code for product in reading.products(store)][-2:] == ["T1", "T2"]
    assert len(catalogue.read_catalogue(path)) == 2


@pytest.mark.parametrize("kind", ["customers", "catalogue"])
def test_the_command_line_writes_both_in_either_language(
    store_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    (tmp_path / "password.txt").write_text(PASSWORD, encoding="utf-8")
    monkeypatch.setenv("NEEDFOLIO_PASSWORD_FILE", str(tmp_path / "password.txt"))
    for language, chinese in (("zh", True), ("en", False)):
        out = tmp_path / f"{language}.xlsx"
        given = ["export", f"template-{kind}", "--store", str(store_file), "--out", str(out), "--language", language]
        assert main(given) == 0
        titles = [str(cell.value) for cell in openpyxl.load_workbook(out).worksheets[0][1]]
        assert all((not title.isascii()) == chinese for title in titles)
        assert main(["import", kind, str(out), "--store", str(store_file)]) == 0  # unfilled it brings nothing
