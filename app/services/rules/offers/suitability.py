"""Whether a plan suits a family: what must be known, what speaks against it, whether the talk must be recorded.

Pure: a :class:`Situation` in, an :class:`Assessment` out. Amounts are fen. Sources: 保险销售行为管理办法 (2024) and
金融机构产品适当性管理办法 (in force 2026-02-01); the thresholds are settings, since these name none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from app.enums import Event, Grade, ProductKind, RiskProfile, SalesChannel, Severity, Suitability, SuitabilityBlock
from app.services.rules.offers.eligibility import minor_death_cap
from app.services.rules.spine.coverage import OVERSHOOT

ADULT = 18
LONG = "long"
"""In a recording rule's product: every product that covers more than a year."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """``warn_share`` and ``stop_share`` are parts of the yearly income; ages in completed years."""

    warn_share: Fraction = Fraction(20, 100)
    stop_share: Fraction = Fraction(30, 100)
    age_plus_pay: int = 70
    elder_age: int = 65


@dataclass(frozen=True, slots=True)
class RecordingRule:
    """The sale is recorded (双录) where all conditions hold; an empty one holds always. ``region`` is part of the
    city's name; ``product`` a code, a category or :data:`LONG`; ``age_from`` the age of who pays."""

    region: str = ""
    channel: SalesChannel | None = None
    age_from: int | None = None
    product: str = ""


@dataclass(frozen=True, slots=True)
class Party:
    """One person of the family; ``age`` None when not known."""

    key: str
    name: str
    age: int | None


@dataclass(frozen=True, slots=True)
class Offered:
    """An item of the plan with the facts that matter here. ``pay_years`` None: not stated; ``amounts`` by event."""

    product: str
    insured: str
    premium: int
    kind: ProductKind
    grade: Grade
    category: str = ""
    pay_years: int | None = None
    long: bool = False
    indemnity: bool = False
    amounts: tuple[tuple[str, int], ...] = ()
    answers: bool = True


@dataclass(frozen=True, slots=True)
class Held:
    """Cover in force already. Group cover ends with the job."""

    member: str
    event: str
    amount: int
    group: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """A confirmed need and how much of it the plan covers."""

    key: str
    member: str
    event: str
    gap: int
    cover: int


@dataclass(frozen=True, slots=True)
class Situation:
    """``payer`` pays for minors and for whoever pays not alone; ``paid_before`` is what policies in force cost a year.

    ``cover_known``: cover of the same kind was asked for, whatever the answer.
    """

    people: tuple[Party, ...]
    payer: str
    offered: tuple[Offered, ...]
    asked: tuple[Asked, ...]
    held: tuple[Held, ...] = ()
    cover_known: bool = False
    risk: RiskProfile | None = None
    income: int | None = None
    budget: int | None = None
    paid_before: int = 0
    licence: str = ""
    grade: Grade = Grade.P5
    region: str = ""
    channel: SalesChannel = SalesChannel.IN_PERSON

    @property
    def insurance(self) -> bool:
        """Goods are no insurance: only needs and means are asked of them."""
        events = {event for offer in self.offered for event, _ in offer.amounts}
        return not events or bool(events & set(Event))

    @property
    def premium(self) -> int:
        """Fen a year, of everything offered."""
        return sum(offer.premium for offer in self.offered)

    def party(self, key: str) -> Party:
        """The person with this key; one who is not there has no name and no age."""
        return next((person for person in self.people if person.key == key), Party(key, "", None))

    def payer_of(self, insured: str) -> Party:
        """A minor's premium is paid by the customer; an adult pays for himself."""
        person = self.party(insured)
        return self.party(self.payer) if person.age is None or person.age < ADULT else person


@dataclass(frozen=True, slots=True)
class Finding:
    """``code`` finds the words ``finding.<code>``; values are amounts (fen), ages, keys and codes."""

    code: str
    severity: Severity
    values: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Assessment:
    """``share`` is all premiums, old and new, over the income; None when the income is not known."""

    verdict: Suitability
    missing: tuple[SuitabilityBlock, ...]
    findings: tuple[Finding, ...]
    share: Fraction | None
    recording: bool

    def of(self, severity: Severity) -> tuple[Finding, ...]:
        """The findings of one severity, in their order."""
        return tuple(finding for finding in self.findings if finding.severity == severity)


