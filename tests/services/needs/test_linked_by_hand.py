"""A policy the analysis counted and somebody then links by hand: taken off once, and as before when unlinked."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.enums import Event, NodeKind
from app.models import Need, Policy
from app.services import matrix
from app.services.matrix import links
from app.services.people import policies
from app.services.people.policies import CoverRow, PolicyDraft
from tests.services.chains import TODAY, ChainStore, chain, chain_file

__all__ = ["chain", "chain_file"]
AMOUNT = 7_000_000


def held(one: ChainStore, days: int) -> tuple[str, str]:
    """A need about a sum and a policy of that person, recorded so many days before (-) or after the confirmation."""
    with one.store.read() as session:
        need = session.scalars(select(Need).where(Need.gap > 0, Need.event == Event.DEATH)).first()
        assert need is not None and need.member_id is not None and need.confirmed_at is not None
        id, member, at = need.id, need.member_id, need.confirmed_at + timedelta(days=days)
    row = policies.add(
        one.store, one.actor, one.household, PolicyDraft(member, "定期寿险", (CoverRow("death", AMOUNT),))
    )
    with one.store.write(one.actor, "test.clock", one.household) as session:
        session.get_one(Policy, row.id).created_at = at
    return id, row.id


def asked(one: ChainStore, need: str) -> tuple[int, int]:
    found = next(row for row in matrix.rows(one.store, TODAY) if row.id == need)
    return found.gap, found.gap - found.in_force


@pytest.mark.parametrize(("days", "counted"), [(-1, True), (1, False)])
def test_a_policy_linked_by_hand_is_taken_off_once(chain: ChainStore, days: int, counted: bool) -> None:
    need, policy = held(chain, days)
    gap, open_ = asked(chain, need)
    link = links.add(chain.store, chain.actor, links.LinkDraft((NodeKind.NEED, need), (NodeKind.POLICY, policy)))
    after = (gap + AMOUNT, open_) if counted else (gap, open_ - AMOUNT)
    assert asked(chain, need) == after
    links.remove(chain.store, chain.actor, [link])
    assert asked(chain, need) == (gap, open_)
