"""Worksheets: the published examples, the shape of the formula, and every fault named."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.cli.main import main
from app.errors import InputError
from app.services.needs.worksheets import evaluate_document
from app.services.rules.needs.worksheets import Line, Payment, Worksheet, evaluate, level_payment, line_value

D = Decimal
rates = st.decimals("-0.5", "0.5", places=4)
years = st.integers(-10, 40)
counts = st.integers(0, 40)
amounts = st.decimals("0", "1000000", places=2)


def sum_of_flows(line: Line, valued_at: int) -> float:
    """The definition, flow by flow."""
    priced_at = line.first_at if line.priced_at is None else line.priced_at
    return sum(
        float(line.amount)
        * (1 + float(line.growth)) ** (line.first_at + j - priced_at)
        * (1 + float(line.rate)) ** (valued_at - line.first_at - j)
        for j in range(line.count or 0)
    )


@given(amounts, years, st.none() | years, counts, rates, rates, years)
def test_the_closed_form_is_the_sum_of_its_flows(
    amount: Decimal, first: int, priced: int | None, count: int, growth: Decimal, rate: Decimal, valued: int
) -> None:
    line = Line("x", amount, 1, first, priced, count, growth, rate)
    assert float(line_value(line, valued)) == pytest.approx(sum_of_flows(line, valued), rel=1e-9)


@given(amounts, counts, rates)
def test_growth_equal_to_the_rate_counts_the_years(amount: Decimal, count: int, rate: Decimal) -> None:
    line = Line("x", amount, first_at=0, count=count, growth=rate, rate=rate)
    assert line_value(line) == pytest.approx(amount * count)


def test_a_rate_a_hair_from_growth_keeps_its_digits() -> None:
    line = Line("x", D(1000), count=40, growth=D("0.03"), rate=D("0.03") + D("1e-20"))
    assert float(line_value(line)) == pytest.approx(40_000, rel=1e-12)


@given(amounts, rates, rates)
def test_a_perpetuity_is_the_limit_of_many_years(amount: Decimal, growth: Decimal, rate: Decimal) -> None:
    assume(rate > growth + D("0.03"))
    forever = line_value(Line("x", amount, first_at=1, priced_at=1, count=None, growth=growth, rate=rate))
    long = line_value(Line("x", amount, first_at=1, priced_at=1, count=3000, growth=growth, rate=rate))
    assert float(forever) == pytest.approx(float(long), rel=1e-6, abs=1e-6)


def test_a_perpetuity_that_does_not_converge_is_an_error_with_its_place() -> None:
    with pytest.raises(InputError) as caught:
        evaluate(Worksheet("legacy", (Line("rent", D(1), count=None, growth=D("0.03"), rate=D("0.03")),)))
    assert caught.value.problems[0].place.field == "legacy, rent"


@given(st.decimals("0.001", "0.2", places=3), st.decimals("0.001", "0.2", places=3), st.integers(2, 40))
def test_value_falls_with_the_rate_and_rises_with_growth(low: Decimal, high: Decimal, count: int) -> None:
    assume(low < high)
    base = Line("x", D(10000), first_at=1, priced_at=0, count=count)

    def value(growth: Decimal, rate: Decimal) -> Decimal:
        return line_value(Line("x", base.amount, 1, 1, 0, count, growth, rate))

    assert value(D(0), low) > value(D(0), high)
    assert value(low, D("0.03")) < value(high, D("0.03"))


@given(st.lists(st.tuples(st.sampled_from([1, -1]), amounts), max_size=6))
def test_gap_and_surplus_never_live_together(parts: list[tuple[int, Decimal]]) -> None:
    result = evaluate(Worksheet("w", tuple(Line("x", amount, sign) for sign, amount in parts)))
    assert result.gap - result.surplus == result.net == result.need - result.resources
    assert result.gap == 0 or result.surplus == 0


@given(
    st.decimals("1", "1e6", places=2), st.decimals("0", "0.3", places=3), st.integers(1, 40),
    st.sampled_from(["begin", "end"]), st.sampled_from([1, 2, 4, 12]),
)  # fmt: skip
def test_the_payment_grows_to_the_gap(gap: Decimal, rate: Decimal, span: int, timing: str, per_year: int) -> None:
    pay = float(level_payment(gap, Payment(rate, span, timing, per_year)))
    saved = 0.0
    for _ in range(span * per_year):
        if timing == "begin":
            saved = (saved + pay) * (1 + float(rate) / per_year)
        else:
            saved = saved * (1 + float(rate) / per_year) + pay
    assert saved == pytest.approx(float(gap), rel=1e-9)


# The published examples (万 = 10,000 yuan).


def test_published_human_life_value_and_survivors_need() -> None:
    rate = D("0.03")
    life_value = Worksheet(
        "life value",
        (
            Line("income", D(7), 1, 1, 1, 20, rate=rate),
            Line("own spending", D(3), -1, 0, 0, 20, rate=rate),
        ),
    )
    assert float(evaluate(life_value).net) == pytest.approx(58.17, abs=0.005)
    survivors = Worksheet("survivors", (Line("parents", D(3), 1, 0, 0, 20, rate=rate), Line("assets", D(10), -1)))
    assert float(evaluate(survivors).net) == pytest.approx(35.97, abs=0.01)


def test_published_family_at_six_percent() -> None:
    rate = D("0.06")
    sheet = Worksheet(
        "family",
        (
            Line("living", D(6) * D("0.7"), 1, 1, 1, 45, rate=rate),
            Line("education", D(10), 1, 8, 8, 1, rate=rate),
            Line("deposits", D(10), -1),
        ),
    )
    result = evaluate(sheet)
    assert float(result.values[0]) == pytest.approx(64.91, abs=0.005)
    assert float(result.values[1]) == pytest.approx(6.27, abs=0.005)
    assert 61.175 <= float(result.gap) <= 61.195


def test_published_sums_without_interest() -> None:
    needs = {"emergency": 6, "education": 30, "retirement": 120, "survivors": 160}
    have = {"house": 100, "car": 10, "savings": 15}
    lines = [Line(name, D(value)) for name, value in needs.items()]
    lines += [Line(name, D(value), -1) for name, value in have.items()]
    assert evaluate(Worksheet("all", tuple(lines))).gap == 191


def test_published_multiple_of_income() -> None:
    sheet = Worksheet("multiple", (Line("family less own share", D(70) - D(20), 1, 1, 1, 25, rate=D("0.05")),))
    assert float(evaluate(sheet).gap) / 100 == pytest.approx(7.05, abs=0.005)


EXAMPLE: dict[str, Any] = {
    "worksheets": [
        {
            "name": "survivors",
            "valued_at": 0,
            "lines": [
                {"label": "living", "sign": "+", "amount": 42000, "first_at": 1, "priced_at": 1, "count": 30,
                 "growth": 0.0, "rate": 0.03},
                {"label": "existing cover", "sign": "-", "amount": 98000},
            ],
            "payment": {"rate": 0.06, "years": 20, "timing": "end", "periods_per_year": 1},
        }
    ]
}  # fmt: skip


def test_the_command_answers_unrounded(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "w.json"
    path.write_text(json.dumps(EXAMPLE), encoding="utf-8")
    assert main(["worksheet", str(path), "--json"]) == 0
    sheet = json.loads(capsys.readouterr().out)["worksheets"][0]
    living = 42000 * (1 - 1.03**-30) / 0.03
    assert sheet["lines"][0]["value"] == pytest.approx(living, rel=1e-13)
    assert sheet["gap"] == pytest.approx(living - 98000, rel=1e-13)
    assert sheet["payment"] == pytest.approx((living - 98000) * 0.06 / (1.06**20 - 1), rel=1e-12)
    assert (sheet["surplus"], sheet["resources"]) == (0, 98000)
    assert main(["worksheet", str(path), "--language", "en"]) == 0
    assert "gap" in capsys.readouterr().out


def broken(**change: Any) -> dict[str, Any]:
    line = {"label": "living", "amount": 1} | change
    return {"worksheets": [{"name": "w", "lines": [line]}]}


@pytest.mark.parametrize(
    ("document", "path", "code"),
    [
        ([], "", "not_an_object"),
        ({}, "worksheets", "not_a_list"),
        ({"worksheets": [], "sheets": 1}, "sheets", "unknown_field"),
        ({"worksheets": [{"name": "w"}]}, "worksheets[0].lines", "not_a_list"),
        (broken(rate=-1), "worksheets[0].lines[0].rate", "not_above"),
        (broken(growth=D("-1.5")), "worksheets[0].lines[0].growth", "not_above"),
        (broken(count=-1), "worksheets[0].lines[0].count", "not_a_whole_number"),
        (broken(count=D("1.5")), "worksheets[0].lines[0].count", "not_a_whole_number"),
        (broken(count=True), "worksheets[0].lines[0].count", "not_a_whole_number"),
        (broken(amount="12"), "worksheets[0].lines[0].amount", "not_a_number"),
        (broken(amount=None), "worksheets[0].lines[0].amount", "not_a_number"),
        (broken(amount=10**30), "worksheets[0].lines[0].amount", "number_too_large"),
        (broken(sign="*"), "worksheets[0].lines[0].sign", "not_a_choice"),
        (broken(label=" "), "worksheets[0].lines[0].label", "not_a_text"),
        (broken(year=3), "worksheets[0].lines[0].year", "unknown_field"),
        (broken(count=None), "worksheets[0] (w, living)", "perpetuity_diverges"),
    ],
)
def test_every_fault_has_a_place(document: Any, path: str, code: str) -> None:
    with pytest.raises(InputError) as caught:
        evaluate_document(document, "f.json")
    assert (code, path) in [(problem.code, problem.place.field) for problem in caught.value.problems]


def test_all_faults_are_told_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "w.json"
    path.write_text('{"worksheets": [{"name": "w", "lines": [{"label": "a", "amount": "x", "rate": -2}]}]}')
    assert main(["worksheet", str(path)]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 2
    assert all(line.startswith("error: w.json") for line in lines)


@pytest.mark.parametrize("text", ["", "{", '{"worksheets": [NaN]}', "[" * 100_000])
def test_what_is_not_json_is_said_so(tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str) -> None:
    path = tmp_path / "w.json"
    path.write_text(text)
    assert main(["worksheet", str(path)]) == 2
    assert "JSON" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"worksheets": [],\n "worksheets": []}', "“worksheets”"),  # the last would win, and nobody would know
        ('{"worksheets": [\n NaN]}', "2"),
        ("[" * 100_000, "w.json"),
    ],
)
def test_what_json_would_swallow_is_said_with_its_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, said: str
) -> None:
    path = tmp_path / "w.json"
    path.write_text(text)
    assert main(["worksheet", str(path)]) == 2
    told = capsys.readouterr().err
    assert said in told and "recursion" not in told
