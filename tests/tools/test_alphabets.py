"""Neither language stands in the other's sentences by mistake."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tools import alphabets


@pytest.mark.parametrize("text", ["Save 保存", "one、two", "“Name”，then", "「Name」", "gone。", "（all）", "one：two"])
def test_chinese_in_english_is_seen(text: str) -> None:
    assert list(alphabets.faults_in_english(text))


@pytest.mark.parametrize("text", ["“{name}” – 3 × 2 · ≥ {amount} …", "＋ added", "30 °C"])
def test_marks_of_both_languages_are_no_chinese(text: str) -> None:
    assert not list(alphabets.faults_in_english(text))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("请按 Save 保存", "English in the Chinese: Save"),
        ("Customer", "English in the Chinese: Customer"),
        ("姓名,电话", "western mark"),
        ("保存吗?", "western mark"),
        ("保额(元)", "western mark"),
    ],
)
def test_english_in_chinese_is_seen(text: str, said: str) -> None:
    assert [fault for fault in alphabets.faults_in_chinese(text) if said in fault]


@pytest.mark.parametrize(
    "text",
    [
        "从 Excel 导入",
        "按 Ctrl+Z",
        "{count} 位客户",
        "%n 页",
        "C1 保守",
        "时间 12:00",
        "第 &P 页",
        "用 --encoding 选择",
    ],
)
def test_names_keys_and_placeholders_are_no_english(text: str) -> None:
    assert not list(alphabets.faults_in_chinese(text))


def test_an_exception_holds_for_its_code_only() -> None:
    sentence = ("非保险公司宣传材料", "Not promotional: 非保险公司宣传材料")
    assert not list(alphabets.faults_in_words({"paper.not_the_insurer": sentence}))
    assert list(alphabets.faults_in_words({"paper.other": sentence}))
    assert not list(alphabets.faults_in_words({"rule.age": ("年龄（age）", "the age")}))
    assert list(alphabets.faults_in_words({"paper.age": ("年龄（age）", "the age")}))
    assert list(alphabets.faults_in_words({"paper.age": ("{count} 年", "{count} years", "one 年")}))


def test_texts_of_data_are_seen_wherever_they_stand(tmp_path: Path) -> None:
    file = tmp_path / "resources" / "messages" / "default.json"
    file.parent.mkdir(parents=True)
    wrong = {
        "texts": [{"name": ["生日 Wishes", "Wishes"]}, {"ask": {"zh": "几岁？", "en": "How old？"}}],
        "list": ["甲", "乙"],
    }
    file.write_text(json.dumps(wrong), encoding="utf-8")
    found = list(alphabets.faults_in_data(tmp_path))
    assert [fault.split(": ")[1] for fault in found] == ["'Wishes'", "'How old？'"], "two Chinese words are no pair"
