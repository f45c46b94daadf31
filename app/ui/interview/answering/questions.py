"""The questions of one step as a form: each with its reason, and a follow-up where its condition is met."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app import words
from app.enums import Language
from app.services.needs.interviews import AnswerRow, InterviewDetail, Question, Section
from app.services.needs.interviews.templates import pick
from app.ui.interview.answering.people import PeopleCard
from app.ui.interview.answering.place import Place, PlaceRow
from app.ui.widgets.plain import Label
from app.ui.widgets.staying import staying


class SectionForm(QWidget):
    """``edited`` when the user changed something; ``answers()`` gives what is there now, wrong fields left out.

    ``customer``: as the customer sees it, without the words to the agent.
    """

    edited = Signal()
    details = Signal(object)  # PlaceRow

    def __init__(
        self, interview: InterviewDetail, section: Section, language: Language, *, customer: bool = False
    ) -> None:
        super().__init__()
        self._language, self._customer = language, customer
        self.section = section
        self.asked: list[PlaceRow] = []
        self.people: PeopleCard | None = None
        self._cards: list[tuple[QFrame, list[PlaceRow]]] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 12, 4)
        layout.setSpacing(10)
        for label in head_of(section, language)[: 1 if customer else None]:
            layout.addWidget(label)
        if section.people and not customer:
            self.people = PeopleCard(interview, language)
            layout.addWidget(self.people)
        for question in section.questions:
            if places := interview.places(question):
                layout.addWidget(self._card(interview, question, places))
        layout.addStretch(1)
        self.show_follow_ups(interview)

    def begin(self) -> None:
        """The cursor is in the first answer."""
        for row in self._shown()[:1]:
            row.field.setFocus()

    def answers(self) -> list[AnswerRow]:
        """Every place of the step; a place with a wrong text keeps its old answer and shows why."""
        found = []
        for asked in self._shown():
            problem = asked.field.problem() if asked.field.isEnabled() else None
            asked.show_error(words.say(f"error.{problem.code}", self._language, **problem.values) if problem else "")
            if problem is None:
                found.append(asked.row())
        return found

    def wrong(self) -> PlaceRow | None:
        """The first place whose text cannot be read."""
        return next((a for a in self._shown() if a.field.isEnabled() and a.field.problem() is not None), None)

    def point_at(self, place: Place, text: str) -> bool:
        """Say at a place what is missing there, and go to it; False when it is not in this step."""
        for asked in self.asked:
            if asked.place == place:
                asked.show_error(text)
                asked.field.setFocus()
                return True
        if self.people is not None and place[0] == "member" and place[1] in self.people.buttons:
            self.people.point_at(place[1])
            return True
        return False

    def show_follow_ups(self, interview: InterviewDetail) -> None:
        """Show the questions whose condition the answers meet, hide the others; nothing typed is lost, and what is
        under the mouse stays there."""
        with staying(self):
            for card, rows in self._cards:
                for row in rows:
                    row.setVisible(interview.applies(row.question, row.place[1]))
                card.setVisible(any(not row.isHidden() for row in rows))

    def _shown(self) -> list[PlaceRow]:
        return [row for row in self.asked if not row.isHidden()]

    def _card(self, interview: InterviewDetail, question: Question, places: list[Place]) -> QFrame:
        card = QFrame()
        card.setProperty("kind", "card")
        box = QVBoxLayout(card)
        box.setContentsMargins(14, 10, 14, 10)
        box.setSpacing(6)
        text = Label(pick(question.text, self._language))
        text.setProperty("kind", "heading")
        text.setWordWrap(True)
        box.addWidget(text)
        if why := pick(question.why, self._language):
            prompt = Label("› " + why)
            prompt.setProperty("kind", "muted")
            prompt.setWordWrap(True)
            box.addWidget(prompt)
        rows = [self._row(interview, question, place) for place in places]
        for row in rows:
            box.addWidget(row)
        self._cards.append((card, rows))
        return card

    def _row(self, interview: InterviewDetail, question: Question, place: Place) -> PlaceRow:
        row = PlaceRow(interview, question, place, self._language)
        if self._customer:
            row.for_customer()
        row.edited.connect(self.edited)
        row.details.connect(lambda: self.details.emit(row))
        self.asked.append(row)
        return row


def head_of(section: Section, language: Language) -> list[Label]:
    title = Label(pick(section.title, language))
    title.setProperty("kind", "title")
    intro = Label(pick(section.intro, language))
    intro.setProperty("kind", "muted")
    intro.setWordWrap(True)
    return [title, intro] if intro.text() else [title]
