"""What stands in a form survives the program: it is back when the same form opens again, and goes when it ends."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from app.enums import Language, Relation
from app.models import AuditRow
from app.models.base.keeping import Setting
from app.services.base import drafts
from app.services.base.store import Actor, Store
from app.services.base.store.keys import keyslot_path
from app.services.people import customers, erasure
from app.services.people.customers import HouseholdDraft, MemberDraft
from app.ui.base.desk import Desk
from app.ui.customers.family.forms import finances_form
from app.ui.shell.main_window import MainWindow
from app.ui.shell.profile import PinDialog
from app.ui.widgets.forms.dialog import FormDialog
from app.ui.widgets.forms.form_draft import FormDraft
from tests.conftest import PASSWORD
from tests.keys import type_text
from tests.ui.acting import click
from tests.ui.conftest import OpenWindow


@pytest.fixture
def window(open_family: OpenWindow) -> MainWindow:
    return open_family()


@pytest.fixture
def desk(window: MainWindow) -> Desk:
    assert window.desk is not None
    return window.desk


def money(window: MainWindow, desk: Desk, **finances: int) -> FormDialog:
    """The form of a family's money, shown without a loop of its own."""
    dialog = FormDialog(window, "王芳", finances_form(desk.language, finances), lambda _values: None)
    dialog.open()
    return dialog


def put(qtbot: QtBot, dialog: FormDialog, name: str, text: str) -> None:
    line = dialog.form.fields[name].editor
    assert isinstance(line, QLineEdit)
    line.setFocus()
    line.clear()
    type_text(qtbot, line, text)


def kept(store: Store) -> int:
    with store.read() as session:
        return session.scalar(select(func.count()).where(Setting.key.startswith(drafts.PREFIX))) or 0


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.usefixtures("open_window")
def test_what_was_typed_is_back_after_a_crash(
    qtbot: QtBot, window: MainWindow, desk: Desk, tmp_path: Path, language: Language
) -> None:
    dialog = money(window, desk, deposits=100_00)
    put(qtbot, dialog, "expenses", "12万")
    qtbot.waitUntil(lambda: kept(desk.store) == 1)
    copy = tmp_path / "crashed.db"  # what is on the disk at this moment is what a crash leaves
    for end in ("", "-wal"):
        shutil.copyfile(f"{desk.store.path}{end}", f"{copy}{end}")
    shutil.copyfile(keyslot_path(desk.store.path), keyslot_path(copy))
    dialog.reject()
    window.preferences.language = language
    store, desk.store = desk.store, Store.open(copy, PASSWORD)
    store.close()
    other = money(window, desk, deposits=200_00)  # the record is another by now
    assert other.form.fields["expenses"].value() is None and not other.restored.isVisible()
    other.reject()
    again = money(window, desk, deposits=100_00)
    assert again.form.values()["expenses"] == 120_000_00
    assert again.restored.isVisible()
    click(qtbot, again.restored)
    assert again.form.values()["expenses"] is None and again.form.values()["deposits"] == 100_00
    assert kept(desk.store) == 0
    again.reject()


@pytest.mark.parametrize("end", [FormDialog.reject, FormDialog.submit, FormDialog.close])
def test_a_form_that_ended_leaves_no_draft(
    qtbot: QtBot, window: MainWindow, desk: Desk, end: Callable[[FormDialog], object]
) -> None:
    with desk.store.read() as session:
        before = session.scalar(select(func.count()).select_from(AuditRow))
    dialog = money(window, desk)
    put(qtbot, dialog, "home", "200w")
    qtbot.waitUntil(lambda: kept(desk.store) == 1)
    end(dialog)
    assert kept(desk.store) == 0
    assert not money(window, desk).restored.isVisible()
    with desk.store.read() as session:
        assert session.scalar(select(func.count()).select_from(AuditRow)) == before
    assert desk.store.faults() == []
    for left in QApplication.topLevelWidgets():
        if isinstance(left, FormDialog):
            left.reject()


def test_secrets_are_never_kept(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    dialog = PinDialog(desk, window)
    dialog.open()
    put(qtbot, dialog, "pin", "2468")
    assert dialog.findChildren(FormDraft) == []
    dialog.reject()
    assert kept(desk.store) == 0


def test_days_lists_and_rows_come_back_as_they_were(store: Store) -> None:
    values = {"day": date(2026, 2, 28), "tags": ["甲", "乙"], "rows": [{"event": "death", "amount": 5}], "none": None}
    key = drafts.key_of("保单", {})
    drafts.keep(store, key, values | {"strange": object()})
    assert drafts.of(store, key) == values
    assert drafts.of(store, drafts.key_of("保单", {"day": date(2026, 2, 28)})) == {}
    drafts.drop(store, key)
    assert drafts.of(store, key) == {}


def test_an_erasure_leaves_no_draft(store: Store, actor: Actor) -> None:
    """Somebody who is to be forgotten may stand in any form."""
    id = customers.add(store, actor, HouseholdDraft(MemberDraft("王芳", Relation.SELF))).id
    key = drafts.key_of("联系方式", {"name": "王芳"})
    drafts.keep(store, key, {"name": "王芳", "phone": "13800001111"})
    customers.archive(store, actor, id)
    erasure.erase(store, actor, [id])
    assert drafts.of(store, key) == {} and kept(store) == 0
