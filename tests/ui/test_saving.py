"""The dialog that asks where a file goes: a name in the language of the user, an ending the file can have."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from app.ui.base.preferences import Preferences
from app.ui.base.saving import ask_where

KINDS = "Excel (*.xlsx);;CSV (*.csv)"


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


def answer(monkeypatch: pytest.MonkeyPatch, path: Path | str, kind: str = "Excel (*.xlsx)") -> list[str]:
    asked: list[str] = []

    def dialog(*given: object) -> tuple[str, str]:
        asked.append(str(given[2]))
        return str(path), kind

    monkeypatch.setattr(QFileDialog, "getSaveFileName", dialog)
    return asked


@pytest.mark.parametrize(
    ("typed", "kind", "taken"),
    [
        ("名单.xlsx", "Excel (*.xlsx)", "名单.xlsx"),
        ("名单.CSV", "Excel (*.xlsx)", "名单.CSV"),
        ("名单", "CSV (*.csv)", "名单.csv"),
        ("名单", "", "名单.xlsx"),
        ("名单.2026", "CSV (*.csv)", "名单.2026.csv"),
        ("there", "CSV (*.csv)", "there (3).csv"),
    ],
)
def test_a_name_without_an_ending_gets_the_one_chosen_and_takes_no_file_nobody_asked_about(
    parent: QWidget, preferences: Preferences, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    typed: str, kind: str, taken: str,
) -> None:  # fmt: skip
    (tmp_path / "there.csv").touch()
    (tmp_path / "there (2).csv").touch()
    answer(monkeypatch, tmp_path / typed, kind)
    chosen = ask_where(parent, preferences, "?", "客户名单.xlsx", KINDS)
    assert chosen is not None
    assert chosen[0] == tmp_path / taken


def test_the_folder_is_the_one_of_the_last_time(
    parent: QWidget, preferences: Preferences, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(monkeypatch, tmp_path / "a.xlsx")
    ask_where(parent, preferences, "?", "客户名单.xlsx", KINDS)
    asked = answer(monkeypatch, "")
    assert ask_where(parent, preferences, "?", "客户名单.xlsx", KINDS) is None
    assert asked == [str(tmp_path / "客户名单.xlsx")]


def test_no_page_asks_where_by_itself() -> None:
    """One dialog for all: a default name in the language, an ending that fits."""
    own = Path(ask_where.__code__.co_filename)
    pages = [path for path in own.parents[1].rglob("*.py") if "getSaveFileName" in path.read_text(encoding="utf-8")]
    assert pages == [own]
