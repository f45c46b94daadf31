"""What the matrix keeps over time: baselines and their comparison, changes and decisions, review meetings."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QTabWidget, QVBoxLayout, QWidget

from app import words
from app.enums import EntryState, Language, NodeKind
from app.services.base import agents
from app.services.day import actions
from app.services.matrix import baselines, changes, meetings
from app.services.matrix.changes import EntryRow
from app.ui.base import formats, labels
from app.ui.matrix.keeping.compare import CompareDialog
from app.ui.shared.page import Page
from app.ui.widgets.forms.dialog import FormDialog
from app.ui.widgets.forms.fields import CheckField, ChoiceField, DateField, NotesField, TextField
from app.ui.widgets.forms.form import Form
from app.ui.widgets.plain import Label
from app.ui.widgets.tables.table import Column, RowTableModel
from app.ui.widgets.tables.table_view import TableView


class RecordsView(QTabWidget):
    """Three lists, each with its own steps."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page, self.desk, self.matrix = page, page.desk, ""
        titles = (self.tr("Baselines"), self.tr("Changes and decisions"), self.tr("Review meetings"))
        self.baselines, self.log = BaselinesList(self, titles[0]), LogList(self, titles[1])
        self.meetings = MeetingsList(self, titles[2])
        for part, title in zip((self.baselines, self.log, self.meetings), titles, strict=True):
            self.addTab(part, title)

    def show_matrix(self, matrix: str) -> None:
        self.matrix = matrix
        with self.page.guard():
            for part in (self.baselines, self.log, self.meetings):
                part.fill()

    def show_meeting(self, meeting_id: str) -> None:
        self.setCurrentWidget(self.meetings)
        self.meetings.table.select_id(meeting_id)


class RecordList(QWidget):
    """A table with its buttons below."""

    def __init__(self, view: RecordsView, name: str) -> None:
        super().__init__()
        self.view, self.desk = view, view.desk
        self.table = TableView(RowTableModel(self.columns()))
        self.table.setAccessibleName(name)
        self.table.chosen.connect(lambda _: self.enable())
        self.text = Label()
        self.text.setWordWrap(True)
        self.text.setProperty("kind", "muted")
        self._buttons = QHBoxLayout()
        self._buttons.addStretch()
        layout = QVBoxLayout(self)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.text)
        layout.addLayout(self._buttons)

    def button(self, text: str, act: Any) -> QPushButton:
        made = QPushButton(text)
        made.clicked.connect(lambda: act())
        self._buttons.insertWidget(self._buttons.count() - 1, made)
        return made

    def show_rows(self, rows: list[Any]) -> None:
        """A new one is chosen; otherwise the cursor stays."""
        current, before = self.table.current(), self.table.rows.rowCount()
        self.table.rows.set_rows(rows)
        stays = current is not None and len(rows) == before and self.table.select_id(current.id)
        if rows and not stays:
            self.table.setCurrentIndex(self.table.rows.index(0, 0))
        self.enable()

    def columns(self) -> list[Column]:
        raise NotImplementedError

    def fill(self) -> None:
        raise NotImplementedError

    def enable(self) -> None:
        """What can be done with the chosen row. Override."""


