"""Progress: the week against its target, and the cards of the dashboard with the rows behind each number."""

from app.services.figures.progress.answers import Answer, DrillRow, How, Number, Rows, Scope
from app.services.figures.progress.cards import Card, answer, rows
from app.services.figures.progress.overview import Overview, overview
from app.services.figures.progress.week import (
    Figure,
    ProgressRow,
    WeekPoint,
    contacts,
    read,
    stages,
    still_to_do,
)

__all__ = [
    "Answer",
    "Card",
    "DrillRow",
    "Figure",
    "How",
    "Number",
    "Overview",
    "ProgressRow",
    "Rows",
    "Scope",
    "WeekPoint",
    "answer",
    "contacts",
    "overview",
    "read",
    "rows",
    "stages",
    "still_to_do",
]
