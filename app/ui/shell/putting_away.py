"""Closing what stands open over the window, so that nothing typed is lost and no customer is left on the screen."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QDialog

from app.ui.widgets.base_dialog import Dialog


def put_away() -> bool:
    """Close every dialog there is, the last opened first; forms keep their drafts. True, and nothing is closed, while
    one of them may be left by its own key only."""
    open_ = [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, QDialog) and widget.isVisible()]
    if any(isinstance(dialog, Dialog) and dialog.keeps_its_own_lock for dialog in open_):
        return True
    for dialog in reversed(open_):
        if isinstance(dialog, Dialog):
            dialog.put_away()
        else:
            dialog.reject()
    return False
