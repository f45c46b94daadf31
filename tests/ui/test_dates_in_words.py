"""A date is typed in numbers or in words, wherever one is typed; what stands empty does not look filled."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.services.rules.day.quick_add import days
from app.ui.base import formats
from app.ui.widgets.forms.fields import DateField, TimeField
from app.ui.widgets.tables.date_editor import DateEditor


def today() -> date:
    return datetime.now().astimezone().date()


@pytest.mark.parametrize("word,ahead", [("明天", 1), ("tomorrow", 1), ("后天", 2), ("in 3 days", 3), ("昨天", -1)])
def test_words_are_days_from_today(word: str, ahead: int) -> None:
    assert formats.read_day(word) == today() + timedelta(days=ahead)


@pytest.mark.parametrize("word", ["下周五", "next Friday", "周三", "Friday"])
def test_weekdays_are_those_of_the_one_line(word: str) -> None:
    found = days.find(word, today())
    assert found is not None and formats.read_day(word) == found[2] is not None


@pytest.mark.parametrize("text", ["2026-11-24", "2026.11.24", "2026/11/24", "2026年11月24日", "20261124"])
def test_numbers_are_what_they_were(text: str) -> None:
    assert formats.read_day(text) == date(2026, 11, 24)


@pytest.mark.parametrize("text", ["2026-02-30", "someday", "tomorrow or so", "明天吧再说", "12", "2026"])
def test_what_is_no_date_is_none(qtbot: QtBot, text: str) -> None:
    with pytest.raises(ValueError):
        formats.read_day(text)
    field = DateField()
    qtbot.addWidget(field)
    field.line.setText(text)
    problem = field.problem()
    assert problem is not None and problem.values["example"] == "2026-11-24"


def test_a_word_becomes_its_date_when_the_field_is_left(qtbot: QtBot) -> None:
    field = DateField()
    qtbot.addWidget(field)
    field.show()
    qtbot.keyClicks(field.line, "tomorrow")
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert field.line.text() == (today() + timedelta(days=1)).isoformat()


def test_an_empty_field_shows_a_form_and_no_data(qtbot: QtBot) -> None:
    editor, day, time = DateEditor(), DateField(), TimeField()
    for widget in (editor, day, time):
        qtbot.addWidget(widget)
    for shown in (day.line.placeholderText(), editor.placeholderText(), time.line.placeholderText()):
        assert shown and not any(letter.isdigit() for letter in shown)
