"""Requests for approval: taken out of the weekly files as they are joined, and read with what changed since."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import ApprovalRequest
from app.services.base.store import Store, WriteSession
from app.services.rules.selling.orders import Difference, differences


class ApprovalState(StrEnum):
    """``REPLACED`` by a later version of the order, ``GONE`` when a later file no longer asks."""

    OPEN = "open"
    APPROVED = "approved"
    RETURNED = "returned"
    REPLACED = "replaced"
    GONE = "gone"


DECIDED = (ApprovalState.APPROVED, ApprovalState.RETURNED)


@dataclass(frozen=True, slots=True)
class RequestRow:
    """``lines`` are plain values as they came; ``changes`` what is not as in the version the lead decided on last,
    None when there is no such version."""

    id: str
    version: int
    store_id: str
    agent_code: str
    agent_name: str
    order_id: str
    revision: int
    number: str
    household: str
    premium: int
    submitted_on: date
    lines: tuple[Mapping[str, Any], ...]
    changes: tuple[Difference, ...] | None
    file: Path
    received_at: datetime
    state: ApprovalState
    decided_on: date | None
    decided_by: str
    decided_code: str
    reason: str
    sent_at: datetime | None

    @property
    def waits(self) -> bool:
        """For the lead's word."""
        return self.state == ApprovalState.OPEN


@dataclass(frozen=True, slots=True)
class Asked:
    """The orders a weekly file holds, as :mod:`app.services.team.weekly.orders` writes them, and whose it is."""

    store_id: str
    agent_code: str
    agent_name: str
    written_at: datetime
    file: Path
    orders: Sequence[Mapping[str, Any]]


def take_in(session: WriteSession, agent: Asked) -> None:
    """What a joined weekly file asks for, within its unit of work. A version that is known stays as it is; an earlier
    one still open is replaced; one that a newer file no longer asks for is gone."""
    if not agent.store_id:
        return
    asked = {(one["id"], one["revision"]): one for one in agent.orders if one["waits"]}
    known = {
        (one.order_id, one.revision): one
        for one in session.scalars(select(ApprovalRequest).where(ApprovalRequest.store_id == agent.store_id))
    }
    newest = dict(sorted(asked))
    for (id, revision), one in known.items():
        if one.state == ApprovalState.OPEN and (id, revision) not in asked and one.received_at <= agent.written_at:
            one.state = (ApprovalState.REPLACED if newest.get(id, 0) > revision else ApprovalState.GONE).value
    for key, order in asked.items():
        later = any(id == key[0] and revision > key[1] for id, revision in known)
        if key not in known and not later:
            session.add(_request(agent, order))
    session.flush()


def _request(agent: Asked, order: Mapping[str, Any]) -> ApprovalRequest:
    return ApprovalRequest(
        store_id=agent.store_id, agent_code=agent.agent_code, agent_name=agent.agent_name, order_id=order["id"],
        revision=order["revision"], number=order["number"], household_code=order["household"],
        premium=order["premium"], submitted_on=date.fromisoformat(order["submitted_on"]), content=dict(order),
        file=str(agent.file), received_at=agent.written_at,
    )  # fmt: skip


def everything(store: Store) -> list[RequestRow]:
    """Those that wait first, the oldest of them on top; then what was decided, the latest first."""
    with store.read() as session:
        rows = read(session)
    waiting = [row for row in rows if row.waits]
    decided = [row for row in rows if row.state in DECIDED]
    decided.sort(key=lambda row: (row.decided_on or date.min, row.id), reverse=True)
    return [*sorted(waiting, key=lambda row: (row.submitted_on, row.agent_code, row.number)), *decided]


def read(session: Session, *, agent: str | None = None) -> list[RequestRow]:
    """All of them, or those of one agent."""
    query = select(ApprovalRequest).order_by(ApprovalRequest.order_id, ApprovalRequest.revision)
    if agent is not None:
        query = query.where(ApprovalRequest.agent_code == agent)
    rows = session.scalars(query).all()
    return [_row(one, _seen_before(one, rows)) for one in rows]


def _seen_before(one: ApprovalRequest, rows: Sequence[ApprovalRequest]) -> ApprovalRequest | None:
    """The version of the order that was decided on last before this one."""
    earlier = [
        other
        for other in rows
        if (other.store_id, other.order_id) == (one.store_id, one.order_id)
        and other.revision < one.revision
        and other.state in DECIDED
    ]
    return max(earlier, key=lambda other: other.revision, default=None)


def _row(one: ApprovalRequest, before: ApprovalRequest | None) -> RequestRow:
    changes = tuple(differences(before.content, one.content)) if before is not None else None
    return RequestRow(
        one.id, one.version, one.store_id, one.agent_code, one.agent_name, one.order_id, one.revision, one.number,
        one.household_code, one.premium, one.submitted_on, tuple(one.content["lines"]), changes, Path(one.file),
        one.received_at, ApprovalState(one.state), one.decided_on, one.decided_by,
        one.decided_code, one.reason, one.sent_at,
    )  # fmt: skip
