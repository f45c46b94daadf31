"""The parts of a review about the contracts: all policies, the premiums and days to come, what is to be seen to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app import words
from app.enums import PolicyStatus
from app.services.care.policy_review.saying import Words
from app.services.needs.analysis.saying import caution_words
from app.services.people.policies import PolicyRow, contracts
from app.services.people.policies.rows import WHOLE
from app.services.rules.care.clocks import Clock
from app.services.rules.care.policy_review import Finding, ReviewNote
from app.services.rules.needs.affordability import years_to_pay
from app.services.rules.people.beneficiaries import Found
from app.services.tables.amounts import percent, yuan
from app.services.tables.paper import Align, Block, Bullets, Column, Heading, Table


@dataclass(frozen=True, slots=True)
class Contracts(Words):
    """Each part gives nothing where there is nothing to say."""

    def blocks(self) -> Iterator[Block]:
        """The parts in their order."""
        yield from self._policies()
        yield from self._dues()
        yield from self._dates()
        yield from self._notes()

    # -- the policies -------------------------------------------------------------------------------------------
    def _policies(self) -> Iterator[Block]:
        if not self.review.policies:
            return
        yield Heading(self.say("review.policies"))
        order = {person.id: place for place, person in enumerate(self.review.people)}
        together = [policy for contract in contracts(self.review.policies) for policy in contract]
        rows = sorted(together, key=lambda policy: order.get(policy.member_id, 99))  # riders stay under their main
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
        if (payer := self._payer(policy)) != self.person(policy.member_id):
            name.append(payer and self.say("review.payer", name=payer))
        name.append(self._beneficiaries(policy))
        covers = [f"{self.event(cover.event)} {self.short(cover.amount)}" for cover in policy.covers]
        lasting = "review.while_employed" if policy.employer_group else "review.for_life"
        until = self.say(lasting) if policy.ends_on is None else policy.ends_on.isoformat()
        return (
            self.person(policy.member_id),
            "\n".join(part for part in name if part),
            "\n".join(covers) or "—",
            "\n".join(self._pays(policy)),
            until,
        )

    def _payer(self, policy: PolicyRow) -> str:
        return self.person(policy.payer_id) if policy.payer_id else policy.payer_name

    def _beneficiaries(self, policy: PolicyRow) -> str:
        if policy.statutory and not policy.beneficiaries:
            return self.say("review.legal_heirs")
        people = [f"{one.name} {percent(one.share / WHOLE)}" for one in policy.beneficiaries]
        return self.say("review.beneficiaries", names=self.say("review.and").join(people)) if people else ""

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
                self.person(policies[due.policy].member_id),
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
        notes = [self._note(finding) for finding in self.review.findings]
        notes += [self._doubt(policy, one) for policy in self.review.policies for one in self._doubts(policy)]
        names = {person.id: person.name for person in self.review.people}
        notes += [caution_words(hint, names, self.language) for hint in self.review.hints]
        if notes:
            yield Heading(self.say("review.notes"))
            yield Bullets(notes)

    def _doubts(self, policy: PolicyRow) -> tuple[Found, ...]:
        return self.review.doubts.get(policy.id, ())

    def _doubt(self, policy: PolicyRow, one: Found) -> str:
        return self.say(
            f"review_doubt.{one.doubt.value}", who=self.person(policy.member_id), policy=policy.product_name,
            name=one.name, rank=one.rank, total=percent(one.total / WHOLE),
        )  # fmt: skip

    def _note(self, finding: Finding) -> str:
        told = dict(finding.values)
        policy = next((policy for policy in self.review.policies if policy.id == finding.subject), None)
        if policy is not None:
            told |= {"policy": policy.product_name, "who": self.person(policy.member_id)}
        else:
            told["who"] = self.person(finding.subject)
        if "amount" in told:
            told["amount"] = self.money(told["amount"])
        if "event" in told:
            told["event"] = self.event(told["event"])
        if finding.note == ReviewNote.UNKNOWN:
            glue = self.say("review.and")
            told["fields"] = glue.join(self.say(f"review.field.{name}") for name in told["fields"])
        told["day"] = told.get("day") or "—"
        return self.say(f"review_note.{finding.note.value}", **told)
