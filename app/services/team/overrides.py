"""A lead's overrides on what agents issued: orders as the weekly files tell them, beside those of the own store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.enums import OrderState
from app.models import TeamReport
from app.services.base import agents
from app.services.base.store import Store
from app.services.figures.commission import Standing
from app.services.figures.commission import standing as own_standing
from app.services.figures.commission.reading import Contract
from app.services.rules.figures.commission import CommissionRole
from app.services.team.rollup.team import AgentWeek, orders_of


def standing(store: Store, as_of: date | None = None) -> Standing:
    """Own commission, of a lead with the overrides on what the agents' weekly files say was issued."""
    if not agents.leads_a_team(store):
        return own_standing(store, as_of)
    me, own_store = agents.me(store), agents.store_id(store)
    with store.read() as session:
        known = list(contracts(_reports(session, me.code, own_store)))
    return own_standing(store, as_of, known)


def _reports(session: Session, me: str, own_store: str) -> Iterator[AgentWeek]:
    """The others' reports, the oldest first: what a later one says of an order holds."""
    query = select(TeamReport.figures).where(TeamReport.agent_code != me)
    for figures in session.scalars(query.order_by(TeamReport.monday, TeamReport.agent_code)):
        report = AgentWeek(figures)
        if report.store_id != own_store or not own_store:  # those of the own store are read from their orders
            yield report


def contracts(reports: Iterable[AgentWeek]) -> Iterator[Contract]:
    """What came into force, by order and product; an order is told by the last report that has it. A policy number that
    no report has is the agent's code and the order's number, so that no two agents' are one."""
    last: dict[tuple[str, str], tuple[AgentWeek, dict[str, Any]]] = {}
    for report in reports:
        last |= {(report.code, order["id"]): (report, order) for order in orders_of(report)}
    for report, order in last.values():
        for line in order["lines"] if order["issued_on"] else ():
            if not line["left_out"]:
                yield _contract(report, order, line)


def _contract(report: AgentWeek, order: Mapping[str, Any], line: Mapping[str, Any]) -> Contract:
    number = str(line.get("policy") or "") or f"{report.code} {order['number']}"
    return Contract(
        number=number, product=str(line.get("code") or line["product"]), name=line["product"],
        role=CommissionRole.OVERRIDE, issued_on=date.fromisoformat(order["issued_on"]), premium=line["premium"],
        pay_years=None, policy_id=None, returned=order["state"] == OrderState.WITHDRAWN.value, household_id=None,
        household=f"{report.name or report.code} {order['household']}",
    )  # fmt: skip