class BaselinesList(RecordList):
    def __init__(self, view: RecordsView, name: str) -> None:
        super().__init__(view, name)
        self.take = self.button(self.tr("Freeze a baseline…"), self.ask)
        self.compare = self.button(self.tr("Compare with now"), self.with_now)
        self.compare_two = self.button(self.tr("Compare two…"), self.with_other)

    def columns(self) -> list[Column]:
        return [
            Column("name", self.tr("Name of the baseline"), lambda row: row.name, width=260),
            Column(
                "at",
                self.tr("Taken"),
                lambda row: row.taken_at.astimezone().date(),
                formats.day,
                width=110,
            ),
            Column("by", self.tr("By"), lambda row: row.taken_by, width=80),
            Column(
                "items",
                self.tr("Items"),
                lambda row: row.items,
                number=True,
                width=80,
            ),
            Column(
                "links",
                self.tr("Links"),
                lambda row: row.links,
                number=True,
                width=80,
            ),
            Column("reason", self.tr("Reason"), lambda row: row.reason, width=240),
        ]

    def fill(self) -> None:
        self.show_rows(baselines.listing(self.desk.store, self.view.matrix))

    def enable(self) -> None:
        row = self.table.current()
        self.compare.setEnabled(row is not None)
        self.compare_two.setEnabled(self.table.rows.rowCount() > 1)
        empty = self.tr("A baseline freezes all needs and links, so that you can see later what changed.")
        self.text.setText("" if row else empty)

    def ask(self) -> None:
        form = Form(self.desk.language)
        form.add("name", self.tr("Name of the baseline"), TextField())
        form.add("reason", self.tr("Reason"), TextField())

        def save(values: Any) -> None:
            baselines.take(self.desk.store, self.desk.actor, values["name"], values["reason"], self.view.matrix)

        FormDialog(self, self.tr("Freeze a baseline…"), form, save).exec()

    def with_now(self) -> None:
        row = self.table.current()
        found = baselines.compare(self.desk.store, row.id)
        title = self.tr("{name} compared with now").format(name=row.name)
        CompareDialog(self, self.desk.language, title, found).exec()

    def with_other(self) -> None:
        row = self.table.current()
        others = [(one.id, one.name) for one in baselines.listing(self.desk.store, self.view.matrix) if one != row]
        form = Form(self.desk.language)
        form.add("other", self.tr("Compare with"), ChoiceField(others))
        chosen: list[str] = []
        dialog = FormDialog(self, row.name, form, lambda values: chosen.append(values["other"]))
        dialog.button.setText(self.tr("Compare"))
        if dialog.exec():
            found = baselines.compare(self.desk.store, row.id, chosen[0])
            title = f"{row.name} → {dict(others)[chosen[0]]}"
            CompareDialog(self, self.desk.language, title, found).exec()


class LogList(RecordList):
    """Entries come from a need's menu; here they go on: assess, decide, finish."""

    def __init__(self, view: RecordsView, name: str) -> None:
        super().__init__(view, name)
        self.assess = self.button(self.tr("Assess the impact"), self._assess)
        self.decide = self.button(self.tr("Decide…"), self._decide)
        self.finish = self.button(self.tr("Done"), self._finish)

    def columns(self) -> list[Column]:
        language = self.desk.language
        return [
            Column("number", self.tr("Number"), lambda row: row.number, width=76),
            Column(
                "kind",
                self.tr("Kind"),
                lambda row: labels.of(row.kind, language),
                width=70,
            ),
            Column("title", self.tr("Title"), lambda row: row.title, width=230),
            Column(
                "state",
                self.tr("State"),
                lambda row: labels.of(row.state, language),
                width=100,
            ),
            Column(
                "items",
                self.tr("About"),
                lambda row: _items(row, language),
                width=200,
            ),
            Column("affected", self.tr("Affected"), _affected, number=True, width=80),
            Column("decision", self.tr("Decision"), lambda row: row.decision, width=200),
        ]

    def fill(self) -> None:
        self.show_rows(changes.listing(self.desk.store, self.view.matrix))

    def enable(self) -> None:
        row: EntryRow | None = self.table.current()
        state = row.state if row else None
        self.assess.setEnabled(state == EntryState.REQUESTED)
        self.decide.setEnabled(state == EntryState.ASSESSED)
        self.finish.setEnabled(state == EntryState.DECIDED)
        empty = self.tr("Log a change or a decision from a need's menu “More” in the list.")
        self.text.setText(
            empty if row is None else "  ·  ".join(filter(None, (row.reason, _impact(row, self.desk.language))))
        )

    def _assess(self) -> None:
        with self.view.page.guard():
            changes.assess(self.desk.store, self.desk.actor, self.table.current().id)

    def _decide(self) -> None:
        row = self.table.current()
        form = Form(self.desk.language)
        form.add("agreed", self.tr("Decision"), ChoiceField([(True, self.tr("agreed")), (False, self.tr("refused"))]))
        form.add("decision", self.tr("Why"), TextField())

        def save(values: Any) -> None:
            changes.decide(
                self.desk.store, self.desk.actor, row.id, agreed=values["agreed"], decision=values["decision"]
            )

        FormDialog(self, f"{row.number} {row.title}", form, save).exec()

    def _finish(self) -> None:
        with self.view.page.guard():
            changes.finish(self.desk.store, self.desk.actor, self.table.current().id)