def assess(
    situation: Situation, thresholds: Thresholds | None = None, recording: Sequence[RecordingRule] = ()
) -> Assessment:
    """The verdict: unknown while a block is missing, then the gravest finding, the gravest first."""
    limits = thresholds or Thresholds()
    found: list[Finding] = []
    for rule in RULES if situation.insurance else GOODS_RULES:
        found += rule(situation, limits)
    recorded = situation.insurance and any(applies(rule, situation) for rule in recording)
    if recorded:
        found.append(Finding("recording", Severity.NOTE))
    found.sort(key=lambda finding: -SEVERITIES.index(finding.severity))
    missing = tuple(_missing(situation))
    worst = found[0].severity if found else Severity.NOTE
    if worst == Severity.FORBID:
        verdict = Suitability.FORBIDDEN
    elif missing:
        verdict = Suitability.UNKNOWN
    else:
        verdict = {Severity.STOP: Suitability.STOP, Severity.CARE: Suitability.CARE}.get(worst, Suitability.SUITABLE)
    return Assessment(verdict, missing, tuple(found), _share(situation), recorded)


SEVERITIES = list(Severity)


def may_be_final(assessment: Assessment, explanation: str, own_will: str) -> bool:
    """Only the customer may overrule a stop: with what was explained and the customer's own words, both kept."""
    if assessment.verdict in (Suitability.FORBIDDEN, Suitability.UNKNOWN):
        return False
    return assessment.verdict != Suitability.STOP or bool(explanation.strip() and own_will.strip())


def applies(rule: RecordingRule, situation: Situation) -> bool:
    """Whether one item of the plan meets every condition of the rule."""
    if rule.region and rule.region not in situation.region:
        return False
    if rule.channel is not None and rule.channel != situation.channel:
        return False
    return any(_meets(rule, situation, offer) for offer in situation.offered)


def _meets(rule: RecordingRule, situation: Situation, offer: Offered) -> bool:
    if rule.age_from is not None and (situation.payer_of(offer.insured).age or 0) < rule.age_from:
        return False
    if rule.product == LONG:
        return offer.long
    return not rule.product or rule.product in (offer.product, offer.category)


def _missing(situation: Situation) -> Iterator[SuitabilityBlock]:
    if not situation.asked:
        yield SuitabilityBlock.NEEDS
    if situation.insurance and situation.risk is None:
        yield SuitabilityBlock.RISK
    if not situation.income:
        yield SuitabilityBlock.MEANS
    if situation.insurance and not situation.cover_known:
        yield SuitabilityBlock.COVER


def _share(situation: Situation) -> Fraction | None:
    if not situation.income:
        return None
    return Fraction(situation.premium + situation.paid_before, situation.income)


# -- the rules: each looks at the whole situation and says what it finds ----------------------------------------
Rule = Callable[[Situation, Thresholds], Iterable[Finding]]


def _licence(situation: Situation, _limits: Thresholds) -> Iterator[Finding]:
    for code, grade in dict.fromkeys((offer.product, offer.grade) for offer in situation.offered):
        if grade > situation.grade:
            yield Finding(
                "licence_grade", Severity.FORBID,
                {"product": code, "grade": grade.value, "licence": situation.grade.value},
            )  # fmt: skip
    if not situation.licence:
        yield Finding("licence_missing", Severity.CARE)


def _risk(situation: Situation, _limits: Thresholds) -> Iterator[Finding]:
    if situation.risk is None:
        return
    for code, grade in dict.fromkeys((offer.product, offer.grade) for offer in situation.offered):
        if grade.value[1:] > situation.risk.value[1:]:
            yield Finding(
                "risk_grade", Severity.STOP, {"product": code, "grade": grade.value, "risk": situation.risk.value}
            )


def _mismatch(situation: Situation, _limits: Thresholds) -> Iterator[Finding]:
    """A product that answers no confirmed need. A waiver answers none by itself: it goes with what it waives."""
    for offer in situation.offered:
        if not offer.answers and offer.kind != ProductKind.WAIVER:
            yield Finding(
                "no_need", Severity.STOP,
                {"product": offer.product, "member": situation.party(offer.insured).name},
            )  # fmt: skip


