"""The combinations tab by clicks: three plans line by line, changes and undo, the budget, proposals."""

from __future__ import annotations

from typing import Any, cast

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.enums import Event, Language, NeedStatus, NodeKind, ProposalState
from app.services.matrix import editing, links
from app.services.offers import proposals
from app.services.people import customers, policies
from app.services.people.policies import CoverRow, PolicyDraft
from app.services.selling import orders
from app.ui.base import formats
from app.ui.combinations.changing.change import ChangeDialog
from app.ui.combinations.lines import blocks
from app.ui.combinations.page import CombinationsPage
from app.ui.combinations.suitability.dialog import SuitabilityDialog
from app.ui.shell.main_window import MainWindow
from app.ui.widgets.forms.dialog import FormDialog
from tests import reading
from tests.keys import type_text
from tests.ui.acting import in_dialog
from tests.ui.conftest import OpenWindow

LEFT = Qt.MouseButton.LeftButton
SOLVED = 30_000  # ms; a bound for a very slow machine, not a measure


def opened(qtbot: QtBot, window: MainWindow) -> CombinationsPage:
    assert window.desk is not None
    window.desk.choose_household(customers.search(window.desk.store, "王芳")[0].id)
    window.go("combinations")
    page = cast(CombinationsPage, window.pages["combinations"])
    qtbot.waitUntil(lambda: bool(page.plans), timeout=SOLVED)
    return page


def texts(page: CombinationsPage) -> list[str]:
    return [label.text() for label in page.comparison.widget().findChildren(QLabel)]


def icon_button(page: CombinationsPage, words: str, plan: str) -> QPushButton:
    """The first button that so names its act, in the column of ``plan``."""
    buttons = page.comparison.widget().findChildren(QPushButton)
    return next(b for b in buttons if b.accessibleName().startswith(words) and b.accessibleName().endswith(f"({plan})"))


