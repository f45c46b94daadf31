"""Suitability of a plan: what must be known, what was found, and the rules it is judged by.

It may use widgets and services only.
The page and the proposals kept open it.
"""