def _too_much(situation: Situation, _limits: Thresholds) -> Iterator[Finding]:
    for need in situation.asked:
        if need.gap > 0 and need.cover > need.gap * OVERSHOOT:
            yield Finding(
                "over_cover", Severity.CARE,
                {"member": situation.party(need.member).name, "event": need.event, "cover": need.cover,
                 "gap": need.gap},
            )  # fmt: skip


def _burden(situation: Situation, limits: Thresholds) -> Iterator[Finding]:
    share = _share(situation)
    if share is not None and share > limits.warn_share:
        stop = share > limits.stop_share
        limit = limits.stop_share if stop else limits.warn_share
        yield Finding(
            "burden_stop" if stop else "burden_warn", Severity.STOP if stop else Severity.CARE,
            {"share": float(share), "limit": float(limit), "before": situation.paid_before},
        )  # fmt: skip
    if situation.budget is not None and situation.premium > situation.budget:
        yield Finding(
            "over_budget", Severity.CARE, {"more": situation.premium - situation.budget, "budget": situation.budget}
        )


def _years(situation: Situation, limits: Thresholds) -> Iterator[Finding]:
    """The premiums reach into an age at which incomes end."""
    worst: dict[str, Finding] = {}
    for offer in situation.offered:
        payer = situation.payer_of(offer.insured)
        if payer.age is None or offer.pay_years is None or payer.age + offer.pay_years <= limits.age_plus_pay:
            continue
        if offer.pay_years > worst.get(payer.key, Finding("", Severity.NOTE, {"years": 0})).values["years"]:
            worst[payer.key] = Finding(
                "age_plus_pay", Severity.STOP,
                {"member": payer.name, "age": payer.age, "years": offer.pay_years, "product": offer.product,
                 "limit": limits.age_plus_pay},
            )  # fmt: skip
    yield from worst.values()


def _indemnity(situation: Situation, _limits: Thresholds) -> Iterator[Finding]:
    """A second indemnity cover pays nothing more; an employer's ends with the job and may be kept beside."""
    for person in situation.people:
        mine = [offer for offer in situation.offered if offer.indemnity and offer.insured == person.key]
        if not mine:
            continue
        if len(mine) > 1:
            products = ",".join(offer.product for offer in mine)
            yield Finding("indemnity_twice", Severity.STOP, {"member": person.name, "products": products})
        held = [one for one in situation.held if one.member == person.key and one.event == Event.MEDICAL]
        if any(not one.group for one in held):
            yield Finding("indemnity_held", Severity.STOP, {"member": person.name, "product": mine[0].product})
        elif held:
            yield Finding("indemnity_group", Severity.CARE, {"member": person.name, "product": mine[0].product})


def _ages(situation: Situation, limits: Thresholds) -> Iterator[Finding]:
    insured = {offer.insured for offer in situation.offered}
    payers = {situation.payer_of(key).key for key in insured}
    for person in situation.people:
        if person.key not in insured | payers or person.age is None:
            continue
        if person.age >= limits.elder_age:
            yield Finding("elder", Severity.CARE, {"member": person.name, "age": person.age})
        if person.age < ADULT:
            yield from _minor(situation, person, person.age)


def _minor(situation: Situation, person: Party, age: int) -> Iterator[Finding]:
    yield Finding("minor", Severity.NOTE, {"member": person.name, "age": age})
    cap = minor_death_cap(age)
    death = _death(situation, person.key)
    if cap is not None and death > cap:
        yield Finding("minor_death", Severity.FORBID, {"member": person.name, "amount": death, "limit": cap})


def _death(situation: Situation, member: str) -> int:
    """What would be paid on the death of ``member`` by any cause, new and held."""
    new = sum(
        amount
        for offer in situation.offered
        if offer.insured == member
        for event, amount in offer.amounts
        if event == Event.DEATH
    )
    return new + sum(one.amount for one in situation.held if one.member == member and one.event == Event.DEATH)


RULES: tuple[Rule, ...] = (_licence, _risk, _mismatch, _indemnity, _burden, _years, _too_much, _ages)
GOODS_RULES: tuple[Rule, ...] = (_mismatch, _burden, _too_much)
