"""Needs interviews: a template that is data, answers saved at once, and the needs a confirmed one leaves."""

from app.services.interviews.confirming import confirm
from app.services.interviews.keeping import (
    add_observation,
    change_assumptions,
    choose_ranking,
    read,
    remove_observation,
    save_answers,
    start,
    unfinished,
)
from app.services.interviews.reading import analyse_interview, case_of
from app.services.interviews.rows import AnswerRow, InterviewDetail, ObservationRow, Person
from app.services.interviews.templates import Question, Section, Template, load

__all__ = [
    "AnswerRow",
    "InterviewDetail",
    "ObservationRow",
    "Person",
    "Question",
    "Section",
    "Template",
    "add_observation",
    "analyse_interview",
    "case_of",
    "change_assumptions",
    "choose_ranking",
    "confirm",
    "load",
    "read",
    "remove_observation",
    "save_answers",
    "start",
    "unfinished",
]
