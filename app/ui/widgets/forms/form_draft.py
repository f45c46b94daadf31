"""The draft of a form: kept a moment after the last key, offered when the same form opens again after a crash."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, QTimer

from app.errors import NeedfolioError
from app.services.base import drafts
from app.services.base.store import Store
from app.ui.widgets.forms.form import Form

PAUSE = 800  # milliseconds without a key


class FormDraft(QObject):
    """Begins with what stands in the form; ``restore`` before the user sees it, ``end`` when saved or cancelled."""

    def __init__(self, store: Store, title: str, form: Form) -> None:
        super().__init__(form)
        self._store, self._form = store, form
        self._began: dict[str, Any] = form.values()
        self.key = drafts.key_of(title, self._began)
        self._kept = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self.keep)
        form.edited.connect(lambda _: self._timer.start())

    def restore(self) -> bool:
        """Put back what was typed and lost; whether there was any."""
        kept = drafts.of(self._store, self.key)
        self._kept = bool(kept)
        if kept:
            self._form.set_values(kept)
        return self._kept

    def start_afresh(self) -> None:
        self._form.set_values(self._began)
        self.end()

    def keep(self) -> None:
        try:
            drafts.keep(self._store, self.key, self._form.values())
            self._kept = True
        except NeedfolioError:
            return  # saving itself will say what is wrong with the store

    def end(self) -> None:
        self._timer.stop()
        if self._kept:
            drafts.drop(self._store, self.key)
            self._kept = False
