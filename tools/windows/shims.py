"""The few things Wine 8 lacks of Windows 10, compiled from ``shim.c`` and put where Windows' Python finds them.

numpy's modules are pointed at a library of ours for complex numbers; :func:`originals` keeps them as they came, for
what is shipped.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).with_name("shim.c")
COMPILER = ("x86_64-w64-mingw32-gcc", "-O1", "-shared", "-w", "-fno-builtin", "-static-libgcc")
THEIRS, OURS = b"api-ms-win-crt-math-l1-1-0.dll", b"needfolio-complex-math-1-0.dll"  # of one length
ROUND = (
    "ccos csin ctan ccosh csinh ctanh cexp clog csqrt cacos casin catan cacosh casinh catanh cpow cabs carg creal cimag"
)
COMPLEX = frozenset(name + end for name in ROUND.split() for end in ("", "f", "l"))
KEPT = "as-published"  # beside the packages: the modules before they were pointed elsewhere


def put_in(python: Path, system: Path) -> None:
    """``python`` is the folder of python.exe, ``system`` the prefix' system32."""
    _compile("-DICU", system / "icuuc.dll")
    _compile("-DRANDOM", system / "bcryptprimitives.dll", "-ladvapi32")
    modules = [file for file in (python / "Lib/site-packages/numpy").rglob("*.pyd") if THEIRS in file.read_bytes()]
    names = {name for file in modules for name in _asked(file)}
    definition = python / "complex.def"
    definition.write_text(
        "EXPORTS\n" + "".join(f"{name} = {_home(name)}\n" for name in sorted(names)), encoding="ascii"
    )
    _compile("-DCRT", python / OURS.decode(), str(definition))
    for file in modules:
        kept = python / KEPT / file.relative_to(python / "Lib/site-packages")
        kept.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(file, kept)
        point(file)


def point(module: Path) -> None:
    """Make a module ask our library instead of the runtime's."""
    module.write_bytes(module.read_bytes().replace(THEIRS, OURS))


def originals(python: Path) -> Iterator[tuple[Path, Path]]:
    """The changed modules by their place below site-packages, and each as it was published."""
    for file in sorted((python / KEPT).rglob("*.pyd")):
        yield file.relative_to(python / KEPT), file


def _asked(module: Path) -> Iterator[str]:
    """The functions a module asks of the runtime's mathematics."""
    told = subprocess.run(
        ["x86_64-w64-mingw32-objdump", "-p", str(module)], capture_output=True, text=True, check=True
    ).stdout
    for block in told.split("DLL Name: ")[1:]:
        library, rest = block.split("\n", 1)
        if library.strip().lower() == THEIRS.decode():
            yield from re.findall(r"^\t[0-9a-f]+\t\s*\d+\s+(\S+)", rest, re.MULTILINE)


def _home(name: str) -> str:
    """Real functions stay the runtime's; on Windows a long double is a double."""
    if name not in COMPLEX:
        return f"ucrtbase.{name}"
    short = name[:-1] if name.endswith("l") and name[:-1] in COMPLEX and name != "creal" else name
    return f"x_{short}"


def _compile(part: str, to: Path, *more: str) -> None:
    subprocess.run([*COMPILER, part, str(SOURCE), "-o", str(to), *more], check=True)
