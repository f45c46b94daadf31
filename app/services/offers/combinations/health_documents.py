"""What a request to ``combine`` tells of its members' health, and what the answer says may be expected of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from app.enums import HealthTreatment, Language
from app.services.offers.health import Expected, Health
from app.services.people.health import because_words, expected_words, find, guide
from app.services.rules.people.health import OTHER, Asked, Told
from app.services.tables.documents import Reader

FIELDS = ("condition", "since", "treatment", "values")


def read_health(document: Any, file: str) -> Health:
    """By member; ``"health": []`` says there is nothing, no field that nobody asked. Raises InputError with every fault
    and its path; the rest of the document is read elsewhere."""
    reader = Reader(file)
    found: dict[str, tuple[Asked, tuple[Told, ...]]] = {}
    members = document.get("members") if isinstance(document, dict) else None
    for number, member in enumerate(members if isinstance(members, list) else []):
        if not isinstance(member, dict) or member.get("health") is None:
            continue
        path = f"members[{number}].health"
        told = tuple(
            _told(reader, item, f"{path}[{n}]") for n, item in enumerate(reader.sequence(member["health"], path))
        )
        found[str(member.get("key"))] = (Asked.TOLD if told else Asked.NOTHING, told)
    reader.finish()
    return found


def write_expected(one: Expected) -> dict[str, Any]:
    """``result`` is null where it cannot be told; ``ask`` what would tell it."""
    return {
        "product": one.product,
        "insured": one.insured,
        "result": None if one.expectation.result is None else one.expectation.result.value,
        "because": [
            {
                "condition": because.name or because.condition,
                "result": None if because.result is None else because.result.value,
                "ask": list(because.ask),
            }
            for because in one.expectation.because
        ],
    }


def expected_lines(expected: Sequence[Expected], language: Language) -> list[str]:
    """For a person: each item somebody told of health for."""
    found = []
    for one in expected:
        if one.asks and one.expectation.asked != Asked.NOT_ASKED:
            reasons = "；" if language == Language.ZH else "; "
            because = reasons.join(because_words(one.expectation.because, language))
            said = expected_words(one.expectation, language)
            found.append(f"{one.product} {one.insured}: {said}" + (f" ({because})" if because else ""))
    return list(dict.fromkeys(found))


def _told(reader: Reader, item: Any, path: str) -> Told:
    value = reader.mapping(item, path)
    reader.known(value, FIELDS, path)
    name = reader.text(value.get("condition"), f"{path}.condition")
    treatment = value.get("treatment", HealthTreatment.WATCHED)
    if treatment not in list(HealthTreatment):
        reader.wrong(f"{path}.treatment", "not_a_choice", text=str(treatment), choices=", ".join(HealthTreatment))
        treatment = HealthTreatment.WATCHED
    code = find(name) or OTHER
    return Told(
        code, HealthTreatment(treatment), _since(reader, value.get("since"), f"{path}.since"),
        _values(reader, value.get("values", {}), code, f"{path}.values"), "" if code != OTHER else name,
    )  # fmt: skip


def _values(reader: Reader, item: Any, code: str, path: str) -> Mapping[str, Decimal]:
    values = reader.mapping(item, path)
    known = guide().conditions.get(code)
    reader.known(values, () if known is None else known.values, path)
    found = {name: reader.number(number, f"{path}.{name}") for name, number in values.items()}
    for name, number in found.items():
        if number < 0:
            reader.wrong(f"{path}.{name}", "negative")
    return found


def _since(reader: Reader, value: Any, path: str) -> date | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        reader.wrong(path, "not_a_date", text=str(value))
        return None
