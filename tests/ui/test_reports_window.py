"""Reports of one's own by mouse and by keys: the lead's odd question, kept, looked behind, exported, stopped."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QComboBox, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import insert, select

from app.enums import Language, Relation
from app.models import Activity, Household, Opportunity, Order, new_id
from app.services.front import reports
from app.services.people import customers
from app.services.people.customers import ContactDraft, HouseholdDraft, MemberDraft
from app.services.rules.figures.reports import Group, Report
from app.services.team.rollup import adding
from app.ui.base import languages
from app.ui.base.desk import Desk
from app.ui.progress.reports.behind import BehindDialog
from app.ui.progress.reports.dialog import ReportsDialog
from app.ui.widgets.forms.dialog import FormDialog
from tests.keys import type_text
from tests.services.weekly_files import WEEK, team_store, write
from tests.ui.acting import click, fill, in_dialog, take_back_last
from tests.ui.test_targets_window import choose

LANGUAGES = pytest.mark.parametrize("language", [Language.ZH, Language.EN])
FAMILIES = (
    ("王芳", "转介绍", date(1995, 3, 1), 1, ((date(2026, 10, 5), 100_000), (date(2026, 11, 2), 250_000))),
    ("李强", "讲座", date(1996, 3, 1), 2, ((date(2026, 11, 9), 70_000),)),
    ("赵敏", "讲座", date(1996, 3, 1), 0, ((date(2026, 11, 9), 999),)),  # without children
    ("孙伟", "讲座", date(1970, 3, 1), 1, ((date(2026, 11, 9), 999),)),  # not young
)


def fill_store(desk: Desk) -> None:
    for name, source, born, children, sold in FAMILIES:
        people = tuple(MemberDraft(f"{name}{n}", Relation.CHILD) for n in range(children))
        me = MemberDraft(name, Relation.SELF, birth_date=born)
        home = customers.add(desk.store, desk.actor, HouseholdDraft(me, people, ContactDraft(source=source)))
        with desk.store.write(desk.actor, "order.test", home.id) as session:
            sale = Opportunity(
                number=f"S-{name}", household_id=home.id, agent_code="A001", stage_since=born, opened_on=born
            )
            session.add(sale)
            session.flush()
            for number, (day, premium) in enumerate(sold):
                session.add(
                    Order(
                        number=f"O-{name}-{number}", household_id=home.id, opportunity_id=sale.id, agent_code="A001",
                        kind="insurance", state="issued", premium=premium, issued_on=day,
                    )
                )  # fmt: skip


@pytest.fixture
def dialog(qtbot: QtBot, tuesdays_desk: Desk, language: Language) -> Iterator[ReportsDialog]:
    desk = tuesdays_desk
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    desk.preferences.language = language
    languages.apply(app, language)
    fill_store(desk)
    parent = QWidget()
    qtbot.addWidget(parent)
    made = ReportsDialog(desk, parent)
    made.show()
    QAbstractItemModelTester(made.answer.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    counted(qtbot, made)
    yield made
    made.done(0)
    parent.close()


def counted(qtbot: QtBot, dialog: ReportsDialog) -> None:
    """What was asked last is on the screen."""

    def idle() -> None:
        assert dialog._task is None and not dialog._again.isActive() and dialog.answer.result is not None

    qtbot.waitUntil(idle)  # type: ignore[call-overload]


def table(dialog: ReportsDialog) -> list[list[str]]:
    model = dialog.answer.model
    return [
        [str(model.index(row, column).data() or "") for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def pick(qtbot: QtBot, box: QComboBox, value: object) -> None:
    """By mouse: open the list, click the entry."""
    click(qtbot, box)
    view = box.view()
    index = box.model().index(box.findData(value), 0)
    view.scrollTo(index)
    qtbot.waitUntil(lambda: view.isVisible())
    qtbot.mouseMove(view.viewport(), view.visualRect(index).center())
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(index).center())


def ask(qtbot: QtBot, dialog: ReportsDialog, by: object) -> None:
    """Premium by channel and month of customers under 35 with children; ``by`` chooses in a box."""
    builder = dialog.builder
    by(qtbot, builder.source_box, "orders")  # type: ignore[operator]
    for field, test, text in (("customer.age", "below", "35"), ("customer.children", "least", "1")):
        click(qtbot, builder.conditions.add_button) if by is pick else builder.conditions.add()
        row = builder.conditions.rows[-1]
        by(qtbot, row.field, field)  # type: ignore[operator]
        by(qtbot, row.test, test)  # type: ignore[operator]
        assert row.value.field is not None
        row.value.field.editor.setFocus()
        type_text(qtbot, row.value.field.editor, text)
    by(qtbot, builder.groups[0].field, "customer.source")  # type: ignore[operator]
    by(qtbot, builder.across.field, "in_force")  # type: ignore[operator]
    by(qtbot, builder.measures[0].field, "premium")  # type: ignore[operator]
    counted(qtbot, dialog)


ANSWER = [["讲座", "", "700", "700"], ["转介绍", "1,000", "2,500", "3,500"]]


@LANGUAGES
@pytest.mark.parametrize("by", [pick, choose], ids=["mouse", "keys"])
def test_the_odd_question(qtbot: QtBot, dialog: ReportsDialog, by: object) -> None:
    ask(qtbot, dialog, by)
    rows = table(dialog)
    assert rows[:2] == ANSWER and rows[2][1:] == ["1,000", "3,200", "4,200"]
    heads = [dialog.answer.model.headerData(at, Qt.Orientation.Horizontal) for at in range(1, 3)]
    assert heads == ["2026-10", "2026-11"]
    plot = dialog.answer.plot.plot
    assert plot is not None and [series.name for series in plot.series] == heads
    assert [mark.value for mark in plot.series[1].marks] == [700.0, 2500.0]


@LANGUAGES
def test_behind_a_number_stand_its_rows_and_the_way_to_them(qtbot: QtBot, dialog: ReportsDialog) -> None:
    ask(qtbot, dialog, choose)
    went: list[tuple[str, object]] = []
    dialog.desk.hub.navigated.connect(lambda tab, id: went.append((tab, id)))

    def look(behind: BehindDialog) -> None:
        assert behind.model.rowCount() == 1
        behind.table.setCurrentIndex(behind.model.index(0, 0))
        qtbot.keyClick(behind.table, Qt.Key.Key_Return)

    dialog.answer.table.setCurrentIndex(dialog.answer.model.index(1, 1))
    in_dialog(BehindDialog, look, lambda: qtbot.keyClick(dialog.answer.table, Qt.Key.Key_Return))
    with dialog.desk.store.read() as session:
        order = session.scalar(select(Order.id).where(Order.number == "O-王芳-0"))
    assert went == [("selling", order)] and not dialog.isVisible()


@LANGUAGES
def test_kept_by_name_chosen_again_removed_and_taken_back(qtbot: QtBot, dialog: ReportsDialog) -> None:
    ask(qtbot, dialog, choose)

    def name_it(form: FormDialog) -> None:
        fill(qtbot, form, name="年轻家庭")
        click(qtbot, form.button)

    in_dialog(FormDialog, name_it, lambda: click(qtbot, dialog.save_button))
    kept = reports.reports(dialog.desk.store)
    assert [row.name for row in kept] == ["年轻家庭"] and dialog.choice.currentText() == "年轻家庭"
    choose(qtbot, dialog.choice, None)
    counted(qtbot, dialog)
    assert dialog.builder.report() == Report("orders")
    dialog.choice.setCurrentIndex(dialog.choice.findText("年轻家庭"))
    dialog._choose()
    counted(qtbot, dialog)
    assert table(dialog)[:2] == ANSWER and dialog.builder.report() == kept[0].report
    click(qtbot, dialog.remove_button)
    assert reports.reports(dialog.desk.store) == []
    take_back_last(dialog.desk)
    assert [row.name for row in reports.reports(dialog.desk.store)] == ["年轻家庭"]


@LANGUAGES
def test_it_is_written_as_it_is_shown(qtbot: QtBot, dialog: ReportsDialog, tmp_path: Path, language: Language) -> None:
    ask(qtbot, dialog, choose)
    path = tmp_path / "report.xlsx"
    dialog.export(path)
    qtbot.waitUntil(path.exists)
    qtbot.waitUntil(lambda: "report.xlsx" in dialog.notice.text)
    book = load_workbook(path)
    rows = [list(row) for row in book.worksheets[0].iter_rows(min_row=2, values_only=True)]
    assert rows[:2] == [["讲座", None, 700, 700], ["转介绍", 1000, 2500, 3500]]
    assert book.worksheets[1].max_row == 1 + 3
    assert book.sheetnames == {
        Language.ZH: ["结果", "明细", "口径"], Language.EN: ["Result", "Rows", "How it was made"]
    }[language]  # fmt: skip


@LANGUAGES
def test_what_was_asked_last_is_there_the_next_time(qtbot: QtBot, dialog: ReportsDialog) -> None:
    ask(qtbot, dialog, choose)
    dialog.done(0)
    again = ReportsDialog(dialog.desk, dialog.parentWidget())
    counted(qtbot, again)
    assert table(again)[:2] == ANSWER
    again.done(0)


@pytest.mark.parametrize("language", [Language.ZH])
def test_a_hundred_thousand_rows_are_counted_beside_the_window_and_can_be_stopped(
    qtbot: QtBot, dialog: ReportsDialog
) -> None:
    with dialog.desk.store.write(dialog.desk.actor, "activity.test") as session:
        home = session.scalars(select(Household.id)).first()
        now = dialog.desk.store.now()
        row = {"agent_code": "A001", "household_id": home, "kind": "call", "status": "done", "created_at": now,
               "updated_at": now}  # fmt: skip
        days = [date(2026, 1 + n % 11, 1 + n % 28) for n in range(100_000)]
        session.execute(insert(Activity), [row | {"id": new_id(), "on_date": day} for day in days])
    asked = Report("activities", groups=(Group("kind"),))
    dialog.builder.show_report(asked)
    dialog.run()
    assert dialog.answer.stop_button.isVisible()
    click(qtbot, dialog.answer.stop_button)
    assert dialog._task is None and not dialog.answer.stop_button.isVisible()
    dialog.run()
    qtbot.waitUntil(lambda: dialog._task is None, timeout=60_000)
    assert table(dialog)[-1][-1] == "100,000"
    dialog.builder.show_report(Report("activities"))
    dialog.run()
    qtbot.waitUntil(lambda: dialog._task is None, timeout=60_000)
    assert dialog.answer.model.rowCount() == 100_000
    assert dialog.answer.table.rowAt(QPoint(5, 5).y()) == 0


@LANGUAGES
def test_nothing_recorded_yet_gives_a_table_without_rows(qtbot: QtBot, dialog: ReportsDialog) -> None:
    choose(qtbot, dialog.builder.source_box, "cases")
    counted(qtbot, dialog)
    assert table(dialog) == [] and dialog.answer.no_plot.isVisibleTo(dialog.answer.chart)
    choose(qtbot, dialog.builder.groups[0].field, "kind")
    counted(qtbot, dialog)
    assert [row[-1] for row in table(dialog)] == [""]


@pytest.mark.parametrize("language", [Language.ZH])
def test_an_agents_week_opens_its_file(
    qtbot: QtBot, dialog: ReportsDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From a line of the team's list one step to the weekly file; where it is gone that is said."""
    desk, files = dialog.desk, tmp_path / "files"
    files.mkdir()
    other = team_store(tmp_path / "team.db")
    write(other, files, WEEK, ("A002",))
    other.close()
    adding.roll_up_and_keep(desk.store, desk.actor, files, language=Language.ZH, week=WEEK)
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(Path(url.toLocalFile()).name))
    choose(qtbot, dialog.builder.source_box, "team")
    counted(qtbot, dialog)
    dialog.answer.table.setCurrentIndex(dialog.answer.model.index(0, 0))
    dialog.answer.table.setFocus()
    qtbot.keyClick(dialog.answer.table, Qt.Key.Key_Return)
    assert opened == [f"周报-A002-{WEEK}.xlsx"] and dialog.isVisible()
    (files / opened[0]).unlink()
    with qtbot.waitSignal(desk.hub.told) as said:
        qtbot.keyClick(dialog.answer.table, Qt.Key.Key_Return)
    assert "A002" in said.args[0] and len(opened) == 1
