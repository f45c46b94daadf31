"""The floor all families stand on: the store and its doors, files, backups, settings, drafts, numbers, the agents.

It may call the rules and the tables of the database, nothing above.
Everyone calls it.
"""
