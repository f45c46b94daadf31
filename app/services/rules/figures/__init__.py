"""Targets and the way back from a premium to calls."""
