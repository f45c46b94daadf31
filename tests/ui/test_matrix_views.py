"""The views of the matrix by clicks and keys: stages, grid, findings, lead, records, links, impact, drawing."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QAbstractItemView, QFileDialog, QLabel
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from app.enums import EntryState, Language, NeedStatus, NodeKind
from app.models import ProposalItem, TraceLink
from app.services import matrix
from app.services.base.store.keys import keyslot_path
from app.services.day import actions
from app.services.matrix import assignment, baselines, changes, editing, links, meetings, reviews
from app.ui.base import labels
from app.ui.matrix.keeping.compare import CompareDialog
from app.ui.matrix.need.linking import LinkDialog, NeedPicker
from app.ui.matrix.need.owners import OwnerDialog
from app.ui.matrix.need.review import ReviewDialog
from app.ui.matrix.need.trace import TraceDialog
from app.ui.matrix.page import FINDINGS, GRID, LEAD, LIST, RECORDS, STAGES, MatrixPage
from app.ui.shell.main_window import MainWindow
from app.ui.widgets.forms.dialog import FormDialog
from app.ui.widgets.impact import ImpactDialog
from app.ui.widgets.tables.table_view import TableView
from tests.keys import type_text
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


@pytest.fixture
def window(open_window: OpenWindow, language: Language) -> MainWindow:
    made = open_window(Language(language))
    made.go("matrix")
    return made


@pytest.fixture
def page(window: MainWindow) -> MatrixPage:
    page = window.pages["matrix"]
    assert isinstance(page, MatrixPage)
    return page


@pytest.fixture
def need(chain_file: tuple[Path, tuple[str, ...]]) -> str:
    return chain_file[1][1]


def view(qtbot: QtBot, page: MatrixPage, number: int) -> None:
    qtbot.mouseClick(page.views, Qt.MouseButton.LeftButton, pos=page.views.tabRect(number).center())
    assert page.views.currentIndex() == number


def cell(table: QAbstractItemView, row: int, column: int) -> QPoint:
    index = table.model().index(row, column)
    table.scrollTo(index)
    return table.visualRect(index).center()


def ask(page: MatrixPage, what: str) -> Callable[[], None]:
    """The menu's entry, as a click on it does."""
    return page.detail.actions_of[what].trigger


def typed(qtbot: QtBot, **texts: str) -> Callable[[FormDialog], None]:
    def act(dialog: FormDialog) -> None:
        for name, text in texts.items():
            field = dialog.form.fields[name]
            qtbot.mouseClick(field.editor, Qt.MouseButton.LeftButton)
            type_text(qtbot, field.editor, text)
        click(qtbot, dialog.button)

    return act


@LANGUAGES
def test_every_view_opens_and_says_something(qtbot: QtBot, page: MatrixPage) -> None:
    for number in (STAGES, GRID, FINDINGS, LEAD, RECORDS, LIST):
        view(qtbot, page, number)
        shown = page._pages.currentWidget()
        assert shown is not None and shown.isVisible()
        assert page.filters.isVisible() == (number in (LIST, STAGES, GRID))
    for table in page.findChildren(TableView):
        QAbstractItemModelTester(table.rows, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert not page.notice.text


def test_a_stage_row_opens_up_and_does_not_become_many(qtbot: QtBot, page: MatrixPage, need: str) -> None:
    view(qtbot, page, STAGES)
    table, rows = page.stages.table, page.stages.model.rowCount()
    number = page.stages.model.find(need)
    assert number is not None
    before = table.rowHeight(number)
    short = page.stages.model.index(number, 2).data()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=cell(table, number, 0))
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert page.stages.model.rowCount() == rows
    assert table.rowHeight(number) > before
    answers = matrix.chain_of(page.desk.store, need).answers
    told = page.stages.model.index(number, 2).data()
    assert all(entry.text[0] in told for entry in answers) and len(told) > len(short)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert table.rowHeight(number) == before


def test_the_grid_shows_amounts_and_its_first_columns_stay(qtbot: QtBot, page: MatrixPage, need: str) -> None:
    view(qtbot, page, GRID)
    table = page.grid.table
    assert page.grid.grid is not None
    cells = page.grid.grid.cells
    column = next(number for number, one in enumerate(table.rows.columns) if (need, one.key) in cells)
    row = table.rows.find(need)
    assert row is not None and table.rows.index(row, column).data().startswith(("●", "○"))
    bar = table.horizontalScrollBar()
    bar.setValue(bar.maximum())
    assert table.frozen.isVisible() and not table.frozen.isColumnHidden(0)
    assert table.frozen.visualRect(table.frozen.model().index(0, 0)).left() >= 0
    assert str(page.model.rowCount()) in page.grid.note.text()
    assert not page.grid.on.isEnabled() and not page.grid.back.isEnabled()


