"""The program for Windows, frozen by Windows' own PyInstaller under Wine, with its installer, and tried there."""

from __future__ import annotations

import shutil
from pathlib import Path

from tools.windows import installer, shims, wine

DIST = wine.ROOT / "dist" / "windows"


def build() -> int:
    """Into ``dist/windows``: the program folder, an installer, a zip, ``SHA256SUMS``. What is shipped holds every
    library as it was published; what the installer laid down is changed as Wine needs it, tried, and removed again."""
    options = ("--noconfirm", "--clean", "--distpath", "dist/windows", "--workpath", "build/windows")
    if code := wine.python("-m", "PyInstaller", *options, "build.spec"):
        return code
    folder = DIST / "needfolio"
    ship(folder)
    wine.say("— installer")
    setup = installer.make(folder)
    laid = installer.install(setup)
    as_wine_needs(laid)
    wine.say("— self-test of what the installer laid down")
    code = wine.run(str(laid / "needfolio.exe"), "--self-test", folder=laid)
    code = code or wine.run(str(laid / "needfolio-cli.exe"), "--help", folder=laid)
    for ours in laid.rglob(shims.OURS.decode()):
        ours.unlink()
    installer.uninstall(laid)
    wine.say("\n".join(sorted(str(file) for file in DIST.iterdir())))
    return code


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


def as_wine_needs(folder: Path) -> None:
    """What Wine lacks, for a program folder that is only tried."""
    ours = wine.WINDOWS_PYTHON / shims.OURS.decode()
    for name, _ in shims.originals(wine.WINDOWS_PYTHON):
        for inside in folder.rglob(name.name):
            if inside.parts[-len(name.parts) :] == name.parts:
                shims.point(inside)
                shutil.copy2(ours, inside.parent)
    shutil.copy2(ours, folder)
