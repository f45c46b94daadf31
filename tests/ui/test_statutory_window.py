"""Statutory and market data in the window: looked at, changed, refused with a word, put back."""

from __future__ import annotations

from decimal import Decimal

import pytest
from pytestqt.qtbot import QtBot

from app import words
from app.enums import Language
from app.services.rules.needs.statutory import Statute
from app.ui.shared.statutory.form import StatuteForm
from app.ui.shared.statutory.list import StatuteList
from app.ui.shell.main_window import MainWindow
from tests import reading
from tests.ui.acting import click, in_dialog
from tests.ui.conftest import OpenWindow


@pytest.fixture(params=list(Language))
def window(open_window: OpenWindow, request: pytest.FixtureRequest) -> MainWindow:
    return open_window(request.param)


def test_a_limit_is_changed_and_put_back(qtbot: QtBot, window: MainWindow) -> None:
    desk = window.desk
    assert desk is not None
    found = StatuteList(desk, window)
    qtbot.addWidget(found)
    names = [found.model.row(number).id for number in range(found.model.rowCount())]
    assert names == [code.value for code in Statute]
    found.table.select_id(Statute.TAX_PRIVILEGES.value)
    assert not found.restore_button.isEnabled()

    def change(form: StatuteForm) -> None:
        values = form.form.values()
        assert values["pension_limit"] == "12,000"
        form.form.set_values({**values, "pension_limit": "15,000元", "pension_payout_tax": "3%"})
        click(qtbot, form.button)

    in_dialog(StatuteForm, change, lambda: click(qtbot, found.edit_button))
    kept = reading.statute(desk.store, Statute.TAX_PRIVILEGES)
    assert (kept.figures["pension_limit"], kept.own) == (Decimal(15_000), True)
    assert found.restore_button.isEnabled()
    click(qtbot, found.restore_button)
    assert reading.statute(desk.store, Statute.TAX_PRIVILEGES).figures["pension_limit"] == 12_000


def test_a_row_at_fault_is_named_and_the_form_stays(qtbot: QtBot, window: MainWindow) -> None:
    desk = window.desk
    assert desk is not None
    found = StatuteList(desk, window)
    qtbot.addWidget(found)
    found.table.select_id(Statute.RATE_CAPS.value)
    told: list[str] = []

    def spoil(form: StatuteForm) -> None:
        assert form.rows is not None
        rows = form.rows.value()
        form.rows.set_value([*rows[:-1], (rows[-1][0], "zwei", *rows[-1][2:])])
        click(qtbot, form.button)
        told.append(form.rows.told.text())
        form.form.set_values({"rows": rows})
        click(qtbot, form.button)

    in_dialog(StatuteForm, spoil, lambda: click(qtbot, found.edit_button))
    assert "zwei" in told[0] and "3" in told[0]
    assert reading.statute(desk.store, Statute.RATE_CAPS).own
    assert words.of(Statute.RATE_CAPS, desk.language) in {
        str(found.model.index(row, 0).data()) for row in range(found.model.rowCount())
    }


def test_looked_at_today_it_is_illustrative_no_more(qtbot: QtBot, window: MainWindow) -> None:
    desk = window.desk
    assert desk is not None
    found = StatuteList(desk, window)
    qtbot.addWidget(found)
    found.table.select_id(Statute.CITY_SCHEMES.value)
    line = found.table.current()
    assert line is not None and line.sheet.to_check
    click(qtbot, found.check_button)
    kept = reading.statute(desk.store, Statute.CITY_SCHEMES)
    assert (kept.checked_on, kept.to_check) == (desk.today(), False)
