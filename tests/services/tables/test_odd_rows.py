"""Rows with fewer or more cells than the header: read as far as they go, and told with their numbers."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.services.base.store import Actor, Store
from app.services.people.customers.import_kind import Customers
from app.services.tables.imports.job import ImportJob
from app.services.tables.tabular import read_content, read_tables
from tests.services.reading import import_customers

HEAD = "姓名,手机,城市,备注\n"


def told(store: Store, actor: Actor, path: Path, text: str) -> dict[str, tuple[str, ...]]:
    """Code → row numbers, of what the command line says; the wizard says the same before anything is written."""
    path.write_text(text, encoding="utf-8")
    job = ImportJob.start(store, Customers(), read_tables(path))
    before = {problem.code: problem.values.get("numbers", ()) for problem in job.told()}
    report = import_customers(store, actor, path)
    after = {problem.code: problem.values.get("numbers", ()) for problem in report.warnings}
    assert before == {code: numbers for code, numbers in after.items() if code in before}
    return after


def test_a_short_and_a_long_row_are_told_by_number(store: Store, actor: Actor, tmp_path: Path) -> None:
    text = f"{HEAD}卫一,13911110001,上海,甲\n卫二,13911110002\n卫三,13911110003,上海,乙,多\n卫四,13911110004,,\n"
    found = told(store, actor, tmp_path / "a.csv", text)
    assert (found["rows_short"], found["cells_surplus"]) == (("3",), ("4",))


@pytest.mark.parametrize(
    "rows",
    [
        "卫一,13911110001,上海,甲\n合计：1人\n制表人：某\n",  # what stands below a list has no cells of it
        "卫一,13911110001,,\n\n卫二,13911110002,,\n",
        "卫一,13911110001,上海,甲,\n",  # a comma at the end alone is no cell
    ],
)
def test_rows_that_only_look_odd_are_not(store: Store, actor: Actor, tmp_path: Path, rows: str) -> None:
    assert not {"rows_short", "cells_surplus"} & set(told(store, actor, tmp_path / "a.csv", HEAD + rows))


def test_a_value_for_all_rows_makes_none_of_them_short(store: Store) -> None:
    book = read_content(f"{HEAD}卫一,13911110001,上海,甲\n".encode(), "a.csv")
    job = ImportJob.start(store, Customers(), book)
    job.map_columns({"source": "=转介绍"})
    assert not job.told()


def test_a_header_of_two_rows_counts_its_wider_one(store: Store, actor: Actor, tmp_path: Path) -> None:
    text = "客户,,联系\n姓名,性别,手机,备注\n卫一,男,13911110001,甲\n卫二,女,13911110002\n"
    assert told(store, actor, tmp_path / "a.csv", text)["rows_short"] == ("4",)
