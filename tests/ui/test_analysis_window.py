"""The whole analysis by real clicks and keys: sliders, sets, charts, what changed, the record, the case file."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from app.enums import Language, LifeEventKind, Relation, Sex
from app.services.needs import analyses, assumption_sets, interviews, life_events
from app.services.needs.interviews import AnswerRow
from app.services.people import customers, policies
from app.services.people.customers import HouseholdDraft, MemberDraft
from app.services.people.policies import CoverRow, PolicyDraft
from app.ui.interview.analysis.forms import SetDialog
from app.ui.interview.analysis.window import AnalysisWindow
from app.ui.interview.meaning.worksheet import WorksheetDialog
from app.ui.interview.page import InterviewPage
from app.ui.shared.paper import PaperDialog
from app.ui.shell.main_window import MainWindow
from app.ui.today.page import TodayPage
from app.ui.widgets.forms.life_event_form import EventDialog
from tests import reading
from tests.ui.acting import click, fill, in_dialog
from tests.ui.conftest import OpenWindow

YUAN = 100


def family(window: MainWindow, *, confirmed: bool = False) -> str:
    """A family of three with a term policy and an employer's, interviewed."""
    assert window.desk is not None
    store, actor = window.desk.store, window.desk.actor
    draft = HouseholdDraft(
        MemberDraft("王芳", Relation.SELF, Sex.FEMALE, date(1989, 5, 2), income=180_000 * YUAN),
        (
            MemberDraft("李强", Relation.SPOUSE, Sex.MALE, date(1987, 8, 20), income=240_000 * YUAN),
            MemberDraft("李小雨", Relation.CHILD, Sex.FEMALE, date(2020, 3, 9)),
        ),
        finances={"expenses": 160_000 * YUAN, "deposits": 200_000 * YUAN},
    )
    household_id = customers.add(store, actor, draft).id
    him = customers.household(store, household_id).members[1].id
    term = PolicyDraft(
        him, "定期寿险", (CoverRow("death", 500_000 * YUAN),), ends_on=date(2045, 1, 1), premium=2_000 * YUAN
    )
    group = PolicyDraft(him, "公司团险", (CoverRow("death", 200_000 * YUAN),), employer_group=True)
    for policy in (term, group):
        policies.add(store, actor, household_id, policy)
    interview = interviews.start(store, actor, household_id)
    said = [AnswerRow("consent", "", True), AnswerRow("mortgage", "", 900_000 * YUAN)]
    interviews.save_answers(store, actor, interview.id, said)
    if confirmed:
        interviews.confirm(store, actor, interview.id)
    return household_id


def page_of(window: MainWindow, household_id: str) -> InterviewPage:
    window.go("interview", household_id)
    page = window.pages["interview"]
    assert isinstance(page, InterviewPage) and page.interview is not None
    return page


def gap_of(analysis: AnalysisWindow, event: str) -> float:
    return float(next(need.result.gap for need in analysis.view.needs if need.event == event))


@pytest.mark.parametrize("language", list(Language))
def test_a_slider_moves_the_gaps_at_once_and_is_kept(qtbot: QtBot, open_window: OpenWindow, language: Language) -> None:
    window = open_window(language)
    page = page_of(window, family(window))
    assert page.interview is not None and window.desk is not None
    before = {need.key: need.result.gap for need in page.needs}

    def act(analysis: AnalysisWindow) -> None:
        row = analysis.panel.rows["treatment"]
        assert row.slider is not None
        gap = gap_of(analysis, "critical_illness")
        row.slider.setFocus()
        qtbot.keyClick(row.slider, Qt.Key.Key_Right)
        assert gap_of(analysis, "critical_illness") == gap + 50_000
        assert row.value.text() == "350,000"
        assert row.title.property("kind") == "heading"  # differs from the set
        axes = analysis.gaps.chart.figure
        assert axes is not None and axes.axes[0].get_xlabel() == (
            "万元" if language == Language.ZH else "thousand yuan"
        )
        click(qtbot, analysis.close_button)

    in_dialog(AnalysisWindow, act, lambda: click(qtbot, page.board.side.whole))
    assert dict(interviews.read(window.desk.store, page.interview.id).assumptions) == {"treatment": 350_000}
    after = {need.key: need.result.gap for need in page.needs}
    assert [key for key in after if after[key] != before[key]] == [key for key in after if "critical_illness" in key]


