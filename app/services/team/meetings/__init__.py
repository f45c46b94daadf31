"""The weekly meeting: an agenda from the figures, decisions, minutes. What was agreed to do: ``day/actions``."""
