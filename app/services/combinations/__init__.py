"""From needs, a catalogue and a budget to plans: three of them, and the curve between."""

from app.services.combinations.plans import Replacement, combine, evaluate, nearest_sum, replacements, without

__all__ = ["Replacement", "combine", "evaluate", "nearest_sum", "replacements", "without"]
