"""A product from the form of its editor: the same checks as an import, each at its field; saved as a new version."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app import models, words
from app.enums import Event, Grade, NodeKind, ProductKind, ProductPhase, VersionCause
from app.errors import InputError, Place, Problem, bad_input
from app.services.base.store import Actor, Store
from app.services.offers.catalogue import columns, keeping
from app.services.offers.catalogue.assumed_rates import caps_of
from app.services.offers.catalogue.checks import check_product, check_together
from app.services.offers.catalogue.reading import ProductRow, one, read_all
from app.services.offers.catalogue.wording import category_of
from app.services.offers.catalogue.workbook import MOST_COMMISSION, years
from app.services.rules.base.spoken_numbers import read_amount, read_number, read_pieces, read_share, read_years
from app.services.rules.offers.products import YES, Cover, Product, Rate
from app.services.spine import tracing

Cells = Sequence[str]
Read = Callable[[str], Decimal | None]
TEXTS = ("code", "name_zh", "name_en", "insurer", "category")
SUMS = ("sum_min", "sum_max", "sum_step")
PLAIN = ("age_min", "age_max", "occupation_max", "age_plus_pay_max", "cooling_off_days", "waiting_days",
         "on_sale_from", "on_sale_to")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Checked:
    """``doubts`` are for the eye and keep nothing from being saved."""

    product: Product
    doubts: tuple[Problem, ...]


def values_of(product: Product) -> dict[str, Any]:
    """What the editor shows of a product: sums in fen, decimals and table cells as texts."""
    values: dict[str, Any] = {name: getattr(product, name) for name in (*TEXTS, *SUMS, *PLAIN, "sex", "indemnity")}
    values |= {"kind": product.kind.value, "grade": product.grade.value}
    values["phase"] = product.phase.value if product.phase else None
    values |= {"pay_years": product.pay_years, "term": product.term, "mains": ";".join(product.mains)}
    for name in ("rate_unit", "max_ratio_to_main"):
        found = getattr(product, name)
        values[name] = "" if found is None else f"{found.normalize():f}"
    values["covers"] = [(cover.event, f"{cover.factor.normalize():f}") for cover in product.covers]
    values["rates"] = [(r.sex or "", str(r.age_from), str(r.age_to), f"{r.rate.normalize():f}") for r in product.rates]
    commission = product.commission_rate
    values["commission_rate"] = "" if commission is None else f"{(Decimal(commission) / 100).normalize():f}"
    values |= {name: product.facts.get(name, "") for name in columns.FACTS}
    return values | {"early": product.early}


def check(store: Store, values: Mapping[str, Any], product_id: str | None = None) -> Checked:
    """Raises InputError with every fault at its field; one of a table says its row."""
    with store.read() as session:
        return _checked(session, values, product_id)


def save(
    store: Store, actor: Actor, values: Mapping[str, Any], product_id: str | None = None, version: int | None = None,
    note: str = "",
) -> ProductRow:  # fmt: skip
    """A new product, or a new version of one; nothing is written where nothing differs. Raises InputError as
    :func:`check`; ``changed_meanwhile`` when it is no longer ``version``."""
    with store.write(actor, "product.edit" if product_id else "product.add", product_id) as session:
        product = _checked(session, values, product_id).product
        if product_id is None:
            last = session.scalar(select(func.max(models.Product.position))) or 0
            return one(session, keeping.add(session, product, last + 1))
        return _replace(session, product_id, product, version, note)


def restore(store: Store, actor: Actor, product_id: str, product: Product, note: str = "") -> ProductRow:
    """Make a former version the newest one again; what there is now is kept as a version like any other."""
    with store.write(actor, "product.edit", product_id) as session:
        return _replace(session, product_id, product, None, note)


def _replace(session: Any, product_id: str, product: Product, version: int | None, note: str) -> ProductRow:
    row = one(session, product_id)
    if version is not None and row.version != version:
        raise bad_input("changed_meanwhile")
    if row.product == product:
        return row
    keeping.replace(session, row, product, VersionCause.EDITED, note)
    tracing.touched(session, NodeKind.PRODUCT, [product_id])
    session.flush()
    return one(session, product_id)


def _checked(session: Session, values: Mapping[str, Any], product_id: str | None) -> Checked:
    problems: list[Problem] = []
    product = _product(values, problems)
    others = {row.product.code: row.product.kind for row in read_all(session) if row.id != product_id}
    if product.code in others:
        problems.append(Problem("product_twice", Place(field="code"), {"code": product.code}))
    faults, doubts = check_product(product, caps_of(session))
    problems += [found for found in faults if found.place.field not in {one.place.field for one in problems}]
    problems += check_together(product, others | {product.code: product.kind})
    if problems:
        raise InputError(problems)
    return Checked(product, tuple(doubts))


def _product(values: Mapping[str, Any], problems: list[Problem]) -> Product:
    problems += [Problem("required", Place(field=name)) for name in ("code", "name_zh") if not values.get(name)]
    phase = values.get("phase")
    unit = _decimal(values.get("rate_unit"), "rate_unit", problems)
    if unit is None and not any(problem.place.field == "rate_unit" for problem in problems):
        problems.append(Problem("required", Place(field="rate_unit")))
    mains = re.split("[;；,，、\\s]+", values.get("mains") or "")
    fields: dict[str, Any] = {name: values.get(name) or "" for name in TEXTS} | {n: values.get(n) for n in PLAIN}
    fields["category"] = category_of(fields["category"])
    fields["name_en"] = fields["name_en"] or fields["name_zh"]
    return Product(
        **fields,
        kind=ProductKind(values.get("kind") or ProductKind.MAIN),
        sum_min=values.get("sum_min") or 0,
        sum_max=values.get("sum_max"),
        sum_step=values.get("sum_step") or 0,
        covers=tuple(_covers(values.get("covers") or (), problems)),
        rates=tuple(_rates(values.get("rates") or (), problems)),
        rate_unit=unit if unit is not None else Decimal(1),
        sex=values.get("sex") or None,
        pay_years=years(values.get("pay_years") or ""),
        term=years(values.get("term") or ""),
        grade=Grade(values.get("grade") or Grade.P1),
        mains=tuple(code for code in mains if code),
        max_ratio_to_main=_decimal(values.get("max_ratio_to_main"), "max_ratio_to_main", problems),
        indemnity=bool(values.get("indemnity")),
        phase=ProductPhase(phase) if phase else None,
        commission_rate=_commission(values.get("commission_rate"), problems),
        facts=_facts(values, problems),
    )


def _facts(values: Mapping[str, Any], problems: list[Problem]) -> dict[str, str]:
    """Texts as they are; of the figures that rules read, what is no number is a fault at its field."""
    found = {name: values[name] for name in columns.FACTS if values.get(name) and name not in columns.FIGURES}
    deductible = _decimal(values.get("deductible"), "deductible", problems, read_amount)
    if deductible is not None and (deductible < 0 or deductible * 100 % 1):
        problems.append(Problem("not_money", Place(field="deductible"), {"text": values["deductible"]}))
    elif deductible is not None:
        found["deductible"] = f"{deductible.normalize():f}"
    renewal = _decimal(values.get("renewal_years"), "renewal_years", problems, read_years)
    if renewal is not None and renewal % 1:
        problems.append(Problem("not_whole", Place(field="renewal_years"), {"text": values["renewal_years"]}))
    elif renewal is not None:
        found["renewal_years"] = str(int(renewal))
    return found | ({"early": YES} if values.get("early") else {})


def _commission(text: str | None, problems: list[Problem]) -> int | None:
    """Per cent as typed, kept in hundredths of a per cent."""
    percent = _decimal(text, "commission_rate", problems, read_share)
    if percent is None:
        return None
    if not 0 <= percent <= MOST_COMMISSION or percent * 100 % 1:
        values = {"text": text, "most": MOST_COMMISSION}
        problems.append(Problem("commission_rate", Place(field="commission_rate"), values))
        return None
    return int(percent * 100)


def _covers(rows: Iterable[Cells], problems: list[Problem]) -> list[Cover]:
    found: dict[str, Cover] = {}
    for number, (event, factor) in enumerate(rows, 1):
        event = words.meant(Event, event) or event.strip()
        value = _cell(factor, "covers", number, read_number, problems)
        if not event:
            problems.append(_at("covers", number, "required"))
        elif event in found:
            problems.append(_at("covers", number, "twice", text=event))
        elif value is not None and value <= 0:
            problems.append(_at("covers", number, "not_above", text=factor, bound=0))
        elif value is not None:
            found[event] = Cover(event, value)
    return sorted(found.values(), key=lambda cover: cover.event)


def _rates(rows: Iterable[Cells], problems: list[Problem]) -> list[Rate]:
    found = []
    for number, (sex, first, last, rate) in enumerate(rows, 1):
        word = sex.strip().lower()
        if word not in columns.SEX_WORDS:
            problems.append(_at("rates", number, "not_a_choice", text=sex, choices="M 男, F 女, any 不限"))
            continue
        ages = [_cell(text, "rates", number, _age, problems) for text in (first, last)]
        value = _cell(rate, "rates", number, read_number, problems)
        if ages[0] is None or ages[1] is None or value is None:
            continue
        if ages[1] < ages[0]:
            problems.append(_at("rates", number, "age_to_before_from", first=ages[0], last=ages[1]))
        elif value <= 0:
            problems.append(_at("rates", number, "not_above", text=rate, bound=0))
        else:
            found.append(Rate(columns.SEX_WORDS[word], int(ages[0]), int(ages[1]), value))
    return sorted(found, key=lambda one: (one.sex or "", one.age_from))


def _cell(text: str, field: str, row: int, read: Read, problems: list[Problem]) -> Decimal | None:
    try:
        value = read(text)
    except ValueError:
        problems.append(_at(field, row, "not_a_number", text=text))
        return None
    if value is None:
        problems.append(_at(field, row, "required"))
    return value


def _age(text: str) -> Decimal | None:
    age = read_pieces(text)
    if age is not None and age != age.to_integral_value():
        raise ValueError(text)
    return age


def _decimal(text: str | None, field: str, problems: list[Problem], read: Read = read_number) -> Decimal | None:
    if not (text or "").strip():
        return None
    found: list[Problem] = []
    value = _cell(text or "", field, 0, read, found)
    problems += [replace(problem, place=Place(field=field)) for problem in found]
    return value


def _at(field: str, row: int, code: str, /, **values: Any) -> Problem:
    return Problem(code, Place(field=field, row=row), values)
