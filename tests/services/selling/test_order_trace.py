"""An order line stands between the proposal item and the policy: linked, suspect, cleared, missed, and drawn."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from app.enums import NodeKind, OrderState
from app.models import TraceLink
from app.services import matrix
from app.services.base.store import Actor, Store
from app.services.base.store.keys import keyslot_path
from app.services.matrix import impact, report
from app.services.matrix.findings import FindingKind
from app.services.rules.selling.orders import Step
from app.services.selling import orders
from app.services.selling.orders import OrderDetail, OrderDraft
from app.services.spine import tracing
from tests import reading
from tests.conftest import PASSWORD
from tests.services.selling_family import accepted

TODAY = date(2026, 11, 24)
ITEM, LINE, POLICY = NodeKind.PROPOSAL_ITEM, NodeKind.ORDER_LINE, NodeKind.POLICY


def clock() -> datetime:
    return datetime(2026, 11, 24, 8, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def ordered_file(empty_store_file: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    path = tmp_path_factory.mktemp("ordered") / "needfolio.db"
    copied(empty_store_file, path)
    with closing(Store.open(path, PASSWORD, clock=clock)) as store:
        actor = Actor("A001", "李敏")
        accepted(store, actor)
        before = [one for one in report.state(store, TODAY).findings if one.kind == FindingKind.NOT_ORDERED]
        (ready,) = orders.ready(store, actor.code)
        order = orders.from_proposal(store, actor, ready.id)
        assert len(before) == len(order.lines)  # accepted and not ordered: said until it is
    return path, order.row.id


@pytest.fixture
def store(ordered_file: tuple[Path, str], tmp_path: Path) -> Iterator[Store]:
    copied(ordered_file[0], tmp_path / "needfolio.db")
    with closing(Store.open(tmp_path / "needfolio.db", PASSWORD, clock=clock)) as opened:
        yield opened


@pytest.fixture
def order(store: Store, ordered_file: tuple[Path, str]) -> OrderDetail:
    return orders.detail(store, ordered_file[1])


def copied(source: Path, target: Path) -> None:
    shutil.copyfile(source, target)
    shutil.copyfile(keyslot_path(source), keyslot_path(target))


def issue(store: Store, actor: Actor, order_id: str, *more: OrderState) -> None:
    for state in (OrderState.SUBMITTED, OrderState.UNDERWRITING, OrderState.ISSUED, *more):
        orders.move(store, actor, order_id, Step(state, TODAY, "客户要求", "陈主管", "POL-1"))


def links(store: Store, source: NodeKind, target: NodeKind) -> dict[tuple[str, str], bool]:
    with store.read() as session:
        query = select(TraceLink).where(TraceLink.source_kind == source, TraceLink.target_kind == target)
        return {(row.source_id, row.target_id): row.suspect for row in session.scalars(query)}


def with_sum(order: OrderDetail, more: int) -> OrderDraft:
    """Of the second line: the first is a main that only carries its rider, and answers no need."""
    draft = reading.order_draft(order)
    first, second, *others = draft.lines
    return replace(draft, lines=(first, replace(second, sum=second.sum + more), *others))


def found(store: Store, kind: FindingKind, today: date = TODAY) -> set[str]:
    return {one.item_id for one in report.state(store, today).findings if one.kind == kind}


def test_the_chain_goes_by_way_of_the_line_and_back_with_the_undo(
    store: Store, actor: Actor, order: OrderDetail
) -> None:
    taken = links(store, ITEM, LINE)
    assert {line for _, line in taken} == {line.id for line in order.lines}
    assert not any(taken.values())
    assert not found(store, FindingKind.NOT_ORDERED)
    issue(store, actor, order.row.id)
    issued = links(store, LINE, POLICY)
    assert {line for line, _ in issued} == {line.id for line in order.lines}
    assert not links(store, ITEM, POLICY)
    for need in matrix.rows(store, TODAY, household_id=order.row.household_id):
        chain = matrix.chain_of(store, need.id)
        assert {one.source for one in chain.orders} <= {one.node for one in chain.items}
        later = {one.node for one in chain.further if one.kind == POLICY}
        assert {one.node for one in chain.policies} == later
    orders.undo(store, actor, order.row.id)
    assert not links(store, LINE, POLICY)
    assert links(store, ITEM, LINE) == taken


def test_a_changed_line_marks_its_links_and_only_the_old_content_or_a_person_unmarks_them(
    store: Store, actor: Actor, order: OrderDetail
) -> None:
    first = order.lines[1]
    changed = orders.change(store, actor, order.row.id, with_sum(order, 100_00), order.row.version)
    suspects = report.state(store, TODAY).suspects
    assert [(why.source[0], why.target) for why, _, _ in suspects] == [(ITEM, (LINE, first.id))]
    (difference,) = suspects[0][0].changed
    assert (difference.field, difference.old, difference.new) == ("sum", first.sum, first.sum + 100_00)
    need = next(one for one in matrix.rows(store, TODAY) if any(
        entry.suspect for entry in matrix.chain_of(store, one.id).orders))  # fmt: skip
    assert [one.node[1] for one in matrix.chain_of(store, need.id).orders if one.suspect] == [first.id]
    back = orders.change(store, actor, order.row.id, with_sum(changed, -100_00), changed.row.version)
    assert not report.state(store, TODAY).suspects
    orders.change(store, actor, order.row.id, with_sum(back, 200_00), back.row.version)
    assert tracing.clear(store, actor, [suspects[0][0].link_id], "核保后调整") == 1
    assert not report.state(store, TODAY).suspects


def test_notes_of_an_order_mark_nothing(store: Store, actor: Actor, order: OrderDetail) -> None:
    draft = replace(reading.order_draft(order), notes="下午送达", deliver_on=TODAY + timedelta(days=9))
    orders.change(store, actor, order.row.id, draft, order.row.version)
    assert not report.state(store, TODAY).suspects


def test_the_impact_of_an_item_names_line_and_policy(store: Store, actor: Actor, order: OrderDetail) -> None:
    issue(store, actor, order.row.id)
    (item, line), *_ = links(store, ITEM, LINE)
    told = impact.of(store, (ITEM, item)).affected
    assert [one.node[1] for one in told[LINE]] == [line]
    assert len(told[POLICY]) == 1


@pytest.mark.parametrize(("promised", "days"), [(TODAY + timedelta(days=5), 6), (None, 31)])
def test_an_order_not_issued_in_time_is_found(
    store: Store, actor: Actor, order: OrderDetail, promised: date | None, days: int
) -> None:
    draft = replace(reading.order_draft(order), deliver_on=promised)
    orders.change(store, actor, order.row.id, draft, order.row.version)
    orders.move(store, actor, order.row.id, Step(OrderState.SUBMITTED, TODAY))
    day = TODAY + timedelta(days=days)
    assert not found(store, FindingKind.NOT_ISSUED, day - timedelta(days=1))
    late = found(store, FindingKind.NOT_ISSUED, day)
    assert late == {line.id for line in order.lines}
    assert {orders.of_line(store, line) for line in late} == {order.row.id}
    orders.move(store, actor, order.row.id, Step(OrderState.WITHDRAWN, TODAY, "不要了"))
    assert not found(store, FindingKind.NOT_ISSUED, day)


def migrate(connection: object) -> None:
    """The data step of the version that brought the lines into the chain, on a store as it is."""
    import importlib

    from alembic.migration import MigrationContext
    from alembic.operations import Operations

    step = importlib.import_module("app.models.migrations.versions.0014_order_lines_traced")
    with Operations.context(MigrationContext.configure(connection)):  # type: ignore[arg-type]
        step.upgrade()