class MeetingsList(RecordList):
    def __init__(self, view: RecordsView, name: str) -> None:
        super().__init__(view, name)
        self.hold = self.button(self.tr("Hold a review meeting…"), self._hold)
        self.action = self.button(self.tr("Add an action…"), self._add_action)
        self.finish = self.button(self.tr("Next action done"), self._finish)

    def columns(self) -> list[Column]:
        language = self.desk.language
        return [
            Column("on", self.tr("Date"), lambda row: row.on_date, formats.day, width=104),
            Column("title", self.tr("Title"), lambda row: row.title, width=200),
            Column("present", self.tr("Present"), lambda row: labels.listed(row.participants, language), width=200),
            Column("findings", self.tr("Found"), lambda row: sum(row.findings.values()), number=True, width=80),
            Column("actions", self.tr("Actions open"), lambda row: sum(a.open for a in row.actions), number=True,
                   width=100),
            Column("notes", self.tr("Notes"), lambda row: row.notes, width=240),
        ]  # fmt: skip

    def fill(self) -> None:
        self.show_rows(meetings.listing(self.desk.store, self.view.matrix))

    def enable(self) -> None:
        row = self.table.current()
        self.action.setEnabled(row is not None)
        self.finish.setEnabled(row is not None and any(action.open for action in row.actions))
        if row is None:
            self.text.setText(
                self.tr("A meeting freezes a baseline and the findings of the day; its actions wait on Today.")
            )
            return
        found = [f"{_finding(code, self.desk.language)} {count}" for code, count in row.findings.items()]
        today = self.desk.today()
        done = [
            f"{actions.state_of(a, today)[0]} {formats.day(a.due_on)} {a.owner_name}: {a.text}" for a in row.actions
        ]
        self.text.setText("\n".join(filter(None, (labels.listed(found, self.desk.language), *done))))

    def _hold(self) -> None:
        form = Form(self.desk.language)
        form.add("on_date", self.tr("Date"), DateField())
        form.add("title", self.tr("Title"), TextField())
        form.add("participants", self.tr("Present"), TextField(), self.tr("Names, separated by commas"))
        form.add("notes", self.tr("Notes"), NotesField())
        form.add("freeze", "", CheckField(self.tr("Freeze a baseline")))
        form.set_values({"on_date": self.desk.today(), "participants": self.desk.actor.name, "freeze": True})

        def save(values: Any) -> None:
            names = tuple(
                name.strip() for name in values["participants"].replace("，", ",").replace("、", ",").split(",")
            )
            draft = meetings.MeetingDraft(
                values["on_date"] or self.desk.today(), values["title"], names, values["notes"],
                freeze=values["freeze"], matrix=self.view.matrix,
            )  # fmt: skip
            meetings.hold(self.desk.store, self.desk.actor, draft)

        FormDialog(self, self.tr("Hold a review meeting…"), form, save).exec()

    def _finish(self) -> None:
        """The first action that is still open."""
        action = next(action for action in self.table.current().actions if action.open)
        with self.view.page.guard():
            actions.finish(self.desk.store, self.desk.actor, action.id, action.version, self.desk.today())

    def _add_action(self) -> None:
        row = self.table.current()
        people = [(agent.code, agent.name) for agent in agents.everyone(self.desk.store)]
        form = Form(self.desk.language)
        form.add("text", self.tr("What to do"), TextField())
        form.add("owner", self.tr("Who"), ChoiceField(people))
        form.add("due_on", self.tr("Due by"), DateField())
        form.set_values({"due_on": self.desk.today()})

        def save(values: Any) -> None:
            due = values["due_on"] or self.desk.today()
            draft = actions.ActionDraft(values["text"], values["owner"], due_on=due)
            actions.add(self.desk.store, self.desk.actor, draft, review_id=row.id)

        FormDialog(self, self.tr("Add an action…"), form, save).exec()


def _items(row: EntryRow, language: Language) -> str:
    return labels.listed((one.says(language) for one in row.items), language)


def _affected(row: EntryRow) -> int | None:
    return row.affected if row.state != EntryState.REQUESTED else None


def _impact(row: EntryRow, language: Language) -> str:
    if row.state == EntryState.REQUESTED:
        return ""
    counts = (f"{labels.of(kind, language)} {len(row.impact[kind])}" for kind in NodeKind if row.impact.get(kind))
    return labels.listed(counts, language)


def _finding(code: str, language: Language) -> str:
    return words.say("cli.trace.suspects" if code == "suspect" else f"finding.{code}", language)
