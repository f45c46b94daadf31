"""The shipped life table: a dated data file, all of it made up by a stated formula."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from app import paths
from app.services.rules.needs.life_table import LifeTable


@cache
def sample_table() -> LifeTable:
    """The shipped table; all of it is made up, by a stated formula."""
    document = _read()
    tables: dict[str, dict[str, list[float]]] = document["tables"]
    incidence = {
        (event, sex): tuple(row) for event, rows in tables.items() if event != "deaths" for sex, row in rows.items()
    }
    deaths = {sex: tuple(row) for sex, row in tables["deaths"].items()}
    return LifeTable(document["name"], deaths, incidence, document["pension_age"])


@cache
def _read() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(paths.resource("tables", "sample-life.json").read_text(encoding="utf-8"))
    return found
