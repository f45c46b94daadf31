"""The needs of an interview as they are said beside the questions and in the last step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app import words
from app.enums import AnswerState, Language
from app.services.needs import interviews
from app.services.needs.analysis.saying import missing_words
from app.services.needs.interviews import AnswerRow, InterviewDetail
from app.services.needs.interviews.templates import pick
from app.services.rules.needs.gaps import NeedResult, NeedState
from app.ui.base import formats, labels


@dataclass(frozen=True, slots=True)
class NeedLine:
    """``figure`` is the gap in words, with a warning when an answer behind it is not certain; where something it rests
    on was not said, ``missing`` says what."""

    key: str
    title: str
    need: float
    have: float
    figure: str
    missing: str = ""

    @property
    def said(self) -> str:
        """The figure, or in full what is missing to tell one."""
        return self.missing or self.figure


def need_lines(
    interview: InterviewDetail, needs: Sequence[NeedResult], order: Sequence[str], language: Language
) -> list[NeedLine]:
    names = {person.id: person.name for person in interview.people}
    by_key = {need.key: need for need in needs}
    return [
        NeedLine(
            key,
            f"{names[by_key[key].member]} · {labels.event(by_key[key].event, language)}",
            float(by_key[key].result.need),
            float(by_key[key].result.resources),
            _figure(by_key[key], bool(interviews.unsure(interview, by_key[key])), language),
            missing_words(by_key[key], names, language) if by_key[key].state == NeedState.UNKNOWN else "",
        )
        for key in order
    ]


def _figure(need: NeedResult, unsure: bool, language: Language) -> str:
    if need.state == NeedState.UNKNOWN:
        return words.say("need.unknown", language)
    amount = formats.short_money(need.gap_fen, language)
    said = words.say("need.gap", language, amount=amount) if need.gap_fen else words.say("need.covered", language)
    return f"{said} ⚠" if unsure else said


def unsure_words(interview: InterviewDetail, answers: Sequence[AnswerRow], language: Language) -> str:
    """房贷余额（待核实）、年收入 李强（不愿透露，按 0 计）."""
    names = {person.id: person.name for person in interview.people}
    parts = []
    for answer in answers:
        what = pick(interview.template.question(answer.question).text, language)
        code = "unsure.unwilling" if answer.state == AnswerState.UNWILLING else "unsure.unverified"
        parts.append(words.say(code, language, what=f"{what} {names.get(answer.member_id, '')}".strip()))
    return words.say("held.comma", language).join(parts)
