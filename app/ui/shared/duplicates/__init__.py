"""Duplicates in the window: while somebody is added, in the whole store, and making two customers one."""

from app.ui.shared.duplicates.entry import EntryDialog
from app.ui.shared.duplicates.finder import DuplicatesDialog

__all__ = ["DuplicatesDialog", "EntryDialog"]
