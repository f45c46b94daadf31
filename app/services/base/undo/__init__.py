"""Any act taken back by its audit row, and done again."""

from app.services.base.undo.taking import TakenBack, take_back

QUIET = frozenset({"series.fill", "setting.remember"})
"""What the program does by itself: nobody would think of it as the last thing done."""

__all__ = ["QUIET", "TakenBack", "take_back"]
