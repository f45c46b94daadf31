"""Needfolio 需合: from a family's need to the policy in force."""

__version__ = "0.1.0"
