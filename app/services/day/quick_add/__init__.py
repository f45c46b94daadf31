"""What was done and what comes next, typed in one line: read by rules, its customers looked up, shown first."""

from __future__ import annotations

from app.services.day.quick_add.preview import Entry, Newcomer, Preview, preview, stepped
from app.services.day.quick_add.who import Candidate

__all__ = ["Candidate", "Entry", "Newcomer", "Preview", "preview", "stepped"]
