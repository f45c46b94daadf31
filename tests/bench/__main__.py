"""Measure the rows named, or all, and print the table."""

from __future__ import annotations

import importlib
import os
import platform
import sys

from tests.bench.measure import Result, table
from tests.bench.stores import SEED

ROWS = {
    "start": ("first_paint", "measure"),
    "table": ("reading", "measure_table"),
    "search": ("reading", "measure_search"),
    "views": ("views", "measure"),
    "edit": ("writing", "measure_edit"),
    "stall": ("stalls", "measure"),
    "import": ("moving", "measure_import"),
    "parse": ("moving", "measure_parse"),
    "week": ("weeks", "measure_summary"),
    "workbook": ("weeks", "measure_workbook"),
    "dashboard": ("dashboard", "measure"),
    "team": ("weekly", "measure"),
    "analysis": ("solving", "measure_analysis"),
    "sliders": ("sliders", "measure"),
    "plans": ("solving", "measure_plans"),
    "matrix": ("tracing", "measure"),
    "matrix-many": ("tracing", "measure_many"),
    "combination": ("solving", "measure_combination"),
    "markets": ("markets", "measure"),
    "clocks": ("clocks", "measure"),
    "days": ("days", "measure"),
}


def main(arguments: list[str]) -> int:
    if unknown := [name for name in arguments if name not in ROWS]:
        print(f"No such row: {', '.join(unknown)}. There are: {', '.join(ROWS)}", file=sys.stderr)
        return 2
    results: list[Result] = []
    for name in arguments or ROWS:
        module, function = ROWS[name]
        print(f"measuring {name} …", file=sys.stderr, flush=True)
        results += getattr(importlib.import_module(f"tests.bench.{module}"), function)()
    print(f"Python {platform.python_version()}, {platform.system()}, {os.cpu_count()} cores, seed {SEED}\n")
    print(table(results))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
