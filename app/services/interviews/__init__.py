"""Needs interviews: a template that is data, answers saved at once, and the needs a confirmed one leaves."""

from app.services.interviews.confirming import confirm, missing
from app.services.interviews.keeping import (
    add_observation,
    change_assumptions,
    choose_ranking,
    latest,
    learn,
    read,
    remove_observation,
    save_answers,
    start,
    unfinished,
)
from app.services.interviews.reading import analyse_interview, case_of, unsure
from app.services.interviews.rows import AnswerRow, Held, InterviewDetail, ObservationRow, Person
from app.services.interviews.templates import Question, Section, Template, load

__all__ = [
    "AnswerRow",
    "Held",
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
    "latest",
    "learn",
    "load",
    "missing",
    "read",
    "remove_observation",
    "save_answers",
    "start",
    "unfinished",
    "unsure",
]
