"""A family from one store into another, whole; the receipt back; a broken package refused; what is erased is gone."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from app.enums import ActivityKind, ActivityStatus, FieldKind, InterestKind, Tie
from app.errors import InputError
from app.models import Base, Handover, Household, Need, Order, Proposal, TraceLink
from app.services.base.store import Actor, Store, kept
from app.services.base.store.keys import keyslot_path
from app.services.day import activities
from app.services.day.activities import ActivityDraft
from app.services.front import demo
from app.services.people import (
    belongings,
    custom_fields,
    customers,
    erasure,
    handover,
    interests,
    labels,
    ties,
)
from app.services.people.custom_fields import FieldDraft
from app.services.people.customers import ContactDraft, HouseholdDraft, MemberDraft
from app.services.people.handover import sealing
from app.services.people.interests import InterestDraft
from tests import reading
from tests.conftest import CHEAP, NOW, PASSWORD

KEY = "a key of two agents"
OTHER = Actor("A002", "张强")


@pytest.fixture(scope="module")
def full_file(empty_store_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample family and twenty more with all that selling leaves behind."""
    path = tmp_path_factory.mktemp("full") / "needfolio.db"
    copy(empty_store_file, path)
    store = Store.open(path, PASSWORD, clock=lambda: NOW)
    demo.sample_family(store)
    demo.populate(store, customers=20, weeks=4, seed=5)
    store.close()
    return path


def copy(source: Path, target: Path) -> None:
    shutil.copyfile(source, target)
    shutil.copyfile(keyslot_path(source), keyslot_path(target))


@pytest.fixture
def giver(full_file: Path, tmp_path: Path) -> Iterator[Store]:
    copy(full_file, tmp_path / "giver.db")
    store = Store.open(tmp_path / "giver.db", PASSWORD, clock=lambda: NOW)
    yield store
    store.close()


@pytest.fixture
def taker(empty_store_file: Path, tmp_path: Path) -> Iterator[Store]:
    copy(empty_store_file, tmp_path / "taker.db")
    store = Store.open(tmp_path / "taker.db", PASSWORD, clock=lambda: NOW)
    yield store
    store.close()


def give(store: Store, actor: Actor, ids: list[str], path: Path, **other: Any) -> handover.Given:
    about = {"password": KEY, "to": "张强", "consent": "2026-11-20 书面同意"} | other
    return handover.give(store, actor, ids, path, cost=CHEAP, **about)


def rich(store: Store) -> str:
    """The household with an order: it has passed every step."""
    with store.read() as session:
        query = select(Order.household_id).join(Household, Household.id == Order.household_id)
        return str(session.scalars(query.order_by(Order.issued_on.desc().nulls_last())).first())


def rows_of(store: Store, ids: list[str]) -> dict[str, list[dict[str, Any]]]:
    with store.read() as session:
        found = belongings.of_households(session, ids)
        tables = Base.metadata.tables
        return {name: list(belongings.rows(session, tables[name], keys)) for name, keys in found.keys.items() if keys}


def problem(act: Callable[[], object]) -> Any:
    with pytest.raises(InputError) as fault:
        act()
    return fault.value.problems[0]


def test_everything_of_a_family_arrives_with_its_ids(giver: Store, taker: Store, actor: Actor, tmp_path: Path) -> None:
    id = rich(giver)
    before = rows_of(giver, [id])
    assert {"member", "interview", "answer", "need", "proposal", "proposal_item", "sales_order", "order_line", "policy",
            "activity", "trace_link", "stage_move"} <= set(before)  # fmt: skip
    given = give(giver, actor, [id], tmp_path / "p.nfh")
    taken = handover.take(taker, OTHER, tmp_path / "p.nfh", KEY)
    assert [code for code, _ in taken.came] == [given.households[0][0]]
    assert taken.consent == "2026-11-20 书面同意"
    after = rows_of(taker, [id])
    left = {"trace_link": given.dropped}  # links to products, which each agent has of his own
    for name, rows in before.items():
        if name not in ("change_item", "link_clearing"):
            assert len(after.get(name, [])) + left.get(name, 0) >= len(rows), name
            assert taken.counts.get(name, 0) == len(after.get(name, [])), name
    ids = {row["id"]: row for row in after["need"]}
    for row in before["need"]:
        assert {key: ids[row["id"]][key] for key in ("event", "gap", "description", "status", "member_id")} == {
            key: row[key] for key in ("event", "gap", "description", "status", "member_id")
        }
    detail = customers.household(taker, id)
    assert detail.row.agent_code == "A002"
    assert not detail.row.archived
    assert taker.faults() == []
    with taker.read() as session:
        assert session.connection().exec_driver_sql("PRAGMA foreign_key_check").fetchall() == []
        matrix = session.scalars(select(Need.matrix_id).distinct()).one()
        assert session.scalar(select(func.count()).where(Need.matrix_id == matrix)) == len(before["need"])


