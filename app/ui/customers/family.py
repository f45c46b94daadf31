"""One family: who they are, their money, their policies, what happened, and the next step."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from app import words
from app.services import customers, policies, timeline
from app.services.customers import HouseholdDetail, MemberRow
from app.services.policies import PolicyRow
from app.services.rules.ages import age_on
from app.ui import formats, labels
from app.ui.change_hub import Change, ChangeKind
from app.ui.customers.forms import finances_form, policy_form, policy_of_form
from app.ui.widgets.dialog import FormDialog
from app.ui.widgets.member_form import draft_of_form, member_form
from app.ui.widgets.table import Column, RowTableModel
from app.ui.widgets.table_view import TableView

if TYPE_CHECKING:
    from app.ui.customers.page import CustomersPage


class FamilyView(QWidget):
    """Shows a household read by one call; every button ends in one service call."""

    def __init__(self, page: CustomersPage) -> None:
        super().__init__()
        self._page, self.desk = page, page.desk
        self.detail: HouseholdDetail | None = None
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(8, 0, 0, 0)
        self._content: QWidget | None = None
        self._tab = 0

    def show_household(self, household_id: str | None) -> None:
        self.detail = None if household_id is None else customers.household(self.desk.store, household_id)
        if self._content is not None:
            self._outer.removeWidget(self._content)
            self._content.deleteLater()
            self._content = None
        if self.detail is not None:
            self._content = self._build(self.detail)
            self._outer.addWidget(self._content)

    # -- layout ---------------------------------------------------------------------------------------------
    def _build(self, detail: HouseholdDetail) -> QWidget:
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(self._head(detail))
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.addTab(self._members(detail), self.tr("Family"))
        self.tabs.addTab(self._finances(detail), self.tr("Money"))
        self.tabs.addTab(self._policies(detail), self.tr("Policies"))
        self.tabs.addTab(self._notes(detail), self.tr("Notes"))
        self.tabs.addTab(self._timeline(detail), self.tr("What happened"))
        self.tabs.setCurrentIndex(self._tab)
        self.tabs.currentChanged.connect(self._remember_tab)
        layout.addWidget(self.tabs, 1)
        return content

    def _remember_tab(self, tab: int) -> None:
        self._tab = tab

    def _head(self, detail: HouseholdDetail) -> QVBoxLayout:
        row, language = detail.row, self.desk.language
        name = QLabel(row.name)
        name.setProperty("kind", "title")
        phone = HoldToShow(row.phone_masked, row.phone)
        facts = [row.code, labels.of(row.stage, language), row.city]
        line = QLabel("  ·  ".join(fact for fact in facts if fact))
        line.setProperty("kind", "muted")
        step = QLabel(self._next_step(detail))
        interview = self._button(self.tr("Needs interview"), lambda: self._go("interview"), primary=True)
        plans = self._button(self.tr("Combinations"), lambda: self._go("combinations"))
        needs = self._button(self.tr("Matrix"), lambda: self._go("matrix"))
        archive = self._button(self.tr("Archive"), lambda: self._page.archive(row))
        top = QHBoxLayout()
        for widget in (name, phone, line):
            top.addWidget(widget)
        top.addStretch()
        below = QHBoxLayout()
        below.addWidget(step, 1)
        for button in (interview, plans, needs, archive):
            below.addWidget(button)
        head = QVBoxLayout()
        head.addLayout(top)
        head.addLayout(below)
        return head

    def _next_step(self, detail: HouseholdDetail) -> str:
        row = detail.row
        if not row.next_step_on:
            return "○ " + self.tr("No next step planned")
        today = self.desk.today()
        mark = "● " + self.tr("Overdue") if row.next_step_on < today else "◉ " + self.tr("Next step")
        return f"{mark}  {formats.day(row.next_step_on)}  {row.next_step}"

    def _members(self, detail: HouseholdDetail) -> QWidget:
        language, today = self.desk.language, self.desk.today()
        columns = [
            Column("name", self.tr("Name"), lambda m: m.name, width=110),
            Column("relation", self.tr("Relation"), lambda m: labels.of(m.relation, language), width=80),
            Column("sex", self.tr("Sex"), lambda m: labels.of(m.sex, language) if m.sex else "—", width=60),
            Column(
                "age",
                self.tr("Age"),
                lambda m: age_on(m.birth_date, today) if m.birth_date else None,
                number=True,
                width=60,
            ),
            Column("born", self.tr("Birth date"), lambda m: m.birth_date, formats.day, width=100),
            Column("occupation", self.tr("Occupation"), lambda m: m.occupation, width=120),
            Column("income", self.tr("Income a year"), lambda m: m.income, formats.money, number=True, width=110),
        ]
        model = RowTableModel(columns)
        model.set_rows(detail.members)
        self.member_table = TableView(model)
        self.member_table.opened.connect(self.edit_member)
        add = self._button(self.tr("Add member"), self.add_member)
        edit = self._button(self.tr("Edit"), lambda: self.edit_member(self.member_table.current() or detail.members[0]))
        remove = self._button(self.tr("Remove"), lambda: self.remove_member(self.member_table.current()))
        return self._with_buttons(self.member_table, add, edit, remove)

    def _finances(self, detail: HouseholdDetail) -> QWidget:
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setColumnStretch(3, 1)
        known = [(key, amount) for key, amount in detail.finances.items()]
        for at, (key, amount) in enumerate(known):
            label = QLabel(words.say(f"finance.{key}", self.desk.language))
            label.setProperty("kind", "muted")
            value = QLabel(formats.money(amount))
            value.setAlignment(Qt.AlignmentFlag.AlignRight)
            grid.addWidget(label, at // 2, 2 * (at % 2))
            grid.addWidget(value, at // 2, 2 * (at % 2) + 1)
        if not known:
            empty = QLabel(self.tr("Nothing is known yet. The needs interview fills this in."))
            empty.setProperty("kind", "muted")
            grid.addWidget(empty, 0, 0)
        card = QFrame()
        card.setProperty("kind", "card")
        inside = QVBoxLayout(card)
        inside.addLayout(grid)
        inside.addStretch()
        return self._with_buttons(card, self._button(self.tr("Edit"), self.edit_finances))

    def _policies(self, detail: HouseholdDetail) -> QWidget:
        names = {member.id: member.name for member in detail.members}
        language = self.desk.language

        def covers(policy: PolicyRow) -> str:
            parts = [
                f"{labels.event(c.event, language)} {formats.short_money(c.amount, language)}" for c in policy.covers
            ]
            return "、".join(parts)

        columns = [
            Column("insured", self.tr("Insured"), lambda p: names.get(p.member_id, "?"), width=90),
            Column("product", self.tr("Product"), lambda p: p.product_name, width=170),
            Column("covers", self.tr("Covers"), covers, width=200),
            Column("premium", self.tr("Premium a year"), lambda p: p.premium, formats.money, number=True, width=110),
            Column("ends", self.tr("Until"), lambda p: p.ends_on, formats.day, width=100),
        ]
        model = RowTableModel(columns)
        model.set_rows(detail.policies)
        self.policy_table = TableView(model)
        self.policy_table.opened.connect(self.edit_policy)
        add = self._button(self.tr("Add policy"), lambda: self.edit_policy(None))
        edit = self._button(self.tr("Edit"), lambda: self.edit_policy(self.policy_table.current()))
        remove = self._button(self.tr("Remove"), lambda: self.remove_policy(self.policy_table.current()))
        return self._with_buttons(self.policy_table, add, edit, remove)

    def _notes(self, detail: HouseholdDetail) -> QWidget:
        self.notes = QPlainTextEdit(detail.notes)
        self.notes.setAccessibleName(self.tr("Notes"))
        return self._with_buttons(self.notes, self._button(self.tr("Save notes"), self.save_notes))

    def _timeline(self, detail: HouseholdDetail) -> QWidget:
        entries = timeline.of_household(self.desk.store, detail.row.id)
        inside = QWidget()
        layout = QVBoxLayout(inside)
        for entry in entries:
            when = QLabel(formats.day(entry.on))
            when.setProperty("kind", "muted")
            when.setFixedWidth(90)
            what = QLabel(entry.words(self.desk.language))
            what.setWordWrap(True)
            line = QHBoxLayout()
            line.addWidget(when, 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(what, 1)
            layout.addLayout(line)
        if not entries:
            layout.addWidget(QLabel(self.tr("Nothing has happened yet.")))
        layout.addStretch()
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        return area

    def _with_buttons(self, widget: QWidget, *buttons: QPushButton) -> QWidget:
        holder = QWidget()
        layout = QVBoxLayout(holder)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.addWidget(widget, 1)
        line = QHBoxLayout()
        for button in buttons:
            line.addWidget(button)
        line.addStretch()
        layout.addLayout(line)
        return holder

    def _button(self, text: str, act: Callable[[], object], *, primary: bool = False) -> QPushButton:
        button = QPushButton(text)
        if primary:
            button.setProperty("kind", "primary")
        button.clicked.connect(lambda: act())
        return button

    # -- acts -----------------------------------------------------------------------------------------------
    def _go(self, tab: str) -> None:
        assert self.detail is not None
        self.desk.hub.go(tab, self.detail.row.id)

    def _announce(self, kind: ChangeKind = ChangeKind.HOUSEHOLD) -> None:
        assert self.detail is not None
        self.desk.hub.announce(Change(kind, self.detail.row.id))

    def add_member(self) -> None:
        assert self.detail is not None
        household_id = self.detail.row.id

        def save(values: Any) -> None:
            customers.add_member(self.desk.store, self.desk.actor, household_id, draft_of_form(values))
            self._announce()

        FormDialog(self, self.tr("New member"), member_form(self.desk.language), save).exec()

    def edit_member(self, row: MemberRow) -> None:
        assert self.detail is not None
        customer = row.id == self.detail.customer.id
        form = member_form(self.desk.language, with_relation=not customer, row=row)

        def save(values: Any) -> None:
            draft = draft_of_form(values, row.relation if customer else None)
            customers.update_member(self.desk.store, self.desk.actor, row.id, draft, row.version)
            self._announce()

        FormDialog(self, row.name, form, save).exec()

    def remove_member(self, row: MemberRow | None) -> None:
        if row is None or self.detail is None:
            return
        household_id = self.detail.row.id
        with self._page.guard():
            draft = customers.remove_member(self.desk.store, self.desk.actor, row.id)
            self._announce()

            def undo() -> None:
                customers.add_member(self.desk.store, self.desk.actor, household_id, draft)
                self.desk.hub.announce(Change(ChangeKind.HOUSEHOLD, household_id))

            self.desk.hub.offer_undo(self.tr("{name} is removed.").format(name=row.name), undo)

    def edit_finances(self) -> None:
        assert self.detail is not None
        household_id = self.detail.row.id

        def save(values: Any) -> None:
            customers.update_finances(self.desk.store, self.desk.actor, household_id, dict(values))
            self._announce()

        form = finances_form(self.desk.language, self.detail.finances)
        FormDialog(self, self.tr("The family's money"), form, save).exec()

    def edit_policy(self, row: PolicyRow | None) -> None:
        assert self.detail is not None
        household_id = self.detail.row.id
        people = [(member.id, member.name) for member in self.detail.members]

        def save(values: Any) -> None:
            draft = policy_of_form(values)
            if row is None:
                policies.add(self.desk.store, self.desk.actor, household_id, draft)
            else:
                policies.update(self.desk.store, self.desk.actor, row.id, draft, row.version)
            self._announce(ChangeKind.POLICY)

        title = row.product_name if row else self.tr("New policy")
        FormDialog(self, title, policy_form(self.desk.language, people, row), save).exec()

    def remove_policy(self, row: PolicyRow | None) -> None:
        if row is None:
            return
        with self._page.guard():
            draft = policies.remove(self.desk.store, self.desk.actor, row.id)
            self._announce(ChangeKind.POLICY)

            def undo() -> None:
                policies.add(self.desk.store, self.desk.actor, row.household_id, draft)
                self.desk.hub.announce(Change(ChangeKind.POLICY, row.household_id))

            self.desk.hub.offer_undo(self.tr("{name} is removed.").format(name=row.product_name), undo)

    def save_notes(self) -> None:
        assert self.detail is not None
        with self._page.guard():
            customers.update_notes(self.desk.store, self.desk.actor, self.detail.row.id, self.notes.toPlainText())
            self.desk.hub.tell(self.tr("Notes saved."))


class HoldToShow(QPushButton):
    """A masked text; the whole is shown only while the button is held down."""

    def __init__(self, masked: str, whole: str) -> None:
        super().__init__(masked)
        self.setProperty("kind", "link")
        self.setToolTip(self.tr("Hold to show"))
        self.pressed.connect(lambda: self.setText(whole))
        self.released.connect(lambda: self.setText(masked))
