"""The laptop, the password or the disk is lost, each alone: back at work by what the manual says, step by step."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from app import paths
from app.errors import StoreError
from app.services.base import access, backup, ladder, restoring
from app.services.base.store import Actor, Store, recovery
from app.services.people import customers
from app.services.people.customers import HouseholdDraft, MemberDraft
from app.ui.base import translator
from app.ui.base.preferences import Preferences
from app.ui.shell.main_window import MainWindow
from app.ui.shell.safety.page import SafetyDialog
from app.ui.shell.safety.passwords import RecoverDialog
from app.ui.shell.safety.renewing import NewKeyDialog
from app.ui.shell.safety.restoring import RestoreDialog
from tests.conftest import PASSWORD
from tests.ui.test_safety_window import NEWER, during, unlock, unopened

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def stick(store_file: Path, actor: Actor, tmp_path: Path) -> Path:
    """A second place with a copy of everything, and the recovery key on paper."""
    stick = tmp_path / "移动盘 E"
    stick.mkdir()
    store = Store.open(store_file, PASSWORD)
    for number in range(3):
        customers.add(store, actor, HouseholdDraft(MemberDraft(f"客户{number}")))
    key = access.new_recovery_key()
    access.keep_recovery_key(store, actor, key, 0, recovery.groups(key)[0])
    ladder.choose_second(store, actor, stick)
    ladder.step(store)
    store.close()
    (tmp_path / "paper.txt").write_text(key, encoding="utf-8")
    return stick


def back_at_work(window: MainWindow) -> None:
    """All customers are there, and a new one is kept."""
    assert window.desk is not None
    names = {row.name for row in customers.page(window.desk.store)}
    assert names == {"客户0", "客户1", "客户2"}
    customers.add(window.desk.store, window.desk.actor, HouseholdDraft(MemberDraft("新客户")))
    assert window.desk.store.faults() == []


def on_another_computer(
    qtbot: QtBot, stick: Path, home: Path, preferences: Preferences, monkeypatch: pytest.MonkeyPatch
) -> MainWindow:
    """Installed anew: the first page, “Restore a backup…”, “Another file…”, the newest copy of the second place."""
    (copy,) = stick.glob("*-auto-*.db")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(copy), ""))
    window = unopened(qtbot, home / "needfolio.db", preferences)
    assert window.unlock.restoring.isVisible()

    def use(dialog: RestoreDialog) -> None:
        other = next(one for one in dialog.findChildren(QPushButton) if one.text() == "Another file…")
        qtbot.mouseClick(other, LEFT)
        qtbot.keyClicks(dialog.password, PASSWORD)
        qtbot.mouseClick(dialog.looking, LEFT)
        qtbot.waitUntil(dialog.restoring.isEnabled, timeout=60_000)
        assert "Customers: 3" in dialog.inside.text()
        qtbot.mouseClick(dialog.restoring, LEFT)

    during(RestoreDialog, window.unlock.restoring.click, use)
    qtbot.waitUntil(lambda: window.desk is not None, timeout=60_000)
    return window


def test_the_disk_is_lost(
    qtbot: QtBot, stick: Path, tmp_path: Path, preferences: Preferences, monkeypatch: pytest.MonkeyPatch
) -> None:
    store_file = tmp_path / "needfolio.db"
    assert store_file.exists()
    for path in [*store_file.parent.glob("needfolio.db*"), backup.folder_of(store_file)]:
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    window = on_another_computer(qtbot, stick, tmp_path / "新电脑 D", preferences, monkeypatch)
    back_at_work(window)
    window.close()


def test_the_laptop_is_lost(
    qtbot: QtBot, stick: Path, tmp_path: Path, preferences: Preferences, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As with the disk; and then a new data key, so that the laptop opens nothing written from now."""
    home = tmp_path / "新电脑 D"
    window = on_another_computer(qtbot, stick, home, preferences, monkeypatch)
    assert window.desk is not None
    stolen = window.desk.store.data_key

    def use(dialog: NewKeyDialog) -> None:
        dialog.form.set_values({"old": PASSWORD})
        dialog.submit()

    during(SafetyDialog, window.safety.open, lambda dialog: during(NewKeyDialog, dialog.acts["key"].click, use))
    qtbot.waitUntil(lambda: window.desk is not None and window.desk.store.data_key != stolen, timeout=60_000)
    assert not access.state(window.desk.store).recovery, "the paper of before opens nothing any more"
    back_at_work(window)
    window.close()
    with pytest.raises(StoreError):
        Store.unlocked(home / "needfolio.db", lambda _: stolen)
    newest = max(backup.folder_of(home / "needfolio.db").glob("*.db"), key=lambda path: path.stat().st_mtime)
    assert restoring.preview(newest, restoring.by_password(PASSWORD)).counts["customers"] >= 3


def test_the_password_is_lost(qtbot: QtBot, stick: Path, store_file: Path, preferences: Preferences) -> None:
    window = unopened(qtbot, store_file, preferences)
    key = (stick.parent / "paper.txt").read_text(encoding="utf-8")

    def use(dialog: RecoverDialog) -> None:
        dialog.form.set_values({"recovery": key.lower(), "new": NEWER, "again": NEWER})
        dialog.submit()

    during(RecoverDialog, window.unlock.forgotten.click, use)
    qtbot.waitUntil(lambda: window.desk is not None, timeout=60_000)
    back_at_work(window)
    window.lock()
    qtbot.waitUntil(lambda: window.desk is None)
    unlock(qtbot, window, NEWER)
    window.close()


def test_the_manual_names_what_there_is_to_press() -> None:
    """Each thing in quotation marks under “What if it is lost” stands in the window in these words."""
    text = paths.resource("manual", "zh", "safety.md").read_text(encoding="utf-8")
    part = text.partition("## 丢了怎么办")[2].partition("\n## ")[0]
    named = re.findall("“([^”]+)”", part)
    assert len(named) > 4
    shown = set(translator.sentences().chinese.values()) | {"资料安全与备份"}
    assert [name for name in named if not any(name.rstrip("…") in str(one) for one in shown)] == []
