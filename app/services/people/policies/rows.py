"""A policy as pages see it and as forms give it, with what can be told wrong from it alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.enums import BeneficiaryRelation, PolicyStatus, ProductKind
from app.errors import InputError, Place, Problem
from app.services.rules.base.payouts import is_paid_out

WHOLE = 100_00  # hundredths of a per cent


@dataclass(frozen=True, slots=True)
class CoverRow:
    """``amount`` in fen is what the policy pays when ``event`` happens."""

    event: str
    amount: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class BeneficiaryRow:
    """``share`` in hundredths of a per cent of what those of the same ``rank`` get. ``relation`` is to the insured;
    ``member_id`` where it is one of the family."""

    name: str
    relation: BeneficiaryRelation
    share: int = WHOLE
    rank: int = 1
    member_id: str | None = None
    born: date | None = None


@dataclass(frozen=True, slots=True)
class ValueRow:
    """What the contract is worth at the end of its ``year``: ``cash`` on surrender, ``paid_up`` as the sum that stays
    without further premiums; fen, None where the table does not say."""

    year: int
    cash: int | None = None
    paid_up: int | None = None

    @property
    def id(self) -> str:
        """The year: what a table tells its rows apart by."""
        return str(self.year)


@dataclass(frozen=True, slots=True)
class PolicyRow:
    """``ends_on`` None is for life; ``premium`` is fen a year with the ``extra_premium`` in it; ``employer_group``
    counts only while employed; ``payer_id`` is the policyholder in the family, ``payer_name`` one outside it. ``sum``
    None is not known. ``statutory``: the legal heirs, as was said."""

    id: str
    household_id: str
    member_id: str
    number: str
    insurer: str
    product_name: str
    product_code: str
    starts_on: date | None
    ends_on: date | None
    premium: int
    pay_years: int | None
    employer_group: bool
    status: PolicyStatus
    covers: tuple[CoverRow, ...]
    notes: str
    version: int
    lapsed_on: date | None = None  # since when a lapsed one does not cover
    payer_id: str | None = None
    payer_name: str = ""
    kind: ProductKind = ProductKind.MAIN
    category: str = ""
    main_id: str | None = None
    sum: int | None = None
    extra_premium: int = 0
    statutory: bool = False
    terms: str = ""
    loan: int = 0
    loan_on: date | None = None
    beneficiaries: tuple[BeneficiaryRow, ...] = ()
    files: int = 0

    def in_force(self, on: date) -> bool:
        """Whether it covers on the day; an open beginning or end holds always."""
        started = self.starts_on is None or self.starts_on <= on
        return self.status == PolicyStatus.IN_FORCE and started and (self.ends_on is None or on < self.ends_on)

    @property
    def pays_out(self) -> bool:
        """Whether its sum is what an annuity pays, and not insured."""
        return is_paid_out(cover.event for cover in self.covers)

    @property
    def contract(self) -> tuple[str, str]:
        """Rows of one insurer with one number are one contract; without a number a main is one with its riders."""
        return (self.insurer, self.number) if self.number else ("", self.main_id or self.id)


@dataclass(frozen=True, slots=True)
class PolicyDraft:
    """What a form gives; see :class:`PolicyRow`."""

    member_id: str
    product_name: str
    covers: tuple[CoverRow, ...] = ()
    insurer: str = ""
    number: str = ""
    product_code: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    premium: int = 0
    pay_years: int | None = None
    employer_group: bool = False
    status: PolicyStatus = PolicyStatus.IN_FORCE
    notes: str = ""
    lapsed_on: date | None = None  # of a lapsed one; today unless said
    payer_id: str | None = None
    payer_name: str = ""
    kind: ProductKind = ProductKind.MAIN
    category: str = ""
    main_id: str | None = None
    sum: int | None = None
    extra_premium: int = 0
    statutory: bool = False
    terms: str = ""
    loan: int = 0
    loan_on: date | None = None
    beneficiaries: tuple[BeneficiaryRow, ...] = ()
    paid: tuple[tuple[date, date], ...] = ()  # premiums that came in: (due, paid); a form leaves them alone


def contracts(rows: Iterable[PolicyRow]) -> list[tuple[PolicyRow, ...]]:
    """The rows by contract, in the order they came; in each the mains before their riders."""
    found: dict[tuple[str, str], list[PolicyRow]] = {}
    for row in rows:
        found.setdefault(row.contract, []).append(row)
    return [tuple(sorted(some, key=lambda row: row.main_id is not None)) for some in found.values()]


def check(draft: PolicyDraft) -> None:
    """Raises InputError with one problem for each field at fault."""
    problems = [_at(name) for name in ("product_name", "member_id") if not getattr(draft, name).strip()]
    amounts = ("premium", "extra_premium", "sum", "loan", "pay_years")
    problems += [_at(name, "negative") for name in amounts if (getattr(draft, name) or 0) < 0]
    if draft.extra_premium > draft.premium >= 0:
        problems.append(_at("extra_premium", "policy_extra"))
    if draft.starts_on and draft.ends_on and draft.ends_on <= draft.starts_on:
        problems.append(_at("ends_on", "ends_before_start"))
    if draft.lapsed_on and draft.starts_on and draft.lapsed_on < draft.starts_on:
        problems.append(_at("lapsed_on", "ends_before_start"))
    if draft.kind != ProductKind.MAIN and draft.main_id is None:
        problems.append(_at("main_id", "policy_rider_main"))
    if draft.kind == ProductKind.MAIN and draft.main_id is not None:
        problems.append(_at("main_id", "policy_main_of_main"))
    problems += _cover_problems(draft)
    problems += check_beneficiaries(draft.beneficiaries)
    if problems:
        raise InputError(problems)


def _cover_problems(draft: PolicyDraft) -> list[Problem]:
    problems = []
    events = [cover.event for cover in draft.covers]
    if any(cover.amount < 0 for cover in draft.covers):
        problems.append(_at("covers", "negative"))
    if any(not event.strip() for event in events):
        problems.append(_at("covers", "required"))
    if len(set(events)) < len(events):
        problems.append(_at("covers", "cover_twice"))
    return problems


def check_beneficiaries(rows: Iterable[BeneficiaryRow]) -> list[Problem]:
    """What cannot be written down at all; what is only unwise is told by ``rules/people/beneficiaries``."""
    problems = []
    for line, row in enumerate(rows, 1):
        if not row.name.strip():
            problems.append(_at("beneficiaries", "beneficiary_name", line=line))
        if not 0 < row.share <= WHOLE:
            problems.append(_at("beneficiaries", "beneficiary_share", line=line))
        if row.rank < 1:
            problems.append(_at("beneficiaries", "beneficiary_rank", line=line))
    return problems


def _at(field: str, code: str = "required", **values: int) -> Problem:
    return Problem(code, Place(field=field), values)
