"""What a user is given: an installer for himself alone, the same folder as a zip, and the checksums of both."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from app import __version__
from dev import need_debian_packages
from tools.windows import wine

SCRIPT = Path(__file__).with_name("installer.nsi")
WORK = wine.ROOT / "build" / "windows"
LOCAL = "users/*/AppData/Local"


def make(folder: Path) -> Path:
    """The installer of the frozen ``folder``, beside it with its zip and ``SHA256SUMS``."""
    if not shutil.which("makensis"):
        need_debian_packages(["nsis"], "The installer is made by NSIS.")
    target = folder.parent / f"Needfolio-{__version__}-setup.exe"
    archive = shutil.make_archive(str(target.with_name(f"Needfolio-{__version__}")), "zip", folder.parent, folder.name)
    lists = {"INSTALLED": list(installed(folder)), "REMOVED": list(removed(folder))}
    for name, lines in lists.items():
        (WORK / f"{name}.nsh").write_text("\n".join(lines) + "\n", encoding="utf-8-sig")
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) // 1024
    told = {
        "VERSION": __version__, "KILOBYTES": size, "TARGET": target, "ICON": WORK / "build" / "needfolio.ico",
        **{name: WORK / f"{name}.nsh" for name in lists},
    }  # fmt: skip
    defined = [f"-D{name}={value}" for name, value in told.items()]
    subprocess.run(["makensis", "-V2", "-INPUTCHARSET", "UTF8", *defined, str(SCRIPT)], check=True)
    sums = [f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}" for file in (target, Path(archive))]
    (folder.parent / "SHA256SUMS").write_text("\n".join(sums) + "\n", encoding="ascii")
    return target


def installed(folder: Path) -> Iterator[str]:
    """The lines of the script that lay each file into its place."""
    for inside in _folders(folder):
        yield f'SetOutPath "$INSTDIR{_below(folder, inside)}"'
        for file in sorted(inside.iterdir()):
            if file.is_file():
                yield f'File "{file}"'


def removed(folder: Path) -> Iterator[str]:
    """The lines that remove exactly these; a folder goes only where nothing else came into it."""
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            yield f'Delete "$INSTDIR{_below(folder, file)}"'
    for inside in reversed(_folders(folder)[1:]):
        yield f'RMDir "$INSTDIR{_below(folder, inside)}"'


def _folders(folder: Path) -> list[Path]:
    return [folder, *sorted(one for one in folder.rglob("*") if one.is_dir())]


def _below(folder: Path, one: Path) -> str:
    return "".join(f"\\{part}" for part in one.relative_to(folder).parts)


def install(setup: Path) -> Path:
    """Silently, as a user's first time; the folder it went to."""
    _silently(setup)
    for program in wine.DRIVE.glob(f"{LOCAL}/Programs/Needfolio/needfolio.exe"):
        return program.parent
    raise SystemExit(f"dev.py windows: {setup.name} /S laid nothing down")


def uninstall(folder: Path) -> None:
    """Silently; raises SystemExit where it took data along, or left something of its own."""
    data = folder.parents[1] / "Needfolio"
    data.mkdir(exist_ok=True)
    (data / "needfolio.db").write_text("kept", encoding="utf-8")
    (folder / "notes.txt").write_text("kept", encoding="utf-8")
    _silently(folder / "uninstall.exe")
    left = [file.name for file in folder.rglob("*")] if folder.exists() else []
    if left != ["notes.txt"] or not (data / "needfolio.db").exists():
        raise SystemExit(f"dev.py windows: after the removal there is {left[:9]}, of the data {list(data.iterdir())}")
    shutil.rmtree(folder)
    shutil.rmtree(data)


def _silently(program: Path) -> None:
    """NSIS copies an uninstaller elsewhere and goes on there: all of the prefix is waited for."""
    if code := wine.run(str(program), "/S"):
        raise SystemExit(f"dev.py windows: {program.name} /S ended with {code}")
    subprocess.run(["wineserver", "-w"], env=wine.environment(), check=True)
