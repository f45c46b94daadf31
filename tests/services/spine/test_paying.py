"""One payment is counted once, also where needs and policies are linked by hand and when a policy is changed."""

from __future__ import annotations

from datetime import date

import pytest

from app.enums import Event, NodeKind
from app.models import TraceLink
from app.services.base.store import Actor, Store
from app.services.matrix import links
from app.services.people import policies
from app.services.people.policies import CoverRow, PolicyDraft
from app.services.rules.spine.paying import full, paid_once, shared_again, still_pays
from tests.services.offers.test_asked import WAN, Family

WHOLE = {"death": 50, "legacy": 50}


@pytest.mark.parametrize(
    ("event", "amounts", "taken", "left"),
    [
        ("legacy", WHOLE, {}, 50),
        ("legacy", WHOLE, {"death": 50}, 0),
        ("legacy", WHOLE, {"death": 20}, 30),
        ("accident", WHOLE, {"death": 50}, 50),  # a death by accident is that death
        ("accident", WHOLE, {"legacy": 50}, 0),
        ("accident", {"accident": 30}, {"death": 50}, 30),
        ("accident", {"accident": 80, "death": 40}, {}, 80),
        ("retirement", {"retirement": 60, "legacy": 30}, {"legacy": 15}, 30),
        ("critical_illness", {"death": 50, "critical_illness": 50}, {"death": 50}, 0),
        ("critical_illness", {"critical_illness": 50}, {"death": 50}, 50),
        ("medical", WHOLE, {}, 0),
    ],
)
def test_what_a_payment_is_still_there_for(
    event: str, amounts: dict[str, int], taken: dict[str, int], left: int
) -> None:
    assert still_pays(event, amounts, taken) == left


def test_a_changed_policy_stays_shared_as_it_was() -> None:
    assert shared_again({"death": 80, "legacy": 80}, {"death": 30, "legacy": 20}) == {"death": 48, "legacy": 32}
    assert shared_again({"death": 80}, {"death": 30}) == {"death": 80}
    assert shared_again({"death": 80}, {"death": 50, "accident": 50}) == {"death": 80, "accident": 80}
    assert shared_again({}, {"death": 50}) == {"death": 0}
    assert full("accident", {"death": 7}) == 7 and full("death", {"accident": 7}) == 0
    assert paid_once(["accident", "critical_illness"]) == ()


def test_a_policy_linked_by_hand_closes_one_of_two_needs(store: Store, actor: Actor) -> None:
    """500,000 of whole life counted for the need at death and for the legacy."""
    family = Family(store, actor)
    legacy, accident = family.need(Event.LEGACY, 50 * WAN), family.need(Event.ACCIDENT, 50 * WAN)
    covers = tuple(CoverRow(event, 50 * WAN) for event in (Event.DEATH, Event.LEGACY))
    draft = PolicyDraft(family.me, "终身寿险", covers, starts_on=date(2020, 1, 1))
    policy = policies.add(store, actor, family.id, draft)

    def amounts() -> list[int | None]:
        with store.read() as session:
            return [session.get_one(TraceLink, link).amount for link in made]

    made = [
        links.add(store, actor, links.LinkDraft((NodeKind.NEED, need), (NodeKind.POLICY, policy.id)))
        for need in (family.death, legacy, accident)
    ]
    assert amounts() == [50 * WAN, 0, 50 * WAN]
    policies.update(store, actor, policy.id, draft, policy.version)
    assert amounts() == [50 * WAN, 0, 50 * WAN]
