"""The agent's day: activities, reminders, stale and sleeping customers, messages, calendar files.

It may call everything down to tables.
People, selling, care, the front page and the window call it.
"""
