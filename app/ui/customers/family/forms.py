"""The forms of a family: its money and its stage (a member's is shared: widgets/member_form)."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from app import words
from app.enums import Language, Stage
from app.services.rules.needs.finances import KEYS
from app.ui.base import labels
from app.ui.widgets.forms.fields import ChoiceField, MoneyField, TextField
from app.ui.widgets.forms.form import Form


def finances_form(language: Language, finances: Mapping[str, int]) -> Form:
    form = Form(language, columns=2)
    for key in KEYS:
        form.add(key, words.say(f"finance.{key}", language), MoneyField())
    form.set_values({key: finances.get(key) for key in KEYS})
    return form


def stage_form(language: Language, stage: Stage) -> Form:
    form = Form(language)
    stages = labels.choices(Stage, language)
    form.add("stage", QCoreApplication.translate("FamilyForms", "Stage"), ChoiceField(stages))
    hint = QCoreApplication.translate("FamilyForms", "A rejection needs its reason.")
    form.add("reason", QCoreApplication.translate("FamilyForms", "Reason"), TextField(), hint)
    form.set_values({"stage": stage.value})
    return form
