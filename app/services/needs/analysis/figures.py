"""From what was said to a case: figures by name, each with its mark, and the policies of the record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from app.enums import Event, Relation
from app.services.needs.analysis.members import years_until
from app.services.people.city_schemes import is_city_scheme
from app.services.people.policies import PolicyRow
from app.services.rules.needs.affordability import years_to_pay
from app.services.rules.needs.gaps import Case, CaseMember, Held, Mark
from app.services.rules.needs.gaps.case import (
    HOUSEHOLD_MONEY,
    HOUSEHOLD_OPTIONAL,
    HOUSEHOLD_RATES,
    HOUSEHOLD_YEARS,
    MEMBER_MONEY,
    MEMBER_OPTIONAL,
    Medical,
)
from app.services.rules.needs.gaps.required import never_said

FEN = Decimal(100)
ZERO = Decimal(0)
COVER = "cover."
TERMS = ("medical.deductible", "medical.renewal_years")
RETIREMENT_AGE = "retirement_age"
FOR_LIFE = 999
# What an answer may feed, by who is asked. Cover is "cover.<event>"; "count_home" is a tick.
HOUSEHOLD_FEEDS = (*HOUSEHOLD_MONEY, *HOUSEHOLD_OPTIONAL, *HOUSEHOLD_YEARS, *HOUSEHOLD_RATES, "count_home", "budget")
MEMBER_FEEDS = ("income", RETIREMENT_AGE, *MEMBER_MONEY, *MEMBER_OPTIONAL, *(f"{COVER}{event}" for event in Event))


@dataclass(frozen=True, slots=True)
class Who:
    """A member with a known age."""

    key: str
    relation: Relation
    age: int
    sex: str | None
    statutory_in: int | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """``amounts`` by (figure, member key; "" the household): yuan, or a plain number for years; nothing for what was
    not asked. "medical.deductible" and "medical.renewal_years" are the terms of the best medical cover. ``marks`` by
    the same: what is to be verified or was not told."""

    amounts: Mapping[tuple[str, str], Decimal] = field(default_factory=dict)
    marks: Mapping[tuple[str, str], Mark] = field(default_factory=dict)


def build_case(people: Sequence[Who], said: Said, policies: Iterable[PolicyRow], on: date) -> Case:
    """The household as far as it is known. Policies of the record count with their ends; where an answer tells another
    sum of cover than they do, the answer wins: what is more has no known end, what is less cuts the policies."""
    held = tuple(policies)
    amounts: dict[str, Any] = {name: said.amounts.get((name, ""), ZERO) for name in HOUSEHOLD_MONEY}
    amounts |= {name: said.amounts.get((name, "")) for name in (*HOUSEHOLD_OPTIONAL, *HOUSEHOLD_RATES)}
    years = said.amounts.get(("debt_years", ""))
    members = tuple(_member(who, said, held, on) for who in people)
    told = (f"{key}.{name}" if key else name for name, key in (*said.amounts, *said.marks))
    return Case(
        members=members,
        parents_years=int(said.amounts.get(("parents_years", ""), ZERO)),
        debt_years=None if years is None else int(years),
        count_home=bool(said.amounts.get(("count_home", ""), ZERO)),
        marks=never_said(members, told)
        | {
            f"{key}.{name}" if key else name: _kept(name, mark)
            for (name, key), mark in said.marks.items()
            if name in (MEMBER_FEEDS if key else HOUSEHOLD_FEEDS)
        },
        **amounts,
    )


def _kept(name: str, mark: Mark) -> Mark:
    """Where a figure not told has a usual value instead, that value is to be verified."""
    optional = name in (*HOUSEHOLD_OPTIONAL, *MEMBER_OPTIONAL, *HOUSEHOLD_RATES, "debt_years")
    return Mark.UNVERIFIED if optional and mark == Mark.NOT_TOLD else mark


def _member(who: Who, said: Said, policies: tuple[PolicyRow, ...], on: date) -> CaseMember:
    key = who.key
    not_told = said.marks.get(("income", key)) == Mark.NOT_TOLD
    told = {name.removeprefix(COVER): amount for (name, of), amount in said.amounts.items()
            if of == key and name.startswith(COVER)}  # fmt: skip
    held = [held_of(policy, on) for policy in policies if policy.member_id == key]
    cover, kept = _together(told, held)
    cover, kept, medical = _with_terms(cover, kept, *(said.amounts.get((name, key)) for name in TERMS))
    figures: dict[str, Any] = {name: said.amounts.get((name, key), ZERO) for name in MEMBER_MONEY}
    figures |= {name: said.amounts.get((name, key)) for name in MEMBER_OPTIONAL}
    return CaseMember(
        key=key,
        relation=who.relation,
        age=who.age,
        sex=who.sex,
        income=None if not_told else said.amounts.get(("income", key), ZERO),
        cover=cover,
        policies=kept,
        medical=medical,
        retires_in=_wish(who, said),
        statutory_in=who.statutory_in,
        **figures,
    )


def _wish(who: Who, said: Said) -> int | None:
    """Years until the age the person wishes to retire at, None when none was said."""
    age = said.amounts.get((RETIREMENT_AGE, who.key))
    return None if age is None else max(0, int(age) - who.age)


def held_of(policy: PolicyRow, on: date) -> Held:
    """A policy of the record as the analysis sees it on a day. What the employer pays costs the family nothing."""
    return Held(
        policy.product_name,
        {cover.event: Decimal(cover.amount) / FEN for cover in policy.covers},
        None if policy.ends_on is None else years_until(policy.ends_on, on),
        policy.employer_group,
        ZERO if policy.employer_group else Decimal(policy.premium) / FEN,
        years_to_pay(policy.starts_on, policy.ends_on, policy.pay_years, on),
        renewal_years=0 if is_city_scheme(policy.product_name) else None,
    )


def _together(told: Mapping[str, Decimal], held: list[Held]) -> tuple[dict[str, Decimal], tuple[Held, ...]]:
    cover: dict[str, Decimal] = {}
    for event, amount in told.items():
        amounts = [policy.covers.get(event, ZERO) for policy in held]
        known = max(amounts, default=ZERO) if event == Event.MEDICAL else sum(amounts, ZERO)
        if amount > known:
            cover[event] = amount if event == Event.MEDICAL else amount - known
        elif amount < known:
            held = _cut(held, event, amount)
    return cover, tuple(held)


def _with_terms(
    cover: dict[str, Decimal], held: tuple[Held, ...], deductible: Decimal | None, renewal: Decimal | None
) -> tuple[dict[str, Decimal], tuple[Held, ...], tuple[Medical, ...]]:
    """The terms that were told, put where they belong: to the cover told beside the policies, else to the policy with
    the highest limit."""
    years = None if renewal is None else int(renewal)
    if deductible is None and years is None:
        return cover, held, ()
    if limit := cover.get(Event.MEDICAL):
        others = {event: amount for event, amount in cover.items() if event != Event.MEDICAL}
        return others, held, (Medical(limit, deductible, years),)
    best = max((policy.covers.get(Event.MEDICAL, ZERO) for policy in held), default=ZERO)
    return cover, tuple(
        replace(policy, deductible=deductible, renewal_years=years)
        if best and policy.covers.get(Event.MEDICAL) == best else policy
        for policy in held
    ), ()  # fmt: skip


def _cut(held: list[Held], event: str, amount: Decimal) -> list[Held]:
    """At most ``amount`` of cover: those that last longest keep theirs."""
    left, kept = amount, {}
    lasting = [FOR_LIFE if policy.ends_in is None else policy.ends_in for policy in held]
    for number in sorted(range(len(held)), key=lambda n: -lasting[n]):
        pays = min(held[number].covers.get(event, ZERO), left)
        kept[number] = replace(held[number], covers={**held[number].covers, event: pays})
        left -= ZERO if event == Event.MEDICAL else pays
    return [kept[number] for number in range(len(held))]
