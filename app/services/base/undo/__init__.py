"""Any act taken back by its audit row, and done again."""

from app.services.base.undo.housekeeping import QUIET
from app.services.base.undo.taking import TakenBack, take_back

__all__ = ["QUIET", "TakenBack", "take_back"]
