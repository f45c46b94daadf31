"""The line at the top of a page or a window that says what is wrong, or what was done; and the guard that fills it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from app.enums import Language
from app.errors import NeedfolioError
from app.ui.base import labels, theme
from app.ui.base.desk import act_of
from app.ui.widgets.plain import Label

Guard = Callable[[], AbstractContextManager[None]]
"""Shows what a service refuses in its block, where the reader looks: a pane is given the one of the page it is in."""


class Notice(QFrame):
    """Hidden until something is to be said; the cross hides it again.

    The one way a page or a window shows what goes wrong: ``with notice.guard():`` around what calls a service. In a
    form, faults stand beside their fields instead (FormDialog).
    """

    def __init__(self, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._guards = 0
        self._label = Label()
        self._label.setWordWrap(True)
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        close = QPushButton(theme.icon("close"), "")
        close.setProperty("kind", "compact")
        close.setAutoDefault(False)  # in a dialog, Enter anywhere would close the message as it comes
        close.setAccessibleName(self.tr("Close this message"))
        close.clicked.connect(self.clear)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(10, 6, 6, 6)
        layout.addWidget(self._label, 1)
        layout.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    @property
    def text(self) -> str:
        return self._label.text() if not self.isHidden() else ""

    @contextmanager
    def guard(self, *, keep: bool = False) -> Iterator[None]:
        """An act: say what goes wrong in the block. What was said before is gone, unless it is to be kept, or was said
        in a guard around this one."""
        if not keep and not self._guards:
            self.clear()
        self._guards += 1
        try:
            with act_of(self):
                try:
                    yield
                except NeedfolioError as error:
                    self.show_error(error)
        finally:
            self._guards -= 1

    def show_error(self, error: NeedfolioError | None) -> None:
        """``None`` is a fault of our own, already in the log."""
        lines = (
            labels.explain(error, self._language) if error else [self.tr("Something went wrong. Nothing was changed.")]
        )
        self.show_problem("\n".join(lines))

    def show_problem(self, text: str) -> None:
        self._show("⚠  " + text, "problem")

    def show_done(self, text: str) -> None:
        self._show("✓  " + text, "notice")

    def clear(self) -> None:
        self.hide()
        self._label.clear()

    def _show(self, text: str, kind: str) -> None:
        self._label.setText(text)
        self.setProperty("kind", kind)
        self.style().unpolish(self)
        self.style().polish(self)
        self.show()
