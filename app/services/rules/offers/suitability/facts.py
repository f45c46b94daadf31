"""What is known when a plan is assessed, and what an assessment says. Amounts are fen.

Sources: 保险销售行为管理办法 (2024) and 金融机构产品适当性管理办法 (in force 2026-02-01); the thresholds are settings,
since these name none.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from app.enums import Event, Grade, ProductKind, RiskProfile, SalesChannel, Severity, Suitability, SuitabilityBlock

ADULT = 18
LONG = "long"
"""In a recording rule's product: every product that covers more than a year."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """``warn_share`` and ``stop_share`` are parts of the yearly income, ``single_warn`` and ``single_stop`` of the
    money at hand; ages in completed years. At exactly a share a premium is within it."""

    warn_share: Fraction = Fraction(20, 100)
    stop_share: Fraction = Fraction(30, 100)
    single_warn: Fraction = Fraction(30, 100)
    single_stop: Fraction = Fraction(50, 100)
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
    """An item of the plan with the facts that matter here. ``pay_years`` None: not stated; ``amounts`` by event;
    ``varies``: a part of its value is not guaranteed; ``carries``: a rider that answers a need hangs on it. Of a
    medical cover: ``city`` is a city's own scheme (惠民保), ``deductible`` (fen) and ``renewal_years`` are None where
    not stated."""

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
    varies: bool = False
    city: bool = False
    deductible: int | None = None
    renewal_years: int | None = None
    carries: bool = False

    @property
    def once(self) -> bool:
        """A single premium for more than a year of cover."""
        return self.long and self.pay_years == 1


@dataclass(frozen=True, slots=True)
class Held:
    """Cover in force already. Group cover ends with the job; the rest as of an :class:`Offered` medical cover."""

    member: str
    event: str
    amount: int
    group: bool = False
    city: bool = False
    deductible: int | None = None
    renewal_years: int | None = None


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
    ``liquid`` is the money at hand (deposits and investments), None when nobody said.

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
    liquid: int | None = None

    @property
    def insurance(self) -> bool:
        """Goods are no insurance: only needs and means are asked of them."""
        events = {event for offer in self.offered for event, _ in offer.amounts}
        return not events or bool(events & set(Event))

    @property
    def premium(self) -> int:
        """Fen a year, of everything offered that is paid more than once."""
        return sum(offer.premium for offer in self.offered if not offer.once)

    @property
    def single(self) -> int:
        """Fen to be paid at once, and never again, of everything offered."""
        return sum(offer.premium for offer in self.offered if offer.once)

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
