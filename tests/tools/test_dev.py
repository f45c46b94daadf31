"""dev.py: when it installs again, and what it says when the system lacks something."""

from __future__ import annotations

import os
import re
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

import dev


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("pyproject.toml", "constraints.txt"):
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
