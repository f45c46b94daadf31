"""F11 shows the family what there is to show: its interview while one is under way, else its plans."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from app.enums import Language
from app.services.people import customers, policies
from app.services.people.customers import HouseholdDraft, MemberDraft
from app.services.people.policies import PolicyDraft
from app.ui.combinations.customer import PlansView
from app.ui.shared.paper import PaperDialog
from app.ui.shell.main_window import MainWindow
from tests.conftest import PASSWORD
from tests.keys import type_text
from tests.ui.acting import in_dialog
from tests.ui.conftest import OpenWindow
from tests.ui.test_interview_page import FINANCES, family, interview_of, step

F11 = Qt.Key.Key_F11
SOLVED = 20_000
LEFT = Qt.MouseButton.LeftButton


def press(qtbot: QtBot, window: MainWindow) -> None:
    window.activateWindow()  # a window manager does this for a person
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, F11)


def plans(qtbot: QtBot, window: MainWindow) -> PlansView:
    press(qtbot, window)
    page: Any = window.pages["combinations"]
    qtbot.waitUntil(lambda: page.turned.view is not None, timeout=SOLVED)
    view = page.turned.view
    assert isinstance(view, PlansView)
    return view


def back(qtbot: QtBot, window: MainWindow, view: Any) -> None:
    qtbot.mouseClick(view.lock, LEFT)
    type_text(qtbot, view.key.line, PASSWORD)
    qtbot.keyClick(view.key.line, Qt.Key.Key_Return)
    qtbot.waitUntil(window.isVisible, timeout=5000)


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("tab", ["combinations", "today", "matrix"])
def test_a_family_with_confirmed_needs_sees_its_plans(
    qtbot: QtBot, open_family: OpenWindow, tab: str, language: Language
) -> None:
    window = open_family(language)
    assert window.desk is not None
    window.desk.choose_household(customers.search(window.desk.store, "王芳")[0].id)
    window.go(tab)
    view = plans(qtbot, window)
    assert view.isVisible() and not window.isVisible()
    shown = {label.text() for label in view.findChildren(QLabel) if label.isVisible()}
    page: Any = window.pages["combinations"]
    assert {head.price.text() for head in view.family.heads.values()} == {h.price.text() for h in page.heads.values()}
    assert any("王芳" in text for text in shown)
    pressed = {button for button in view.comparison.findChildren(QPushButton) if button.isVisible()}
    assert not pressed  # nothing of the agent's work can be touched
    assert all(head.button.isHidden() and head.suitability.isHidden() for head in view.family.heads.values())
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert view.isVisible() and view.key.isVisible()  # only the agent's key leads out
    back(qtbot, window, view)
    assert page.turned.view is None


def test_the_family_moves_its_budget_and_sees_other_plans(qtbot: QtBot, open_family: OpenWindow) -> None:
    window = open_family()
    assert window.desk is not None
    window.desk.choose_household(customers.search(window.desk.store, "王芳")[0].id)
    window.go("combinations")
    view = plans(qtbot, window)
    before = view.family.heads["balanced"].price.text()
    view.show_view(1)
    view.curve.budget_chosen.emit(12_000_00)
    qtbot.waitUntil(lambda: view.family.heads["balanced"].price.text() != before, timeout=SOLVED)
    back(qtbot, window, view)
    page: Any = window.pages["combinations"]
    assert page.bar.budget.value() == 12_000_00


def test_an_interview_under_way_is_what_is_shown(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window()
    page = interview_of(window, family(window))
    step(page, FINANCES)
    window.go("today")
    press(qtbot, window)
    view = page.acts.customer_view
    assert view is not None and view.isVisible() and not window.isVisible()
    back(qtbot, window, view)


def test_without_anything_to_show_it_is_said(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window()
    assert window.desk is not None
    press(qtbot, window)
    assert "Ctrl+K" in window.foot.message  # no family is chosen
    row = customers.add(window.desk.store, window.desk.actor, HouseholdDraft(MemberDraft("赵敏")))
    window.desk.choose_household(row.id)
    press(qtbot, window)
    assert "需求面谈" in window.foot.message
    assert window.isVisible()
    assert not any(line.isModified() for line in window.findChildren(QLineEdit))


def test_a_family_with_policies_and_no_analysis_sees_its_policy_review(qtbot: QtBot, open_window: OpenWindow) -> None:
    """What opens the door: all it holds on one paper, before a need was ever asked for."""
    window = open_window()
    assert window.desk is not None
    row = customers.add(window.desk.store, window.desk.actor, HouseholdDraft(MemberDraft("赵敏")))
    me = customers.household(window.desk.store, row.id).members[0].id
    policies.add(window.desk.store, window.desk.actor, row.id, PolicyDraft(me, "百年重疾", number="P1"))
    window.desk.choose_household(row.id)
    seen: list[str] = []

    def look(dialog: PaperDialog) -> None:
        seen.append(dialog.view.toPlainText())
        dialog.done(0)

    in_dialog(PaperDialog, look, lambda: press(qtbot, window))
    assert "百年重疾" in seen[0]
