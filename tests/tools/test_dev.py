"""dev.py: when it installs again, and what it says when the system lacks something."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement

import dev
from tools import hashes


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("pyproject.toml", "constraints.txt", "hashes.txt"):
        (tmp_path / name).write_bytes((dev.ROOT / name).read_bytes())
    monkeypatch.setattr(dev, "ROOT", tmp_path)
    return tmp_path


def replace(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_packages_are_installed_again_only_when_they_change(checkout: Path) -> None:
    before = dev.fingerprint()
    replace(checkout / "pyproject.toml", "line-length = 120", "line-length = 100")
    assert dev.fingerprint() == before
    replace(checkout / "pyproject.toml", '"alembic>=1.13"', '"alembic>=1.14"')
    changed = dev.fingerprint()
    assert changed != before
    with (checkout / "constraints.txt").open("a", encoding="utf-8") as file:
        file.write("another==1.0\n")
    assert dev.fingerprint() not in (before, changed)


def test_constraints_pin_every_requirement_within_its_bounds() -> None:
    lines = (dev.ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if not line.startswith("#")]
    assert all(re.fullmatch(r"[\w.-]+==[\w.]+", pin) for pin in pins), "names and versions only"
    versions = {re.sub(r"[-_.]+", "-", name).lower(): version for name, version in (pin.split("==") for pin in pins)}
    for requirement in map(Requirement, dev.requirements()):
        assert requirement.specifier.contains(versions[re.sub(r"[-_.]+", "-", requirement.name).lower()]), requirement


def test_every_version_has_the_checksums_of_its_files() -> None:
    """Whoever moves a version runs ``python3 dev.py hashes``."""
    text = (dev.ROOT / "hashes.txt").read_text(encoding="utf-8")
    assert hashes.pins(text) == hashes.pins((dev.ROOT / "constraints.txt").read_text(encoding="utf-8"))
    parts = re.split(r"^(?=[\w.-]+==)", text, flags=re.MULTILINE)[1:]
    assert all(re.search(r"--hash=sha256:[0-9a-f]{64}\b", part) for part in parts)


def test_a_file_that_was_changed_is_not_installed(tmp_path: Path) -> None:
    """As pip is asked to: with a checksum that is not the file's nothing is installed."""
    wheel = tmp_path / "needfolio_sample-1.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("needfolio_sample-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: x\nVersion: 1.0\n")
        archive.writestr("needfolio_sample-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
        archive.writestr("needfolio_sample-1.0.dist-info/RECORD", "")
    wanted = tmp_path / "hashes.txt"
    wanted.write_text(f"needfolio_sample==1.0 --hash=sha256:{'0' * 64}\n", encoding="utf-8")
    pip = [sys.executable, "-m", "pip", "install", "--no-index", "--find-links", str(tmp_path), "--target",
           str(tmp_path / "there"), "--require-hashes", "--requirement", str(wanted)]  # fmt: skip
    done = subprocess.run(pip, capture_output=True, text=True, check=False)
    assert done.returncode
    assert "HASHES" in done.stderr
    assert not (tmp_path / "there").exists()


def test_the_python_it_was_tested_with_is_found_beside_a_newer_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert dev.tested_python(dev.TESTED[0]) == dev.tested_python(dev.TESTED[1]) == []
    monkeypatch.setenv("PATH", str(tmp_path))
    for version in ((3, 15), (3, 9)):
        with pytest.raises(SystemExit):
            dev.tested_python(version)
        assert "tested with Python 3.11 to 3.14" in capsys.readouterr().err


@pytest.mark.skipif(os.name == "nt", reason="there py finds it")
def test_it_says_which_one_it_uses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, end in (("python3.14", 1), ("python3.12", 0)):
        (tmp_path / name).write_text(f"#!/bin/sh\nexit {end}\n", encoding="utf-8")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert dev.tested_python((3, 15)) == ["python3.12"]
    assert "using python3.12" in capsys.readouterr().out


def test_the_project_says_the_same_of_its_pythons() -> None:
    project = tomllib.loads((dev.ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    oldest, newest = dev.TESTED
    assert project["requires-python"] == f">={dev.words(oldest)},<{newest[0]}.{newest[1] + 1}"


def test_the_licence_and_the_readme_named_in_the_project_exist() -> None:
    project = tomllib.loads((dev.ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert all((dev.ROOT / name).exists() for name in [project["readme"], *project["license-files"]])


@pytest.fixture
def debian(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A system whose apt-get writes down what it was asked for."""
    asked = tmp_path / "asked"
    program = tmp_path / "apt-get"
    program.write_text(f'#!/bin/sh\necho "$@" >> "{asked}"\n', encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    return asked


@pytest.mark.skipif(sys.platform != "linux", reason="Debian's way")
def test_root_gets_missing_packages_installed(debian: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    dev.need_debian_packages(["libegl1", "libgl1"], "Qt misses some libraries.")
    assert debian.read_text().splitlines() == [
        "update --quiet",
        "install --yes --no-install-recommends libegl1 libgl1",
    ]


@pytest.mark.skipif(sys.platform != "linux", reason="Debian's way")
def test_anybody_else_is_told_what_to_type(
    debian: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(SystemExit) as stopped:
        dev.need_debian_packages(["python3-venv"], "Python's venv module is not complete on this system.")
    assert stopped.value.code == 1
    assert "sudo apt-get install --yes --no-install-recommends python3-venv" in capsys.readouterr().err
    assert not debian.exists()
