"""Selling by real drags, keys and clicks: board, list twin, an order from draft to in force, forecast."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.enums import Coverage, Language, OrderState, Stage
from app.services import matrix
from app.services.base import agents
from app.services.base.store import Store
from app.services.base.store.keys import keyslot_path
from app.services.front import demo
from app.services.people import customers
from app.services.rules.selling.orders import Step
from app.services.selling import opportunities, orders
from app.services.selling.opportunities import OpportunityRow
from app.ui.selling.page import FORECAST, LIST, ORDERS, SellingPage
from app.ui.selling.sales.lane import Lane
from app.ui.shared.pane import Pane
from app.ui.shell.main_window import MainWindow
from app.ui.widgets.forms.dialog import FormDialog
from tests import reading
from tests.conftest import PASSWORD
from tests.services.selling_family import accepted
from tests.ui.acting import click, fill, in_dialog
from tests.ui.conftest import OpenWindow

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton
FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


@pytest.fixture(params=[Language.ZH, Language.EN])
def language(request: pytest.FixtureRequest) -> Language:
    return Language(request.param)


@pytest.fixture(scope="module")
def selling_template(family_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample family, analysed, and 陈静 with an accepted proposal."""
    path = tmp_path_factory.mktemp("selling") / "needfolio.db"
    copied(family_template, path)
    with closing(Store.open(path, PASSWORD)) as store:
        accepted(store, agents.me(store), "陈静")
    return path


@pytest.fixture
def page(
    qtbot: QtBot, selling_template: Path, store_file: Path, open_window: OpenWindow, language: Language
) -> SellingPage:
    copied(selling_template, store_file)
    return opened(qtbot, open_window(language))


def copied(source: Path, target: Path) -> None:
    shutil.copyfile(source, target)
    shutil.copyfile(keyslot_path(source), keyslot_path(target))


def opened(qtbot: QtBot, window: MainWindow) -> SellingPage:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.go("selling")
    page = cast(SellingPage, window.pages["selling"])
    qtbot.waitUntil(page.isVisible)
    return page


def lane_of(page: SellingPage, stage: Stage) -> Lane:
    return next(lane for lane in page.sales.board.lanes if stage in lane.stages)


def names(lane: Lane) -> list[str]:
    return [lane.model.index(row, 0).data(Qt.ItemDataRole.UserRole).household for row in range(lane.model.rowCount())]


def card(page: SellingPage, name: str) -> tuple[Lane, QPoint]:
    """The lane a card is in, and its middle in the lane's list."""
    for lane in page.sales.board.lanes:
        if name in names(lane):
            return lane, lane.cards.visualRect(lane.model.index(names(lane).index(name), 0)).center()
    raise AssertionError(name)


def drag(page: SellingPage, name: str, stage: Stage) -> None:
    """Press on a card, move to the lane of a stage, let go; the ghost follows."""
    lane, at = card(page, name)
    view, target = lane.cards.viewport(), lane_of(page, stage)
    there = view.mapFromGlobal(target.mapToGlobal(target.rect().center()))
    QTest.mousePress(view, LEFT, Qt.KeyboardModifier.NoModifier, at)
    for step in (1, 2, 3):
        moving(view, at + (there - at) * step / 3)
    assert page.sales.board.ghost.isVisible()
    QTest.mouseRelease(view, LEFT, Qt.KeyboardModifier.NoModifier, there)
    assert not page.sales.board.ghost.isVisible()


