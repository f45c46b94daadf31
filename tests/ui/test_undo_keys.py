"""Ctrl+Z takes back the last thing done, whatever it was and whatever tab is shown; Ctrl+Y does it again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from app.enums import ActivityKind, ActivityStatus, Language, OrderState, Stage
from app.models import Activity, Household, Interview, Member, Need
from app.services.base.store import Actor, Store
from app.services.day import activities
from app.services.day.activities import ActivityDraft
from app.services.front import demo
from app.services.matrix import editing
from app.services.needs.interviews import template_keeping
from app.services.needs.interviews.template_files import load
from app.services.needs.interviews.template_writing import write_document
from app.services.offers import catalogue, proposals
from app.services.offers.combinations import combine
from app.services.people import bulk_edits, customers, erasure
from app.services.people.bulk_edits import BulkChange, Chosen
from app.services.people.customers import HouseholdDraft, MemberDraft
from app.services.rules.selling.orders import Step
from app.services.selling import orders
from app.ui.customers.page import CustomersPage
from app.ui.shell import history
from app.ui.shell.main_window import MainWindow
from tests.keys import type_text
from tests.services.standing import standing
from tests.services.suited import accept
from tests.ui.conftest import OpenWindow

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
KEY = Qt.Key
Does = Callable[[Store, Actor], object]


@pytest.fixture
def language() -> Language:
    return Language.ZH


@pytest.fixture
def window(qtbot: QtBot, family_file: Path, open_window: OpenWindow, language: Language) -> MainWindow:
    """On a tab that shows nothing of what is done."""
    assert family_file.exists()
    shown = open_window(language)
    shown.activateWindow()
    qtbot.waitUntil(shown.isActiveWindow)
    shown.go("library")
    shown.tabs.tabBar().setFocus()
    return shown


def store_of(window: MainWindow) -> tuple[Store, Actor]:
    assert window.desk is not None
    return window.desk.store, window.desk.actor


def keys(qtbot: QtBot, window: MainWindow, key: Qt.Key, more: Qt.KeyboardModifier = CTRL) -> str:
    """What the foot says then."""
    qtbot.keyClick(window, key, more)
    return window.foot.message


def one(store: Store, model: type[Any], *where: Any) -> Any:
    with store.read() as session:
        return session.scalars(select(model).where(*where).order_by(model.id)).first()


def add_customer(store: Store, actor: Actor) -> object:
    return customers.add(store, actor, HouseholdDraft(MemberDraft("赵敏", phone="13900002222")))


def edit_phone(store: Store, actor: Actor) -> object:
    member = one(store, Member)
    row = customers.household(store, member.household_id).member(member.id)
    return customers.update_member(store, actor, row.id, replace(row.draft(), phone="13700003333"))


def planned(store: Store) -> activities.ActivityRow:
    return activities.one(store, one(store, Activity, Activity.status == ActivityStatus.PLANNED).id)


def move_activity(store: Store, actor: Actor) -> object:
    row = planned(store)
    day = row.on_date + timedelta(3)
    return activities.move(store, actor, row.id, row.version, on_date=day, at_minute=600, duration=45)


def finish_activity(store: Store, actor: Actor) -> object:
    row, today = planned(store), store.today()
    following = ActivityDraft(ActivityKind.VISIT, today + timedelta(5), ActivityStatus.PLANNED, row.household_id)
    return activities.finish(store, actor, row.id, row.version, on_date=today, note="谈得好", following=following)


def move_stage(store: Store, actor: Actor) -> object:
    return customers.set_stage(store, actor, one(store, Household).id, Stage.PAUSED, "出差")


def proposed(store: Store, actor: Actor) -> str:
    based = proposals.basis(store, one(store, Need).household_id, store.today())
    plan = combine(based.request, catalogue.products(store), points=2).plans[1]
    return proposals.save(store, actor, based, plan).id


def accept_proposal(store: Store, actor: Actor) -> object:
    return accept(store, actor, proposed(store, actor))


def order_step(store: Store, actor: Actor) -> object:
    detail = orders.from_proposal(store, actor, accept(store, actor, proposed(store, actor)).id)
    return orders.move(store, actor, detail.row.id, Step(OrderState.SUBMITTED, store.today()))


def edit_matrix(store: Store, actor: Actor) -> object:
    return editing.update_need(store, actor, one(store, Need).id, {"description": "改成别的"})


def edit_a_thousand(store: Store, actor: Actor) -> object:
    demo.populate(store, customers=1_000, weeks=1)
    with store.read() as session:
        ids = tuple(session.scalars(select(Household.id)))
    return bulk_edits.apply(store, actor, Chosen(ids), BulkChange(city="杭州", add_tags=("老客户",)))


def edit_template(store: Store, actor: Actor) -> object:
    return template_keeping.save(store, actor, write_document(load(one(store, Interview).template)))


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (add_customer, "新增客户"),
        (edit_phone, "修改家人"),
        (move_activity, "移动活动"),
        (finish_activity, "完成活动"),
        (move_stage, "移动客户阶段"),
        (accept_proposal, "记录方案的决定"),
        (order_step, "投保单：提交"),
        (edit_matrix, "修改需求"),
        (edit_a_thousand, "批量修改客户"),
        (edit_template, "保存访谈模板"),
    ],
)
def test_the_last_thing_done_goes_back_and_forth(qtbot: QtBot, window: MainWindow, act: Does, words: str) -> None:
    store, actor = store_of(window)
    states = [standing(store)]
    end = store.committed.subscribe(lambda _: states.append(standing(store)))
    act(store, actor)
    end()
    before, after = states[-2:]
    assert before != after
    assert keys(qtbot, window, KEY.Key_Z) == f"已撤销：{words}"
    assert standing(store) == before
    assert keys(qtbot, window, KEY.Key_Y) == f"已重做：{words}"
    assert standing(store) == after
    keys(qtbot, window, KEY.Key_Z)
    assert standing(store) == before
    keys(qtbot, window, KEY.Key_Z, CTRL | SHIFT)
    assert standing(store) == after


def test_a_customer_added_after_a_call_was_moved_is_what_goes(qtbot: QtBot, window: MainWindow) -> None:
    """It moved the call back and kept the customer."""
    store, actor = store_of(window)
    before = standing(store)
    move_activity(store, actor)
    moved = standing(store)
    add_customer(store, actor)
    after = standing(store)
    keys(qtbot, window, KEY.Key_Z)
    assert standing(store) == moved
    keys(qtbot, window, KEY.Key_Z)
    assert standing(store) == before
    assert keys(qtbot, window, KEY.Key_Z) == "已撤销：移动活动"  # nothing further
    keys(qtbot, window, KEY.Key_Y)
    keys(qtbot, window, KEY.Key_Y)
    assert standing(store) == after


def test_what_comes_anew_ends_the_way_forth(qtbot: QtBot, window: MainWindow) -> None:
    store, actor = store_of(window)
    add_customer(store, actor)
    keys(qtbot, window, KEY.Key_Z)
    move_stage(store, actor)
    after = standing(store)
    keys(qtbot, window, KEY.Key_Y)
    assert standing(store) == after


def test_what_cannot_be_taken_back_is_named_and_stops_the_way(qtbot: QtBot, window: MainWindow) -> None:
    store, actor = store_of(window)
    added = customers.add(store, actor, HouseholdDraft(MemberDraft("赵敏")))
    customers.archive(store, actor, added.id)
    erasure.erase(store, actor, [added.id])
    after = standing(store)
    for _ in range(2):
        assert keys(qtbot, window, KEY.Key_Z) == "这一步不能用 Ctrl+Z 撤销：彻底删除客户"
    assert standing(store) == after


@pytest.mark.parametrize("language", [Language.EN])
def test_the_button_is_of_its_message(qtbot: QtBot, window: MainWindow) -> None:
    """Another thing was done since: the button takes back its own, Ctrl+Z then the other."""
    store, actor = store_of(window)
    assert window.desk is not None
    before = standing(store)
    add_customer(store, actor)
    window.desk.hub.offer_undo("She is added.")
    move_activity(store, actor)
    button = next(b for b in window.foot.findChildren(QPushButton) if b.text() == "Undo")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert window.foot.message == "Undone: Add a customer"
    assert not button.isVisible()
    assert keys(qtbot, window, KEY.Key_Z) == "Undone: Move an activity"
    assert standing(store) == before


def test_inside_a_text_field_the_keys_are_the_fields(qtbot: QtBot, window: MainWindow) -> None:
    store, actor = store_of(window)
    add_customer(store, actor)
    after = standing(store)
    window.go("customers")
    field = cast(CustomersPage, window.pages["customers"]).list.search
    field.setFocus()
    type_text(qtbot, field, "abc")
    qtbot.keyClick(field, KEY.Key_Z, CTRL)
    assert field.text() == ""
    qtbot.keyClick(field, KEY.Key_Z, CTRL)
    qtbot.keyClick(field, KEY.Key_Y, CTRL)
    assert standing(store) == after


def test_a_field_nothing_was_typed_into_lets_the_keys_through(qtbot: QtBot, window: MainWindow) -> None:
    store, actor = store_of(window)
    before = standing(store)
    add_customer(store, actor)
    after = standing(store)
    window.go("customers")
    field = cast(CustomersPage, window.pages["customers"]).list.search
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    field.setFocus()
    qtbot.keyClick(field, KEY.Key_Z, CTRL)
    assert standing(store) == before
    qtbot.keyClick(field, KEY.Key_Y, CTRL)
    assert standing(store) == after


def test_units_of_one_act_are_one_step(qtbot: QtBot, window: MainWindow) -> None:
    store, actor = store_of(window)
    assert window.desk is not None
    before = standing(store)
    with window.desk.hub.act():
        add_customer(store, actor)
        move_stage(store, actor)
    after = standing(store)
    keys(qtbot, window, KEY.Key_Z)
    assert standing(store) == before
    keys(qtbot, window, KEY.Key_Y)
    assert standing(store) == after


def test_the_family_that_went_is_no_longer_the_one_at_hand(qtbot: QtBot, window: MainWindow) -> None:
    store, actor = store_of(window)
    assert window.desk is not None
    added = customers.add(store, actor, HouseholdDraft(MemberDraft("赵敏")))
    window.go("customers", added.id)
    window.desk.choose_household(added.id)
    window.tabs.tabBar().setFocus()
    keys(qtbot, window, KEY.Key_Z)
    assert window.desk.household_id is None
    assert not window.pages["customers"].notice.isVisible()


def test_a_large_step_goes_back_and_forth_beside_the_window(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a bar and a cancel button, and one at a time: keys pressed meanwhile start nothing."""
    monkeypatch.setattr(history, "MANY", 2)
    store, actor = store_of(window)
    for name in ("赵敏", "钱一", "孙立", "李四"):
        customers.add(store, actor, HouseholdDraft(MemberDraft(name)))
    before = standing(store)
    ids = tuple(customers.ids(store))
    bulk_edits.apply(store, actor, Chosen(ids), BulkChange(city="杭州"))
    after = standing(store)
    assert window.desk is not None
    tasks = window.desk.tasks
    qtbot.wait(10)
    for key, stands in ((KEY.Key_Z, before), (KEY.Key_Y, after)):
        started: list[object] = []
        tasks.started.connect(started.append)
        keys(qtbot, window, key)
        keys(qtbot, window, key)
        qtbot.waitUntil(lambda: not tasks.busy())
        tasks.started.disconnect(started.append)
        assert len(started) == 1 and standing(store) == stands
        assert "批量" in window.foot.message
    keys(qtbot, window, KEY.Key_Z)
    qtbot.waitUntil(lambda: not tasks.busy())
    assert standing(store) == before


def test_a_large_step_stopped_on_its_way_stays_done(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history, "MANY", 2)
    store, actor = store_of(window)
    for name in ("赵敏", "钱一", "孙立"):
        customers.add(store, actor, HouseholdDraft(MemberDraft(name)))
    bulk_edits.apply(store, actor, Chosen(tuple(customers.ids(store))), BulkChange(city="杭州"))
    after = standing(store)
    assert window.desk is not None
    tasks = window.desk.tasks
    qtbot.wait(10)
    tasks.started.connect(lambda task: task.progress.cancel())
    keys(qtbot, window, KEY.Key_Z)
    qtbot.waitUntil(lambda: not tasks.busy())
    assert standing(store) == after
    assert window.foot.history.last is not None and window.foot.history.last.action == "household.bulk_edit"
