"""Where an export may be written: everywhere else it says a clear word, replaces nothing and leaves nothing behind."""

from __future__ import annotations

import errno
import gc
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from app import paths, words
from app.cli import export
from app.cli.main import main
from app.enums import FileFault, Language
from app.errors import InputError
from app.services.base import agents, file_names, files
from app.services.base.store import Store
from app.services.base.store.keys import keyslot_path
from app.services.front import demo
from app.services.offers import catalogue, proposals
from app.services.offers.combinations import plan_within
from app.services.people import customers
from app.services.rules.base.weeks import parse
from app.services.tables import xlsx_out
from app.services.team.weekly import export_weekly
from tests.conftest import PASSWORD
from tests.services.full_disk import no_room

Capture = pytest.CaptureFixture[str]
FIRST = {
    "customers": ".xlsx", "catalogue": ".xlsx", "matrix": ".xlsx", "weekly": ".xlsx", "weekly-template": ".xlsx",
    "calendar": ".ics", "portfolio": ".xlsx", "template-customers": ".xlsx", "template-catalogue": ".xlsx",
    "policy-review": ".docx", "policies": ".xlsx", "proposal": ".docx", "daily": ".xlsx", "cards": ".xlsx",
    "template-cards": ".xlsx",
}  # fmt: skip
NEEDED = {"policy-review": ("--household", "C00001"), "proposal": ("--proposal", "P00001")}
COMMANDS = [
    *((kind, ending, NEEDED.get(kind, ())) for kind, ending in FIRST.items()),
    ("customers", ".csv", ()), ("customers", ".vcf", ()), ("catalogue", ".csv", ()), ("catalogue", ".zip", ()),
    ("cards", ".csv", ()), ("matrix", ".csv", ()), ("matrix", ".reqif", ()), ("matrix", ".csv", ("--format", "jira")),
    ("weekly", ".xlsx", ("--agent", "all")), ("policy-review", ".html", NEEDED["policy-review"]),
    ("proposal", ".html", (*NEEDED["proposal"], "--format", "phone")),
]  # fmt: skip
IDS = ["-".join([kind, ending[1:], *given[1:]]) for kind, ending, given in COMMANDS]


