"""The program folder for Windows, frozen by Windows' own PyInstaller under Wine, and tried there."""

from __future__ import annotations

import shutil
from pathlib import Path

from tools.windows import shims, wine

DIST = wine.ROOT / "dist" / "windows"
PROGRAM = "Needfolio"
TRIED = wine.PLACE / "tried"


def build() -> int:
    """``dist/windows/Needfolio``: what is shipped holds every library as it was published; what is tried is a copy,
    changed as Wine needs it."""
    options = ("--noconfirm", "--clean", "--distpath", "dist/windows", "--workpath", "build/windows")
    if code := wine.python("-m", "PyInstaller", *options, "build.spec"):
        return code
    (folder,) = (one for one in DIST.iterdir() if one.is_dir())
    ship(folder)
    return try_out(folder)


def ship(folder: Path) -> None:
    """Nothing of the test environment goes out."""
    for name, published in shims.originals(wine.WINDOWS_PYTHON):
        for inside in folder.rglob(name.name):
            if inside.parts[-len(name.parts) :] == name.parts:
                shutil.copy2(published, inside)
    for strange in [*folder.rglob(shims.OURS.decode()), *folder.rglob("icuuc.dll"), *folder.rglob("sitecustomize.py")]:
        strange.unlink()
    for file in folder.rglob("*"):
        if file.is_file() and shims.OURS in file.read_bytes():
            raise SystemExit(f"dev.py windows: {file.relative_to(folder)} still asks for what only the tests have")


def try_out(folder: Path) -> int:
    """The self-test of the frozen program."""
    shutil.rmtree(TRIED, ignore_errors=True)
    shutil.copytree(folder, TRIED)
    for name, _ in shims.originals(wine.WINDOWS_PYTHON):
        for inside in TRIED.rglob(name.name):
            if inside.parts[-len(name.parts) :] == name.parts:
                shims.point(inside)
                shutil.copy2(wine.WINDOWS_PYTHON / shims.OURS.decode(), inside.parent)
    shutil.copy2(wine.WINDOWS_PYTHON / shims.OURS.decode(), TRIED)
    wine.say("— self-test of the frozen program")
    return wine.run(str(next(TRIED.glob("*.exe"))), "--self-test", folder=TRIED)
