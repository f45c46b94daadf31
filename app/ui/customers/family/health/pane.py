"""Each person's health as it was told: consent first, then the notes; the family's screen never shows this."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from app import words
from app.services.people import health
from app.services.people.customers import HouseholdDetail
from app.services.people.health import NoteRow, PersonHealth
from app.services.rules.people.health import Asked
from app.ui.base import formats, labels
from app.ui.base.desk import Desk
from app.ui.customers.family.health.forms import consent_form, consent_of_form, note_form, note_of_form
from app.ui.customers.family.pane import Pane
from app.ui.widgets.badge import Badge
from app.ui.widgets.forms.dialog import FormDialog
from app.ui.widgets.notice import Guard
from app.ui.widgets.plain import Label, MessageBox
from app.ui.widgets.tables.column_choice import ColumnChoice
from app.ui.widgets.tables.table import Column, RowTableModel
from app.ui.widgets.tables.table_view import TableView

USUAL = ("person", "what", "figures", "treatment", "since", "noted")


@dataclass(frozen=True, slots=True)
class Line:
    """A note of a person, or a person without any."""

    id: str
    person: PersonHealth
    note: NoteRow | None


class HealthPane(Pane):
    def __init__(self, desk: Desk, guard: Guard) -> None:
        super().__init__(desk, guard)
        self.model = RowTableModel(self._columns())
        self.table = TableView(self.model)
        self.table.setAccessibleName(self.tr("Health"))
        ColumnChoice(self.table, desk.preferences, "health/columns", USUAL)
        self.table.opened.connect(lambda _: self.edit())
        self.table.chosen.connect(lambda _: self._enable())
        self.note = Label(words.say("health.note", desk.language))
        self.note.setProperty("kind", "muted")
        self.note.setWordWrap(True)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.note)
        self.add_note = self.add_button(self.tr("Add note"), self.add)
        self.edit_button = self.add_button(self.tr("Edit"), self.edit)
        self.nothing_button = self.add_button(self.tr("Asked: nothing to note"), self.nothing)
        self.remove_button = self.add_button(self.tr("Remove"), self.remove)
        self.consent_button = self.add_button(self.tr("Consent…"), self.ask_consent)
        self.withdraw_button = self.add_button(self.tr("Consent withdrawn…"), self.withdraw)
        self.end_buttons()

    def fill(self, detail: HouseholdDetail) -> None:
        current = self.table.current()
        lines = list(_lines(health.of_household(self.desk.store, detail.row.id)))
        self.model.set_rows(lines)
        if not self.table.select_id(current.id if current else None) and lines:
            self.table.select_id(lines[0].id)
        self._enable()

    def add(self) -> None:
        """Asks for the consent first, where there is none."""
        if (line := self._chosen()) is None or (line.person.consent is None and not self.ask_consent()):
            return
        today = self.desk.today()

        def save(values: Any) -> None:
            health.add(self.desk.store, self.desk.actor, line.person.member_id, note_of_form(values, today))

        title = self.tr("Health of {name}").format(name=line.person.member)
        FormDialog(self, title, note_form(self.desk.language, today), save, width=640).exec()

    def edit(self) -> None:
        line, today = self._chosen(), self.desk.today()
        if line is None or line.note is None or not self.editable:
            return
        note = line.note

        def save(values: Any) -> None:
            health.change(self.desk.store, self.desk.actor, note.id, note_of_form(values, today), note.version)

        title = self.tr("Health of {name}").format(name=line.person.member)
        FormDialog(self, title, note_form(self.desk.language, today, note), save, width=640).exec()

    def nothing(self) -> None:
        if (line := self._chosen()) is None or (line.person.consent is None and not self.ask_consent()):
            return
        with self.guard():
            health.nothing_to_note(self.desk.store, self.desk.actor, line.person.member_id)
            self.desk.hub.offer_undo(self.tr("{name}: asked, nothing to note.").format(name=line.person.member))

    def remove(self) -> None:
        line = self._chosen()
        if line is None or line.note is None:
            return
        with self.guard():
            health.remove(self.desk.store, self.desk.actor, line.note.id)
            self.desk.hub.offer_undo(self.tr("The note is removed."))

    def ask_consent(self) -> bool:
        """Whether it was given."""
        if (line := self._chosen()) is None:
            return False
        person = line.person

        def save(values: Any) -> None:
            health.consent(self.desk.store, self.desk.actor, person.member_id, consent_of_form(values))

        title = self.tr("Consent of {name}: health").format(name=person.member)
        return bool(FormDialog(self, title, consent_form(self.desk.language, person), save).exec())

    def withdraw(self) -> None:
        """Asked, because nothing brings it back; the button that leaves things alone is the default."""
        if (line := self._chosen()) is None:
            return
        with self.guard():
            box = MessageBox(self)
            box.setIcon(MessageBox.Icon.Warning)
            box.setText(self.tr("All that is noted of {name}'s health is erased.").format(name=line.person.member))
            box.setInformativeText(
                self.tr("This cannot be undone, nor can what was done before in this program. Backups keep what they "
                        "have until they go.")
            )  # fmt: skip
            go = box.addButton(self.tr("Erase"), MessageBox.ButtonRole.DestructiveRole)
            stay = box.addButton(self.tr("Keep it"), MessageBox.ButtonRole.RejectRole)
            box.setDefaultButton(stay)
            box.setEscapeButton(stay)
            box.exec()
            if box.clickedButton() is go:
                health.withdraw(self.desk.store, self.desk.actor, line.person.member_id)

    def _chosen(self) -> Line | None:
        line = self.table.current()
        return line if isinstance(line, Line) else None

    def _enable(self) -> None:
        line = self._chosen()
        note, person = (line.note, line.person) if line else (None, None)
        for button in (self.edit_button, self.remove_button):
            button.setEnabled(note is not None)
        self.add_note.setEnabled(person is not None)
        self.consent_button.setEnabled(person is not None)
        self.nothing_button.setEnabled(person is not None and person.asked == Asked.NOT_ASKED)
        self.withdraw_button.setEnabled(person is not None and person.consent is not None)

    def _columns(self) -> list[Column]:
        language = self.desk.language

        def what(line: Line) -> Badge:
            if line.note is not None:
                one = line.note.draft
                return Badge("●", health.condition_words(one.condition, one.name, language), "accent")
            if line.person.consent is None:
                return Badge("○", self.tr("no consent yet"), "calm")
            asked = line.person.asked == Asked.NOTHING
            return Badge("✓" if asked else "○", self.tr("nothing to note") if asked else self.tr("not asked yet"),
                         "good" if asked else "calm")  # fmt: skip

        def figures(line: Line) -> str:
            return health.values_words(line.note.draft, language) if line.note else ""

        def treatment(line: Line) -> str:
            return labels.of(line.note.draft.treatment, language) if line.note else ""

        def source(line: Line) -> str:
            return labels.of(line.note.draft.source, language) if line.note else ""

        def consent(line: Line) -> str:
            given = line.person.consent
            return "" if given is None else f"{formats.day(given.given_on)} {given.given_by}"

        return [
            Column("person", self.tr("Person"), lambda line: line.person.member, width=80),
            Column("what", self.tr("Condition"), lambda line: line.note.draft.condition if line.note else "",
                   width=150, badge=what),
            Column("figures", self.tr("Test results"), figures, width=170, tip=figures),
            Column("treatment", self.tr("Treatment"), treatment, width=96),
            Column("since", self.tr("Found or treated"), lambda line: line.note.draft.since if line.note else None,
                   formats.day, width=92),
            Column("source", self.tr("Known from"), source, width=96),
            Column("noted", self.tr("On"), lambda line: line.note.draft.noted_on if line.note else None, formats.day,
                   width=92),
            Column("consent", self.tr("Consent"), consent, width=130, tip=consent),
        ]  # fmt: skip


def _lines(people: Sequence[PersonHealth]) -> Iterator[Line]:
    for person in people:
        if not person.notes:
            yield Line(person.member_id, person, None)
        for note in person.notes:
            yield Line(note.id, person, note)
