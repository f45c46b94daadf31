"""What the family said and what follows from it, in plain words: read aloud, mended, confirmed by the customer."""

from __future__ import annotations

from decimal import Decimal

from app import words
from app.enums import AnswerState, Language
from app.services.needs.interviews.reading import analyse_interview, budget_of
from app.services.needs.interviews.rows import AnswerRow, InterviewDetail
from app.services.needs.interviews.templates import PRIORITY, Kind, Scope, Subject, pick
from app.services.rules.needs.gaps import NeedResult, NeedState

MOST_NEEDS = 5
FIGURES = ("income", "expenses", "debts", "liquid")
FEN = 100


def summarise(interview: InterviewDetail, language: Language) -> str:
    """One short paragraph per subject; nothing is said of what was not answered. Health is left out: it is sensitive
    and not needed here."""
    parts = [
        _hello(interview, language),
        _family(interview, language),
        _heard(interview, language),
        _first(interview, language),
        _needs(interview, language),
        _budget(interview, language),
        _unsure(interview, language),
        words.say("summary.close", language),
    ]
    return "\n".join(part for part in parts if part)


def text_of(interview: InterviewDetail, language: Language) -> str:
    """The summary as it was edited, else as it is written from the answers."""
    return interview.summary or summarise(interview, language)


def plain_money(fen: int, language: Language) -> str:
    """42 万元; 420,000 yuan."""
    yuan = Decimal(fen) / FEN
    if language == Language.ZH and yuan >= 10_000:
        return words.say("summary.wan", language, amount=f"{yuan / 10_000:,.1f}".removesuffix(".0"))
    return words.say("summary.yuan", language, amount=f"{yuan:,.0f}")


def _hello(interview: InterviewDetail, language: Language) -> str:
    return words.say("summary.hello", language, name=interview.people[0].name) if interview.people else ""


def _family(interview: InterviewDetail, language: Language) -> str:
    people = [
        person.name if person.age is None else words.say("summary.aged", language, name=person.name, age=person.age)
        for person in interview.people
    ]
    figures = []
    for feeds in FIGURES:
        amount = _total(interview, feeds)
        if amount:
            figures.append(words.say(f"summary.{feeds}", language, amount=plain_money(amount, language)))
    comma = words.say("summary.comma", language)
    said = words.say("summary.family", language, people=words.say("summary.and", language).join(people))
    return said + (words.say("summary.figures", language, list=comma.join(figures)) if figures else "")


def _heard(interview: InterviewDetail, language: Language) -> str:
    """The customer's own words."""
    said = [
        words.say("summary.quote", language, text=str(answer.value).strip().strip("“”\"'"))
        for question in interview.template.questions
        if question.kind == Kind.NOTES and question.scope == Scope.HOUSEHOLD and interview.asked(question)
        if (answer := interview.answers.get((question.key, ""))) is not None and answer.value
    ]
    return words.say("summary.heard", language, list=words.say("summary.comma", language).join(said)) if said else ""


def _first(interview: InterviewDetail, language: Language) -> str:
    for question in interview.template.questions:
        answer = interview.answers.get((question.key, ""))
        if question.feeds != PRIORITY or answer is None or not answer.value:
            continue
        chosen = answer.value if isinstance(answer.value, list) else [answer.value]
        names = dict(question.choices)
        first = pick(names[chosen[0]], language)
        return words.say("summary.first", language, what=first)
    return ""


def _needs(interview: InterviewDetail, language: Language) -> str:
    needs, order = analyse_interview(interview)
    by_key = {need.key: need for need in needs}
    lacking = [by_key[key] for key in order if by_key[key].state == NeedState.OPEN][:MOST_NEEDS]
    if not lacking:
        return ""
    lines = [_need(interview, need, language) for need in lacking]
    return words.say("summary.needs", language, list=words.say("summary.comma", language).join(lines))


def _need(interview: InterviewDetail, need: NeedResult, language: Language) -> str:
    name = next(person.name for person in interview.people if person.id == need.member)
    code = f"event.{need.event}"
    event = words.say(code, language) if words.known(code) else need.event
    if interview.template.subject == Subject.GOODS:
        amount = words.say("summary.units", language, amount=f"{need.result.gap:,.0f}")
    else:
        amount = plain_money(need.gap_fen, language)
    return words.say("summary.need", language, name=name, event=event, amount=amount)


def _budget(interview: InterviewDetail, language: Language) -> str:
    budget = budget_of(interview)
    return "" if budget is None else words.say("summary.budget", language, amount=plain_money(budget, language))


def _unsure(interview: InterviewDetail, language: Language) -> str:
    """What still has to be looked up, and what was kept back: the figures rest on it."""
    found = []
    for state, code in (
        (AnswerState.UNVERIFIED, "summary.unverified"),
        (AnswerState.UNWILLING, "summary.unwilling"),
    ):
        texts = [_what(interview, answer, language) for answer in interview.answers.values() if answer.state == state]
        if texts:
            found.append(words.say(code, language, list=words.say("summary.and", language).join(texts)))
    return "".join(found)


def _what(interview: InterviewDetail, answer: AnswerRow, language: Language) -> str:
    text = pick(interview.template.question(answer.question).text, language).rstrip("？?")
    name = next((person.name for person in interview.people if person.id == answer.member_id), "")
    return f"{name} {text}".strip()


def _total(interview: InterviewDetail, feeds: str) -> int:
    return sum(
        interview.figure(answer.place)
        for answer in interview.answers.values()
        if answer.state != AnswerState.UNWILLING
        and answer.value is not None
        and interview.template.question(answer.question).feeds == feeds
        and interview.applies(interview.template.question(answer.question), answer.member_id)
    )
