"""Worksheets as a JSON document: read strictly, answered unrounded."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from app.errors import InputError
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


def _read_line(reader: Reader, item: Any, path: str) -> Line:
    value = reader.mapping(item, path)
    reader.known(value, LINE_FIELDS, path)
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
    )


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
