"""What clocks ask of a family: premiums that came in, which birthday each person keeps, loans."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.enums import Language
from app.services.care import clocks
from app.services.care.clocks import Care, Loan
from app.services.care.clocks.marks import Premium
from app.services.rules.care.clock_facts import BirthdayKind
from app.services.rules.needs.pension import Work
from app.ui.base import formats, labels
from app.ui.base.desk import Desk
from app.ui.widgets.badge import Badge
from app.ui.widgets.forms.dialog import FormDialog
from app.ui.widgets.forms.fields import ChoiceField, DateField, MoneyField, TextField
from app.ui.widgets.forms.form import Form
from app.ui.widgets.notice import Guard
from app.ui.widgets.plain import Label
from app.ui.widgets.tables.table import Column, RowTableModel
from app.ui.widgets.tables.table_view import TableView

ROWS = 3


class PeopleView(QWidget):
    """Three short lists of one family."""

    def __init__(self, desk: Desk, guard: Guard) -> None:
        super().__init__()
        self.desk, self.guard = desk, guard
        self.household_id: str | None = None
        self.premiums = self._table(self.tr("Premiums"), self._premium_columns())
        self.premiums.opened.connect(self.toggle_paid)
        self.premiums.chosen.connect(lambda _: self._show_state())
        self.paid_button = QPushButton(self.tr("Mark paid"))
        self.paid_button.clicked.connect(lambda: self.toggle_paid(self.premiums.current()))
        self.people = self._table(self.tr("Birthday and work"), self._people_columns())
        self.people.opened.connect(self.edit_person)
        self.person_button = QPushButton(self.tr("Change birthday and work…"))
        self.person_button.clicked.connect(lambda: self.edit_person(self.people.current()))
        self.loans = self._table(self.tr("Loans"), self._loan_columns())
        self.loan_button = QPushButton(self.tr("Add loan…"))
        self.loan_button.clicked.connect(self.add_loan)
        self.gone_button = QPushButton(self.tr("Remove"))
        self.gone_button.clicked.connect(lambda: self.remove_loan(self.loans.current()))
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, 4, 6, 0)
        layout.setSpacing(4)
        for words, table, buttons in (
            (self.tr("Renewal premiums"), self.premiums, [self.paid_button]),
            (self.tr("Birthday and work"), self.people, [self.person_button]),
            (self.tr("Loans"), self.loans, [self.loan_button, self.gone_button]),
        ):
            head = QHBoxLayout()
            title = Label(words)
            title.setProperty("kind", "heading")
            head.addWidget(title, 1)
            for button in buttons:
                head.addWidget(button)
            layout.addLayout(head)
            layout.addWidget(table, 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)

    def show_family(self, household_id: str, *, editable: bool) -> None:
        self.household_id = household_id
        for button in (self.paid_button, self.person_button, self.loan_button, self.gone_button):
            button.setVisible(editable)
        store = self.desk.store
        for table, rows in (
            (self.premiums, clocks.premiums_of(store, household_id, self.desk.today())),
            (self.people, clocks.care_of(store, household_id)),
            (self.loans, clocks.loans_of(store, household_id)),
        ):
            current = table.current()
            table.rows.set_rows(rows)
            if rows and not table.select_id(current.id if current else None):
                table.select_id(rows[0].id)
        self._show_state()

    def toggle_paid(self, row: Premium | None) -> None:
        """Paid becomes unpaid and back; the foot offers to undo."""
        if row is None or self.paid_button.isHidden():
            return
        store, actor = self.desk.store, self.desk.actor
        pay = partial(clocks.pay_premium, store, actor, row.policy_id, row.due_on, row.paid_on)
        forget = partial(clocks.forget_premium, store, actor, row.policy_id, row.due_on)
        with self.guard():
            if row.paid_on is None:
                self._act(pay, self.tr("The premium due on {day} is marked paid.").format(day=row.due_on))
            else:
                self._act(forget, self.tr("The premium due on {day} is marked unpaid.").format(day=row.due_on))

    def edit_person(self, row: Care | None) -> None:
        if row is None or self.person_button.isHidden():
            return
        language, store, actor = self.desk.language, self.desk.store, self.desk.actor
        form = Form(language)
        form.add("birthday", self.tr("Keeps the birthday"), ChoiceField(labels.choices(BirthdayKind, language)))
        hint = self.tr("Decides when a woman may retire; not known counts as staff.")
        form.add("work", self.tr("Work"), ChoiceField(labels.choices(Work, language), optional=True), hint)
        form.set_values({"birthday": row.birthday.value, "work": row.work.value if row.work else None})

        def save(values: Mapping[str, Any]) -> None:
            work = Work(values["work"]) if values["work"] else None
            clocks.set_care(store, actor, row.member_id, BirthdayKind(values["birthday"]), work)

            self.desk.hub.offer_undo(self.tr("{name}: birthday and work are changed.").format(name=row.name))

        FormDialog(self, row.name, form, save).exec()

    def add_loan(self) -> None:
        household_id = self.household_id
        if household_id is None:
            return
        store, actor = self.desk.store, self.desk.actor
        form = Form(self.desk.language)
        form.add("name", self.tr("Loan"), TextField(self.tr("Mortgage, car loan …")))
        form.add("ends_on", self.tr("Last instalment on"), DateField())
        form.add("balance", self.tr("Still owed (yuan)"), MoneyField())

        def save(values: Mapping[str, Any]) -> None:
            loan = clocks.add_loan(store, actor, household_id, values["name"], values["ends_on"], values["balance"])

            self.desk.hub.offer_undo(self.tr("{name} is added.").format(name=loan.name))

        FormDialog(self, self.tr("Add loan"), form, save).exec()

    def remove_loan(self, row: Loan | None) -> None:
        if row is None:
            return
        store, actor = self.desk.store, self.desk.actor
        with self.guard():
            self._act(
                lambda: clocks.remove_loan(store, actor, row.id),
                self.tr("{name} is removed.").format(name=row.name),
            )

    def _act(self, act: Callable[[], object], words: str) -> None:
        act()
        self.desk.hub.offer_undo(words)

    def _show_state(self) -> None:
        premium = self.premiums.current()
        self.paid_button.setEnabled(premium is not None)
        paid = premium is not None and premium.paid_on is not None
        self.paid_button.setText(self.tr("Mark unpaid") if paid else self.tr("Mark paid"))
        self.person_button.setEnabled(self.people.current() is not None)
        self.gone_button.setEnabled(self.loans.current() is not None)

    def _table(self, name: str, columns: list[Column]) -> TableView:
        table = TableView(RowTableModel(columns))
        table.setAccessibleName(name)
        header = table.horizontalHeader().sizeHint().height()
        table.setMinimumHeight(header + ROWS * table.verticalHeader().defaultSectionSize() + 8)
        return table

    def _premium_columns(self) -> list[Column]:
        def state(row: Premium) -> Badge:
            if row.paid_on is not None:
                return Badge("✓", self.tr("paid on {day}").format(day=row.paid_on), "good")
            late = row.due_on < self.desk.today()
            return Badge("▲", self.tr("unpaid"), "bad") if late else Badge("○", self.tr("to come"), "calm")

        return [
            Column("due", self.tr("Due day"), lambda row: row.due_on, formats.day, width=92),
            Column("product", self.tr("Product"), lambda row: row.product, width=126, tip=lambda row: row.product),
            Column("year", self.tr("Premium no."), lambda row: row.year, number=True, width=84),
            Column("amount", self.tr("Premium"), lambda row: row.amount, formats.money, number=True, width=90),
            Column("paid", self.tr("State"), lambda row: row.paid_on, lambda _: "", width=132, badge=state),
        ]

    def _people_columns(self) -> list[Column]:
        language = self.desk.language

        def lunar(row: Care) -> str:
            if row.lunar is None:
                return "—"
            return row.lunar.chinese if language == Language.ZH else row.lunar.english

        return [
            Column("name", self.tr("Name"), lambda row: row.name, width=90),
            Column("born", self.tr("Born"), lambda row: row.born, formats.day, width=92),
            Column("lunar", self.tr("Lunar day"), lunar, width=130),
            Column("kind", self.tr("Birthday"), lambda row: labels.of(row.birthday, language), width=120),
            Column("work", self.tr("Work"), lambda row: labels.of(row.work, language) if row.work else "—", width=90),
        ]

    def _loan_columns(self) -> list[Column]:
        return [
            Column("name", self.tr("Loan"), lambda row: row.name, width=150),
            Column("ends", self.tr("Last instalment on"), lambda row: row.ends_on, formats.day, width=130),
            Column(
                "balance", self.tr("Still owed (yuan)"), lambda row: row.balance, formats.money, number=True, width=130
            ),
        ]
