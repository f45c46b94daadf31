"""The base of all tables, and what the store keeps about itself."""
