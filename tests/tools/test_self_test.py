"""``--self-test`` proves a build: every tab, plans, workbooks; and leaves nothing behind."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


def start(home: Path, program: list[str]) -> subprocess.CompletedProcess[str]:
    """Run with every folder that could be the user's pointing into ``home``."""
    for name in ("data", "config", "cache", "temporary"):
        (home / name).mkdir(exist_ok=True)
    places = {
        "HOME": home, "NEEDFOLIO_HOME": home / "data", "XDG_DATA_HOME": home / "data", "LOCALAPPDATA": home / "data",
        "XDG_CONFIG_HOME": home / "config", "XDG_CACHE_HOME": home / "cache", "MPLCONFIGDIR": home / "cache",
        "TMPDIR": home / "temporary", "TEMP": home / "temporary", "TMP": home / "temporary",
    }  # fmt: skip
    environment = os.environ | {name: str(path) for name, path in places.items()} | {"PYTHONUTF8": "1"}
    return subprocess.run(
        [sys.executable, *program], cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", timeout=120
    )


def left_over(home: Path) -> list[str]:
    return [str(path.relative_to(home)) for name in ("data", "temporary") for path in (home / name).rglob("*")]


def test_the_self_test_opens_everything_but_a_socket_and_leaves_nothing(home: Path) -> None:
    program = """
import runpy, sys
def watch(event, arguments):
    if event.startswith("socket.") and event != "socket.gethostname":
        print("socket!", event)
sys.addaudithook(watch)
sys.argv = ["app", "--self-test"]
runpy.run_module("app", run_name="__main__", alter_sys=True)
"""
    done = start(home, ["-c", program])
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    tabs = (
        "today",
        "customers",
        "interview",
        "combinations",
        "matrix",
        "selling",
        "progress",
        "team",
        "library",
        "know",
    )
    assert [line.removeprefix("ok ") for line in done.stdout.splitlines()][: len(tabs)] == list(tabs)
    assert "ok store" in done.stdout
    assert "socket!" not in done.stdout
    assert left_over(home) == []


def test_a_fault_in_a_tab_fails_the_self_test(home: Path) -> None:
    """Qt only prints what is raised while a page is shown: the frozen program once passed with a broken chart."""
    program = """
import sys
from app.ui.progress.page import ProgressPage
def refresh(self):
    raise RuntimeError("a library is missing")
ProgressPage.refresh = refresh
from app.bootstrap import main
sys.exit(main(["--self-test"]))
"""
    done = start(home, ["-c", program])
    assert done.returncode == 1
    assert "a library is missing" in done.stderr
    assert left_over(home) == []
