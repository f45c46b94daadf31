"""Duplicates in the window: while somebody is added, in the whole store, and making two customers one."""

from app.ui.duplicates.entry import EntryDialog
from app.ui.duplicates.finder import DuplicatesDialog

__all__ = ["DuplicatesDialog", "EntryDialog"]
