"""Another program looks into our files, or the Task Manager ends us: what was there is whole, and it is said."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import select

from app import log
from app.enums import FileFault
from app.errors import InputError
from app.models import Household
from app.services.base.files import exported
from app.services.base.store import Store
from tests.conftest import PASSWORD

ROOT = Path(__file__).resolve().parents[3]
windows = pytest.mark.skipif(os.name != "nt", reason="elsewhere an open file can be renamed")
WRITER = """
import itertools, sys
from pathlib import Path
from app.enums import Relation
from app.services.people import customers
from app.services.people.customers import HouseholdDraft, MemberDraft
from app.services.base.store import Actor, Store
store = Store.open(Path(sys.argv[1]), sys.argv[2])
for number in itertools.count():
    draft = HouseholdDraft(MemberDraft(f"王{number}", Relation.SELF))
    print(customers.add(store, Actor("A001", ""), draft).id, flush=True)
"""


def test_what_was_acknowledged_outlives_the_task_manager(store_file: Path) -> None:
    """SIGKILL, and on Windows TerminateProcess: at different moments, one after the other, on one store."""
    told: list[str] = []
    for lines in (1, 2, 3, 5, 8):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(store_file), PASSWORD], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        assert writer.stdout is not None
        told += [writer.stdout.readline().strip() for _ in range(lines)]
        writer.kill()
        rest = writer.communicate()[0].splitlines(keepends=True)
        told += [line.strip() for line in rest if line.endswith("\n")]
    opened = Store.open(store_file, PASSWORD)
    with opened.read() as session:
        there = set(session.scalars(select(Household.id)))
    assert set(told) <= there
    assert len(told) >= 19
    assert len(there) <= len(told) + 5, "at most one of each round was saved and not yet told"
    assert opened.faults() == []
    opened.close()


@contextmanager
def held(path: Path, share: int = 1) -> Iterator[int]:
    """Open as Excel opens a file: others may read (1), nobody may rename or delete it."""
    import ctypes

    kernel = ctypes.WinDLL("kernel32")  # type: ignore[attr-defined, unused-ignore]
    kernel.CreateFileW.restype = ctypes.c_void_p
    kernel.CreateFileW.argtypes = (ctypes.c_wchar_p, ctypes.c_uint32, ctypes.c_uint32, ctypes.c_void_p,
                                   ctypes.c_uint32, ctypes.c_uint32, ctypes.c_void_p)  # fmt: skip
    kernel.CloseHandle.argtypes = (ctypes.c_void_p,)
    handle = kernel.CreateFileW(str(path), 0x80000000, share, None, 3, 0x80, None)
    assert handle not in (None, ctypes.c_void_p(-1).value)
    try:
        yield handle
    finally:
        kernel.CloseHandle(handle)


@windows
def test_a_file_open_in_excel_stays_as_it_is_and_that_is_said(tmp_path: Path) -> None:
    target = tmp_path / "名单.csv"
    target.write_text("kept", encoding="utf-8")
    with held(target), pytest.raises(InputError) as caught, exported(target) as part:
        part.write_text("new", encoding="utf-8")
    assert caught.value.problems[0].values["reason"] is FileFault.BUSY
    assert [(one.name, one.read_text(encoding="utf-8")) for one in tmp_path.iterdir()] == [("名单.csv", "kept")]


@windows
def test_a_virus_scanner_that_lets_go_is_waited_for(tmp_path: Path) -> None:
    target = tmp_path / "名单.csv"
    looking, leave = threading.Event(), threading.Event()

    def scan(part: Path) -> None:
        with held(part, share=3):  # it lets others read and write, and holds the name
            looking.set()
            leave.wait()

    with exported(target) as part:
        part.write_text("new", encoding="utf-8")
        scanner = threading.Thread(target=scan, args=(part,))
        scanner.start()
        looking.wait()
        threading.Timer(0.3, leave.set).start()
    scanner.join()
    assert [(one.name, one.read_text(encoding="utf-8")) for one in tmp_path.iterdir()] == [("名单.csv", "new")]


@contextmanager
def logged(folder: Path) -> Iterator[Path]:
    log.start_log(folder)
    try:
        yield folder / "log" / "needfolio.log"
    finally:
        for handler in list(log.LOGGER.handlers):
            handler.close()
            log.LOGGER.removeHandler(handler)


def numbers(file: Path) -> list[int]:
    return [int(line.rpartition(" ")[2]) for line in file.read_text(encoding="utf-8").splitlines()]


def test_a_log_is_turned_and_two_older_ones_are_kept(tmp_path: Path) -> None:
    with logged(tmp_path) as file:
        (handler,) = log.LOGGER.handlers
        assert isinstance(handler, log.Turned)
        for number in range(4):
            log.LOGGER.info("line %s", number)
            handler.doRollover()
        log.LOGGER.info("line 4")
    names = [file.name, f"{file.name}.1", f"{file.name}.2"]
    assert sorted(one.name for one in file.parent.iterdir() if one.stat().st_size) == names
    assert [numbers(file.with_name(name)) for name in names] == [[4], [3], [2]]


def test_a_log_that_cannot_be_turned_loses_nothing(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Another Needfolio has it open: Windows then renames it for nobody. Here a folder stands where it would go."""
    caplog.set_level(logging.INFO)
    with logged(tmp_path) as file:
        (handler,) = log.LOGGER.handlers
        assert isinstance(handler, log.Turned)
        (tmp_path / "log" / f"{file.name}.0" / "x").mkdir(parents=True)
        for number in range(3):
            log.LOGGER.info("line %s", number)
            handler.doRollover()
    assert numbers(file) == [0, 1, 2]


@windows
def test_two_programs_write_one_log(tmp_path: Path) -> None:
    with logged(tmp_path) as file, file.open("a", encoding="utf-8"):
        (handler,) = log.LOGGER.handlers
        assert isinstance(handler, log.Turned)
        log.LOGGER.info("line 0")
        handler.doRollover()
        log.LOGGER.info("line 1")
        assert numbers(file) == [0, 1]
