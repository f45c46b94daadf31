"""The window around the tabs: search, shortcuts, switches, geometry, undo. By real keys and clicks."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from app.enums import Language
from app.errors import bad_input
from app.services.base import settings
from app.services.people import customers
from app.ui.base import labels, theme
from app.ui.shell.main_window import MainWindow
from app.ui.shell.profile import ProfileDialog
from app.ui.shell.start import appear, last_resort
from app.ui.shell.tabs import TABS
from tests.keys import type_text
from tests.ui.acting import click, in_dialog
from tests.ui.conftest import OpenWindow

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(params=[Language.ZH, Language.EN])
def language(request: pytest.FixtureRequest) -> Language:
    return Language(request.param)


def active(qtbot: QtBot, window: MainWindow) -> MainWindow:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def head_button(window: MainWindow, name: str) -> QPushButton:
    return next(button for button in window.findChildren(QPushButton) if button.accessibleName() == name)


def search(qtbot: QtBot, window: MainWindow, text: str) -> None:
    """Ctrl+K, the text, Enter."""
    qtbot.keyClick(window, KEY.Key_K, CTRL)
    line = window.command_box.line
    assert line.hasFocus()
    type_text(qtbot, line, text)
    qtbot.keyClick(line, KEY.Key_Return)


@pytest.mark.parametrize("typed", ["王芳", "wangfang", "wf", "1234"], ids=["name", "pinyin", "initials", "phone tail"])
@pytest.mark.usefixtures("family_file")
def test_a_customer_is_found_and_opened(qtbot: QtBot, open_window: OpenWindow, language: Language, typed: str) -> None:
    window = active(qtbot, open_window(language))
    desk = window.desk
    assert desk is not None
    search(qtbot, window, typed)
    assert window.current_tab == "customers"
    assert desk.household_id == customers.search(desk.store, "王芳")[0].id
    assert window.command_box.line.text() == ""


@pytest.mark.parametrize(("language", "typed"), [(Language.ZH, "进展"), (Language.EN, "go to prog")])
def test_an_action_is_found_by_its_words(qtbot: QtBot, open_window: OpenWindow, language: Language, typed: str) -> None:
    window = active(qtbot, open_window(language))
    search(qtbot, window, typed)
    assert window.current_tab == "progress"


def test_arrows_choose_and_escape_leaves(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = active(qtbot, open_window(Language.EN))
    qtbot.keyClick(window, KEY.Key_K, CTRL)
    box = window.command_box
    qtbot.keyClick(box.line, KEY.Key_Down)
    assert box.list.currentRow() == 1
    qtbot.keyClick(box.line, KEY.Key_Up)
    qtbot.keyClick(box.line, KEY.Key_Up)
    assert box.list.currentRow() == box.list.count() - 1, "from the first up to the last"
    qtbot.keyClick(box.line, KEY.Key_Escape)
    assert not box.list.isVisible()


@pytest.mark.usefixtures("family_file")
def test_ctrl_and_a_number_shows_each_tab(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = active(qtbot, open_window())
    for number, tab in reversed(list(enumerate(TABS))):
        qtbot.keyClick(window, KEY(KEY.Key_0 + (number + 1) % 10), CTRL)  # the tenth is 0
        assert window.current_tab == tab
        qtbot.waitUntil(window.pages[tab].isVisible)


@pytest.mark.usefixtures("family_file")
def test_the_language_switches_at_once_and_keeps_tab_and_family(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window(Language.ZH)
    desk = window.desk
    assert desk is not None
    family = customers.search(desk.store, "王芳")[0].id
    desk.choose_household(family)
    window.go("library")
    assert window.tabs.tabText(0) == "今日"
    qtbot.mouseClick(head_button(window, "切换语言"), Qt.MouseButton.LeftButton)
    assert [window.tabs.tabText(0), window.current_tab, desk.household_id] == ["Today", "library", family]
    qtbot.mouseClick(head_button(window, "Switch the language"), Qt.MouseButton.LeftButton)
    assert [window.tabs.tabText(0), window.current_tab, desk.household_id] == ["今日", "library", family]


def test_a_switch_of_the_theme_keeps_the_face_of_tables_and_menus(qapp: QApplication) -> None:
    """Some systems have faces of their own for these, and a style brings them back."""
    own = QFont("Courier")
    for kind in ("QMenu", "QTableView", "QHeaderView"):
        qapp.setFont(own, kind)
    theme.apply(qapp, dark=theme.colours() is not theme.DARK)
    assert {QApplication.font(kind).family() for kind in ("QMenu", "QTableView", "QHeaderView")} == {
        qapp.font().family()
    }


def test_light_and_dark_switch_at_once(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window(Language.EN)
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    light = app.palette().window().color()
    window.go("matrix")
    qtbot.mouseClick(head_button(window, "Switch between light and dark"), Qt.MouseButton.LeftButton)
    assert app.palette().window().color().lightness() < 60 < light.lightness()
    assert window.current_tab == "matrix"
    assert window.preferences.dark
    qtbot.mouseClick(head_button(window, "Switch between light and dark"), Qt.MouseButton.LeftButton)
    assert app.palette().window().color() == light


def test_place_and_size_are_remembered(qtbot: QtBot, open_window: OpenWindow) -> None:
    first = open_window()
    first.setGeometry(40, 30, 1111, 702)
    first.go("progress")
    first.close()
    again = MainWindow(first._gate, first.preferences)
    qtbot.addWidget(again)
    assert again.height() == 702  # its width is cut to the screen of the test
    assert first.preferences.text("tab") == "progress"


def test_the_foot_is_on_a_small_screen(open_window: OpenWindow) -> None:
    """The first time, on a screen no larger than the window, it fills the screen; a place that was kept stays."""
    window = open_window()
    room = window.screen().availableSize()
    window.hide()
    window.resize(max(room.width(), window.minimumWidth()), room.height())
    window.placed = True
    appear(window)
    assert not window.isMaximized()
    window.hide()
    window.placed = False
    appear(window)
    assert window.isMaximized()


def test_ctrl_z_takes_back_the_last_step_then_the_one_before(qtbot: QtBot, open_window: OpenWindow) -> None:
    """Also what is no record: choices on a page."""
    window = active(qtbot, open_window(Language.EN))
    desk = window.desk
    assert desk is not None
    said: list[str] = []

    def refuse() -> None:
        raise bad_input("changed_meanwhile")

    desk.hub.offer_step("the first", lambda: said.append("-first"), lambda: said.append("+first"))
    desk.hub.offer_step("the last", lambda: said.append("-last"), refuse)
    button = next(b for b in window.foot.findChildren(QPushButton) if b.text() == "Undo")
    assert button.isVisible()
    for _ in range(3):
        qtbot.keyClick(window, KEY.Key_Z, CTRL)
    assert said == ["-last", "-first"]
    assert not button.isVisible()
    for _ in range(2):
        qtbot.keyClick(window, KEY.Key_Y, CTRL)
    assert said == ["-last", "-first", "+first"]  # the second is refused, and said
    assert "changed" in window.foot.message


@pytest.mark.usefixtures("family_file")
def test_the_tab_of_leads_is_shown_to_who_says_so(qtbot: QtBot, open_window: OpenWindow, language: Language) -> None:
    window = active(qtbot, open_window(language))
    team = TABS.index("team")
    assert not window.tabs.isTabVisible(team) and window.tabs.isTabVisible(TABS.index("progress"))

    def tick(dialog: ProfileDialog) -> None:
        box = dialog.form.fields["lead"].editor
        box.setFocus()
        qtbot.keyClick(box, KEY.Key_Space)
        click(qtbot, dialog.button)

    in_dialog(ProfileDialog, tick, window.settings.edit_profile)
    assert window.tabs.isTabVisible(team)
    window.switch_theme()
    assert window.tabs.isTabVisible(team)


@pytest.mark.usefixtures("family_file")
def test_the_tab_of_leads_comes_when_one_goes_there(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = active(qtbot, open_window())
    search(qtbot, window, "团队")
    assert window.current_tab == "team" and window.tabs.isTabVisible(TABS.index("team"))


@pytest.mark.usefixtures("family_file")
def test_what_was_made_anew_no_longer_listens(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = active(qtbot, open_window())
    desk = window.desk
    assert desk is not None
    window.switch_theme()
    window.switch_language()
    qtbot.wait(50)  # until what was replaced is gone
    settings.write(desk.store, desk.actor, "nothing", 1)
    desk.hub.settle()  # a fault in a slot fails the test
    assert window.reminders.isHidden()


def test_a_fault_no_guard_caught_is_said_at_the_foot(open_window: OpenWindow, language: Language) -> None:
    """It went into the log alone: a click did nothing, and nothing was said."""
    window = open_window(language)
    assert window.desk is not None
    logged: list[BaseException] = []
    told: list[str] = []
    window.desk.hub.told.connect(told.append)
    hook = last_resort(window, lambda _kind, error, _trace: logged.append(error))
    refused, broken = bad_input("not_found"), ZeroDivisionError()
    for error in (refused, broken):
        hook(type(error), error, None)
    chinese = language == Language.ZH
    fault = "程序出错了，数据没有改动。" if chinese else "Something went wrong. Nothing was changed."
    assert told == [labels.explain(refused, language)[0], fault]
    assert logged == [refused, broken]
