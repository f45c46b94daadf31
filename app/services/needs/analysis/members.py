"""One member of a case document, read strictly."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from app.enums import Event, Relation, Sex
from app.services.needs.statutory.files import shipped_bases
from app.services.rules.base.ages import age_on
from app.services.rules.needs.gaps.case import (
    MEMBER_MONEY,
    MEMBER_OPTIONAL,
    MEMBER_YEARS,
    CaseMember,
    Held,
    Medical,
    Study,
)
from app.services.rules.needs.pension import Bases, Work, basis_of, retirement
from app.services.tables.documents import Reader

MEMBER_FIELDS = (
    "key", "relation", "sex", "birth_date", "age", "income", "cover", "policies", "medical", "study", "retirement_age",
    "work", *MEMBER_MONEY, *MEMBER_OPTIONAL, *MEMBER_YEARS,
)  # fmt: skip
POLICY_FIELDS = (
    "name", "cover", "ends_on", "ends_in", "until_age", "group", "premium", "pay_years", "deductible", "renewal_years"
)  # fmt: skip
MEDICAL_FIELDS = ("limit", "deductible", "renewal_years", "scheme")
STUDY_FIELDS = ("from_age", "years", "year")
MOST_AGE = 120


def read_member(reader: Reader, item: Any, path: str, as_of: date) -> CaseMember:
    """One member; every fault is noted with its path, and reading goes on with a value that does no harm."""
    value = reader.mapping(item, path)
    reader.known(value, MEMBER_FIELDS, path)
    relation, sex = value.get("relation", Relation.SELF), value.get("sex")
    if relation not in list(Relation):
        reader.wrong(f"{path}.relation", "not_a_choice", text=str(relation), choices=", ".join(Relation))
        relation = Relation.SELF
    if sex is not None and sex not in list(Sex):
        reader.wrong(f"{path}.sex", "not_a_choice", text=str(sex), choices=", ".join(Sex))
    age = _age(reader, value, path, as_of)
    optional: dict[str, Any] = {
        name: None if value.get(name) is None else money(reader, value[name], f"{path}.{name}")
        for name in MEMBER_OPTIONAL
    }
    amounts: dict[str, Any] = {name: money(reader, value.get(name, 0), f"{path}.{name}") for name in MEMBER_MONEY}
    income = value.get("income", 0)
    retires, statutory = _retirement(reader, value, path, as_of, age)
    return CaseMember(
        key=reader.text(value.get("key"), f"{path}.key"),
        relation=Relation(relation),
        age=age,
        sex=sex,
        income=None if income is None else money(reader, income, f"{path}.income"),
        cover=_cover(reader, value.get("cover", {}), f"{path}.cover"),
        policies=tuple(
            _policy(reader, one, f"{path}.policies[{number}]", as_of, age)
            for number, one in enumerate(reader.sequence(value.get("policies", []), f"{path}.policies"))
        ),
        medical=tuple(
            _medical(reader, one, f"{path}.medical[{number}]")
            for number, one in enumerate(reader.sequence(value.get("medical", []), f"{path}.medical"))
        ),
        study=tuple(
            _study(reader, one, f"{path}.study[{number}]")
            for number, one in enumerate(reader.sequence(value.get("study", []), f"{path}.study"))
        ),
        retires_in=retires,
        statutory_in=statutory,
        **amounts,
        **optional,
    )


def money(reader: Reader, value: Any, path: str) -> Decimal:
    """An amount in yuan; one below 0 is a fault."""
    amount = reader.number(value, path)
    if amount < 0:
        reader.wrong(path, "negative")
    return amount


def day(reader: Reader, value: Any, path: str) -> date | None:
    """A day as ISO text; None, and a fault, for anything else."""
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        reader.wrong(path, "not_a_date", text=str(value))
        return None


def flag(reader: Reader, value: Any, path: str) -> bool:
    """True or false; anything else is a fault."""
    if not isinstance(value, bool):
        reader.wrong(path, "not_a_choice", text=str(value), choices="true, false")
    return bool(value)


def years_until(end: date, as_of: date) -> int:
    """The first whole year from ``as_of`` on or after which ``end`` is past; 0 when it is past already."""
    if end <= as_of:
        return 0
    whole = age_on(as_of, end)  # completed years between the two days
    return whole if (end.month, end.day) == (as_of.month, as_of.day) else whole + 1


def _age(reader: Reader, value: dict[str, Any], path: str, as_of: date) -> int:
    if "age" in value:
        return reader.whole(value["age"], f"{path}.age", 0, MOST_AGE)
    if "birth_date" not in value:
        reader.wrong(f"{path}.birth_date", "required")
        return 0
    born = day(reader, value["birth_date"], f"{path}.birth_date")
    if born is not None and born > as_of:
        reader.wrong(f"{path}.birth_date", "date_in_future")
        return 0
    age = 0 if born is None else age_on(born, as_of)
    if age > MOST_AGE:
        reader.wrong(f"{path}.birth_date", "number_too_large", text=str(age))
    return age


def _retirement(
    reader: Reader, value: dict[str, Any], path: str, as_of: date, age: int
) -> tuple[int | None, int | None]:  # fmt: skip
    """(years until the person wishes to retire, years until the statutory age); None where nothing tells it."""
    whole = {name: reader.whole(value[name], f"{path}.{name}", 0, MOST_AGE)
             for name in ("retirement_age", *MEMBER_YEARS) if value.get(name) is not None}  # fmt: skip
    if "retirement_age" in whole and "retires_in" in whole:
        reader.wrong(f"{path}.retires_in", "twice", text="retirement_age, retires_in")
    work = value.get("work")
    if work is not None and work not in list(Work):
        reader.wrong(f"{path}.work", "not_a_choice", text=str(work), choices=", ".join(Work))
        work = None
    wish = whole.get("retires_in")
    if "retirement_age" in whole:
        wish = max(0, whole["retirement_age"] - age)
    if "statutory_in" in whole:
        return wish, whole["statutory_in"]
    born, sex = value.get("birth_date"), value.get("sex")
    if not isinstance(born, str) or "age" in value or sex not in list(Sex):
        return wish, None
    try:
        kind = Work(work) if work else None
        return wish, statutory_years(date.fromisoformat(born), Sex(sex), kind, as_of, shipped_bases())
    except ValueError:  # the birth date is named as wrong where the age is read
        return wish, None


def statutory_years(born: date, sex: Sex, work: Work | None, on: date, bases: Bases) -> int:
    """Whole years from ``on`` until the statutory retirement, the last one begun counted; 0 when it is past."""
    return years_until(retirement(born, basis_of(sex, work, bases))[0], on)


def _cover(reader: Reader, item: Any, path: str) -> dict[str, Decimal]:
    cover = reader.mapping(item, path)
    for event in cover:
        if event not in list(Event):
            reader.wrong(f"{path}.{event}", "not_a_choice", text=event, choices=", ".join(Event))
    return {event: money(reader, amount, f"{path}.{event}") for event, amount in cover.items()}


def _policy(reader: Reader, item: Any, path: str, as_of: date, age: int) -> Held:
    value = reader.mapping(item, path)
    reader.known(value, POLICY_FIELDS, path)
    pay = value.get("pay_years")
    deductible, renewal = _terms(reader, value, path)
    return Held(
        name=reader.text(value.get("name"), f"{path}.name"),
        covers=_cover(reader, value.get("cover", {}), f"{path}.cover"),
        ends_in=_ends_in(reader, value, path, as_of, age),
        group=flag(reader, value.get("group", False), f"{path}.group"),
        premium=money(reader, value.get("premium", 0), f"{path}.premium"),
        pay_years=None if pay is None else reader.whole(pay, f"{path}.pay_years", 0, MOST_AGE),
        deductible=deductible,
        renewal_years=renewal,
    )


def _ends_in(reader: Reader, value: dict[str, Any], path: str, as_of: date, age: int) -> int | None:
    """A policy ends on a day, in so many years, or at an age of the insured; only one of the three may be given."""
    given = [name for name in ("ends_on", "ends_in", "until_age") if value.get(name) is not None]
    if len(given) > 1:
        reader.wrong(f"{path}.{given[1]}", "twice", text=", ".join(given))
    if not given:
        return None
    if given[0] == "ends_on":
        end = day(reader, value["ends_on"], f"{path}.ends_on")
        return None if end is None else years_until(end, as_of)
    most = reader.whole(value[given[0]], f"{path}.{given[0]}", 0, MOST_AGE)
    return most if given[0] == "ends_in" else max(0, most - age)


def _medical(reader: Reader, item: Any, path: str) -> Medical:
    value = reader.mapping(item, path)
    reader.known(value, MEDICAL_FIELDS, path)
    deductible, renewal = _terms(reader, value, path)
    scheme = value.get("scheme")
    return Medical(
        limit=money(reader, value.get("limit"), f"{path}.limit"),
        deductible=deductible,
        renewal_years=renewal,
        scheme=None if scheme is None else flag(reader, scheme, f"{path}.scheme"),
    )


def _terms(reader: Reader, value: dict[str, Any], path: str) -> tuple[Decimal | None, int | None]:
    """Deductible and years of guaranteed renewal of a medical cover, None where not known."""
    deductible, renewal = value.get("deductible"), value.get("renewal_years")
    return (
        None if deductible is None else money(reader, deductible, f"{path}.deductible"),
        None if renewal is None else reader.whole(renewal, f"{path}.renewal_years", 0, MOST_AGE),
    )


def _study(reader: Reader, item: Any, path: str) -> Study:
    value = reader.mapping(item, path)
    reader.known(value, STUDY_FIELDS, path)
    return Study(
        from_age=reader.whole(value.get("from_age"), f"{path}.from_age", 0, MOST_AGE),
        years=reader.whole(value.get("years"), f"{path}.years", 1, 30),
        year=money(reader, value.get("year"), f"{path}.year"),
    )
