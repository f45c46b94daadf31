"""What is written for a moment stands in a folder of our own, and a program that was killed leaves nothing for good."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.services.base.files import exported, patiently

ROOT = Path(__file__).resolve().parents[3]
BEGIN = "import sys\nfrom app.services.base import temporary\nprint(temporary.begin(), flush=True)\n"
EXPORT = """
import tempfile
from pathlib import Path
from app.services.base.files import exported
with exported(Path(sys.argv[1])) as part, tempfile.NamedTemporaryFile("w", delete=False) as rows:
    part.write_text("王芳", encoding="utf-8"), rows.write("王芳"), rows.flush()
    print("writing", flush=True), sys.stdin.read()
"""
posix = pytest.mark.skipif(os.name == "nt", reason="rights and signals of POSIX")


@contextmanager
def program(home: Path, code: str, *given: str) -> Iterator[tuple[subprocess.Popen[str], Path]]:
    """A process of ours, waiting, and the folder it took."""
    environment = os.environ | {"NEEDFOLIO_HOME": str(home), "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    process = subprocess.Popen([sys.executable, "-c", BEGIN + code, *given], env=environment, text=True,
                               stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # fmt: skip
    assert process.stdout is not None
    try:
        yield process, Path(process.stdout.readline().strip())
    finally:
        process.kill()
        process.communicate()


def started(home: Path) -> None:
    with program(home, "") as (process, _):
        assert process.wait(60) == 0


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*"))


def test_what_a_killed_export_left_is_gone_after_the_next_start(tmp_path: Path) -> None:
    home, desk = tmp_path / "资料 夹", tmp_path / "桌面 上"
    desk.mkdir()
    with program(home, EXPORT, str(desk / "名单.csv")) as (process, folder):
        assert process.stdout is not None
        assert process.stdout.readline() == "writing\n"
        process.kill()
        process.wait()
        assert len(names(desk)) == 1  # the part, with a customer in it
        assert len(names(folder)) == 1
        (desk / ".0123456789ab.part").write_text("somebody else's", encoding="utf-8")

        started(home)

    assert names(desk) == [".0123456789ab.part"], "only what was ours is removed"
    assert not folder.exists()
    assert names(home) == []


def test_another_start_leaves_alone_what_is_in_use(tmp_path: Path) -> None:
    with program(tmp_path / "home", EXPORT, str(tmp_path / "a.csv")) as (process, folder):
        assert process.stdout is not None
        process.stdout.readline()
        started(tmp_path / "home")
        assert len(names(folder)) == 1
        assert process.poll() is None
        process.communicate("")  # go on to the end
    assert (tmp_path / "a.csv").read_text(encoding="utf-8") == "王芳"
    assert not folder.exists()


@posix
def test_nobody_else_may_look_into_it(tmp_path: Path) -> None:
    (tmp_path / "temporary").mkdir(mode=0o755)
    with program(tmp_path, "sys.stdin.read()") as (_, folder):
        assert folder.parent == tmp_path / "temporary"
        assert [stat.S_IMODE(one.stat().st_mode) for one in (folder, folder.parent)] == [0o700, 0o700]


@posix
def test_a_home_it_is_the_first_to_make_is_closed_to_others_too(tmp_path: Path) -> None:
    home = tmp_path / "new" / "home"
    with program(home, "sys.stdin.read()"):
        assert [stat.S_IMODE(one.stat().st_mode) for one in (home, home.parent)] == [0o700, 0o700]


@posix
def test_a_link_somebody_laid_there_is_not_followed(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    (elsewhere / "kept").mkdir(parents=True)
    home = tmp_path / "home"
    home.mkdir()
    (home / "temporary").symlink_to(elsewhere)
    with program(home, "sys.stdin.read()") as (_, folder):
        assert names(elsewhere) == ["kept"]
        assert not folder.is_relative_to(elsewhere)


@posix
def test_the_process_that_reads_foreign_files_uses_it_too(tmp_path: Path) -> None:
    code = "import tempfile, subprocess\nprint(subprocess.check_output([sys.executable, '-c', 'import tempfile; print(tempfile.gettempdir())'], env=temporary.environment(), text=True))\n"  # noqa: E501
    with program(tmp_path, code) as (process, folder):
        assert process.stdout is not None
        assert process.stdout.readline().strip() == str(folder)


def test_a_file_somebody_looks_into_for_a_moment_is_waited_for() -> None:
    tries: list[int] = []

    def act() -> None:
        tries.append(1)
        if len(tries) < 3:
            raise PermissionError

    patiently(act, 5)
    assert len(tries) == 3
    with pytest.raises(PermissionError):
        patiently(lambda: (_ for _ in ()).throw(PermissionError()), 0)


@posix
def test_a_clean_up_that_fails_does_not_hide_what_went_wrong(tmp_path: Path) -> None:
    """The part is a folder by now, which no unlink takes away: the first error is still the one that is told."""
    with pytest.raises(ValueError, match="first"), exported(tmp_path / "a.csv") as part:
        part.mkdir()
        raise ValueError("first")


@posix
def test_ended_by_the_system_it_is_as_if_killed(tmp_path: Path) -> None:
    with program(tmp_path / "home", EXPORT, str(tmp_path / "a.csv")) as (process, _):
        assert process.stdout is not None
        process.stdout.readline()
        process.send_signal(signal.SIGTERM)
        process.wait()
        started(tmp_path / "home")
    assert names(tmp_path) == ["home"] or names(tmp_path) == []
