"""The window keeps the data safe: locking, the recovery key, restoring from the first page and from within."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit
from pytestqt.qtbot import QtBot

from app.bootstrap import Gate
from app.enums import FileFault, Language
from app.errors import StoreError
from app.services.base import access, backup, ladder, settings
from app.services.base.store import Actor, Store, door, looking, place, recovery
from app.services.people import customers
from app.services.people.customers import HouseholdDraft, MemberDraft
from app.ui.base.preferences import Preferences
from app.ui.shell.main_window import MainWindow
from app.ui.shell.safety.page import LOCK_SETTING, SafetyDialog
from app.ui.shell.safety.passwords import ChangePassword, RecoverDialog, RecoveryKeyDialog
from app.ui.shell.safety.renewing import NewKeyDialog
from app.ui.shell.safety.restoring import RestoreDialog
from app.ui.shell.safety.strip import SafetyStrip
from app.ui.shell.safety.watching import Watch
from app.ui.shell.start import make_window
from tests.conftest import CHEAP, PASSWORD
from tests.keys import type_text
from tests.ui.conftest import OpenWindow

NEWER = "four things: kite pear lamp"


def unopened(qtbot: QtBot, path: Path, preferences: Preferences) -> MainWindow:
    preferences.language = Language.EN
    window = make_window(Gate(path), preferences)
    qtbot.addWidget(window)
    window.show()
    return window


def unlock(qtbot: QtBot, window: MainWindow, password: str = PASSWORD) -> None:
    window.unlock.password.setText(password)
    qtbot.mouseClick(window.unlock.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.desk is not None, timeout=20_000)


def shown_dialog(kind: type[QDialog]) -> QDialog | None:
    return next((one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()), None)


def during(kind: type[QDialog], act: object, use: object) -> None:
    """While ``act`` runs a dialog of its own, use it."""

    def look() -> None:
        dialog = shown_dialog(kind)
        if dialog is None:
            QTimer.singleShot(20, timer, look)
        else:
            use(dialog)  # type: ignore[operator]

    timer = QTimer()
    QTimer.singleShot(20, timer, look)
    act()  # type: ignore[operator]


def household(path: Path) -> str:
    store = Store.open(path, PASSWORD)
    name = customers.page(store)[0].name
    store.close()
    return name


# -- locking -----------------------------------------------------------------------------------------------------------
def test_ctrl_l_locks_and_the_password_opens_at_the_same_tab(qtbot: QtBot, open_family: OpenWindow) -> None:
    window = open_family()
    window.go("customers")
    desk = window.desk
    assert desk is not None
    store = desk.store
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.desk is None)
    with pytest.raises(StoreError, match="store_closed"):
        store.data_key  # noqa: B018 - it is gone
    with pytest.raises(StoreError, match="store_closed"):
        customers.page(store)
    assert window.unlock.password.text() == ""
    QApplication.sendPostedEvents()
    unlock(qtbot, window)
    assert window.current_tab == "customers"
    assert len(window.findChildren(SafetyStrip)) == 1


def test_what_stands_in_a_form_is_back_after_the_lock(qtbot: QtBot, open_family: OpenWindow) -> None:
    from app.ui.shell.profile import ProfileDialog

    window = open_family()
    assert window.desk is not None

    def use(dialog: ProfileDialog) -> None:
        line = dialog.form.fields["team"].editor
        assert isinstance(line, QLineEdit)
        type_text(qtbot, line, "dolphins")
        window.lock()

    during(ProfileDialog, window.settings.edit_profile, use)
    qtbot.waitUntil(lambda: window.desk is None)
    unlock(qtbot, window)

    def look(dialog: ProfileDialog) -> None:
        seen.append(dialog.form.values()["team"])
        dialog.reject()

    seen: list[str] = []
    during(ProfileDialog, window.settings.edit_profile, look)
    assert seen == ["dolphins"]


def test_it_locks_after_the_minutes_that_are_set(
    qtbot: QtBot, open_window: OpenWindow, preferences: Preferences, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window()
    watch = Watch(window)
    handle = window.windowHandle()
    assert isinstance(handle, QWindow)
    watch._look_at(handle)
    monkeypatch.setattr("time.monotonic", lambda: watch._worked + 9 * 60)
    watch.tick()
    QTest.qWait(20)
    assert window.desk is not None
    QTest.keyClick(handle, Qt.Key.Key_Shift)  # somebody is there
    monkeypatch.undo()
    assert watch.idle < 60
    preferences.set_text(LOCK_SETTING, "0")
    monkeypatch.setattr("time.monotonic", lambda: watch._worked + 999 * 60)
    watch.tick()
    QTest.qWait(20)
    assert window.desk is not None, "never means never"
    preferences.set_text(LOCK_SETTING, "10")
    watch.tick()
    monkeypatch.undo()
    qtbot.waitUntil(lambda: window.desk is None)


def test_it_locks_when_the_machine_slept(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window()
    watch = Watch(window)
    watch._wall -= 600
    watch.tick()
    qtbot.waitUntil(lambda: window.desk is None)


def test_closing_makes_a_backup_when_something_changed(open_window: OpenWindow, store_file: Path) -> None:
    window = open_window()
    Watch(window)
    assert window.desk is not None
    settings.write(window.desk.store, window.desk.actor, "colour", "red")
    window.close()
    (made,) = backup.folder_of(store_file).glob("*-auto-*.db")
    opened = Store.open(made, PASSWORD)
    assert settings.read(opened, "colour") == "red"
    opened.close()


def test_a_new_data_key_is_made_from_the_window(qtbot: QtBot, open_window: OpenWindow, store_file: Path) -> None:
    """After a lost laptop: the password stays, the old file is kept and said, the old key opens it no more."""
    window = open_window(Language.EN)
    assert window.desk is not None
    first = window.desk.store.data_key

    def use(dialog: NewKeyDialog) -> None:
        form = dialog.form.fields["old"]
        form.line.setText("not the password")
        qtbot.keyClick(form.line, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        assert dialog.isVisible(), "a wrong password is said beside its field"
        form.line.setText(PASSWORD)
        qtbot.keyClick(form.line, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    def ask(dialog: SafetyDialog) -> None:
        during(NewKeyDialog, dialog.acts["key"].click, use)

    during(SafetyDialog, window.safety.open, ask)
    qtbot.waitUntil(lambda: window.desk is not None and window.desk.store.data_key != first, timeout=60_000)
    assert "Everything is encrypted with a new key" in window.foot.message
    (kept,) = backup.folder_of(store_file).glob("*-replaced-*.db")
    assert str(kept) in window.foot.message
    assert window.desk.store.faults() == []


def test_a_large_store_is_gone_through_beside_the_work(
    qtbot: QtBot, open_window: OpenWindow, store_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every store is a large one here: opening does not read each page, the running program does."""
    monkeypatch.setattr(door, "QUICKLY_CHECKED", 0)
    window = open_window(Language.EN)
    watch = Watch(window)
    with store_file.open("r+b") as file:
        file.seek(store_file.stat().st_size // 2)
        file.write(b"damaged")
    watch.tick()
    qtbot.waitUntil(lambda: "damaged" in window.foot.message, timeout=60_000)
    qtbot.waitUntil(lambda: not window.tasks.busy(), timeout=60_000)
    window.foot.tell("")
    watch.tick()
    assert not window.tasks.busy(), "once is enough"


# -- the first page ----------------------------------------------------------------------------------------------------
def test_a_first_start_ends_with_the_recovery_key(qtbot: QtBot, tmp_path: Path, preferences: Preferences) -> None:
    path = tmp_path / "home" / "needfolio.db"
    window = unopened(qtbot, path, preferences)
    page = window.unlock
    page.name.setText("Li Min")
    page.no_code.setChecked(True)
    page.password.setText(PASSWORD)
    page.again.setText(PASSWORD)
    page.sample.setChecked(False)
    qtbot.mouseClick(page.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: shown_dialog(RecoveryKeyDialog) is not None, timeout=20_000)
    dialog = shown_dialog(RecoveryKeyDialog)
    assert isinstance(dialog, RecoveryKeyDialog)
    type_text(qtbot, dialog.typed_back, "0000")
    assert dialog.verb is not None
    qtbot.mouseClick(dialog.verb, Qt.MouseButton.LeftButton)
    assert "Group" in dialog.wrong.text() or recovery.groups(dialog.text)[dialog.group] == "0000"
    dialog.typed_back.clear()
    type_text(qtbot, dialog.typed_back, recovery.groups(dialog.text)[dialog.group].lower())
    key = dialog.text
    qtbot.mouseClick(dialog.verb, Qt.MouseButton.LeftButton)
    assert not dialog.isVisible()
    window.close()
    access.recover(path, key, NEWER, cost=CHEAP)
    Store.open(path, NEWER).close()


def test_a_forgotten_password_is_replaced_by_the_recovery_key(
    qtbot: QtBot, store_file: Path, preferences: Preferences, actor: Actor
) -> None:
    store = Store.open(store_file, PASSWORD)
    key = access.new_recovery_key()
    access.keep_recovery_key(store, actor, key, 0, recovery.groups(key)[0])
    store.close()
    window = unopened(qtbot, store_file, preferences)

    def use(dialog: RecoverDialog) -> None:
        dialog.form.set_values({"recovery": key[:-2], "new": NEWER, "again": NEWER})
        dialog.submit()
        assert dialog.isVisible(), "a letter is missing"
        dialog.form.set_values({"recovery": key, "new": NEWER, "again": NEWER})
        dialog.submit()

    during(RecoverDialog, window.unlock.forgotten.click, use)
    qtbot.waitUntil(lambda: window.desk is not None, timeout=20_000)
    window.close()


def test_a_damaged_store_is_replaced_by_a_backup_on_the_first_page(
    qtbot: QtBot, family_file: Path, preferences: Preferences
) -> None:
    store = Store.open(family_file, PASSWORD)
    ladder.step(store)
    store.close()
    content = bytearray(family_file.read_bytes())
    content[len(content) // 2] ^= 1
    family_file.write_bytes(content)
    window = unopened(qtbot, family_file, preferences)
    window.unlock.password.setText(PASSWORD)
    qtbot.mouseClick(window.unlock.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "damaged" in window.unlock.error.text(), timeout=10_000)

    def use(dialog: RestoreDialog) -> None:
        assert dialog.list.count() == 1
        assert not dialog.restoring.isEnabled()
        dialog.password.setText("wrong password it is")
        dialog.look_inside()
        qtbot.waitUntil(lambda: "wrong" in dialog.inside.text(), timeout=10_000)
        dialog.password.setText(PASSWORD)
        dialog.look_inside()
        qtbot.waitUntil(dialog.restoring.isEnabled, timeout=10_000)
        assert "Sound" in dialog.inside.text()
        dialog.restoring.click()

    during(RestoreDialog, window.unlock.restoring.click, use)
    qtbot.waitUntil(lambda: window.desk is not None, timeout=20_000)
    assert window.desk is not None
    assert customers.page(window.desk.store)
    assert "-replaced-" in window.foot.message
    window.close()


def test_missing_steps_are_told_and_what_is_here_can_be_opened(
    qtbot: QtBot, store_file: Path, actor: Actor, preferences: Preferences
) -> None:
    store = Store.open(store_file, PASSWORD)
    before = store_file.read_bytes()
    settings.write(store, actor, "colour", "red")
    store.close()
    store_file.write_bytes(before)
    window = unopened(qtbot, store_file, preferences)
    page = window.unlock
    assert not page.as_it_is.isVisible()
    page.password.setText(PASSWORD)
    qtbot.mouseClick(page.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(page.as_it_is.isVisible, timeout=10_000)
    assert "1 saved step is missing" in page.error.text()
    qtbot.mouseClick(page.as_it_is, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.desk is not None, timeout=20_000)
    window.close()


def test_an_empty_file_can_be_put_aside(qtbot: QtBot, store_file: Path, preferences: Preferences) -> None:
    store_file.write_bytes(b"")
    window = unopened(qtbot, store_file, preferences)
    window.unlock.password.setText(PASSWORD)
    qtbot.mouseClick(window.unlock.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(window.unlock.anew.isVisible, timeout=10_000)
    qtbot.mouseClick(window.unlock.anew, Qt.MouseButton.LeftButton)
    assert window.unlock.button.text() == "Start"
    assert place.there(store_file) == []
    assert len(list(backup.folder_of(store_file).glob("*-alone-*"))) == 2


# -- from within -------------------------------------------------------------------------------------------------------
def test_a_backup_is_restored_from_the_open_window(qtbot: QtBot, open_family: OpenWindow, store_file: Path) -> None:
    window = open_family(Language.EN)
    desk = window.desk
    assert desk is not None
    ladder.step(desk.store)
    kept = {row.name for row in customers.page(desk.store)}
    customers.add(desk.store, desk.actor, HouseholdDraft(MemberDraft("误录", birth_date=date(1990, 1, 1))))

    def choose(dialog: RestoreDialog) -> None:
        dialog.look_inside()
        qtbot.waitUntil(dialog.restoring.isEnabled, timeout=10_000)
        dialog.restoring.click()

    def use(dialog: SafetyDialog) -> None:
        during(RestoreDialog, dialog.choose_copy, choose)

    during(SafetyDialog, window.safety.open, use)
    qtbot.waitUntil(lambda: window.desk is not None and window.desk is not desk, timeout=20_000)
    assert window.desk is not None
    assert {row.name for row in customers.page(window.desk.store)} == kept
    (aside,) = backup.folder_of(store_file).glob("*-replaced-*.db")
    assert aside.name in window.foot.message


def test_the_safety_page_says_how_things_stand(qtbot: QtBot, open_window: OpenWindow, tmp_path: Path) -> None:
    window = open_window(Language.EN)
    desk = window.desk
    assert desk is not None
    dialog = SafetyDialog(desk, window)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.values["last"].text() == "never"
    assert "none yet" in dialog.values["second"].text()
    dialog.acts["last"].click()
    qtbot.waitUntil(lambda: "Backup made" in dialog.said.text(), timeout=10_000)
    assert dialog.values["backups"].text() == "1 copy"
    dialog.acts["drill"].click()
    qtbot.waitUntil(lambda: "came back whole" in dialog.values["drill"].text(), timeout=20_000)
    dialog.acts["file"].click()
    qtbot.waitUntil(lambda: "sound" in dialog.said.text(), timeout=10_000)
    (tmp_path / "stick").mkdir()
    ladder.choose_second(desk.store, desk.actor, tmp_path / "stick")
    strip = SafetyStrip(desk, window)
    assert str(tmp_path / "stick") in strip.words.text()
    dialog.show_state()
    assert dialog.values["second"].property("kind") == "wrong"
    dialog.close()


def test_the_password_is_changed_in_the_window(qtbot: QtBot, open_window: OpenWindow, store_file: Path) -> None:
    window = open_window(Language.EN)
    assert window.desk is not None
    dialog = ChangePassword(window.desk, window)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.form.set_values({"old": PASSWORD, "new": NEWER, "again": NEWER + "x"})
    dialog.submit()
    assert dialog.isVisible()
    dialog.form.set_values({"old": PASSWORD, "new": NEWER, "again": NEWER})
    dialog.submit()
    assert not dialog.isVisible()
    window.close()
    Store.open(store_file, NEWER).close()


def test_a_full_disk_is_said_above_the_tabs(
    qtbot: QtBot, family_file: Path, preferences: Preferences, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looking, "LEAST_FREE", 1 << 62)
    window = unopened(qtbot, family_file, preferences)
    unlock(qtbot, window)
    assert window.desk is not None
    assert window.desk.store.only_looking is FileFault.FULL
    (strip,) = window.findChildren(SafetyStrip)
    assert strip.isVisible()
    assert "the disk is full" in strip.words.text()
    for tab in ("today", "customers", "interview", "matrix"):
        window.go(tab)
    assert customers.page(window.desk.store)
    window.close()
