"""Any act taken back by its audit row, and done again."""

from app.services.base.undo.housekeeping import QUIET
from app.services.base.undo.taking import TakenBack, take_back, take_back_within, unit_of

__all__ = ["QUIET", "TakenBack", "take_back", "take_back_within", "unit_of"]
