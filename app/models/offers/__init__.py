"""Products and proposals."""