def test_a_filter_narrows_all_three_views_alike(qtbot: QtBot, page: MatrixPage) -> None:
    type_text(qtbot, page.search, page.index.entries[0].number)
    assert page.model.rowCount() == 1
    view(qtbot, page, STAGES)
    assert page.stages.model.rowCount() == 1
    view(qtbot, page, GRID)
    assert page.grid.table.rows.rowCount() == 1


def test_suspects_are_cleared_many_at_once_with_a_reason(qtbot: QtBot, page: MatrixPage, need: str) -> None:
    store, actor = page.desk.store, page.desk.actor
    editing.update_need(store, actor, need, {"description": "改成别的"})
    view(qtbot, page, FINDINGS)
    table = page.findings.suspects
    count = table.rows.rowCount()
    assert count > 1 and str(count) in page.findings.chips["suspect"].text()
    assert "改成别的" in table.rows.index(0, 3).data()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=cell(table, 0, 0))
    qtbot.keyClick(table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    in_dialog(FormDialog, typed(qtbot, reason="checked"), lambda: click(qtbot, page.findings.step))
    assert table.rows.rowCount() == 0
    assert matrix.one(store, need, page.desk.today()).suspects == 0


def test_a_finding_leads_to_its_need_and_its_step(qtbot: QtBot, page: MatrixPage, need: str) -> None:
    store, actor = page.desk.store, page.desk.actor
    editing.update_need(store, actor, need, {"owner_code": "", "owner_name": ""})
    view(qtbot, page, FINDINGS)
    click(qtbot, page.findings.chips["no_owner"])
    assert page.findings.findings.rows.rowCount() == 1
    click(qtbot, page.findings.show_need)
    assert page.views.currentIndex() == LIST and page.table.current().id == need
    view(qtbot, page, FINDINGS)
    in_dialog(OwnerDialog, lambda d: click(qtbot, d.button), lambda: click(qtbot, page.findings.step))
    assert matrix.one(store, need, page.desk.today()).owner_code == "A001"
    assert page.findings.nothing.isVisible()


@pytest.mark.usefixtures("need")
def test_a_need_done_too_early_is_opened_again_and_that_undone(
    qtbot: QtBot,
    window: MainWindow,
    page: MatrixPage,
) -> None:
    store, actor, today = page.desk.store, page.desk.actor, page.desk.today()
    other = next(entry for entry in page.index.entries if not entry.in_force and entry.gap)
    finished = today - timedelta(days=3)
    editing.update_need(store, actor, other.id, {"status": "done", "actual_start": finished, "actual_finish": finished})
    page.refresh_now()
    view(qtbot, page, FINDINGS)
    click(qtbot, page.findings.chips["done_not_covered"])
    assert page.findings.findings.rows.rowCount() == 1
    click(qtbot, page.findings.step)
    assert matrix.one(store, other.id, today).status == NeedStatus.IN_PROGRESS
    assert page.findings.nothing.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    row = matrix.one(store, other.id, today)
    assert (row.status, row.actual_finish) == (NeedStatus.DONE, finished)
    assert page.findings.findings.rows.rowCount() == 1


def test_a_broken_link_is_taken_out_with_one_click(qtbot: QtBot, page: MatrixPage, need: str) -> None:
    broken = editing.remove_need(page.desk.store, page.desk.actor, need)
    page.refresh_now()
    view(qtbot, page, FINDINGS)
    click(qtbot, page.findings.chips["broken_link"])
    table = page.findings.findings
    assert table.rows.rowCount() == broken
    click(qtbot, page.findings.step)
    assert table.rows.rowCount() == broken - 1


@LANGUAGES
def test_removing_shows_the_impact_first_and_can_be_undone(qtbot: QtBot, page: MatrixPage, need: str) -> None:
    page.table.select_id(need)
    rows = page.model.rowCount()

    def look(dialog: ImpactDialog) -> None:
        assert dialog.stay.isDefault()
        click(qtbot, dialog.stay)

    in_dialog(ImpactDialog, look, ask(page, "remove"))
    assert page.model.rowCount() == rows
    in_dialog(ImpactDialog, lambda d: click(qtbot, d.go), ask(page, "remove"))
    assert page.model.rowCount() == rows - 1
    take_back_last(page.desk)
    assert page.model.rowCount() == rows
    assert matrix.one(page.desk.store, need, page.desk.today()).suspects == 0


@LANGUAGES
def test_overdue_actions_of_meetings_stand_in_the_leads_view_and_open_their_meeting(
    qtbot: QtBot,
    page: MatrixPage,
) -> None:
    store, actor, today = page.desk.store, page.desk.actor, page.desk.today()
    late = actions.ActionDraft("补面谈", actor.code, due_on=today - timedelta(days=3))
    other = actions.ActionDraft("再约", actor.code, due_on=today)
    meetings.hold(store, actor, meetings.MeetingDraft(today, "后一次", ("李敏",), actions=(other,)))
    draft = meetings.MeetingDraft(today - timedelta(days=9), "十一月评审", ("李敏",), actions=(late, other))
    held = meetings.hold(store, actor, draft)
    view(qtbot, page, LEAD)
    table = page.lead.late_actions
    assert [table.rows.row(n).text for n in range(table.rows.rowCount())] == ["补面谈"]
    assert page.lead.overdue.text().endswith("1")
    assert "3" in table.model().index(0, 3).data()
    assert table.model().index(0, 4).data() == "十一月评审"
    table.setCurrentIndex(table.model().index(0, 0))
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert page.views.currentIndex() == RECORDS
    assert page.records.currentWidget() is page.records.meetings
    assert page.records.meetings.table.current().id == held.id
    (action,) = (one for one in held.actions if one.text == "补面谈")
    actions.finish(store, actor, action.id, action.version, today)
    view(qtbot, page, LEAD)
    assert not table.isVisible()


def test_findings_and_figures_of_very_many_needs_are_read_beside_the_window(
    qtbot: QtBot, page: MatrixPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    view(qtbot, page, FINDINGS)
    expected = page.findings.chips["no_owner"].text()
    monkeypatch.setattr("app.ui.matrix.page.MANY", 1)
    started: list[Any] = []
    page.desk.tasks.started.connect(started.append)
    page.findings.chips["no_owner"].setText("")
    view(qtbot, page, LEAD)
    view(qtbot, page, FINDINGS)
    qtbot.waitUntil(lambda: page.findings.chips["no_owner"].text() == expected)
    qtbot.waitUntil(lambda: not page.desk.tasks.busy())
    assert len(started) == 2
    assert page.lead.agents.rows.rowCount() == 0, "the answer to an earlier question is dropped"
    view(qtbot, page, LEAD)
    qtbot.waitUntil(lambda: page.lead.agents.rows.rowCount() > 0)


def test_a_link_is_made_and_taken_out_by_hand(qtbot: QtBot, page: MatrixPage, need: str) -> None:
    page.table.select_id(need)

    def make(dialog: LinkDialog) -> None:
        kinds = [dialog.kind.itemData(number) for number in range(dialog.kind.count())]
        assert NodeKind.PRODUCT not in kinds
        while dialog.kind.currentData() != NodeKind.NOTE:
            before = dialog.kind.currentIndex()
            step = Qt.Key.Key_Down if kinds.index(NodeKind.NOTE) > before else Qt.Key.Key_Up
            qtbot.keyClick(dialog.kind, step)
        click(qtbot, dialog.button)
        assert dialog.notice.isVisible(), "a note without a title is refused"
        type_text(qtbot, dialog.title, "Budget")
        type_text(qtbot, dialog.text, "until May")
        click(qtbot, dialog.button)

    in_dialog(LinkDialog, make, ask(page, "link"))
    (note,) = matrix.chain_of(page.desk.store, need).of(NodeKind.NOTE)
    assert note.text[0] == "Budget：until May"
    assert page.detail.others.head.text().endswith("  1")
    page.needs.unlink(note.link_id)
    assert matrix.chain_of(page.desk.store, need).of(NodeKind.NOTE) == ()


@pytest.mark.parametrize("ending", ["svg", "png"])
@LANGUAGES
def test_the_trace_of_a_need_is_kept_as_a_picture(
    qtbot: QtBot, page: MatrixPage, need: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str,
    ) -> None:  # fmt: skip
    path = tmp_path / f"trace.{ending}"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    page.table.select_id(need)

    def keep(dialog: TraceDialog) -> None:
        assert len(dialog.drawing.boxes) == 1 + len(matrix.chain_of(page.desk.store, need).entries)
        places = [box.place for box in dialog.drawing.boxes]
        assert not any(a.intersects(b) for a, b in itertools.combinations(places, 2))
        click(qtbot, dialog.keep)
        dialog.reject()

    in_dialog(TraceDialog, keep, ask(page, "trace"))
    if ending == "svg":
        assert "<svg" in path.read_text(encoding="utf-8")
    else:
        image = QImage(str(path))
        assert image.width() > 800 and len({image.pixel(x, image.height() // 2) for x in range(image.width())}) > 3


def test_a_review_is_given_and_opens_again(qtbot: QtBot, page: MatrixPage, need: str) -> None:
    page.table.select_id(need)

    def give(dialog: ReviewDialog) -> None:
        in_dialog(FormDialog, lambda form: click(qtbot, form.button), lambda: click(qtbot, dialog.give))
        assert len(dialog.rows) == 1
        dialog.accept()

    in_dialog(ReviewDialog, give, ask(page, "review"))
    editing.update_need(page.desk.store, page.desk.actor, need, {"description": "改成别的"})
    assert reviews.of_need(page.desk.store, need)[0].reopened
    view(qtbot, page, LEAD)
    assert page.lead.reviews.text().endswith("1")
    click(qtbot, page.lead.reviews)
    assert page.views.currentIndex() == LIST
    assert [page.model.row(n).id for n in range(page.model.rowCount())] == [need]
    click(qtbot, page.drill)
    assert page.model.rowCount() == len(page.index.entries)


def test_a_figure_of_the_lead_opens_its_list(qtbot: QtBot, page: MatrixPage) -> None:
    view(qtbot, page, LEAD)
    table = page.lead.kinds
    number = int(table.rows.index(0, 1).data())
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=cell(table, 0, 1))
    assert page.views.currentIndex() == LIST
    assert page.model.rowCount() == number


def test_a_baseline_is_frozen_and_compared_with_now(qtbot: QtBot, page: MatrixPage, need: str) -> None:
    view(qtbot, page, RECORDS)
    records = page.records.baselines
    in_dialog(FormDialog, typed(qtbot, name="May"), lambda: click(qtbot, records.take))
    assert [row.name for row in baselines.listing(page.desk.store)] == ["May"]
    editing.update_need(page.desk.store, page.desk.actor, need, {"description": "改成别的"})

    def look(dialog: CompareDialog) -> None:
        assert dialog.table.rows.rowCount() == 1
        assert "改成别的" in dialog.table.rows.index(0, 3).data()
        dialog.accept()

    in_dialog(CompareDialog, look, lambda: click(qtbot, records.compare))


def test_only_the_rows_on_the_screen_get_room_for_what_changed(page: MatrixPage) -> None:
    fields = dict.fromkeys(("description", "notes", "owner_name"), ("old", "new"))
    found = baselines.Comparison(
        (), (), tuple(baselines.Changed("need", str(n), str(n), fields) for n in range(20_000))
    )
    dialog = CompareDialog(page, Language.EN, "May", found)
    dialog.show()
    table, last = dialog.table, 19_999
    low = table.verticalHeader().defaultSectionSize()
    assert table.rowHeight(0) > low and table.rowHeight(last) == low
    assert table.rowViewportPosition(1) - table.rowViewportPosition(0) == table.rowHeight(0)
    table.scrollToBottom()
    assert table.rowHeight(last) > low and table.rowHeight(last // 2) == low
    one_line = table.rowHeight(last) // 3
    table.setColumnWidth(3, 40)
    assert table.rowHeight(last) > 5 * one_line, "a narrow column takes more lines"
    dialog.accept()


@LANGUAGES
@pytest.mark.usefixtures("need")
def test_a_policy_finds_its_need_by_keys_and_not_twice(qtbot: QtBot, page: MatrixPage) -> None:
    with page.desk.store.read() as session:
        policy = session.scalars(select(TraceLink.target_id).where(TraceLink.target_kind == NodeKind.POLICY)).first()
    assert policy is not None
    node = (NodeKind.POLICY, policy)
    picker = NeedPicker(page, page.desk, node)
    picker.show()
    free = picker.list.currentItem().data(Qt.ItemDataRole.UserRole)
    heights = {picker.list.visualItemRect(picker.list.item(number)).height() for number in range(picker.list.count())}
    assert len(heights) == 1 and heights.pop() >= picker.fontMetrics().height() + 8
    links.add(page.desk.store, page.desk.actor, links.LinkDraft(free.node, node))  # by another window meanwhile
    qtbot.keyClick(picker.list, Qt.Key.Key_Return)
    assert picker.isVisible() and picker.notice.isVisible() and picker.notice.text
    qtbot.keyClick(picker, Qt.Key.Key_Escape)
    assert not picker.isVisible()


def test_a_change_goes_through_the_log(qtbot: QtBot, page: MatrixPage, need: str) -> None:
    page.table.select_id(need)
    in_dialog(FormDialog, typed(qtbot, title="less"), ask(page, "log"))
    view(qtbot, page, RECORDS)
    page.records.setCurrentIndex(1)
    log = page.records.log
    click(qtbot, log.assess)
    in_dialog(FormDialog, typed(qtbot, decision="no"), lambda: click(qtbot, log.decide))
    click(qtbot, log.finish)
    (row,) = changes.listing(page.desk.store)
    assert (row.state, row.decision) == (EntryState.DONE, "no")
    assert not log.assess.isEnabled() and not log.finish.isEnabled()


def test_a_meeting_and_its_action(qtbot: QtBot, page: MatrixPage) -> None:
    view(qtbot, page, RECORDS)
    page.records.setCurrentIndex(2)
    held = page.records.meetings
    in_dialog(FormDialog, typed(qtbot, title="November"), lambda: click(qtbot, held.hold))
    in_dialog(FormDialog, typed(qtbot, text="call"), lambda: click(qtbot, held.action))
    (action,) = actions.of_owner(page.desk.store, "A001")
    assert (action.text, action.owner_name, action.open) == ("call", "李敏", True)
    click(qtbot, held.finish)
    assert [one.open for one in actions.of_owner(page.desk.store, "A001")] == [False]
    assert len(baselines.listing(page.desk.store)) == 1


def test_a_named_matrix_is_made_and_chosen(qtbot: QtBot, page: MatrixPage) -> None:
    everything = page.model.rowCount()
    in_dialog(FormDialog, typed(qtbot, name="Launch", owner="Li"), page.choice.new.trigger)
    assert page.choice.current == "Launch" and page.model.rowCount() == 0
    page.choice.box.setFocus()
    qtbot.keyClick(page.choice.box, Qt.Key.Key_Up)
    assert page.model.rowCount() == everything


def test_nothing_is_assigned_without_a_yes(qtbot: QtBot, page: MatrixPage, need: str) -> None:
    page.table.select_id(need)
    row = matrix.one(page.desk.store, need, page.desk.today())
    before, event = row.owner_code, labels.event(row.event, Language.ZH)

    def skilled(dialog: OwnerDialog) -> None:
        dialog.skills.setFocus()
        dialog.skills.selectAll()
        type_text(qtbot, dialog.skills, f"{event}、VIP")
        qtbot.keyClick(dialog.skills, Qt.Key.Key_Return)
        assert dialog.isVisible() and event in dialog.list.item(0).text()
        dialog.reject()

    in_dialog(OwnerDialog, skilled, ask(page, "owner"))
    assert assignment.skills(page.desk.store)["A001"] == (row.event, "VIP")
    assert matrix.one(page.desk.store, need, page.desk.today()).owner_code == before


@LANGUAGES
def test_a_product_is_withdrawn_after_its_impact_was_seen(qtbot: QtBot, window: MainWindow, need: str) -> None:
    window.go("library")
    library: Any = window.pages["library"]
    qtbot.waitUntil(lambda: bool(library.rows))
    store = library.desk.store
    item = matrix.chain_of(store, need).items[0].node[1]
    with store.read() as session:
        code = session.get_one(ProposalItem, item).product_code
    product = next(row for row in library.rows if row.product.code == code)
    library.table.select_id(product.id)
    told: list[str] = []

    def go(dialog: ImpactDialog) -> None:
        told.extend(label.text() for label in dialog.findChildren(QLabel))
        click(qtbot, dialog.go)

    in_dialog(ImpactDialog, go, lambda: click(qtbot, library.off_sale))
    number = matrix.one(store, need, library.desk.today()).number
    assert any(number in line for line in told)
    assert not library.off_sale.isEnabled()
    assert matrix.one(store, need, library.desk.today()).suspects
    take_back_last(library.desk)
    assert library.off_sale.isEnabled()
    assert not matrix.one(store, need, library.desk.today()).suspects