def test_reset_brings_the_sets_own_values_back(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window()
    page = page_of(window, family(window))

    def act(analysis: AnalysisWindow) -> None:
        values = {name: row.read() for name, row in analysis.panel.rows.items()}
        for name in ("inflation", "care_month", "own_share"):
            slider = analysis.panel.rows[name].slider
            assert slider is not None
            slider.setFocus()
            qtbot.keyClick(slider, Qt.Key.Key_End)
        choice = analysis.panel.rows["multiple_of_expenses"].choice
        assert choice is not None
        choice.setFocus()
        qtbot.keyClick(choice, Qt.Key.Key_Down)
        choice.activated.emit(choice.currentIndex())
        assert set(analysis.view.inputs.changes) == {"inflation", "care_month", "own_share", "multiple_of_expenses"}
        click(qtbot, analysis.panel.reset)
        assert analysis.view.inputs.changes == {}
        assert {name: row.read() for name, row in analysis.panel.rows.items()} == values
        assert not analysis.panel.reset.isEnabled()
        click(qtbot, analysis.close_button)

    in_dialog(AnalysisWindow, act, lambda: click(qtbot, page.board.side.whole))


def test_the_wheel_over_a_slider_that_was_not_chosen_changes_nothing(qtbot: QtBot, open_window: OpenWindow) -> None:
    from PySide6.QtCore import QPoint, QPointF
    from PySide6.QtGui import QWheelEvent
    from PySide6.QtWidgets import QApplication

    window = open_window()
    page = page_of(window, family(window))

    def act(analysis: AnalysisWindow) -> None:
        slider = analysis.panel.rows["discount"].slider
        assert slider is not None and not slider.hasFocus()
        value = slider.value()
        at = QPointF(slider.rect().center())
        event = QWheelEvent(
            at, QPointF(slider.mapToGlobal(slider.rect().center())), QPoint(0, 0), QPoint(0, 120),
            Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(slider, event)
        assert slider.value() == value
        click(qtbot, analysis.close_button)

    in_dialog(AnalysisWindow, act, lambda: click(qtbot, page.board.side.whole))


def test_assumptions_are_saved_as_a_set_and_used_for_new_interviews(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window()
    page = page_of(window, family(window))
    assert window.desk is not None
    store = window.desk.store

    def name_it(dialog: SetDialog) -> None:
        click(qtbot, dialog.button)
        assert dialog.isVisible()  # a set needs a name; the form says so at its field
        fill(qtbot, dialog, name="保守")
        click(qtbot, dialog.button)

    def act(analysis: AnalysisWindow) -> None:
        slider = analysis.panel.rows["inflation"].slider
        assert slider is not None
        slider.setFocus()
        qtbot.keyClick(slider, Qt.Key.Key_Right)
        in_dialog(SetDialog, name_it, lambda: click(qtbot, analysis.panel.save))
        assert analysis.view.inputs.basis.name == "保守"
        assert analysis.view.inputs.changes == {}
        assert "保守" in analysis.panel.sets.currentText()
        click(qtbot, analysis.panel.default)
        assert not analysis.panel.default.isVisible()
        click(qtbot, analysis.close_button)

    in_dialog(AnalysisWindow, act, lambda: click(qtbot, page.board.side.whole))
    (shipped, own) = assumption_sets.listing(store)
    assert (own.name, own.default, own.values["inflation"], shipped.default) == ("保守", True, 0.0275, False)
    other = interviews.start(store, window.desk.actor, family(window))
    assert other.basis == own.basis


@pytest.mark.parametrize("language", list(Language))
def test_every_tab_shows_the_family(qtbot: QtBot, open_window: OpenWindow, language: Language) -> None:
    window = open_window(language)
    household_id = family(window)
    page = page_of(window, household_id)

    def act(analysis: AnalysisWindow) -> None:
        testers = [
            QAbstractItemModelTester(table.rows, QAbstractItemModelTester.FailureReportingMode.Fatal)
            for table in (analysis.scenarios.outcomes, analysis.changes.table, analysis.changes.events)
        ]
        bar = analysis.tabs.tabBar()
        for number in range(analysis.tabs.count()):
            qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(number).center())
            assert analysis.tabs.currentIndex() == number
        assert analysis.scenarios.outcomes.rows.rowCount() == 5  # now, +5, +10, two incomes
        assert analysis.scenarios.gaps is not None
        assert analysis.scenarios.gaps.rows.rowCount() == len(analysis.view.needs)
        analysis.tabs.setCurrentWidget(analysis.cover)
        people = analysis.cover.people
        people.setFocus()
        qtbot.keyClick(people, Qt.Key.Key_Down)
        people.activated.emit(people.currentIndex())
        assert people.currentText() == "李强"
        assert len(analysis.cover.falls.text().splitlines()) == 2
        assert "定期寿险" in analysis.cover.falls.text()
        figure = analysis.cover.chart.figure
        assert figure is not None and "李强" in figure.axes[0].get_xlabel()
        analysis.tabs.setCurrentWidget(analysis.life)
        assert "20.0%" in analysis.life.burden.text()
        assert len(testers) == 3
        click(qtbot, analysis.close_button)

    in_dialog(AnalysisWindow, act, lambda: click(qtbot, page.board.side.whole))


def test_how_it_is_computed_opens_the_worksheet(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window()
    page = page_of(window, family(window))

    def look(dialog: WorksheetDialog) -> None:
        assert "身故" in dialog.windowTitle()
        dialog.accept()

    def act(analysis: AnalysisWindow) -> None:
        in_dialog(WorksheetDialog, look, lambda: click(qtbot, analysis.gaps.how))
        click(qtbot, analysis.close_button)

    in_dialog(AnalysisWindow, act, lambda: click(qtbot, page.board.side.whole))


def test_something_that_happened_is_a_reason_to_call_on_today(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window()
    household_id = family(window, confirmed=True)
    page = page_of(window, household_id)
    assert window.desk is not None
    store = window.desk.store

    def tell(dialog: EventDialog) -> None:
        box = dialog.form.fields["kind"]
        box.set_value(LifeEventKind.MORTGAGE)
        fill(qtbot, dialog, note="换了大房子")
        click(qtbot, dialog.button)

    def act(analysis: AnalysisWindow) -> None:
        analysis.tabs.setCurrentWidget(analysis.changes)
        in_dialog(EventDialog, tell, lambda: click(qtbot, analysis.changes.add))
        assert analysis.changes.events.rows.rowCount() == 1
        click(qtbot, analysis.close_button)

    in_dialog(AnalysisWindow, act, lambda: click(qtbot, page.board.side.whole))
    (event,) = life_events.of_household(store, household_id)
    assert (event.kind, event.note, event.open) == (LifeEventKind.MORTGAGE, "换了大房子", True)
    window.go("today")
    today = window.pages["today"]
    assert isinstance(today, TodayPage)
    (line,) = today.cards["reviews"].lines
    assert line.text == "王芳 · 买房贷款"
    line.open()
    page = page_of(window, household_id)

    def aside(analysis: AnalysisWindow) -> None:
        analysis.tabs.setCurrentWidget(analysis.changes)
        events = analysis.changes.events
        at = events.visualRect(events.rows.index(0, 0)).center()
        qtbot.mouseClick(events.viewport(), Qt.MouseButton.LeftButton, pos=at)
        click(qtbot, analysis.changes.aside)
        assert not analysis.changes.aside.isEnabled()
        click(qtbot, analysis.close_button)

    in_dialog(AnalysisWindow, aside, lambda: click(qtbot, page.board.side.whole))
    assert life_events.reasons(store, window.desk.actor.code, window.desk.today()) == []


def test_a_new_interview_shows_only_what_changed(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window()
    household_id = family(window, confirmed=True)
    assert window.desk is not None
    store, actor = window.desk.store, window.desk.actor
    again = interviews.start(store, actor, household_id)
    said = [AnswerRow("consent", "", True), AnswerRow("mortgage", "", 1_500_000 * YUAN)]
    interviews.save_answers(store, actor, again.id, said)
    page = page_of(window, household_id)

    def act(analysis: AnalysisWindow) -> None:
        analysis.tabs.setCurrentWidget(analysis.changes)
        table = analysis.changes.table.rows
        shown = [table.index(row, 0).data() for row in range(table.rowCount())]
        assert sorted(shown) == ["李强 · 意外", "李强 · 身故", "王芳 · 意外", "王芳 · 身故"]
        assert "债务" in table.index(0, 4).data()
        click(qtbot, analysis.changes.only)
        assert table.rowCount() == len(analysis.view.needs)
        click(qtbot, analysis.close_button)

    in_dialog(AnalysisWindow, act, lambda: click(qtbot, page.board.side.whole))


def test_a_confirmed_analysis_is_shown_as_frozen_and_printed(
    qtbot: QtBot, open_window: OpenWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window()
    household_id = family(window, confirmed=True)
    assert window.desk is not None
    store = window.desk.store
    # The record of the family changes afterwards; the analysis does not.
    policies.remove(store, window.desk.actor, reading.policies(store, household_id)[0].id)
    page = page_of(window, household_id)
    assert page.review is not None
    files = {ending: tmp_path / f"record{ending}" for ending in (".pdf", ".docx", ".png")}

    def save(dialog: PaperDialog) -> None:
        for ending, path in files.items():
            monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, path=path: (str(path), ""))
            click(qtbot, dialog.buttons[ending])
        dialog.reject()

    def act(analysis: AnalysisWindow) -> None:
        assert not analysis.panel.reset.isEnabled()
        slider = analysis.panel.rows["discount"].slider
        assert slider is not None and not slider.isEnabled()
        frozen = analyses.of_interview(store, analysis.interview.id)
        assert frozen is not None
        assert {need["key"]: need["gap"] for need in frozen.result["needs"]} == {
            need.key: float(need.result.gap) for need in analysis.view.needs
        }
        in_dialog(PaperDialog, save, lambda: click(qtbot, analysis.paper))
        click(qtbot, analysis.close_button)

    whole = page.review.whole
    in_dialog(AnalysisWindow, act, lambda: click(qtbot, whole))
    assert all(path.stat().st_size > 20_000 for path in files.values())


def test_the_case_file_gives_the_numbers_of_the_window(
    qtbot: QtBot, open_window: OpenWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window()
    page = page_of(window, family(window))
    path = tmp_path / "case.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))

    def act(analysis: AnalysisWindow) -> None:
        slider = analysis.panel.rows["discount"].slider
        assert slider is not None
        slider.setFocus()
        qtbot.keyClick(slider, Qt.Key.Key_Left)
        click(qtbot, analysis.case)
        answer = reading.analysis(json.loads(path.read_text(encoding="utf-8")), today=date(2026, 11, 24))
        assert {need["key"]: round(need["gap"], 2) for need in answer["needs"]} == {
            need.key: round(float(need.result.gap), 2) for need in analysis.view.needs
        }
        assert answer["assumptions"]["values"]["discount"] == 0.0175
        click(qtbot, analysis.close_button)

    in_dialog(AnalysisWindow, act, lambda: click(qtbot, page.board.side.whole))
