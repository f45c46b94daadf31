"""A store with one whole chain, made once: the sample family, interviewed, a plan kept, one policy in force."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from app.enums import NodeKind
from app.models import Need, ProposalItem, TraceLink
from app.services.base.store import Actor, Store
from app.services.base.store.keys import keyslot_path
from app.services.front import demo
from app.services.matrix import links
from app.services.needs import interviews
from app.services.offers import catalogue, proposals
from app.services.offers.combinations import combine
from app.services.people import policies
from app.services.people.policies import CoverRow, PolicyDraft
from app.services.spine import tracing
from tests.conftest import NOW, PASSWORD

TODAY = date(2026, 11, 24)


@dataclass
class ChainStore:
    """``need`` has answers, ``item`` of a proposal and ``policy``."""

    store: Store
    actor: Actor
    household: str
    need: str
    item: str
    policy: str

    def links(self) -> dict[str, bool]:
        with self.store.read() as session:
            return {link.id: link.suspect for link in session.scalars(select(TraceLink))}

    def suspect(self) -> set[tuple[str, str]]:
        """Ends of suspect links."""
        with self.store.read() as session:
            rows = session.scalars(select(TraceLink).where(TraceLink.suspect))
            return {(row.source_id, row.target_id) for row in rows}

    def linked(self, need: str, kind: NodeKind) -> list[str]:
        with self.store.read() as session:
            query = select(TraceLink.target_id).where(TraceLink.source_id == need, TraceLink.target_kind == kind)
            return list(session.scalars(query))


@pytest.fixture(scope="session")
def chain_file(empty_store_file: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, tuple[str, ...]]:
    path = tmp_path_factory.mktemp("chain") / "chain.db"
    copy_store(empty_store_file, path)
    store = Store.open(path, PASSWORD, clock=lambda: NOW)
    actor = Actor("A001", "李敏")
    household = demo.sample_family(store)
    based = proposals.basis(store, household, TODAY)
    plan = combine(based.request, catalogue.products(store), points=2).plans[2]
    proposals.save(store, actor, based, plan)
    with store.read() as session:
        query = select(TraceLink.source_id, TraceLink.target_id).where(TraceLink.target_kind == NodeKind.PROPOSAL_ITEM)
        pairs = [tuple(row) for row in session.execute(query.order_by(TraceLink.id))]
        needs, items = Counter(need for need, _ in pairs), Counter(item for _, item in pairs)
        said = set(session.scalars(select(TraceLink.source_id).where(TraceLink.target_kind == NodeKind.ANSWER)))
        need, item = next(  # each other's only one, of a need that rests on answers
            pair for pair in pairs if needs[pair[0]] == items[pair[1]] == 1 and pair[0] in said
        )
        event, member = session.get_one(Need, need).event, session.get_one(Need, need).member_id
        code = session.get_one(ProposalItem, item).product_code
    assert member is not None
    interviews.start(store, actor, household)  # the next talk has begun, and knows nothing new yet
    draft = PolicyDraft(member, "示例定期寿险", (CoverRow(event, 100_000_00),), product_code=code, number="B1")
    policy = policies.add(store, actor, household, draft)
    links.add(store, actor, links.LinkDraft((NodeKind.NEED, need), (NodeKind.POLICY, policy.id)))
    links.add(store, actor, links.LinkDraft((NodeKind.PROPOSAL_ITEM, item), (NodeKind.POLICY, policy.id)))
    store.close()
    return path, (household, need, item, policy.id)


def copy_store(source: Path, target: Path) -> None:
    shutil.copyfile(source, target)
    shutil.copyfile(keyslot_path(source), keyslot_path(target))


@pytest.fixture
def chain(chain_file: tuple[Path, tuple[str, ...]], tmp_path: Path) -> Iterator[ChainStore]:
    path = tmp_path / "chain.db"
    copy_store(chain_file[0], path)
    store = Store.open(path, PASSWORD, clock=lambda: NOW)
    yield ChainStore(store, Actor("A001", "李敏"), *chain_file[1])
    store.close()


def rules_of(store: Store) -> tracing.Rules:
    with store.read() as session:
        return tracing.rules(session)
