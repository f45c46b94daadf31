"""Whose file it is, where two stores use one agent code: asked once, remembered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.services.team.rollup import identity
from app.services.team.rollup.findings import Finding
from app.ui.base.desk import Desk
from app.ui.widgets.forms.dialog import FormDialog
from app.ui.widgets.forms.fields import TextField
from app.ui.widgets.forms.form import Form
from app.ui.widgets.plain import Label


class WhoDialog(FormDialog):
    """The code this agent counts under, from now on."""

    keeps_draft = False

    def __init__(self, desk: Desk, parent: QWidget, finding: Finding) -> None:
        self._desk, self._key = desk, str(finding.values["key"])
        form = Form(desk.language)
        super().__init__(parent, "", form, self._keep, width=480)
        self.setWindowTitle(self.tr("Who is {name}?").format(name=finding.agent_name or finding.agent))
        said = Label(finding.text(desk.language))
        said.setWordWrap(True)
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(0, said)
        hint = self.tr("{code} if it is {other} again; another code if it is somebody else. It is not asked again.")
        form.add(
            "code",
            self.tr("Agent code in the team"),
            TextField(),
            hint.format(code=finding.values["owned"], other=finding.values["other"]),
        )
        form.set_values({"code": str(finding.values["counted"])})

    def _keep(self, values: Mapping[str, Any]) -> None:
        identity.decide(self._desk.store, self._desk.actor, self._key, values["code"])
