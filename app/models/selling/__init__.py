"""Opportunities and orders."""
