"""Targets: of a person or the team, for a week, work month, quarter or year, at three levels."""

from app.services.figures.targets.keeping import Change, put, put_many, set_week, take_back
from app.services.figures.targets.reading import TEAM, Sheet, aims, in_force, of_session, sheet

__all__ = [
    "TEAM", "Change", "Sheet", "aims", "in_force", "of_session", "put", "put_many", "set_week", "sheet", "take_back",
]  # fmt: skip