def moving(view: object, at: QPoint) -> None:
    """QTest's own move tells no pressed button."""
    widget = cast(QWidget, view)
    spot, where = QPointF(at), QPointF(widget.mapToGlobal(at))
    event = QMouseEvent(QEvent.Type.MouseMove, spot, where, LEFT, LEFT, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(widget, event)


def saved(qtbot: QtBot, **texts: str) -> Callable[[FormDialog], None]:
    def act(dialog: FormDialog) -> None:
        fill(qtbot, dialog, **texts)
        click(qtbot, dialog.button)

    return act


def sale(page: SellingPage, name: str) -> OpportunityRow:
    rows = opportunities.board(page.desk.store, page.desk.actor.code, page.desk.today()).rows
    return next(row for row in rows if row.household == name)


def test_a_card_dragged_without_evidence_stays_and_says_what_is_missing(page: SellingPage) -> None:
    assert names(lane_of(page, Stage.S3_ANALYSED)) == ["王芳"]
    drag(page, "王芳", Stage.S4_PROPOSED)
    said = page.notice.text
    assert ("建议书" if page.desk.language == Language.ZH else "proposal") in said
    assert names(lane_of(page, Stage.S3_ANALYSED)) == ["王芳"]
    drag(page, "王芳", Stage.S3_ANALYSED)  # to where it is: nothing happens
    assert sale(page, "王芳").stage == Stage.S3_ANALYSED


def test_a_card_dragged_to_the_end_asks_for_the_reason_and_comes_back_with_ctrl_z(
    qtbot: QtBot, page: SellingPage
) -> None:
    def act(dialog: FormDialog) -> None:
        click(qtbot, dialog.button)  # without the reason
        assert dialog.isVisible()
        fill(qtbot, dialog, reason="太贵了", competitor="同业甲")
        click(qtbot, dialog.button)

    in_dialog(FormDialog, act, lambda: drag(page, "王芳", Stage.REJECTED))
    row = sale(page, "王芳")
    assert (row.stage, row.lost_reason, row.competitor) == (Stage.REJECTED, "太贵了", "同业甲")
    assert names(lane_of(page, Stage.PAUSED)) == ["王芳"]
    qtbot.keyClick(page.window(), KEY.Key_Z, CTRL)
    assert names(lane_of(page, Stage.S3_ANALYSED)) == ["王芳"]
    assert sale(page, "王芳").lost_reason == ""


def test_cards_are_walked_pushed_and_opened_by_keys(qtbot: QtBot, page: SellingPage) -> None:
    lane, at = card(page, "王芳")
    qtbot.mouseClick(lane.cards.viewport(), LEFT, pos=at)
    assert page.desk.household_id == sale(page, "王芳").household_id
    qtbot.keyClick(lane.cards, KEY.Key_Right)  # 陈静 is one lane on
    other = lane_of(page, Stage.S4_PROPOSED)
    assert other.cards.hasFocus()
    qtbot.keyClick(other.cards, KEY.Key_Right, CTRL)  # without an order it stays
    assert page.notice.text
    assert sale(page, "陈静").stage == Stage.S4_PROPOSED
    in_dialog(FormDialog, saved(qtbot, reason="重新分析"), lambda: qtbot.keyClick(other.cards, KEY.Key_Left, CTRL))
    assert sale(page, "陈静").stage == Stage.S3_ANALYSED
    back = lane_of(page, Stage.S3_ANALYSED)
    assert back.cards.hasFocus()
    qtbot.keyClick(back.cards, KEY.Key_Right, CTRL)  # its proposal is the evidence for the way on
    assert sale(page, "陈静").stage == Stage.S4_PROPOSED
    qtbot.keyClick(lane_of(page, Stage.S4_PROPOSED).cards, KEY.Key_Return)
    assert page.sales.pane.isVisible()
    assert page.sales.pane.detail is not None
    assert [stay.stage for stay in page.sales.pane.detail.stays][-2:] == [Stage.S3_ANALYSED, Stage.S4_PROPOSED]


def test_lanes_say_how_many_how_much_and_weighted(page: SellingPage) -> None:
    lane, row = lane_of(page, Stage.S4_PROPOSED), sale(page, "陈静")
    assert lane.sums.text().startswith("1 · ")
    assert lane.weights.text()
    assert row.weighted < (row.premium or 0)
    assert lane_of(page, Stage.S0_LISTED).sums.text() == "0 · 0"


def test_the_list_twin_has_the_same_rows_and_opens_one_with_enter(qtbot: QtBot, page: SellingPage) -> None:
    click(qtbot, page.modes.button(LIST))
    table = page.sales.table
    assert {table.rows.row(n).household for n in range(table.rows.rowCount())} == {"王芳", "陈静"}
    table.select_id(sale(page, "陈静").id)
    table.setFocus()
    qtbot.keyClick(table, KEY.Key_Return)
    assert page.sales.pane.isVisible() and page.sales.pane.detail is not None
    assert page.sales.pane.detail.row.household == "陈静"
    for show in ("won", "paused", "lost"):
        page.show_box.setCurrentIndex(page.show_box.findData(show))
        page.show_box.activated.emit(page.show_box.currentIndex())
        assert table.rows.rowCount() == 0


def test_a_sale_is_begun_edited_paused_and_reopened(qtbot: QtBot, page: SellingPage) -> None:
    page.desk.choose_household(None)
    click(qtbot, page.new_button)
    assert page.notice.text
    page.desk.choose_household(sale(page, "王芳").household_id)
    texts = {"title": "education", "premium": "6,000", "probability": "55"}
    in_dialog(FormDialog, saved(qtbot, **texts), lambda: click(qtbot, page.new_button))
    assert names(lane_of(page, Stage.S0_LISTED)) == ["王芳"]
    row = next(
        r for r in opportunities.board(page.desk.store, "A001", page.desk.today()).rows if r.title == "education"
    )
    assert (row.premium, row.chance) == (6_000_00, 0.55)
    page.sales.show_sale(row.id)
    in_dialog(FormDialog, saved(qtbot, competitor="B"), lambda: click(qtbot, page.sales.pane.buttons["edit"]))
    assert opportunities.row(page.desk.store, row.id, page.desk.today()).competitor == "B"

    def pause(dialog: FormDialog) -> None:
        box = dialog.form.fields["stage"]
        box.set_value(Stage.PAUSED.value)
        click(qtbot, dialog.button)

    in_dialog(FormDialog, pause, lambda: click(qtbot, page.sales.pane.buttons["end"]))
    paused = opportunities.row(page.desk.store, row.id, page.desk.today())
    assert (paused.stage, paused.paused_until) == (Stage.PAUSED, page.desk.today() + timedelta(days=30))
    click(qtbot, page.sales.pane.buttons["reopen"])
    assert opportunities.row(page.desk.store, row.id, page.desk.today()).open


def highlighted(pane: Pane) -> list[str]:
    """The keys of the buttons that wear the accent."""
    return [key for key, button in pane.buttons.items() if reading.is_primary(button)]


def test_a_proposal_becomes_an_order_and_its_needs_are_covered(qtbot: QtBot, page: SellingPage) -> None:
    household = sale(page, "陈静").household_id
    page.sales.show_sale(sale(page, "陈静").id)
    (make,) = (button for key, button in page.sales.pane.buttons.items() if key.startswith("order "))
    assert highlighted(page.sales.pane) == ["next"]
    assert page.sales.pane.buttons["next"].text() == make.text()  # what was accepted is applied for
    click(qtbot, page.sales.pane.buttons["next"])
    pane = page.orders.pane
    assert page.mode == ORDERS and pane.isVisible()

    def step(state: OrderState, **texts: str) -> None:
        in_dialog(FormDialog, saved(qtbot, **texts), lambda: click(qtbot, pane.buttons[state.value]))

    assert highlighted(pane) == ["submitted"]
    step(OrderState.SUBMITTED)
    assert highlighted(pane) == ["underwriting"]
    keys = list(pane.buttons)
    assert keys.index("returned") > keys.index("sale")  # nothing that goes back stands where the next step stood
    assert orders.must_be_said(page.desk.store)

    def nobody(dialog: FormDialog) -> None:  # an agent alone is asked once who approves; called off, nothing is done
        dialog.reject()

    in_dialog(FormDialog, nobody, lambda: click(qtbot, pane.buttons["underwriting"]))
    assert highlighted(pane) == ["underwriting"]
    orders.set_approval(page.desk.store, page.desk.actor, None)
    step(OrderState.UNDERWRITING)
    assert highlighted(pane) == ["issued"]

    def without_number(dialog: FormDialog) -> None:
        click(qtbot, dialog.button)
        assert dialog.isVisible()  # the policy number is missing, and said beside its field
        fill(qtbot, dialog, policy_number="POL-1")
        click(qtbot, dialog.button)

    in_dialog(FormDialog, without_number, lambda: click(qtbot, pane.buttons["issued"]))
    rows = matrix.rows(page.desk.store, date.today(), household_id=household)  # noqa: DTZ011
    assert any(row.coverage == Coverage.COVERED and row.in_force for row in rows)
    assert customers.row(page.desk.store, household).stage == Stage.S6_ISSUED
    assert page.orders.table.current().state == OrderState.ISSUED
    click(qtbot, pane.buttons["undo"])
    assert customers.row(page.desk.store, household).stage == Stage.S5_SUBMITTED
    assert all(row.in_force == 0 for row in matrix.rows(page.desk.store, date.today(), household_id=household))  # noqa: DTZ011
    qtbot.keyClick(page.window(), KEY.Key_Z, CTRL)  # the last thing done was to take the step back
    assert page.orders.table.current().state == OrderState.ISSUED
    qtbot.keyClick(page.window(), KEY.Key_Y, CTRL)  # and does it again
    assert page.orders.table.current().state == OrderState.UNDERWRITING
    click(qtbot, pane.buttons["sale"])
    assert page.sales.isVisible() and page.sales.pane.detail is not None
    assert page.sales.pane.detail.row.stage == Stage.S5_SUBMITTED


def test_an_order_is_changed_approved_by_a_lead_and_shows_what_changed(qtbot: QtBot, page: SellingPage) -> None:
    store, actor = page.desk.store, page.desk.actor
    click(qtbot, page.modes.button(ORDERS))
    assert page.orders.stack.currentIndex() == 1  # nothing yet: what to do first

    def approve_all(dialog: FormDialog) -> None:
        dialog.form.fields["who"].set_value("from")
        fill(qtbot, dialog, amount="0")
        click(qtbot, dialog.button)

    in_dialog(FormDialog, approve_all, lambda: click(qtbot, page.approval_button))
    assert orders.approval_from(store) == 0
    page.menu.aboutToShow.emit()
    page.menu.actions()[0].trigger()
    pane = page.orders.pane
    in_dialog(FormDialog, saved(qtbot), lambda: click(qtbot, pane.buttons["submitted"]))
    assert "underwriting" not in pane.buttons
    assert pane.detail is not None
    line = pane.detail.lines[0]
    texts = {f"premium/{line.id}": "9,999"}

    def adjust(dialog: FormDialog) -> None:
        fill(qtbot, dialog, **texts)
        click(qtbot, dialog.button)
        assert dialog.isVisible()  # an adjustment says why
        fill(qtbot, dialog, reason="loading")
        click(qtbot, dialog.button)

    in_dialog(FormDialog, adjust, lambda: click(qtbot, pane.buttons["change"]))
    in_dialog(FormDialog, saved(qtbot, decided_by="Chen", reason="ask"), lambda: click(qtbot, pane.buttons["returned"]))
    in_dialog(FormDialog, saved(qtbot, notes="done"), lambda: click(qtbot, pane.buttons["change"]))
    assert pane.detail is not None
    assert [one.field for one in pane.detail.changes] == ["notes"]
    in_dialog(FormDialog, saved(qtbot), lambda: click(qtbot, pane.buttons["submitted"]))
    in_dialog(FormDialog, saved(qtbot, decided_by="Chen"), lambda: click(qtbot, pane.buttons["approved"]))
    (row,) = orders.of_agent(store, actor.code)
    assert (row.state, row.premium) == (OrderState.APPROVED, sum(one.premium for one in pane.detail.lines))
    assert pane.detail.row.state == OrderState.APPROVED


def test_the_forecast_shows_months_chances_and_where_they_come_from(qtbot: QtBot, page: SellingPage) -> None:
    click(qtbot, page.modes.button(FORECAST))
    view = page.forecast
    assert view.isVisible()
    assert view.months.rowCount() >= 1
    assert view.chances.rowCount() == 7
    assert view.headline.text()
    assert "0" in view.note.text()  # no sale has ended yet: mostly the rule of thumb
    plot = view.chart.plot
    assert plot is not None and plot.said == view.headline.text()
    months = [view.months.row(number).month for number in range(view.months.rowCount())]
    for name, series in zip(("total", "weighted", "weighted"), plot.series, strict=True):
        assert [mark.value for mark in series.marks] == [getattr(month, name) / 100 for month in months]
    assert [(mark.low, mark.high) for mark in plot.series[2].marks] == [(m.low / 100, m.high / 100) for m in months]


def test_every_model_is_sound(page: SellingPage) -> None:
    for model in (*(lane.model for lane in page.sales.board.lanes), page.sales.model, page.orders.model):
        QAbstractItemModelTester(model, FATAL)
    page.refresh_now()
    for mode in (LIST, ORDERS, FORECAST):
        page.set_mode(mode)
    for model in (page.forecast.months, page.forecast.chances):
        QAbstractItemModelTester(model, FATAL)
    page.refresh_now()


def test_an_empty_store_says_the_first_step(qtbot: QtBot, open_window: OpenWindow, language: Language) -> None:
    page = opened(qtbot, open_window(language))
    assert page.empty.isVisible()
    click(qtbot, page.empty.buttons[0])
    assert page.window().current_tab == "customers"  # type: ignore[attr-defined]


def test_a_full_store_fills_board_and_orders(qtbot: QtBot, store_file: Path, open_window: OpenWindow) -> None:
    with closing(Store.open(store_file, PASSWORD)) as store:
        demo.sample_family(store)
        demo.populate(store, customers=40, weeks=4, seed=3)
    page = opened(qtbot, open_window(Language.ZH))
    assert sum(lane.model.rowCount() for lane in page.sales.board.lanes) > 10
    click(qtbot, page.modes.button(ORDERS))
    assert page.orders.model.rowCount() > 3
    assert page.orders.pane.lines is not None
    QAbstractItemModelTester(page.orders.pane.lines, FATAL)


def test_a_returned_order_stands_on_today_and_opens(page: SellingPage) -> None:
    store, actor = page.desk.store, page.desk.actor
    (ready,) = orders.ready(store, actor.code)
    order = orders.from_proposal(store, actor, ready.id)
    orders.set_approval(store, actor, 0)
    today = page.desk.today()
    orders.move(store, actor, order.row.id, Step(OrderState.SUBMITTED, today))
    orders.move(store, actor, order.row.id, Step(OrderState.RETURNED, today, "补充告知", "陈主管"))
    page.desk.hub.settle()
    window = cast(MainWindow, page.window())
    window.go("today")
    card = window.pages["today"].cards["orders"]  # type: ignore[attr-defined]
    assert "OR00001" in str(card.lines)
    card.lines[0].open()
    assert window.current_tab == "selling"
    assert page.orders.table.current().number == "OR00001"
