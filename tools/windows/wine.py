"""Programs of Windows started through Wine, in a prefix of our own."""

from __future__ import annotations

import os
import subprocess
import threading
from pathlib import Path
from typing import Any, BinaryIO

ROOT = Path(__file__).parents[2]
PLACE = ROOT / ".windows"
PREFIX = PLACE / "prefix"
WINDOWS_PYTHON = PLACE / "python"
DRIVE = PREFIX / "drive_c"
SYSTEM = DRIVE / "windows" / "system32"
# No questions about Mono and Gecko, no entries in anybody's menu, no debugger that waits.
WITHOUT = "mscoree=;mshtml=;winemenubuilder.exe=;winedbg.exe="


def environment(*, screen: bool = False) -> dict[str, str]:
    """Without a screen nothing is ever shown; Wine keeps QT_* from Windows programs, hence the other name."""
    kept = {name: value for name, value in os.environ.items() if screen or name != "DISPLAY"}
    return kept | {
        "WINEPREFIX": str(PREFIX), "WINEARCH": "win64", "WINEDEBUG": "-all", "WINEDLLOVERRIDES": WITHOUT,
        "WINDOWS_QT_PLATFORM": "windows" if screen else "offscreen", "OPENBLAS_NUM_THREADS": "1",
        "PYTHONDONTWRITEBYTECODE": "1", "PYTHONNOUSERSITE": "1", "PYTHONUTF8": "1",
    }  # fmt: skip


def python(*arguments: str) -> int:
    """Windows' Python in the checkout; its exit code."""
    return run(str(WINDOWS_PYTHON / "python.exe"), *arguments)


def run(program: str, *arguments: str, folder: Path = ROOT) -> int:
    """Output goes through pipes: Wine gives a program no usable handle for a Unix file."""
    child = subprocess.Popen(
        ["wine", program, *arguments], cwd=folder, env=environment(),
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert child.stdout is not None and child.stderr is not None
    passing = [threading.Thread(target=_pass_on, args=pair) for pair in ((child.stdout, 1), (child.stderr, 2))]
    for thread in passing:
        thread.start()
    try:
        code = child.wait()
    except KeyboardInterrupt:
        child.kill()
        return 130
    for thread in passing:
        thread.join(10)
    return code


def _pass_on(source: BinaryIO, to: int) -> None:
    while block := os.read(source.fileno(), 65_536):
        os.write(to, block)


def quiet(*command: str) -> None:
    """A tool of Wine itself; what it says is only shown where it fails."""
    whole = command if command[0] == "wineboot" else ("wine", *command)
    streams: dict[str, Any] = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    done = subprocess.run(whole, env=environment(), check=False, **streams)
    if done.returncode:
        raise SystemExit(f"dev.py windows: {' '.join(command)} failed\n{done.stdout.decode(errors='replace')[-2_000:]}")


def say(text: str) -> None:
    print(text, flush=True)
