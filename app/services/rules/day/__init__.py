"""Contacts, next steps, recurring days, one line of text as an activity."""
