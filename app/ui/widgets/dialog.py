"""The one pattern for a form in a dialog: Save calls back, errors stand beside their fields, Cancel changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.errors import NeedfolioError
from app.ui import labels
from app.ui.widgets.form import Form


class FormDialog(QDialog):
    """``save`` gets the form's values and may raise; the dialog then stays open and shows why."""

    def __init__(
        self,
        parent: QWidget,
        title: str,
        form: Form,
        save: Callable[[Mapping[str, Any]], None],
        *,
        width: int = 520,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(width)
        self.form = form
        self._save = save
        self.rest = QLabel()
        self.rest.setProperty("kind", "wrong")
        self.rest.setWordWrap(True)
        self.rest.hide()
        self.button = QPushButton(self.tr("Save"))
        self.button.setProperty("kind", "primary")
        self.button.setDefault(True)
        self.button.clicked.connect(self.submit)
        cancel = QPushButton(self.tr("Cancel"))
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(cancel)
        buttons.addWidget(self.button)
        layout = QVBoxLayout(self)
        layout.addWidget(form)
        layout.addWidget(self.rest)
        layout.addLayout(buttons)

    def submit(self) -> None:
        if self.form.problems():
            self._grow()
            return
        try:
            self._save(self.form.values())
        except NeedfolioError as error:
            left = self.form.show_problems(error.problems)
            text = "\n".join(labels.explain(NeedfolioError(left), self.form.language))
            self.rest.setText(text)
            self.rest.setVisible(bool(text))
            self._grow()
            return
        self.accept()

    def _grow(self) -> None:
        """Room for what stands beside the fields now, which may take several lines."""
        layout = self.layout()
        assert layout is not None
        layout.activate()
        self.resize(self.width(), max(self.height(), layout.totalHeightForWidth(self.width())))
