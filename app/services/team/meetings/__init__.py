"""The weekly meeting: an agenda from the figures, decisions, actions that are followed up, minutes.

Nothing is imported here: Today asks for the actions alone, and must not pay for the rest.
"""
