"""Statutory and market data: shipped with source and day, changed in a store, checked, warned of when old."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from app import paths, words
from app.enums import Language, Relation, Sex
from app.errors import InputError
from app.models import AuditRow
from app.services.base import undo
from app.services.base.store import Actor, Store
from app.services.care import clocks
from app.services.needs import interviews, statutory
from app.services.needs.analysis import describe, read_case, write_case
from app.services.needs.interviews import AnswerRow
from app.services.needs.interviews.reading import inputs_of
from app.services.needs.statutory.files import document_of, sheet_of, shipped_sheet
from app.services.people import customers
from app.services.people.customers import HouseholdDraft, MemberDraft
from app.services.rules.needs.statutory import LAYOUTS, CellForm, Statute, caps_on, is_old
from tests import reading

D = Decimal
TODAY = date(2026, 11, 24)
EVERY = pytest.mark.parametrize("code", list(Statute))


# -- as shipped --------------------------------------------------------------------------------------------------------
@EVERY
def test_each_sheet_is_whole_with_its_source_and_days(code: Statute, store: Store) -> None:
    files = {path.stem for path in paths.resource("statutory").glob("*.json")}
    assert files == {one.value for one in Statute}
    document = json.loads(paths.resource("statutory", f"{code.value}.json").read_text(encoding="utf-8"))
    layout = LAYOUTS[code]
    assert set(document.get("figures", {})) == {cell.name for cell in layout.figures}
    for row in document.get("rows", []):
        assert list(row) == [cell.name for cell in layout.columns]
    for language in Language:
        sheet = shipped_sheet(code, language)
        assert sheet.source
        assert words.of(code, language)
    kept = reading.statute(store, code)
    statutory.change(store, Actor("A001", "李敏"), replace(kept, checked_on=TODAY))  # what is shipped passes the check


def test_the_age_of_retirement_by_the_decision_of_2024() -> None:
    """Recounted month by month from the text of the rule: one month for every four of birth, two for women workers."""
    bases = statutory.shipped_bases()
    for basis, start, every, before, after in (
        (bases.men, (1965, 1), 4, 60, 63), (bases.women_staff, (1970, 1), 4, 55, 58),
        (bases.women_workers, (1975, 1), 2, 50, 55),
    ):  # fmt: skip
        since = start[0] * 12 + start[1] - 1
        for month in range(since - 30, since + 300):
            steps = 0 if month < since else (month - since) // every + 1
            assert basis.delay(month) == min((after - before) * 12, steps)
            assert basis.years == before


def test_the_caps_are_those_of_the_day() -> None:
    sheet = shipped_sheet(Statute.RATE_CAPS)
    assert caps_on(sheet, date(2025, 8, 31)).ordinary == D("0.025")
    now = caps_on(sheet, date(2025, 9, 1))
    assert (now.ordinary, now.participating, now.universal) == (D("0.02"), D("0.0175"), D("0.01"))
    assert caps_on(sheet, date(2000, 1, 1)).ordinary == sheet.rows[0]["ordinary"]


@given(st.dates(date(2020, 1, 1), date(2030, 12, 31)), st.integers(1, 60), st.integers(0, 3000))
def test_a_sheet_is_old_after_its_months(checked: date, months: int, days: int) -> None:
    today = date.fromordinal(checked.toordinal() + days)
    sheet = replace(shipped_sheet(Statute.RATE_CAPS), checked_on=checked, good_months=months)
    whole = sum(1 for n in range(1, 120) if _later(checked, n) <= (today.year, today.month, today.day))
    assert is_old(sheet, today) == (whole >= months)


def _later(day: date, months: int) -> tuple[int, int, int]:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return year, month + 1, day.day


# -- changed in a store ------------------------------------------------------------------------------------------------
def test_ones_own_retirement_age_reaches_interviews_and_clocks_and_goes_back(store: Store, actor: Actor) -> None:
    born = date(1967, 6, 15)
    home = customers.add(store, actor, HouseholdDraft(MemberDraft("李强", Relation.SELF, Sex.MALE, born))).id
    interview = interviews.start(store, actor, home)
    before = interviews.read(store, interview.id).people[0].statutory_in
    sheet = reading.statute(store, Statute.RETIREMENT_AGE)
    later = tuple({**row, "years": D(62)} if row["group"] == "men" else row for row in sheet.rows)
    statutory.change(store, actor, replace(sheet, rows=later))
    assert interviews.read(store, interview.id).people[0].statutory_in == (before or 0) + 2
    bases = clocks.rules_of(store).bases
    assert bases is not None and bases.men.years == 62
    assert reading.statute(store, Statute.RETIREMENT_AGE).own
    with store.read() as session:
        assert statutory.read_bases(session) == bases
    statutory.restore(store, actor, Statute.RETIREMENT_AGE)
    assert interviews.read(store, interview.id).people[0].statutory_in == before
    assert not reading.statute(store, Statute.RETIREMENT_AGE).own


def test_the_cap_on_rates_warns_and_is_kept_with_the_analysis(store: Store, actor: Actor) -> None:
    draft = HouseholdDraft(MemberDraft("李强", Relation.SELF, Sex.MALE, date(1980, 6, 15), income=200_000_00))
    home = customers.add(store, actor, draft).id
    interview = interviews.start(store, actor, home)
    interviews.save_answers(store, actor, interview.id, [AnswerRow("consent", "", True)])
    assert inputs_of(interviews.read(store, interview.id)).credited == D("0.02")
    sheet = reading.statute(store, Statute.RATE_CAPS)
    row = {"from": "2026-09-01", "ordinary": D("0.015"), "participating": D("0.0125"), "universal": D("0.005")}
    statutory.change(store, actor, replace(sheet, rows=(*sheet.rows, row)))
    inputs = inputs_of(interviews.read(store, interview.id))
    assert inputs.credited == D("0.015")
    told = {caution["code"] for caution in describe(inputs, inputs.needs())["cautions"]}
    assert "return_above_guaranteed" in told  # savings at 2 % are more than what may be credited now
    document = json.loads(json.dumps(write_case(inputs)), parse_float=Decimal)
    assert read_case(document, "", TODAY).credited == D("0.015")


def test_a_change_is_taken_back_by_the_one_undo(store: Store, actor: Actor) -> None:
    sheet = reading.statute(store, Statute.TAX_PRIVILEGES)
    statutory.change(store, actor, replace(sheet, figures={**sheet.figures, "pension_limit": D(20_000)}))
    assert reading.statute(store, Statute.TAX_PRIVILEGES).figures["pension_limit"] == 20_000
    with store.read() as session:
        last = session.scalar(select(func.max(AuditRow.id)))
    assert last is not None
    undo.take_back(store, actor, last)
    assert reading.statute(store, Statute.TAX_PRIVILEGES).figures["pension_limit"] == 12_000


def faulty() -> list[tuple[Statute, dict[str, Any], str, str]]:
    caps = shipped_sheet(Statute.RATE_CAPS).rows
    tax = shipped_sheet(Statute.INCOME_TAX).rows
    men = shipped_sheet(Statute.RETIREMENT_AGE).rows
    cities = shipped_sheet(Statute.CITY_SCHEMES).rows
    return [
        (Statute.RATE_CAPS, {"source": " "}, "source", "required"),
        (Statute.RATE_CAPS, {"checked_on": date(2027, 1, 1)}, "checked_on", "date_in_future"),
        (Statute.RATE_CAPS, {"good_months": 0}, "good_months", "not_a_whole_number"),
        (Statute.RATE_CAPS, {"rows": ()}, "rows", "required"),
        (Statute.RATE_CAPS, {"rows": ({**caps[0], "ordinary": "viel"},)}, "rows", "not_a_number"),
        (Statute.RATE_CAPS, {"rows": ({**caps[0], "ordinary": D(3)},)}, "rows", "not_between"),
        (Statute.RATE_CAPS, {"rows": ({**caps[0], "from": "31.12."},)}, "rows", "not_a_date"),
        (Statute.RATE_CAPS, {"rows": (caps[1], caps[0])}, "rows", "not_rising"),
        (Statute.RATE_CAPS, {"rows": (caps[1], caps[1])}, "rows", "twice"),
        (Statute.INCOME_TAX, {"rows": tax[1:]}, "rows", "begins_with"),
        (Statute.INCOME_TAX, {"figures": {"deduction_year": ""}}, "deduction_year", "required"),
        (Statute.INCOME_TAX, {"figures": {"deduction_year": D(-1)}}, "deduction_year", "not_between"),
        (Statute.RETIREMENT_AGE, {"rows": men[:2]}, "rows", "not_a_choice"),
        (Statute.RETIREMENT_AGE, {"rows": ({**men[0], "every": D("1.5")}, *men[1:])}, "rows", "not_a_whole_number"),
        (Statute.CITY_SCHEMES, {"rows": (cities[0], cities[0])}, "rows", "twice"),
        (Statute.CITY_SCHEMES, {"rows": ({**cities[0], "city": ""},)}, "rows", "required"),
    ]


@pytest.mark.parametrize(("code", "changes", "field", "fault"), faulty())
def test_what_cannot_be_is_named_at_its_place_and_nothing_is_kept(
    store: Store, actor: Actor, code: Statute, changes: dict[str, Any], field: str, fault: str
) -> None:
    wanted = replace(replace(shipped_sheet(code), checked_on=TODAY), **changes)
    with pytest.raises(InputError) as refused:
        statutory.change(store, actor, wanted)
    problem = refused.value.problems[0]
    assert (problem.place.field, problem.code) == (field, fault)
    for language in Language:
        assert words.explain(problem, language)
    assert not reading.statute(store, code).own


# -- as a person types them --------------------------------------------------------------------------------------------
@EVERY
@pytest.mark.parametrize("language", list(Language))
def test_what_is_shown_is_read_back_the_same(code: Statute, language: Language) -> None:
    sheet = shipped_sheet(code)
    rows = tuple(statutory.row_of(code, texts) for texts in statutory.cells_of(sheet, language))
    assert [dict(row) for row in rows] == [dict(row) for row in sheet.rows]
    for cell in LAYOUTS[code].figures:
        said = statutory.cell_text(cell, sheet.figures[cell.name], language)
        assert statutory.write_cell(cell, said) == sheet.figures[cell.name]
    assert sheet_of(code, json.loads(json.dumps(document_of(sheet))), own=False) == sheet


def test_a_block_from_a_spreadsheet_becomes_rows() -> None:
    block = "西安\t60%\t69\t20,000\t70%\t1,000,000\t1500\n\n厦门\t65%\t100\t15000\t80%\t2000000\t2000"
    rows = [statutory.row_of(Statute.CITY_SCHEMES, cells) for cells in statutory.pasted(block)]
    assert [row["city"] for row in rows] == ["西安", "厦门"]
    assert rows[0]["local_deductible"] == 20_000
    assert rows[1]["local_share"] == D("0.8")
    share = next(cell for cell in LAYOUTS[Statute.RATE_CAPS].columns if cell.form == CellForm.SHARE)
    assert statutory.write_cell(share, "1.75%") == statutory.write_cell(share, "1.75") == D("0.0175")
    assert statutory.write_cell(share, "viel") == "viel"
