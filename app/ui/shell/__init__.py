"""The window around the tabs: start, unlocking, head, foot, search box, reminders.

It may use everything in ``app.ui``; nothing but the bootstrap uses it.
"""
