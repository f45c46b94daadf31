"""Reasons inside a Chinese message are Chinese: no word of a library or of the system passes through."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest

from app import words
from app.cli.main import main
from app.enums import FileDamage, Language
from app.errors import InputError
from app.services.offers import catalogue
from app.services.tables.tabular import damage_of, read_content

ENGLISH = re.compile(r"[A-Za-z]{3,}(?: [A-Za-z]{2,})+")  # two words in a row


def workbook() -> dict[str, bytes]:
    book, out = openpyxl.Workbook(), io.BytesIO()
    assert book.active is not None
    book.active.append(["姓名", "手机"])
    book.active.append(["王芳", "13911110001"])
    book.save(out)
    with zipfile.ZipFile(out) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def damaged() -> dict[str, bytes]:
    parts, whole = workbook(), packed(workbook())
    sheet = "xl/worksheets/sheet1.xml"
    return {
        "no zip.xlsx": b"PK\x03\x04 nothing",
        "cut.xlsx": whole[: len(whole) // 2],
        "turned.xlsx": whole[:60] + bytes(reversed(whole[60:200])) + whole[200:],
        "no relations.xlsx": packed({n: c for n, c in parts.items() if n != "xl/_rels/workbook.xml.rels"}),
        "no sheet.xlsx": packed({n: c for n, c in parts.items() if n != sheet}),
        "half a sheet.xlsx": packed(parts | {sheet: parts[sheet][:200]}),
        "half a book.xlsx": packed(parts | {"xl/workbook.xml": parts["xl/workbook.xml"][:120]}),
        "a.reqif": b"<?xml version='1.0'?><REQ-IF><THE-HEADER>",
        "long.csv": "姓名\n".encode() + b"x" * 1_100_000 + b"\n",
    }


@pytest.mark.parametrize("name", list(damaged()))
def test_a_damaged_file_is_said_in_the_users_language(name: str) -> None:
    with pytest.raises(InputError) as raised:
        read_content(damaged()[name], name)
    problem = raised.value.problems[0]
    said = words.explain(problem, Language.ZH).removeprefix(name)
    assert ENGLISH.search(said) is None, said
    if problem.code == "table_damaged":
        assert isinstance(problem.values["reason"], FileDamage)


def test_a_catalogue_in_a_broken_zip(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(b"PK\x03\x04 nothing")
    with pytest.raises(InputError) as raised:
        catalogue.read_file(path)
    assert ENGLISH.search(words.explain(raised.value.problems[0], Language.ZH)) is None


@pytest.mark.parametrize(
    ("error", "damage"),
    [
        (zipfile.BadZipFile("File is not a zip file"), FileDamage.PACKED),
        (KeyError("There is no item named 'x' in the archive"), FileDamage.PART_MISSING),
        (EOFError(), FileDamage.CUT),
        (ValueError("Xml error: ill-formed document: expected `</row>`"), FileDamage.MARKUP),
        (ValueError("whatever"), FileDamage.CONTENT),
    ],
)
def test_damage_is_told_from_what_a_reader_raised(error: Exception, damage: FileDamage) -> None:
    assert damage_of(error) == damage


@pytest.mark.parametrize(
    "arguments",
    [
        ["import"],
        ["import", "customers"],
        ["import", "people", "x.csv"],
        ["import", "customers", "x.csv", "--map", "name"],
        ["import", "customers", "x.csv", "--nothing", "1"],
        ["export", "customers", "--out"],
        ["export", "customers", "--by", "shoe", "--out", "x.xlsx"],
        ["demo", "--customers", "many"],
        ["frobnicate"],
    ],
)
def test_a_wrong_command_line_is_said_in_the_users_language(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    said = capsys.readouterr().err.replace("python -m app", "")
    assert said.startswith("error: ")
    assert re.search(r"[\u4e00-\u9fff]", said)
    assert "argument" not in said
    assert main([*arguments, "--language", "en"]) == 2
    assert re.search(r"[\u4e00-\u9fff]", capsys.readouterr().err) is None
