"""A believable store of synthetic customers: several stages, needs late and done, proposals, policies, weeks of work.

Everything comes from one seeded generator, ids included: the same seed on the same day gives the same content. Names
and numbers are made up.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import insert, select

from app.enums import ActivityKind, ActivityStatus, Event, Metric, NeedStatus, NodeKind, ProposalState, Relation, Stage
from app.models import (
    Activity,
    Agent,
    Base,
    Household,
    Matrix,
    Member,
    Need,
    Policy,
    PolicyCover,
    Proposal,
    ProposalItem,
    Series,
    StageMove,
    Target,
    TraceLink,
)
from app.services import agents, catalogue
from app.services.demo.words import CITIES, GIVEN, JOBS, NOTES, SOURCES, SURNAMES
from app.services.founding import ALL_CUSTOMERS
from app.services.rules import names
from app.services.rules.eligibility import Person, broken_rule
from app.services.rules.fingerprints import fingerprint
from app.services.rules.pricing import premium, rate_of
from app.services.rules.products import Product
from app.services.rules.weeks import week_of
from app.services.store import Store, WriteSession

PATH = [Stage.S0_LISTED, Stage.S1_APPOINTED, Stage.S2_MET, Stage.S3_ANALYSED, Stage.S4_PROPOSED, Stage.S5_SUBMITTED,
        Stage.S6_ISSUED, Stage.S7_DELIVERED, Stage.S8_REFERRED]  # fmt: skip
REACH = [22, 14, 16, 14, 12, 4, 7, 7, 4]  # of 100 customers, how many have come how far
ADULT_EVENTS = (Event.DEATH, Event.CRITICAL_ILLNESS, Event.MEDICAL, Event.ACCIDENT, Event.RETIREMENT)
CHILD_EVENTS = (Event.EDUCATION, Event.CRITICAL_ILLNESS, Event.MEDICAL)
MEDICAL_TIER = 200_000_000
YUAN = 100


@dataclass(slots=True)
class Rows:
    """What will be inserted, table by table."""

    of: dict[type[Any], list[dict[str, Any]]] = field(default_factory=dict)

    def add(self, table: type[Any], **values: Any) -> dict[str, Any]:
        self.of.setdefault(table, []).append(values)
        return values


def populate(
    store: Store, *, customers: int = 100, agent_count: int = 1, weeks: int = 12, seed: int = 1
) -> dict[str, int]:
    """Add synthetic customers to the store; returns how many rows of each kind. The sample catalogue is needed."""
    actor = agents.me(store)
    products = catalogue.products(store)
    with store.write(actor, "demo.populate") as session:
        maker = _Maker(session, products, random.Random(seed), customers, max(1, agent_count), max(1, weeks))
        rows = maker.make()
        # In the order of the foreign keys: a move or a need never before its household.
        place = {table.name: number for number, table in enumerate(Base.metadata.sorted_tables)}
        for table in sorted(rows.of, key=lambda table: place[table.__tablename__]):
            session.execute(insert(table), rows.of[table])
        session.note(customers=customers, weeks=weeks, seed=seed)
    return {table.__tablename__: len(values) for table, values in rows.of.items()}


class _Maker:
    def __init__(
        self,
        session: WriteSession,
        products: Sequence[Product],
        chance: random.Random,
        count: int,
        agent_count: int,
        weeks: int,
    ) -> None:
        self.session, self.chance, self.count, self.weeks = session, chance, count, weeks
        self.products = {product.code: product for product in products}
        self.today = session.now.astimezone().date()
        self.first = self.today - timedelta(weeks=weeks)
        self.rows = Rows()
        self.matrix_id = session.scalars(select(Matrix.id).where(Matrix.code == ALL_CUSTOMERS)).one()
        self.numbers = {name: self._series(name) for name in ("household", "need", "proposal", "demo policy")}
        self.agents = self._make_agents(agent_count)

    def make(self) -> Rows:
        for _ in range(self.count):
            self._household()
        for name, series in self.numbers.items():
            row = self.session.get(Series, name) or Series(name=name)
            row.last = series
            self.session.add(row)
        return self.rows

    # -- small things ---------------------------------------------------------------------------------------
    def _series(self, name: str) -> int:
        row = self.session.get(Series, name)
        return 0 if row is None else row.last

    def _number(self, name: str, prefix: str) -> str:
        self.numbers[name] += 1
        return f"{prefix}{self.numbers[name]:05d}"

    def _id(self) -> str:
        return f"{self.chance.getrandbits(128):032x}"

    def _stamps(self, day: date) -> dict[str, Any]:
        at = datetime.combine(day, time(9, 0), UTC)
        return {"id": self._id(), "created_at": at, "updated_at": at, "version": 1}

    def _day(self, first: date, last: date) -> date:
        return first + timedelta(days=self.chance.randint(0, max(0, (last - first).days)))

    def _name(self, surname: str | None = None) -> str:
        given = "".join(self.chance.choice(GIVEN) for _ in range(self.chance.choice((1, 1, 2))))
        return (surname or self.chance.choice(SURNAMES)) + given

    def _make_agents(self, count: int) -> list[tuple[str, str]]:
        known = [(agent.code, agent.name) for agent in self.session.scalars(select(Agent).order_by(Agent.code))]
        for number in range(len(known) + 1, count + 1):
            code, name = f"A{number:03d}", self._name()
            self.rows.add(Agent, code=code, name=name, licence="", grade="P5", team="一部", **self._stamps(self.first))
            known.append((code, name))
        for code, _ in known[:count]:
            self._targets(code)
        return known[:count]

    def _targets(self, code: str) -> None:
        held = select(Target.id).where(Target.agent_code == code, Target.starts_on == week_of(self.first).monday)
        if self.session.scalars(held).first():
            return
        wanted = {
            Metric.CALLS: 30, Metric.VISITS: 10, Metric.MEETINGS: 5, Metric.PROPOSALS: 3, Metric.CLOSINGS: 1,
            Metric.PREMIUM: 8_000 * YUAN,
        }  # fmt: skip
        for metric, value in wanted.items():
            starts = week_of(self.first).monday
            self.rows.add(
                Target, agent_code=code, period="week", starts_on=starts, metric=metric.value, value=value,
                **self._stamps(self.first),
            )  # fmt: skip

    # -- a household ----------------------------------------------------------------------------------------
    def _household(self) -> None:
        agent, agent_name = self.chance.choice(self.agents)
        stage = self.chance.choices(PATH, REACH)[0]
        stamps = self._stamps(self._day(self.first - timedelta(days=90), self.today))
        code = self._number("household", "C")
        members = self._members(stamps["id"], stamps["created_at"].date())
        customer = members[0]
        exit_stage = self.chance.random() < 0.06 and stage in PATH[2:5]
        since = self._history(stamps["id"], agent, stage, rejected=exit_stage)
        people = [names.Person(member["name"], member["phone"]) for member in members]
        step = self._next_step(stage)
        income = sum(member["income"] or 0 for member in members)
        self.rows.add(
            Household, code=code, name=customer["name"], phone=customer["phone"],
            sort_key=names.sort_key(customer["name"]),
            search_key=names.search_key(people, (code,)), contact_id=customer["id"], agent_code=agent,
            stage=Stage.REJECTED.value if exit_stage else stage.value, stage_since=since,
            source=self.chance.choice(SOURCES), city=self.chance.choice(CITIES), address="", wechat="", email="",
            notes="",
            tags=[], finances={"expenses": income // 2, "deposits": income,
            "premium_budget": income // 12 // 10_000 * 10_000},
            next_step=step[0], next_step_on=step[1], archived_at=None, **stamps,
        )  # fmt: skip
        for member in members:
            self.rows.add(Member, **member)
        if PATH.index(stage) >= 3:
            self._needs(stamps["id"], agent, agent_name, members, stage, since)
        self._activities(stamps["id"], agent, stage, step)

    def _members(self, household_id: str, day: date) -> list[dict[str, Any]]:
        surname = self.chance.choice(SURNAMES)
        age = self.chance.randint(25, 58)
        sex = self.chance.choice("MF")
        people = [(Relation.SELF, self._name(surname), sex, age)]
        if age > 27 and self.chance.random() < 0.7:
            other = age + self.chance.randint(-4, 4)
            people.append((Relation.SPOUSE, self._name(), "F" if sex == "M" else "M", other))
            for _ in range(self.chance.choice((0, 1, 1, 2))):
                young = self.chance.randint(0, max(0, min(20, age - 24)))
                people.append((Relation.CHILD, self._name(surname), self.chance.choice("MF"), young))
        return [self._member(household_id, day, place, *person) for place, person in enumerate(people)]

    def _member(
        self, household_id: str, day: date, position: int, relation: Relation, name: str, sex: str, age: int
    ) -> dict[str, Any]:
        child = relation == Relation.CHILD
        born = self._day(date(self.today.year - age - 1, 12, 1), date(self.today.year - age, 11, 1))
        job, job_class = ("", None) if child else self.chance.choice(JOBS)
        phone = "" if child else f"1{self.chance.choice('35789')}{self.chance.randint(0, 999_999_999):09d}"
        income = None if child else self.chance.randint(6, 45) * 10_000 * YUAN
        return {
            "household_id": household_id, "position": position, "relation": relation.value, "name": name, "sex": sex,
            "birth_date": born, "phone": phone, "occupation": job, "occupation_class": job_class, "education": "",
            "income": income, "social_insurance": True, "notes": "", **self._stamps(day),
        }  # fmt: skip

    def _history(self, household_id: str, agent: str, stage: Stage, *, rejected: bool) -> date:
        """One move per stage reached, in order of time, the last within the weeks of work."""
        reached = PATH[: PATH.index(stage) + 1]
        end = self._day(self.first, self.today)
        days = [*sorted(end - timedelta(days=self.chance.randint(0, 40)) for _ in reached[:-1]), end]
        for step, day in zip(reached, days, strict=True):
            self.rows.add(
                StageMove, household_id=household_id, agent_code=agent, stage=step.value, on_date=day, reason=""
            )
        if rejected:
            self.rows.add(
                StageMove, household_id=household_id, agent_code=agent, stage=Stage.REJECTED.value, on_date=self.today,
                reason="暂时没有预算",
            )  # fmt: skip
        return self.today if rejected else end

    def _next_step(self, stage: Stage) -> tuple[str, date | None]:
        if self.chance.random() < 0.35:
            return "", None
        words = [
            "电话约访",
            "上门拜访",
            "需求面谈",
            "讲解方案",
            "跟进建议书",
            "交单",
            "递送保单",
            "保单年检",
            "请介绍朋友",
        ]
        return words[PATH.index(stage)], self.today + timedelta(days=self.chance.randint(-6, 12))

    # -- needs, proposals, policies -------------------------------------------------------------------------
    def _needs(
        self, household_id: str, agent: str, agent_name: str, members: list[dict[str, Any]], stage: Stage, since: date
    ) -> None:
        confirmed = since - timedelta(days=self.chance.randint(0, 20))
        made = []
        for member in members:
            child = member["relation"] == Relation.CHILD
            for event in CHILD_EVENTS if child else ADULT_EVENTS:
                if self.chance.random() < 0.6:
                    need = self._need(household_id, agent, agent_name, member, event, stage, confirmed)
                    made.append(need)
        for rank, need in enumerate(sorted(made, key=lambda n: n["importance"] != "high"), 1):
            need["rank"], need["weight"] = rank, float(len(made) - rank + 1)
        if PATH.index(stage) >= 4 and made:
            self._proposal(household_id, agent, members, made, stage, since)

    def _need(
        self,
        household_id: str,
        agent: str,
        agent_name: str,
        member: dict[str, Any],
        event: Event,
        stage: Stage,
        day: date,
    ) -> dict[str, Any]:
        income = member["income"] or 0
        sizes = {Event.DEATH: income * 7, Event.CRITICAL_ILLNESS: max(income * 2, 40_000_000),
        Event.ACCIDENT: income * 5,
                 Event.RETIREMENT: income * 6, Event.EDUCATION: 24_000_000}  # fmt: skip
        gap = MEDICAL_TIER if event == Event.MEDICAL else sizes[event] // 1_000_000 * 1_000_000
        late = self.chance.random() < 0.3
        finish = day + timedelta(days=self.chance.randint(10, 25) if late else self.chance.randint(40, 120))
        issued = PATH.index(stage) >= 6
        status = NeedStatus.DONE if issued and self.chance.random() < 0.75 else NeedStatus.IN_PROGRESS
        if PATH.index(stage) == 3:
            status = self.chance.choice((NeedStatus.NOT_STARTED, NeedStatus.IN_PROGRESS, NeedStatus.ON_HOLD))
        return self.rows.add(
            Need, matrix_id=self.matrix_id, number=self._number("need", "N"), parent_id=None, household_id=household_id,
            member_id=member["id"], interview_id=None, event=event.value,
            description=f"{member['name']} · {EVENT_ZH[event]}",
            gap=gap, importance=self.chance.choice(("high", "middle", "low")),
            urgency=self.chance.choice(("high", "middle", "low")),
            status=status.value, planned_start=day, planned_finish=finish,
            actual_start=None if status == NeedStatus.NOT_STARTED else day + timedelta(days=2),
            actual_finish=min(self.today, finish) if status == NeedStatus.DONE else None, reschedules=int(late),
            owner_code=agent, owner_name=agent_name, notes="", stage_notes={}, declined_reason="", declined_until=None,
            confirmed_at=datetime.combine(day, time(10, 0), UTC), archived_at=None, rank=None, weight=1.0,
            **self._stamps(day),
        )  # fmt: skip

    def _proposal(
        self,
        household_id: str,
        agent: str,
        members: list[dict[str, Any]],
        needs: list[dict[str, Any]],
        stage: Stage,
        day: date,
    ) -> None:
        people = {member["id"]: self._person(member) for member in members}
        priced = [found for need in needs if (found := self._answer(need, people[need["member_id"]], day)) is not None]
        if not priced:
            return
        accepted = PATH.index(stage) >= 5
        state = (
            ProposalState.ACCEPTED if accepted else self.chance.choice((ProposalState.DRAFT, ProposalState.PRESENTED))
        )
        proposal = self.rows.add(
            Proposal, number=self._number("proposal", "P"), household_id=household_id, agent_code=agent, edition=1,
            plan_name="balanced", state=state.value, as_of=day, budget=None, premium=sum(p for _, _, _, p in priced),
            objective=0.0, solver_status="changed", solver_gap=0.0, request={}, plan={}, reason="",
            decided_at=datetime.combine(day, time(16, 0), UTC) if accepted else None, **self._stamps(day),
        )  # fmt: skip
        for position, (need, product, total, price) in enumerate(priced):
            item = self.rows.add(
                ProposalItem, proposal_id=proposal["id"], position=position, product_code=product.code,
                product_name=product.name_zh, member_id=need["member_id"], sum=total, premium=price, reason="",
                **self._stamps(day),
            )  # fmt: skip
            amount = int(total * next(c.factor for c in product.covers if c.event == need["event"]))
            self._link(NodeKind.PROPOSAL_ITEM, need, item, amount, day)
            if PATH.index(stage) >= 6:
                self._policy(household_id, need, item, product, amount, day)

    def _person(self, member: dict[str, Any]) -> Person:
        born = member["birth_date"]
        age = self.today.year - born.year - ((self.today.month, self.today.day) < (born.month, born.day))
        return Person(member["id"], member["sex"], age, member["occupation_class"])

    def _answer(
        self, need: dict[str, Any], person: Person, day: date
    ) -> tuple[dict[str, Any], Product, int, int] | None:
        """A product for a need, with a sum on its grid that does not exceed the gap by much."""
        able = [
            p
            for p in self.products.values()
            if any(c.event == need["event"] for c in p.covers) and not p.mains and broken_rule(p, person, day) is None
        ]
        able = [p for p in able if p.sum_min <= need["gap"]]
        if not able:
            return None
        product = self.chance.choice(able)
        most = min(need["gap"], product.sum_max or need["gap"])
        steps = (most - product.sum_min) // product.sum_step if product.sum_step else 0
        total = product.sum_min + self.chance.randint(steps // 2, steps) * product.sum_step
        rate = rate_of(product, person.sex, person.age)
        return None if rate is None else (need, product, total, premium(product, total, rate))

    def _policy(
        self, household_id: str, need: dict[str, Any], item: dict[str, Any], product: Product, amount: int, day: date
    ) -> None:
        policy = self.rows.add(
            Policy, household_id=household_id, member_id=need["member_id"], number=self._number("demo policy", "D2026"),
            insurer=product.insurer, product_name=product.name_zh, product_code=product.code,
            proposal_item_id=item["id"],
            starts_on=day, ends_on=None, premium=item["premium"], pay_years=20, employer_group=False, status="in_force",
            notes="", **self._stamps(day),
        )  # fmt: skip
        self.rows.add(PolicyCover, policy_id=policy["id"], event=need["event"], amount=amount, note="")
        self._link(NodeKind.POLICY, need, policy, amount, day)

    def _link(self, kind: NodeKind, need: dict[str, Any], target: dict[str, Any], amount: int, day: date) -> None:
        mine = {name: need[name] for name in ("event", "member_id", "gap", "description")}
        names_of = {NodeKind.PROPOSAL_ITEM: ("product_code", "member_id", "sum", "premium")}
        theirs = {name: target[name] for name in names_of.get(kind, ())}
        self.rows.add(
            TraceLink, source_kind="need", source_id=need["id"], target_kind=kind.value, target_id=target["id"],
            amount=amount,
            source_print=fingerprint(mine), target_print=fingerprint(theirs), source_fields=mine, target_fields=theirs,
            suspect=False, cleared_at=None, cleared_by="", cleared_reason="", **self._stamps(day),
        )  # fmt: skip

    # -- work -----------------------------------------------------------------------------------------------
    def _activities(self, household_id: str, agent: str, stage: Stage, step: tuple[str, date | None]) -> None:
        kinds = [ActivityKind.CALL, ActivityKind.APPOINTMENT, ActivityKind.VISIT, ActivityKind.MEETING,
        ActivityKind.ANALYSIS,
                 ActivityKind.PROPOSAL, ActivityKind.CLOSING, ActivityKind.SERVICE, ActivityKind.REFERRAL]  # fmt: skip
        far = PATH.index(stage)
        for kind in [*kinds[: far + 1], *self.chance.choices(kinds[:3], k=self.weeks // 4)]:
            day = self._day(self.first, self.today)
            money = self.chance.randint(30, 200) * 100 * YUAN if kind == ActivityKind.CLOSING else None
            self._activity(household_id, agent, kind, ActivityStatus.DONE, day, self.chance.choice(NOTES[kind]), money)
        if step[1] is not None:
            self._activity(household_id, agent, kinds[min(far + 1, 8)], ActivityStatus.PLANNED, step[1], step[0], None)

    def _activity(
        self,
        household_id: str,
        agent: str,
        kind: ActivityKind,
        status: ActivityStatus,
        day: date,
        note: str,
        money: int | None,
    ) -> None:
        stamps = self._stamps(min(day, self.today))
        done = stamps["created_at"] if status == ActivityStatus.DONE else None
        self.rows.add(
            Activity, agent_code=agent, household_id=household_id, kind=kind.value, status=status.value, on_date=day,
            at_minute=self.chance.choice((None, 570, 630, 870, 1140)), duration=None, note=note, premium=money,
            done_at=done,
            previous_id=None, **stamps,
        )  # fmt: skip


EVENT_ZH = {Event.DEATH: "身故", Event.CRITICAL_ILLNESS: "重疾", Event.MEDICAL: "医疗", Event.ACCIDENT: "意外",
            Event.RETIREMENT: "养老", Event.EDUCATION: "教育"}  # fmt: skip
