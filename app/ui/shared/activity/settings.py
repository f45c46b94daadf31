"""After how many days without a real contact each stage is stale."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from app.services.day import staleness
from app.ui.base import labels
from app.ui.base.desk import Desk
from app.ui.widgets.forms.dialog import FormDialog
from app.ui.widgets.forms.fields import NumberField
from app.ui.widgets.forms.form import Form


class StaleDaysDialog(FormDialog):
    """Empty is never."""

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        form = Form(desk.language, columns=2)
        super().__init__(parent, self.tr("Not heard from: days for each stage"), form, self._submit)
        self._desk = desk
        limits = staleness.read_limits(desk.store, desk.today())
        for stage in staleness.STAGES:
            form.add(stage.value, labels.of(stage, desk.language), NumberField(days=True))
        form.set_values({stage.value: limits.get(stage.value) for stage in staleness.STAGES})

    def _submit(self, values: Mapping[str, Any]) -> None:
        staleness.set_limits(self._desk.store, self._desk.actor, values)
