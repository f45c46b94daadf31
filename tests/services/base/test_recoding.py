"""The agent's code is changed in one place, in everything."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from app.errors import InputError
from app.models import Base
from app.models.base.rows import CODE
from app.services.base import agents, recoding
from app.services.base.store import Actor, Store
from app.services.front import demo

OTHERS = {
    ("commission_rate", "product_code"), ("approval_request", "household_code"),
    ("post_peer", "code"),  # as the other's own card says it
    ("agent", "code"), ("audit", "actor"), ("handover", "other_code"), ("household", "code"), ("matrix", "code"),
    ("interview_template", "code"), ("product", "code"), ("order_line", "product_code"), ("policy", "product_code"),
    ("proposal_item", "product_code"), ("product_cover", "factor"),
    ("knowledge_card", "code"),
    ("roster_member", "code"),  # the lead's own list, written by hand
}  # fmt: skip


def counted(store: Store, code: str) -> dict[tuple[str, str], int]:
    with store.read() as session:
        found = {
            (table.name, column.name): session.scalar(select(func.count()).where(column == code)) or 0
            for table, column in recoding.columns()
        }
    return {place: count for place, count in found.items() if count}


def test_all_that_hangs_on_it_goes_along(store: Store) -> None:
    demo.sample_family(store)
    demo.populate(store, customers=40, agent_count=2, weeks=3)
    me = agents.me(store)
    before, theirs = counted(store, me.code), counted(store, "A002")
    assert len(before) > 12
    now = recoding.change_code(store, me, " 10023456 ")
    assert (now, agents.me(store)) == (Actor("10023456", me.name), Actor("10023456", me.name))
    assert counted(store, me.code) == {}
    assert counted(store, "10023456") == before
    assert counted(store, "A002") == theirs
    assert store.faults() == []


def test_every_column_that_names_an_agent_is_known() -> None:
    """A new one goes along by its name; one that is a code of something else is named here."""
    known = {(table.name, column.name) for table, column in recoding.columns()}
    found = {
        (table.name, column.name)
        for table in Base.metadata.tables.values()
        for column in table.columns
        if getattr(column.type, "length", None) == CODE.length
        and any(part in column.name for part in ("code", "agent", "owner", "actor", "_by"))
    }
    assert found - known <= OTHERS
    assert known <= found


@pytest.mark.parametrize(("code", "fault"), [("", "required"), ("A 1", "code_spaces"), ("A​1", "code_spaces"),
                                             ("x" * 41, "too_long"), ("A002", "agent_code_taken")])  # fmt: skip
def test_what_is_no_code_changes_nothing(store: Store, code: str, fault: str) -> None:
    demo.populate(store, customers=5, agent_count=2, weeks=1)
    with pytest.raises(InputError) as caught:
        recoding.change_code(store, agents.me(store), code)
    assert [problem.code for problem in caught.value.problems] == [fault]
    assert agents.me(store).code == "A001"