def test_what_it_rests_on_comes_along_and_what_stays_behind_is_forgotten(
    giver: Store, taker: Store, actor: Actor, tmp_path: Path
) -> None:
    field = custom_fields.add(giver, actor, FieldDraft("车", FieldKind.TEXT))
    other = customers.add(giver, actor, HouseholdDraft(MemberDraft("孙立"))).id
    contact = ContactDraft(tags=("vip",), referrer_id=other, own={field.id: "两辆"})
    mine = customers.add(giver, actor, HouseholdDraft(MemberDraft("周明"), contact=contact)).id
    child = customers.add(giver, actor, HouseholdDraft(MemberDraft("周小"))).id
    reading.refer(giver, actor, child, mine)
    labels.save(giver, actor, labels.LabelRow("", labels.LabelKind.TAG, ""), "vip", labels.Tone.BAD)
    people = {id: customers.household(giver, id).customer.id for id in (mine, other, child)}
    ties.tie(giver, actor, people[mine], people[child], Tie.CHILD)
    ties.tie(giver, actor, people[mine], people[other], Tie.FRIEND)
    interests.add(giver, actor, mine, InterestDraft(InterestKind.HOBBY, "钓鱼", people[mine]))
    same = custom_fields.add(taker, OTHER, FieldDraft("车", FieldKind.TEXT))
    given = give(giver, actor, [mine, child], tmp_path / "p.nfh")
    assert given.dropped == 2, "the referrer and the friend"
    handover.take(taker, OTHER, tmp_path / "p.nfh", KEY)
    assert customers.row(taker, mine).own == {same.id: "两辆"}, "the field of the same name is the same field"
    assert customers.household(taker, mine).referrer is None
    assert customers.household(taker, child).referrer == (mine, "周明")
    assert [row.other.name for row in ties.of_household(taker, mine)] == ["周小"]
    assert [row.text for row in interests.of_household(taker, mine)] == ["钓鱼"]
    assert labels.tones(taker)[labels.LabelKind.TAG, "vip"] == labels.Tone.BAD


def test_taking_twice_changes_nothing_and_work_done_since_stays(
    giver: Store, taker: Store, actor: Actor, tmp_path: Path
) -> None:
    id = rich(giver)
    give(giver, actor, [id], tmp_path / "p.nfh")
    handover.take(taker, OTHER, tmp_path / "p.nfh", KEY)
    customers.update_notes(taker, OTHER, id, "我来跟进")
    before = rows_of(taker, [id])
    again = handover.take(taker, OTHER, tmp_path / "p.nfh", KEY)
    assert (again.came, len(again.known)) == ((), 1)
    assert rows_of(taker, [id]) == before
    assert len(handover.handovers(taker)) == 1


def test_numbers_taken_here_get_another_and_are_not_given_out_again(
    giver: Store, taker: Store, actor: Actor, tmp_path: Path
) -> None:
    own = customers.add(taker, OTHER, HouseholdDraft(MemberDraft("李雷"))).code
    id = next(row.id for row in customers.page(giver) if row.code == own)
    give(giver, actor, [id], tmp_path / "p.nfh")
    taken = handover.take(taker, OTHER, tmp_path / "p.nfh", KEY)
    assert (own, f"{own}-A001") in taken.renumbered
    assert customers.row(taker, id).code == f"{own}-A001"
    assert customers.search(taker, f"{own}-a001")[0].id == id
    rest = [row.id for row in customers.page(giver)]
    give(giver, actor, rest, tmp_path / "q.nfh")
    handover.take(taker, OTHER, tmp_path / "q.nfh", KEY)
    codes = {row.code for row in customers.page(taker)}
    assert customers.add(taker, OTHER, HouseholdDraft(MemberDraft("韩梅"))).code not in codes


