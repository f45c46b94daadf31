"""The sales behind the synthetic ways: an opportunity for each, and an order where one was submitted.

Drawn last, so that everything else of a seed is the same with and without them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from app.enums import ActivityKind, NodeKind, OrderKind, OrderState, Stage
from app.models import (
    Activity,
    Opportunity,
    OpportunityMove,
    Order,
    OrderEvent,
    OrderLine,
    Policy,
    Proposal,
    ProposalItem,
)
from app.services.front.demo.draw import YUAN, Draw
from app.services.front.demo.selling import Family, join
from app.services.rules.spine.sales import OPEN

COMPETITORS = ("", "", "", "同业甲", "同业乙")
TITLES = ("", "", "家庭保障", "子女教育金", "补充重疾", "养老规划")
USUAL = {Stage.S1_APPOINTED: 55, Stage.S2_MET: 45, Stage.S3_ANALYSED: 30, Stage.S4_PROPOSED: 20}
COOLING_OFF = 15


class Sales:
    """Adds the rows of all families to ``draw``, by what is in it already."""

    def __init__(self, draw: Draw) -> None:
        self.draw = draw
        rows = draw.rows.of
        self.proposals = {row["household_id"]: row for row in rows.get(Proposal, [])}
        self.items: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for row in rows.get(ProposalItem, []):
            self.items[row["proposal_id"]].append(row)
        self.policies = {row["proposal_item_id"]: row for row in rows.get(Policy, [])}
        self.closings = {
            row["household_id"]: row for row in rows.get(Activity, []) if row["kind"] == ActivityKind.CLOSING.value
        }

    def run(self, families: Iterable[Family]) -> None:
        """A sale for each family that was sold to, an order where one was submitted."""
        for family in families:
            if len(family.way.steps) > 1:
                sale = self._sale(family)
                proposal, submitted = self.proposals.get(family.id), family.way.on(Stage.S5_SUBMITTED)
                if proposal and submitted:
                    self._order(family, sale, proposal, submitted)

    def _sale(self, family: Family) -> dict[str, Any]:
        draw, way = self.draw, family.way
        proposal = self.proposals.get(family.id)
        stage, since = way.steps[-1]
        started = way.steps[1][1]
        income = sum(member["income"] or 0 for member in family.members)
        usual = draw.later(since, 3, USUAL.get(stage, 12)) if stage in OPEN else None
        sale = draw.rows.add(
            Opportunity, number=draw.number("opportunity", "OP"), household_id=family.id, agent_code=family.agent,
            title=draw.chance.choice(TITLES), stage=stage.value, stage_since=since, opened_on=started,
            premium=proposal["premium"] if proposal else income // 25 // (100 * YUAN) * 100 * YUAN or None,
            expected_on=usual, probability=draw.chance.choice((30, 60, 80)) if usual and draw.happens(0.15) else None,
            paused_until=max(draw.today, since) + timedelta(days=30) if stage == Stage.PAUSED else None,
            competitor=draw.chance.choice(COMPETITORS), lost_reason=way.reason if stage == Stage.REJECTED else "",
            notes="", **draw.stamps(started),
        )  # fmt: skip
        for entered, day in way.steps[1:]:
            draw.rows.add(
                OpportunityMove, opportunity_id=sale["id"], agent_code=family.agent, stage=entered.value, on_date=day,
                reason=way.reason if entered in (Stage.REJECTED, Stage.PAUSED) else "",
            )  # fmt: skip
        return sale

    def _order(self, family: Family, sale: dict[str, Any], proposal: dict[str, Any], submitted: date) -> None:
        draw, way = self.draw, family.way
        issued, receipt = way.on(Stage.S6_ISSUED), way.on(Stage.S7_DELIVERED)
        until = receipt + timedelta(days=COOLING_OFF) if receipt else None
        over = until + timedelta(days=1) if until is not None and until < draw.today else None
        working = draw.later(submitted, 1, 2)
        path: list[tuple[OrderState, date | None]] = [
            (OrderState.SUBMITTED, submitted),
            (OrderState.UNDERWRITING, working if issued or working <= draw.today else None),
            (OrderState.ISSUED, issued),
            (OrderState.DELIVERED, receipt),
            (OrderState.RECEIPTED, receipt),
            (OrderState.COMPLETED, over),
        ]
        steps = [(state, min(day, issued) if issued and state == OrderState.UNDERWRITING else day)
                 for state, day in path if day is not None]  # fmt: skip
        items = self.items[proposal["id"]]
        numbers = [self.policies[item["id"]]["number"] for item in items if item["id"] in self.policies]
        closing = self.closings.get(family.id)
        order = draw.rows.add(
            Order, number=draw.number("order", "OR"), household_id=family.id, opportunity_id=sale["id"],
            proposal_id=proposal["id"], agent_code=family.agent, kind=OrderKind.INSURANCE.value,
            state=steps[-1][0].value, revision=1, payer_id=family.members[0]["id"], premium=proposal["premium"],
            deliver_on=submitted + timedelta(days=20), policy_number=numbers[0] if numbers else "",
            submitted_on=submitted, approved_on=None, issued_on=issued, delivered_on=receipt, receipted_on=receipt,
            cooling_off_until=until, ended_on=over, closing_id=closing["id"] if closing else None, seen={}, snapshot={},
            notes="", **draw.stamps(submitted),
        )  # fmt: skip
        for item in items:
            policy = self.policies.get(item["id"])
            line = draw.rows.add(
                OrderLine, order_id=order["id"], position=item["position"], proposal_item_id=item["id"],
                product_code=item["product_code"], product_name=item["product_name"], product_kind="main",
                member_id=item["member_id"], sum=item["sum"], premium=item["premium"], left_out="",
                policy_id=policy["id"] if policy else None, **draw.stamps(submitted),
            )  # fmt: skip
            join(draw, (NodeKind.PROPOSAL_ITEM, item), (NodeKind.ORDER_LINE, line), None, submitted)
            if policy is not None and issued is not None:
                join(draw, (NodeKind.ORDER_LINE, line), (NodeKind.POLICY, policy), None, issued)
        for state, day in [(OrderState.DRAFT, submitted), *steps]:
            action = "added" if state == OrderState.DRAFT else "told"
            draw.rows.add(
                OrderEvent, order_id=order["id"], at=datetime.combine(day, time(15, 0), UTC), actor=family.agent,
                actor_name=family.agent_name, decided_by="", action=action, state=state.value, on_date=day, reason="",
                details={}, undone=False,
            )  # fmt: skip
