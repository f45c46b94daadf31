"""Everything a contributor does, in one place: ``python3 dev.py run | test | check | bench | …``; ``--help`` has all.

Standard library only. It makes its own environment in ``.venv`` on first use, of the tested versions in
``constraints.txt`` whose files have the checksums of ``hashes.txt``, and touches nothing outside the checkout; only as
root on Debian does it install missing system packages itself. A second run finds the stamp in ``.venv`` and starts at
once.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "needfolio-stamp.json"
SCRIPTS = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = SCRIPTS / ("python.exe" if os.name == "nt" else "python")

# The oldest and the newest Python all packages of constraints.txt can be had for; pyproject.toml says the same.
TESTED = (3, 11), (3, 14)
# What Qt loads from the system on Debian and its kin: the first line for any drawing, the rest for a screen.
QT_LIBRARIES = """
    libegl1 libgl1 libglib2.0-0 libdbus-1-3 libfontconfig1 libfreetype6 libxkbcommon0
    libxkbcommon-x11-0 libx11-xcb1 libxcb-cursor0 libxcb-glx0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1
    libxcb-randr0 libxcb-render0 libxcb-render-util0 libxcb-shape0 libxcb-shm0 libxcb-sync1 libxcb-util1
    libxcb-xfixes0 libxcb-xinerama0 libxcb-xkb1
""".split()
# Loading the platform plugin is the one sure test: the loader names the first library that is missing.
PROBE = """
import ctypes, pathlib, sys, PySide6
from PySide6 import QtWidgets
plugins = pathlib.Path(PySide6.__file__).parent / "Qt" / "plugins" / "platforms"
ctypes.CDLL(str(plugins / sys.argv[1]))
"""


def main(arguments: Sequence[str]) -> int:
    if python := tested_python(sys.version_info[:2]):
        return subprocess.call([*python, str(ROOT / "dev.py"), *arguments])
    args, rest = _parser().parse_known_args(arguments)
    if rest and args.command not in ("run", "test", "bench", "windows"):
        _parser().error(f"{args.command} takes no further arguments: {' '.join(rest)}")
    if args.command == "hashes":  # before there is an environment: it says what one is made of
        return hashes([])
    prepare(screen=args.command == "run")
    return COMMANDS[args.command](rest[1:] if rest[:1] == ["--"] else rest)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="dev.py", description=(__doc__ or "").splitlines()[0], add_help=False)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    # No --help and no abbreviations of their own: what follows run, test and bench belongs to what they start.
    commands.add_parser("run", add_help=False, help="start Needfolio; further arguments go to it (run demo --help)")
    commands.add_parser("test", add_help=False, help="all tests, without a screen; further arguments go to pytest")
    commands.add_parser("check", help="style, types, layers, translations and the first schema")
    commands.add_parser("bench", add_help=False, help="measure each speed goal beside its limit; names choose rows")
    commands.add_parser("i18n", help="put the window's new sentences into their files, for their Chinese")
    commands.add_parser("schema", help="write the first schema anew from the models (until the first release)")
    commands.add_parser("build", help="a program folder that runs without Python, in dist/")
    commands.add_parser("hashes", help="write the checksums of what constraints.txt names anew")
    commands.add_parser("windows", add_help=False, help="try Windows through Wine: windows test | build | python")
    parser.add_argument("-h", "--help", action="help", help="show this help")
    return parser


# --- the commands -----------------------------------------------------------------------------------------------------


def run(rest: Sequence[str]) -> int:
    return call("-m", "app", *rest)


def test(rest: Sequence[str]) -> int:
    """A file stays on one worker, so that a module's costly fixtures are made once."""
    return call("-m", "pytest", "-n", "2", "--dist", "loadfile", *rest, offscreen=True)


def check(rest: Sequence[str]) -> int:
    """Every check runs, so that one round shows all there is to mend."""
    del rest
    checks = {
        "ruff check": ("-m", "ruff", "check", "."),
        "ruff format": ("-m", "ruff", "format", "--check", "."),
        "mypy": ("-m", "mypy"),
        "layers": ("-c", "from importlinter.cli import lint_imports_command; lint_imports_command()", "--no-cache"),
        "translations": ("-m", "tools.i18n", "check"),
        "schema": ("-m", "tools.schema", "check"),
    }
    failed = []
    for name, command in checks.items():
        say(f"— {name}")
        if call(*command, offscreen=True):
            failed.append(name)
    say(f"check failed: {', '.join(failed)}" if failed else "check: all good")
    return 1 if failed else 0


def bench(rest: Sequence[str]) -> int:
    return call("-m", "tests.bench", *rest, offscreen=True)


def translate(rest: Sequence[str]) -> int:
    return call("-m", "tools.i18n", "update", *rest, offscreen=True)


def schema(rest: Sequence[str]) -> int:
    return call("-m", "tools.schema", "update", *rest)


def build(rest: Sequence[str]) -> int:
    options = ("--noconfirm", "--clean", "--distpath", "dist", "--workpath", "build", *rest)
    return call("-m", "PyInstaller", *options, "build.spec", offscreen=True)


def hashes(rest: Sequence[str]) -> int:
    del rest
    from tools.hashes import write

    return write(ROOT, requirements())


def windows(rest: Sequence[str]) -> int:
    return call("-m", "tools.windows", *rest)


COMMANDS = {
    "run": run, "test": test, "check": check, "bench": bench, "i18n": translate, "schema": schema, "build": build,
    "hashes": hashes,
    "windows": windows,
}  # fmt: skip


