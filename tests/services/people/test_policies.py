"""Policies as insurers issue them: contracts, riders, policyholder, beneficiaries, values, papers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from app.enums import BeneficiaryRelation, Event, LifeEventKind, PolicyStatus, ProductKind, Relation, Sex
from app.errors import InputError
from app.models import AuditRow
from app.services.base import undo
from app.services.base.store import Actor, Store
from app.services.needs import life_events
from app.services.people import customers, erasure, policies
from app.services.people.customers import HouseholdDraft, MemberDraft
from app.services.people.policies import BeneficiaryRow, CoverRow, PolicyDraft, PolicyRow, ValueRow
from app.services.rules.people.beneficiaries import BeneficiaryDoubt
from app.services.tables.tabular import read_pasted
from tests import reading

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj <<>> endobj\n%%EOF\n"


@pytest.fixture
def home(store: Store, actor: Actor) -> str:
    draft = HouseholdDraft(
        MemberDraft("沈月", Relation.SELF, Sex.FEMALE, date(1988, 4, 9)),
        (
            MemberDraft("郭涛", Relation.SPOUSE, Sex.MALE, date(1986, 7, 1)),
            MemberDraft("郭小川", Relation.CHILD, Sex.MALE, date(2018, 2, 11)),
        ),
    )
    return customers.add(store, actor, draft).id


def person(store: Store, home: str, name: str) -> str:
    return next(member.id for member in customers.household(store, home).members if member.name == name)


def main(store: Store, home: str, **more: object) -> PolicyDraft:
    draft = PolicyDraft(
        person(store, home, "郭涛"),
        "安心定期寿险",
        (CoverRow(Event.DEATH, 1_000_000_00),),
        insurer="示例人寿",
        number="P-100",
        starts_on=date(2020, 5, 6),
        premium=2_400_00,
        sum=1_000_000_00,
        payer_id=person(store, home, "沈月"),
        category="定期寿险",
    )
    return replace(draft, **more)


def codes(caught: pytest.ExceptionInfo[InputError]) -> list[tuple[str, str | None]]:
    return [(problem.code, problem.place.field) for problem in caught.value.problems]


def read(store: Store, home: str, id: str) -> PolicyRow:
    return next(row for row in reading.policies(store, home) if row.id == id)


def test_a_rider_is_of_its_mains_contract_and_goes_with_it(store: Store, actor: Actor, home: str) -> None:
    held = policies.add(store, actor, home, main(store, home))
    rider = PolicyDraft(
        held.member_id, "附加意外", (CoverRow(Event.ACCIDENT, 500_000_00),), kind=ProductKind.RIDER, main_id=held.id
    )
    added = policies.add(store, actor, home, rider)
    assert (added.number, added.insurer, added.payer_id) == ("P-100", "示例人寿", held.payer_id)
    assert [[row.product_name for row in some] for some in policies.contracts(reading.policies(store, home))] == [
        ["安心定期寿险", "附加意外"]
    ]
    draft = replace(policies.draft_of(held), number="P-101", status=PolicyStatus.LAPSED, lapsed_on=date(2026, 5, 6))
    policies.update(store, actor, held.id, draft, held.version)
    after = read(store, home, added.id)
    assert (after.number, after.status, after.lapsed_on) == ("P-101", PolicyStatus.LAPSED, date(2026, 5, 6))
    with pytest.raises(InputError) as caught:
        policies.remove(store, actor, held.id)
    assert codes(caught) == [("policy_has_riders", None)]


def test_what_cannot_be_a_contract_is_refused_at_its_field(store: Store, actor: Actor, home: str) -> None:
    held = policies.add(store, actor, home, main(store, home))
    rider = PolicyDraft(held.member_id, "附加意外", kind=ProductKind.RIDER)
    kept = policies.add(store, actor, home, replace(rider, main_id=held.id))
    wrong = {
        ("policy_rider_main", "main_id"): rider,
        ("policy_main_of_main", "main_id"): main(store, home, main_id=held.id),
        ("policy_main_of_rider", "main_id"): replace(rider, main_id=kept.id),
        ("policy_rider_number", "number"): replace(rider, main_id=held.id, number="P-7"),
        ("policy_two_payers", "payer_name"): main(store, home, payer_name="郭大山"),
        ("policy_other_payer", "payer_id"): main(store, home, payer_id=person(store, home, "郭涛")),
        ("policy_extra", "extra_premium"): main(store, home, extra_premium=3_000_00),
        ("not_found", "payer_id"): main(store, home, payer_id="nobody"),
    }
    for fault, draft in wrong.items():
        with pytest.raises(InputError) as caught:
            policies.add(store, actor, home, draft)
        assert codes(caught) == [fault]
    with pytest.raises(InputError) as caught:
        changed = replace(policies.draft_of(held), kind=ProductKind.RIDER, main_id=kept.id)
        policies.update(store, actor, held.id, changed, held.version)
    assert codes(caught)[0][0] in ("policy_main_of_rider", "policy_main_needed")
    assert len(reading.policies(store, home)) == 2


def test_a_contract_may_insure_several_under_one_number(store: Store, actor: Actor, home: str) -> None:
    policies.add(store, actor, home, main(store, home))
    child = person(store, home, "郭小川")
    policies.add(store, actor, home, main(store, home, member_id=child, product_name="少儿重疾"))
    (contract,) = policies.contracts(reading.policies(store, home))
    assert {row.member_id for row in contract} == {person(store, home, "郭涛"), child}
    policies.add(store, actor, home, main(store, home, number="", product_name="无号", payer_id=None))
    assert len(policies.contracts(reading.policies(store, home))) == 2


def test_beneficiaries_and_what_is_doubtful_of_them(store: Store, actor: Actor, home: str) -> None:
    held = policies.add(store, actor, home, main(store, home))
    assert _doubts(store, home, held.id) == [BeneficiaryDoubt.MISSING]
    named = (
        BeneficiaryRow("沈月", BeneficiaryRelation.SPOUSE, 60_00, 1, person(store, home, "沈月")),
        BeneficiaryRow("郭小川", BeneficiaryRelation.CHILD, 30_00, 1, person(store, home, "郭小川")),
        BeneficiaryRow("郭大山", BeneficiaryRelation.PARENT, 100_00, 2),
    )
    held = policies.update(
        store, actor, held.id, replace(policies.draft_of(held), beneficiaries=named), held.version
    )  # fmt: skip
    assert held.beneficiaries == named
    assert _doubts(store, home, held.id) == [BeneficiaryDoubt.MINOR, BeneficiaryDoubt.SHARES]
    whole = (replace(named[0], share=100_00), named[2])
    held = policies.update(
        store, actor, held.id, replace(policies.draft_of(held), beneficiaries=whole), held.version
    )  # fmt: skip
    assert _doubts(store, home, held.id) == []
    life_events.record(store, actor, home, LifeEventKind.DIVORCE, date(2024, 3, 1))
    assert _doubts(store, home, held.id) == [BeneficiaryDoubt.EX_SPOUSE]
    with pytest.raises(InputError) as caught:
        bad = (replace(named[0], share=0), replace(named[1], name=" "), replace(named[2], rank=0))
        policies.update(store, actor, held.id, replace(policies.draft_of(held), beneficiaries=bad), held.version)
    assert [code for code, _ in codes(caught)] == ["beneficiary_share", "beneficiary_name", "beneficiary_rank"]


def test_the_legal_heirs_as_was_said_are_not_the_same_as_not_known(store: Store, actor: Actor, home: str) -> None:
    held = policies.add(store, actor, home, main(store, home, statutory=True))
    assert _doubts(store, home, held.id) == [BeneficiaryDoubt.STATUTORY]
    other = (BeneficiaryRow("沈月", BeneficiaryRelation.SPOUSE),)
    held = policies.update(
        store, actor, held.id, replace(policies.draft_of(held), beneficiaries=other), held.version
    )  # fmt: skip
    assert not held.statutory
    medical = main(store, home, number="M-1", covers=(CoverRow(Event.MEDICAL, 2_000_000_00),))
    assert _doubts(store, home, policies.add(store, actor, home, medical).id) == []


def _doubts(store: Store, home: str, policy_id: str) -> list[BeneficiaryDoubt]:
    return [one.doubt for one in policies.doubts_of(store, home).get(policy_id, ())]


def test_the_table_of_values_is_entered_or_pasted_and_read_by_the_policys_own_years(
    store: Store, actor: Actor, home: str
) -> None:
    held = policies.add(store, actor, home, main(store, home))
    rows = policies.read_values(
        read_pasted("保单年度\t现金价值（元）\t减额交清保额\n1\t800\t\n2\t2,100.50\t60000\n", "粘贴")
    )
    assert rows == [ValueRow(1, 800_00), ValueRow(2, 2_100_50, 60_000_00)]
    policies.set_values(store, actor, held.id, rows)
    assert policies.values_of(store, held.id) == tuple(rows)
    for day, year in ((date(2021, 5, 5), None), (date(2021, 5, 6), 1), (date(2026, 5, 6), 2)):
        worth = policies.worth_on(rows, held.starts_on, day)
        assert (worth and worth.year) == year
    with pytest.raises(InputError) as caught:
        policies.set_values(store, actor, held.id, [ValueRow(1, -1), ValueRow(1, 5), ValueRow(400)])
    assert [code for code, _ in codes(caught)] == ["values_negative", "values_twice", "values_year"]
    assert policies.values_of(store, held.id) == tuple(rows)
    with pytest.raises(InputError) as caught:
        policies.read_values(read_pasted("年度\t备注\n1\t无\n", "粘贴"))
    assert codes(caught)[0][0] == "values_no_table"


def test_a_paper_is_kept_in_the_store_given_out_byte_by_byte_and_taken_back(
    store: Store, actor: Actor, home: str, tmp_path: Path
) -> None:
    held = policies.add(store, actor, home, main(store, home))
    paper, out = tmp_path / "保单.pdf", tmp_path / "out.pdf"
    paper.write_bytes(PDF)
    kept = policies.add_file(store, actor, held.id, paper)
    assert (kept.name, kept.size) == ("保单.pdf", len(PDF))
    assert read(store, home, held.id).files == 1
    policies.save_file(store, kept.id, out)
    assert out.read_bytes() == PDF
    with pytest.raises(InputError) as caught:
        policies.add_file(store, actor, held.id, paper)
    assert codes(caught)[0][0] == "file_twice"
    policies.remove_file(store, actor, kept.id)
    assert policies.files_of(store, held.id) == ()
    with store.read() as session:
        last = session.scalars(select(AuditRow.id).order_by(AuditRow.id.desc())).first()
    assert last is not None
    undo.take_back(store, actor, last)
    assert policies.files_of(store, held.id) == (kept,)
    assert not store.faults()


def test_a_paper_that_is_no_pdf_or_too_large_is_refused_in_words(
    store: Store, actor: Actor, home: str, tmp_path: Path
) -> None:
    held = policies.add(store, actor, home, main(store, home))
    picture, large = tmp_path / "保单.jpg", tmp_path / "大.pdf"
    picture.write_bytes(b"\xff\xd8\xff\xe0")
    with large.open("wb") as file:
        file.write(PDF)
        file.truncate(policies.MOST_BYTES + 1)
    for path, code in ((picture, "file_not_pdf"), (large, "policy_file_size"), (tmp_path / "no.pdf", "no_file")):
        with pytest.raises(InputError) as caught:
            policies.add_file(store, actor, held.id, path)
        assert codes(caught)[0][0] == code
    assert policies.files_of(store, held.id) == ()


def test_a_person_named_anywhere_is_not_removed_and_all_goes_with_the_family(
    store: Store, actor: Actor, home: str, tmp_path: Path
) -> None:
    named = (BeneficiaryRow("郭小川", BeneficiaryRelation.CHILD, member_id=person(store, home, "郭小川")),)
    held = policies.add(store, actor, home, main(store, home, beneficiaries=named))
    policies.add(
        store, actor, home, PolicyDraft(held.member_id, "附加豁免", kind=ProductKind.WAIVER, main_id=held.id)
    )  # fmt: skip
    for name in ("郭小川", "郭涛"):
        with pytest.raises(InputError) as caught:
            customers.remove_member(store, actor, person(store, home, name))
        assert codes(caught)[0][0] == "member_in_use"
    paper = tmp_path / "p.pdf"
    paper.write_bytes(PDF)
    policies.add_file(store, actor, held.id, paper)
    policies.set_values(store, actor, held.id, [ValueRow(1, 5)])
    customers.archive(store, actor, home)
    gone = erasure.erase(store, actor, [home])
    tables = ("policy", "policy_beneficiary", "policy_file", "policy_value")
    assert {name: gone.rows.get(name) for name in tables} == {
        "policy": 2, "policy_beneficiary": 1, "policy_file": 1, "policy_value": 1,
    }  # fmt: skip
    assert not store.faults()
