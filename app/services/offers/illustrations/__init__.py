"""Illustrations of products whose value is not all guaranteed, and cash values: as insurers' own tables show them."""

from app.services.offers.illustrations.keeping import of_product, remove, set_illustration
from app.services.offers.illustrations.reading import read_lines
from app.services.offers.illustrations.rows import Illustration, IllustrationDraft, ValueLine
from app.services.offers.illustrations.worth import worth_of

__all__ = [
    "Illustration",
    "IllustrationDraft",
    "ValueLine",
    "of_product",
    "read_lines",
    "remove",
    "set_illustration",
    "worth_of",
]
