"""An activity typed in one line, Chinese or English, read by fixed rules: nothing is guessed silently."""

from __future__ import annotations

from app.services.rules.day.quick_add.reading import Part, Understood, read

__all__ = ["Part", "Understood", "read"]
