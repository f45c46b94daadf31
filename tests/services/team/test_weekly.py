"""The weekly workbook: nine sheets that agree with the store, name nobody, and hold no live formula."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from sqlalchemy import func, select

from app.enums import ActivityKind, ActivityStatus, Language, NeedStatus
from app.errors import InputError
from app.models import Activity, Household, Member, Need
from app.services import matrix
from app.services.base import founding
from app.services.base.store import Actor, Store
from app.services.day import activities
from app.services.day.activities import ActivityDraft
from app.services.front import demo
from app.services.rules.base.weeks import Week, week_of
from app.services.team.weekly import export_weekly
from app.services.team.weekly.columns import SHEETS
from app.words import say
from tests import reading
from tests.conftest import CHEAP, NOW, PASSWORD

WEEK = week_of(NOW.date())
ME = Actor("A001", "李敏")
HEADER = 4
LISTS = ("activities", "needs", "plan", "risks")


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = founding.found(tmp_path_factory.mktemp("weekly") / "s.db", PASSWORD, ME, cost=CHEAP, clock=lambda: NOW)
    demo.sample_family(store)
    demo.populate(store, customers=80, weeks=12, seed=3)
    yield store
    store.close()


@pytest.fixture(scope="module", params=list(Language))
def language(request: pytest.FixtureRequest) -> Language:
    return Language(request.param)


@pytest.fixture(scope="module")
def written(full: Store, language: Language, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("out") / f"week-{language}.xlsx"
    export_weekly(full, path, week=WEEK, agent=ME.code, language=language, today=NOW.date())
    return path


@pytest.fixture(scope="module")
def sheets(written: Path, language: Language) -> dict[str, Worksheet]:
    book = openpyxl.load_workbook(written)
    return {key: book[say(f"weekly.sheet.{key}", language)] for key in SHEETS}


def test_nine_sheets_for_people_and_one_hidden(written: Path, language: Language) -> None:
    book = openpyxl.load_workbook(written)
    shown = [sheet.title for sheet in book.worksheets if sheet.sheet_state == "visible"]
    assert shown == [say(f"weekly.sheet.{key}", language) for key in SHEETS]
    assert [sheet.title for sheet in book.worksheets if sheet.sheet_state == "hidden"] == ["_control"]


def test_lists_have_a_header_that_stays_a_filter_and_a_page_set_up(sheets: dict[str, Worksheet]) -> None:
    for key, sheet in sheets.items():
        assert sheet.freeze_panes is not None, key
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage  # type: ignore[union-attr]
        pages = 2 if key == "needs" else 1  # wider than one page shows: each of two says whose row it is
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (pages, 0)  # 1 is not written
        assert bool(sheet.print_title_cols) == (pages == 2)
        assert sheet.print_title_rows
    for key in LISTS:
        assert sheets[key].auto_filter.ref == f"A{HEADER}:{sheets[key].dimensions.split(':')[1]}"


def test_charts_are_native_and_nothing_is_a_formula(written: Path) -> None:
    with zipfile.ZipFile(written) as parts:
        assert sum(re.fullmatch(r"xl/charts/chart\d+\.xml", name) is not None for name in parts.namelist()) == 2
        for name in parts.namelist():
            if name.startswith("xl/worksheets/sheet"):
                assert b"<f>" not in parts.read(name)
                assert b"<hyperlink" not in parts.read(name)


def test_customers_are_codes(full: Store, written: Path) -> None:
    with full.read() as session:
        secrets = set(session.scalars(select(Member.name))) | set(session.scalars(select(Household.phone)))
        secrets |= set(session.scalars(select(Activity.note).where(Activity.household_id.is_not(None))))
    with zipfile.ZipFile(written) as parts:
        text = "".join(parts.read(name).decode() for name in parts.namelist() if name.endswith(".xml"))
    texts = set(re.findall(r">([^<>]+)<", text))
    assert "C00001" in texts
    found = {secret for secret in secrets if len(secret) > 2 and any(secret in one for one in texts)}
    assert found == set()


def test_the_activities_sheet_is_the_week(full: Store, sheets: dict[str, Worksheet]) -> None:
    rows = list(sheets["activities"].iter_rows(min_row=HEADER + 1, values_only=True))
    with full.read() as session:
        wanted = session.scalar(
            select(func.count()).where(
                Activity.agent_code == ME.code, Activity.on_date.between(WEEK.monday, WEEK.sunday)
            )
        )
    assert len(rows) == wanted
    assert all(WEEK.monday <= row[0].date() <= WEEK.sunday for row in rows)  # type: ignore[union-attr]
    assert [row[0] for row in rows] == sorted(row[0] for row in rows)  # type: ignore[type-var]


def test_figures_are_those_of_the_progress_page_and_rates_are_per_cent(
    full: Store, sheets: dict[str, Worksheet]
) -> None:
    figures = reading.week(full, ME.code, WEEK).figures
    for figure, cells in zip(figures, sheets["summary"].iter_rows(min_row=7), strict=False):
        actual = cells[4]
        if figure.actual is None:
            assert actual.value == "—"  # nothing to divide by is not zero
        elif figure.definition.unit.value == "money":
            assert actual.value == pytest.approx(float(figure.actual) / 100)
            assert actual.number_format == "#,##0.00"
        else:
            assert actual.value == pytest.approx(float(figure.actual))
            assert actual.number_format == ("0.0%" if figure.definition.unit.value == "rate" else "#,##0")


def test_the_needs_sheet_has_every_open_need_once_with_its_gap(full: Store, sheets: dict[str, Worksheet]) -> None:
    rows = {row[0]: row for row in sheets["needs"].iter_rows(min_row=HEADER + 1, values_only=True)}
    still = (NeedStatus.NOT_STARTED, NeedStatus.IN_PROGRESS, NeedStatus.ON_HOLD)
    with full.read() as session:
        needs = session.execute(select(Need.number, Need.gap).where(Need.status.in_(still))).all()
    assert {number for number, _ in needs} <= set(rows)
    assert all(rows[number][7] == gap / 100 for number, gap in needs)


def test_an_amount_is_not_counted_twice(full: Store, sheets: dict[str, Worksheet]) -> None:
    """A policy hangs on its need and on the item it was issued from: it pays once."""
    known = {row.number: row for row in matrix.rows(full, NOW.date())}
    for number, *rest in sheets["needs"].iter_rows(min_row=HEADER + 1, values_only=True):
        row = known[str(number)]
        assert rest[7] == row.in_force / 100


def test_an_empty_week_says_so(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "empty.xlsx"
    counts = export_weekly(store, path, week=Week(2026, 48), agent=ME.code, language=Language.EN, today=NOW.date())
    book = openpyxl.load_workbook(path)
    for key in LISTS:
        assert counts[key] == 0
        assert book[say(f"weekly.sheet.{key}", Language.EN)].cell(HEADER + 1, 1).value == say(
            "weekly.none", Language.EN
        )


def test_what_looks_like_a_formula_stays_a_text(store: Store, actor: Actor, tmp_path: Path) -> None:
    with store.write(actor, "test.code") as session:
        session.add(Household(code="=1+1", name="王", sort_key="w", search_key="w", agent_code=actor.code))
    with store.read() as session:
        household = session.scalars(select(Household.id)).one()
    draft = ActivityDraft(ActivityKind.CALL, date(2026, 11, 24), ActivityStatus.DONE, household)
    activities.add(store, actor, draft)
    path = tmp_path / "w.xlsx"
    export_weekly(store, path, week=WEEK, agent=actor.code, language=Language.ZH, today=NOW.date())
    cell = openpyxl.load_workbook(path)[say("weekly.sheet.activities", Language.ZH)].cell(HEADER + 1, 6)
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_another_ending_is_refused(store: Store, tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        export_weekly(store, tmp_path / "w.pdf", week=WEEK, agent=ME.code, language=Language.ZH)
    assert caught.value.problems[0].code == "out_ending"
