"""The agent's day: activities, reminders, stale and sleeping customers, messages, calendar files.

It may call everything down to tables.
Offers, the matrix, selling, care, team, the first page and the window call it.
"""
