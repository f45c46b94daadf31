"""A day at the window with twenty things nobody else may read; ended by SIGKILL in an open form and an export.

``python canary_day.py FOLDER``: everything a user has – home, temporary files, settings, caches – is below it.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import NoReturn

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.bootstrap import Gate, _log_and_go_on
from app.enums import ActivityKind, ActivityStatus, Relation
from app.log import start_log
from app.services.base import access, ladder, temporary
from app.services.base.files import exported
from app.services.care import cases
from app.services.care.cases import CaseDraft
from app.services.day import activities
from app.services.day.activities import ActivityDraft
from app.services.front import demo
from app.services.people import customers, policies
from app.services.people.customers import ContactDraft, HouseholdDraft, MemberDraft
from app.services.people.policies import PolicyDraft
from app.services.rules.care.cases import CaseKind
from app.ui.base.preferences import Preferences
from app.ui.shell.start import make_window
from app.ui.shell.tabs import TABS
from app.ui.widgets.forms.dialog import FormDialog
from app.ui.widgets.forms.fields import TextField
from app.ui.widgets.forms.form import Form

folder = Path(sys.argv[1])
CANARIES = json.loads((folder / "canaries.json").read_text(encoding="utf-8"))


def day() -> NoReturn:
    home = folder / "资料 夹"
    start_log(home)
    temporary.begin()
    path = home / "needfolio.db"
    window = make_window(Gate(path), Preferences(home / "window.ini"))
    window.show()
    store, me = Gate(path).create(CANARIES["password"], CANARIES["agent"], "A007", sample=False)
    access.keep_recovery_key(store, me, CANARIES["recovery"], 0, CANARIES["recovery"].split("-")[0])
    window.open_desk(store, me)
    contact = ContactDraft(
        wechat=CANARIES["wechat"], email=CANARIES["email"], address=CANARIES["address"], notes=CANARIES["notes"]
    )
    spouse = MemberDraft(CANARIES["spouse"], Relation.SPOUSE, occupation=CANARIES["occupation"])
    person = MemberDraft(CANARIES["name"], phone=CANARIES["phone"], id_number=CANARIES["id_number"])
    family = customers.add(store, me, HouseholdDraft(person, (spouse,), contact))
    holder = customers.household(store, family.id).members[0].id
    today = date.today()  # noqa: DTZ011 - the agent's own day
    note = ActivityDraft(ActivityKind.CALL, today, ActivityStatus.DONE, family.id, note=CANARIES["activity"])
    activities.add(store, me, note)
    policy = PolicyDraft(holder, CANARIES["product"], starts_on=today, number=CANARIES["policy"], premium=100_000)
    policies.add(store, me, family.id, policy)
    cases.add(store, me, family.id, CaseDraft(CaseKind.CLAIM, CANARIES["case"], CANARIES["details"]))
    demo.sample_family(store)
    for tab in TABS:
        window.go(tab)
        QApplication.processEvents()
    QTest.keyClicks(window.command_box.line, CANARIES["search"])
    QTest.keyClicks(window.pages["today"].findChild(type(window.command_box.line)), CANARIES["line"])
    ladder.step(store)
    try:
        raise RuntimeError(CANARIES["fault"])
    except RuntimeError as error:
        _log_and_go_on(RuntimeError, error, error.__traceback__)
    customers.export_file(store, folder / "桌面" / "名单.xlsx", window.preferences.language)
    QTest.qWait(1_000)
    with exported(folder / "桌面" / "第二份.csv") as part, tempfile.NamedTemporaryFile("w", delete=False) as rows:
        part.write_text(CANARIES["export"], encoding="utf-8")
        rows.write(CANARIES["export"])
        rows.flush()
        form = Form(window.preferences.language)
        form.add("text", "Text", TextField())
        dialog = FormDialog(window, "Note", form, lambda _values: None)
        dialog.show()
        QTest.keyClicks(form.fields["text"].line, CANARIES["draft"])
        QTest.qWait(1_500)
        print("typed", flush=True)
        os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


day()
