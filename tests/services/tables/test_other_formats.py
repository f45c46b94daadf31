"""Tables of other programs and other encodings: read as they are, or refused with what they are and what to do."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from app import words
from app.cli.main import main
from app.enums import Language
from app.errors import InputError
from app.services.base.store import Actor, Store
from app.services.people import customers
from app.services.tables.tabular import other_encoding, read_content
from tests.conftest import PASSWORD
from tests.services import old_tables
from tests.services.reading import import_customers, table_of

ROWS: old_tables.Cells = [
    ["客户名单"],
    [],
    ["姓名", "手机", "年收入", "备注"],
    ["张三", "13800001111", 120000.0, "爱喝茶"],
    ["李四", None, 3.5],
]
FORMATS: list[Callable[..., bytes]] = [old_tables.xls, old_tables.xlsb, old_tables.ods]


def refused(content: bytes, name: str = "a.xlsx") -> InputError:
    with pytest.raises(InputError) as raised:
        read_content(content, name)
    return raised.value


@pytest.mark.parametrize("make", FORMATS)
def test_workbooks_of_other_formats_are_read_row_by_row(make: Callable[..., bytes]) -> None:
    book = read_content(make({"客户": ROWS, "二": [["x"]]}), "名单")
    assert [sheet.name for sheet in book.sheets] == ["客户", "二"]
    assert [(row.number, row.cells) for row in book.sheets[0].rows] == [
        (1, ("客户名单",)), (3, ("姓名", "手机", "年收入", "备注")),
        (4, ("张三", "13800001111", 120000, "爱喝茶")), (5, ("李四", None, 3.5)),
    ]  # fmt: skip


@pytest.mark.parametrize("make", FORMATS)
def test_cells_with_an_error_are_told_in_every_format(
    store: Store, actor: Actor, tmp_path: Path, make: Callable[..., bytes]
) -> None:
    rows: old_tables.Cells = [
        ["姓名", "手机", "年收入"], ["张三", b"\x2a", 5.0], [], [b"\x2a", "13911110001", b"\x07"],
        ["李四", "13911110002"],
    ]  # fmt: skip
    path = tmp_path / "a.xls"
    path.write_bytes(make({"说明": [["x"]], "客户": rows}))
    report = import_customers(store, actor, path)
    assert (report.read, report.added) == (3, 1)
    told = {(one.place.row, one.place.column, one.code, one.values["text"]) for one in report.problems}
    assert told == {
        (2, "手机", "cell_error", "#N/A"), (4, "姓名", "cell_error", "#N/A"), (4, "年收入", "cell_error", "#DIV/0!"),
    }  # fmt: skip


@pytest.mark.parametrize("make", FORMATS)
def test_a_table_far_from_the_corner_keeps_its_places(make: Callable[..., bytes]) -> None:
    rows: old_tables.Cells = [[], [None], [None, None, "姓名", "手机"], [], [None, None, "王芳", 7.0]]
    sheet = read_content(make({"a": rows}), "a").sheets[0]
    assert [(row.number, row.cells) for row in sheet.rows] == [
        (3, (None, None, "姓名", "手机")), (5, (None, None, "王芳", 7)),
    ]  # fmt: skip


@pytest.mark.parametrize("make", FORMATS)
def test_customers_come_in_from_every_format(store: Store, actor: Actor, tmp_path: Path, make: Callable[..., bytes]
                                             ) -> None:  # fmt: skip
    path = tmp_path / f"名单.{make.__name__}"
    path.write_bytes(make({"客户": ROWS}))
    report = import_customers(store, actor, path)
    assert (report.read, report.added, report.rejected) == (2, 2, ())
    assert [row.name for row in customers.search(store, "张三")] == ["张三"]


@pytest.mark.parametrize(
    "content",
    [old_tables.xls({"a": ROWS}, locked=True), old_tables.ods({"a": ROWS}, locked=True)],
    ids=["xls", "ods"],
)  # fmt: skip
def test_a_locked_workbook_says_so(content: bytes) -> None:
    assert refused(content).problems[0].code == "table_encrypted"


def test_a_document_of_another_program_is_no_table() -> None:
    assert refused(old_tables.xls({"a": ROWS}, stream="WordDocument")).problems[0].code == "table_unknown"


def test_an_ods_whose_filled_row_stands_for_a_million_is_refused() -> None:
    content = old_tables.ods({"a": [["x"]]})
    parts = old_tables.unzipped(content)
    row = b'<table:table-row table:number-rows-repeated="1048576">'
    parts["content.xml"] = bytes(parts["content.xml"]).replace(b"<table:table-row>", row)
    assert refused(old_tables.zipped(parts)).problems[0].code == "table_far_cells"
    bomb = old_tables.zipped(parts | {"content.xml": b"<a>" + b" " * 60_000_000})
    assert refused(bomb).problems[0].code == "table_bomb"


@pytest.mark.parametrize(
    ("old", "new"),
    [("xl/workbook.xml", "xl/workbook2.xml"), ("xl/", "book/"), ("xl/", ""), ("xl/workbook.xml", "xl\\workbook.xml")],
)
def test_a_workbook_whose_parts_stand_elsewhere_says_where(tmp_path: Path, old: str, new: str) -> None:
    if os.sep in new.replace("/", ""):
        return  # zipfile on Windows reads such a name as the one it should be, and the workbook is read
    book = Workbook()
    assert book.active is not None
    book.active.append(["姓名"])
    book.save(tmp_path / "a.xlsx")
    moved = {
        name.replace(old, new): bytes(content).replace(f"/{old}".encode(), f"/{new}".encode())
        for name, content in old_tables.unzipped((tmp_path / "a.xlsx").read_bytes()).items()
    }
    problem = refused(old_tables.zipped(moved)).problems[0]
    assert problem.code == "table_elsewhere"
    assert str(problem.values["part"]).endswith("workbook.xml") or problem.values["part"] == "xl/workbook2.xml"
    for language in Language:
        assert problem.values["part"] in words.explain(problem, language)


TRADITIONAL = "姓名,電話,城市,備註\n陳大文,0912345678,臺北,喜歡喝茶，想了解醫療險\n林美玲,0987654321,高雄,孩子讀國小\n"
JAPANESE = "名前,電話,住所,メモ\nやまだ たろう,0312345678,とうきょう,おちゃがすき\nスズキ ハナコ,,オオサカ,\n"
SIMPLIFIED = "姓名,电话,城市,备注\n陈大文,13800001111,台北,喜欢喝茶，想了解医疗险\n喆囧镕,,高雄,孩子读小学\n"


@pytest.mark.parametrize(
    ("text", "encoding", "name"),
    [(TRADITIONAL, "big5", "Big5"), (TRADITIONAL, "cp950", "Big5"), (JAPANESE, "shift_jis", "Shift-JIS")],
)
def test_a_text_of_another_encoding_is_named_and_read_when_it_is_chosen(text: str, encoding: str, name: str) -> None:
    error = refused(text.encode(encoding), "a.csv")
    assert (error.problems[0].code, error.problems[0].values["name"]) == ("table_other_encoding", name)
    book = read_content(text.encode(encoding), "a.csv", encoding=other_encoding(error))
    assert "\n".join(",".join(str(cell or "") for cell in row.cells) for row in book.sheets[0].rows) + "\n" == (
        text.replace(",,オオサカ,\n", ",,オオサカ\n")
    )


@pytest.mark.parametrize("text", [SIMPLIFIED, TRADITIONAL, "姓名\n喆\n", "姓名,电话\n囧,1\n"])
def test_chinese_of_excel_is_never_taken_for_another_encoding(text: str) -> None:
    book = read_content(text.encode("gb18030"), "a.csv")
    assert book.encoding == "gb18030"
    assert book.sheets[0].rows[0].cells[0] == "姓名"


@pytest.mark.parametrize("encoding", ["utf-32", "utf-32-le", "utf-32-be"])
def test_utf_32_is_read(encoding: str) -> None:
    book = read_content(SIMPLIFIED.encode(encoding), "a.csv")
    assert (book.encoding, book.sheets[0].rows[1].cells[0]) == (encoding, "陈大文")


def test_the_command_line_names_the_encoding_and_takes_it(
    store_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    secret, path = tmp_path / "password.txt", tmp_path / "名單.csv"
    secret.write_text(PASSWORD, encoding="utf-8")
    monkeypatch.setenv("NEEDFOLIO_PASSWORD_FILE", str(secret))
    path.write_bytes(TRADITIONAL.encode("big5"))
    given = ["import", "customers", str(path), "--store", str(store_file)]
    assert main(given) == 2
    assert "Big5" in capsys.readouterr().err
    assert main([*given, "--encoding", "base64"]) == 2
    assert main([*given, "--encoding", "big5"]) == 0
    opened = Store.open(store_file, PASSWORD)
    assert [row.name for row in customers.search(opened, "陳大文")] == ["陳大文"]
    opened.close()


def test_days_of_an_old_workbook_are_days() -> None:
    """A serial number under a date's column is the day it is, whatever the format of the file."""
    rows: old_tables.Cells = [["姓名", "生日"], ["张三", 45356.0]]
    for make in FORMATS:
        table = table_of(read_content(make({"a": rows}), "a"))
        assert next(table.records()).day("birth_date") == date(2024, 3, 5)


@pytest.mark.usefixtures("tmp_path")
def test_a_zip_with_a_broken_type_is_told() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", "<a/>")
    assert refused(out.getvalue()).problems[0].code == "table_not_xlsx"
