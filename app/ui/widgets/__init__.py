"""Widgets every tab shares: one pattern each for tables, forms, notices, empty states and charts."""
