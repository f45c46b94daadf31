"""Needs interviews: a template that is data, answers saved at once, and the needs a confirmed one leaves."""

from app.services.needs.interviews.confirming import confirm, missing
from app.services.needs.interviews.history import history_of
from app.services.needs.interviews.keeping import (
    add_observation,
    change_assumptions,
    choose_ranking,
    discard,
    latest,
    learn,
    read,
    remove_observation,
    save_answers,
    start,
    unfinished,
    write_summary,
)
from app.services.needs.interviews.reading import analyse_interview, case_of, unsure
from app.services.needs.interviews.rows import AnswerRow, ChangeRow, Held, InterviewDetail, ObservationRow, Person, Was
from app.services.needs.interviews.summary import summarise, text_of
from app.services.needs.interviews.template_files import load
from app.services.needs.interviews.template_keeping import Offered, offered
from app.services.needs.interviews.templates import Question, Section, Template
from app.services.needs.interviews.topics import Topic, open_topics, reminder

__all__ = [
    "AnswerRow",
    "ChangeRow",
    "Held",
    "InterviewDetail",
    "ObservationRow",
    "Offered",
    "Person",
    "Question",
    "Section",
    "Template",
    "Topic",
    "Was",
    "add_observation",
    "analyse_interview",
    "case_of",
    "change_assumptions",
    "choose_ranking",
    "confirm",
    "discard",
    "history_of",
    "latest",
    "learn",
    "load",
    "missing",
    "offered",
    "open_topics",
    "read",
    "reminder",
    "remove_observation",
    "save_answers",
    "start",
    "summarise",
    "text_of",
    "unfinished",
    "unsure",
    "write_summary",
]
