"""Helpers of dev.py that run inside the environment."""
