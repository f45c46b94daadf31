"""Clocks, cases, satisfaction."""
