"""Texts longer than a cell go into a workbook and come back whole, whatever was done to its rows meanwhile."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import select

from app.enums import Language
from app.models import Household
from app.services.base.store import Actor, Store
from app.services.people import customers
from app.services.people.customers import ContactDraft, HouseholdDraft, MemberDraft
from app.services.tables.long_texts import LONGEST_CELL, Rests, rests_of, whole
from tests.services.reading import import_customers

LONG = {
    "letters": "甲" * 40_000,
    "a space at the seam": ("x" * 31_999 + " ") * 3 + "end",
    "pictures": "😀" * 30_000,
    "a formula": "=" + "1+" * 20_000 + "1",
    "exactly": "乙" * LONGEST_CELL,
    "one more": "乙" * (LONGEST_CELL + 1),
}


def notes(store: Store) -> dict[str, str]:
    with store.read() as session:
        return dict(session.execute(select(Household.name, Household.notes)).all())  # type: ignore[arg-type]


def filled(store: Store, actor: Actor) -> None:
    for at, text in enumerate(LONG.values()):
        person = MemberDraft(name=f"长{'一二三四五六'[at]}", phone=f"1391111000{at}")
        customers.add(store, actor, HouseholdDraft(person, contact=ContactDraft(notes=text)))


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_a_text_is_its_beginning_and_its_rest(text: str) -> None:
    rests = Rests()
    cell = rests.fitting(text)
    assert len(cell.encode("utf-16-le")) // 2 <= LONGEST_CELL
    assert whole(cell, rests_of(rests.lines)) == text


def test_long_notes_come_back_as_no_change_and_whole_into_another_store(
    store: Store, actor: Actor, tmp_path: Path
) -> None:
    filled(store, actor)
    before, path = notes(store), tmp_path / "a.xlsx"
    customers.export_file(store, path, Language.ZH, full_phones=True)
    report = import_customers(store, actor, path)
    assert (report.unchanged, report.updated, report.rejected, report.warnings) == (len(LONG), 0, (), ())
    book = openpyxl.load_workbook(path)
    page = book.worksheets[0]
    page.delete_cols(1)  # new customers to whoever reads it
    page.move_range(f"A2:{page.cell(page.max_row, page.max_column).coordinate}", rows=3)
    for row in range(5, page.max_row + 1):
        page.cell(row, 1, f"{page.cell(row, 1).value}新")
    book.save(path)
    assert import_customers(store, actor, path).added == len(LONG)
    assert {f"{name}新": text for name, text in before.items()}.items() <= notes(store).items()


def test_a_beginning_without_its_rest_overwrites_nothing(store: Store, actor: Actor, tmp_path: Path) -> None:
    filled(store, actor)
    before, path = notes(store), tmp_path / "a.xlsx"
    customers.export_file(store, path, Language.ZH)
    book = openpyxl.load_workbook(path)
    del book["_long"]
    book.save(path)
    report = import_customers(store, actor, path)
    assert (report.unchanged, [problem.code for problem in report.warnings]) == (len(LONG), ["long_text_lost"])
    assert notes(store) == before
