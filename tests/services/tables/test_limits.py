"""The process that reads a foreign file ends with who started it, and with what it may use."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from app.services.tables.tabular import job, limits

ROOT = Path(__file__).resolve().parents[3]
ENVIRONMENT = os.environ | {"PYTHONPATH": str(ROOT)}
WAITING = (
    "import time; from app.services.tables.tabular.limits import limit; limit(); print(1, flush=True); time.sleep(99)"
)
STARTER = f"""
import subprocess, sys
child = subprocess.Popen([sys.executable, "-c", {WAITING!r}], stdout=subprocess.PIPE, text=True)
child.stdout.readline()
print(child.pid, flush=True)
sys.stdin.read()
"""


def ended(pid: int) -> bool:
    """Whether a process that is not our child has ended; one nobody has waited for counts as ended."""
    if os.name == "nt":
        return not job.runs(pid)()
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0] == "Z"
    except FileNotFoundError:
        return True


@pytest.mark.skipif(not (os.name == "nt" or Path("/proc/self/stat").exists()), reason="asks the system's processes")
def test_a_parent_that_was_killed_takes_its_child_with_it() -> None:
    parent = subprocess.Popen([sys.executable, "-c", STARTER], env=ENVIRONMENT, text=True,
                              stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # fmt: skip
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    assert not ended(child)

    parent.kill()
    parent.communicate()

    for _ in range(300):
        if ended(child):
            return
        time.sleep(0.1)
    raise AssertionError("the child goes on alone")


def test_more_memory_than_allowed_ends_it_where_the_system_sets_no_bounds() -> None:
    """As on macOS, which takes the limit of the address space and does not keep it, or where a Job is refused."""
    greedy = (
        "import os, time; from app.services.tables.tabular.limits import watch; watch(os.getppid(), 150 * 1024 ** 2)\n"
        "taken = []\nfor _ in range(60): taken.append(bytearray(10 * 1024 ** 2)), time.sleep(0.05)\n"
    )
    done = subprocess.run([sys.executable, "-c", greedy], env=ENVIRONMENT, check=False, timeout=60)
    assert done.returncode == limits.TOO_MUCH


def test_a_child_is_not_ended_for_what_its_parent_once_used() -> None:
    """Named fault: Linux counts the peak of the parent into the child's, which then could not read a plain list."""
    own = bytearray(b"x" * 250 * 1024**2)
    modest = (
        "import os, time; from app.services.tables.tabular.limits import watch; watch(os.getppid(), 150 * 1024 ** 2)\n"
        "time.sleep(1.5)\n"
    )
    done = subprocess.run([sys.executable, "-c", modest], env=ENVIRONMENT, check=False, timeout=60)
    assert (done.returncode, len(own)) == (0, 250 * 1024**2)


def test_the_limits_of_a_job_are_laid_out_as_windows_reads_them() -> None:
    told = job.limits_of(limits.MOST_MEMORY, limits.MOST_SECONDS)
    if ctypes.sizeof(ctypes.c_void_p) == 8:  # JOBOBJECT_EXTENDED_LIMIT_INFORMATION of winnt.h, 64 bits
        assert ctypes.sizeof(told) == 144
        assert type(told).ProcessMemoryLimit.offset == 112
        assert type(told.Basic).LimitFlags.offset == 16
        assert type(told.Basic).ActiveProcessLimit.offset == 40
    assert told.ProcessMemoryLimit == limits.MOST_MEMORY
    assert told.Basic.PerProcessUserTimeLimit == limits.MOST_SECONDS * 10_000_000


@pytest.mark.skipif(os.name != "nt", reason="a Job is of Windows")
def test_a_job_ends_what_takes_too_much() -> None:
    process = subprocess.Popen([sys.executable, "-c", "input(); x = bytearray(10 ** 9)"], stdin=subprocess.PIPE)
    let_go = job.job_of(process, 200 * 1024**2, 10)
    process.communicate(b"\n")
    let_go()
    assert process.returncode != 0
