"""The family's policy review 家庭保单检视 as a paper: what is there, what is needed, what is missing, what comes due.

It is given to the family: no codes, no names of competitors ranked, nobody urged; what is not known is said as such.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app import words
from app.enums import Event, Language, PolicyStatus
from app.services.care.policy_review.reading import PolicyReview
from app.services.people.customers.rows import MemberRow
from app.services.people.policies import PolicyRow
from app.services.rules.base.ages import age_on
from app.services.rules.care.clocks import Clock
from app.services.rules.care.policy_review import Finding, Position, ReviewNote, covered_share
from app.services.rules.needs.affordability import years_to_pay
from app.services.tables.amounts import in_wan, short_yuan, yuan
from app.services.tables.paper import (
    Align,
    Bar,
    Bars,
    Block,
    Bullets,
    Column,
    Heading,
    Paper,
    Remark,
    Table,
    Text,
)

LATER = (Event.RETIREMENT, Event.EDUCATION)  # their amounts are those of the year the money is needed in
MOST_BARS = 12


def write_review(review: PolicyReview, language: Language) -> Paper:
    """The whole paper; every page carries who made it, the licence, the day, and that contract terms rule."""
    writer = _Writer(review, language)
    return Paper(
        language,
        writer.say("review.title"),
        tuple(writer.blocks()),
        writer.say("review.family", name=review.household),
        writer.facts(),
        writer.running(),
    )


@dataclass(frozen=True, slots=True)
class _Words:
    """What the paper says, in its language: sentences, names and amounts."""

    review: PolicyReview
    language: Language

    def say(self, code: str, **values: object) -> str:
        """A sentence of the vocabulary, filled."""
        return words.say(code, self.language, **values)

    def _person(self, member_id: str) -> str:
        return next((person.name for person in self.review.people if person.id == member_id), "—")

    def _event(self, event: str) -> str:
        return words.say(f"event.{event}", self.language) if words.known(f"event.{event}") else event

    def _money(self, fen: int) -> str:
        return self.say("paper.yuan", amount=yuan(fen))

    def _short(self, fen: int) -> str:
        return short_yuan(fen, self.language)

    def _figure(self, fen: int) -> str:
        """In the unit of the column's title: 万 in Chinese, yuan in English."""
        return in_wan(fen) if self.language == Language.ZH else yuan(round(fen, -2))


