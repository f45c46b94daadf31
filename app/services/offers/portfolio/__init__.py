"""Segments and portfolio: who buys what, which needs and products do not meet, what is sold together."""

from app.services.offers.portfolio.reading import Portfolio, read
from app.services.offers.portfolio.sheets import Sheet, crossed, export_file, few_words, note, segment_word, sheets

__all__ = ["Portfolio", "Sheet", "crossed", "export_file", "few_words", "note", "read", "segment_word", "sheets"]
