"""The base of every dialog: where the cursor begins, what Enter, Ctrl+Enter and Esc do, and the one foot."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import SIGNAL, Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QScrollBar,
    QTextEdit,
    QToolButton,
    QWidget,
)

from app.ui.widgets.boxes import ComboBox
from app.ui.widgets.plain import MessageBox

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
TEXTS = (QLineEdit, QTextEdit, QPlainTextEdit)
INPUTS = (*TEXTS, ComboBox, QAbstractSpinBox, QAbstractSlider, QCheckBox, QRadioButton)


class Dialog(QDialog):
    """Opens with the cursor in its first field. Enter goes to the next field and from the last one ends the form, as
    Ctrl+Enter does from every field; Esc and the window's cross ask before they throw away what was typed.

    A line or a list that does something of its own on Enter keeps it.
    """

    keeps_its_own_lock = False
    """Whether it is left by a key of its own only, as the customer view."""

    verb: QPushButton | None = None
    """The button that does what the dialog is for."""

    def lay_foot(
        self,
        verb: QPushButton | None,
        *left: QWidget,
        wide: QWidget | None = None,
        away: str = "",
        leave: Callable[[], object] | None = None,
    ) -> QHBoxLayout:
        """The last line of the dialog: what is ``left``, what takes the room there is, the way out, the verb.

        The way out is called ``Cancel`` beside a verb and ``Close`` without one, unless ``away`` says otherwise; it
        rejects unless ``leave`` does something else.
        """
        line = QHBoxLayout()
        for widget in left:
            line.addWidget(widget)
        if wide is not None:
            line.addWidget(wide, 1)
        line.addStretch(0 if wide is not None else 1)  # while it is hidden, the room is still not the buttons'
        self.close_button = QPushButton(away or (self.tr("Cancel") if verb is not None else self.tr("Close")))
        self.close_button.clicked.connect(lambda: (leave or self.reject)())
        line.addWidget(self.close_button)
        for button in (self.close_button, *left):
            if isinstance(button, QPushButton):
                button.setAutoDefault(False)
        if verb is not None:
            verb.setProperty("kind", "primary")
            verb.setDefault(True)
            line.addWidget(verb)
            self.ends_with(verb)
        return line

    def ends_with(self, verb: QPushButton) -> None:
        """Ctrl+Enter presses this button."""
        if self.verb is None:
            for keys in ("Ctrl+Return", "Ctrl+Enter"):
                QShortcut(QKeySequence(keys), self, self.finish)
        self.verb = verb

    def finish(self) -> None:
        """Press the verb; the field left for it says first what is in it."""
        if self.verb is not None and self.verb.isVisible() and self.verb.isEnabled():
            self.verb.setFocus()
            self.verb.click()

    def inputs(self) -> list[QWidget]:
        """What can be filled in now, in the order of the Tab key."""
        found: list[QWidget] = []
        widget = self.nextInFocusChain()
        while widget is not None and widget is not self:
            if self._takes_input(widget):
                found.append(widget)
            widget = widget.nextInFocusChain()
        return found

    def first(self) -> QWidget | None:
        """Where the cursor begins: the first input, unless a subclass says otherwise."""
        return next(iter(self.inputs()), None)

    def typed(self) -> bool:
        """Whether something was typed that leaving would lose."""
        return (
            any(line.isModified() and line.text().strip() for line in self.findChildren(QLineEdit))
            or any(box.document().isModified() for box in self.findChildren(QPlainTextEdit) if box.toPlainText())
            or any(box.document().isModified() for box in self.findChildren(QTextEdit) if box.toPlainText())
        )

    def leave(self) -> None:
        """Go without saving, as Esc does; asks first where something would be lost."""
        if not self.typed():
            self.reject()
            return
        box = MessageBox(self)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setText(self.tr("What you typed is not saved."))
        drop = box.addButton(self.tr("Throw it away"), MessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(box.addButton(self.tr("Go on writing"), MessageBox.ButtonRole.RejectRole))
        drop.clicked.connect(self.reject)
        box.open()

    def put_away(self) -> None:
        """Close because the window is locked, whatever is in it."""
        self.done(QDialog.DialogCode.Rejected)

    def exec(self) -> int:
        """Nothing is left of the dialog once the act that opened it is over."""
        result = super().exec()
        self.deleteLater()
        return result

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous() and self.focusWidget() is None and (first := self.first()) is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)

    def closeEvent(self, event: QCloseEvent) -> None:
        if event.spontaneous() and self.typed():  # the window's cross; what the program closes is closed
            event.ignore()
            self.leave()
        else:
            super().closeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in ENTER and not held:
            self._enter(event)
        elif event.key() in ENTER and held == Qt.KeyboardModifier.ControlModifier:
            self.finish()
        elif event.matches(QKeySequence.StandardKey.Cancel):
            self.leave()
        else:
            super().keyPressEvent(event)

    def _enter(self, event: QKeyEvent) -> None:
        now = self.focusWidget()
        if isinstance(now, (QPushButton, QToolButton)):
            now.click()
        elif isinstance(now, QAbstractItemView) or (
            isinstance(now, QLineEdit) and now.receivers(SIGNAL("returnPressed()"))
        ):
            return  # it has done what it does on Enter
        elif now in (inputs := self.inputs()):
            after = inputs[inputs.index(now) + 1 :]
            if after:
                after[0].setFocus(Qt.FocusReason.TabFocusReason)
            else:
                self.finish()
        else:
            super().keyPressEvent(event)

    def _takes_input(self, widget: QWidget) -> bool:
        if not isinstance(widget, INPUTS) or isinstance(widget, QScrollBar) or widget.focusProxy() is not None:
            return False
        if not widget.isVisibleTo(self) or not widget.isEnabledTo(self):
            return False
        if not widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            return False
        if isinstance(widget, TEXTS):
            return not widget.isReadOnly()
        return not isinstance(widget, QRadioButton) or widget.isChecked()
