"""The first page: a new store needs a good password twice, an old one its own; nothing heavy is loaded before."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.bootstrap import Gate
from app.enums import Language
from app.services.base import agents
from app.services.base.store import Actor, Store
from app.ui.base.preferences import Preferences
from app.ui.shell.main_window import MainWindow
from app.ui.shell.start import make_window
from tests.conftest import PASSWORD
from tests.keys import type_text


def unopened(qtbot: QtBot, path: Path, preferences: Preferences, language: Language = Language.EN) -> MainWindow:
    preferences.language = language
    window = make_window(Gate(path), preferences)
    qtbot.addWidget(window)
    window.show()
    return window


def test_a_new_store_is_made_with_the_password_typed_twice(
    qtbot: QtBot, tmp_path: Path, preferences: Preferences
) -> None:
    path = tmp_path / "new" / "needfolio.db"
    window = unopened(qtbot, path, preferences)
    page = window.unlock
    type_text(qtbot, page.name, "Li Min")
    qtbot.keyClick(page.name, Qt.Key.Key_Return)
    assert window.focusWidget() is page.code, "Enter goes to the next field"
    qtbot.keyClick(page.code, Qt.Key.Key_Return)
    type_text(qtbot, window.focusWidget() or page, PASSWORD)
    qtbot.keyClick(page.password, Qt.Key.Key_Return)
    type_text(qtbot, window.focusWidget() or page, PASSWORD)
    page.sample.setChecked(False)
    qtbot.mouseClick(page.button, Qt.MouseButton.LeftButton)
    assert "agent code" in page.error.text()
    type_text(qtbot, page.code, "1002 3456")
    qtbot.mouseClick(page.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "No spaces" in page.error.text())
    assert not path.exists()
    page.code.clear()
    type_text(qtbot, page.code, "10023456")
    qtbot.mouseClick(page.sample, Qt.MouseButton.LeftButton, pos=page.sample.rect().center())
    page.sample.setChecked(False)
    qtbot.mouseClick(page.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.desk is not None, timeout=20_000)
    assert window.desk is not None
    assert window.desk.actor.name == "Li Min"
    window.close()
    store = Store.open(path, PASSWORD)
    assert agents.me(store) == Actor("10023456", "Li Min")
    store.close()


def test_who_has_no_code_yet_gets_one_of_the_stores_own(qtbot: QtBot, tmp_path: Path, preferences: Preferences) -> None:
    """Named fault: every store founded in the window was agent A001."""
    codes = set()
    for number in range(2):
        window = unopened(qtbot, tmp_path / str(number) / "needfolio.db", preferences)
        page = window.unlock
        for field in (page.password, page.again):
            type_text(qtbot, field, PASSWORD)
        page.no_code.setFocus()
        qtbot.keyClick(page.no_code, Qt.Key.Key_Space)
        assert not page.code.isEnabled()
        page.sample.setChecked(False)
        qtbot.mouseClick(page.button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda window=window: window.desk is not None, timeout=20_000)
        assert window.desk is not None
        codes.add(window.desk.actor.code)
        window.close()
    assert len(codes) == 2 and all(code.startswith("T") and len(code) == 7 for code in codes)


@pytest.mark.parametrize(
    ("password", "again", "words"), [("short", "short", "at least 12"), (PASSWORD, PASSWORD + "x", "differ")]
)
def test_a_poor_password_makes_nothing(
    qtbot: QtBot, tmp_path: Path, preferences: Preferences, password: str, again: str, words: str
) -> None:
    path = tmp_path / "new" / "needfolio.db"
    window = unopened(qtbot, path, preferences)
    window.unlock.no_code.setChecked(True)
    type_text(qtbot, window.unlock.password, password)
    type_text(qtbot, window.unlock.again, again)
    qtbot.keyClick(window.unlock.again, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: words in window.unlock.error.text(), timeout=10_000)
    assert not path.exists()
    assert window.unlock.button.isEnabled()


@pytest.mark.parametrize(("language", "words"), [(Language.ZH, "密码不对"), (Language.EN, "wrong")])
def test_a_wrong_password_is_said_and_can_be_tried_again(
    qtbot: QtBot, store_file: Path, preferences: Preferences, language: Language, words: str
) -> None:
    window = unopened(qtbot, store_file, preferences, language)
    page = window.unlock
    type_text(qtbot, page.password, "not this one")
    qtbot.keyClick(page.password, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: words in page.error.text(), timeout=10_000)
    page.password.clear()
    type_text(qtbot, page.password, PASSWORD)
    qtbot.keyClick(page.password, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.desk is not None, timeout=10_000)
    window.close()


def test_the_language_can_be_switched_before_anything_is_typed(
    qtbot: QtBot, store_file: Path, preferences: Preferences
) -> None:
    window = unopened(qtbot, store_file, preferences, Language.ZH)
    assert window.unlock.button.text() == "打开"
    qtbot.mouseClick(window.unlock.language, Qt.MouseButton.LeftButton)
    assert window.unlock.button.text() == "Open"


def test_nothing_heavy_is_loaded_at_the_first_paint(tmp_path: Path) -> None:
    code = """
import sys
from pathlib import Path
from app.bootstrap import Gate
from app.ui.base.preferences import Preferences
from app.ui.shell.start import make_window
window = make_window(Gate(Path(sys.argv[1]) / "s.db"), Preferences(Path(sys.argv[1]) / "w.ini"))
window.show()
window.grab()
heavy = {"sqlalchemy", "pandas", "numpy", "matplotlib", "openpyxl", "xlsxwriter", "highspy", "sqlcipher3", "argon2"}
print(sorted(heavy & set(sys.modules)))
"""
    result = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True, cwd=Path.cwd()
    )
    assert result.stdout.strip() == "[]"


def test_one_types_at_once_and_keys_alone_open_the_window(
    qtbot: QtBot, tmp_path: Path, preferences: Preferences
) -> None:
    """The cursor stood nowhere: the first space switched the language instead of parting a name."""
    window = unopened(qtbot, tmp_path / "needfolio.db", preferences)
    window.activateWindow()
    qtbot.waitUntil(lambda: window.focusWidget() is window.unlock.name)
    window.unlock.sample.setChecked(False)
    for text in ("Li Min", "A001", "", PASSWORD, PASSWORD):  # "" is the tick beside the code
        focused = window.focusWidget()
        assert focused is not None
        type_text(qtbot, focused, text)
        qtbot.keyClick(focused, Qt.Key.Key_Return if focused is window.unlock.again else Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: window.desk is not None, timeout=20_000)
    assert window.desk is not None
    assert window.desk.actor.name == "Li Min"
    window.close()
