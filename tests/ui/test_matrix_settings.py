"""What makes a link suspect, chosen in a window: seen in the list at once, and taken back."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.enums import Language, NodeKind
from app.services import matrix
from app.services.base.store.keys import keyslot_path
from app.services.matrix import editing
from app.services.spine import tracing
from app.ui.matrix.keeping.settings import RulesDialog
from app.ui.matrix.page import MatrixPage
from tests.services.chains import chain_file
from tests.ui.acting import click, in_dialog, take_back_last
from tests.ui.conftest import OpenWindow

__all__ = ["chain_file"]
LANGUAGES = pytest.mark.parametrize("language", [Language.ZH, Language.EN])


@pytest.fixture
def store_file(chain_file: tuple[Path, tuple[str, ...]], tmp_path: Path) -> Path:
    path = tmp_path / "needfolio.db"
    shutil.copyfile(chain_file[0], path)
    shutil.copyfile(keyslot_path(chain_file[0]), keyslot_path(path))
    return path


def opened(open_window: OpenWindow, language: Language) -> MatrixPage:
    window = open_window(language)
    window.go("matrix")
    page = window.pages["matrix"]
    assert isinstance(page, MatrixPage)
    return page


def in_settings(qtbot: QtBot, page: MatrixPage, act: Callable[[RulesDialog], None]) -> None:
    in_dialog(RulesDialog, act, page.settings.trigger)
    qtbot.waitUntil(lambda: not page.desk.tasks.busy())


@LANGUAGES
def test_fields_are_chosen_by_clicks_and_the_choice_is_taken_back(
    qtbot: QtBot, open_window: OpenWindow, chain_file: tuple[Path, tuple[str, ...]], language: Language
) -> None:
    page, need = opened(open_window, language), chain_file[1][1]
    store = page.desk.store
    editing.update_need(store, page.desk.actor, need, {"description": "改成别的"})
    page.refresh_now()
    marked = matrix.one(store, need, page.desk.today()).suspects
    assert marked

    def untick(dialog: RulesDialog) -> None:
        box = dialog.boxes[NodeKind.NEED]["description"]
        assert box.isChecked()
        assert not dialog.boxes[NodeKind.NEED]["notes"].isChecked()
        box.setFocus()
        qtbot.keyClick(box, Qt.Key.Key_Space)
        dialog.steps.setFocus()
        qtbot.keyClick(dialog.steps, Qt.Key.Key_Up)
        assert dialog.steps.value() == 2
        click(qtbot, dialog.save)

    in_settings(qtbot, page, untick)
    assert "description" not in tracing.rules_of(store).fields[NodeKind.NEED]
    assert tracing.rules_of(store).depth == 2
    assert matrix.one(store, need, page.desk.today()).suspects == 0
    qtbot.waitUntil(lambda: not page.desk.tasks.busy())
    assert page.lists.buttons["suspect"].text().endswith(" 0")
    take_back_last(page.desk)
    qtbot.waitUntil(lambda: not page.desk.tasks.busy())
    assert matrix.one(store, need, page.desk.today()).suspects == marked
    assert tracing.rules_of(store) == tracing.defaults()
    qtbot.waitUntil(lambda: page.lists.buttons["suspect"].text().endswith(" 1"))


def test_as_delivered_brings_every_box_back_and_cancel_keeps_nothing(qtbot: QtBot, open_window: OpenWindow) -> None:
    page = opened(open_window, Language.ZH)
    tracing.set_rules(page.desk.store, page.desk.actor, {"policy": []}, 3)

    def reset(dialog: RulesDialog) -> None:
        assert dialog.steps.value() == 3
        assert not any(box.isChecked() for box in dialog.boxes[NodeKind.POLICY].values())
        click(qtbot, dialog.reset)
        assert dialog.rules == tracing.defaults()
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)

    in_settings(qtbot, page, reset)
    assert tracing.rules_of(page.desk.store).depth == 3
    in_settings(qtbot, page, lambda dialog: (click(qtbot, dialog.reset), click(qtbot, dialog.save))[0])
    assert tracing.rules_of(page.desk.store) == tracing.defaults()
