"""Policies from a foreign list and out again: every row accounted for, nothing lost, taken back whole."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.cli.main import main as command
from app.enums import BeneficiaryRelation, Event, Language, PolicyStatus, ProductKind, Relation, Sex
from app.services.base.store import Actor, Store
from app.services.front import imports
from app.services.people import customers, policies
from app.services.people.customers import HouseholdDraft, MemberDraft
from app.services.people.policies import BeneficiaryRow, CoverRow, PolicyRow
from app.services.people.policies.import_kind import ENTRY
from app.services.people.policies.out import export_file
from app.services.tables.reports import ImportReport
from tests import reading
from tests.conftest import PASSWORD

HEAD = (
    "客户姓名,被保险人,投保人姓名,保险公司,保单号码,产品名称,主附险,保险金额,年缴保费,缴费年限,生效日,身故受益人,"
    "身故保额"
)
ROWS = (
    "韩梅,韩梅,韩梅,平和人寿,P-1,定期寿险,主险,500000,1200,20,2021-03-05,李雷(配偶) 60%；李小雷(子女) 40%,500000",
    "韩梅,韩梅,,平和人寿,P-1,附加意外,附加险,300000,200,20,2021-03-05,,",
    "韩梅,李小雷,韩老汉,安康保险,Q-7,少儿重疾,主险,300000,900,18,2023-01-01,法定,",
)


@pytest.fixture
def home(store: Store, actor: Actor) -> str:
    draft = HouseholdDraft(
        MemberDraft("韩梅", Relation.SELF, Sex.FEMALE, date(1987, 1, 2)),
        (MemberDraft("李雷", Relation.SPOUSE), MemberDraft("李小雷", Relation.CHILD, birth_date=date(2019, 5, 5))),
    )
    return customers.add(store, actor, draft).id


def take(store: Store, actor: Actor, folder: Path, *rows: str, head: str = HEAD, dry: bool = False) -> ImportReport:
    path = folder / "保单.csv"
    path.write_text("\n".join((head, *rows)) + "\n", encoding="utf-8")
    return ENTRY.import_file(store, actor, path, dry_run=dry)


def held(store: Store, home: str) -> dict[str, PolicyRow]:
    return {row.product_name: row for row in reading.policies(store, home)}


def test_a_list_of_another_program_becomes_contracts(store: Store, actor: Actor, home: str, tmp_path: Path) -> None:
    report = take(store, actor, tmp_path, *ROWS)
    assert (report.read, report.added, report.rejected) == (3, 3, ())
    found = held(store, home)
    life, rider, child = found["定期寿险"], found["附加意外"], found["少儿重疾"]
    people = {member.name: member.id for member in customers.household(store, home).members}
    assert (life.payer_id, life.sum, life.premium, life.pay_years, life.starts_on) == (
        people["韩梅"], 500_000_00, 1_200_00, 20, date(2021, 3, 5),
    )  # fmt: skip
    assert life.covers == (CoverRow(Event.DEATH, 500_000_00),)
    assert life.beneficiaries == (
        BeneficiaryRow("李雷", BeneficiaryRelation.SPOUSE, 60_00, 1, people["李雷"]),
        BeneficiaryRow("李小雷", BeneficiaryRelation.CHILD, 40_00, 1, people["李小雷"]),
    )
    assert (rider.kind, rider.main_id, rider.payer_id) == (ProductKind.RIDER, life.id, life.payer_id)
    assert (child.member_id, child.payer_name, child.statutory) == (people["李小雷"], "韩老汉", True)
    assert take(store, actor, tmp_path, *ROWS).unchanged == 3
    assert not store.faults()


def test_what_changed_is_written_and_the_import_is_taken_back(
    store: Store, actor: Actor, home: str, tmp_path: Path
) -> None:
    take(store, actor, tmp_path, *ROWS)
    before = held(store, home)
    dearer = ROWS[0].replace(",1200,", ",1300,").replace("60%", "50%").replace("40%", "50%")
    report = take(store, actor, tmp_path, dearer, ROWS[1], ROWS[2].replace("Q-7", "Q-8"))
    assert (report.added, report.updated, report.unchanged) == (1, 1, 1)
    assert held(store, home)["定期寿险"].beneficiaries[0].share == 50_00
    assert report.batch is not None
    assert imports.undo(store, actor, report.batch) == 2
    after = held(store, home)
    assert {name: replace(row, version=0) for name, row in after.items()} == {
        name: replace(row, version=0) for name, row in before.items()
    }


def test_bad_rows_are_named_at_their_cell_and_the_good_ones_come_in(
    store: Store, actor: Actor, home: str, tmp_path: Path
) -> None:
    assert home
    wrong = {
        "policy_no_customer": ROWS[0].replace("韩梅,韩梅,韩梅", "某人,韩梅,韩梅"),
        "policy_no_person": ROWS[0].replace("韩梅,韩梅,韩梅", "韩梅,外人,韩梅"),
        "policy_rider_main": ROWS[1].replace("P-1", "P-9"),
        "beneficiary_unread": ROWS[0].replace("李雷(配偶) 60%", "李雷(同桌) 60%"),
        "words_unknown": ROWS[0].replace("主险", "半险"),
        "not_money": ROWS[0].replace("500000,1200", "约五十,1200"),
        "policy_other_payer": ROWS[0].replace("韩梅,韩梅,韩梅", "韩梅,李雷,李雷"),
        "row_twice": ROWS[2],
        "ends_before_start": ROWS[2].replace("少儿重疾", "少儿医疗"),
    }
    head = f"{HEAD},到期日"
    rows = [f"{row},{'2020-01-01' if code == 'ends_before_start' else ''}" for code, row in wrong.items()]
    report = take(store, actor, tmp_path, f"{ROWS[0]},", f"{ROWS[2]},", *rows, head=head)
    assert report.added == 2
    codes = [row[0].code for row in report.rejected]
    assert [code if code != "not_a_number" else "not_money" for code in codes] == list(wrong)
    assert all(row[0].place.row for row in report.rejected)
    assert report.read == report.added + len(report.rejected)


def test_what_is_written_out_reads_back_as_no_change(store: Store, actor: Actor, home: str, tmp_path: Path) -> None:
    take(store, actor, tmp_path, *ROWS)
    life = held(store, home)["定期寿险"]
    draft = replace(policies.draft_of(life), status=PolicyStatus.LAPSED, terms="不承保高原反应", extra_premium=100_00)
    policies.update(store, actor, life.id, draft, life.version)
    for language in Language:
        path = tmp_path / f"out-{language.value}.xlsx"
        assert export_file(store, path, language) == 3
        report = ENTRY.import_file(store, actor, path, dry_run=True)
        assert (report.read, report.unchanged, report.rejected) == (3, 3, ()), report.changes


def test_the_command_line_takes_and_gives_policies(
    store_file: Path, store: Store, home: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = tmp_path / "password.txt"
    secret.write_text(PASSWORD, encoding="utf-8")
    monkeypatch.setenv("NEEDFOLIO_PASSWORD_FILE", str(secret))
    assert home
    listed = tmp_path / "保单.csv"
    listed.write_text("\n".join((HEAD, *ROWS)) + "\n", encoding="utf-8")
    store.close()
    assert command(["import", "policies", str(listed), "--store", str(store_file)]) == 0
    out = tmp_path / "out.csv"
    assert command(["export", "policies", "--store", str(store_file), "--out", str(out)]) == 0
    with out.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["产品"] for row in rows} == {"定期寿险", "附加意外", "少儿重疾"}
