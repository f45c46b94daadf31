"""A template restyles the weekly workbook without code, and every fault in it is named with its place."""

from __future__ import annotations

import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook.workbook import Workbook

from app.cli.main import main
from app.enums import ActivityKind, ActivityStatus, Language
from app.errors import InputError
from app.services.base.store import Actor, Store
from app.services.day import activities
from app.services.day.activities import ActivityDraft
from app.services.rules.base.weeks import Week
from app.services.team import rollup
from app.services.team.weekly import export_weekly, template, words
from app.services.team.weekly.columns import SHEETS
from app.services.team.weekly.words import WeeklyWords
from app.words import say
from tests.conftest import NOW, PASSWORD

WEEK = Week(2026, 48)


def png() -> bytes:
    """A red picture of 4 × 2 points."""

    def part(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + b"\xff\0\0" * 4 for _ in range(2))
    return (
        b"\x89PNG\r\n\x1a\n"
        + part(b"IHDR", struct.pack(">IIBBBBB", 4, 2, 8, 2, 0, 0, 0))
        + part(b"IDAT", zlib.compress(rows))
        + part(b"IEND", b"")
    )


@pytest.fixture
def edited(tmp_path: Path) -> Callable[..., Path]:
    """``edited(edit, language=...)``: a default template, changed."""

    def make(edit: Callable[[Workbook], object], language: Language = Language.EN) -> Path:
        path = tmp_path / "template.xlsx"
        template.write_default(path, language)
        book = openpyxl.load_workbook(path)
        edit(book)
        book.save(path)
        return path

    return make


def put(book: Workbook, sheet: str, keys: tuple[str, ...], column: int, value: object) -> None:
    """Set a cell of the row that begins with these keys."""
    for row in book[sheet].iter_rows(min_row=2):
        if tuple(cell.value for cell in row[: len(keys)]) == keys:
            row[column].value = value  # type: ignore[assignment]
            return
    raise AssertionError(keys)


def written(store: Store, path: Path, layout: Path | None) -> Workbook:
    activities.add(
        store, Actor("A001", "李敏"), ActivityDraft(ActivityKind.VISIT, date(2026, 11, 24), ActivityStatus.DONE)
    )
    chosen = template.read(layout) if layout else None
    export_weekly(store, path, week=WEEK, agent="A001", language=Language.EN, today=NOW.date(), layout=chosen)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return openpyxl.load_workbook(path)


@pytest.mark.parametrize("language", Language)
def test_the_default_template_changes_nothing(
    store: Store, tmp_path: Path, edited: Callable[..., Path], language: Language
) -> None:
    layout = edited(lambda _book: None, language)
    plain, styled = tmp_path / "plain.xlsx", tmp_path / "styled.xlsx"
    export_weekly(store, plain, week=WEEK, agent="A001", language=language, today=NOW.date())
    chosen = template.read(layout)
    export_weekly(store, styled, week=WEEK, agent="A001", language=language, today=NOW.date(), layout=chosen)
    with zipfile.ZipFile(plain) as one, zipfile.ZipFile(styled) as other:
        assert one.namelist() == other.namelist()
        for name in one.namelist():
            assert one.read(name) == other.read(name), name


def test_colours_logo_order_of_sheets_and_columns(store: Store, tmp_path: Path, edited: Callable[..., Path]) -> None:
    (tmp_path / "logo.png").write_bytes(png())

    def edit(book: Workbook) -> None:
        put(book, "settings", ("accent",), 1, "#AA0011")
        put(book, "settings", ("logo",), 1, "logo.png")
        put(book, "settings", ("heading",), 1, "Bright team · {title}")
        put(book, "sheets", ("activities",), 1, 1)
        put(book, "sheets", ("risks",), 2, "n")
        put(book, "sheets", ("needs",), 3, "Open needs")
        put(book, "columns", ("activities", "customer"), 2, 1)
        put(book, "columns", ("activities", "weekday"), 3, "n")
        put(book, "columns", ("activities", "kind"), 4, 33)
        put(book, "columns", ("activities", "kind"), 5, "What was done")

    path = tmp_path / "w.xlsx"
    book = written(store, path, edited(edit))
    assert book.sheetnames[0] == "Activities" and "Open needs" in book.sheetnames
    assert book["Risks"].sheet_state == "hidden"
    sheet = book["Activities"]
    assert sheet["A1"].value == "Bright team · Weekly summary 2026-W48"
    titles = [cell.value for cell in sheet[4]]
    assert titles[0] == "Customer code" and "What was done" in titles
    assert sheet["A4"].fill.fgColor.rgb == "FFAA0011"
    at = titles.index("Day")
    assert sheet.column_dimensions["ABCDEFGHI"[at]].hidden
    assert sheet.cell(5, titles.index("What was done") + 1).value == "Visit"
    with zipfile.ZipFile(path) as parts:
        assert any(name.startswith("xl/media/") for name in parts.namelist())
    rolled = rollup.roll_up(_alone(path), None, language=Language.EN)
    assert [one for one in rolled.findings if one.grave] == []
    assert rolled.files[0].lists["activities"][0].cells["kind"] == "Visit"


def _alone(path: Path) -> Path:
    folder = path.parent / "alone"
    folder.mkdir()
    path.rename(folder / path.name)
    return folder


def test_the_funnel_chart_follows_its_columns(store: Store, tmp_path: Path, edited: Callable[..., Path]) -> None:
    layout = edited(lambda book: put(book, "columns", ("funnel", "closing"), 2, 1))
    path = tmp_path / "w.xlsx"
    written(store, path, layout)
    with zipfile.ZipFile(path) as parts:
        charts = [parts.read(name).decode() for name in parts.namelist() if name.startswith("xl/charts/chart")]
    assert any("Funnel!$A$5:$A$13" in chart and "Funnel!$B$5:$B$13" in chart for chart in charts)


