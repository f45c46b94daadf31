"""Changing a plan by hand: pins, refusals, sums by steps, products added, reasons, explanations, undo."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from app.enums import Language, ProposalState, Relation, Suitability
from app.models import Matrix, Need
from app.services.base.founding import ALL_CUSTOMERS
from app.services.offers import catalogue, proposals, suitability
from app.services.offers.combinations import Wish
from app.services.offers.suitability import Known
from app.services.people import customers
from app.services.people.customers import HouseholdDraft, MemberDraft
from app.ui.combinations.changing.change import ChangeDialog
from app.ui.combinations.changing.choices import AddDialog
from app.ui.combinations.changing.others import AlternativesDialog
from app.ui.combinations.changing.why import WhyDialog
from app.ui.combinations.page import CombinationsPage
from app.ui.combinations.suitability.dialog import SuitabilityDialog
from app.ui.combinations.suitability.rules import RulesDialog
from app.ui.shell.main_window import MainWindow
from app.ui.widgets.forms.dialog import FormDialog
from tests.keys import type_text
from tests.ui.acting import in_dialog
from tests.ui.conftest import OpenWindow

LEFT = Qt.MouseButton.LeftButton
SOLVED = 60_000  # ms; a bound for a very slow machine, not a measure
WORDS = {Language.ZH: ("更多", "均衡"), Language.EN: ("More", "Balanced")}


def opened(qtbot: QtBot, window: MainWindow) -> CombinationsPage:
    assert window.desk is not None
    window.desk.choose_household(customers.search(window.desk.store, "王芳")[0].id)
    window.go("combinations")
    page = cast(CombinationsPage, window.pages["combinations"])
    qtbot.waitUntil(lambda: bool(page.plans), timeout=SOLVED)
    return page


def button(page: CombinationsPage, words: str, plan: str = "Balanced") -> QPushButton:
    found = page.comparison.widget().findChildren(QPushButton)
    return next(b for b in found if b.accessibleName().startswith(words) and b.accessibleName().endswith(f"({plan})"))


def solved(qtbot: QtBot, page: CombinationsPage, start: Callable[[], object]) -> None:
    """Run ``start`` and wait until the plans it asks for are there."""
    before = page.bench.state.answer if page.bench else None
    start()
    qtbot.waitUntil(lambda: page.bench is not None and page.bench.state.answer is not before, timeout=SOLVED)


def undo(qtbot: QtBot, page: CombinationsPage) -> None:
    window = page.window()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)


def menu_act(page: CombinationsPage, number: int) -> None:
    menu = page.comparison.menu
    assert menu is not None
    menu.actions()[number].trigger()
    menu.close()


def give_reason(qtbot: QtBot, dialog: FormDialog) -> None:
    qtbot.mouseClick(dialog.button, LEFT)
    assert dialog.isVisible(), "no wish without a reason"
    type_text(qtbot, dialog.form.fields["reason"].editor, "wanted")
    qtbot.mouseClick(dialog.button, LEFT)


@pytest.mark.usefixtures("family_file")
def test_a_pin_and_a_refusal_keep_their_reason_and_can_be_undone(qtbot: QtBot, open_window: OpenWindow) -> None:
    page = opened(qtbot, open_window(Language.EN))
    first = page.plans["balanced"].items[0]
    before = dict(page.plans)
    qtbot.mouseClick(button(page, "More"), LEFT)
    solved(qtbot, page, lambda: in_dialog(FormDialog, lambda d: give_reason(qtbot, d), lambda: menu_act(page, 1)))
    assert page.bench is not None
    wish = page.bench.state.wishes[0]
    assert (wish.wish, wish.product, wish.sum, wish.reason) == (Wish.PIN, first.product, first.sum, "wanted")
    for plan in page.plans.values():
        assert (first.product, first.insured, first.sum) in {(i.product, i.insured, i.sum) for i in plan.items}
    qtbot.mouseClick(button(page, "More"), LEFT)
    solved(qtbot, page, lambda: in_dialog(FormDialog, lambda d: give_reason(qtbot, d), lambda: menu_act(page, 2)))
    for plan in page.plans.values():
        assert (first.product, first.insured) not in {(i.product, i.insured) for i in plan.items}
    assert [chip.isVisible() for chip in page.chips.buttons] == [True]
    undo(qtbot, page)
    assert page.bench.state.wishes == (wish,)
    undo(qtbot, page)
    assert page.bench.state.wishes == ()
    assert dict(page.plans) == before
    assert not page.chips.isVisible()


@pytest.mark.usefixtures("family_file")
def test_a_wish_is_dropped_by_its_chip(qtbot: QtBot, open_window: OpenWindow) -> None:
    page = opened(qtbot, open_window(Language.ZH))
    qtbot.mouseClick(button(page, "更多", "均衡"), LEFT)
    solved(qtbot, page, lambda: in_dialog(FormDialog, lambda d: give_reason(qtbot, d), lambda: menu_act(page, 2)))
    assert "不要" in page.chips.buttons[0].text()
    solved(qtbot, page, lambda: qtbot.mouseClick(page.chips.buttons[0], LEFT))
    assert page.bench is not None
    assert page.bench.state.wishes == ()


@pytest.mark.usefixtures("family_file")
def test_a_sum_goes_by_the_steps_of_its_product(qtbot: QtBot, open_window: OpenWindow) -> None:
    page = opened(qtbot, open_window(Language.EN))
    item = page.plans["balanced"].items[0]
    step = page.products[item.product].sum_step

    def act(dialog: ChangeDialog) -> None:
        QAbstractItemModelTester(dialog.table.rows, QAbstractItemModelTester.FailureReportingMode.Fatal)
        qtbot.keyClick(dialog.sum.line, Qt.Key.Key_Down)
        assert dialog.sum.value() == item.sum - step
        qtbot.mouseClick(dialog.sum.more, LEFT)
        assert dialog.sum.value() == item.sum
        qtbot.mouseClick(dialog.sum.less, LEFT)
        qtbot.keyClick(dialog.sum.line, Qt.Key.Key_PageUp)
        assert dialog.sum.value() == item.sum + 9 * step
        qtbot.keyClick(dialog.sum.line, Qt.Key.Key_PageDown)
        assert dialog.sum.value() == item.sum - step
        qtbot.keyClick(dialog.sum.line, Qt.Key.Key_Up)
        qtbot.keyClick(dialog.sum.line, Qt.Key.Key_Up)
        type_text(qtbot, dialog.reason, "as much as the bank lends")
        qtbot.mouseClick(dialog.apply, LEFT)

    in_dialog(ChangeDialog, act, lambda: qtbot.mouseClick(button(page, "Change"), LEFT))
    assert page.bench is not None
    change = page.bench.changes("balanced")[0]
    assert (change.kind, change.reason) == (proposals.ChangeOf.SUM, "as much as the bank lends")


@pytest.mark.usefixtures("family_file")
def test_a_sum_changed_by_hand_is_not_called_a_refusal(qtbot: QtBot, open_window: OpenWindow) -> None:
    page = opened(qtbot, open_window(Language.ZH))
    said = [label.text() for label in page.comparison.widget().findChildren(QLabel)]
    assert not any("手工调整" in text for text in said)
    qtbot.mouseClick(button(page, "删除", "均衡"), LEFT)
    said = [label.text() for label in page.comparison.widget().findChildren(QLabel)]
    assert any("手工调整后留下" in text for text in said)
    assert not any("不要" in text for text in said)


@pytest.mark.parametrize("field", ["sex", "birth_date"])
@pytest.mark.usefixtures("family_file")
def test_what_is_missing_of_a_person_is_filled_in_from_the_plans(
    qtbot: QtBot, open_window: OpenWindow, field: str
) -> None:
    page = opened(qtbot, open_window(Language.ZH))
    assert page.based is not None
    store, actor = page.desk.store, page.desk.actor
    row = customers.household(store, page.based.household_id).customer
    draft = row.draft()
    customers.update_member(store, actor, row.id, replace(draft, **{field: None}), row.version)
    qtbot.waitUntil(
        lambda: "full" in page.plans and any(c.missing for c in page.plans["full"].coverage), timeout=SOLVED
    )
    words_of = {"sex": "性别", "birth_date": "出生日期"}[field]
    said = [label.text() for label in page.comparison.widget().findChildren(QLabel)]
    assert any(f"缺{words_of}，无法计价" in text for text in said)
    assert not any("没有可投保的产品" in text for text in said)
    mend = next(b for b in page.comparison.widget().findChildren(QPushButton) if b.text() == f"补填{words_of}")

    def act(dialog: FormDialog) -> None:
        at = dialog.form.fields[field]
        assert dialog.focusWidget() is at.focusProxy(), "the cursor is where the datum is missing"
        dialog.form.set_values({field: getattr(draft, field)})
        qtbot.mouseClick(dialog.button, LEFT)

    in_dialog(FormDialog, act, lambda: qtbot.mouseClick(mend, LEFT))
    qtbot.waitUntil(
        lambda: "full" in page.plans and not any(c.missing for c in page.plans["full"].coverage), timeout=SOLVED
    )


@pytest.mark.usefixtures("family_file")
def test_a_need_nobody_knows_enough_of_is_not_asked_and_says_where_to_ask(
    qtbot: QtBot, open_window: OpenWindow
) -> None:
    window = open_window(Language.ZH)
    page = opened(qtbot, window)
    assert page.based is not None
    first = page.based.needs[0]
    with page.desk.store.write(page.desk.actor, "need.update", page.based.household_id) as session:
        need = session.get_one(Need, first.id)
        need.gap, need.missing = 0, "expenses"
    qtbot.waitUntil(
        lambda: page.based is not None and any(n.id == first.id for n in page.based.settled), timeout=SOLVED
    )
    qtbot.waitUntil(lambda: bool(page.plans), timeout=SOLVED)
    said = [label.text() for label in page.comparison.widget().findChildren(QLabel)]
    assert any("资料不足" in text for text in said)
    ask = next(b for b in page.comparison.widget().findChildren(QPushButton) if b.text() == "在面谈里补问")
    qtbot.mouseClick(ask, LEFT)
    assert window.current_tab == "interview"


@pytest.mark.usefixtures("family_file")
def test_a_product_is_added_for_a_need_left_open(qtbot: QtBot, open_window: OpenWindow) -> None:
    page = opened(qtbot, open_window(Language.EN))
    before = page.plans["balanced"]

    def act(dialog: AddDialog) -> None:
        assert dialog.table.rows.rowCount() > 0
        type_text(qtbot, dialog.reason, "asked for it")
        qtbot.mouseClick(dialog.button, LEFT)

    adds = [
        b for b in page.comparison.widget().findChildren(QPushButton)
        if b.accessibleName().startswith("Add a product") and "Retirement (Balanced)" in b.accessibleName()
    ]  # fmt: skip
    in_dialog(AddDialog, act, lambda: qtbot.mouseClick(adds[0], LEFT))
    after = page.plans["balanced"]
    assert after.premium > before.premium
    assert after.objective > before.objective
    assert len(after.items) == len(before.items) + 1
    undo(qtbot, page)
    assert page.plans["balanced"] == before


@pytest.mark.usefixtures("family_file")
def test_saving_a_changed_plan_asks_for_the_reasons_and_keeps_them(qtbot: QtBot, open_window: OpenWindow) -> None:
    page = opened(qtbot, open_window(Language.EN))
    assert page.desk is not None and page.based is not None
    qtbot.mouseClick(button(page, "Remove"), LEFT)

    def act(dialog: FormDialog) -> None:
        qtbot.mouseClick(dialog.button, LEFT)
        assert dialog.isVisible(), "a change without a reason is not kept"
        for editor in dialog.form.findChildren(QLineEdit):
            type_text(qtbot, editor, "has it at work")
        qtbot.mouseClick(dialog.button, LEFT)

    in_dialog(FormDialog, act, lambda: qtbot.mouseClick(page.heads["balanced"].button, LEFT))
    row = proposals.of_household(page.desk.store, page.based.household_id)[0]
    changes = proposals.read(page.desk.store, row.id).facts["changes"]
    assert {change["kind"] for change in changes} == {"removed"}
    assert {change["reason"] for change in changes} == {"has it at work"}
    undo(qtbot, page)
    assert proposals.of_household(page.desk.store, page.based.household_id) == []
    qtbot.waitUntil(lambda: page.kept.model.rowCount() == 0)


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.usefixtures("family_file")
def test_an_item_explains_its_price_and_what_stood_next(
    qtbot: QtBot, open_window: OpenWindow, language: Language
) -> None:
    page = opened(qtbot, open_window(language))
    item = page.plans["balanced"].items[0]
    said: list[str] = []

    def act(dialog: WhyDialog) -> None:
        first = dialog.next.text()
        qtbot.waitUntil(lambda: dialog.next.text() != first, timeout=SOLVED)
        said.extend(label.text() for label in dialog.findChildren(QLabel))
        dialog.accept()

    more, plan = WORDS[language]
    qtbot.mouseClick(button(page, more, plan), LEFT)
    in_dialog(WhyDialog, act, lambda: menu_act(page, 0))
    assert any(text.endswith(f"= {item.premium / 100:,.2f}") for text in said)
    assert any("%" in text and "\n" in text for text in said), "without it, and instead of it"


@pytest.mark.usefixtures("family_file")
def test_another_plan_is_taken_and_given_back(qtbot: QtBot, open_window: OpenWindow) -> None:
    page = opened(qtbot, open_window(Language.EN))
    before = page.plans["balanced"]

    def act(dialog: AlternativesDialog) -> None:
        assert len(dialog.buttons) == 3
        qtbot.mouseClick(dialog.buttons[1], LEFT)

    in_dialog(AlternativesDialog, act, lambda: qtbot.mouseClick(page.bar.others_button, LEFT))
    after = page.plans["balanced"]
    mine, theirs = ({(i.product, i.insured) for i in plan.items} for plan in (before, after))
    assert mine - theirs
    assert after.premium <= page.budget_now()
    assert page.bench is not None
    assert page.bench.changes("balanced") == (), "a computed plan needs no reason"
    undo(qtbot, page)
    assert page.plans["balanced"] == before


@pytest.mark.usefixtures("family_file")
def test_the_budget_line_moves_by_keys(qtbot: QtBot, open_window: OpenWindow) -> None:
    page = opened(qtbot, open_window(Language.EN))
    qtbot.mouseClick(page.bar.view_buttons[1], LEFT)
    qtbot.waitUntil(lambda: page.curve.canvas is not None and page.curve.canvas.isVisible())
    budget = page.budget_now()
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Right):
        qtbot.keyClick(page.curve, key)
    wanted = budget - 110_000
    qtbot.waitUntil(lambda: page.plans["balanced"].budget == wanted, timeout=SOLVED)
    assert page.plans["balanced"].premium <= wanted
    undo(qtbot, page)
    assert page.plans["balanced"].budget == page.budget_now() == budget


@pytest.mark.usefixtures("family_file")
def test_suitability_stands_beside_each_plan_and_its_limits_can_be_changed(
    qtbot: QtBot, open_window: OpenWindow
) -> None:
    page = opened(qtbot, open_window(Language.EN))
    head = page.heads["balanced"]
    assert "Cannot be assessed yet" in head.suitability.text()

    def narrow(dialog: RulesDialog) -> None:
        for name, text in (("warn_share", "1"), ("stop_share", "2")):
            editor = dialog.form.fields[name].editor
            assert isinstance(editor, QLineEdit)
            editor.clear()
            type_text(qtbot, editor, text)
        qtbot.mouseClick(dialog.button, LEFT)

    def act(dialog: SuitabilityDialog) -> None:
        box = dialog.told.fields["risk"].editor
        qtbot.keyClick(box, Qt.Key.Key_Down)
        box.activated.emit(1)  # type: ignore[attr-defined]
        assert "Suitable" in dialog.verdict.text()
        in_dialog(RulesDialog, narrow, lambda: qtbot.mouseClick(dialog.rules_button, LEFT))
        assert "advise to stop" in dialog.verdict.text()
        assert not dialog.button.isVisible(), "a plan on the table is assessed, not recorded"
        dialog.reject()

    in_dialog(SuitabilityDialog, act, lambda: qtbot.mouseClick(head.suitability, LEFT))
    qtbot.waitUntil(lambda: "advise to stop" in head.suitability.text())
    page.refresh_now()
    assert page.bench is not None and page.bench.told.risk is not None, "kept in the store, not only on the page"


@pytest.mark.usefixtures("family_file")
def test_a_customer_who_insists_is_recorded_in_words(qtbot: QtBot, open_window: OpenWindow) -> None:
    from dataclasses import replace
    from fractions import Fraction

    page = opened(qtbot, open_window(Language.EN))
    store, actor = page.desk.store, page.desk.actor
    rules = suitability.rules(store)
    limits = replace(rules.thresholds, warn_share=Fraction(1, 100), stop_share=Fraction(2, 100))
    suitability.change_rules(store, actor, replace(rules, thresholds=limits))
    qtbot.mouseClick(page.heads["balanced"].button, LEFT)
    qtbot.mouseClick(page.bar.view_buttons[2], LEFT)

    def act(dialog: SuitabilityDialog) -> None:
        box = dialog.told.fields["risk"].editor
        qtbot.keyClick(box, Qt.Key.Key_Down)
        box.activated.emit(1)  # type: ignore[attr-defined]
        assert dialog.stop.isVisible()
        qtbot.mouseClick(dialog.button, LEFT)
        assert dialog.isVisible(), "nothing is recorded without both"
        for name, text in (("explanation", "too dear to keep up"), ("own_will", "I want it all the same")):
            type_text(qtbot, dialog.insists.fields[name].editor, text)
        qtbot.mouseClick(dialog.button, LEFT)

    in_dialog(SuitabilityDialog, act, lambda: qtbot.mouseClick(page.kept.decisions[ProposalState.PRESENTED], LEFT))
    row = page.kept.table.current()
    assert (row.state, row.suitability) == (ProposalState.PRESENTED, Suitability.STOP)
    record = suitability.latest(store, row.id)
    assert record is not None
    assert (record.draft.explanation, record.draft.own_will) == ("too dear to keep up", "I want it all the same")
    assert suitability.known(store, row.household_id) == Known(record.draft.known.risk)
    undo(qtbot, page)
    qtbot.waitUntil(lambda: page.kept.table.current().state == ProposalState.DRAFT)


@pytest.mark.parametrize(("language", "units", "gap"), [(Language.ZH, "1 件", "缺口 2"), (Language.EN, "1 ×", "gap 2")])
@pytest.mark.usefixtures("store_file")
def test_goods_are_planned_in_units(
    qtbot: QtBot, open_window: OpenWindow, language: Language, units: str, gap: str
) -> None:
    window = open_window(language)
    assert window.desk is not None
    store, actor = window.desk.store, window.desk.actor
    catalogue.load_sample(store, actor, catalogue.GOODS)
    draft = HouseholdDraft(MemberDraft("赵店", Relation.SELF, income=100_000_00))
    household_id = customers.add(store, actor, draft).id
    member = customers.household(store, household_id).members[0].id
    with store.write(actor, "test.goods", household_id) as session:
        matrix = session.scalars(select(Matrix).where(Matrix.code == ALL_CUSTOMERS)).one()
        for number, (event, wanted) in enumerate((("calls", 2), ("photos", 1), ("music", 1)), 1):
            session.add(Need(matrix_id=matrix.id, number=f"G{number}", household_id=household_id, member_id=member,
                             event=event, gap=wanted * 100, weight=4 - number, rank=number))  # fmt: skip
    window.desk.choose_household(household_id)
    window.go("combinations")
    page = cast(CombinationsPage, window.pages["combinations"])
    qtbot.waitUntil(lambda: bool(page.plans), timeout=SOLVED)
    assert page.bench is not None and page.bench.goods
    said = "\n".join(label.text() for label in page.comparison.widget().findChildren(QLabel))
    assert units in said
    assert gap in said
    assert "sum " not in said
    assert "保额" not in said
    qtbot.mouseClick(page.heads["full"].button, LEFT)
    qtbot.mouseClick(page.bar.view_buttons[2], LEFT)

    def act(dialog: SuitabilityDialog) -> None:
        assert not dialog.told.isVisible(), "goods ask for no risk profile"
        qtbot.mouseClick(dialog.button, LEFT)

    in_dialog(SuitabilityDialog, act, lambda: qtbot.mouseClick(page.kept.decisions[ProposalState.PRESENTED], LEFT))
    assert page.kept.table.current().state == ProposalState.PRESENTED
