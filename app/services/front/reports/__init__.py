"""Reports of the user's own: any list of the program, chosen, filtered, grouped, added up, kept by name."""

from app.services.front.reports.keeping import ReportRow, by_name, of_text, ready, remove, reports, save
from app.services.front.reports.lists import offered
from app.services.front.reports.out import ENDINGS, write
from app.services.front.reports.running import Crossed, Result, run

__all__ = [
    "ENDINGS",
    "Crossed",
    "ReportRow",
    "Result",
    "by_name",
    "of_text",
    "offered",
    "ready",
    "remove",
    "reports",
    "run",
    "save",
    "write",
]
