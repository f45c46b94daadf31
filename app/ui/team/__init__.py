"""The team tab, for a lead."""
