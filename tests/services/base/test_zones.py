"""The agent's own day, on every system: a process that is started in a zone. ``tzset``, which changes it within one, is
not to be had on Windows."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
ASK = """
from datetime import UTC, datetime
from app.services.rules.base.moments import day_of
print(day_of(datetime(2026, 11, 22, 16, 30, tzinfo=UTC)), day_of(datetime(2026, 11, 23, 16, 30, tzinfo=UTC)))
"""


@pytest.mark.parametrize(
    ("zone", "days"),
    [("CST-8", "2026-11-23 2026-11-24"), ("UTC0", "2026-11-22 2026-11-23"), ("PST8", "2026-11-22 2026-11-23")],
)
def test_half_past_midnight_at_home_is_the_new_day(zone: str, days: str) -> None:
    asked = subprocess.run(
        [sys.executable, "-c", ASK], cwd=ROOT, env=os.environ | {"TZ": zone}, capture_output=True, text=True, check=True
    )
    assert asked.stdout.split() == days.split()
