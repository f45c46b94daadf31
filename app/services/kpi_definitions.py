"""The KPI definitions in force: those that come with the program."""

from __future__ import annotations

import json
from functools import cache

from app import paths
from app.services.rules import kpis


@cache
def in_force() -> kpis.Definitions:
    return kpis.read(json.loads(paths.resource("kpis", "default.json").read_text(encoding="utf-8")))
