"""The family's policy review 家庭保单检视 as a paper: what is there, what is needed, what is missing, what comes due.

It is given to the family: no codes, no names of competitors ranked, nobody urged; what is not known is said as such.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app import words
from app.enums import Event, Language
from app.services.care.policy_review.contracts import Contracts
from app.services.care.policy_review.reading import PolicyReview
from app.services.care.policy_review.saying import Words
from app.services.people.customers.rows import MemberRow
from app.services.rules.base.ages import age_on
from app.services.rules.care.policy_review import Position, covered_share, enough
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


class _Writer(Words):
    """The parts of the paper."""

    __slots__ = ()

    def facts(self) -> tuple[tuple[str, str], ...]:
        """What stands under the title."""
        agent = self.review.agent
        facts = [(self.say("review.day"), self.review.on.isoformat()), (self.say("review.agent"), agent.name)]
        if agent.licence:
            facts.append((self.say("review.licence"), agent.licence))
        facts.append((self.say("review.count"), self.say("review.pieces", count=len(self.review.in_force))))
        facts.append((self.say("review.yearly"), self.money(self.review.yearly)))
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
        yield from Contracts(self.review, self.language).blocks()
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
            yield self.say("review.glance.dues", total=self.money(total), day=first.on, first=self.money(first.premium))
        if review.analysed_on is None:
            yield self.say("review.glance.not_analysed")
            return
        missing = [one for one in review.positions if one.gap]
        if missing:
            yield self.say("review.glance.gaps", gaps=len(missing), names=self._names(one.member for one in missing))
        elif all(enough(one) for one in review.positions if one.need is not None or one.unknown):
            yield self.say("review.glance.no_gap")
        else:
            yield self.say("review.glance.unknown")

    def _names(self, members: Iterator[str]) -> str:
        return self.say("review.and").join(dict.fromkeys(self.person(member) for member in members))

    def _bars(self) -> Iterator[Block]:
        """Cover before savings, and of these what is least answered first: the first look meets what is missing."""
        known = [one for one in self.review.positions if one.need and (one.gap or enough(one))]
        if not known:
            return
        known.sort(key=lambda one: (one.event in LATER, covered_share(one) or 0.0, -(one.gap or 0)))
        bars = [
            Bar(
                f"{self.person(one.member)} · {self.event(one.event)}",
                covered_share(one) or 0.0,
                self.say("review.bar", gap=self.short(one.gap or 0)) if one.gap else self.say("review.bar_full"),
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
            (self.event(one.event), *(self._cell(one, code) for code in self._columns(coming, told)))
            for one in lines
        ]  # fmt: skip
        return Table(tuple(columns), rows)

    def _columns(self, coming: bool, told: bool) -> tuple[str, ...]:
        return ("need", "have", *(("told",) if told else ()), *(("coming",) if coming else ()), "gap")

    def _amounts(self, code: str) -> Column:
        return Column(self.say(f"review.column.{code}"), 2, Align.RIGHT)

    def _cell(self, one: Position, code: str) -> str:
        if code == "need" and one.unknown:
            return self.say("review.not_enough")
        if code == "need":
            text = "—" if one.need is None else self.figure(one.need)
            return self.say("review.at_least", amount=text) if one.at_least and one.need is not None else text
        if code == "gap":
            return self.figure(one.gap) if one.gap else self.say("review.enough") if enough(one) else "—"
        amount = {"have": one.have, "told": one.told, "coming": one.coming}[code]
        return self.figure(amount) if amount else "—"

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
