"""Everything the program can do is found by any of its words; what is a setting stands in one menu."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QMenu, QMessageBox
from pytestqt.qtbot import QtBot

from app.enums import Language
from app.services.base import agents
from app.services.front import demo
from app.services.front.finding import Found, find
from app.services.people import customers, policies
from app.services.people.policies import PolicyDraft
from app.ui.shell.commands import Command, matching
from app.ui.shell.main_window import MainWindow
from app.ui.shell.profile import ProfileDialog
from tests import reading
from tests.ui.acting import in_dialog
from tests.ui.conftest import OpenWindow

# What only the search box found before, as people would call it.
WANTED = {
    Language.ZH: ("执业证号", "PIN", "工作月", "自定义字段", "标签", "备份", "语言", "深色", "示例数据",
                  "模板", "指标"),
    Language.EN: ("licence", "PIN", "work month", "own fields", "tags", "backup", "language", "dark", "sample data",
                  "templates", "KPI"),
}  # fmt: skip


def offered(window: MainWindow, typed: str) -> list[str]:
    window.command_box.line.setText(typed)
    window.command_box.search()
    box = window.command_box.list
    return [box.item(row).text() for row in range(box.count())]


def menu_of(window: MainWindow) -> QMenu:
    menu = window.head.settings.menu()
    menu.aboutToShow.emit()
    return menu


@pytest.mark.parametrize("language", list(Language))
def test_every_setting_stands_in_one_menu_and_is_found(open_window: OpenWindow, language: Language) -> None:
    window = open_window(language)
    shown = [action.text() for action in menu_of(window).actions() if not action.isSeparator()]
    for words in WANTED[language]:
        found = [text.removeprefix("›  ") for text in offered(window, words) if text.startswith("›")]
        assert set(found) & set(shown), words
    assert len(shown) == len(set(shown)) > 15


def test_a_setting_opens_from_the_menu(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window()
    action = next(one for one in menu_of(window).actions() if one.text() == "修改我的资料")
    in_dialog(ProfileDialog, lambda dialog: qtbot.keyClick(dialog, Qt.Key.Key_Escape), action.trigger)


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("新增客户", "新增客户"),
        ("add customer", "新增客户"),  # in the other language
        ("xzkh", "新增客户"),  # by initials
        ("xinzengkehu", "新增客户"),
        ("weekly workbook", "周报工作簿"),
        ("重复", "查重"),  # by what its tip says
        ("查重", "查重"),
        ("customers export", "导出客户"),  # in any order
    ],
)
def test_an_action_is_found_by_any_of_its_words(open_window: OpenWindow, typed: str, wanted: str) -> None:
    assert f"›  {wanted}" in offered(open_window(), typed)


def test_every_act_of_a_page_is_done(qtbot: QtBot, open_family: OpenWindow) -> None:
    """Each leads to its tab, and what it opens is closed again."""
    window = open_family()
    assert window.desk is not None
    window.desk.choose_household(customers.search(window.desk.store, "王芳")[0].id)
    closing = QTimer(interval=20)
    closing.timeout.connect(lambda: _close(QApplication.activeModalWidget() or QApplication.activePopupWidget()))
    closing.start()
    asking = ("导入", "导出", "汇总", "本周一图", "周报工作簿")  # a file is asked for
    try:
        for command in window._page_acts.commands(lead=True):
            if not any(word in command.words for word in asking):
                command.act()
                QApplication.processEvents()
    finally:
        closing.stop()
    for _ in range(500):
        if not window.tasks.busy():
            break
        qtbot.wait(10)


def _close(widget: Any) -> None:
    if widget is not None:
        widget.reject() if hasattr(widget, "reject") else widget.close()


@pytest.mark.usefixtures("family_file")
def test_records_are_found_and_shown(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window()
    assert window.desk is not None
    store, desk = window.desk.store, window.desk
    family = customers.search(store, "王芳")[0]
    member = customers.household(store, family.id).customer
    draft = PolicyDraft(member.id, "终身寿险", (), number="PA-2026-7788")
    policies.add(store, desk.actor, family.id, draft)
    assert [hit.kind for hit in find(store, "n00001")] == [Found.NEED]
    assert [hit.number for hit in find(store, "2026-77")] == ["PA-2026-7788"]
    assert find(store, "康佑定期")[0].kind == Found.PRODUCT
    assert find(store, "7") == []  # a single figure is in every number

    def go(typed: str, kind: str) -> None:
        assert any(text.startswith(kind) for text in offered(window, typed)), typed
        row = next(n for n in range(window.command_box.list.count())
                   if window.command_box.list.item(n).text().startswith(kind))  # fmt: skip
        window.command_box.list.setCurrentRow(row)
        window.command_box._run(window.command_box.list.currentItem())
        qtbot.waitUntil(lambda: not window.tasks.busy())

    go("N00002", "需求")
    matrix: Any = window.pages["matrix"]
    assert (window.current_tab, matrix.table.current().number) == ("matrix", "N00002")
    go("pa-2026", "保单")
    page: Any = window.pages["customers"]
    assert page.family.policies.table.current().number == "PA-2026-7788"
    go("康佑定期", "产品")
    library: Any = window.pages["library"]
    assert library.table.current().product.name_zh.startswith("康佑定期")


def test_policy_numbers_of_made_up_families_are_found(open_window: OpenWindow) -> None:
    window = open_window()
    assert window.desk is not None
    store = window.desk.store
    demo.sample_family(store)
    demo.populate(store, customers=12, weeks=20, seed=3)
    family = next(one for row in customers.page(store) for one in reading.policies(store, row.id) if one.number)
    assert family.number in [hit.number for hit in find(store, family.number)]


def test_the_best_match_stands_on_top() -> None:
    commands = [Command("到团队", print), Command("团队设置", print)]
    assert matching(commands, "团队")[0].words == "团队设置"
    assert matching(commands, "") == commands


@pytest.mark.parametrize("agreed", [False, True])
def test_the_sample_data_is_deleted_after_a_word(qtbot: QtBot, open_family: OpenWindow, agreed: bool) -> None:
    window = open_family()
    assert window.desk is not None
    store = window.desk.store

    def answer() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        assert "1" in box.informativeText()
        role = QMessageBox.ButtonRole.DestructiveRole if agreed else QMessageBox.ButtonRole.RejectRole
        qtbot.mouseClick(next(one for one in box.buttons() if box.buttonRole(one) == role), Qt.MouseButton.LeftButton)

    QTimer.singleShot(100, answer)
    window.settings.remove_samples()
    qtbot.waitUntil(lambda: not window.tasks.busy())
    qtbot.waitUntil(lambda: bool(customers.search(store, "王芳")) != agreed)
    assert agents.me(store).name  # one's own details stay
    if agreed:
        assert window.desk.household_id is None
        window.settings.remove_samples()  # nothing is left, and that is said
        assert window.foot.message == "这里没有示例数据。"
