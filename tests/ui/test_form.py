"""The one form pattern: a value in, a value out, errors beside their fields, silence while being filled."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from app.enums import Language
from app.errors import NeedfolioError, Place, Problem
from app.ui.base import formats, labels
from app.ui.widgets.forms.fields import (
    CheckField,
    ChoiceField,
    DateField,
    MoneyField,
    NotesField,
    NumberField,
    PercentField,
    TextField,
)
from app.ui.widgets.forms.form import Form
from tests.keys import type_text


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    made = Form(Language.EN)
    made.add("name", "Name", TextField())
    made.add("born", "Born", DateField())
    made.add("income", "Income", MoneyField(), hint="a year")
    made.add("pay", "Years", NumberField())
    made.add("sex", "Sex", ChoiceField([("M", "Male"), ("F", "Female")], optional=True))
    made.add("insured", "", CheckField("Insured"))
    made.add("notes", "Notes", NotesField())
    qtbot.addWidget(made)
    made.show()
    return made


VALUES = {
    "name": "王芳",
    "born": date(1989, 2, 28),
    "income": 12_345_60,
    "pay": 20,
    "sex": "F",
    "insured": True,
    "notes": "a\nb",
}


def test_values_go_in_and_come_out_unchanged_and_silently(qtbot: QtBot, form: Form) -> None:
    with qtbot.assertNotEmitted(form.edited):
        form.set_values(VALUES)
    assert form.values() == VALUES
    assert form.problems() == []


def test_typing_is_told_with_the_fields_name(qtbot: QtBot, form: Form) -> None:
    with qtbot.waitSignal(form.edited) as blocker:
        type_text(qtbot, form.fields["name"].editor, "L")
    assert blocker.args == ["name"]


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("born", "2026-02-30", "not_a_day"),
        ("born", "the day it rained", "not_a_day"),
        ("income", "much", "not_an_amount"),
        ("income", "12%", "not_an_amount"),
        ("income", "-5", "negative"),
        ("pay", "2.5", "not_a_count"),
        ("pay", "12%", "not_a_count"),
        ("pay", "--5", "not_a_count"),
        ("pay", "9" * 30, "not_a_count"),
        ("pay", "-5", "negative"),
    ],
)
def test_a_wrong_text_is_named_at_its_field(qtbot: QtBot, form: Form, name: str, text: str, code: str) -> None:
    type_text(qtbot, form.fields[name].editor, text)
    problems = form.problems()
    assert [(problem.code, problem.place.field) for problem in problems] == [(code, name)]
    assert form._errors[name].isVisible()
    assert form.fields[name].editor.property("wrong") == "true"


def test_problems_of_no_field_are_given_back(form: Form) -> None:
    rest = form.show_problems([Problem("required", Place(field="name")), Problem("not_found", Place(field="other"))])
    assert [problem.code for problem in rest] == ["not_found"]
    assert form._errors["name"].text() == "This is required."
    form.show_problems(())
    assert form._errors["name"].isHidden()
    assert form._errors["income"].text() == "a year"


@pytest.mark.parametrize("text", ["1989-2-8", "1989.02.08", "1989/2/8", "1989年2月8日", "19890208"])
def test_dates_as_people_type_them(qtbot: QtBot, text: str) -> None:
    field = DateField()
    qtbot.addWidget(field)
    field.set_value(text)
    assert field.value() == date(1989, 2, 8)


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("", None),
        ("0", 0),
        ("12,345.6", 1_234_560),
        ("20万", 20_000_000),
        ("１２", 1200),
        ("¥3元", 300),
        ("三十万", 30_000_000),
        ("一万", 1_000_000),
        ("十二万五", 12_500_000),
        ("1.5万元", 1_500_000),
        ("12万5", 12_500_000),
        ("两千块钱", 200_000),
        ("一百二", 12_000),
        ("一万零五百", 1_050_000),
        ("2000万", 2_000_000_000),
        ("一亿二", 12_000_000_000),
    ],
)
def test_money_as_people_type_it(text: str, fen: int | None) -> None:
    assert formats.read_money(text) == fen


@pytest.mark.parametrize("text", ["1.234", "abc", "万", "1e400", "NaN", "Infinity"])
def test_what_is_not_money_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        formats.read_money(text)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("", None),
        ("20", 20),
        ("１２", 12),
        (" 7 ", 7),
        ("-3", -3),
        ("20年", 20),
        ("三十岁", 30),
        ("一万", 10_000),
        ("两次", 2),
    ],
)
def test_whole_numbers_as_people_type_them(text: str, number: int | None) -> None:
    assert formats.read_whole(text) == number


def test_days_and_years_are_not_taken_for_each_other(qtbot: QtBot) -> None:
    years, days = NumberField(), NumberField(days=True)
    for field in (years, days):
        qtbot.addWidget(field)
    for text, of_years, of_days in (("20年", 20, None), ("15天", None, 15), ("6个月", None, None), ("7", 7, 7)):
        years.line.setText(text)
        days.line.setText(text)
        assert (years.value(), days.value()) == (of_years, of_days)


@pytest.mark.parametrize("text", ["²", "--5", "1.5", "9" * 30, "9" * 5000])
def test_what_is_not_a_whole_number_is_refused_and_has_no_value(qtbot: QtBot, text: str) -> None:
    field = NumberField()
    qtbot.addWidget(field)
    field.set_value(text)
    problem = field.problem()
    assert field.value() is None and problem is not None and problem.code == "not_a_count"


@pytest.mark.parametrize(
    ("text", "share"),
    [("12%", 1200), ("１２％", 1200), ("百分之十二", 1200), ("三成", 3000), ("两成半", 2500), ("0.5", 50)],
)
def test_shares_as_people_type_them(text: str, share: int) -> None:
    assert formats.read_percent(text) == share


@pytest.mark.parametrize(("field", "text", "words"), [
    (MoneyField, "12%", "30万"), (NumberField, "12%", "20年"), (PercentField, "20年", "12.5%"),
    (lambda: DateField("1990-05-20"), "去年", "1990-05-20"),
])  # fmt: skip
def test_what_does_not_fit_is_refused_with_an_example_that_does(
    qtbot: QtBot, field: Callable[[], TextField], text: str, words: str
) -> None:
    made = field()
    qtbot.addWidget(made)
    made.line.setText(text)
    problem = made.problem()
    assert problem is not None
    assert words in labels.explain(NeedfolioError([problem]), Language.ZH)[0]


HAN = "零一二三四五六七八九"


def said(number: int) -> str:
    """A number up to 99,999,999 as it is said."""
    if number >= 10_000:
        rest = number % 10_000
        return said(number // 10_000) + "万" + ("零" if 0 < rest < 1000 else "") + (said(rest) if rest else "")
    words, zero = "", False
    for place, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        if digit:
            words += ("零" if zero and words else "") + HAN[digit] + unit
            zero = False
        else:
            zero = True
    return words or "零"


@given(st.integers(0, 99_999_999))
def test_every_number_said_in_chinese_is_read(number: int) -> None:
    assert formats.read_whole(said(number)) == number
    assert formats.read_money(said(number) + "元") == number * 100


@given(st.integers(-(10**14), 10**14))
def test_money_shown_is_money_read(fen: int) -> None:
    assert formats.read_money(formats.money(fen)) == fen
