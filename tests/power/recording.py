"""What a process did to its disk, step by step, and what a disk may hold that lost its power after any of the steps.

The steps are written down by ``disk.c`` beneath Python and the engine of the database. A disk keeps for certain only
what was synced: of a file its bytes by ``fsync`` of the file, its name by ``fsync`` of the folder. What came later may
be there, be missing, or be there in part, sector by sector and in any order; names keep their order, as a journal of
the file system does. A killed process loses nothing it has written: that is a cut that keeps all.
"""

from __future__ import annotations

import os
import random
import shutil
import struct
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
HEAD = struct.Struct("<c3xIqQ")
SECTOR = 512
ACKS = "acks"


@dataclass(frozen=True, slots=True)
class Step:
    """One of: c made, w written, t cut to a size, s synced, r renamed, u removed, m folder made, d folder removed."""

    kind: str
    path: str
    offset: int = 0
    data: bytes = b""


@cache
def library(folder: Path) -> Path:
    """The recorder, built for this machine."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    if sys.platform != "linux" or compiler is None:
        pytest.skip("needs Linux and a C compiler: the steps on the disk are seen beneath the program")
    built = folder / "disk.so"
    subprocess.run([compiler, "-O1", "-shared", "-fPIC", str(HERE / "disk.c"), "-o", str(built), "-ldl", "-lpthread"],
                   check=True)  # fmt: skip
    return built


def run(
    recorder: Path, disk: Path, script: Path, *given: str, room: int | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a script with ``disk`` under watch; ``room`` is how many bytes may be written below it in all."""
    watched = {
        "LD_PRELOAD": str(recorder), "POWER_ROOT": str(disk), "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1",
        "POWER_LIST": str(list_of(disk)), "NEEDFOLIO_HOME": str(disk / "home"), "PYTHONDONTWRITEBYTECODE": "1",
    }  # fmt: skip
    if room is not None:
        watched["POWER_ROOM"] = str(room)
    command = [sys.executable, str(script), str(disk), *given]
    return subprocess.run(command, env=os.environ | watched, capture_output=True, encoding="utf-8", timeout=600)


def list_of(disk: Path) -> Path:
    return disk.with_name(disk.name + ".steps")


def steps(disk: Path) -> list[Step]:
    content, found, at = list_of(disk).read_bytes(), [], 0
    while at < len(content):
        kind, name, offset, length = HEAD.unpack_from(content, at)
        at += HEAD.size
        path = os.fsdecode(content[at : at + name]).removesuffix(" (deleted)")
        at += name
        data = b"" if kind == b"t" else content[at : at + length]
        at += len(data)
        found.append(Step(kind.decode(), path, offset, data))
    return found


@dataclass
class File:
    kept: bytearray = field(default_factory=bytearray)
    late: list[Step] = field(default_factory=list)

    def after(self, chance: random.Random, share: float) -> bytes:
        """What may be read: all that was synced, and of what came later so much."""
        content = bytearray(self.kept)
        for step in self.late:
            if share >= 1 or step.kind == "t":
                if share >= 1 or chance.random() < share:
                    apply(content, step)
                continue
            for start in range(0, len(step.data), SECTOR):
                if chance.random() < share:
                    apply(content, Step("w", step.path, step.offset + start, step.data[start : start + SECTOR]))
        return bytes(content)

    def sync(self) -> None:
        for step in self.late:
            apply(self.kept, step)
        self.late.clear()


def apply(content: bytearray, step: Step) -> None:
    end = step.offset + len(step.data) if step.kind == "w" else step.offset
    if len(content) < end:
        content.extend(bytes(end - len(content)))
    if step.kind == "w":
        content[step.offset : end] = step.data
    else:
        del content[end:]


class Disk:
    """A disk that goes through the steps; :meth:`cut` lays out what it may hold now. One that ``lies`` says it has
    synced and has not."""

    def __init__(self, root: Path, *, lies: bool = False) -> None:
        self.root, self._lies = str(root), lies
        self.acks: list[str] = []
        self._names: dict[str, File | None] = {self.root: None}  # None is a folder
        self._certain: dict[str, File | None] = dict(self._names)
        self._late: list[tuple[Step, File | None]] = []

    def take(self, step: Step) -> None:
        if step.path == f"{self.root}/{ACKS}":
            self.acks += step.data.decode().split()
            return
        if step.kind in "wt":
            file = self._names.get(step.path)
            if file is not None:  # else it has no name any more: nobody will ever read it
                file.late.append(step)
        elif step.kind == "s":
            if self._lies:
                return
            if (file := self._names.get(step.path)) is not None:
                file.sync()
            elif step.path in self._names:
                self._certain, self._late = dict(self._names), []
        else:
            made = File() if step.kind == "c" else None
            self._late.append((step, made))
            renamed(self._names, step, made)

    def cut(self, place: Path, chance: random.Random | None) -> None:
        """Lay out at ``place`` what is there after a cut; without ``chance`` after a kill."""
        share = 1.0 if chance is None else chance.choice((0.0, 0.3, 0.7, 0.95, 1.0))
        names = dict(self._certain)
        late = self._late if chance is None else self._late[: chance.randint(0, len(self._late))]
        for step, made in late:
            renamed(names, step, made)
        for name in sorted(names):
            target = place / os.path.relpath(name, self.root)
            file = names[name]
            if file is None:
                target.mkdir(mode=0o700, parents=True, exist_ok=True)
            elif not name.endswith("-shm"):  # an index in memory: it never survives the machine
                target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                target.write_bytes(file.after(chance or random.Random(0), share))


def renamed(names: dict[str, File | None], step: Step, made: File | None) -> None:
    if step.kind in "cm":
        names[step.path] = made
    elif step.kind in "ud":
        names.pop(step.path, None)
    else:
        target = os.fsdecode(step.data)
        moved = {name: file for name, file in names.items() if name == step.path or name.startswith(step.path + "/")}
        for name in moved:
            del names[name]
        names.update({target + name.removeprefix(step.path): file for name, file in moved.items()})


def moments(taken: list[Step], chance: random.Random, each: int) -> Iterator[int]:
    """After which steps to cut: so many between two acknowledgements, and each acknowledgement."""
    marks = [at for at, step in enumerate(taken) if step.path.endswith(f"/{ACKS}") and step.kind == "w"]
    wanted: set[int] = set()
    for start, end in zip([0, *marks], [*marks, len(taken) - 1], strict=True):
        inner = range(start, end)
        wanted |= set(chance.sample(inner, min(each, len(inner)))) | {end}
    yield from sorted(wanted)
