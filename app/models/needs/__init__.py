"""Interviews and what an analysis rests on."""
