"""The matrix: numbers that are the lengths of their lists, findings in both directions, impact before the act."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import delete, select

from app.enums import Coverage, EntryKind, Language, NeedStatus, NodeKind
from app.errors import InputError
from app.models import Need, Policy, Product, ProposalItem, TraceLink
from app.services import matrix
from app.services.base import agents
from app.services.base.store import Store
from app.services.front import demo
from app.services.matrix import (
    assignment,
    changes,
    editing,
    grid,
    impact,
    lead,
    links,
    listing,
    report,
)
from app.services.matrix import index as indexes
from app.services.matrix.findings import FindingKind
from app.services.offers import catalogue, proposals
from app.services.people import policies
from app.services.people.policies import CoverRow, PolicyDraft
from app.services.rules.spine.coverage import Covered, depth_of, state_of
from app.services.spine import tracing
from tests.conftest import NOW, PASSWORD
from tests.services.chains import TODAY, ChainStore, chain, chain_file, copy_store
from tests.services.suited import accept

__all__ = ["chain", "chain_file"]


def found(chain: ChainStore, kind: FindingKind) -> list[str]:
    return [one.item_id for one in report.state(chain.store, TODAY).findings if one.kind == kind]


def product_of(chain: ChainStore) -> str:
    with chain.store.read() as session:
        code = session.get_one(ProposalItem, chain.item).product_code
        return session.scalars(select(Product.id).where(Product.code == code)).one()


# -- coverage ---------------------------------------------------------------------------------------------
@given(gap=st.integers(0, 10**9), proposed=st.integers(0, 10**9), in_force=st.integers(0, 10**9))
def test_deep_coverage_never_tells_more_than_shallow(gap: int, proposed: int, in_force: int) -> None:
    order = [Coverage.OPEN, Coverage.PARTIAL, Coverage.COVERED, Coverage.OVER_COVERED]
    shallow = state_of(Covered(gap, proposed, in_force), declined=False, declined_until=None, today=TODAY)
    assert order.index(depth_of(gap, in_force)) <= order.index(shallow)


def test_declined_holds_to_its_day_and_needs_a_reason(chain: ChainStore) -> None:
    with pytest.raises(InputError, match="required"):
        editing.decline(chain.store, chain.actor, chain.need, " ", None)
    row = editing.decline(chain.store, chain.actor, chain.need, "明年再说", TODAY + timedelta(days=9))
    assert (row.coverage, row.declined_reason) == (Coverage.DECLINED, "明年再说")
    later = indexes.index(chain.store, TODAY + timedelta(days=10))
    assert next(entry for entry in later.entries if entry.id == chain.need).coverage != Coverage.DECLINED
    assert editing.take_back_decline(chain.store, chain.actor, chain.need).coverage != Coverage.DECLINED


@pytest.fixture(scope="module")
def random_store(tmp_path_factory: pytest.TempPathFactory, empty_store_file: Path) -> Iterator[Store]:
    """A hundred families, and then a hundred random edits to everything that is linked."""
    path = tmp_path_factory.mktemp("random") / "random.db"
    copy_store(empty_store_file, path)
    store = Store.open(path, PASSWORD, clock=lambda: NOW)
    actor = agents.me(store)
    catalogue.load_sample(store, actor)
    demo.populate(store, customers=100, agent_count=3, weeks=8, seed=7)
    draw = random.Random(11)
    with store.read() as session:
        needs = list(session.scalars(select(Need.id).order_by(Need.number)))
        items = list(session.scalars(select(TraceLink.id).where(TraceLink.target_kind == NodeKind.PROPOSAL_ITEM)))
        products = list(session.scalars(select(Product.id)))
    for _ in range(60):
        need = draw.choice(needs)
        match draw.randrange(4):
            case 0:
                editing.update_need(store, actor, need, {"description": f"改 {draw.random():.3f}"})
            case 1:
                editing.decline(store, actor, need, "不要", TODAY + timedelta(days=draw.randrange(5)))
            case 2:
                editing.remove_need(store, actor, needs.pop(needs.index(need)))
            case 3:
                links.remove(store, actor, [draw.choice(items)])
    catalogue.withdraw(store, actor, draw.choice(products), TODAY)
    yield store
    store.close()


def test_a_number_is_the_length_of_its_list_and_the_rows_say_the_same(random_store: Store) -> None:
    index = indexes.index(random_store, TODAY)
    rows = {row.id: row for row in matrix.rows(random_store, TODAY)}
    assert [entry.id for entry in index.entries] == list(rows)
    for entry in index.entries:
        row = rows[entry.id]
        names = ("proposed", "in_force", "coverage", "deep", "mark", "status", "answers", "items", "policies",
                 "suspects", "suspect_since", "no_product")  # fmt: skip
        assert {name: getattr(entry, name) for name in names} == {name: getattr(row, name) for name in names}
    for family in ("coverage", "deep"):
        assert sum(len(index.list(f"{family}.{state}")) for state in Coverage) == len(index.entries)
    counts = index.counts()
    assert counts["suspect"] == len(index.list("suspect")) and counts["no_product"] == len(index.list("no_product"))
    for state in Coverage:
        assert sum(row.coverage == state for row in rows.values()) == len(index.list(f"coverage.{state}"))
        assert counts.get(f"coverage.{state}", 0) == len(index.list(f"coverage.{state}"))
    with random_store.read() as session:
        own = select(Need.id).where(Need.archived_at.is_(None))
        marked = set(
            session.scalars(select(TraceLink.source_id).where(TraceLink.suspect, TraceLink.source_id.in_(own)))
        )
    assert {entry.id for entry in index.list("suspect")} == marked != set()


def test_the_document_counts_what_it_lists(random_store: Store) -> None:
    state = report.state(random_store, TODAY)
    document = report.document(state, Language.EN)
    blocks = [*document["coverage"].values(), *document["in_force"].values(), *document["findings"].values()]
    for block in [*blocks, document["suspects"]]:
        assert block["count"] == len(block["list"])
    assert sum(block["count"] for block in document["findings"].values()) == len(state.findings)
    assert document["suspects"]["count"] and document["findings"]["broken_link"]["count"]
    json.dumps(document)


def test_a_page_of_rows_comes_in_the_order_asked_for_and_every_column_sorts(random_store: Store) -> None:
    index = indexes.index(random_store, TODAY)
    ids = [entry.id for entry in index.entries][:30][::-1]
    assert [row.id for row in listing.page(random_store, ids, TODAY)] == ids
    for key in listing.SORTED_BY:
        assert set(listing.places(random_store, "customers", key)) == {entry.id for entry in index.entries}


def test_the_leads_figures_are_lists_too(random_store: Store) -> None:
    view = lead.overview(random_store, TODAY)
    index = indexes.index(random_store, TODAY)
    counted = [entry for entry in index.entries if entry.status != NeedStatus.DROPPED]
    for lines in (view.by_agent, view.by_kind):
        assert sum(len(line.needs) for line in lines) == len(counted)
        for line in lines:
            assert sum(map(len, line.by_state.values())) == len(line.needs)
            assert 0 <= line.share <= 1
    assert sum(map(len, view.suspects.values())) == len(index.list("suspect"))


def test_the_grid_is_a_page_and_says_when_it_is_cut(random_store: Store) -> None:
    ids = [entry.id for entry in indexes.index(random_store, TODAY).entries]
    page = grid.grid(random_store, ids, 0, TODAY)
    assert len(page.rows) == grid.NEEDS < len(ids)
    assert page.cut and page.all_needs == len(ids)
    codes = {product.code for product in page.products}
    assert page.cells and {code for _, code in page.cells} <= codes
    last = grid.grid(random_store, ids, len(ids) // grid.NEEDS * grid.NEEDS, TODAY)
    assert len(last.rows) == len(ids) % grid.NEEDS


# -- findings, both directions ----------------------------------------------------------------------------
def test_a_whole_chain_has_little_to_find_and_each_break_is_found(chain: ChainStore) -> None:
    assert not found(chain, FindingKind.BROKEN_LINK)
    assert not found(chain, FindingKind.ITEM_WITHOUT_NEED)
    assert not found(chain, FindingKind.POLICY_WITHOUT_NEED)
    entries = matrix.chain_of(chain.store, chain.need).entries
    items = [entry.link_id for entry in entries if entry.kind == NodeKind.PROPOSAL_ITEM]
    links.remove(chain.store, chain.actor, items)
    assert found(chain, FindingKind.ITEM_WITHOUT_NEED)
    held = [entry.link_id for entry in entries if entry.kind == NodeKind.POLICY]
    links.remove(chain.store, chain.actor, held)
    assert found(chain, FindingKind.POLICY_WITHOUT_NEED) == [chain.policy]
    assert chain.need in found(chain, FindingKind.NO_PRODUCT)
    answers = [entry.link_id for entry in entries if entry.kind == NodeKind.ANSWER]
    links.remove(chain.store, chain.actor, answers)
    assert chain.need in found(chain, FindingKind.NO_ANSWER)
    editing.update_need(chain.store, chain.actor, chain.need, {"owner_code": "", "owner_name": ""})
    assert found(chain, FindingKind.NO_OWNER) == [chain.need]


def test_a_policy_the_family_had_before_needs_no_need(chain: ChainStore) -> None:
    with chain.store.read() as session:
        member = session.scalars(select(Policy.member_id)).first() or ""
    draft = PolicyDraft(member, "别家的终身寿险", (CoverRow("death", 100_000_00),))
    policies.add(chain.store, chain.actor, chain.household, draft)
    assert not found(chain, FindingKind.POLICY_WITHOUT_NEED)


def test_a_removed_need_leaves_listed_broken_links_and_comes_back_whole(chain: ChainStore) -> None:
    before = chain.links()
    broken = editing.remove_need(chain.store, chain.actor, chain.need)
    listed = [one for one in report.state(chain.store, TODAY).findings if one.kind == FindingKind.BROKEN_LINK]
    assert len(listed) == broken > 0
    assert {one.link_id for one in listed} <= set(before)
    assert chain.need not in {entry.id for entry in indexes.index(chain.store, TODAY).entries}
    tracing.clear(chain.store, chain.actor, [str(one.link_id) for one in listed], "没有了也成立？")
    assert len(chain.suspect()) == broken, "a broken link cannot be said to hold"
    assert editing.bring_back(chain.store, chain.actor, [str(listed[0].link_id)]) == 1
    assert chain.links() == before
    editing.remove_need(chain.store, chain.actor, chain.need)
    links.remove(chain.store, chain.actor, [str(one.link_id) for one in listed])
    assert not found(chain, FindingKind.BROKEN_LINK)


def test_a_record_lost_behind_our_back_is_a_broken_link(chain: ChainStore) -> None:
    with chain.store.write(chain.actor, "test.lose") as session:
        session.execute(delete(ProposalItem).where(ProposalItem.id == chain.item))
    assert len(found(chain, FindingKind.BROKEN_LINK)) == 2  # need → item, item → policy


def test_a_linked_policy_is_not_removed(chain: ChainStore) -> None:
    with pytest.raises(InputError, match="policy_linked"):
        policies.remove(chain.store, chain.actor, chain.policy)


def test_a_decision_with_no_link_is_found(chain: ChainStore) -> None:
    row = proposals.of_household(chain.store, chain.household)[0]
    accept(chain.store, chain.actor, row.id)
    assert not found(chain, FindingKind.DECISION_WITHOUT_LINK)
    with chain.store.write(chain.actor, "test.unlink") as session:
        tracing.unlink(session, [TraceLink.target_kind == NodeKind.PROPOSAL_ITEM])
    assert len(found(chain, FindingKind.DECISION_WITHOUT_LINK)) == 1
    changes.add(chain.store, chain.actor, EntryKind.DECISION, "先做重疾", [(NodeKind.NEED, chain.need)])
    editing.remove_need(chain.store, chain.actor, chain.need)
    assert len(found(chain, FindingKind.DECISION_WITHOUT_LINK)) == 2


def test_done_without_enough_in_force_is_found(chain: ChainStore) -> None:
    editing.update_need(chain.store, chain.actor, chain.need, {"status": NeedStatus.DONE})
    row = matrix.one(chain.store, chain.need, TODAY)
    assert (chain.need in found(chain, FindingKind.DONE_NOT_COVERED)) == (row.deep != Coverage.COVERED)


# -- impact ----------------------------------------------------------------------------------------------
def test_the_impact_foretells_exactly_what_is_marked(chain: ChainStore) -> None:
    told = impact.of(chain.store, (NodeKind.PRODUCT, product_of(chain)))
    assert {chain.need} <= {one.node[1] for one in told.affected[NodeKind.NEED]}
    assert chain.policy in {one.node[1] for one in told.affected[NodeKind.POLICY]}
    assert len(told.households) == 1
    catalogue.withdraw(chain.store, chain.actor, product_of(chain), TODAY)
    assert len(chain.suspect()) <= told.suspects
    with chain.store.read() as session:
        ends = {row.id for row in session.scalars(select(TraceLink).where(TraceLink.suspect))}
    assert ends


@pytest.mark.parametrize("depth", [1, 2])
def test_the_impact_of_a_need_counts_the_links_a_change_marks(chain: ChainStore, depth: int) -> None:
    tracing.set_rules(chain.store, chain.actor, {}, depth)
    told = impact.of(chain.store, (NodeKind.NEED, chain.need))
    editing.update_need(chain.store, chain.actor, chain.need, {"description": "改成别的"})
    assert len(chain.suspect()) == told.suspects
    assert {one.node[1] for one in told.affected[NodeKind.PROPOSAL_ITEM]} >= {chain.item}


def test_the_impact_of_an_answer_names_its_needs(chain: ChainStore) -> None:
    answer = chain.linked(chain.need, NodeKind.ANSWER)[0]
    told = impact.of(chain.store, (NodeKind.ANSWER, answer))
    assert chain.need in {one.node[1] for one in told.affected[NodeKind.NEED]}
    assert NodeKind.ANSWER not in told.affected
    with pytest.raises(InputError, match="not_found"):
        impact.of(chain.store, (NodeKind.ANSWER, "gone"))


def test_an_owner_is_suggested_by_skill_then_family_then_workload_and_never_set(random_store: Store) -> None:
    actor = agents.me(random_store)
    entry = next(one for one in indexes.index(random_store, TODAY).entries if one.owner_code == "A001")
    first = assignment.suggest(random_store, entry.id)
    assert first[0].knows_family and {one.code for one in first} == {"A001", "A002", "A003"}
    assignment.set_skills(random_store, actor, "A003", [entry.event, " "])
    best = assignment.suggest(random_store, entry.id)[0]
    assert (best.code, best.fits) == ("A003", (entry.event,))
    assert matrix.one(random_store, entry.id, TODAY).owner_code == "A001"
