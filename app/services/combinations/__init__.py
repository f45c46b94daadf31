"""From needs, a catalogue and a budget to plans: three of them, and the curve between."""

from app.services.combinations.changing import Replacement, evaluate, nearest_sum, replacements, without
from app.services.combinations.plans import combine

__all__ = ["Replacement", "combine", "evaluate", "nearest_sum", "replacements", "without"]
