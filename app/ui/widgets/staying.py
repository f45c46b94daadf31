"""A form that grows or shrinks under the mouse: what is pointed at stays where it is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QPoint
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget


@contextmanager
def staying(form: QWidget) -> Iterator[None]:
    """Around a change of what a form inside a scroll area shows: scrolled so that the widget under the mouse, else the
    one with the focus, keeps its place on the screen as far as there is room to scroll."""
    area = _area_of(form)
    anchor = None if area is None else _anchor(form)
    before = 0 if area is None or anchor is None else _top(anchor, area)
    yield
    inside = None if area is None else area.widget()
    if area is None or inside is None or anchor is None or anchor.isHidden():
        return
    for part in (form, inside):
        if (layout := part.layout()) is not None:
            layout.activate()
    inside.resize(inside.width(), max(inside.sizeHint().height(), inside.heightForWidth(inside.width())))
    QApplication.sendPostedEvents(area.viewport())
    bar = area.verticalScrollBar()
    moved = _top(anchor, area) - before
    bar.setMaximum(max(bar.maximum(), bar.value() + moved))
    bar.setValue(bar.value() + moved)


def _anchor(form: QWidget) -> QWidget | None:
    under = QApplication.widgetAt(QCursor.pos())
    if under is not None and form.isAncestorOf(under):
        return under
    focused = QApplication.focusWidget()
    return focused if focused is not None and form.isAncestorOf(focused) else None


def _area_of(form: QWidget) -> QScrollArea | None:
    parent = form.parentWidget()
    while parent is not None and not isinstance(parent, QScrollArea):
        parent = parent.parentWidget()
    return parent


def _top(widget: QWidget, area: QScrollArea) -> int:
    return widget.mapTo(area.viewport(), QPoint(0, 0)).y()