@pytest.mark.parametrize(
    "sheet,keys,column,value,code",
    [
        ("settings", ("accent",), 1, "blue", "template_colour"),
        ("settings", ("logo",), 1, "none.png", "template_logo"),
        ("settings", ("heading",), 1, "{name}", "template_heading"),
        ("settings", ("font",), 0, "fount", "not_a_choice"),
        ("sheets", ("needs",), 0, "wants", "not_a_choice"),
        ("sheets", ("needs",), 1, "first", "not_a_number"),
        ("sheets", ("needs",), 2, "perhaps", "not_yes_no"),
        ("sheets", ("needs",), 3, "a/b", "template_sheet_name"),
        ("columns", ("needs", "gap"), 0, "wants", "not_a_choice"),
        ("columns", ("needs", "gap"), 1, "hole", "not_a_choice"),
        ("columns", ("needs", "gap"), 1, "rank", "template_twice"),
        ("columns", ("needs", "gap"), 4, 1000, "template_width"),
    ],
)
def test_a_fault_is_named_with_sheet_row_and_column(
    edited: Callable[..., Path], sheet: str, keys: tuple[str, ...], column: int, value: object, code: str
) -> None:
    path = edited(lambda book: put(book, sheet, keys, column, value))
    with pytest.raises(InputError) as caught:
        template.read(path)
    problem = caught.value.problems[0]
    assert (problem.code, problem.place.file, problem.place.sheet) == (code, path.name, sheet)
    assert problem.place.row is not None and problem.place.column
    assert all(say(f"error.{one.code}", Language.ZH, **one.values) for one in caught.value.problems)


def test_hiding_every_sheet_is_refused_and_a_foreign_workbook_too(edited: Callable[..., Path], tmp_path: Path) -> None:
    def hide(book: Workbook) -> None:
        for key in SHEETS:
            put(book, "sheets", (key,), 2, "n")

    with pytest.raises(InputError) as caught:
        template.read(edited(hide))
    assert [one.code for one in caught.value.problems] == ["template_all_hidden"]
    other = tmp_path / "other.xlsx"
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active["A1"] = "hello"
    book.save(other)
    with pytest.raises(InputError) as caught:
        template.read(other)
    assert [one.code for one in caught.value.problems] == ["sheet_missing"]


def test_the_template_beside_the_store_is_used_and_a_broken_one_stops_the_export(store: Store, tmp_path: Path) -> None:
    path = template.path_of(store)
    template.write_default(path, Language.ZH)
    with pytest.raises(InputError) as caught:
        template.write_default(path, Language.ZH)
    assert caught.value.problems[0].code == "file_exists"
    book = openpyxl.load_workbook(path)
    put(book, "设置", ("accent",), 1, "blue")
    book.save(path)
    out = tmp_path / "out" / "w.xlsx"
    out.parent.mkdir()
    with pytest.raises(InputError):
        export_weekly(store, out, week=WEEK, agent="A001", language=Language.ZH, today=NOW.date())
    assert list(out.parent.iterdir()) == []


def test_the_command_writes_a_template(store_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    password = tmp_path / "pw"
    password.write_text(PASSWORD, encoding="utf-8")
    monkeypatch.setenv("NEEDFOLIO_PASSWORD_FILE", str(password))
    out = tmp_path / "t.xlsx"
    arguments = ["export", "weekly-template", "--out", str(out), "--store", str(store_file), "--language", "en"]
    assert main(arguments) == 0
    assert openpyxl.load_workbook(out).sheetnames == ["settings", "sheets", "columns"]
    assert main(arguments) == 2


def test_words_of_the_week_are_kept_and_written(store: Store, actor: Actor, tmp_path: Path) -> None:
    said = WeeklyWords("约访难", "=希望\n看到对比", "")
    words.write(store, actor, "A001", WEEK, said)
    words.write(store, actor, "A001", WEEK, said)
    assert words.of_week(store, "A001", WEEK) == said
    assert words.of_week(store, "A001", WEEK.plus(1)).empty
    sheet = written(store, tmp_path / "w.xlsx", None)[say("weekly.sheet.words", Language.EN)]
    rows = list(sheet.iter_rows(min_row=5, values_only=True))
    said_there = [("Difficulties", "约访难"), ("Customers' feedback", "=希望\n看到对比")]
    assert rows == [*said_there, ("Help wanted", None)], "an empty part has its line to be typed into"
    assert sheet["B6"].data_type == "s"
    with pytest.raises(InputError) as caught:
        words.write(store, actor, "A001", WEEK, WeeklyWords(help="长" * 4001))
    assert (caught.value.problems[0].code, caught.value.problems[0].place.field) == ("too_long", "help")


def test_the_team_workbook_of_all_agents_obeys_the_template_given(
    store: Store, edited: Callable[..., Path], tmp_path: Path
) -> None:
    """It was read and forgotten on the way: the workbook of `--agent all` looked as ever."""
    layout = template.read(edited(lambda book: put(book, "settings", ("heading",), 1, "Bright team · {title}")))
    out = tmp_path / "all.xlsx"
    rollup.roll_up_store(store, out, week=WEEK, language=Language.EN, today=NOW.date(), layout=layout)
    sheets = openpyxl.load_workbook(out).worksheets
    assert any(str(sheet["A1"].value).startswith("Bright team · ") for sheet in sheets)
