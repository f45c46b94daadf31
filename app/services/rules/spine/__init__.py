"""Fingerprints, coverage, stages and their evidence."""
