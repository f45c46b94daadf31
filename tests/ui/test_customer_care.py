"""Views, changes of many, labels, own fields, background, purchases, the bin and hand-overs, by clicks and keys."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMenu, QMessageBox
from pytestqt.qtbot import QtBot
from sqlalchemy import update

from app.enums import FieldKind, Language, Relation, Sex, Tie
from app.models import Household
from app.services.people import custom_fields, customers, handover, policies, segments, ties
from app.services.people.custom_fields import FieldDraft
from app.services.people.customers import ContactDraft, CustomerFilter, HouseholdDraft, MemberDraft
from app.services.people.policies import PolicyDraft
from app.ui.customers.book.bulk import BulkDialog
from app.ui.customers.book.handover import GiveDialog, HandoversDialog, TakeDialog
from app.ui.customers.book.label_lists import LabelsDialog
from app.ui.customers.book.own_fields import FieldsDialog
from app.ui.customers.book.referral_tree import ReferralsDialog
from app.ui.customers.list.filtering import FilterDialog
from app.ui.customers.page import CustomersPage
from app.ui.shell.main_window import MainWindow
from app.ui.widgets.forms.dialog import FormDialog
from tests import reading
from tests.keys import type_text
from tests.ui.acting import click, fill, in_dialog
from tests.ui.conftest import OpenWindow

LANGUAGES = pytest.mark.parametrize("language", [Language.ZH, Language.EN])
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(open_window: OpenWindow, language: Language) -> MainWindow:
    """王芳 (with husband), 李雷, 曾强, 赵敏; 王芳 and 李雷 are VIP."""
    made = open_window(Language(language))
    assert made.desk is not None
    store, actor = made.desk.store, made.desk.actor
    husband = MemberDraft("李强", Relation.SPOUSE, Sex.MALE)
    wang = MemberDraft("王芳", sex=Sex.FEMALE, phone="13800001234", birth_date=date(1989, 1, 12))
    customers.add(store, actor, HouseholdDraft(wang, (husband,), ContactDraft(city="杭州", tags=("VIP",))))
    customers.add(store, actor, HouseholdDraft(MemberDraft("李雷"), contact=ContactDraft(tags=("VIP",))))
    for name in ("曾强", "赵敏"):
        customers.add(store, actor, HouseholdDraft(MemberDraft(name, sex=Sex.MALE)))
    made.go("customers")
    return made


@pytest.fixture
def page(window: MainWindow) -> CustomersPage:
    found = window.pages["customers"]
    assert isinstance(found, CustomersPage)
    return found


def names(page: CustomersPage) -> list[str]:
    return [page.model.row(number).name for number in range(page.model.rowCount())]


def id_of(page: CustomersPage, name: str) -> str:
    return customers.search(page.desk.store, name)[0].id


def choose(page: CustomersPage, name: str) -> str:
    page.table.setCurrentIndex(page.model.index(names(page).index(name), 0))
    return id_of(page, name)


def undo(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClick(window, Qt.Key.Key_Z, CONTROL)


def pick(menu: QMenu, text: str) -> None:
    next(action for action in menu.actions() if text in action.text()).trigger()


def save_as(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))


# -- views ------------------------------------------------------------------------------------------------------------
@LANGUAGES
def test_a_filter_is_ticked_counted_saved_chosen_and_removed(
    qtbot: QtBot,
    window: MainWindow,
    page: CustomersPage,
) -> None:
    def keep(dialog: FilterDialog) -> None:
        click(qtbot, dialog.form.fields["tags"].boxes["VIP"])  # type: ignore[attr-defined]
        qtbot.waitUntil(lambda: "2" in dialog.count.text())
        click(qtbot, dialog.keep_button)
        assert dialog.notice.isVisible(), "a view needs a name"
        type_text(qtbot, dialog.name.line, "重点")
        click(qtbot, dialog.keep_button)

    in_dialog(FilterDialog, keep, lambda: click(qtbot, page.list.views.button))
    assert names(page) == ["李雷", "王芳"]
    qtbot.waitUntil(lambda: "2" in page.list.views.box.currentText())
    page.list.views.box.setFocus()
    qtbot.keyClick(page.list.views.box, Qt.Key.Key_Home)
    qtbot.waitUntil(lambda: len(names(page)) == 4)
    qtbot.keyClick(page.list.views.box, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: names(page) == ["李雷", "王芳"])
    shortcut = CONTROL | Qt.KeyboardModifier.ShiftModifier
    in_dialog(
        FilterDialog,
        lambda dialog: click(qtbot, dialog.remove_button),
        lambda: qtbot.keyClick(page.table, Qt.Key.Key_F, shortcut),
    )
    assert len(names(page)) == 4
    assert segments.segments(page.desk.store) == []
    undo(qtbot, window)
    assert [row.name for row in segments.segments(page.desk.store)] == ["重点"]


@LANGUAGES
def test_conditions_on_own_fields_and_what_cannot_be_read(qtbot: QtBot, page: CustomersPage) -> None:
    store, actor = page.desk.store, page.desk.actor
    money = custom_fields.add(store, actor, FieldDraft("月供", FieldKind.MONEY))
    for name, fen in (("李雷", "500000"), ("赵敏", "900000")):
        customers.update_contact(store, actor, id_of(page, name), ContactDraft(own={money.id: fen}))

    def ask(dialog: FilterDialog) -> None:
        field: Any = dialog.form.fields["custom"]
        click(qtbot, field.add_button)
        line = field.lines[0]
        line.test.setCurrentIndex(2)
        line.test.activated.emit(2)
        type_text(qtbot, line.text, "many")
        click(qtbot, dialog.show_button)
        assert dialog.isVisible(), "it is not guessed"
        line.text.clear()
        type_text(qtbot, line.text, "6000")
        click(qtbot, dialog.show_button)

    in_dialog(FilterDialog, ask, lambda: click(qtbot, page.list.views.button))
    assert names(page) == ["赵敏"]
    assert page.list.views.box.count() == 2, "everybody, and the filter that has no name"


# -- changes of many --------------------------------------------------------------------------------------------------
@LANGUAGES
def test_rows_are_chosen_by_keys_changed_and_put_back(qtbot: QtBot, window: MainWindow, page: CustomersPage) -> None:
    page.table.setFocus()
    page.table.selectRow(0)
    qtbot.keyClick(page.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert "2" in page.list.shown.text()

    def change(dialog: BulkDialog) -> None:
        assert dialog.chosen.isChecked()
        qtbot.keyClick(dialog.button, Qt.Key.Key_Return)
        assert dialog.rest.isVisible(), "nothing was said to be changed"
        field: Any = dialog.form.fields["classification"]
        qtbot.keyClick(field.box, Qt.Key.Key_Space)
        field.inner.set_value("A")
        type_text(qtbot, dialog.form.fields["add_tags"].line, "新客户")  # type: ignore[attr-defined]
        click(qtbot, dialog.button)

    in_dialog(BulkDialog, change, lambda: qtbot.keyClick(page.table, Qt.Key.Key_E, CONTROL))
    changed = {row.name: (row.classification, row.tags) for row in customers.page(page.desk.store)}
    assert changed["李雷"] == ("A", ("VIP", "新客户"))
    assert changed["王芳"] == ("A", ("VIP", "新客户"))
    assert changed["赵敏"] == ("", ())
    undo(qtbot, window)
    assert {row.name: (row.classification, row.tags) for row in customers.page(page.desk.store)} == {
        "李雷": ("", ("VIP",)), "王芳": ("", ("VIP",)), "曾强": ("", ()), "赵敏": ("", ()),
    }  # fmt: skip


def test_all_that_a_view_shows_is_changed(qtbot: QtBot, page: CustomersPage) -> None:
    page.list.views.wanted = CustomerFilter(tags=("vip",))
    page.refresh_now()
    page.table.selectAll()

    def change(dialog: BulkDialog) -> None:
        assert dialog.all.isChecked()
        field: Any = dialog.form.fields["city"]
        click(qtbot, field.box)
        click(qtbot, dialog.button)

    in_dialog(BulkDialog, change, lambda: click(qtbot, page.list.bulk_button))
    assert customers.row(page.desk.store, id_of(page, "王芳")).city == "", "ticked and empty is emptied"


# -- labels and own fields --------------------------------------------------------------------------------------------
@LANGUAGES
def test_a_tag_is_renamed_and_coloured_everywhere(qtbot: QtBot, page: CustomersPage) -> None:
    def arrange(dialog: LabelsDialog) -> None:
        QAbstractItemModelTester(dialog.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
        assert [row.name for row in dialog.rows()] == ["A", "B", "C"]
        click(qtbot, dialog.kinds[next(kind for kind in dialog.kinds if kind.value == "tag")])

        def rename(form: FormDialog) -> None:
            form.form.fields["tone"].set_value("bad")
            fill(qtbot, form, name="大客户")
            click(qtbot, form.button)

        in_dialog(FormDialog, rename, lambda: click(qtbot, dialog.change_button))
        assert [(row.name, row.used) for row in dialog.rows()] == [("大客户", 2)]
        click(qtbot, dialog.close_button)

    in_dialog(LabelsDialog, arrange, page.acts.arrange_labels)
    choose(page, "王芳")
    assert page.family.head.marks.accessibleName() == "大客户"
    column = [column.key for column in page.model.columns].index("tags")
    assert page.model.index(names(page).index("王芳"), column).data() == "● 大客户"


@LANGUAGES
def test_an_own_field_is_made_filled_shown_and_retired(qtbot: QtBot, window: MainWindow, page: CustomersPage) -> None:
    def make(dialog: FieldsDialog) -> None:
        QAbstractItemModelTester(dialog.model, QAbstractItemModelTester.FailureReportingMode.Fatal)

        def type_it(form: FormDialog) -> None:
            form.form.fields["kind"].set_value("choice")
            form.form.fields["kind"].edited.emit()
            fill(qtbot, form, name="住房")
            click(qtbot, form.button)
            assert form.form._errors["choices"].isVisible()
            fill(qtbot, form, choices="公寓，别墅")
            click(qtbot, form.button)

        in_dialog(FormDialog, type_it, lambda: click(qtbot, dialog.new_button))
        click(qtbot, dialog.close_button)

    in_dialog(FieldsDialog, make, page.acts.arrange_fields)
    (field,) = custom_fields.fields(page.desk.store)
    id = choose(page, "王芳")
    page.family.tabs.setCurrentWidget(page.family.contact)

    def type_contact(dialog: FormDialog) -> None:
        dialog.form.fields[field.key].set_value("别墅")
        fill(qtbot, dialog, tags="VIP，新客户")
        click(qtbot, dialog.button)

    in_dialog(FormDialog, type_contact, lambda: click(qtbot, page.family.contact.edit_button))
    assert customers.row(page.desk.store, id).own == {field.id: "别墅"}
    page.list.columns.menu.aboutToShow.emit()
    pick(page.list.columns.menu, "住房")
    column = [column.key for column in page.model.columns].index(field.key)
    assert not page.table.isColumnHidden(column)
    assert page.model.index(names(page).index("王芳"), column).data() == "别墅"
    undo(qtbot, window)
    assert customers.row(page.desk.store, id).own == {}
    assert customers.row(page.desk.store, id).tags == ("VIP",)

    def retire(dialog: FieldsDialog) -> None:
        click(qtbot, dialog.retire_button)
        click(qtbot, dialog.close_button)

    in_dialog(FieldsDialog, retire, page.acts.arrange_fields)
    assert field.key not in [column.key for column in page.model.columns]


# -- background and purchases -----------------------------------------------------------------------------------------
@LANGUAGES
def test_a_relation_is_made_changed_and_shows_on_the_other_side(
    qtbot: QtBot,
    window: MainWindow,
    page: CustomersPage,
) -> None:
    other = id_of(page, "曾强")
    wang = choose(page, "王芳")
    section = page.family.background.ties
    page.family.tabs.setCurrentWidget(page.family.background)
    for model in (section.model, page.family.background.interests.model, page.family.background.events.model):
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)

    def make(dialog: FormDialog) -> None:
        type_text(qtbot, dialog.form.fields["household"].editor, "zq")
        dialog.form.fields["household"].editor.setText("曾强")  # type: ignore[attr-defined]
        dialog.form.fields["tie"].set_value("sibling")
        click(qtbot, dialog.button)

    in_dialog(FormDialog, make, lambda: click(qtbot, section.add_relation))
    assert [(row.one.name, row.other.name) for row in ties.of_household(page.desk.store, other)] == [("曾强", "王芳")]
    number = next(n for n in range(section.model.rowCount()) if section.model.row(n).other.name == "曾强")
    section.table.setCurrentIndex(section.model.index(number, 0))

    def change(dialog: FormDialog) -> None:
        dialog.form.fields["tie"].set_value("friend")
        click(qtbot, dialog.button)

    in_dialog(FormDialog, change, lambda: click(qtbot, section.change_button))
    assert [row.tie for row in ties.of_household(page.desk.store, other)] == [Tie.FRIEND]
    undo(qtbot, window)
    assert [row.tie for row in ties.of_household(page.desk.store, other)] == [Tie.SIBLING]
    number = next(n for n in range(section.model.rowCount()) if section.model.row(n).other.name == "曾强")
    section.table.setCurrentIndex(section.model.index(number, 0))
    section.table.setFocus()
    qtbot.keyClick(section.table, Qt.Key.Key_Return)
    assert page.desk.household_id == other
    page.desk.choose_household(wang)
    number = next(n for n in range(section.model.rowCount()) if section.model.row(n).other.name == "曾强")
    section.table.setCurrentIndex(section.model.index(number, 0))
    click(qtbot, section.remove_button)
    assert ties.of_household(page.desk.store, other) == []


@LANGUAGES
def test_interests_and_events_are_recorded(qtbot: QtBot, window: MainWindow, page: CustomersPage) -> None:
    choose(page, "李雷")
    page.family.tabs.setCurrentWidget(page.family.background)
    interests, events = page.family.background.interests, page.family.background.events
    assert interests.empty.isVisible()

    def type_it(dialog: FormDialog) -> None:
        fill(qtbot, dialog, text="钓鱼")
        click(qtbot, dialog.button)

    in_dialog(FormDialog, type_it, lambda: click(qtbot, interests.add_interest))
    assert interests.model.row(0).text == "钓鱼"
    click(qtbot, interests.remove_button)
    assert interests.model.rowCount() == 0
    undo(qtbot, window)
    assert interests.model.row(0).text == "钓鱼"
    in_dialog(QDialog, lambda dialog: click(qtbot, dialog.button), lambda: click(qtbot, events.add_event))
    assert events.model.row(0).open
    click(qtbot, events.aside_button)
    assert not events.model.row(0).open
    click(qtbot, events.remove_button)
    assert events.model.rowCount() == 0


@LANGUAGES
def test_who_referred_whom_is_said_in_the_contact_and_shown_as_a_tree(qtbot: QtBot, page: CustomersPage) -> None:
    store, actor = page.desk.store, page.desk.actor
    reading.refer(store, actor, id_of(page, "赵敏"), id_of(page, "李雷"))
    choose(page, "李雷")
    page.family.tabs.setCurrentWidget(page.family.contact)

    def name_it(dialog: FormDialog) -> None:
        editor: Any = dialog.form.fields["referrer_id"].editor
        type_text(qtbot, editor, "nobody")
        click(qtbot, dialog.button)
        assert dialog.isVisible()
        editor.clear()
        type_text(qtbot, editor, "wf")
        editor.setText("王芳")
        click(qtbot, dialog.button)

    in_dialog(FormDialog, name_it, lambda: click(qtbot, page.family.contact.edit_button))
    page.family.tabs.setCurrentWidget(page.family.background)
    assert page.family.background.referrals.above.text().endswith("李雷 ← 王芳")
    assert [row.name for row in page.family.background.referrals.rows(page.family.background.detail)] == ["赵敏"]

    def look(dialog: ReferralsDialog) -> None:
        QAbstractItemModelTester(dialog.sources, QAbstractItemModelTester.FailureReportingMode.Fatal)
        root: Any = dialog.tree.topLevelItem(0)
        assert (root.text(0), root.text(3)) == ("王芳", "2")
        leaf = root.child(0).child(0)
        assert leaf.text(0) == "赵敏"
        dialog.tree.setFocus()
        dialog.tree.setCurrentItem(leaf)
        qtbot.keyClick(dialog.tree, Qt.Key.Key_Return)

    in_dialog(ReferralsDialog, look, page.acts.show_referrals)
    assert page.desk.household_id == id_of(page, "赵敏")


@LANGUAGES
def test_purchases_show_sums_by_year(page: CustomersPage) -> None:
    id = choose(page, "王芳")
    member = customers.household(page.desk.store, id).customer.id
    for product, fen, day in (("定寿", 100_000, date(2025, 3, 1)), ("重疾", 250_000, date(2026, 2, 1))):
        policies.add(page.desk.store, page.desk.actor, id, PolicyDraft(member, product, premium=fen, starts_on=day))
    pane = page.family.purchases
    page.family.tabs.setCurrentWidget(pane)
    for model in (pane.model, pane.years):
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert [pane.years.index(row, 2).data() for row in range(2)] == ["2,500", "1,000"]
    assert "3,500" in pane.total.text()


# -- away -------------------------------------------------------------------------------------------------------------
def answer(qtbot: QtBot, at: int) -> Any:
    def act(box: QMessageBox) -> None:
        click(qtbot, box.buttons()[at])

    return act


@LANGUAGES
def test_the_bin_is_emptied_only_after_a_yes(qtbot: QtBot, page: CustomersPage) -> None:
    for name in ("李雷", "赵敏"):
        choose(page, name)
        click(qtbot, page.family.head.archive)
    click(qtbot, page.list.archived)
    assert names(page) == ["李雷", "赵敏"]
    assert not page.list.export_button.isVisible()

    def stay(box: QMessageBox) -> None:
        assert box.defaultButton() is not None
        qtbot.keyClick(box, Qt.Key.Key_Escape)

    in_dialog(QMessageBox, stay, lambda: click(qtbot, page.list.empty_button))
    assert names(page) == ["李雷", "赵敏"]
    page.table.selectRow(0)

    def go(box: QMessageBox) -> None:
        click(qtbot, next(b for b in box.buttons() if box.buttonRole(b) == QMessageBox.ButtonRole.DestructiveRole))

    in_dialog(QMessageBox, go, lambda: click(qtbot, page.list.bin_button))
    assert names(page) == ["赵敏"]
    in_dialog(QMessageBox, go, lambda: click(qtbot, page.list.empty_button))
    assert customers.count(page.desk.store, archived=True) == 0
    assert customers.count(page.desk.store) == 2


def test_all_chosen_in_the_bin_are_erased_and_all_chosen_in_the_list_are_given(
    qtbot: QtBot, page: CustomersPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With every row chosen only the one with the cursor was erased, and handing over did nothing."""
    for name in ("李雷", "赵敏"):
        choose(page, name)
        click(qtbot, page.family.head.archive)
    click(qtbot, page.list.archived)
    page.table.selectAll()

    def go(box: QMessageBox) -> None:
        click(qtbot, next(b for b in box.buttons() if box.buttonRole(b) == QMessageBox.ButtonRole.DestructiveRole))

    in_dialog(QMessageBox, go, lambda: click(qtbot, page.list.bin_button))
    assert customers.count(page.desk.store, archived=True) == 0
    click(qtbot, page.list.archived)
    assert names(page) == ["王芳", "曾强"]
    page.table.selectAll()
    save_as(monkeypatch, tmp_path / "all.nfh")

    def give(dialog: GiveDialog) -> None:
        fill(qtbot, dialog, to="张强", consent="电话同意", password="a key of two")
        click(qtbot, dialog.button)

    in_dialog(GiveDialog, give, page.acts.hand_over)
    assert names(page) == []
    assert [len(one.codes) for one in handover.handovers(page.desk.store)] == [2]


