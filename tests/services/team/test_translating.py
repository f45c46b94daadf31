"""A file written in the other language: what the program said is said in the reader's, what a person said stays."""

from __future__ import annotations

import re

import pytest

from app import words
from app.enums import ActivityKind, Event, Language, Stage
from app.services.team.rollup.translating import SENTENCES, Translator
from app.services.team.weekly.tables import stage_words
from app.words import say

THERE, BACK = Translator(Language.ZH, Language.EN), Translator(Language.EN, Language.ZH)
HAN = re.compile("[\u4e00-\u9fff]")


@pytest.mark.parametrize("days", ["1", "12"])
@pytest.mark.parametrize("code", SENTENCES)
def test_a_sentence_of_ours_goes_there_and_back(code: str, days: str) -> None:
    values = {
        "days": days, "number": "N00012", "percent": "23%", "by": "Chen", "on": "2026-11-24",
        "kind": words.of(ActivityKind.CALL, Language.ZH), "event": words.of(Event.CRITICAL_ILLNESS, Language.ZH),
        "stage": stage_words(Stage.S4_PROPOSED, Language.ZH),
    }  # fmt: skip
    names = re.findall(r"{(\w+)}", say(code, Language.ZH))
    chinese = say(code, Language.ZH, **{name: values[name] for name in names})
    english = str(THERE.cell(chinese))
    assert not HAN.search(english) and BACK.cell(english) == chinese
    assert "1 days" not in english


@pytest.mark.parametrize(
    "chinese,english",
    [("本人", "Self"), ("子女 2", "Child 2"), ("✓ 已完成", "✓ done"), ("▲ 待主管审批", "▲ waits for the lead")],
)
def test_words_with_their_mark_or_number(chinese: str, english: str) -> None:
    assert (THERE.cell(chinese), BACK.cell(english)) == (english, chinese)


@pytest.mark.parametrize("text", ["随便写的 1", "王芳", "约访难 已完成", "C00012", ""])
def test_what_somebody_wrote_stands_as_it_is(text: str) -> None:
    assert THERE.cell(text) == text