def test_the_givers_copy_is_marked_and_comes_back_with_what_the_other_did(
    giver: Store, taker: Store, actor: Actor, tmp_path: Path
) -> None:
    id = rich(giver)
    name = customers.row(giver, id).name
    given = give(giver, actor, [id], tmp_path / "p.nfh")
    assert id not in customers.ids(giver)
    assert customers.row(giver, id).handed_over
    taken = handover.take(taker, OTHER, tmp_path / "p.nfh", KEY)
    handover.write_receipt(taker, taken.id, OTHER, tmp_path / "r.json")
    assert name not in (tmp_path / "r.json").read_text("utf-8")
    row = handover.confirm(giver, actor, tmp_path / "r.json")
    assert (row.id, row.other) == (given.id, "张强 A002")
    assert row.received_at is not None
    refused = problem(lambda: customers.restore(giver, actor, id))  # a second owner
    assert (refused.code, refused.values["to"]) == ("restore_handed_over", "张强")
    assert problem(lambda: handover.take_back(giver, actor, given.id)).code == "handover_received"
    activity = ActivityDraft(ActivityKind.CALL, NOW.date(), ActivityStatus.DONE, id, note="新代理人打的")
    activities.add(taker, OTHER, activity)
    give(taker, OTHER, [id], tmp_path / "back.nfh", to="李敏")
    back = handover.take(giver, actor, tmp_path / "back.nfh", KEY)
    assert len(back.came) == 1
    assert id in customers.ids(giver)
    assert any(row["note"] == "新代理人打的" for row in rows_of(giver, [id])["activity"])
    assert giver.faults() == []


def test_a_package_nobody_took_is_taken_back(giver: Store, actor: Actor, tmp_path: Path) -> None:
    id = rich(giver)
    before = rows_of(giver, [id])
    given = give(giver, actor, [id], tmp_path / "p.nfh")
    assert problem(lambda: customers.restore(giver, actor, id)).code == "restore_given"
    assert handover.take_back(giver, actor, given.id) == 1
    after = rows_of(giver, [id])
    for rows in (before, after):
        for row in rows["household"]:
            row.pop("updated_at"), row.pop("version")
    epochs = [rows["household"][0].pop("owner_epoch") for rows in (before, after)]
    assert epochs[1] > epochs[0], "what is in the package is old from now on"
    assert after == before
    assert handover.handovers(giver) == []


def test_consent_receiver_and_a_password_are_asked_for(giver: Store, actor: Actor, tmp_path: Path) -> None:
    id = rich(giver)
    for field, text in (("consent", " "), ("to", "")):
        wrong = problem(lambda field=field, text=text: give(giver, actor, [id], tmp_path / "p.nfh", **{field: text}))  # type: ignore[misc]
        assert (wrong.code, wrong.place.field) == ("required", field)
    assert problem(lambda: give(giver, actor, [id], tmp_path / "p.nfh", password="short")).code == "password_short"
    assert problem(lambda: give(giver, actor, [id], tmp_path / "no" / "p.nfh")).code == "out_no_folder"
    assert id in customers.ids(giver), "nothing is marked when nothing was written"
    assert not (tmp_path / "p.nfh").exists()