@pytest.fixture(scope="module")
def filled(empty_store_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("filled") / "needfolio.db"
    shutil.copyfile(empty_store_file, path)
    shutil.copyfile(keyslot_path(empty_store_file), keyslot_path(path))
    store = Store.open(path, PASSWORD)
    home = demo.sample_family(store)
    based = proposals.basis(store, home, store.today())
    plan = plan_within(based.request, catalogue.products(store), "balanced", based.budget)
    proposals.save(store, agents.me(store), based, plan)
    store.close()
    (path.parent / "password.txt").write_text(PASSWORD, encoding="utf-8")
    return path


@pytest.fixture(autouse=True)
def password(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEEDFOLIO_PASSWORD_FILE", str(filled.parent / "password.txt"))


def test_every_kind_of_export_is_tried_here() -> None:
    assert set(FIRST) == set(export.KINDS)


@contextmanager
def untouched(folder: Path) -> Iterator[None]:
    """Whatever is in the folder is as it was before, and nothing new."""

    def state() -> dict[str, object]:
        return {
            str(path.relative_to(folder)): (path.lstat().st_mode, path.read_bytes() if path.is_file() else None)
            for path in sorted(folder.rglob("*"))
        }

    before = state()
    yield
    assert state() == before


def refused(
    capsys: Capture, store: Path, target: Path, kind: str, given: tuple[str, ...],
    languages: Sequence[Language] = tuple(Language),
) -> str:  # fmt: skip
    """Exit 2 with one line in each language; what Chinese says."""
    said = {}
    for language in languages:
        code = main(["export", kind, *given, "--store", str(store), "--out", str(target), "--language", language.value])
        out = capsys.readouterr()
        assert code == 2, out
        lines = out.err.splitlines()
        assert len(lines) == 1, out.err
        assert lines[0].startswith("error: ")
        assert "Traceback" not in out.err
        said[language] = lines[0]
    assert len(set(said.values())) == len(languages)
    return said[Language.ZH]


NAMES = {  # with {} for the ending the kind of export has
    "a foreign ending": ("名单.exe", "结尾不对"),
    "no ending": ("名单", "结尾不对"),
    "too many Chinese characters": ("长" * (256 if os.name == "nt" else 86) + "{}", "太长"),
    "a reserved name": ("CON{}", "Windows 保留"),
    "a reserved name in small letters": ("lpt1{}", "Windows 保留"),
    "a reserved name with more behind": ("aux.名单{}", "Windows 保留"),
    "a stream": ("a:b{}", "不能有：:"),
    **{f"the sign {sign}": (f"a{sign}b{{}}", "不能有") for sign in '<>"|?*\\'},
    "a control character": ("a\x07b{}", "不能有"),
    "a dot at the end": ("a{}.", "结尾"),
    "a space at the end": ("a{} ", "结尾"),
}


@pytest.mark.parametrize(("kind", "ending", "given"), COMMANDS, ids=IDS)
def test_a_name_that_is_none_is_refused(
    filled: Path, tmp_path: Path, capsys: Capture, kind: str, ending: str, given: tuple[str, ...]
) -> None:
    for what, (name, word) in NAMES.items():
        if os.name == "nt" and "\\" in name:
            continue  # there it parts folders
        with untouched(tmp_path):
            assert word in refused(capsys, filled, tmp_path / name.format(ending), kind, given), what


def test_a_long_name_that_a_disk_can_hold_is_written(filled: Path, tmp_path: Path) -> None:
    """81 Chinese characters and an ending are 248 bytes: what stands in for it while it is written is short."""
    target = tmp_path / ("长" * 81 + ".xlsx")
    assert main(["export", "customers", "--store", str(filled), "--out", str(target)]) == 0
    assert [path.name for path in tmp_path.iterdir()] == [target.name]


@pytest.mark.parametrize(("kind", "ending", "given"), COMMANDS, ids=IDS)
def test_a_place_that_is_no_file_is_refused(
    filled: Path, tmp_path: Path, capsys: Capture, kind: str, ending: str, given: tuple[str, ...]
) -> None:
    kept = tmp_path / f"kept{ending}"
    kept.write_text("kept", encoding="utf-8")
    (tmp_path / f"folder{ending}").mkdir()
    places = {f"folder{ending}": "文件夹", f"no/such/file{ending}": "文件夹"}
    if os.name != "nt":
        (tmp_path / f"link{ending}").symlink_to(kept)
        (tmp_path / f"dangling{ending}").symlink_to(tmp_path / "nothing")
        os.mkfifo(tmp_path / f"pipe{ending}")
        places |= {f"link{ending}": "链接", f"dangling{ending}": "链接", f"pipe{ending}": "管道"}
    for name, word in places.items():
        if (given == ("--agent", "all") or kind == "cards") and name == f"folder{ending}":
            continue  # where a folder is meant: a file for each agent, or for each card
        with untouched(tmp_path):
            assert word in refused(capsys, filled, tmp_path / name, kind, given), name


@pytest.mark.parametrize(("kind", "ending", "given"), COMMANDS, ids=IDS)
def test_a_full_disk_leaves_what_was_there(
    filled: Path, tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch, kind: str, ending: str,
    given: tuple[str, ...],
) -> None:  # fmt: skip
    """The system says so at the latest when a file is flushed."""
    real = os.fsync

    def full(handle: int) -> None:
        if os.fstat(handle).st_ino in {file.stat().st_ino for file in tmp_path.rglob("*")}:
            raise OSError(errno.ENOSPC, "No space left on device")
        real(handle)

    target = tmp_path / f"名单{ending}"
    if kind != "weekly-template":  # which is never written over
        target.write_text("kept", encoding="utf-8")
    monkeypatch.setattr(os, "fsync", full)
    with untouched(tmp_path):
        assert "磁盘已满" in refused(capsys, filled, target, kind, given, [Language.ZH])


@pytest.mark.parametrize("name", ["a.xlsx", "a.csv", "week.xlsx", "cards.vcf"])
def test_a_disk_that_fills_up_in_the_middle_leaves_no_part(filled: Path, tmp_path: Path, name: str,
                                                           monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    """Rows that left memory while a workbook was made are gone as well: they are about customers."""
    parts = tmp_path / "parts"
    parts.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(parts))
    store = Store.open(filled, PASSWORD)
    writers: dict[str, Callable[[Path], object]] = {
        "week.xlsx": lambda path: export_weekly(
            store, path, week=parse("2026-W48"), agent="A001", language=Language.ZH
        ),
        "cards.vcf": lambda path: customers.export_cards(store, path),
    }
    target = tmp_path / name
    target.write_text("kept", encoding="utf-8")
    try:
        with untouched(tmp_path), pytest.raises(InputError) as raised, no_room():
            writers.get(name, lambda path: customers.export_file(store, path, Language.ZH))(target)
    finally:
        store.close()
    problem = raised.value.problems[0]
    assert (problem.code, problem.values["reason"]) == ("cannot_write", FileFault.TOO_LARGE)
    assert "磁盘已满" in words.explain(problem, Language.ZH)


def test_a_name_no_disk_could_hold_is_no_file_to_read_either(filled: Path, tmp_path: Path, capsys: Capture) -> None:
    for kind in ("customers", "catalogue", "matrix"):
        name = str(tmp_path / ("长" * 90 + ".xlsx"))
        assert main(["import", kind, name, "--store", str(filled), "--dry-run"]) == 2
        assert "Traceback" not in capsys.readouterr().err


def test_three_tables_are_all_there_or_none(filled: Path, tmp_path: Path, capsys: Capture) -> None:
    """A catalogue as csv is three files: one that cannot be written keeps the others from being replaced."""
    for name in ("products", "covers"):
        (tmp_path / f"{name}.csv").write_text("kept", encoding="utf-8")
    (tmp_path / "rates.csv").mkdir()
    with untouched(tmp_path):
        refused(capsys, filled, tmp_path / "products.csv", "catalogue", ())


def test_a_weekly_file_for_each_agent_has_a_name_in_the_language(filled: Path, tmp_path: Path) -> None:
    for language, name in ((Language.ZH, "周报-A001-2026-W47.xlsx"), (Language.EN, "weekly-A001-2026-W47.xlsx")):
        given = ["--store", str(filled), "--out", str(tmp_path), "--week", "2026-W47", "--language", language.value]
        assert main(["export", "weekly", "--agent", "all", *given]) == 0
        assert (tmp_path / name).is_file()


def test_default_names_are_words_of_both_languages_and_names_everywhere() -> None:
    codes = sorted(code for code in words._vocabulary() if code.startswith("file_name."))
    assert len(codes) > 10
    hard = dict.fromkeys(("when", "to", "template", "who", "day", "number", "agent", "week"), 'a/b:c*"' + "长" * 300)
    for code in codes:
        for language in Language:
            name = file_names.default_name(code.removeprefix("file_name."), ".xlsx", language, **hard)
            file_names.check_target(paths.resource("i18n") / name, (".xlsx",))
            assert (not words.say(code, language).isascii()) == (language == Language.ZH)
    assert file_names.clean("CON") != "CON"
    assert file_names.clean(" . ") == "_"


def test_only_the_store_writes_files_without_looking_where() -> None:
    """Everything that leaves the program goes through :func:`files.exported`."""
    own = Path(files.__file__).parent
    taken = re.compile(r"from app.services.base.files import [^\n]*\batomic\b|\bfiles\.atomic\b")
    found = [path for path in own.parents[1].rglob("*.py") if taken.search(path.read_text(encoding="utf-8"))]
    assert found
    assert [path for path in found if not path.is_relative_to(own / "store")] == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of some systems")
def test_a_full_disk_leaves_no_traceback_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the library does when it is thrown away fails once more: nobody could catch that."""
    told: list[object] = []
    monkeypatch.setattr(sys, "unraisablehook", told.append)
    with pytest.raises(OSError, match="28"), xlsx_out.workbook(Path("/dev/full")) as book:
        book.add_worksheet().write(0, 0, "x")
    gc.collect()
    assert told == []
