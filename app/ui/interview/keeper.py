"""The interview at hand with its needs: what the page and the customer view both work on. Every act saves at once."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.enums import ObservationKind
from app.errors import Problem
from app.services.needs import interviews
from app.services.needs.interviews import InterviewDetail
from app.ui.base.desk import Desk
from app.ui.interview.answering.questions import SectionForm
from app.ui.interview.meaning.needs import NeedLine, need_lines, unsure_words
from app.ui.interview.meaning.worksheet import WorksheetDialog

REVIEW = "review"  # the step after the template's sections


class Keeper:
    """``interview``, its ``needs`` and their ``order`` always belong together. Services' errors pass."""

    def __init__(self, desk: Desk, interview: InterviewDetail) -> None:
        self._desk = desk
        self.take(interview)

    def take(self, interview: InterviewDetail) -> None:
        self.interview = interview
        self.needs, self.order = interviews.analyse_interview(interview)

    @property
    def lines(self) -> list[NeedLine]:
        return need_lines(self.interview, self.needs, self.order, self._desk.language)

    @property
    def missing(self) -> list[Problem]:
        return [] if self.interview.confirmed else interviews.missing(self.interview)

    @property
    def row(self) -> int:
        """The step to go on with; the review is the last."""
        keys = [section.key for section in self.interview.template.sections]
        if self.interview.confirmed or self.interview.step == REVIEW:
            return len(keys)
        return keys.index(self.interview.step) if self.interview.step in keys else 0

    def save(self, form: SectionForm | None, row: int) -> None:
        """What the form holds, and the step to resume at."""
        sections = self.interview.template.sections
        step = REVIEW if row == len(sections) else sections[row].key
        answers = form.answers() if form is not None else []
        store, actor = self._desk.store, self._desk.actor
        self.take(interviews.save_answers(store, actor, self.interview.id, answers, step))

    def rank(self, keys: list[str]) -> None:
        self.take(interviews.choose_ranking(self._desk.store, self._desk.actor, self.interview.id, keys))

    def observe(self, kind: ObservationKind, text: str) -> None:
        interviews.add_observation(self._desk.store, self._desk.actor, self.interview.id, kind, text)
        self.read()

    def forget(self, observation_id: str) -> None:
        interviews.remove_observation(self._desk.store, self._desk.actor, observation_id)
        self.read()

    def summarise(self, text: str) -> None:
        """Keep the summary as edited; empty to have it written from the answers again."""
        self.take(interviews.write_summary(self._desk.store, self._desk.actor, self.interview.id, text))

    def confirm(self) -> int:
        """The number of needs confirmed. The summary is kept in the words shown."""
        if not self.missing:
            self.summarise(interviews.text_of(self.interview, self._desk.language))
        count = len(interviews.confirm(self._desk.store, self._desk.actor, self.interview.id))
        self.read()
        return count

    def read(self) -> None:
        self.take(interviews.read(self._desk.store, self.interview.id))

    def worksheet(self, parent: QWidget, key: str) -> WorksheetDialog | None:
        """怎么算的 of one need, over ``parent``."""
        need = next((need for need in self.needs if need.key == key), None)
        if need is None:
            return None
        language = self._desk.language
        unsure = unsure_words(self.interview, interviews.unsure(self.interview, need), language)
        title = next(line.title for line in self.lines if line.key == key)
        return WorksheetDialog(parent, title, need, unsure, language)


class Sitting:
    """What the page has before it, and what its acts work on: the keeper of the family's interview, none while there is
    none.
    """

    def __init__(self) -> None:
        self.keeper: Keeper | None = None

    @property
    def at_hand(self) -> Keeper:
        assert self.keeper is not None
        return self.keeper
