"""``python3 dev.py hashes``: the checksums of every file that may be installed for the versions of ``constraints.txt``.

Standard library only: it runs before there is an environment. The list is worked out for all systems and Pythons at
once by uv, in an environment that is gone afterwards; the versions are ours.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

UV = "uv==0.13.9"
OLDEST = "3.11"
HEAD = """\
# What dev.py installs, and nothing else: the versions of constraints.txt with the checksums of their files, for every
# system and Python. Written by 'python3 dev.py hashes'.
"""
PIN = re.compile(r"^([\w.-]+)==([\w.!+]+)", re.MULTILINE)


def pins(text: str) -> dict[str, str]:
    """Name as the index writes it → version, of a list with or without checksums."""
    return {re.sub(r"[-_.]+", "-", name).lower(): version for name, version in PIN.findall(text)}


def write(root: Path, requirements: Sequence[str]) -> int:
    """Write ``hashes.txt``; what constraints.txt does not name is said, and nothing is written."""
    constraints = root / "constraints.txt"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        asked, found = folder / "requirements.in", folder / "hashes.txt"
        asked.write_text("\n".join(requirements) + "\n", encoding="utf-8")
        subprocess.run([sys.executable, "-m", "venv", folder / "env"], check=True)
        scripts = folder / "env" / ("Scripts" if sys.platform == "win32" else "bin")
        subprocess.run([scripts / "python", "-m", "pip", "install", "-q", UV], check=True)
        order: list[str | Path] = [
            scripts / "uv",
            "pip",
            "compile",
            "-q",
            "--universal",
            "--generate-hashes",
            "--no-header",
        ]
        order += ["--no-annotate", "--python-version", OLDEST, "-c", constraints, asked, "-o", found]
        subprocess.run(order, check=True)
        text = found.read_text(encoding="utf-8")
    known, needed = pins(constraints.read_text(encoding="utf-8")), pins(text)
    if missing := {name: version for name, version in needed.items() if known.get(name) != version}:
        lines = "".join(f"    {name}=={version}\n" for name, version in sorted(missing.items()))
        print(f"constraints.txt does not name these yet; add them and try again:\n{lines}", end="")
        return 1
    if idle := sorted(known.keys() - needed.keys()):
        print(f"constraints.txt names what nothing needs: {', '.join(idle)}")
        return 1
    (root / "hashes.txt").write_text(HEAD + text, encoding="utf-8")
    print(f"hashes.txt: {len(needed)} packages, {text.count('--hash=')} files")
    return 0
