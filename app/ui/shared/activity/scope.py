"""Asks which days of a recurring activity a change is about."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QRadioButton, QVBoxLayout, QWidget

from app.enums import Language, SeriesScope
from app.ui.base import labels
from app.ui.widgets.base_dialog import Dialog
from app.ui.widgets.plain import Label


class ScopeDialog(Dialog):
    def __init__(self, parent: QWidget, question: str, language: Language) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Recurring activity"))
        self.setMinimumWidth(320)
        layout = QVBoxLayout(self)
        layout.addWidget(Label(question))
        self.choices: dict[SeriesScope, QRadioButton] = {}
        for scope in SeriesScope:
            button = QRadioButton(labels.of(scope, language))
            self.choices[scope] = button
            layout.addWidget(button)
        self.choices[SeriesScope.THIS].setChecked(True)
        self.button = QPushButton(self.tr("Continue"))
        self.button.clicked.connect(self.accept)
        layout.addLayout(self.lay_foot(self.button))

    @property
    def scope(self) -> SeriesScope:
        return next(scope for scope, button in self.choices.items() if button.isChecked())


def ask_scope(parent: QWidget, question: str, language: Language) -> SeriesScope | None:
    """None when it was called off."""
    dialog = ScopeDialog(parent, question, language)
    return dialog.scope if dialog.exec() else None
