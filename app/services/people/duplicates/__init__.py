"""Duplicates: who may be the same person, making two households one, and parting them again."""

from app.services.people.duplicates.finding import Pair, are_different, near, scan
from app.services.people.duplicates.joining import FIELDS, MergeRow, join, joined, merges, part

__all__ = [
    "FIELDS",
    "MergeRow",
    "Pair",
    "are_different",
    "join",
    "joined",
    "merges",
    "near",
    "part",
    "scan",
]
