"""Pure functions over frozen dataclasses: no database, no files, no Qt."""
