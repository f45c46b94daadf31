"""Trying Windows from Debian: what only the tests have is never shipped, what cannot be tried is said, and the
installer takes away what it brought."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(os.name == "nt", reason="this is how Debian tries Windows")
if os.name != "nt":
    from tools.windows import face, freezing, installer, lacks, shims, short, wine
ROOT = Path(__file__).resolve().parents[2]
DRAWING = str(ROOT / "resources" / "icons" / "needfolio.svg")
PLACE = Path("_internal/numpy/_core/one.pyd")


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program folder with a module that was changed for Wine, and the module as it was published."""
    python = tmp_path / "python"
    kept = python / shims.KEPT / "numpy/_core/one.pyd"
    kept.parent.mkdir(parents=True)
    kept.write_bytes(b"MZ asks " + shims.THEIRS)
    monkeypatch.setattr(wine, "WINDOWS_PYTHON", python)
    folder = tmp_path / "needfolio"
    (folder / PLACE).parent.mkdir(parents=True)
    (folder / PLACE).write_bytes(kept.read_bytes())
    shims.point(folder / PLACE)
    assert shims.OURS in (folder / PLACE).read_bytes()
    (folder / "needfolio.exe").write_bytes(b"MZ")
    (folder / shims.OURS.decode()).write_bytes(b"MZ")
    return folder


def test_what_is_shipped_is_as_it_was_published(program: Path) -> None:
    freezing.ship(program)
    assert (program / PLACE).read_bytes() == b"MZ asks " + shims.THEIRS
    assert sorted(file.name for file in program.rglob("*") if file.is_file()) == ["needfolio.exe", "one.pyd"]


def test_a_build_that_still_asks_for_what_only_the_tests_have_fails(program: Path) -> None:
    (program / "other.dll").write_bytes(shims.OURS)
    with pytest.raises(SystemExit, match=r"other\.dll still asks"):
        freezing.ship(program)


def test_the_installer_removes_its_files_and_no_folder_with_more_in_it(program: Path) -> None:
    laid, gone = list(installer.installed(program)), list(installer.removed(program))
    files = [str(file.relative_to(program)).replace("/", "\\") for file in program.rglob("*") if file.is_file()]
    assert sorted(line for line in gone if line.startswith("Delete")) == sorted(
        f'Delete "$INSTDIR\\{f}"' for f in files
    )
    assert len([line for line in laid if line.startswith("File")]) == len(files)
    folders = [line for line in gone if not line.startswith("Delete")]
    assert folders == [f'RMDir "$INSTDIR\\{one}"' for one in
                       ("_internal\\numpy\\_core", "_internal\\numpy", "_internal")]  # fmt: skip
    script = installer.SCRIPT.read_text(encoding="utf-8")
    assert "RMDir /r" not in script
    assert "RequestExecutionLevel user" in script
    assert "HKLM" not in script


def test_where_there_is_no_wine_it_is_said_and_nothing_fails(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tools.windows", "test", "--if-possible"]
    environment = {**os.environ, "PATH": str(tmp_path)}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert "NOT TRIED ON WINDOWS" in done.stdout
    assert "wine" in done.stderr
    strict = subprocess.run(command[:-1], cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert strict.returncode == 1


def test_every_test_that_is_named_is_there() -> None:
    for name in short.SHORT:
        assert (ROOT / name).exists(), name
    for name in lacks.LACKS:
        file, _, function = name.partition("::")
        assert f"def {function}" in (ROOT / file).read_text(encoding="utf-8")


def test_the_icon_has_every_size_and_the_version_is_read_by_windows(tmp_path: Path) -> None:
    from PIL import Image

    code = f"from pathlib import Path; from tools.windows import face; face.icon(Path({DRAWING!r}), Path('a.ico'))"
    subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(ROOT)}, check=True)
    made = Image.open(tmp_path / "a.ico")
    assert made.info["sizes"] == {(size, size) for size in face.SIZES}
    told = face.version("needfolio-cli", "1.2.3", tmp_path / "version.txt").read_text(encoding="utf-8")
    assert "filevers=(1, 2, 3, 0)" in told
    assert "StringStruct('OriginalFilename', 'needfolio-cli.exe')" in told
