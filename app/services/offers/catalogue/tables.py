"""The data that premiums are doubted by: a synthetic life table, and the assumed rates in force, each with its date."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from app import paths
from app.services.rules.offers.life_table import LifeTable


@cache
def sample_table() -> LifeTable:
    """The shipped table; all of it is made up, by a stated formula."""
    document = _read("tables", "sample-life.json")
    tables: dict[str, dict[str, list[float]]] = document["tables"]
    incidence = {
        (event, sex): tuple(row) for event, rows in tables.items() if event != "deaths" for sex, row in rows.items()
    }
    deaths = {sex: tuple(row) for sex, row in tables["deaths"].items()}
    return LifeTable(document["name"], deaths, incidence, document["pension_age"])


def assumed_rate_cap(category: str, day: date) -> float:
    """The most a product of this category may be priced with on a day."""
    caps: list[Mapping[str, Any]] = _read("statutory", "assumed-rates.json")["caps"]
    in_force = [cap for cap in caps if date.fromisoformat(cap["from"]) <= day] or caps[:1]
    kind = category if category in ("participating", "universal") else "ordinary"
    return float(in_force[-1][kind])


@cache
def _read(folder: str, name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(paths.resource(folder, name).read_text(encoding="utf-8"))
    return found