class _Writer(_Words):
    """The parts of the paper."""

    __slots__ = ()

    def facts(self) -> tuple[tuple[str, str], ...]:
        """What stands under the title."""
        agent = self.review.agent
        facts = [(self.say("review.day"), self.review.on.isoformat()), (self.say("review.agent"), agent.name)]
        if agent.licence:
            facts.append((self.say("review.licence"), agent.licence))
        facts.append((self.say("review.count"), self.say("review.pieces", count=len(self.review.in_force))))
        facts.append((self.say("review.yearly"), self._money(self.review.yearly)))
        return tuple(facts)

    def running(self) -> tuple[str, ...]:
        """The foot of every page."""
        agent = self.review.agent
        licence = f" · {self.say('review.licence')} {agent.licence}" if agent.licence else ""
        return f"{agent.name}{licence} · {self.review.on.isoformat()}", self.say("review.notice")

    def blocks(self) -> Iterator[Block]:
        """The parts in their order; one that has nothing to say is left out."""
        yield Remark(" ".join(self._glance()) if self.language == Language.EN else "".join(self._glance()))
        yield from self._bars()
        yield from self._persons()
        yield from self._policies()
        yield from self._dues()
        yield from self._dates()
        yield from self._notes()
        yield Heading(self.say("review.reading"))
        yield Bullets([self.say(f"review.reading.{code}") for code in self._rules()])

    # -- in one look --------------------------------------------------------------------------------------------
    def _glance(self) -> Iterator[str]:
        review = self.review
        held = review.in_force
        insurers = {policy.insurer for policy in held if policy.insurer}
        insured = {policy.member_id for policy in held}
        if not held:
            yield self.say("review.glance.none")
        elif insurers:
            yield self.say("review.glance.held", policies=len(held), insurers=len(insurers), people=len(insured))
        else:
            yield self.say("review.glance.held_plain", policies=len(held), people=len(insured))
        if review.dues:
            total, first = sum(due.premium for due in review.dues), review.dues[0]
            yield self.say(
                "review.glance.dues", total=self._money(total), day=first.on, first=self._money(first.premium)
            )
        if review.analysed_on is None:
            yield self.say("review.glance.not_analysed")
            return
        missing = [one for one in review.positions if one.gap]
        if missing:
            yield self.say("review.glance.gaps", gaps=len(missing), names=self._names(one.member for one in missing))
        else:
            yield self.say("review.glance.no_gap")

    def _names(self, members: Iterator[str]) -> str:
        return self.say("review.and").join(dict.fromkeys(self._person(member) for member in members))

    def _bars(self) -> Iterator[Block]:
        """Cover before savings, and of these what is least answered first: the first look meets what is missing."""
        known = [one for one in self.review.positions if one.need]
        if not known:
            return
        known.sort(key=lambda one: (one.event in LATER, covered_share(one) or 0.0, -(one.gap or 0)))
        bars = [
            Bar(
                f"{self._person(one.member)} · {self._event(one.event)}",
                covered_share(one) or 0.0,
                self.say("review.bar", gap=self._short(one.gap or 0)) if one.gap else self.say("review.bar_full"),
            )
            for one in known[:MOST_BARS]
        ]
        yield Bars(bars)
        if len(known) > MOST_BARS:
            yield Text(self.say("review.bars_more", count=len(known) - MOST_BARS), muted=True)

    # -- person by person ---------------------------------------------------------------------------------------
    def _persons(self) -> Iterator[Block]:
        yield Heading(self.say("review.persons"))
        if self.review.analysed_on is not None:
            yield Text(self.say("review.persons_text", day=self.review.analysed_on), muted=True)
        for person in self.review.people:
            lines = [one for one in self.review.positions if one.member == person.id]
            if lines:
                yield Heading(self._title(person), 2)
                yield self._table(lines)

    def _title(self, person: MemberRow) -> str:
        relation = words.of(person.relation, self.language)
        if person.birth_date is None:
            return f"{person.name}（{relation}）" if self.language == Language.ZH else f"{person.name} ({relation})"
        age = age_on(person.birth_date, self.review.on)
        return self.say("review.person", name=person.name, relation=relation, age=age)

    def _table(self, lines: Sequence[Position]) -> Table:
        coming = any(one.coming for one in lines)
        told = any(one.told for one in lines)
        columns = [Column(self.say("review.event"), 2.2)]
        columns += [self._amounts(code) for code in self._columns(coming, told)]
        rows = [
            (self._event(one.event), *(self._cell(one, code) for code in self._columns(coming, told)))
            for one in lines
        ]  # fmt: skip
        return Table(tuple(columns), rows)

    def _columns(self, coming: bool, told: bool) -> tuple[str, ...]:
        return ("need", "have", *(("told",) if told else ()), *(("coming",) if coming else ()), "gap")

    def _amounts(self, code: str) -> Column:
        return Column(self.say(f"review.column.{code}"), 2, Align.RIGHT)

    def _cell(self, one: Position, code: str) -> str:
        if code == "need":
            text = "—" if one.need is None else self._figure(one.need)
            return self.say("review.at_least", amount=text) if one.at_least and one.need is not None else text
        if code == "gap":
            return "—" if one.gap is None else self.say("review.enough") if not one.gap else self._figure(one.gap)
        amount = {"have": one.have, "told": one.told, "coming": one.coming}[code]
        return self._figure(amount) if amount else "—"

    # -- the policies -------------------------------------------------------------------------------------------
    def _policies(self) -> Iterator[Block]:
        if not self.review.policies:
            return
        yield Heading(self.say("review.policies"))
        order = {person.id: place for place, person in enumerate(self.review.people)}
        rows = sorted(self.review.policies, key=lambda policy: order.get(policy.member_id, 99))
        columns = (
            Column(self.say("review.insured"), 1.6),
            Column(self.say("review.policy"), 3.4),
            Column(self.say("review.covers"), 2.3),
            Column(self.say("review.premium"), 2, Align.RIGHT),
            Column(self.say("review.until"), 2, Align.RIGHT),
        )
        yield Table(columns, [self._policy(policy) for policy in rows])

    def _policy(self, policy: PolicyRow) -> tuple[str, ...]:
        name = [policy.product_name, " · ".join(part for part in (policy.insurer, policy.number) if part)]
        if policy.status == PolicyStatus.LAPSED:
            name.append(words.of(policy.status, self.language))
        covers = [f"{self._event(cover.event)} {self._short(cover.amount)}" for cover in policy.covers]
        lasting = "review.while_employed" if policy.employer_group else "review.for_life"
        until = self.say(lasting) if policy.ends_on is None else policy.ends_on.isoformat()
        return (
            self._person(policy.member_id),
            "\n".join(part for part in name if part),
            "\n".join(covers) or "—",
            "\n".join(self._pays(policy)),
            until,
        )

    def _pays(self, policy: PolicyRow) -> Iterator[str]:
        if policy.employer_group:
            yield self.say("review.by_employer")
            return
        yield yuan(policy.premium)
        left = years_to_pay(policy.starts_on, policy.ends_on, policy.pay_years, self.review.on)
        if left == 0:
            yield self.say("review.paid_up")
        elif left is not None:
            yield self.say("review.years_left", years=left)

    # -- what comes due -----------------------------------------------------------------------------------------
    def _dues(self) -> Iterator[Block]:
        dues = self.review.dues
        if not dues:
            return
        yield Heading(self.say("review.dues"))
        policies = {policy.id: policy for policy in self.review.policies}
        rows = [
            (
                due.on.isoformat(),
                self._person(policies[due.policy].member_id),
                policies[due.policy].product_name + (self.say("review.renewal") if due.renewal else ""),
                yuan(due.premium),
            )
            for due in dues
        ]
        rows.append((self.say("review.total"), "", "", yuan(sum(due.premium for due in dues))))
        columns = (
            Column(self.say("review.due_on"), 2),
            Column(self.say("review.insured"), 1.6),
            Column(self.say("review.policy"), 4),
            Column(self.say("review.amount"), 2, Align.RIGHT),
        )
        yield Table(columns, rows, frozenset({len(dues)}))

    def _dates(self) -> Iterator[Block]:
        if not self.review.dates:
            return
        yield Heading(self.say("review.dates"))
        rows = [(clock.due.isoformat(), self._date(clock)) for clock in self.review.dates]
        yield Table((Column(self.say("review.due_on"), 1.4), Column(self.say("review.what"), 6)), rows)

    def _date(self, clock: Clock) -> str:
        product, premium = clock.values.get("product", ""), yuan(clock.values.get("premium"))
        return self.say(f"review.date.{clock.kind.value}", who=clock.who, product=product, premium=premium)

    # -- what to see to -----------------------------------------------------------------------------------------
    def _notes(self) -> Iterator[Block]:
        if self.review.findings:
            yield Heading(self.say("review.notes"))
            yield Bullets([self._note(finding) for finding in self.review.findings])

    def _note(self, finding: Finding) -> str:
        told = dict(finding.values)
        policy = next((policy for policy in self.review.policies if policy.id == finding.subject), None)
        if policy is not None:
            told |= {"policy": policy.product_name, "who": self._person(policy.member_id)}
        else:
            told["who"] = self._person(finding.subject)
        if "amount" in told:
            told["amount"] = self._money(told["amount"])
        if "event" in told:
            told["event"] = self._event(told["event"])
        if finding.note == ReviewNote.UNKNOWN:
            glue = self.say("review.and")
            told["fields"] = glue.join(self.say(f"review.field.{name}") for name in told["fields"])
        told["day"] = told.get("day") or "—"
        return self.say(f"review_note.{finding.note.value}", **told)

    def _rules(self) -> Iterator[str]:
        yield "kept"
        if self.review.analysed_on is not None:
            yield "gap"
        events = {one.event for one in self.review.positions}
        if Event.ACCIDENT in events:
            yield "accident"
        if Event.MEDICAL in events:
            yield "medical"
        if events & set(LATER) and self.review.analysed_on is not None:
            yield "later"
        yield "terms"
