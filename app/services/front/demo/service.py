"""Service of the synthetic families: premiums paid, loans, lunar birthdays, cases, and what customers said.

Drawn after everything else, so that a seed gives the same families with and without it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from app.enums import Event, Relation, Stage
from app.models import CaseStep, Feedback, Loan, Order, PersonCare, Policy, PremiumPaid, ServiceCase
from app.services.front.demo.draw import YUAN, Draw
from app.services.front.demo.selling import Family
from app.services.rules.base.ages import anniversary
from app.services.rules.base.lunar import lunar_day
from app.services.rules.care.cases import CaseAction, CaseKind, CaseState, WaitingFor
from app.services.rules.care.clock_facts import BirthdayKind, Moment
from app.services.rules.care.satisfaction import Channel, FeedbackState

SERVED = (Stage.S6_ISSUED, Stage.S7_DELIVERED, Stage.S8_REFERRED)
CASES = (
    (CaseKind.QUESTION, "变更联系地址和缴费账户"), (CaseKind.QUESTION, "询问保单贷款"),
    (CaseKind.CLAIM, "住院费用理赔"), (CaseKind.CLAIM, "意外门诊理赔"),
    (CaseKind.COMPLAINT, "回访电话太频繁"), (CaseKind.OTHER, "补发纸质保单"),
)  # fmt: skip
SAID = {5: "讲得清楚，也不催", 4: "总体不错", 3: "等得有点久", 2: "后来才发现保额不够", 1: "没有按约定时间来"}
PAPERS = ("理赔申请书", "身份证件", "银行账户", "病历资料", "费用发票")
MISSED = 0.08  # of the premiums due in the last weeks
ASKED_FOR = timedelta(days=360)


class Service:
    def __init__(self, draw: Draw) -> None:
        self.draw = draw

    def run(self, families: Iterable[Family]) -> None:
        """All service of the families that have become customers."""
        self._premiums()
        for family in families:
            if family.way.stage in SERVED:
                self._family(family)
        self._answers()

    def _premiums(self) -> None:
        draw = self.draw
        for policy in list(draw.rows.of.get(Policy, [])):
            for years in range(1, min(policy["pay_years"], draw.today.year - policy["starts_on"].year + 1)):
                due = anniversary(policy["starts_on"], years)
                late = draw.today - due < timedelta(days=70) and draw.happens(MISSED)
                if due < draw.today and not late:
                    stamps = draw.stamps(due)
                    draw.rows.add(PremiumPaid, policy_id=policy["id"], due_on=due, paid_on=due, **stamps)

    def _family(self, family: Family) -> None:
        draw = self.draw
        if draw.happens(0.15):
            ends = draw.today + timedelta(days=draw.chance.randint(10, 4_000))
            owed = draw.chance.randint(2, 90) * 10_000 * YUAN
            draw.rows.add(Loan, household_id=family.id, name="住房贷款", ends_on=ends, balance=owed,
                          **draw.stamps(draw.first))  # fmt: skip
        for member in family.members:
            if member["relation"] != Relation.CHILD and draw.happens(0.08):
                lunar = lunar_day(member["birth_date"])
                draw.rows.add(
                    PersonCare, member_id=member["id"], birthday=BirthdayKind.LUNAR.value, work="",
                    born=member["birth_date"], lunar_month=lunar.month, lunar_day=lunar.day, **draw.stamps(draw.first),
                )  # fmt: skip
        if draw.happens(0.25):
            self._case(family)

    def _case(self, family: Family) -> None:
        draw = self.draw
        kind, title = draw.chance.choice(CASES)
        opened = draw.day(draw.today - timedelta(days=25), draw.today)
        state = draw.chance.choice((CaseState.OPEN, CaseState.WORKING, CaseState.WAITING, CaseState.CLOSED))
        closed = max(opened, draw.today - timedelta(days=2)) if state == CaseState.CLOSED else None
        claim, complaint = kind == CaseKind.CLAIM, kind == CaseKind.COMPLAINT
        papers = [{"name": name, "got": opened.isoformat() if draw.happens(0.6) else None} for name in PAPERS]
        number = draw.number("service case", "SC")
        case = draw.rows.add(
            ServiceCase, number=number, household_id=family.id, member_id=family.members[0]["id"], policy_id=None,
            agent_code=family.agent, kind=kind.value, state=state.value, title=title, details="", opened_on=opened,
            waiting_for=WaitingFor.INSURER.value if state == CaseState.WAITING else "",
            due_on=opened + timedelta(days=draw.chance.randint(4, 20)), severity="middle" if complaint else "",
            promised_on=opened + timedelta(days=3) if complaint else None,
            event=Event.MEDICAL.value if claim else "", event_on=opened if claim else None,
            documents=papers if claim else [], insurer="示例人寿" if claim else "", filed_on=opened if claim else None,
            paid=None, paid_on=None, resolution="已办妥" if closed else "", resolved_on=closed, closed_on=closed,
            **draw.stamps(opened),
        )  # fmt: skip
        self._step(family, case, opened, CaseAction.OPENED, CaseState.OPEN)
        if state != CaseState.OPEN:
            self._step(family, case, closed or opened, CaseAction.MOVED, state)

    def _step(self, family: Family, case: dict[str, Any], day: date, action: CaseAction, state: CaseState) -> None:
        self.draw.rows.add(
            CaseStep, case_id=case["id"], at=datetime.combine(day, time(10, 0), UTC), on_date=day, actor=family.agent,
            actor_name=family.agent_name, action=action.value, state=state.value, text="", before={}, undone=False,
        )  # fmt: skip

    def _answers(self) -> None:
        """After most deliveries of the last year somebody was asked; the younger ones wait for their question."""
        draw = self.draw
        for order in list(draw.rows.of.get(Order, [])):
            receipt = order["receipted_on"]
            if receipt is None or not timedelta(days=6) < draw.today - receipt < ASKED_FOR or draw.happens(0.25):
                continue
            state = draw.chance.choices(list(FeedbackState), (8, 1, 1))[0]
            answered = state == FeedbackState.ANSWERED
            score = draw.chance.choices((5, 4, 3, 2, 1), (50, 30, 12, 5, 3))[0]
            on = receipt + timedelta(days=draw.chance.randint(1, 5))
            draw.rows.add(
                Feedback, household_id=order["household_id"], agent_code=order["agent_code"], state=state.value,
                moment=Moment.DELIVERY.value, subject_id=order["id"], on_date=on, channel=Channel.WECHAT.value,
                csat=score if answered else None, words=SAID[score] if answered and draw.happens(0.5) else "",
                nps=min(10, 2 * score + draw.chance.randint(-1, 1)) if answered else None, need_id=None,
                **draw.stamps(on),
            )  # fmt: skip
