"""No word of a library reaches a person: what is no JSON and what is damaged in a store are said in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from app import words
from app.cli.main import main
from app.enums import FileFault, JsonFault, Language, StoreDamage
from app.errors import InputError, Problem
from app.services.base import ladder, settings
from app.services.base.store import Actor, Store
from app.services.base.store.damage import damage_of, trouble_of
from app.services.base.store.keys import keyslot_path
from app.services.tables.documents import read_json
from tests.conftest import PASSWORD

ENGLISH = re.compile(r"[A-Za-z]{3,}(?: [A-Za-z]{2,})+")  # two words in a row
ROOT = Path(__file__).parents[3] / "app"


@pytest.mark.parametrize(
    ("text", "line", "fault"),
    [
        ('{"a": }', 1, JsonFault.VALUE),
        ("", 1, JsonFault.VALUE),
        ('{\n"a" 1}', 2, JsonFault.COLON),
        ('{"a": 1\n"b": 2}', 2, JsonFault.COMMA),
        ("{a: 1}", 1, JsonFault.NAME),
        ('{"a": 1}\nmore', 2, JsonFault.EXTRA),
        ('{"a": "b', 1, JsonFault.QUOTE_OPEN),
        ('{"a": "b\nc"}', 1, JsonFault.CONTROL),
        (r'{"a": "\q"}', 1, JsonFault.ESCAPE),
        ('{\n"a": NaN}', 2, JsonFault.CONSTANT),
        ('{"a": -Infinity}', 1, JsonFault.CONSTANT),
        (f'{{"b": 1,\n"a": {"9" * 5000}}}', 2, JsonFault.DIGITS),
    ],
)
def test_what_is_wrong_with_a_json_is_said_in_chinese(tmp_path: Path, text: str, line: int, fault: JsonFault) -> None:
    path = tmp_path / "a.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as raised:
        read_json(path)
    (problem,) = raised.value.problems
    assert (problem.code, problem.values) == ("not_json", {"line": line, "detail": fault})
    assert ENGLISH.search(words.explain(problem, Language.ZH)) is None


def test_a_json_in_another_encoding_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes('{"名": 1}'.encode("gbk"))
    with pytest.raises(InputError) as raised:
        read_json(tmp_path / "a.json")
    assert raised.value.problems[0].values["detail"] is JsonFault.LETTERS


@pytest.mark.parametrize(
    ("said", "damage"),
    [
        ("file is not a database", StoreDamage.FOREIGN),
        ("HMAC verification failed for page 17", StoreDamage.PAGES),
        ("database disk image is malformed", StoreDamage.STRUCTURE),
        ("*** in database main ***\nTree 7 page 9: btreeInitPage() returns error code 11", StoreDamage.PAGES),
        ("no such table: need", StoreDamage.TABLES),
        ("anything it may say tomorrow", StoreDamage.STRUCTURE),
    ],
)
def test_what_the_engine_says_of_damage(said: str, damage: StoreDamage) -> None:
    assert damage_of(said) is damage


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ("database or disk is full", FileFault.FULL),
        ("attempt to write a readonly database", FileFault.READ_ONLY),
        ("unable to open database file", FileFault.MISSING),
        ("database is locked", FileFault.BUSY),
        ("disk I/O error", FileFault.BROKEN),
        ("no such table: need", StoreDamage.TABLES),
    ],
)
def test_what_the_engine_says_of_a_disk(said: str, fault: FileFault | StoreDamage) -> None:
    assert trouble_of(said) is fault
    for code in ("store_io", "store_unread", "store_unsure"):
        assert ENGLISH.search(words.explain(Problem(code, values={"detail": fault}), Language.ZH)) is None


def test_a_broken_page_is_said_in_chinese_on_the_command_line(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = store.path
    store.close()
    content = bytearray(path.read_bytes())
    for at in range(5 * 4096 + 100, len(content), 4096):
        content[at] ^= 0xFF
    path.write_bytes(content)
    (tmp_path / "pw").write_text(PASSWORD, encoding="utf-8")
    monkeypatch.setenv("NEEDFOLIO_PASSWORD_FILE", str(tmp_path / "pw"))
    assert keyslot_path(path).exists()
    assert main(["check", "--store", str(path), "--language", "zh"]) == 2
    out = capsys.readouterr()
    assert out.out or out.err
    assert ENGLISH.search((out.out + out.err).replace(str(path), "").removeprefix("error: ")) is None


def test_a_drill_that_fails_keeps_words_for_both_languages(store: Store, actor: Actor) -> None:
    settings.write(store, actor, "colour", "red")
    copy = ladder.step(store)
    assert copy is not None
    content = bytearray(copy.read_bytes())
    content[len(content) // 2] ^= 0xFF
    copy.write_bytes(content)
    done = ladder.drill(store)
    assert done is not None and words.known(done.fault)


def test_no_message_takes_the_text_of_an_exception() -> None:
    """Of a library's own words nothing is put into what a person reads; where a text of ours is carried, it is named
    here."""
    carried = r"(?:str\(error|repr\(error|error\.(?:msg|args|strerror))"
    taken = re.compile(rf"(?:[\"']\s*:|\b(?:detail|reason|text)=)\s*{carried}")
    own = {"services/tables/documents.py": 1}  # the name given twice
    found = {}
    for path in ROOT.rglob("*.py"):
        if number := len(taken.findall(path.read_text(encoding="utf-8"))):
            found[path.relative_to(ROOT).as_posix()] = number
    assert found == own
