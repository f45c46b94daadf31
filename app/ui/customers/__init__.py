"""The customers tab."""
