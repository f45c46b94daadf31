"""The window's sentences on small checkouts of their own: collected, written into their rooms, checked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tools import sentences, tr_calls
from tools.report import counted, placeholders

SOURCE = """
from PySide6.QtCore import QCoreApplication, QObject

class Shelf(QObject):
    def words(self, count):
        return [
            self.tr("Books"),
            self.tr("Open {title}").format(title="x"),
            self.tr("%n pages", n=count),
            QCoreApplication.translate("Shelf", "{count} " "maps", None, count).format(count=count),
        ]
"""
CHINESE: dict[str, object] = {
    "%n pages": ["%n 页", "%n page"],
    "Books": "书",
    "Open {title}": "打开 {title}",
    "{count} maps": ["{count} 张地图", "one map"],
}
MEANINGS: dict[str, set[str]] = {}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    sentences.folder(tmp_path).mkdir(parents=True)
    code(tmp_path, "shelves/shelf.py", SOURCE)
    page(tmp_path, "shelves", CHINESE)
    return tmp_path


def code(root: Path, name: str, source: str) -> None:
    file = root / "app" / "ui" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(source, encoding="utf-8")


def page(root: Path, room: str, said: dict[str, object]) -> None:
    lines = (f"  {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}" for key, value in said.items())
    file = sentences.folder(root) / f"{room}.json"
    file.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8", newline="\n")


def pages(root: Path) -> dict[str, dict[str, object]]:
    return {file.stem: json.loads(file.read_text("utf-8")) for file in sorted(sentences.folder(root).glob("*.json"))}


def faults(root: Path, meanings: dict[str, set[str]] = MEANINGS) -> list[str]:
    return [*tr_calls.faults(root), *sentences.faults(root, meanings)]


def test_a_whole_translation_has_no_faults_and_an_update_changes_nothing(root: Path) -> None:
    assert faults(root) == []
    before = (sentences.folder(root) / "shelves.json").read_bytes()
    assert sentences.update(root, MEANINGS) == []
    assert (sentences.folder(root) / "shelves.json").read_bytes() == before


@pytest.mark.parametrize(
    ("english", "chinese", "said"),
    [
        ("Books", None, "no Chinese"),
        ("Books", " ", "no Chinese"),
        ("Books", 3, "must be"),
        ("Books", ["书", "Book"], "tr() is not given the number"),
        ("Books", "Books书", "English in the Chinese: Books"),
        ("Open {title}", "打开 {name}", "other placeholders"),
        ("%n pages", ["页", "%n page"], "other placeholders"),
        ("%n pages", ["%n 页", "%1 page"], "other placeholders in the form for one"),
        ("%n pages", "%n 页", "needs its English for one"),
        ("%n pages", ["%n 页", ""], "needs its English for one"),
        ("%n pages", ["%n 页", "%n 页"], "Chinese in the English"),
        ("Close", "关闭", "not in the code any more"),
    ],
)
def test_a_fault_in_a_file_is_named(root: Path, english: str, chinese: object, said: str) -> None:
    words = {key: text for key, text in CHINESE.items() if key != english}
    page(root, "shelves", words if chinese is None else {**words, english: chinese})
    assert any(said in fault and english in fault and "shelves.json" in fault for fault in faults(root))


def test_chinese_in_a_sentence_of_the_code_is_seen(root: Path) -> None:
    code(root, "shelves/atlas.py", "class Atlas:\n    def words(self):\n        return self.tr('Maps，globes')\n")
    page(root, "shelves", {**CHINESE, "Maps，globes": "地图、地球仪"})
    assert any("Chinese in the English: '，'" in fault for fault in faults(root))


def test_a_new_sentence_is_written_into_its_room_for_a_person_to_fill_in(root: Path) -> None:
    code(root, "maps/atlas.py", "class A:\n    def a(self, n):\n        self.tr('Globes'), self.tr('{n} maps', n=n)\n")
    assert sentences.update(root, MEANINGS) == []
    assert pages(root) == {"maps": {"Globes": "", "{n} maps": ["", ""]}, "shelves": CHINESE}
    found = faults(root)
    assert len(found) == 2 and all("maps.json" in fault and "no Chinese" in fault for fault in found)


def test_a_sentence_of_two_rooms_moves_to_the_shared_ones_and_keeps_its_chinese(root: Path) -> None:
    code(root, "maps/atlas.py", "class A:\n    def a(self):\n        self.tr('Books')\n")
    assert any("dev.py i18n" in fault for fault in faults(root))
    sentences.update(root, MEANINGS)
    assert pages(root)["shared"] == {"Books": "书"} and "Books" not in pages(root)["shelves"]
    assert faults(root) == []


def test_an_unused_sentence_goes_and_an_empty_room_with_it(root: Path) -> None:
    page(root, "maps", {"Globes": "地球仪"})
    assert any("'Globes' is not in the code any more" in fault for fault in faults(root))
    sentences.update(root, MEANINGS)
    assert pages(root) == {"shelves": CHINESE}


def test_a_sentence_that_begins_to_count_keeps_its_chinese(root: Path) -> None:
    code(root, "shelves/shelf.py", SOURCE.replace('self.tr("Books")', 'self.tr("Books", n=count)'))
    sentences.update(root, MEANINGS)
    assert pages(root)["shelves"]["Books"] == ["书", ""]
    code(root, "shelves/shelf.py", SOURCE)
    sentences.update(root, MEANINGS)
    assert pages(root)["shelves"]["Books"] == "书"


def test_two_rooms_that_say_a_sentence_differently_are_left_for_a_person_to_settle(root: Path) -> None:
    code(root, "maps/atlas.py", "class A:\n    def a(self):\n        self.tr('Books')\n")
    page(root, "maps", {"Books": "图书"})
    assert any("'Books' is '书', but '图书' in maps.json" in fault for fault in faults(root))
    before = pages(root)
    (fault,) = sentences.update(root, MEANINGS)
    assert "'Books'" in fault and pages(root) == before


def test_the_same_sentence_twice_is_seen_and_put_into_one_place(root: Path) -> None:
    page(root, "maps", {"Books": "书"})
    assert any("stands in maps.json too" in fault for fault in faults(root))
    sentences.update(root, MEANINGS)
    assert pages(root) == {"shelves": CHINESE}


def test_what_the_vocabulary_says_has_its_home_there(root: Path) -> None:
    said = {"Books": {"书"}}
    assert any("'Books' stands in the vocabulary too" in fault for fault in faults(root, said))
    sentences.update(root, said)
    assert "Books" not in pages(root)["shelves"] and faults(root, said) == []


def test_a_term_may_differ_from_the_vocabulary_but_not_a_sentence(root: Path) -> None:
    assert faults(root, {"Books": {"账簿"}}) == [], "books to read and books to keep"
    source = SOURCE.replace('"Books"', '"Take a book"')
    code(root, "shelves/shelf.py", source)
    words = {key: text for key, text in CHINESE.items() if key != "Books"} | {"Take a book": "取一本书"}
    page(root, "shelves", dict(sorted(words.items())))
    (fault,) = faults(root, {"Take a book": {"拿一本书"}})
    assert "'取一本书'" in fault and "'拿一本书'" in fault
    assert faults(root, {"Take a book": {"拿一本书", "取一本书"}}) == [], "two codes, and the window says which"


def test_a_file_out_of_order_is_seen(root: Path) -> None:
    page(root, "shelves", dict(reversed(CHINESE.items())))
    (fault,) = faults(root)
    assert "not in order" in fault


def test_a_file_left_half_merged_is_named(root: Path) -> None:
    file = sentences.folder(root) / "shelves.json"
    file.write_text("<<<<<<< one\n" + file.read_text("utf-8"), encoding="utf-8")
    assert any(fault.startswith("shelves.json: no JSON") for fault in faults(root))
    assert any(fault.startswith("shelves.json: no JSON") for fault in sentences.update(root, MEANINGS))
    assert file.read_text("utf-8").startswith("<<<<<<<")


@pytest.mark.parametrize(
    ("call", "said"),
    [
        ('self.tr(f"{count} books")', "f-string"),
        ('QCoreApplication.translate("Shelf", f"{count} books")', "f-string"),
        ("self.tr(title)", "literal"),
        ('self.tr("a" + title)', "literal"),
        ('QCoreApplication.translate("Shelf", title)', "literal"),
        ('parent.tr("Books")', "self.tr"),
        ('self.tr("Books", "to keep")', "two English wordings"),
        ('self.tr("Open {title}").format(name=title)', "expects title"),
        ('QCoreApplication.translate("Shelf", "Open {title}").format()', "expects title"),
    ],
)
def test_a_call_that_cannot_be_translated_is_refused(root: Path, call: str, said: str) -> None:
    code(root, "wrong.py", f"def words(self, parent, title, count):\n    {call}\n")
    (fault,) = tr_calls.faults(root)
    assert fault.startswith("app/ui/wrong.py:2:") and said in fault


def test_a_call_gives_the_number_everywhere_or_nowhere(root: Path) -> None:
    code(root, "shelves/more.py", "class M:\n    def m(self):\n        self.tr('%n pages')\n")
    assert any("others do not" in fault for fault in faults(root))


def test_a_plural_without_its_number_is_seen(root: Path) -> None:
    """ "1 customers" stood in many places: the sentence said a plural, and nobody gave the number."""
    code(root, "shelves/more.py", "class M:\n    def m(self):\n        self.tr('{count} old books').format(count=1)\n")
    page(root, "shelves", {**CHINESE, "{count} old books": "{count} 本旧书"})
    assert any("'{count} old books' may be one" in fault for fault in faults(root))
    assert counted("{count} is gone") is None and counted("{count} was left") is None


def test_a_painter_that_moves_is_no_translation(root: Path) -> None:
    code(root, "wrong.py", "def paint(painter):\n    painter.translate(1, 2)\n")
    assert list(tr_calls.faults(root)) == []


def test_placeholders_are_names_without_their_format() -> None:
    assert placeholders("{a} of {b:,.2f}, %n, %1, {{not}}, 100%") == {"a", "b", "%n", "%1"}
