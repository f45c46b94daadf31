"""What keeps the data safe, as the agent sees it: passwords, backups, restoring, locking."""
