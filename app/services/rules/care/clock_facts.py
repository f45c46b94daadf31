"""What clocks are computed from, as it was read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.enums import Relation, ServiceKind, Sex
from app.services.rules.base.lunar import LunarDay
from app.services.rules.needs.pension import Work


class Moment(StrEnum):
    """After which a customer is visited again or asked for satisfaction."""

    INTERVIEW = "interview"
    DELIVERY = "delivery"
    CLAIM = "claim"
    COMPLAINT = "complaint"
    YEARLY = "yearly"
    OTHER = "other"


class BirthdayKind(StrEnum):
    """Which birthday a person keeps."""

    SOLAR = "solar"
    LUNAR = "lunar"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Owner:
    """The family a clock belongs to."""

    id: str
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class PolicyFacts:
    """``paid`` are the due days whose premium came in; the first one is paid when the policy begins. ``english`` is
    what the product is called in English."""

    id: str
    owner: Owner
    insured: str
    product: str
    number: str
    starts_on: date | None
    ends_on: date | None
    premium: int
    pay_years: int | None
    in_force: bool
    lapsed_on: date | None
    by_employer: bool = False
    paid: frozenset[date] = frozenset()
    loan: int = 0  # fen borrowed on it, since ``loan_on``
    loan_on: date | None = None
    english: str = ""

    @property
    def named(self) -> dict[str, str]:
        """The product for the words of a clock, in both languages."""
        return {"product": self.product, "product_en": self.english or self.product}


@dataclass(frozen=True, slots=True)
class PersonFacts:
    id: str
    owner: Owner
    name: str
    relation: Relation
    born: date
    sex: Sex | None = None
    birthday: BirthdayKind = BirthdayKind.SOLAR
    work: Work | None = None
    lunar: LunarDay | None = None  # of ``born``, where it is known already


@dataclass(frozen=True, slots=True)
class LoanFacts:
    id: str
    owner: Owner
    name: str
    ends_on: date


@dataclass(frozen=True, slots=True)
class ServiceFacts:
    """A service to a policy that was submitted; ``due`` is when the insurer should have answered."""

    id: str
    owner: Owner
    number: str
    product: str
    kind: ServiceKind
    submitted: date
    due: date


@dataclass(frozen=True, slots=True)
class ReceiptFacts:
    """An order whose policy was received: ``until`` is the last day to withdraw."""

    id: str
    owner: Owner
    number: str
    receipt: date
    until: date


@dataclass(frozen=True, slots=True)
class MomentFacts:
    """Something that calls for a visit or a question; ``subject_id`` is the interview, order or case. ``asked`` when
    the question was settled already."""

    moment: Moment
    subject_id: str
    owner: Owner
    on: date
    about: str
    asked: bool = False
