"""Foreign tables as people really send them, and files that are none: each is read right or refused with a reason."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from app.errors import InputError
from app.services.tables import tabular
from app.services.tables.tabular import child, find_table, guess_header, read_content, read_pasted, read_tables

WORDS = {"name": ("姓名", "Name"), "phone": ("电话", "Phone"), "born": ("生日", "Birthday"), "city": ("城市", "City")}


def sheet_of(path: Path) -> tabular.Sheet:
    return read_tables(path).sheets[0]


def saved(tmp_path: Path, fill: Any, name: str = "a.xlsx") -> Path:
    book = Workbook()
    fill(book.active)
    book.save(tmp_path / name)
    return tmp_path / name


def refused(content: bytes, name: str = "a.xlsx") -> str:
    with pytest.raises(InputError) as raised:
        read_content(content, name)
    assert raised.value.problems[0].place.file == name
    return raised.value.problems[0].code


def test_titles_above_a_header_of_two_levels_with_merged_groups(tmp_path: Path) -> None:
    def fill(sheet: Any) -> None:
        sheet.append(["2026年客户名单"])
        sheet.merge_cells("A1:E1")
        sheet.append([])
        sheet.append(["片区", "本人", None, "配偶", None])
        sheet.append([None, "姓名", "电话", "姓名", "电话"])
        for span in ("A3:A4", "B3:C3", "D3:E3"):
            sheet.merge_cells(span)
        sheet.append(["城东", "王芳", "13800001111", "李强", "13800002222"])
        sheet.append([None, "赵敏", "13800003333"])
        sheet.append(["城西", "钱多", "13800004444", None, None])
        sheet.merge_cells("A5:A6")

    sheet = sheet_of(saved(tmp_path, fill))
    table = find_table("a.xlsx", sheet, WORDS | {"area": ("片区",), "spouse": ("配偶 姓名",)})
    assert (table.header_row, table.columns) == (3, {"name": 1, "phone": 2, "area": 0, "spouse": 3})
    assert table.headers == ("片区", "本人 姓名", "本人 电话", "配偶 姓名", "配偶 电话")
    assert [(r.number, r.text("area"), r.text("name"), r.text("spouse")) for r in table.records()] == [
        (5, "城东", "王芳", "李强"), (6, "城东", "赵敏", ""), (7, "城西", "钱多", "")]  # fmt: skip


def test_groups_over_columns_in_a_text_have_blanks_for_merged_cells() -> None:
    sheet = read_pasted("本人\t\t配偶\t\n姓名\t电话\t姓名\t电话\n王芳\t138\t李强\t139\n", "x").sheets[0]
    header = guess_header(sheet, {"name": ("本人 姓名",), "spouse": ("配偶 姓名",), "spouse_phone": ("配偶 电话",)})
    assert (header.levels, header.columns) == (2, {"name": 0, "spouse": 2, "spouse_phone": 3})


def test_one_header_over_rows_of_words_is_one_level() -> None:
    sheet = read_pasted("姓名\t城市\n王芳\t杭州\n赵敏\t\n", "x").sheets[0]
    header = guess_header(sheet, WORDS)
    assert (header.at, header.levels) == (0, 1)


@pytest.mark.parametrize("since_1904", [False, True])
def test_days_of_both_calendars(tmp_path: Path, since_1904: bool) -> None:
    book = Workbook()
    if since_1904:
        book.epoch = CALENDAR_MAC_1904
    sheet = book.active
    assert sheet is not None
    serial = (date(2024, 3, 5) - (date(1904, 1, 1) if since_1904 else date(1899, 12, 30))).days
    sheet.append(["姓名", "生日"])
    days = (
        date(2024, 3, 5),
        serial,
        "2024.3.5",
        "2024年3月5日",
        "２０２４／３／５",
        20240305,
        datetime.fromisoformat("2024-03-05T09:00"),
    )
    for day in days:
        sheet.append(["王芳", day])
    book.save(tmp_path / "a.xlsx")
    table = find_table("a.xlsx", sheet_of(tmp_path / "a.xlsx"), WORDS)
    assert [record.day("born") for record in table.records()] == [date(2024, 3, 5)] * len(days)


def test_numbers_shown_with_zeros_are_texts_as_shown(tmp_path: Path) -> None:
    def fill(sheet: Any) -> None:
        sheet.append(["姓名", "电话", "城市"])
        sheet.append([1, 3.1, 5])
        sheet["A2"].number_format, sheet["B2"].number_format = "000", "0.00"

    record = next(find_table("a", sheet_of(saved(tmp_path, fill)), WORDS).records())
    assert [record.text(field) for field in ("name", "phone", "city")] == ["001", "3.10", "5"]
    assert record.decimal("phone") is not None


def test_texts_stay_texts_and_cells_keep_their_lines(tmp_path: Path) -> None:
    def fill(sheet: Any) -> None:
        sheet.append(["姓名", "电话", "城市"])
        sheet.append(["001", "3.10", "一行\n二行"])
        sheet.append(["王芳"])
        for row in range(4, 3000):
            sheet.cell(row, 1).number_format = "000"  # a used range of thousands of empty rows

    sheet = sheet_of(saved(tmp_path, fill))
    assert len(sheet.rows) == 3
    first, second = find_table("a", sheet, WORDS).records()
    assert [first.text(field) for field in ("name", "phone", "city")] == ["001", "3.10", "一行\n二行"]
    assert second.cell("city") is None


def test_a_table_that_begins_far_from_the_corner_keeps_its_places(tmp_path: Path) -> None:
    def fill(sheet: Any) -> None:
        sheet["C4"], sheet["D4"], sheet["C6"], sheet["D6"] = "姓名", "电话", "王芳", 7
        sheet["D6"].number_format = "000"

    sheet = sheet_of(saved(tmp_path, fill))
    assert [(row.number, row.cells[:3]) for row in sheet.rows] == [(4, (None, None, "姓名")), (6, (None, None, "王芳"))]
    record = next(find_table("a", sheet, WORDS).records())
    assert (record.number, record.text("phone")) == (6, "007")


def test_a_false_dimension_hides_no_row(tmp_path: Path) -> None:
    path = saved(tmp_path, lambda sheet: [sheet.append(row) for row in (["姓名"], *([f"n{i}"] for i in range(50)))])
    changed = io.BytesIO()
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(changed, "w") as target:
        for part in source.infolist():
            content = source.read(part)
            if part.filename.startswith("xl/worksheets/sheet"):
                assert b'<dimension ref="A1:A51"' in content
                content = content.replace(b'<dimension ref="A1:A51"', b'<dimension ref="A1:A2"')
            target.writestr(part.filename, content)
    assert len(read_content(changed.getvalue(), "a.xlsx").sheets[0].rows) == 51


TEXT = "名单\n\n姓名,电话,城市\n王芳,13800001111,杭州\n赵敏,,\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_texts_of_every_encoding_and_delimiter(encoding: str, delimiter: str) -> None:
    book = read_content(TEXT.replace(",", delimiter).encode(encoding), "a.csv")
    table = find_table("a.csv", book.sheets[0], WORDS)
    assert [(r.number, r.text("name"), r.text("city")) for r in table.records()] == [
        (4, "王芳", "杭州"),
        (5, "赵敏", ""),
    ]
    assert book.encoding


def test_an_encoding_can_be_chosen_and_a_wrong_one_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("姓名,城市\n陳大文,臺北\n".encode("big5"))
    assert read_tables(path, encoding="big5").sheets[0].rows[1].cells == ("陳大文", "臺北")
    with pytest.raises(InputError):
        read_tables(path, encoding="utf-8")


def test_a_line_that_names_its_delimiter() -> None:
    assert read_content(b"sep=;\nName;Phone\nA,B;1\n", "a.csv").sheets[0].rows[-1].cells == ("A,B", "1")


def test_ragged_rows_and_quoted_lines() -> None:
    out = io.StringIO()
    csv.writer(out).writerows([["Name", "City"], ["A"], ["B", "x\ny", "more", ""], [], ["C", ""]])
    rows = read_content(out.getvalue().encode(), "a.csv").sheets[0].rows
    assert [row.cells for row in rows[1:]] == [("A",), ("B", "x\ny", "more"), ("C",)]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "table_empty"), (b" \r\n\r\n", "table_empty"), (b",,\n,,\n", "table_empty"),
        (b"%PDF-1.7 ...", "table_unknown"),
        (b"<html><table>", "table_html"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "table_unknown"),
        (b"\x09\x00\x04\x00\x02\x00\x10\x00" + b"\0" * 60, "table_xls"),
        (b"PK\x03\x04 no zip", "table_damaged"), (b"Name\n\xff\xfe\xfa\x81\x20", "table_encoding"),
    ],
)  # fmt: skip
def test_what_is_no_table_is_refused_with_its_reason(content: bytes, code: str) -> None:
    assert refused(content) == code


def packed(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def parts_of(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_bombs_and_strict_workbooks_are_refused(tmp_path: Path) -> None:
    parts = parts_of(saved(tmp_path, lambda sheet: sheet.append(["姓名"])))
    sheet = "xl/worksheets/sheet1.xml"
    assert refused(packed(parts | {sheet: parts[sheet] + b" " * 60_000_000})) == "table_bomb"
    entities = b'<!DOCTYPE x [<!ENTITY a "' + b"a" * 99 + b'">]>'
    assert refused(packed(parts | {sheet: b"<?xml version='1.0'?>" + entities + parts[sheet]})) == "table_entities"
    strict = parts["xl/workbook.xml"].replace(b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
                                              b"http://purl.oclc.org/ooxml/spreadsheetml/main")  # fmt: skip
    assert refused(packed(parts | {"xl/workbook.xml": strict})) == "table_strict"
    cell = b'<row r="1000000"><c r="XFD1000000" t="n"><v>1</v></c></row>'
    far = parts[sheet].replace(b"</sheetData>", cell + b"</sheetData>")
    assert refused(packed(parts | {sheet: far})) == "table_far_cells"
    assert refused(packed(parts | {sheet: parts[sheet][:200]})) == "table_damaged"
    assert refused(packed({"a.txt": b"x"})) == "table_not_xlsx"


def test_a_child_that_is_stopped_by_the_system_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "START", "import sys, os; sys.stdin.buffer.read(); os._exit(9)")
    assert refused(b"Name\n" + b"x\n" * 200_000, "a.csv") == "table_too_much"


def test_a_child_that_asks_for_too_much_memory_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    greedy = child.START.replace("serve()", "limits.MOST_MEMORY = 400_000_000; child.serve()").replace(
        "import serve", "import serve; from app.services.tables.tabular import child, limits"
    )
    monkeypatch.setattr(child, "START", greedy)
    assert read_content(b"Name\n" + b"x\n" * 200_000, "a.csv").sheets, "what asks for little is read"
    line = ("x," * 400 + "\n").encode()
    assert refused(b"a," * 400 + b"\n" + line * 50_000, "a.csv") == "table_too_much"


def test_a_patience_that_ends_and_a_caller_that_cancels(monkeypatch: pytest.MonkeyPatch) -> None:
    class Stop(Exception):
        pass

    def stop() -> None:
        raise Stop

    large = b"Name\n" + b"x\n" * 200_000
    with pytest.raises(Stop):
        read_content(large, "a.csv", step=stop)
    monkeypatch.setattr(child, "MOST_SECONDS", -1)
    assert refused(large, "a.csv") == "table_too_slow"


def test_a_frozen_program_reads_by_its_hidden_option() -> None:
    run = [sys.executable, "-m", "app", child.OPTION, "text", "utf-8"]
    out = subprocess.run(run, input=b"Name\nA\n", capture_output=True, check=True).stdout
    assert b"Name" in out


def test_hidden_sheets_are_read_but_not_looked_at_first(tmp_path: Path) -> None:
    path = saved(tmp_path, lambda sheet: sheet.append(["姓名"]))
    book = load_workbook(path)
    book.create_sheet("hidden", 0).append(["x"])
    book["hidden"].sheet_state = "hidden"
    book.save(path)
    read = read_tables(path)
    assert [sheet.name for sheet in read.sheets] == ["hidden", "Sheet"]
    assert [sheet.name for sheet in read.visible] == ["Sheet"]