@LANGUAGES
@pytest.mark.usefixtures("window")
def test_customers_are_given_and_taken_and_the_receipt_goes_back(
    qtbot: QtBot, page: CustomersPage, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    choose(page, "王芳")
    save_as(monkeypatch, tmp_path / "p.nfh")

    def give(dialog: GiveDialog) -> None:
        click(qtbot, dialog.button)
        assert dialog.form._errors["to"].isVisible()
        fill(qtbot, dialog, to="张强", consent="电话同意", password="a key of two")
        click(qtbot, dialog.button)

    in_dialog(GiveDialog, give, page.acts.hand_over)
    assert "王芳" not in names(page)
    click(qtbot, page.list.archived)
    assert page.family.head.badge.text().startswith("▣")
    with page.desk.store.write(page.desk.actor, "test.elsewhere") as session:  # as in the store of whoever takes it
        session.execute(update(Household).where(Household.handed_over_at.is_not(None)).values(owner_epoch=1))

    def take(dialog: HandoversDialog) -> None:
        QAbstractItemModelTester(dialog.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
        assert dialog.back_button.isEnabled()

        def password(form: TakeDialog) -> None:
            fill(qtbot, form, password="not this one")
            click(qtbot, form.button)
            assert form.rest.isVisible()
            fill(qtbot, form, password="a key of two")
            click(qtbot, form.button)

        in_dialog(TakeDialog, password, lambda: click(qtbot, dialog.take_button))
        assert "电话同意" in dialog.notice.text
        save_as(monkeypatch, tmp_path / "r.json")
        click(qtbot, dialog.receipt_button)
        assert (tmp_path / "r.json").exists()
        click(qtbot, dialog.confirm_button)
        assert [row.received_at is not None for row in dialog.rows()] == [True, True]
        click(qtbot, dialog.close_button)

    in_dialog(HandoversDialog, take, page.acts.show_handovers)
    assert len(handover.handovers(page.desk.store)) == 2
    click(qtbot, page.list.archived)
    assert "王芳" in names(page), "it came back"


def test_the_menu_leads_everywhere(page: CustomersPage) -> None:
    menu = page.list.more_button.menu()
    opened = []
    for action in menu.actions():
        if action.isSeparator() or action.menu() is not None:
            continue

        def close(dialog: QDialog) -> None:
            opened.append(type(dialog).__name__)
            dialog.reject()

        choose(page, "李雷")
        in_dialog(QDialog, close, action.trigger)
    assert opened == [
        "LabelsDialog", "FieldsDialog", "ReferralsDialog", "ImportWizard", "QFileDialog", "GiveDialog",
        "HandoversDialog",
    ]  # fmt: skip
    assert QApplication.activeModalWidget() is None
