"""The request document of ``combine`` and its answer, in yuan."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from app.enums import Sex
from app.services.rules.base.ages import age_on
from app.services.rules.offers.combinations import Answer, Item, Lock, NeedCover, NeedGap, Pair, Plan, Request
from app.services.rules.offers.eligibility import MINOR_CAPS, MinorCaps, Person
from app.services.rules.spine.coverage import Asking
from app.services.tables.documents import Reader

FIELDS = (
    "as_of", "budget", "affordable", "overshoot", "members", "needs", "locked", "excluded",
    "payer", "pairs", "minor_caps", "forbidden", "single_limit", "age_plus_pay",
)  # fmt: skip
MOST_OVERSHOOT = 1000
MOST_YUAN = Decimal("1e12")  # beyond it fen no longer fit the solver's numbers exactly


def read_request(document: Any, file: str, today: date) -> Request:
    """Raises InputError with every fault and its path."""
    reader = Reader(file)
    root = reader.mapping(document, "")
    reader.known(root, FIELDS, "")
    as_of = _date(reader, root.get("as_of", today.isoformat()), "as_of") or today
    people = tuple(
        _person(reader, item, f"members[{n}]", as_of)
        for n, item in enumerate(reader.sequence(root.get("members"), "members"))
    )
    keys = [person.key for person in people]
    _unique(reader, keys, "members", "key")
    needs = tuple(
        _need(reader, item, f"needs[{n}]", keys) for n, item in enumerate(reader.sequence(root.get("needs"), "needs"))
    )
    _unique(reader, [need.key for need in needs], "needs", "key")
    _unique(reader, [f"{need.member} {need.event}" for need in needs], "needs", "event")
    locked = tuple(
        _lock(reader, item, f"locked[{n}]", keys)
        for n, item in enumerate(reader.sequence(root.get("locked", []), "locked"))
    )
    excluded = [
        reader.text(code, f"excluded[{n}]")
        for n, code in enumerate(reader.sequence(root.get("excluded", []), "excluded"))
    ]
    budget, affordable, single_limit = (
        _fen(reader, root[name], name) if root.get(name) is not None else None
        for name in ("budget", "affordable", "single_limit")
    )
    overshoot = reader.number(root.get("overshoot", Decimal("0.2")), "overshoot")
    if overshoot < 0:
        reader.wrong("overshoot", "negative")
    if overshoot > MOST_OVERSHOOT:
        reader.wrong("overshoot", "number_too_large", text=str(overshoot))
    _unique(reader, [f"{lock.product} {lock.insured}" for lock in locked], "locked", "product")
    payer = root.get("payer")
    payer = None if payer is None else _member(reader, payer, "payer", keys)
    pairs = tuple(
        _pair(reader, item, f"pairs[{n}]") for n, item in enumerate(reader.sequence(root.get("pairs", []), "pairs"))
    )
    forbidden = frozenset(
        _forbidden(reader, item, f"forbidden[{n}]", keys)
        for n, item in enumerate(reader.sequence(root.get("forbidden", []), "forbidden"))
    )
    line = root.get("age_plus_pay")
    line = None if line is None else reader.whole(line, "age_plus_pay", 0, 120)
    caps = _caps(reader, root["minor_caps"]) if "minor_caps" in root else MINOR_CAPS
    reader.finish()
    return Request(
        as_of, people, needs, budget, affordable, Fraction(overshoot), locked, frozenset(excluded),
        next((person for person in people if person.key == payer), None), pairs, caps, forbidden,
        single_limit,
        line,
    )  # fmt: skip


def write_answer(answer: Answer) -> dict[str, Any]:
    """The answer of ``combine``: plans and curve, amounts in yuan."""
    return {
        "plans": [write_plan(plan) for plan in answer.plans],
        "frontier": [{"premium": p.premium / 100, "objective": float(p.objective)} for p in answer.frontier],
    }


def write_plan(plan: Plan) -> dict[str, Any]:
    """One plan with its proof, items and coverage, amounts in yuan."""
    return {
        "name": plan.name,
        "budget": None if plan.budget is None else plan.budget / 100,
        "premium": plan.premium / 100,
        "single": plan.single / 100,
        "objective": float(plan.objective),
        "status": plan.status,
        "gap": plan.gap,
        "premium_gap": plan.premium_gap,
        "bonus": float(plan.bonus),
        "items": [_item(item) for item in plan.items],
        "coverage": [_cover(cover) for cover in plan.coverage],
    }


def _item(item: Item) -> dict[str, Any]:
    answers = [{"need": need, "amount": amount / 100} for need, amount in item.answers]
    return {
        "product": item.product,
        "insured": item.insured,
        "sum": item.sum / 100,
        "premium": item.premium / 100,
        "answers": answers,
    }


def _cover(cover: NeedCover) -> dict[str, Any]:
    return {
        "need": cover.need.key,
        "gap": cover.need.gap / 100,
        "cover": cover.cover / 100,
        "ratio": float(cover.ratio),
        "why_open": cover.why_open.value if cover.why_open else None,
        "missing": [datum.value for datum in cover.missing],
    }


def _person(reader: Reader, item: Any, path: str, as_of: date) -> Person:
    value = reader.mapping(item, path)
    reader.known(
        value, ("key", "sex", "birth_date", "age", "occupation_class", "premium_limit", "held_death", "health"), path
    )
    sex = value.get("sex")
    if sex is not None and sex not in list(Sex):
        reader.wrong(f"{path}.sex", "not_a_choice", text=str(sex), choices=", ".join(Sex))
    age: int | None = None
    if value.get("age") is not None:
        age = reader.whole(value["age"], f"{path}.age", 0, 120)
    elif "birth_date" in value:
        born = _date(reader, value["birth_date"], f"{path}.birth_date")
        age = None if born is None else age_on(born, as_of)
        if age is not None and age < 0:
            reader.wrong(f"{path}.birth_date", "date_in_future")
    elif "age" not in value:  # null is an age nobody knows: it does not matter for goods
        reader.wrong(f"{path}.birth_date", "required")
    job = value.get("occupation_class")
    job = None if job is None else reader.whole(job, f"{path}.occupation_class", 1, 6)
    limit = value.get("premium_limit")
    limit = None if limit is None else _fen(reader, limit, f"{path}.premium_limit")
    held = _fen(reader, value.get("held_death", 0), f"{path}.held_death")
    return Person(reader.text(value.get("key"), f"{path}.key"), sex, age, job, limit, held)


def _need(reader: Reader, item: Any, path: str, members: list[str]) -> NeedGap:
    value = reader.mapping(item, path)
    reader.known(value, ("key", "member", "event", "gap", "in_force", "on_its_way", "weight"), path)
    weight = reader.number(value.get("weight", 1), f"{path}.weight")
    if weight < 0:
        reader.wrong(f"{path}.weight", "negative")
    answered = [_fen(reader, value.get(name, 0), f"{path}.{name}") for name in ("in_force", "on_its_way")]
    return NeedGap(
        reader.text(value.get("key"), f"{path}.key"),
        _member(reader, value.get("member"), f"{path}.member", members),
        event := reader.text(value.get("event"), f"{path}.event"),
        Asking(event, _fen(reader, value.get("gap"), f"{path}.gap"), *answered).asked,
        Fraction(weight),
    )


def _lock(reader: Reader, item: Any, path: str, members: list[str]) -> Lock:
    value = reader.mapping(item, path)
    reader.known(value, ("product", "insured", "sum"), path)
    total = value.get("sum")
    return Lock(
        reader.text(value.get("product"), f"{path}.product"),
        _member(reader, value.get("insured"), f"{path}.insured", members),
        None if total is None else _fen(reader, total, f"{path}.sum"),
    )


def _pair(reader: Reader, item: Any, path: str) -> Pair:
    value = reader.mapping(item, path)
    reader.known(value, ("products", "bonus"), path)
    codes = [
        reader.text(code, f"{path}.products[{n}]")
        for n, code in enumerate(reader.sequence(value.get("products"), f"{path}.products"))
    ]
    if len(set(codes)) < 2:
        reader.wrong(f"{path}.products", "pair_of_one")
    bonus = reader.number(value.get("bonus"), f"{path}.bonus", above=Decimal(0))
    return Pair(tuple(codes), Fraction(bonus))


def _forbidden(reader: Reader, item: Any, path: str, members: list[str]) -> tuple[str, str]:
    value = reader.mapping(item, path)
    reader.known(value, ("product", "insured"), path)
    product = reader.text(value.get("product"), f"{path}.product")
    return product, _member(reader, value.get("insured"), f"{path}.insured", members)


def _caps(reader: Reader, value: Any) -> MinorCaps:
    """``[{"below": 10, "cap": 200000}, …]``, the lowest age first."""
    caps = []
    for number, item in enumerate(reader.sequence(value, "minor_caps")):
        path = f"minor_caps[{number}]"
        entry = reader.mapping(item, path)
        reader.known(entry, ("below", "cap"), path)
        below = reader.whole(entry.get("below"), f"{path}.below", 1, 120)
        caps.append((below, _fen(reader, entry.get("cap"), f"{path}.cap")))
    return tuple(sorted(caps))


def _member(reader: Reader, value: Any, path: str, members: list[str]) -> str:
    if value not in members:
        reader.wrong(path, "not_a_choice", text=str(value), choices=", ".join(members))
    return str(value)


def _fen(reader: Reader, value: Any, path: str) -> int:
    amount = reader.number(value, path) * 100
    if amount < 0:
        reader.wrong(path, "negative")
    if amount > MOST_YUAN * 100:
        reader.wrong(path, "number_too_large", text=str(value))
    if amount != amount.to_integral_value():
        reader.wrong(path, "not_money", text=str(value))
    return int(amount)


def _date(reader: Reader, value: Any, path: str) -> date | None:
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        reader.wrong(path, "not_a_date", text=str(value))
        return None


def _unique(reader: Reader, keys: list[str], path: str, name: str) -> None:
    for number, key in enumerate(keys):
        if key in keys[:number]:
            reader.wrong(f"{path}[{number}].{name}", "twice", text=key)
