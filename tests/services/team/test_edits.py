"""What was changed is named by its cell; what an agent may write into the workbook is data and no edit."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook.workbook import Workbook

from app.enums import Language
from app.services.base import founding
from app.services.front import demo
from app.services.team.rollup import FindingKind, checks, reading
from app.services.team.rollup.folder import with_rows
from app.services.team.rollup.team import own_notes
from tests.conftest import CHEAP, NOW, PASSWORD
from tests.services.weekly_files import CODES, ME, WEEK, change, sheet, write

HEADER = 4


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Iterator[bytes]:
    place = tmp_path_factory.mktemp("one")
    with contextlib.closing(
        founding.found(place / "s.db", PASSWORD, ME, cost=CHEAP, clock=lambda: NOW)
    ) as store:  # fmt: skip
        demo.populate(store, customers=12, agent_count=1, weeks=3, seed=5)
        (path,) = write(store, place, WEEK, CODES[:1])
        yield path.read_bytes()


@pytest.fixture
def path(original: bytes, tmp_path: Path) -> Path:
    made = tmp_path / "周报.xlsx"
    made.write_bytes(original)
    return made


def edits(path: Path) -> list[tuple[str, str, int | None, str]]:
    found = checks.of_file(with_rows(reading.peek(path)))
    return [(one.code, one.sheet, one.row, one.cell) for one in found if one.kind == FindingKind.EDITED]


def notes(path: Path) -> list[str]:
    return own_notes(with_rows(reading.peek(path)).agent)


def test_every_changed_cell_is_named_once_with_what_it_says_now(path: Path) -> None:
    def edit(book: Workbook) -> None:
        book[sheet("activities")].cell(HEADER + 2, 6, "C99999")
        book[sheet("funnel")].cell(HEADER + 1, 3, 77)
        book[sheet("summary")].cell(7, 5, 999)

    change(path, edit)
    assert edits(path) == [
        ("cell_edited", sheet("activities"), HEADER + 2, f"F{HEADER + 2}"),
        ("differs", sheet("funnel"), HEADER + 1, f"C{HEADER + 1}"),
        ("differs", sheet("summary"), 7, "E7"),
    ]
    found = next(one for one in checks.of_file(with_rows(reading.peek(path))) if one.code == "cell_edited")
    for language in Language:
        assert "C99999" in found.text(language) and f"F{HEADER + 2}" in found.text(language)


def test_a_changed_cell_is_found_after_the_list_was_sorted_and_a_column_was_put_in(path: Path) -> None:
    def edit(book: Workbook) -> None:
        page = book[sheet("activities")]
        rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=HEADER + 1)]
        for at, row in enumerate(reversed(rows), start=HEADER + 1):
            for column, value in enumerate(row, start=1):
                page.cell(at, column).value = value
        page.insert_cols(3)
        page.cell(HEADER, 3, "我的备注")
        page.cell(HEADER + 3, 3, "带了资料")
        page.cell(HEADER + 1, 7, "C00000")  # the customer's column, one further now

    change(path, edit)
    assert edits(path) == [("cell_edited", sheet("activities"), HEADER + 1, f"G{HEADER + 1}")]
    assert notes(path) == [f"{sheet('activities')} {HEADER + 3} 我的备注 带了资料"]


def test_rows_put_in_and_taken_out_are_named(path: Path) -> None:
    def edit(book: Workbook) -> None:
        page = book[sheet("plan")]
        page.append([*[row.value for row in page[HEADER + 1]][:3], "电话", "C77777", "S1 已约访", None])
        page.delete_rows(HEADER + 1)

    change(path, edit)
    found = edits(path)
    assert ("row_gone", sheet("plan"), HEADER + 1, "") in found
    assert [code for code, *_ in found] in (["row_added", "row_gone"], ["row_gone"], ["cell_edited", "row_gone"])


def test_own_columns_lines_below_and_own_sheets_are_data_and_reach_the_lead(path: Path) -> None:
    def edit(book: Workbook) -> None:
        page = book[sheet("activities")]
        page.cell(HEADER, 10, "心得")
        page.cell(HEADER + 1, 10, "客户要看对比")
        page.cell(page.max_row + 2, 1, "周四请假半天")
        book[sheet("plan")].cell(HEADER + 1, 7, "已约好")  # the column meant for it
        book[sheet("summary")].cell(8, 12, "这周有培训")
        own = book.create_sheet("我的名单")
        own.append(["王芳", "转介绍 2 人"])

    change(path, edit)
    assert edits(path) == []
    said = notes(path)
    for text in ("客户要看对比", "周四请假半天", "这周有培训", "王芳 转介绍 2 人"):
        assert any(text in one for one in said), text
    activities = with_rows(reading.peek(path)).lists["activities"]
    assert all(line.cells["kind"] for line in activities), "a line of one's own is no activity"


def test_more_changes_than_anybody_reads_are_counted(path: Path) -> None:
    def edit(book: Workbook) -> None:
        page = book[sheet("needs")]
        for row in range(HEADER + 1, page.max_row + 1):
            page.cell(row, 1, f"X{row}")

    change(path, edit)
    found = [one for one in edits(path) if one[1] == sheet("needs")]
    rows = openpyxl.load_workbook(path)[sheet("needs")].max_row - HEADER
    assert rows > 12 and len(found) == 13 and found[-1][0] == "more_edited"


@pytest.mark.parametrize("value", [None, 0, "−"])
def test_a_cell_made_empty_or_zero_is_a_change(path: Path, value: Any) -> None:
    def edit(book: Workbook) -> None:
        book[sheet("activities")].cell(HEADER + 1, 4).value = value

    change(path, edit)
    assert any(cell == f"D{HEADER + 1}" for _, _, _, cell in edits(path))
