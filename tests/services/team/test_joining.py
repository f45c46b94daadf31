"""A week joined in several steps: adding, replacing, what was newer, late, gone or taken out, and the way back."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from app.enums import Language
from app.errors import InputError
from app.services.base.store import Actor, Store
from app.services.team.rollup import FindingKind, adding, keeping
from app.services.team.rollup.adding import Added
from tests.services.weekly_files import WEEK, change, entry, sheet, team_store, write
from tests.undoing import take_back_last

IN_TIME, AFTER_DUE = "2026-11-25T09:30:00+00:00", "2026-12-02T09:30:00+00:00"


@pytest.fixture(scope="module")
def originals(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    store = team_store(tmp_path_factory.mktemp("team") / "s.db")
    folder = tmp_path_factory.mktemp("files")
    write(store, folder, WEEK)
    store.close()
    yield folder


@pytest.fixture
def first(originals: Path, tmp_path: Path) -> Path:
    """A001 and A002."""
    folder = Path(shutil.copytree(originals, tmp_path / "first"))
    (folder / f"周报-A003-{WEEK}.xlsx").unlink()
    return folder


@pytest.fixture
def second(originals: Path, tmp_path: Path) -> Path:
    """A003, who was late."""
    folder = tmp_path / "second"
    folder.mkdir()
    change(
        originals / f"周报-A003-{WEEK}.xlsx", lambda book: entry(book, "written_at", AFTER_DUE), folder / "A003.xlsx"
    )
    return folder


def join(store: Store, actor: Actor, source: Path, *, alone: bool = False) -> Added:
    return adding.roll_up_and_keep(store, actor, source, language=Language.ZH, alone=alone)


def told(added: Added, *kinds: FindingKind) -> list[tuple[str, str]]:
    return [(one.agent, one.code) for one in added.rolled.findings if one.kind in kinds]


def calls(added: Added) -> dict[str, int]:
    return {one.code: one.measures()["call"] for one in added.kept.team.agents}


def test_a_second_folder_of_the_week_is_added_into_the_one_workbook(
    store: Store, actor: Actor, first: Path, second: Path
) -> None:
    """Named fault: the second folder took the place of the first."""
    before = join(store, actor, first)
    assert before.before is None and list(calls(before)) == ["A001", "A002"]
    after = join(store, actor, second)
    assert after.before == 2 and list(calls(after)) == ["A001", "A002", "A003"]
    assert after.out == before.out and after.kept.paths["A001"].parent == first
    assert told(after, FindingKind.LATE, FindingKind.DUPLICATE, FindingKind.NEWER) == [("A003", "late")]
    assert {file.agent.code for file in after.rolled.files if file.lists} == {"A001", "A002", "A003"}


def test_joining_can_be_taken_back(store: Store, actor: Actor, first: Path, second: Path) -> None:
    join(store, actor, first)
    join(store, actor, second)
    take_back_last(store, actor)
    kept = keeping.of_week(store, WEEK)
    assert kept is not None and [one.code for one in kept.team.agents] == ["A001", "A002"]


def test_the_same_folder_again_says_what_is_in_it_now(store: Store, actor: Actor, first: Path, second: Path) -> None:
    join(store, actor, first)
    join(store, actor, second)
    (first / f"周报-A002-{WEEK}.xlsx").unlink()
    again = join(store, actor, first)
    assert list(calls(again)) == ["A001", "A003"], "taken out of the folder; what came from elsewhere stays"
    assert told(again, FindingKind.DUPLICATE, FindingKind.UNREADABLE) == []


def test_a_folder_that_is_away_leaves_its_figures(store: Store, actor: Actor, first: Path, second: Path) -> None:
    was = join(store, actor, first)
    shutil.move(first, first.with_name("elsewhere"))
    after = join(store, actor, second)
    assert calls(after) == {**calls(was), "A003": calls(after)["A003"]}
    assert told(after, FindingKind.UNREADABLE) == [("A001", "file_gone"), ("A002", "file_gone")]
    assert {file.agent.code for file in after.rolled.files if file.lists} == {"A003"}


@pytest.mark.parametrize("written,code", [(IN_TIME, "newer"), (AFTER_DUE, "newer_after_due")])
def test_a_newer_file_is_no_late_one(
    store: Store, actor: Actor, first: Path, tmp_path: Path, written: str, code: str
) -> None:
    """Whoever reported in time and sends a better file later was in time."""
    join(store, actor, first)
    folder = tmp_path / "again"
    folder.mkdir()

    def better(book: object) -> None:
        entry(book, "written_at", written)  # type: ignore[arg-type]
        entry(book, "measure.week.call", 77)  # type: ignore[arg-type]

    change(first / f"周报-A002-{WEEK}.xlsx", better, folder / "A002 新.xlsx")
    after = join(store, actor, folder)
    assert calls(after)["A002"] == 77 and after.newer == ("A002",)
    assert told(after, FindingKind.LATE, FindingKind.NEWER, FindingKind.DUPLICATE) == [("A002", code)]
    again = join(store, actor, folder)
    assert told(again, FindingKind.LATE, FindingKind.NEWER, FindingKind.DUPLICATE) == [("A002", code)]


def test_an_older_file_and_a_copy_change_nothing(store: Store, actor: Actor, first: Path, tmp_path: Path) -> None:
    was = join(store, actor, first)
    folder = tmp_path / "again"
    folder.mkdir()
    shutil.copy(first / f"周报-A001-{WEEK}.xlsx", folder / "copy.xlsx")

    def older(book: object) -> None:
        entry(book, "written_at", "2026-11-23T01:00:00+00:00")  # type: ignore[arg-type]
        entry(book, "measure.week.call", 1)  # type: ignore[arg-type]

    change(first / f"周报-A002-{WEEK}.xlsx", older, folder / "old.xlsx")
    after = join(store, actor, folder)
    assert calls(after) == calls(was)
    assert told(after, FindingKind.DUPLICATE) == [("A002", "older")]


def test_one_folder_alone_replaces_what_was_joined(store: Store, actor: Actor, first: Path, second: Path) -> None:
    join(store, actor, first)
    alone = join(store, actor, second, alone=True)
    assert list(calls(alone)) == ["A003"] and alone.kept.batches == ((second,),)
    take_back_last(store, actor)
    kept = keeping.of_week(store, WEEK)
    assert kept is not None and [one.code for one in kept.team.agents] == ["A001", "A002"]


def test_where_the_workbook_cannot_be_written_nothing_is_kept_and_another_place_will_do(
    store: Store, actor: Actor, first: Path, tmp_path: Path
) -> None:
    (first / adding.workbook_name(WEEK, Language.ZH)).mkdir()  # a name that cannot be written
    with pytest.raises(InputError) as caught:
        join(store, actor, first)
    assert caught.value.problems[0].code == "out_folder"
    assert keeping.of_week(store, WEEK) is None
    out = tmp_path / "elsewhere.xlsx"
    adding.roll_up_and_keep(store, actor, first, language=Language.ZH, out=out)
    kept = keeping.of_week(store, WEEK)
    assert out.is_file() and kept is not None and kept.workbook == out


def test_a_name_that_says_another_week_is_told_and_what_is_inside_counts(
    store: Store, actor: Actor, first: Path
) -> None:
    (first / f"周报-A002-{WEEK}.xlsx").rename(first / "周报-A002-2026-W47.xlsx")
    added = join(store, actor, first)
    assert told(added, FindingKind.WRONG_WEEK) == [("A002", "name_week")]
    assert list(calls(added)) == ["A001", "A002"]


def test_findings_have_one_count(store: Store, actor: Actor, first: Path) -> None:
    change(first / f"周报-A002-{WEEK}.xlsx", lambda book: book[sheet("funnel")].cell(5, 3, 99))
    added = join(store, actor, first)
    grave = [one for one in added.rolled.findings if one.grave]
    checks = openpyxl.load_workbook(added.out)["核对"]
    marks = [str(row[0]) for row in checks.iter_rows(min_row=5, values_only=True)]
    assert sum("▲" in mark for mark in marks) == len(grave) == 1
    assert f"核对需处理 {len(grave)} 项" in str(checks["A2"].value)
