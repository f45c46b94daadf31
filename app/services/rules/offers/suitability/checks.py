"""What speaks against a plan: each rule looks at the whole situation and says what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction

from app.enums import Event, ProductKind, Severity
from app.services.rules.offers.eligibility import minor_death_cap
from app.services.rules.offers.suitability.facts import ADULT, Finding, Held, Offered, Party, Situation, Thresholds
from app.services.rules.spine.coverage import OVERSHOOT

Rule = Callable[[Situation, Thresholds], Iterable[Finding]]


def share_of(situation: Situation) -> Fraction | None:
    """All premiums a year, old and new, over the income; None when the income is not known."""
    if not situation.income:
        return None
    return Fraction(situation.premium + situation.paid_before, situation.income)


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
    """The customer's risk class against a product whose value may fall: what is guaranteed bears no such risk."""
    if situation.risk is None:
        return
    for code, grade in dict.fromkeys((offer.product, offer.grade) for offer in situation.offered if offer.varies):
        if grade.value[1:] > situation.risk.value[1:]:
            yield Finding(
                "risk_grade", Severity.STOP, {"product": code, "grade": grade.value, "risk": situation.risk.value}
            )


def _mismatch(situation: Situation, _limits: Thresholds) -> Iterator[Finding]:
    """A product that answers no confirmed need. A waiver answers none by itself: it goes with what it waives; a main
    may be there for the sake of a rider that does, and that is said."""
    for offer in situation.offered:
        if not offer.answers and offer.kind != ProductKind.WAIVER:
            yield Finding(
                "carrier" if offer.carries else "no_need", Severity.NOTE if offer.carries else Severity.STOP,
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
    share = share_of(situation)
    if share is not None and share > limits.warn_share:
        stop = share > limits.stop_share
        limit = limits.stop_share if stop else limits.warn_share
        yield Finding(
            "burden_stop" if stop else "burden_warn", Severity.STOP if stop else Severity.CARE,
            {"share": float(share), "limit": float(limit), "before": situation.paid_before},
        )  # fmt: skip
    yield from _at_once(situation, limits)
    if situation.budget is not None and situation.premium > situation.budget:
        yield Finding(
            "over_budget", Severity.CARE, {"more": situation.premium - situation.budget, "budget": situation.budget}
        )


def _at_once(situation: Situation, limits: Thresholds) -> Iterator[Finding]:
    """Single premiums against the money at hand: what is tied up is not there when it is needed."""
    single, liquid = situation.single, situation.liquid
    if liquid is None or single <= liquid * limits.single_warn:
        return
    stop = single > liquid * limits.single_stop
    limit = limits.single_stop if stop else limits.single_warn
    yield Finding(
        "single_stop" if stop else "single_warn", Severity.STOP if stop else Severity.CARE,
        {"single": single, "liquid": liquid, "limit": float(limit)},
    )  # fmt: skip


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
    """A second indemnity cover of a tier pays nothing more; an employer's ends with the job and may be kept beside. A
    city's scheme is a tier of its own."""
    for person in situation.people:
        for city in (False, True):
            mine = [o for o in situation.offered if o.indemnity and o.insured == person.key and o.city == city]
            held = [h for h in situation.held if h.member == person.key and h.event == Event.MEDICAL and h.city == city]
            if mine:
                yield from _second(situation, person, mine, held)


def _second(situation: Situation, person: Party, mine: list[Offered], held: list[Held]) -> Iterator[Finding]:
    told = {"member": person.name, "product": mine[0].product}
    if len(mine) > 1:
        products = ",".join(offer.product for offer in mine)
        yield Finding("indemnity_twice", Severity.STOP, {"member": person.name, "products": products})
    if any(not one.group and not _falls_short(situation, mine[0], one) for one in held):
        yield Finding("indemnity_held", Severity.STOP, told)
    elif any(not one.group for one in held):
        yield Finding("indemnity_better", Severity.NOTE, told)
    elif held:
        yield Finding("indemnity_group", Severity.CARE, told)


def _falls_short(situation: Situation, offer: Offered, held: Held) -> bool:
    """Whether a cover that is held leaves open what the offer closes: it has a deductible or its renewal is not
    guaranteed, the offer answers the whole need, and is in that respect no worse than what is held."""
    closes = any(
        need.member == offer.insured and need.event == Event.MEDICAL and 0 < need.gap <= need.cover
        for need in situation.asked
    )
    large, may_end = bool(held.deductible), held.renewal_years == 0
    lower = large and (offer.deductible is None or offer.deductible < (held.deductible or 0))
    surer = may_end and (offer.renewal_years is None or offer.renewal_years > 0)
    return closes and (lower or surer)


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
