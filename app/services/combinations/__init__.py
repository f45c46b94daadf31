"""From needs, a catalogue and a budget to plans: three of them, and the curve between."""

from app.services.combinations.plans import combine, evaluate, replacements

__all__ = ["combine", "evaluate", "replacements"]
