"""A hand-over to a card: signed and sealed; a signed receipt; old packages refused; nothing in it but families."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import String

from app.enums import PeerRole
from app.errors import InputError
from app.models import Base
from app.services.base.post import identity, peers
from app.services.base.references import ENDS
from app.services.front import demo
from app.services.people import customers, handover
from app.services.people.belongings import _owns, _target
from app.services.people.handover import packing, sealing
from app.services.people.handover.packing import LEFT_OUT
from app.services.people.handover.whitelist import OWN, PARENTS, WORDS
from tests.services.post import Office, Team, know, office, team

TABLES = Base.metadata.tables
AGREED = "2026-11-20 书面同意"
PLAIN = {  # short texts that are no codes
    "member.id_number": "a number of an identity card",
    "order_event.action": "what was done, as the program words it",
}


def test_every_table_that_belongs_to_a_household_is_on_the_list() -> None:
    own, grown = {"household"}, True
    while grown:
        found = {
            table.name
            for table in Base.metadata.sorted_tables
            if any((to := _target(table, c)) and _owns(c, to) and to in own for c in table.c)
        }
        grown = not found <= own
        own |= found
    assert (own | set(ENDS)) - set(LEFT_OUT) == OWN
    parents = {"label", "interview_template"}  # by their words
    open_ = list(OWN)
    while open_:
        for column in TABLES[open_.pop()].c:
            for key in column.foreign_keys:
                name = key.column.table.name
                if name not in OWN | parents | {"import_batch", "agent"}:
                    parents.add(name)
                    open_.append(name)
    assert parents == PARENTS
    secret = {"setting", "audit", "unit_image", "agent", "handover", "post_peer", "post_item", "series"}
    assert not secret & (OWN | PARENTS)


def test_every_short_text_is_known_as_a_code_or_said_to_be_none() -> None:
    short = {
        f"{name}.{column.name}"
        for name in OWN | PARENTS
        for column in TABLES[name].c
        if isinstance(column.type, String) and column.type.length and column.type.length <= 20
    }
    assert short == set(WORDS) | set(PLAIN)


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Team]:
    """The lead's store is the giver, the first agent's the taker."""
    with team(tmp_path, 2) as made:
        demo.sample_family(made.lead.store)
        yield made


def family(one: Office) -> str:
    return customers.search(one.store, "王芳")[0].id


def give(one: Office, path: Path, to: Office, id: str) -> handover.Given:
    return handover.give(one.store, one.actor, [id], path, consent=AGREED, peer=one.peer(to.actor.code))


def code_of(act: Any) -> str:
    with pytest.raises(InputError) as caught:
        act()
    return caught.value.problems[0].code


def test_only_the_named_one_opens_it_and_the_receipt_is_his(two: Team, tmp_path: Path) -> None:
    giver, (taker, other) = two.lead, two.agents
    id, path = family(giver), tmp_path / "p.nfh"
    give(giver, path, taker, id)
    assert not handover.needs_password(path)
    know(giver, other, PeerRole.AGENT, PeerRole.LEAD)
    assert code_of(lambda: handover.take(other.store, other.actor, path)) == "package_not_for_us"
    taken = handover.take(taker.store, taker.actor, path)
    assert [name for _, name in taken.came] == ["王芳"]
    receipt = tmp_path / "r.json"
    handover.write_receipt(taker.store, taken.id, taker.actor, receipt)
    content = json.loads(receipt.read_text(encoding="utf-8"))
    for change in ({"signature": ""}, {"rows": 1}, {"key": identity.own(other.store, other.actor).public.key}):
        receipt.write_text(json.dumps(content | change), encoding="utf-8")
        assert code_of(lambda: handover.confirm(giver.store, giver.actor, receipt)) == "receipt_unsigned"
    receipt.write_text(json.dumps(content), encoding="utf-8")
    assert handover.confirm(giver.store, giver.actor, receipt).received_at is not None


def test_from_a_stranger_nothing_is_taken(two: Team, tmp_path: Path) -> None:
    giver, (taker, _) = two.lead, two.agents
    path = tmp_path / "p.nfh"
    give(giver, path, taker, family(giver))
    peers.end(taker.store, taker.actor, taker.peer(giver.actor.code).id)
    assert code_of(lambda: handover.take(taker.store, taker.actor, path)) == "package_stranger"
    assert not customers.search(taker.store, "王芳")


def test_no_flipped_bit_is_taken(two: Team, tmp_path: Path) -> None:
    giver, (taker, _) = two.lead, two.agents
    path = tmp_path / "p.nfh"
    give(giver, path, taker, family(giver))
    whole, dice = path.read_bytes(), random.Random(7)
    steps = taker.store.steps()
    for _ in range(150):
        content = bytearray(whole)
        content[dice.randrange(len(content))] ^= 1 << dice.randrange(8)
        path.write_bytes(bytes(content))
        with pytest.raises(InputError):
            handover.take(taker.store, taker.actor, path)
    assert taker.store.steps() == steps


def test_an_old_package_does_not_bring_old_data_back(two: Team, tmp_path: Path) -> None:
    first, (second, _) = two.lead, two.agents
    id = family(first)
    there, back = tmp_path / "there.nfh", tmp_path / "back.nfh"
    give(first, there, second, id)
    handover.take(second.store, second.actor, there)
    give(second, back, first, id)
    assert handover.take(first.store, first.actor, back).came
    assert not handover.take(first.store, first.actor, back).came, "here already: it stays as it is"
    give(first, tmp_path / "again.nfh", second, id)
    assert code_of(lambda: handover.take(first.store, first.actor, back)) == "package_stale"
    assert code_of(lambda: handover.take(second.store, second.actor, there)) == "package_stale"
    assert handover.take(second.store, second.actor, tmp_path / "again.nfh").came


HOSTILE: list[tuple[str, dict[str, Any], str]] = [
    ("setting", {"key": "pin", "value": "x", "updated_at": "2026-11-24T08:00:00+00:00"}, "package_table"),
    ("audit", {"id": 1}, "package_table"),
    ("agent", {"id": "a" * 32, "code": "A001", "name": "x"}, "package_table"),
    ("post_peer", {"id": "a" * 32}, "package_table"),
    ("household", {"stage": "S99"}, "package_value"),
    ("member", {"relation": "owner"}, "package_value"),
    ("member", {"sex": ""}, "package_value"),
    ("household", {"tags": "vip"}, "package_value"),
    ("household", {"owner_epoch": -1}, "package_strange"),
    ("household", {"secret": 1}, "package_value"),
]


@pytest.mark.parametrize(("table", "change", "code"), HOSTILE, ids=[f"{t}-{c}" for t, c, _ in HOSTILE])
def test_a_signed_package_brings_families_and_nothing_else(
    two: Team, tmp_path: Path, table: str, change: dict[str, Any], code: str
) -> None:
    """Signed by somebody whose card was compared: what is in it is looked at all the same."""
    giver, (taker, _) = two.lead, two.agents
    id = family(giver)
    with giver.store.read() as session:
        packed = packing.pack(session, [id])
    row = customers.row(giver.store, id)
    if table in packed.own:
        packed.own[table][0] |= change
    else:
        packed.own[table] = [change]
    document = packing.document(
        packed, package="p", made_at="2026-11-24", to="x", consent=AGREED,
        households=[{"id": id, "code": row.code, "name": row.name}],
        **{"from": {"code": giver.actor.code, "name": giver.actor.name}},
    )  # fmt: skip
    path = tmp_path / "p.nfh"
    own = identity.own(giver.store, giver.actor)
    sealing.seal_to(path, document, own, giver.peer(taker.actor.code).public)
    assert code_of(lambda: handover.take(taker.store, taker.actor, path)) == code
    assert not customers.search(taker.store, "王芳")


@pytest.mark.parametrize("about", [{"households": 3}, {"households": [1]}, {"from": []}, {"households": [{}]}])
def test_who_gives_and_what_is_named_is_looked_at(two: Team, tmp_path: Path, about: dict[str, Any]) -> None:
    giver, (taker, _) = two.lead, two.agents
    id = family(giver)
    with giver.store.read() as session:
        packed = packing.pack(session, [id])
    sound = {"from": {"code": "A", "name": "B"}, "households": [{"id": id, "code": "C", "name": "D"}]}
    document = packing.document(packed, package="p", made_at="x", to="x", consent=AGREED, **{**sound, **about})
    path = tmp_path / "p.nfh"
    own = identity.own(giver.store, giver.actor)
    sealing.seal_to(path, document, own, giver.peer(taker.actor.code).public)
    assert code_of(lambda: handover.take(taker.store, taker.actor, path)) == "package_strange"


def test_a_family_comes_over_a_new_computer(two: Team, tmp_path: Path) -> None:
    """A package for the card of a lost computer is not for the new one."""
    giver, (taker, _) = two.lead, two.agents
    path = tmp_path / "p.nfh"
    give(giver, path, taker, family(giver))
    new = office(tmp_path / "new", taker.actor.code, taker.actor.name, two.clock)
    try:
        know(giver, new, PeerRole.AGENT, PeerRole.LEAD)
        assert code_of(lambda: handover.take(new.store, new.actor, path)) == "package_not_for_us"
    finally:
        new.store.close()
