"""Keys that act only where they belong."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


def on_key(
    keys: QKeySequence | QKeySequence.StandardKey | Qt.Key, widget: QWidget, act: Callable[[], object], *,
    inside: bool = False,
) -> QShortcut:  # fmt: skip
    """``act`` when the widget has the focus; with ``inside`` also when something in it has. The context is set by a
    call of
    its own: given to the constructor beside a function it is silently ignored, and the key acts in the whole window.
    """
    shortcut = QShortcut(QKeySequence(keys), widget)
    inner, own = Qt.ShortcutContext.WidgetWithChildrenShortcut, Qt.ShortcutContext.WidgetShortcut
    shortcut.setContext(inner if inside else own)
    shortcut.activated.connect(lambda: act())
    return shortcut
