"""The vocabulary: one day and two days, and what the window may take from it."""

from __future__ import annotations

import pytest

from app import words
from app.enums import Language, Metric
from app.services.figures.targets import still


@pytest.mark.parametrize(
    ("code", "values", "english", "chinese"),
    [
        ("clock.days.count", {"days": 1}, "1 day", "1 天"),
        ("clock.days.count", {"days": 0}, "0 days", "0 天"),
        ("clock.days.count", {"days": 21}, "21 days", "21 天"),
        ("summary.units", {"amount": "1"}, "1 unit", "1 份"),
        ("summary.units", {"amount": "1,200"}, "1,200 units", "1,200 份"),
        ("today.stale_line", {"name": "Wang", "days": 1}, "Wang · 1 day too long", "Wang · 已超 1 天"),
    ],
)
def test_english_says_one_day_and_two_days(code: str, values: dict[str, object], english: str, chinese: str) -> None:
    assert words.say(code, Language.EN, **values) == english
    assert words.say(code, Language.ZH, **values) == chinese


def test_what_a_week_still_lacks_is_one_call_or_two() -> None:
    assert [still.one(Metric.CALLS, count, Language.EN) for count in (1, 2, 1000)] == [
        "1 call",
        "2 calls",
        "1,000 calls",
    ]
    assert still.one(Metric.PREMIUM, 100, Language.EN) == "1 yuan of premium"


def test_the_window_may_take_what_the_vocabulary_says_with_one_meaning() -> None:
    meanings = words.meanings()
    assert meanings["Birth date"] == "出生日期"
    assert "Open" not in meanings, "a state here, something else there"
    assert "{days} days" not in meanings, "what counts has two forms, which a sentence taken over would not have"
