"""The round beside the work: what could not be put into the folder is told, once, and tried again."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.enums import Language
from app.services.front import post_office
from app.ui.shell.main_window import MainWindow
from app.ui.shell.post_rounds import PostRounds
from tests.ui.conftest import OpenWindow


@pytest.fixture
def window(open_family: OpenWindow) -> MainWindow:
    return open_family(Language.EN)


def went(qtbot: QtBot, window: MainWindow, rounds: PostRounds) -> str:
    rounds.go()
    qtbot.waitUntil(lambda: not window.tasks.busy())
    qtbot.wait(10)
    return window.foot.message


def test_a_folder_that_is_gone_is_told_once_and_looked_for_again(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    """Named fault: the round in the background looked at what came and not at what had failed."""
    assert window.desk is not None
    folder = tmp_path / "shared"
    folder.mkdir()
    post_office.arrange(window.desk.store, window.desk.actor, post_office.Office(folder))
    rounds = PostRounds(window)
    went(qtbot, window, rounds)
    aside = folder.rename(tmp_path / "away")
    assert folder.name in went(qtbot, window, rounds)
    window.desk.hub.tell("something else")
    assert went(qtbot, window, rounds) == "something else"
    aside.rename(folder)
    assert folder.name not in went(qtbot, window, rounds)
    assert rounds._told == ()
