"""From needs, a catalogue and a budget to plans: three of them, the curve between, and the reasons."""

from app.services.offers.combinations.adding import additions
from app.services.offers.combinations.changing import Replacement, evaluate, nearest_sum, replacements, without
from app.services.offers.combinations.explaining import (
    Closes,
    Together,
    WhyThis,
    alternatives,
    closes,
    together,
    why_this,
)
from app.services.offers.combinations.overrides import Override, Wish, around
from app.services.offers.combinations.plans import combine, plan_within
from app.services.offers.combinations.saying import cover_words, data_words, why_words

__all__ = [
    "Closes", "Override", "Replacement", "Together", "WhyThis", "Wish", "additions", "alternatives",
    "around", "closes", "combine", "cover_words", "data_words", "evaluate", "nearest_sum", "plan_within",
    "replacements", "together", "why_this", "why_words", "without",
]  # fmt: skip
