"""The craft of the interview: prompts, reminders, notes, the summary in plain words, and what comes next."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from app.enums import ActivityKind, ActivityStatus, Language
from app.services.day import activities
from app.services.needs import interviews
from tests.keys import type_text
from tests.ui.acting import click, in_dialog
from tests.ui.conftest import OpenWindow
from tests.ui.test_interview_page import CONSENT, FINANCES, GOALS, REVIEW, family, interview_of, step, tick_consent


@pytest.mark.parametrize("language", list(Language))
def test_prompts_of_the_topic_stand_beside_it(open_window: OpenWindow, language: Language) -> None:
    page = interview_of(window := open_window(language), family(window))
    for row in (FINANCES, GOALS):
        step(page, row)
        assert page.interview is not None
        section = page.interview.template.sections[row]
        for words in (*section.asks, *section.clarifies):
            assert words[language != Language.ZH].replace("'", "&#x27;") in page.board.side.prompts.text()


def test_what_was_not_talked_about_is_a_click_away(qtbot: QtBot, open_window: OpenWindow) -> None:
    page = interview_of(window := open_window(), family(window))
    step(page, GOALS)
    first = page.board.reminders[0]
    assert "告知同意" in first.text() and len(page.board.reminders) == 3
    click(qtbot, first)
    assert page.board.steps.currentRow() == CONSENT
    assert "题没有回答" in page.board.state.text()


@pytest.mark.parametrize(("language", "part"), [(Language.ZH, "谁决定"), (Language.EN, "Who decides")])
def test_notes_say_what_is_known_of_the_decision(
    qtbot: QtBot, open_window: OpenWindow, language: Language, part: str
) -> None:
    page = interview_of(window := open_window(language), family(window))
    side = page.board.side
    assert f"○ {part}" in side.decision.text()
    side.setCurrentIndex(1)
    side.kind.setFocus()
    hint = side.text.placeholderText()
    while side.kind.currentData() != "decider":
        qtbot.keyClick(side.kind, Qt.Key.Key_Down)
    side.kind.activated.emit(side.kind.currentIndex())
    assert side.text.placeholderText() != hint
    type_text(qtbot, side.text, "her mother")
    qtbot.keyClick(side.text, Qt.Key.Key_Return)
    assert f"✓ {part}" in side.decision.text()


@pytest.mark.parametrize("language", list(Language))
def test_the_summary_is_edited_kept_and_confirmed_with_the_needs(
    qtbot: QtBot, open_window: OpenWindow, language: Language
) -> None:
    page = interview_of(window := open_window(language), family(window))
    tick_consent(qtbot, page)
    step(page, REVIEW)
    assert page.review is not None and page.interview is not None and window.desk is not None
    assert page.review.summary.toPlainText() == interviews.summarise(page.interview, language)
    page.review.summary.setFocus()
    qtbot.keyClick(page.review.summary, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    type_text(qtbot, page.review.summary, "As agreed.")
    store, id = window.desk.store, page.interview.id
    qtbot.waitUntil(lambda: interviews.read(store, id).summary == "As agreed.", timeout=4000)
    click(qtbot, page.review.anew)
    assert interviews.read(store, id).summary == ""
    assert page.review.summary.toPlainText() == interviews.summarise(page.interview, language)
    type_text(qtbot, page.review.summary, "Yes. ")
    click(qtbot, page.board.confirm)
    assert page.interview.confirmed and "Yes. " in page.interview.summary
    assert page.review.summary.isReadOnly() and page.review.anew.isHidden()


@pytest.mark.parametrize("language", list(Language))
def test_the_next_step_is_planned_at_the_end(qtbot: QtBot, open_window: OpenWindow, language: Language) -> None:
    page = interview_of(window := open_window(language), family(window))
    tick_consent(qtbot, page)
    step(page, REVIEW)
    click(qtbot, page.board.confirm)
    dialog = page.next_step
    assert dialog is not None and dialog.isVisible() and dialog.kind.currentData() == ActivityKind.PROPOSAL
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert window.desk is not None and page.interview is not None
    rows = activities.for_household(window.desk.store, page.interview.household_id)
    assert {(row.kind, row.status) for row in rows} == {
        (ActivityKind.ANALYSIS, ActivityStatus.DONE),
        (ActivityKind.PROPOSAL, ActivityStatus.PLANNED),
    }


def test_ctrl_enter_goes_on_to_the_first_answer_of_the_next_step(qtbot: QtBot, open_window: OpenWindow) -> None:
    """By keys alone: from the tab into the answer, on to the next step, never past the confirmation."""
    page = interview_of(window := open_window(), family(window))
    window.go("customers")
    window.tabs.go("interview").begin()
    assert page.form is not None and window.focusWidget() is page.form.asked[0].field.focusProxy()
    rows = page.board.steps.count()
    for _ in range(rows + 1):
        qtbot.keyClick(window.focusWidget() or page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        if page.form is not None:
            assert page.form.isAncestorOf(window.focusWidget())
    assert page.board.steps.currentRow() == rows - 1
    assert page.interview is not None and not page.interview.confirmed


def test_a_draft_begun_with_the_wrong_template_is_discarded(qtbot: QtBot, open_window: OpenWindow) -> None:
    page = interview_of(window := open_window(), family(window))
    page.board.discard.trigger()
    assert page.interview is None and page.beginning.chooser is not None and page.beginning.chooser.isVisible()
    page.beginning.chooser.choices["quick"].setFocus()
    qtbot.keyClick(page.beginning.chooser.choices["quick"], Qt.Key.Key_Space)
    click(qtbot, page.beginning.chooser.start)
    assert page.interview is not None and page.interview.template.code == "quick"


@pytest.mark.parametrize("go", [False, True])
def test_a_draft_with_something_said_is_discarded_only_when_one_is_sure(
    qtbot: QtBot, open_window: OpenWindow, go: bool
) -> None:
    page = interview_of(window := open_window(), family(window))
    tick_consent(qtbot, page)
    page.save()

    def answer(box: QMessageBox) -> None:
        words = "丢弃草稿" if go else "保留"
        click(qtbot, next(button for button in box.buttons() if button.text() == words))

    in_dialog(QMessageBox, answer, page.board.discard.trigger)
    assert (page.interview is None) == go