def test_a_wrong_password_and_any_flipped_byte_are_refused(
    giver: Store, taker: Store, actor: Actor, tmp_path: Path
) -> None:
    path = tmp_path / "p.nfh"
    give(giver, actor, [rich(giver)], path)
    assert problem(lambda: handover.take(taker, OTHER, path, "another one")).code == "package_sealed"
    whole = path.read_bytes()
    for at in (3, len(sealing.MAGIC) + 20, len(whole) // 2, len(whole) - 1):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        wrong = problem(lambda: handover.take(taker, OTHER, path, KEY))
        assert wrong.code in ("package_sealed", "package_strange")
        assert wrong.place.file == "p.nfh"
    path.write_bytes(whole[:-40])
    assert problem(lambda: handover.take(taker, OTHER, path, KEY)).code == "package_sealed"
    for strange in (b"{}", sealing.MAGIC + b"[" * 200_000 + b"\n", sealing.MAGIC + b"[" * 200_000):
        path.write_bytes(strange)  # named fault: nested deeper than Python reads was a traceback
        assert problem(lambda: handover.take(taker, OTHER, path, KEY)).code == "package_strange"
    assert problem(lambda: handover.take(taker, OTHER, tmp_path / "none.nfh", KEY)).code == "cannot_read"
    assert customers.count(taker) == 0
    assert handover.handovers(taker) == []


BREAKS: dict[str, tuple[Callable[[dict[str, Any]], object], str, str, int | None, str | None]] = {
    "unknown table": (lambda own: own.update(secret=[{}]), "package_table", "secret", None, None),
    "missing value": (lambda own: own["member"][0].pop("name"), "package_value", "member", 1, "name"),
    "another kind": (lambda own: own["need"][1].update(gap="many"), "package_value", "need", 2, "gap"),
    "no date": (lambda own: own["activity"][0].update(on_date="2026-02-30"), "package_value", "activity", 1, "on_date"),
    "unknown column": (lambda own: own["member"][0].update(shoe=42), "package_value", "member", 1, "shoe"),
    "open end": (lambda own: own["need"][0].update(member_id="x"), "package_open", "need", 1, "member_id"),
    "twice": (lambda own: own["member"].append(dict(own["member"][0])), "package_twice", "member", None, None),
}


@pytest.mark.parametrize("name", BREAKS)
def test_a_broken_package_is_refused_with_its_place(
    giver: Store, taker: Store, actor: Actor, tmp_path: Path, name: str
) -> None:
    path = tmp_path / "p.nfh"
    give(giver, actor, [rich(giver)], path)
    document, _ = sealing.unseal(path, KEY)
    act, code, table, row, column = BREAKS[name]
    act(document["own"])
    sealing.seal(path, document, KEY, CHEAP)
    wrong = problem(lambda: handover.take(taker, OTHER, path, KEY))
    assert (wrong.code, wrong.place.file, wrong.place.sheet) == (code, "p.nfh", table)
    if row is not None:
        assert (wrong.place.row, wrong.place.column) == (row, column)
    assert customers.count(taker) == 0


def test_a_package_of_a_newer_program_and_one_without_consent_are_refused(
    giver: Store, taker: Store, actor: Actor, tmp_path: Path
) -> None:
    path = tmp_path / "p.nfh"
    give(giver, actor, [rich(giver)], path)
    document, _ = sealing.unseal(path, KEY)
    for change, code in (({"revision": "9999"}, "package_newer"), ({"consent": ""}, "package_consent")):
        sealing.seal(path, document | change, KEY, CHEAP)
        assert problem(lambda: handover.take(taker, OTHER, path, KEY)).code == code


def test_a_receipt_of_something_else_is_refused(giver: Store, actor: Actor, tmp_path: Path) -> None:
    path = tmp_path / "r.json"
    path.write_text("[]")
    assert problem(lambda: handover.confirm(giver, actor, path)).code == "receipt_strange"
    content = {"kind": "needfolio handover receipt", "package": "x", "digest": "y", "by": {"code": "a", "name": "b"}}
    path.write_text(json.dumps(content))
    assert problem(lambda: handover.confirm(giver, actor, path)).code == "receipt_other"


# -- erasure ----------------------------------------------------------------------------------------------------------
def everywhere(store: Store) -> str:
    """Every value of every row, but for the audit; what units of work found is unpacked."""
    with store.read() as session:
        tables = [table for table in Base.metadata.sorted_tables if table.name != "audit"]
        found = [str(tuple(row)) for table in tables for row in session.execute(select(table))]
        return "\n".join([*found, *map(str, kept.since(session, 0))])


def test_only_what_is_in_the_bin_is_erased_and_nothing_of_it_is_left(giver: Store, actor: Actor) -> None:
    id = rich(giver)
    assert problem(lambda: erasure.erase(giver, actor, [id])).code == "not_in_bin"
    others = {one: rows_of(giver, [one]) for one in customers.ids(giver) if one != id}
    referred = next(iter(others))
    reading.refer(giver, actor, referred, id)
    own = rows_of(giver, [id])
    secrets = {row["id"] for rows in own.values() for row in rows if isinstance(row.get("id"), str)}
    customers.archive(giver, actor, id)
    assert erasure.in_bin(giver) == [id]
    told = erasure.what(giver, [id])
    done = erasure.erase(giver, actor, [id])
    assert done == told
    assert (done.households, done.total) == (1, sum(len(rows) for rows in own.values()))
    left = everywhere(giver)
    assert not [secret for secret in secrets if secret in left]
    assert customers.household(giver, referred).referrer is None
    for one, rows in others.items():
        if one != referred:
            assert rows_of(giver, [one]) == rows
    assert giver.faults() == []
    with giver.read() as session:
        assert session.connection().exec_driver_sql("PRAGMA foreign_key_check").fetchall() == []


def test_the_whole_bin_is_emptied(giver: Store, actor: Actor) -> None:
    ids = customers.ids(giver)
    for id in ids:
        customers.archive(giver, actor, id)
    assert erasure.erase(giver, actor, erasure.in_bin(giver)).households == len(ids)
    with giver.read() as session:
        for model in (Household, Need, Proposal, Order, TraceLink, Handover):
            assert session.scalar(select(func.count()).select_from(model)) == 0, model
    assert giver.faults() == []
