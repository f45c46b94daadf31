"""What synthetic selling leaves behind: confirmed needs, priced proposals, policies, and the links between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from app.enums import Event, NeedStatus, NodeKind, ProposalState, Relation, Stage
from app.models import Answer, Interview, Need, Policy, PolicyCover, Proposal, ProposalItem, TraceLink
from app.services.front.demo.draw import Draw
from app.services.front.demo.heirs import add_heirs
from app.services.front.demo.paths import Way
from app.services.rules.base.ages import age_on
from app.services.rules.offers.combinations import WhyOpen
from app.services.rules.offers.eligibility import Person, broken_rule, minor_death_cap
from app.services.rules.offers.pricing import premium, rate_of
from app.services.rules.offers.products import Product

ADULT_EVENTS = (Event.DEATH, Event.CRITICAL_ILLNESS, Event.MEDICAL, Event.ACCIDENT, Event.RETIREMENT)
CHILD_EVENTS = (Event.EDUCATION, Event.CRITICAL_ILLNESS, Event.MEDICAL)
EVENT_ZH = {Event.DEATH: "身故", Event.CRITICAL_ILLNESS: "重疾", Event.MEDICAL: "医疗", Event.ACCIDENT: "意外",
            Event.RETIREMENT: "养老", Event.EDUCATION: "教育"}  # fmt: skip
MEDICAL_TIER = 200_000_000
End = tuple[NodeKind, dict[str, Any]]
AFFORDABLE = (10, 50)  # the most a family will pay, in thousandths of its income
LONGEST_OPEN = timedelta(days=120)  # a need not answered by then has been dropped or put off


@dataclass(slots=True)
class Family:
    """Whom it is about, and whose customer they are."""

    id: str
    agent: str
    agent_name: str
    members: list[dict[str, Any]]
    way: Way


@dataclass(slots=True)
class _Priced:
    need: dict[str, Any]
    product: Product
    sum: int
    premium: int
    why: WhyOpen | None
    """Why a part of the need stays open."""


class Selling:
    def __init__(self, draw: Draw, products: Sequence[Product], matrix_id: str) -> None:
        self.draw, self.matrix_id = draw, matrix_id
        self.by_event: dict[str, list[Product]] = {}
        for product in products:
            if not product.mains:
                for cover in product.covers:
                    self.by_event.setdefault(cover.event, []).append(product)

    def run(self, family: Family) -> int:
        """Needs from the analysis on, a proposal, policies when issued; returns the premium proposed (fen a year)."""
        analysed, proposed = family.way.on(Stage.S3_ANALYSED), family.way.on(Stage.S4_PROPOSED)
        if analysed is None:
            return 0
        needs = self._needs(family, analysed)
        items = self._choose(family, needs, proposed) if proposed else []
        answered = {item.need["id"] for item in items}
        for need in needs:
            self._settle(family, need, answered=need["id"] in answered)
        return self._propose(family, items, proposed) if proposed and items else 0

    # -- needs ----------------------------------------------------------------------------------------------
    def _needs(self, family: Family, day: date) -> list[dict[str, Any]]:
        """Each person's needs that were confirmed; at least one adult's, that a proposal can answer."""
        made = []
        for member in family.members:
            child = member["relation"] == Relation.CHILD
            for event in CHILD_EVENTS if child else ADULT_EVENTS:
                sure = event == Event.CRITICAL_ILLNESS and member["position"] == 0
                if self.draw.happens(0.45) or sure:
                    made.append(self._need(family, member, event, day))
        levels = {"high": 0, "middle": 1, "low": 2}
        made.sort(key=lambda need: levels[need["importance"]])
        interview, answers = self._interview(family, day)
        for rank, need in enumerate(made, 1):
            need["rank"], need["weight"], need["interview_id"] = rank, float(len(made) - rank + 1), interview
            for answer in answers.get(need["member_id"], answers[""]):
                join(self.draw, (NodeKind.NEED, need), (NodeKind.ANSWER, answer), None, day)
        return made

    def _interview(self, family: Family, day: date) -> tuple[str, dict[str, list[dict[str, Any]]]]:
        """What the family said, by member: each adult's income, and what all of them live on."""
        row = self.draw.rows.add(
            Interview, household_id=family.id, agent_code=family.agent, template="family", template_version=1,
            status="confirmed", step="", held_on=day, consent_at=datetime.combine(day, time(9, 30), UTC),
            consent_version="family-1", confirmed_at=datetime.combine(day, time(10, 0), UTC), assumptions={},
            ranking=[], summary="", **self.draw.stamps(day),
        )  # fmt: skip
        income = sum(member["income"] or 0 for member in family.members)
        spent = self._answer_row(row["id"], "expenses", "", income * 2 // 5, day)
        said = {"": [spent]}
        for member in family.members:
            if member["income"]:
                earned = self._answer_row(row["id"], "income", member["id"], member["income"], day)
                said[member["id"]] = [earned, spent]
        return row["id"], said

    def _answer_row(self, interview: str, question: str, member: str, value: int, day: date) -> dict[str, Any]:
        return self.draw.rows.add(
            Answer, interview_id=interview, question=question, member_id=member, value=value, state="said",
            source="said", answered_on=day,
            **self.draw.stamps(day),
        )  # fmt: skip

    def _need(self, family: Family, member: dict[str, Any], event: Event, day: date) -> dict[str, Any]:
        draw, income = self.draw, member["income"] or 0
        sizes = {
            Event.DEATH: income * 7, Event.CRITICAL_ILLNESS: max(income * 2, 40_000_000), Event.ACCIDENT: income * 5,
            Event.RETIREMENT: income * 6, Event.EDUCATION: 24_000_000, Event.MEDICAL: MEDICAL_TIER,
        }  # fmt: skip
        return draw.rows.add(
            Need, matrix_id=self.matrix_id, number=draw.number("need", "N"), parent_id=None, household_id=family.id,
            member_id=member["id"], interview_id=None, event=event.value,
            description=f"{member['name']} · {EVENT_ZH[event]}", gap=sizes[event] // 1_000_000 * 1_000_000,
            importance=draw.chance.choice(("high", "middle", "low")),
            urgency=draw.chance.choice(("high", "middle", "low")), status=NeedStatus.NOT_STARTED.value,
            planned_start=day + timedelta(days=2), planned_finish=day + timedelta(days=draw.chance.randint(18, 75)),
            actual_start=None, actual_finish=None, reschedules=int(draw.happens(0.15)),
            owner_code=family.agent, owner_name=family.agent_name, notes="", stage_notes={}, declined_reason="",
            declined_until=None, confirmed_at=datetime.combine(day, time(10, 0), UTC), archived_at=None, rank=None,
            weight=1.0, **draw.stamps(day),
        )  # fmt: skip

    def _settle(self, family: Family, need: dict[str, Any], *, answered: bool) -> None:
        """The need's state, as far as its household has come."""
        draw, way = self.draw, family.way
        issued, proposed = way.on(Stage.S6_ISSUED), way.on(Stage.S4_PROPOSED)
        old = draw.today - need["planned_start"] > LONGEST_OPEN
        if answered and issued:
            status = NeedStatus.DONE
            need["actual_finish"] = issued
        elif way.stage == Stage.REJECTED or (old and draw.happens(0.3)):
            status = NeedStatus.DROPPED
            need["declined_reason"] = way.reason or "以后再考虑"
        elif old or way.stage == Stage.PAUSED:
            status = NeedStatus.ON_HOLD
            need["planned_finish"] = max(need["planned_finish"], draw.later(draw.today, 20, 200))
        else:
            status = NeedStatus.IN_PROGRESS if proposed or draw.happens(0.5) else NeedStatus.NOT_STARTED
            if need["planned_finish"] < draw.today and draw.happens(0.6):  # put off, with a new date
                need["planned_finish"] = draw.later(draw.today, 3, 30)
                need["reschedules"] += 1
        need["status"] = status.value
        if status != NeedStatus.NOT_STARTED:
            started = min(need["planned_start"], proposed or need["planned_start"], draw.today)
            need["actual_start"] = started

    # -- proposals ------------------------------------------------------------------------------------------
    def _choose(self, family: Family, needs: list[dict[str, Any]], day: date) -> list[_Priced]:
        """One product for some of the needs, the most important first, within what the family can pay."""
        people = {member["id"]: self._person(member, day) for member in family.members}
        income = sum(member["income"] or 0 for member in family.members)
        most = income * self.draw.chance.randint(*AFFORDABLE) // 1000
        wanted = self.draw.chance.choices((1, 2, 3, 4), (48, 27, 17, 8))[0]
        chosen: list[_Priced] = []
        for need in needs:
            item = self._answer(need, people[need["member_id"]], day, most - sum(one.premium for one in chosen))
            if item is not None:
                chosen.append(item)
            if len(chosen) == wanted:
                break
        return chosen

    def _person(self, member: dict[str, Any], day: date) -> Person:
        return Person(member["id"], member["sex"], age_on(member["birth_date"], day), member["occupation_class"])

    def _answer(self, need: dict[str, Any], person: Person, day: date, most: int) -> _Priced | None:
        """A product for the need, with the largest sum on its grid that neither passes the gap nor costs too much."""
        able = [
            product
            for product in self.by_event.get(need["event"], ())
            if product.sum_min <= need["gap"] and broken_rule(product, person, day) is None
        ]
        if not able:
            return None
        product = self.draw.chance.choice(able)
        rate = rate_of(product, person.sex, person.age)
        if rate is None:
            return None
        caps = [need["gap"], product.sum_max, minor_death_cap(person.age)]
        top = min(cap for cap in caps if cap is not None)
        steps = (top - product.sum_min) // product.sum_step if product.sum_step else 0
        for tried in (steps, steps * 2 // 3, steps // 2, steps // 4, steps // 10, 0):
            total = product.sum_min + max(0, tried) * product.sum_step
            price = premium(product, total, rate)
            if price <= most:
                why = WhyOpen.AFFORDABLE if tried < steps else WhyOpen.LIMITS
                return _Priced(need, product, total, price, why if total < need["gap"] else None)
        return None

    def _propose(self, family: Family, items: list[_Priced], day: date) -> int:
        draw, way = self.draw, family.way
        submitted = way.on(Stage.S5_SUBMITTED)
        if submitted:
            state, decided = ProposalState.ACCEPTED, submitted
        elif way.stage == Stage.REJECTED:
            state, decided = ProposalState.REJECTED, way.steps[-1][1]
        else:
            state, decided = ProposalState.PRESENTED, None
        total = sum(item.premium for item in items)
        proposal = draw.rows.add(
            Proposal, number=draw.number("proposal", "P"), household_id=family.id, agent_code=family.agent, edition=1,
            plan_name="balanced", state=state.value, as_of=day, budget=None, premium=total, objective=0.0,
            solver_status="changed", solver_gap=0.0, request={}, plan=_plan(items),
            reason=way.reason if state == ProposalState.REJECTED else "",
            decided_at=datetime.combine(decided, time(16, 0), UTC) if decided else None, **draw.stamps(day),
        )  # fmt: skip
        issued = way.on(Stage.S6_ISSUED)
        for position, item in enumerate(items):
            row = draw.rows.add(
                ProposalItem, proposal_id=proposal["id"], position=position, product_code=item.product.code,
                product_name=item.product.name_zh, member_id=item.need["member_id"], sum=item.sum,
                premium=item.premium, reason="", **draw.stamps(day),
            )  # fmt: skip
            factor = next(cover.factor for cover in item.product.covers if cover.event == item.need["event"])
            amount = int(item.sum * factor)
            join(draw, (NodeKind.NEED, item.need), (NodeKind.PROPOSAL_ITEM, row), amount, day)
            if issued:
                self._policy(family, item, row, amount, issued)
        return total

    def _policy(self, family: Family, item: _Priced, row: dict[str, Any], amount: int | None, day: date) -> None:
        draw, need, product = self.draw, item.need, item.product
        policy = draw.rows.add(
            Policy, household_id=need["household_id"], member_id=need["member_id"],
            number=draw.number("demo policy", f"D{day.year}"), insurer=product.insurer, product_name=product.name_zh,
            product_code=product.code, proposal_item_id=row["id"], starts_on=day, ends_on=None, premium=item.premium,
            pay_years=20, employer_group=False, status="in_force", notes="", payer_id=family.members[0]["id"],
            kind=product.kind.value, category=product.category, sum=item.sum, statutory=False, **draw.stamps(day),
        )  # fmt: skip
        add_heirs(draw, policy, family.members, need["event"])
        draw.rows.add(PolicyCover, policy_id=policy["id"], event=need["event"], amount=amount, note="")
        join(draw, (NodeKind.NEED, need), (NodeKind.POLICY, policy), amount, day)


def _plan(items: Sequence[_Priced]) -> dict[str, Any]:
    """What is kept of a plan: why its needs stay open."""
    return {"coverage": [{"need": item.need["id"], "why_open": item.why and item.why.value} for item in items]}


def join(draw: Draw, source: End, target: End, amount: int | None, day: date) -> None:
    """A trace link; what both ends say is remembered when all rows are in the store."""
    draw.rows.add(
        TraceLink, source_kind=source[0].value, source_id=source[1]["id"], target_kind=target[0].value,
        target_id=target[1]["id"], amount=amount, source_print="", target_print="", source_fields={}, target_fields={},
        upstream={}, suspect=False, suspect_since=None, cleared_at=None, cleared_by="", cleared_reason="",
        **draw.stamps(day),
    )  # fmt: skip
