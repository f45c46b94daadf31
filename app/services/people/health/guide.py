"""The shipped guide to what underwriting may say: a dated data file, read strictly, for illustration."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from app import paths
from app.enums import HealthLine, HealthTreatment, Language, Underwriting
from app.services.rules.people.health import Case, Condition


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a condition: a word in both languages and its unit."""

    name: str
    label: tuple[str, str]
    unit: str

    def say(self, language: Language) -> str:
        """``收缩压（mmHg）``."""
        label = self.label[language == Language.EN]
        opening, closing = (" (", ")") if language == Language.EN else ("（", "）")
        return f"{label}{opening}{self.unit}{closing}" if self.unit else label


@dataclass(frozen=True, slots=True)
class Known:
    """A condition as it is offered: its name, what people call it, the figures that matter."""

    code: str
    name: tuple[str, str]
    also: tuple[str, ...]
    figures: tuple[Figure, ...]

    def say(self, language: Language) -> str:
        """Its name."""
        return self.name[language == Language.EN]


@dataclass(frozen=True, slots=True)
class Guide:
    source: tuple[str, str]
    checked_on: date
    known: Mapping[str, Known]
    conditions: Mapping[str, Condition]


@cache
def guide() -> Guide:
    """As it comes with the program. A fault in it is a fault of ours."""
    document = json.loads(
        paths.resource("health", "underwriting.json").read_text(encoding="utf-8"), parse_float=Decimal
    )
    items = document["conditions"]
    return Guide(
        (document["source"][0], document["source"][1]),
        date.fromisoformat(document["checked_on"]),
        {item["code"]: _known(item) for item in items},
        {item["code"]: _condition(item) for item in items},
    )


def find(text: str) -> str | None:
    """The code of the condition so called, in either language or as people say it; None for one the guide has not."""
    said = text.strip().casefold()
    for one in guide().known.values():
        if said in (one.code, *(word.casefold() for word in (*one.name, *one.also))):
            return one.code
    return None


def _known(item: Mapping[str, Any]) -> Known:
    figures = tuple(Figure(one["name"], (one["label"][0], one["label"][1]), one["unit"]) for one in item["values"])
    return Known(item["code"], (item["name"][0], item["name"][1]), tuple(item["also"]), figures)


def _condition(item: Mapping[str, Any]) -> Condition:
    return Condition(item["code"], tuple(one["name"] for one in item["values"]), tuple(map(_case, item["cases"])))


def _case(item: Mapping[str, Any]) -> Case:
    when = item.get("if", {})
    return Case(
        {HealthLine(line): Underwriting(result) for line, result in item["result"].items()},
        {name: Decimal(bound["from"]) for name, bound in when.get("values", {}).items()},
        frozenset(HealthTreatment(one) for one in when.get("treatment", ())),
        when.get("years"),
    )