@pytest.mark.parametrize(
    ("language", "balanced", "still_open", "dash"),
    [(Language.ZH, "均衡", "还缺", "预算不够"), (Language.EN, "Balanced", " open: ", "the budget")],
)
@pytest.mark.usefixtures("family_file")
def test_every_item_and_every_open_need_is_said(
    qtbot: QtBot, open_window: OpenWindow, language: Language, balanced: str, still_open: str,
    dash: str,
) -> None:  # fmt: skip
    page = opened(qtbot, open_window(language))
    assert page.based is not None
    said = texts(page)
    assert page.heads["balanced"].name.text() == balanced
    for name, plan in page.plans.items():
        assert page.heads[name].price.text() == formats.money(plan.premium, cents=True)
        for item in plan.items:
            product = page.products[item.product]
            assert (product.name_zh if language == Language.ZH else product.name_en) in said
    assert any(still_open in text and dash in text for text in said)
    found = blocks(list(page.plans.values()), page.based)
    for position, plan in enumerate(page.plans.values()):
        listed = [item for block in found for line in block.lines for item in line.cells[position].items]
        assert sorted(listed, key=repr) == sorted(plan.items, key=repr), "each item stands in exactly one line"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (Language.ZH, ("不再补的需求及原因", "需求已完成", "有效 ", "需补 ")),
        (Language.EN, ("Not asked for, and why", "the need is done", "in force ", "asked ")),
    ],
)
@pytest.mark.usefixtures("family_file")
def test_gap_in_force_and_asked_are_said_and_why_a_need_is_not_asked_for(
    qtbot: QtBot, open_window: OpenWindow, language: Language, words: tuple[str, ...]
) -> None:
    window = open_window(language)
    store, actor = window.desk.store, window.desk.actor
    based = proposals.basis(store, customers.search(store, "王芳")[0].id, window.desk.today())
    done, partly = based.needs[0], next(n for n in based.needs[1:] if n.event == Event.CRITICAL_ILLNESS)
    editing.update_need(store, actor, done.id, {"status": NeedStatus.DONE.value})
    draft = PolicyDraft(partly.member_id, "重疾险", (CoverRow(partly.event, partly.gap // 2),))
    policy = policies.add(store, actor, based.household_id, draft)
    links.add(store, actor, links.LinkDraft((NodeKind.NEED, partly.id), (NodeKind.POLICY, policy.id)))
    page = opened(qtbot, window)
    said = texts(page)
    for word in words:
        assert any(word in text for text in said), word
    assert all(key != done.id for plan in page.plans.values() for item in plan.items for key, _ in item.answers)


@pytest.mark.usefixtures("family_file")
def test_nothing_is_squeezed_on_a_small_screen(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window(Language.EN)
    window.resize(1024, 768)
    page = opened(qtbot, window)
    qtbot.wait(50)
    for label in page.comparison.widget().findChildren(QLabel):
        need = label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
        assert label.height() >= need, label.text()
    assert page.comparison.widget().width() <= page.comparison.viewport().width(), "nothing is cut at the right"


@pytest.mark.usefixtures("family_file")
def test_remove_then_undo(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window(Language.EN)
    page = opened(qtbot, window)
    before = page.plans["balanced"]
    button = icon_button(page, "Remove", "Balanced")
    qtbot.mouseClick(button, LEFT)
    after = page.plans["balanced"]
    assert after.premium < before.premium
    assert page.heads["balanced"].price.text() == formats.money(after.premium, cents=True)
    assert page.heads["balanced"].status.text() == "changed by hand"
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert page.plans["balanced"] == before
    assert page.heads["balanced"].price.text() == formats.money(before.premium, cents=True)


@pytest.mark.usefixtures("family_file")
def test_another_sum_shows_its_effect_before_it_is_taken(qtbot: QtBot, open_window: OpenWindow) -> None:
    page = opened(qtbot, open_window(Language.EN))
    before = page.plans["full"]
    seen: list[str] = []

    def act() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, ChangeDialog)
        QAbstractItemModelTester(dialog.table.rows, QAbstractItemModelTester.FailureReportingMode.Fatal)
        dialog.sum.line.clear()
        type_text(qtbot, dialog.sum.line, "900000")
        seen.append(dialog.effect.text())
        qtbot.mouseClick(dialog.apply, LEFT)
        if dialog.isVisible():
            dialog.reject()

    QTimer.singleShot(200, act)
    qtbot.mouseClick(icon_button(page, "Change", "Full"), LEFT)
    after = page.plans["full"]
    assert after.premium != before.premium
    assert formats.money(after.premium - before.premium) in seen[0]


@pytest.mark.usefixtures("family_file")
def test_a_budget_that_is_no_number_is_refused_and_a_smaller_one_solved(qtbot: QtBot, open_window: OpenWindow) -> None:
    page = opened(qtbot, open_window(Language.EN))
    page.bar.budget.line.clear()
    type_text(qtbot, page.bar.budget.line, "a lot")
    qtbot.mouseClick(page.bar.solve_button, LEFT)
    assert "a lot" in page.notice.text
    page.bar.budget.line.clear()
    type_text(qtbot, page.bar.budget.line, "6000")
    qtbot.keyClick(page.bar.budget.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.plans["balanced"].budget == 600_000, timeout=SOLVED)
    assert page.plans["balanced"].premium <= 600_000
    assert page.notice.text == ""
    assert page.heads["balanced"].limit.text() == "a year, limit 6,000"


@pytest.mark.usefixtures("family_file")
def test_the_budget_line_can_be_dragged(qtbot: QtBot, open_window: OpenWindow) -> None:
    page = opened(qtbot, open_window(Language.EN))
    qtbot.mouseClick(page.bar.view_buttons[1], LEFT)
    qtbot.waitUntil(lambda: page.curve.canvas is not None and page.curve.canvas.isVisible())
    qtbot.wait(200)  # the canvas is laid out when it is first drawn
    figure = page.curve.figure
    assert figure is not None
    axes, canvas = figure.axes[0], page.curve.canvas
    ratio = canvas.device_pixel_ratio

    def place(yuan: float) -> tuple[float, float]:
        x, y = axes.transData.transform((yuan, 50))
        return x / ratio, canvas.height() - y / ratio

    from PySide6.QtCore import QPoint

    start, end = QPoint(*map(round, place(page.budget_now() / 100))), QPoint(*map(round, place(9_000)))
    qtbot.mousePress(canvas, LEFT, pos=start)
    qtbot.mouseMove(canvas, end)
    qtbot.mouseRelease(canvas, LEFT, pos=end)
    assert abs(page.budget_now() / 100 - 9_000) <= 300
    budget = page.budget_now()
    qtbot.waitUntil(lambda: page.plans["balanced"].budget == budget, timeout=SOLVED)


@pytest.mark.parametrize(
    ("language", "none_yet", "views"),
    [(Language.ZH, "还没有建议书", "建议书（{}）"), (Language.EN, "No proposals yet", "Proposals ({})")],
)
@pytest.mark.usefixtures("family_file")
def test_save_present_and_reject_with_a_reason(
    qtbot: QtBot, open_window: OpenWindow, language: Language, none_yet: str, views: str
) -> None:
    page = opened(qtbot, open_window(language))
    QAbstractItemModelTester(page.kept.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    qtbot.mouseClick(page.bar.view_buttons[2], LEFT)
    kept = page.kept
    assert page.bar.view_buttons[2].text() == views.format(0)
    assert none_yet in [label.text() for label in kept.findChildren(QLabel) if label.isVisible()]
    qtbot.mouseClick(page.heads["balanced"].button, LEFT)
    assert page.bar.view_buttons[2].text() == views.format(1)
    row = kept.table.current()
    assert (row.state, row.premium) == (ProposalState.DRAFT, page.plans["balanced"].premium)
    assert row.number in page.notice.text
    in_dialog(
        SuitabilityDialog,
        lambda dialog: record(qtbot, dialog),
        lambda: qtbot.mouseClick(kept.decisions[ProposalState.PRESENTED], LEFT),
    )
    assert kept.table.current().state == ProposalState.PRESENTED
    assert kept.table.current().suitability is not None
    assert not kept.decisions[ProposalState.PRESENTED].isEnabled()
    assert reading.is_primary(kept.decisions[ProposalState.ACCEPTED]) and not reading.is_primary(
        kept.decisions[ProposalState.PRESENTED]
    )
    assert not kept.order_button.isVisible()
    wrong: list[bool] = []

    def act() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, FormDialog)
        qtbot.mouseClick(dialog.button, LEFT)
        wrong.append(dialog.isVisible())
        type_text(qtbot, dialog.form.fields["reason"].editor, "too dear")
        qtbot.mouseClick(dialog.button, LEFT)
        dialog.close()  # does nothing once it is saved

    QTimer.singleShot(200, act)
    qtbot.mouseClick(kept.decisions[ProposalState.REJECTED], LEFT)
    assert wrong == [True], "without a reason the dialog stays"
    row = kept.table.current()
    assert (row.state, row.reason) == (ProposalState.REJECTED, "too dear")


@pytest.mark.usefixtures("family_file")
def test_what_is_accepted_is_applied_for_from_where_one_stands(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window(Language.ZH)
    page = opened(qtbot, window)
    qtbot.mouseClick(page.bar.view_buttons[2], LEFT)
    kept = page.kept
    qtbot.mouseClick(page.heads["balanced"].button, LEFT)
    assert reading.is_primary(kept.decisions[ProposalState.PRESENTED])
    in_dialog(
        SuitabilityDialog,
        lambda dialog: record(qtbot, dialog),
        lambda: qtbot.mouseClick(kept.decisions[ProposalState.PRESENTED], LEFT),
    )
    qtbot.mouseClick(kept.decisions[ProposalState.ACCEPTED], LEFT)
    assert kept.order_button.isVisible() and reading.is_primary(kept.order_button)
    assert kept.order_button.text() == "去投保"
    assert window.rect().contains(kept.order_button.mapTo(window, kept.order_button.rect().bottomRight()))
    number = kept.table.current().number
    qtbot.mouseClick(kept.order_button, LEFT)
    assert window.current_tab == "selling"
    selling: Any = window.pages["selling"]
    assert selling.orders.pane.detail.row.proposal == number
    assert [one.number for one in orders.of_household(page.desk.store, page.desk.household_id or "")] == ["OR00001"]
    window.go("combinations")
    page.show_view(2)
    kept.table.setCurrentIndex(kept.model.index(0, 0))
    assert "OR00001" in kept.order_button.text()  # it is opened, not made a second time


def record(qtbot: QtBot, dialog: SuitabilityDialog) -> None:
    """As an agent does: ask what is not known, and only then can it be recorded."""
    assert not dialog.button.isEnabled()
    assert not dialog.told.values()["cover"], "nothing is ticked in advance"
    box = dialog.told.fields["risk"].editor
    assert isinstance(box, QComboBox)
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Down)
    box.activated.emit(box.currentIndex())
    assert dialog.button.isEnabled()
    qtbot.mouseClick(dialog.button, LEFT)


@pytest.mark.parametrize(("language", "words"), [(Language.ZH, "选择客户"), (Language.EN, "Choose a customer")])
def test_without_a_family_the_first_step_is_offered(
    qtbot: QtBot, open_window: OpenWindow, language: Language, words: str
) -> None:
    window = open_window(language)
    window.go("combinations")
    page = window.pages["combinations"]
    qtbot.waitUntil(page.isVisible)
    qtbot.mouseClick(next(b for b in page.findChildren(QPushButton) if b.text() == words), LEFT)
    assert window.current_tab == "customers"
