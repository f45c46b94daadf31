"""Targets typed into a table, worked out from a premium, and the month they are set for.

It may use the bar of periods.
The page opens it; figures take its words.
"""