# --- the environment --------------------------------------------------------------------------------------------------


def prepare(*, screen: bool) -> None:
    """Bring ``.venv`` up to what pyproject.toml and constraints.txt say; at once when nothing changed."""
    wanted = fingerprint()
    stamp = read_stamp()
    if not works(PYTHON):
        make_environment()
        stamp = {}
    if stamp.get("packages") != wanted:
        install_packages()
        stamp = {"packages": wanted, "plugins": []}
        write_stamp(stamp)
    plugin = "libqxcb.so" if screen and on_x11() else "libqoffscreen.so"
    if sys.platform == "linux" and plugin not in stamp["plugins"]:
        need_qt_libraries(plugin)
        stamp["plugins"].append(plugin)
        write_stamp(stamp)


def on_x11() -> bool:
    """Wayland has its own plugin, and a machine without a screen needs none of the X libraries."""
    return os.environ.get("QT_QPA_PLATFORM", "xcb").startswith("xcb") and bool(os.environ.get("DISPLAY"))


def fingerprint() -> str:
    """Changes when a dependency does, not with every setting of a linter."""
    lists = [(ROOT / name).read_text(encoding="utf-8") for name in ("constraints.txt", "hashes.txt")]
    text = json.dumps([requirements(), *lists, sys.version_info[:2]])
    return hashlib.sha256(text.encode()).hexdigest()


def requirements() -> list[str]:
    import tomllib  # not before prepare() has seen that this Python has it

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]


def read_stamp() -> dict[str, Any]:
    with contextlib.suppress(OSError, ValueError):
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
        if isinstance(stamp, dict):
            return stamp
    return {}


def write_stamp(stamp: dict[str, Any]) -> None:
    STAMP.write_text(json.dumps(stamp), encoding="utf-8")


def works(python: Path) -> bool:
    """An environment that was moved, or whose Python was upgraded away, is made anew."""
    return python.exists() and quiet(str(python), "-c", "import pip") == 0


def make_environment() -> None:
    if quiet(sys.executable, "-c", "import ensurepip, venv"):
        need_debian_packages(["python3-venv"], "Python's venv module is not complete on this system.")
    say("Making the environment in .venv (once) …")
    if VENV.exists():
        shutil.rmtree(VENV)
    if subprocess.call([sys.executable, "-m", "venv", str(VENV)]):
        stop(f"The environment could not be made: {sys.executable} -m venv {VENV}")


def tested_python(version: tuple[int, int]) -> list[str]:
    """How to start a Python that Needfolio was tested with; nothing when ``version``, which is running, is one."""
    if TESTED[0] <= version <= TESTED[1]:
        return []
    for minor in range(TESTED[1][1], TESTED[0][1] - 1, -1):
        command = ["py", f"-3.{minor}"] if os.name == "nt" else [f"python3.{minor}"]
        if shutil.which(command[0]) and quiet(*command, "-c", "") == 0:
            say(f"Needfolio was not tested with Python {words(version)}: using {' '.join(command)}.")
            return command
    stop(
        f"Needfolio was tested with Python {words(TESTED[0])} to {words(TESTED[1])}; this is {words(version)}, for "
        "which some packages cannot be had. Install one of these beside it (python.org, or your system's packages) and "
        "run this command again: it is found by itself."
    )
    raise AssertionError


def words(version: tuple[int, int]) -> str:
    return ".".join(map(str, version))


def install_packages() -> None:
    say("Installing the packages Needfolio needs into .venv (this takes a few minutes the first time) …")
    pip = ("-m", "pip", "install", "--disable-pip-version-check", "--no-input", "-qq")
    if call(*pip, "--require-hashes", "--requirement", "hashes.txt"):
        stop("pip could not install the packages (see above). A second try goes on where this one stopped.")


def need_qt_libraries(plugin: str) -> None:
    if quiet(str(PYTHON), "-c", PROBE, plugin) == 0:
        return
    need_debian_packages(QT_LIBRARIES, "Qt misses some libraries of the system.")
    if call("-c", PROBE, plugin):
        stop("Qt still cannot start; the last line above names the library it misses.")


def need_debian_packages(names: Sequence[str], why: str) -> None:
    """Install them as root on Debian and its kin; else say exactly what to type."""
    command = ["apt-get", "install", "--yes", "--no-install-recommends", *names]
    if shutil.which("apt-get") is None:
        stop(f"{why} Install what your system calls: {' '.join(names)}")
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        stop(f"{why} Please run:\n\n    sudo {' '.join(command)}\n\nand then this command again.")
    say(f"{why} Installing: {' '.join(names)}")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for step in (["apt-get", "update", "--quiet"], command):
        if subprocess.call(step, env=environment, stdout=subprocess.DEVNULL):
            stop(f"This failed: {' '.join(step)}")


# --- small helpers ----------------------------------------------------------------------------------------------------


def call(*arguments: str, offscreen: bool = False) -> int:
    """Run the environment's Python in the checkout; ``offscreen`` draws without a screen."""
    environment = {**os.environ, "PYTHONUTF8": "1"}
    if offscreen:
        environment["QT_QPA_PLATFORM"] = "offscreen"
    try:
        return subprocess.call([str(PYTHON), *arguments], cwd=ROOT, env=environment)
    except KeyboardInterrupt:
        return 130


def quiet(*command: str) -> int:
    return subprocess.call(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def say(text: str) -> None:
    print(text, flush=True)


def stop(text: str) -> NoReturn:
    print(f"dev.py: {text}", file=sys.stderr)
    raise SystemExit(1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
