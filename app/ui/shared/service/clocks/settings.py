"""The days before each kind of clock, and the periods contracts have in common."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.services.care import clocks
from app.services.rules.care.clocks import ClockKind, KindRule, Rules
from app.ui.base import labels
from app.ui.base.desk import Desk
from app.ui.widgets.forms.dialog import FormDialog
from app.ui.widgets.forms.fields import NumberField
from app.ui.widgets.forms.form import Form
from app.ui.widgets.plain import Label


class ClockSettingsDialog(FormDialog):
    """Two numbers for each kind; a kind without the first is not shown."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        self.desk = desk
        rules = clocks.rules_of(desk.store)
        super().__init__(
            parent, QCoreApplication.translate("ClockSettings", "Lead days of the clocks"), _form(desk, rules),
            lambda values: self._keep(rules, values), width=780,
        )  # fmt: skip
        about = Label(
            self.tr(
                "A clock is shown so many days before its day, and is marked as urgent from the second number on. "
                "Leave the first empty and that kind is not shown."
            )
        )
        about.setWordWrap(True)
        about.setProperty("kind", "muted")
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(0, about)

    def _keep(self, rules: Rules, values: Mapping[str, Any]) -> None:
        store, actor, hub = self.desk.store, self.desk.actor, self.desk.hub
        clocks.change_rules(store, actor, rules_of_form(rules, values))

        hub.offer_undo(self.tr("The lead days are changed."))


def rules_of_form(rules: Rules, values: Mapping[str, Any]) -> Rules:
    kinds = {kind: _kind(rules.kinds[kind], values, kind) for kind in ClockKind}
    lengths = ("grace_days", "reinstatement_years", "revisit_days", "feedback_days")
    told: dict[str, Any] = {name: values[name] or 0 for name in lengths}
    return replace(rules, kinds=kinds, **told)


def _kind(rule: KindRule, values: Mapping[str, Any], kind: ClockKind) -> KindRule:
    lead, urgent = values[f"{kind.value}.lead"], values[f"{kind.value}.urgent"]
    if lead is None:
        return replace(rule, shown=False)
    return replace(rule, lead=lead, urgent=urgent or 0, shown=True)


def _form(desk: Desk, rules: Rules) -> Form:
    form = Form(desk.language, columns=4)
    values: dict[str, Any] = {}
    pressing = QCoreApplication.translate("ClockSettings", "urgent")
    for kind in ClockKind:
        rule = rules.kinds[kind]
        form.add(f"{kind.value}.lead", labels.of(kind, desk.language), NumberField(days=True))
        form.add(f"{kind.value}.urgent", pressing, NumberField(days=True))
        values[f"{kind.value}.lead"] = rule.lead if rule.shown else None
        values[f"{kind.value}.urgent"] = rule.urgent
    for name, words in (
        ("grace_days", QCoreApplication.translate("ClockSettings", "Days of grace")),
        ("reinstatement_years", QCoreApplication.translate("ClockSettings", "Years to reinstate")),
        ("revisit_days", QCoreApplication.translate("ClockSettings", "Visit after days")),
        ("feedback_days", QCoreApplication.translate("ClockSettings", "Ask after days")),
    ):
        form.add(name, words, NumberField(days=name.endswith("days")))
        values[name] = getattr(rules, name)
    form.set_values(values)
    return form
