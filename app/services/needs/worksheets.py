"""Worksheets as a JSON document: read strictly, answered unrounded."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from app.enums import Sex
from app.errors import InputError
from app.services.needs.life_tables import sample_table
from app.services.rules.needs.worksheets import Line, Payment, Result, Worksheet, evaluate
from app.services.tables.documents import Reader


def evaluate_document(document: Any, file: str = "") -> dict[str, Any]:
    """``{"worksheets": [...]}`` in, the same names and labels with their values out. Raises InputError: all faults."""
    reader = Reader(file)
    root = reader.mapping(document, "")
    reader.known(root, ("worksheets",), "")
    sheets = [
        _read_sheet(reader, item, f"worksheets[{number}]")
        for number, item in enumerate(reader.sequence(root.get("worksheets"), "worksheets"))
    ]
    reader.finish()
    answers = []
    for number, sheet in enumerate(sheets):
        try:
            answers.append(answer(sheet, evaluate(sheet)))
        except InputError as error:
            for problem in error.problems:
                reader.wrong(f"worksheets[{number}] ({problem.place.field})", problem.code, **problem.values)
    reader.finish()
    return {"worksheets": answers}


def answer(sheet: Worksheet, result: Result) -> dict[str, Any]:
    """A worksheet's result as the document shows it; floats of full precision, not rounded."""
    return {
        "name": sheet.name,
        "lines": [
            {"label": line.label, "value": float(value)} for line, value in zip(sheet.lines, result.values, strict=True)
        ],
        "need": float(result.need),
        "resources": float(result.resources),
        "net": float(result.net),
        "gap": float(result.gap),
        "surplus": float(result.surplus),
        "payment": None if result.payment is None else float(result.payment),
    }


def _read_sheet(reader: Reader, item: Any, path: str) -> Worksheet:
    value = reader.mapping(item, path)
    reader.known(value, ("name", "valued_at", "lines", "payment"), path)
    lines = reader.sequence(value.get("lines"), f"{path}.lines")
    return Worksheet(
        name=reader.text(value.get("name"), f"{path}.name"),
        valued_at=reader.whole(value.get("valued_at", 0), f"{path}.valued_at"),
        lines=tuple(_read_line(reader, line, f"{path}.lines[{number}]") for number, line in enumerate(lines)),
        payment=_read_payment(reader, value.get("payment"), f"{path}.payment"),
    )


LINE_FIELDS = ("label", "sign", "amount", "first_at", "priced_at", "count", "growth", "rate")
LIFE_FIELDS = ("sex", "age", "deaths", "paid_on")
ON_LIFE, ON_DEATH = "life", "death"


def _read_line(reader: Reader, item: Any, path: str) -> Line:
    value = reader.mapping(item, path)
    reader.known(value, (*LINE_FIELDS, "life"), path)
    sign = value.get("sign", "+")
    if sign not in ("+", "-"):
        reader.wrong(f"{path}.sign", "not_a_choice", text=str(sign), choices="+, -")
    minus_one = Decimal(-1)
    priced_at, count = value.get("priced_at"), value.get("count", 1)
    return Line(
        label=reader.text(value.get("label"), f"{path}.label"),
        sign=-1 if sign == "-" else 1,
        amount=reader.number(value.get("amount"), f"{path}.amount"),
        first_at=reader.whole(value.get("first_at", 0), f"{path}.first_at"),
        priced_at=None if priced_at is None else reader.whole(priced_at, f"{path}.priced_at"),
        count=None if count is None else reader.whole(count, f"{path}.count", 0),
        growth=reader.number(value.get("growth", 0), f"{path}.growth", above=minus_one),
        rate=reader.number(value.get("rate", 0), f"{path}.rate", above=minus_one),
        paid=_read_life(reader, value["life"], f"{path}.life", value.get("first_at", 0)) if "life" in value else None,
    )


def _read_life(reader: Reader, item: Any, path: str, first_at: Any) -> tuple[Decimal, ...] | None:
    """The share of each flow that is expected: by the probabilities to die given from the person's age on, else by the
    shipped table for sex and age."""
    value = reader.mapping(item, path)
    reader.known(value, LIFE_FIELDS, path)
    paid_on = value.get("paid_on", ON_LIFE)
    if paid_on not in (ON_LIFE, ON_DEATH):
        reader.wrong(f"{path}.paid_on", "not_a_choice", text=str(paid_on), choices=f"{ON_LIFE}, {ON_DEATH}")
    deaths = _deaths(reader, value, path)
    first = first_at if isinstance(first_at, int) and first_at >= 0 else 0
    alive, found = Decimal(1), []
    for share in deaths:
        found.append(alive if paid_on == ON_LIFE else alive * share)
        alive *= 1 - share
    # a death in the first year is paid for at its end, a year from now
    return tuple(found[first:] if paid_on == ON_LIFE else found[max(0, first - 1) :])


def _deaths(reader: Reader, value: Mapping[str, Any], path: str) -> list[Decimal]:
    if "deaths" in value:
        found = []
        for number, item in enumerate(reader.sequence(value["deaths"], f"{path}.deaths")):
            share = reader.number(item, f"{path}.deaths[{number}]")
            if not 0 <= share <= 1:
                reader.wrong(f"{path}.deaths[{number}]", "not_a_share", text=str(share))
            found.append(share)
        return found
    sex = value.get("sex")
    if sex not in list(Sex):
        reader.wrong(f"{path}.sex", "not_a_choice", text=str(sex), choices=", ".join(Sex))
        return []
    age = reader.whole(value.get("age"), f"{path}.age", 0, len(sample_table().deaths[sex]) - 1)
    return [Decimal(str(share)) for share in sample_table().deaths[sex][age:]]


def _read_payment(reader: Reader, item: Any, path: str) -> Payment | None:
    if item is None:
        return None
    value = reader.mapping(item, path)
    reader.known(value, ("rate", "years", "timing", "periods_per_year"), path)
    timing = value.get("timing", "end")
    if timing not in ("begin", "end"):
        reader.wrong(f"{path}.timing", "not_a_choice", text=str(timing), choices="begin, end")
    return Payment(
        rate=reader.number(value.get("rate", 0), f"{path}.rate", above=Decimal(-1)),
        years=reader.whole(value.get("years"), f"{path}.years", 0),
        timing=str(timing),
        periods_per_year=reader.whole(value.get("periods_per_year", 1), f"{path}.periods_per_year", 1, 366),
    )
