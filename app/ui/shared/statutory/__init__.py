"""Statutory and market data in the window: what holds since when, from where, and one's own values."""

from app.ui.shared.statutory.list import StatuteList

__all__ = ["StatuteList"]
