"""Use cases: one unit of work each, frozen rows in and out, no Qt."""
