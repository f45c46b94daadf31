"""The analysis of a case document: needs, gaps and their worksheets, for the command line and for the window alike."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from app import paths
from app.enums import Event, Relation, Sex
from app.services.documents import Reader
from app.services.rules import assumptions
from app.services.rules.ages import age_on
from app.services.rules.assumptions import Assumptions
from app.services.rules.gaps import FORMULA_VERSION, Case, CaseMember, NeedResult, analyse
from app.services.rules.life_stages import stage_of, suggested_order
from app.services.worksheets import answer

MEMBER_FIELDS = ("key", "relation", "sex", "birth_date", "age", "income", "education_savings", "cover")
MONEY_FIELDS = ("expenses", "liquid", "debts", "parents_support", "retirement_funds", "state_pension_month", "legacy")
CASE_FIELDS = (
    "as_of", "members", "assumptions", "declined", "parents_years", "retirement_month", "education_year", *MONEY_FIELDS
)  # fmt: skip


@cache
def default_assumptions() -> dict[str, Any]:
    """The shipped set: ``{"name", "version", "values"}``."""
    loaded: dict[str, Any] = json.loads(paths.resource("assumptions", "default.json").read_text(encoding="utf-8"))
    return loaded


def assumption_set(changes: dict[str, Any]) -> Assumptions:
    return assumptions.make(default_assumptions()["values"], changes)


def analyse_document(document: Any, file: str = "", today: date | None = None) -> dict[str, Any]:
    """A case as in ``resources/schemas/case.schema.json`` in; needs with their worksheets out. Raises InputError."""
    case, a, as_of = read_case(document, file, today or date.today())  # noqa: DTZ011 - the agent's own calendar day
    needs = analyse(case, a)
    return describe(case, a, as_of, needs)


def describe(case: Case, a: Assumptions, as_of: date, needs: tuple[NeedResult, ...]) -> dict[str, Any]:
    """What an analysis says, as kept with a confirmed interview."""
    shipped = default_assumptions()
    return {
        "as_of": as_of.isoformat(),
        "formula_version": FORMULA_VERSION,
        "assumptions": {
            "name": shipped["name"],
            "version": shipped["version"],
            "values": {name: float(getattr(a, name)) for name in assumptions.NAMES},
        },
        "life_stage": stage_of(case.members).value,
        "order": suggested_order(case.members, needs),
        "needs": [_describe_need(need) for need in needs],
    }


def _describe_need(need: NeedResult) -> dict[str, Any]:
    return {
        "key": need.key,
        "member": need.member,
        "event": need.event,
        "need": float(need.result.need),
        "have": float(need.result.resources),
        "gap": float(need.result.gap),
        "surplus": float(need.result.surplus),
        "worksheet": answer(need.sheet, need.result),
        "methods": [answer(sheet, result) for sheet, result in need.others],
    }


def read_case(document: Any, file: str, today: date) -> tuple[Case, Assumptions, date]:
    """Strictly: every fault is named with its path."""
    reader = Reader(file)
    root = reader.mapping(document, "")
    reader.known(root, CASE_FIELDS, "")
    as_of = _date(reader, root.get("as_of", today.isoformat()), "as_of") or today
    members = [
        _member(reader, item, f"members[{number}]", as_of)
        for number, item in enumerate(reader.sequence(root.get("members"), "members"))
    ]
    if not members:
        reader.wrong("members", "required")
    keys = [member.key for member in members]
    for number, key in enumerate(keys):
        if key in keys[:number]:
            reader.wrong(f"members[{number}].key", "twice", text=key)
    money = {name: _money(reader, root.get(name, 0), name) for name in MONEY_FIELDS}
    optional = {
        name: None if root.get(name) is None else _money(reader, root[name], name)
        for name in ("retirement_month", "education_year")
    }
    years = reader.whole(root.get("parents_years", 0), "parents_years", 0, 100)
    declined = _declined(reader, root.get("declined", []))
    changes = _changes(reader, root.get("assumptions", {}))
    reader.finish()
    amounts: dict[str, Any] = money | optional
    case = Case(members=tuple(members), parents_years=years, declined=declined, **amounts)
    return case, assumption_set(changes), as_of


def _member(reader: Reader, item: Any, path: str, as_of: date) -> CaseMember:
    value = reader.mapping(item, path)
    reader.known(value, MEMBER_FIELDS, path)
    relation, sex = value.get("relation", Relation.SELF), value.get("sex")
    if relation not in list(Relation):
        reader.wrong(f"{path}.relation", "not_a_choice", text=str(relation), choices=", ".join(Relation))
        relation = Relation.SELF
    if sex is not None and sex not in list(Sex):
        reader.wrong(f"{path}.sex", "not_a_choice", text=str(sex), choices=", ".join(Sex))
    cover = reader.mapping(value.get("cover", {}), f"{path}.cover")
    for event in cover:
        if event not in list(Event):
            reader.wrong(f"{path}.cover.{event}", "not_a_choice", text=event, choices=", ".join(Event))
    return CaseMember(
        key=reader.text(value.get("key"), f"{path}.key"),
        relation=Relation(relation),
        age=_age(reader, value, path, as_of),
        sex=sex,
        income=_money(reader, value.get("income", 0), f"{path}.income"),
        cover={event: _money(reader, amount, f"{path}.cover.{event}") for event, amount in cover.items()},
        education_savings=_money(reader, value.get("education_savings", 0), f"{path}.education_savings"),
    )


def _age(reader: Reader, value: dict[str, Any], path: str, as_of: date) -> int:
    if "age" in value:
        return reader.whole(value["age"], f"{path}.age", 0, 120)
    if "birth_date" not in value:
        reader.wrong(f"{path}.birth_date", "required")
        return 0
    born = _date(reader, value["birth_date"], f"{path}.birth_date")
    if born is not None and born > as_of:
        reader.wrong(f"{path}.birth_date", "date_in_future")
        return 0
    return 0 if born is None else age_on(born, as_of)


def _money(reader: Reader, value: Any, path: str) -> Decimal:
    amount = reader.number(value, path)
    if amount < 0:
        reader.wrong(path, "negative")
    return amount


def _date(reader: Reader, value: Any, path: str) -> date | None:
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        reader.wrong(path, "not_a_date", text=str(value))
        return None


def _declined(reader: Reader, value: Any) -> frozenset[str]:
    events = reader.sequence(value, "declined")
    for number, event in enumerate(events):
        if event not in list(Event):
            reader.wrong(f"declined[{number}]", "not_a_choice", text=str(event), choices=", ".join(Event))
    return frozenset(str(event) for event in events)


def _changes(reader: Reader, value: Any) -> dict[str, Any]:
    changes = reader.mapping(value, "assumptions")
    reader.known(changes, assumptions.NAMES, "assumptions")
    for name, number in changes.items():
        above = Decimal(-1) if name in assumptions.RATES else None
        read = reader.number(number, f"assumptions.{name}", above=above)
        if name not in assumptions.RATES and read < 0:
            reader.wrong(f"assumptions.{name}", "negative")
    return {name: number for name, number in changes.items() if name in assumptions.NAMES}
