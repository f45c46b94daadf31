"""Nothing a spreadsheet would run leaves the program alive, and every text comes back as it was."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.enums import FieldKind, Language
from app.models import Household
from app.services.base.store import Actor, Store
from app.services.people import custom_fields, customers
from app.services.people.custom_fields import FieldDraft
from app.services.people.customers import ContactDraft, HouseholdDraft, MemberDraft
from app.services.tables.guards import guarded, is_cut, literal, unguarded
from app.services.tables.imports.rejects import write_rejects
from app.services.tables.tabular import read_tables
from tests.services.reading import import_customers, table_of

LIVE = "=+-@\t\r\n＝＋－＠"
TEXTS = ["=1+1", "+1", "-1", "@A1", "＝1+1", "＋1", "－1", "＠A1", "'=1", "''＝1", "'quoted'", "plain", "'"]


@given(st.text(alphabet=f"'{LIVE}a1 中", max_size=6))
def test_every_text_comes_back(text: str) -> None:
    assert unguarded(guarded(text)) == unguarded(literal(text)) == text
    assert guarded(text)[:1] not in tuple(LIVE)


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_a_list_guards_its_header_and_full_width_signs_and_comes_back_unchanged(
    store: Store, actor: Actor, tmp_path: Path, ending: str
) -> None:
    custom_fields.add(store, actor, FieldDraft("＝SUM(A1)", FieldKind.TEXT))
    for number, text in enumerate(TEXTS):
        contact = ContactDraft(notes=text, source=text)
        customers.add(store, actor, HouseholdDraft(MemberDraft(f"王{number}"), contact=contact))
    path = tmp_path / f"名单{ending}"
    customers.export_file(store, path, Language.ZH)
    if ending == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            cells = [cell for row in csv.reader(file) for cell in row]
        assert cells
        assert not [cell for cell in cells if cell[:1] in tuple(LIVE) and cell]
    report = import_customers(store, actor, path)
    assert (report.unchanged, report.rejected, report.warnings) == (len(TEXTS), (), ())


def test_a_file_of_rejected_rows_guards_its_header_as_well(store: Store, tmp_path: Path) -> None:
    source, target = tmp_path / "a.csv", tmp_path / "拒收.csv"
    source.write_text("姓名,=1+1,＝2\n王芳,x,y\n,=HYPERLINK(1),＠z\n", encoding="utf-8")
    table = table_of(read_tables(source))
    assert write_rejects(target, customers.importing.plan(store, table), Language.ZH) == 1
    rows = list(csv.reader(target.open(encoding="utf-8-sig", newline="")))
    assert rows[0][2:] == ["姓名", "'=1+1", "'＝2"]
    assert rows[1][2:] == ["", "'=HYPERLINK(1)", "'＠z"]


@pytest.mark.parametrize("ending", [".xlsx", ".csv"])
def test_a_note_longer_than_a_cell_is_not_cut_by_the_list_it_was_exported_to(
    store: Store, actor: Actor, tmp_path: Path, ending: str
) -> None:
    note = "很长的备注，" * 7_000
    row = customers.add(store, actor, HouseholdDraft(MemberDraft("王芳"), contact=ContactDraft(notes=note)))
    path = tmp_path / f"名单{ending}"
    customers.export_file(store, path, Language.ZH)
    report = import_customers(store, actor, path)
    assert (report.unchanged, report.updated, report.rejected) == (1, 0, ())
    assert not is_cut("短", note)
    assert not is_cut(note[:32_767] + "改", note)
    with store.read() as session:
        assert session.get_one(Household, row.id).notes == note
