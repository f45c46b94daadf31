"""The command line's manners: exit codes, one JSON document, one line per problem, both languages."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.bootstrap import wants_window
from app.cli.main import main
from app.services.base.store import Store
from tests.conftest import PASSWORD


@pytest.fixture
def password_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "password.txt"
    path.write_text(PASSWORD + "\n", encoding="utf-8")
    monkeypatch.setenv("NEEDFOLIO_PASSWORD_FILE", str(path))
    monkeypatch.setenv("NEEDFOLIO_HOME", str(tmp_path / "home"))
    return path


@pytest.mark.usefixtures("password_file")
def test_check_a_sound_store(store_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--store", str(store_file), "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["sound"] is True
    assert answer["rows"]["agent"] == 1


@pytest.mark.usefixtures("password_file")
def test_check_finds_a_flipped_bit(store_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = bytearray(store_file.read_bytes())
    content[-2000] ^= 4
    store_file.write_bytes(content)
    assert main(["check", "--store", str(store_file)]) == 2
    out = capsys.readouterr()
    assert "error:" in out.err or out.out.strip()


@pytest.mark.parametrize("there", [False, True], ids=["none", "the null device"])
def test_a_scheduler_without_a_terminal_is_told_at_once(
    store_file: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, there: bool
) -> None:
    """It waited for a password for ever on Windows, where NUL counts as a terminal."""
    monkeypatch.delenv("NEEDFOLIO_PASSWORD_FILE", raising=False)
    with Path(os.devnull).open(encoding="utf-8") as nothing:
        monkeypatch.setattr(sys, "stdin", nothing if there else None)
        assert main(["check", "--store", str(store_file), "--language", "en"]) == 2
    assert "NEEDFOLIO_PASSWORD_FILE" in capsys.readouterr().err


@pytest.mark.parametrize(("language", "words"), [("zh", "找不到数据文件"), ("en", "does not exist")])
@pytest.mark.usefixtures("password_file")
def test_a_missing_store_is_one_line_in_the_users_language(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], language: str, words: str
) -> None:
    assert main(["check", "--store", str(tmp_path / "none.db"), "--language", language]) == 2
    out = capsys.readouterr()
    assert out.out == ""
    assert out.err.startswith("error: ")
    assert words in out.err
    assert len(out.err.splitlines()) == 1
    assert not (tmp_path / "none.db").exists()


def test_wrong_usage_and_unknown_commands_exit_with_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["nonsense"]) == 2
    assert main(["backup"]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 2
    assert all(line.startswith("error: ") for line in lines)


def test_the_password_is_never_taken_from_the_command_line(
    store_file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("NEEDFOLIO_PASSWORD_FILE", raising=False)
    monkeypatch.setattr("sys.stdin", open("/dev/null") if Path("/dev/null").exists() else None)  # noqa: SIM115, PTH123
    assert main(["check", "--store", str(store_file)]) == 2
    assert "NEEDFOLIO_PASSWORD_FILE" in capsys.readouterr().err


def test_an_unreadable_password_file_is_named(
    store_file: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("NEEDFOLIO_PASSWORD_FILE", str(tmp_path / "gone.txt"))
    assert main(["check", "--store", str(store_file)]) == 2
    assert "gone.txt" in capsys.readouterr().err


@pytest.mark.usefixtures("password_file")
def test_backup_then_restore(store_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["backup", "--store", str(store_file), "--to", str(tmp_path / "usb"), "--json"]) == 0
    copy = json.loads(capsys.readouterr().out)["backup"]
    target = tmp_path / "other" / "restored.db"
    assert main(["restore", copy, "--store", str(target)]) == 0
    Store.open(target, PASSWORD).close()


def test_help_is_in_the_language_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["--help", "--language", "en"])
    assert caught.value.code == 0
    assert "verify that a store is sound" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "window"),
    [
        ([], True),
        (["--self-test"], True),
        (["--store", "x.db"], True),
        (["--store", "x.db", "--self-test"], True),
        (["demo", "--store", "x.db"], False),
        (["--help"], False),
    ],
)
def test_the_window_is_what_has_no_command(arguments: list[str], window: bool) -> None:
    assert wants_window(arguments) is window


def test_a_reader_that_has_read_enough_is_no_fault(tmp_path: Path) -> None:
    """``… --json | head`` once ended in a traceback."""
    sheets = {"worksheets": [{"name": f"n{n}", "lines": [{"label": "x", "amount": n}]} for n in range(5000)]}
    file = tmp_path / "many.json"
    file.write_text(json.dumps(sheets), encoding="utf-8")
    command = [sys.executable, "-m", "app", "worksheet", str(file), "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""


@pytest.mark.usefixtures("password_file")
def test_a_backup_is_looked_into_without_restoring(
    store_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["backup", "--store", str(store_file), "--to", str(tmp_path / "usb"), "--json"]) == 0
    copy = json.loads(capsys.readouterr().out)["backup"]
    target = tmp_path / "elsewhere" / "needfolio.db"
    assert main(["restore", copy, "--store", str(target), "--dry-run", "--json"]) == 0
    seen = json.loads(capsys.readouterr().out)
    assert (seen["agent"], seen["customers"], seen["steps"]) == ("李敏", 0, 1)
    assert not target.parent.exists()
