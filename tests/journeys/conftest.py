"""The journeys use the same real window as the tests of single pages."""

from __future__ import annotations

from tests.ui.conftest import preferences

__all__ = ["preferences"]
