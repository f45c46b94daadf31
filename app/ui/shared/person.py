"""The form of one person, opened from wherever something of that person is missing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from app.enums import Relation
from app.services.people import customers
from app.ui.base.desk import Desk
from app.ui.widgets.forms.dialog import FormDialog
from app.ui.widgets.forms.member_form import draft_of_form, member_form


def ask_member(
    parent: QWidget, desk: Desk, household_id: str, member_id: str, done: Callable[[str], None], field: str = ""
) -> None:
    """The dialog of a member with the cursor in ``field``, or at the birth date when that is missing; ``done`` gets the
    member's id after it was saved."""
    row = customers.household(desk.store, household_id).member(member_id)
    itself = row.relation == Relation.SELF
    form = member_form(desk.language, with_relation=not itself, row=row)

    def save(values: Any) -> None:
        draft = draft_of_form(values, row.relation if itself else None)
        done(customers.update_member(desk.store, desk.actor, member_id, draft, row.version).id)

    dialog = FormDialog(parent, row.name, form, save)
    if field or row.birth_date is None:
        form.fields[field or "birth_date"].setFocus()
    dialog.exec()
