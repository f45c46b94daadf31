"""The one pattern for a form in a dialog: Save calls back, errors stand beside their fields, Cancel changes nothing,
and a crash loses nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.errors import NeedfolioError
from app.ui.base import labels
from app.ui.base.desk import act_of, desk_of
from app.ui.widgets.base_dialog import Dialog
from app.ui.widgets.forms.form import Form
from app.ui.widgets.forms.form_draft import FormDraft
from app.ui.widgets.plain import Label


class FormDialog(Dialog):
    """``save`` gets the form's values and may raise; the dialog then stays open and shows why.

    What is typed is kept as a draft until the dialog ends; ``keeps_draft`` is False where secrets are typed.
    """

    keeps_draft = True

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
        self.rest = Label()
        self.rest.setProperty("kind", "wrong")
        self.rest.setWordWrap(True)
        self.rest.hide()
        self._draft: FormDraft | None = None
        self._began: dict[str, Any] | None = None
        self.restored = QPushButton()
        self.restored.setProperty("kind", "link")
        self.restored.setAutoDefault(False)
        self.restored.clicked.connect(self._start_afresh)
        self.restored.hide()
        self.button = QPushButton(self.tr("Save"))
        self.button.clicked.connect(self.submit)
        self.foot_line = self.lay_foot(self.button)
        self.column = QVBoxLayout(self)
        self.column.addWidget(self.restored)
        self.column.addWidget(form)
        self.column.addWidget(self.rest)
        self.column.addLayout(self.foot_line)

    def submit(self) -> None:
        if self.form.problems():
            self._grow()
            return
        with act_of(self):
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

    def showEvent(self, event: QShowEvent) -> None:
        """Here the form has all its fields and what it begins with."""
        if self._began is None:
            self._began = self.form.values()
        if self._draft is None and self.keeps_draft and (desk := desk_of(self.parentWidget())) is not None:
            self._draft = FormDraft(desk.store, self.windowTitle(), self.form)
            if self._draft.restore():
                self.restored.setText("↺ " + self.tr("What was typed and not saved last time is back. Start afresh"))
                self.restored.show()
        super().showEvent(event)

    def typed(self) -> bool:
        return self._began is not None and self.form.values() != self._began

    def done(self, result: int) -> None:
        if self._draft is not None:
            self._draft.end()
        super().done(result)

    def put_away(self) -> None:
        """What was typed is kept as the draft, and is back when the form opens again."""
        draft, self._draft = self._draft, None
        if draft is not None and self.typed():
            draft.keep()
        super().put_away()

    def _start_afresh(self) -> None:
        assert self._draft is not None
        self._draft.start_afresh()
        self.restored.hide()

    def _grow(self) -> None:
        """Room for what stands beside the fields now, which may take several lines."""
        layout = self.layout()
        assert layout is not None
        layout.activate()
        self.resize(self.width(), max(self.height(), layout.totalHeightForWidth(self.width())))
