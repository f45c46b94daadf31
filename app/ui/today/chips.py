"""What was understood of a line, as chips: who, done or planned, kind, when, note; each is pressed to put it right."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from app.enums import ActivityKind, ActivityStatus
from app.services.day.quick_add import Candidate, Entry, Preview
from app.services.rules.day.quick_add import Topic
from app.ui.base import formats, labels
from app.ui.base.desk import Desk
from app.ui.today.correcting import CorrectDialog
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.plain import caption, plain


class Chips(QWidget):
    """Shows one reading; ``corrected`` gives the next one."""

    corrected = Signal(object)  # Preview

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._flow = FlowLayout(spacing=4)
        self.setLayout(self._flow)
        self.chips: dict[str, QPushButton] = {}
        self._found: Preview | None = None

    def texts(self) -> list[str]:
        """What the chips say, in their order."""
        return [chip.text() for chip in self.chips.values()]

    def show_reading(self, found: Preview) -> None:
        self._found = found
        for chip in self.chips.values():
            chip.hide()
            chip.deleteLater()
        while self._flow.takeAt(0) is not None:
            pass
        self.chips = {}
        for at, entry in enumerate(found.entries):
            self._entry(at, entry)
        for topic in found.topics:
            left = tuple(one for one in found.topics if one != topic)
            words = (self.tr("wants: {topic}") if topic.wanted else self.tr("topic: {topic}")).format(topic=topic.text)
            self._chip(
                f"topic.{topic.text}",
                words + "  ✕",
                self.tr("Press to leave it out"),
                partial(self._give_topics, left),
            )
        if found.newcomer is not None:
            one = found.newcomer
            family = [self.tr("{who} aged {age}").format(who=each.called, age=each.age) for each in one.relatives]
            self._label(
                "newcomer", "  ".join(filter(None, (self.tr("new: {name}").format(name=one.name), one.phone, *family)))
            )
        self.updateGeometry()

    def _entry(self, at: int, entry: Entry) -> None:
        draft, language = entry.draft, self._desk.language
        done = draft.status == ActivityStatus.DONE
        if draft.status == ActivityStatus.CANCELLED:
            state = "✕ " + labels.of(draft.status, language)
        elif done:
            state = "✓ " + labels.of(draft.status, language)
        else:
            state = "→ " + (self.tr("next step") if entry.following or at else labels.of(draft.status, language))
        toggled = ActivityStatus.PLANNED if done else ActivityStatus.DONE
        chip = self._chip(
            f"{at}.state", state, self.tr("Done or planned"), lambda: self._give(at, entry.changed(status=toggled))
        )
        chip.setEnabled(done or draft.on_date <= self._desk.today())
        kind = self._chip(f"{at}.kind", labels.of(draft.kind, language), self.tr("Kind"))
        kind.setMenu(self._kinds(at, entry, kind))
        day = f"{draft.on_date} {labels.say(f'weekday.{draft.on_date.weekday()}', language)}"
        length = (
            ""
            if draft.duration is None
            else self.tr("{minutes} minutes", n=draft.duration).format(minutes=draft.duration)
        )
        when = " ".join(filter(None, (day, formats.minute(draft.at_minute) or self.tr("all day"), length)))
        self._chip(f"{at}.when", when, self.tr("Day and time"), lambda: self._correct(at, entry, "on_date"))
        who = self._chip(f"{at}.who", self._who(entry), self.tr("Customer"))
        who.setMenu(self._people(at, entry, who))
        if draft.place:
            self._chip(f"{at}.place", f"@{draft.place}", self.tr("Place"), lambda: self._correct(at, entry, "place"))
        note = self.tr("note: {text}").format(text=draft.note) if draft.note else self.tr("note…")
        self._chip(f"{at}.note", note, self.tr("Note"), lambda: self._correct(at, entry, "note"))
        if self._found is not None and len(self._found.entries) > 1:
            self._chip(f"{at}.drop", "✕", self.tr("Leave this one out"), lambda: self._give(at, None))

    def _who(self, entry: Entry) -> str:
        if len(entry.customers) == 1:
            return entry.customers[0].name
        if entry.customers:
            return self.tr("{name}: which one?").format(name=entry.called)
        return entry.called or self.tr("no customer")

    def _kinds(self, at: int, entry: Entry, parent: QWidget) -> QMenu:
        menu = QMenu(parent)
        for value, words in labels.choices(ActivityKind, self._desk.language):
            menu.addAction(words, partial(self._give, at, entry.changed(kind=ActivityKind(value))))
        return menu

    def _people(self, at: int, entry: Entry, parent: QWidget) -> QMenu:
        menu = QMenu(parent)
        for one in entry.customers:
            menu.addAction(caption(f"{one.name} {one.code}"), partial(self._choose, entry, one))
        menu.addAction(self.tr("Somebody else…"), lambda: self._correct(at, entry, "household_id"))
        menu.addAction(self.tr("Nobody"), lambda: self._choose(entry, None))
        return menu

    def _choose(self, entry: Entry, one: Candidate | None) -> None:
        if self._found is not None:
            self.corrected.emit(self._found.choose(entry.called, one))

    def _correct(self, at: int, entry: Entry, field: str) -> None:
        CorrectDialog(self, self._desk, entry, field, lambda right: self._give(at, right)).exec()

    def _give(self, at: int, entry: Entry | None) -> None:
        if self._found is not None:
            self.corrected.emit(self._found.put(at, entry))

    def _give_topics(self, left: tuple[Topic, ...]) -> None:
        if self._found is not None:
            self.corrected.emit(self._found.about_topics(left))

    def _chip(self, key: str, words: str, tip: str, act: Callable[[], object] | None = None) -> QPushButton:
        chip = QPushButton(caption(words))
        chip.setProperty("kind", "chip")
        chip.setToolTip(plain(tip))
        chip.setAccessibleName(f"{tip}: {words}")
        chip.setAutoDefault(False)
        if act is not None:
            chip.clicked.connect(lambda: act())
        self.chips[key] = chip
        self._flow.addWidget(chip)
        chip.show()
        return chip

    def _label(self, key: str, words: str) -> None:
        self._chip(key, words, self.tr("New customer")).setEnabled(False)
