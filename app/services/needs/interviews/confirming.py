"""The customer confirms: the analysis is frozen and its needs enter the matrix, each linked to its answers."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from app import words
from app.enums import ActivityKind, AnswerState, InterviewStatus, Language, Level, NeedStatus, NodeKind, Stage
from app.errors import InputError, Place, Problem
from app.models import Analysis, Answer, Household, Matrix, Member, Need
from app.services.base import numbers
from app.services.base.founding import ALL_CUSTOMERS
from app.services.base.store import Actor, Store, WriteSession
from app.services.day.activities.by_itself import record_done
from app.services.needs.analysis import describe, write_case
from app.services.needs.interviews.details import detail_of, draft_row
from app.services.needs.interviews.reading import analyse_interview, inputs_of, sources, weights_of
from app.services.needs.interviews.rows import InterviewDetail
from app.services.needs.interviews.summary import summarise
from app.services.needs.interviews.templates import Subject
from app.services.rules.needs import finances
from app.services.rules.needs.gaps import NeedResult, NeedState
from app.services.rules.spine.coverage import INDEMNITIES
from app.services.spine import covering, stages, tracing

SERIES = "need"
CONSENT = "consent"
UNTOLD = ("untold",)  # what is missing is no single figure: it was not told
PLANNED_DAYS = 30  # a confirmed need is planned to be answered within a month


def confirm(store: Store, actor: Actor, interview_id: str) -> list[str]:
    """Freeze the analysis and return the ids of its needs, the customer's first need first.

    A need of the same member and event is renewed, not doubled; its proposals become suspect if its gap changed. Its
    gap is what the analysis found and, on top, what the policies linked to it pay, which the analysis took off: they
    are counted once, by their links. One that was done and lacks something again is under way again.
    The summary is kept as it was edited, else as it is written from the answers. It counts as an analysis done today,
    and closes the one planned.

    Raises InputError: ``consent_missing``, ``answer_missing``, or ``birth_date_missing`` for each member without one.
    """
    with store.write(actor, "interview.confirm") as session:
        interview = draft_row(session, interview_id)
        session.subject = household_id = interview.household_id
        detail = detail_of(session, interview)
        if problems := missing(detail):
            raise InputError(problems)
        needs, order = analyse_interview(detail)
        interview.status = InterviewStatus.CONFIRMED.value
        interview.confirmed_at = session.now
        if (consent := detail.answers.get((CONSENT, ""))) is not None and consent.value:
            interview.consent_at = interview.consent_at or session.now
            interview.consent_version = f"{detail.template.code}-{detail.template.version}"
        interview.ranking = order
        interview.summary = interview.summary or summarise(detail, Language.ZH)
        if detail.template.subject == Subject.PROTECTION:
            _freeze(session, detail, needs)  # needs for goods are the answers themselves, and these stay as they are
        household = session.get_one(Household, household_id)
        ids = _keep_needs(session, actor, detail, needs, order)
        _write_back(session, household, detail)
        stages.advance(session, household, Stage.S3_ANALYSED, session.today)
        record_done(session, household_id, ActivityKind.ANALYSIS)
        session.note(interview=interview_id, needs=len(ids))
        return ids


def missing(detail: InterviewDetail) -> list[Problem]:
    """What still keeps the interview from being confirmed, each at its field: ``question/`` or ``member/<id>``."""
    problems = []
    for question in detail.template.questions:
        for place in detail.asked(question) if question.required else []:
            answer = detail.answers.get(place)
            consent = question.key == CONSENT  # asked for, not about: a no keeps the interview open
            if answer is None or (consent and not answer.value):
                code = "consent_missing" if consent else "answer_missing"
                problems.append(Problem(code, Place(field="/".join(place))))
    if detail.template.subject == Subject.GOODS:
        return problems  # an age matters to nothing there
    return problems + [
        Problem("birth_date_missing", Place(field=f"member/{person.id}"), {"name": person.name})
        for person in detail.people
        if person.age is None
    ]


def _freeze(session: WriteSession, detail: InterviewDetail, needs: tuple[NeedResult, ...]) -> None:
    inputs = inputs_of(detail)
    answers = [[a.question, a.member_id, a.value, a.state.value] for a in detail.answers.values()]
    session.add(
        Analysis(
            interview_id=detail.id,
            household_id=detail.household_id,
            as_of=detail.held_on,
            formula_version=inputs.formula_version,
            case={
                "template": [detail.template.code, detail.template.version],
                "template_name": list(detail.template.name),
                "answers": answers,
                "document": write_case(inputs),
                "names": {person.id: person.name for person in detail.people},
            },
            result=describe(inputs, needs),
        )
    )


def _keep_needs(
    session: WriteSession, actor: Actor, detail: InterviewDetail, needs: tuple[NeedResult, ...], order: list[str]
) -> list[str]:
    matrix = session.scalars(select(Matrix).where(Matrix.code == ALL_CUSTOMERS)).one()
    old = {
        (need.member_id, need.event): need
        for need in session.scalars(
            select(Need).where(Need.household_id == detail.household_id, Need.archived_at.is_(None))
        )
    }
    answer_ids = {
        (row.question, row.member_id): row.id
        for row in session.scalars(select(Answer).where(Answer.interview_id == detail.id))
    }
    counted = covering.begun(session, detail.held_on, Need.household_id == detail.household_id)
    by_key, weights = {need.key: need for need in needs}, weights_of(detail, needs, order)
    ids = []
    for rank, key in enumerate(order, 1):
        result = by_key[key]
        if result.state == NeedState.COVERED and (result.member, result.event) not in old:
            continue
        need = old.get((result.member, result.event)) or _new_need(session, actor, detail, matrix.id, result)
        known = result.state != NeedState.UNKNOWN
        need.gap, need.missing = (
            (_before_links(result, counted.get(need.id, 0)), "") if known else (0, " ".join(result.missing or UNTOLD))
        )
        if need.status == NeedStatus.DONE and result.gap_fen and known:
            need.status, need.actual_finish = NeedStatus.IN_PROGRESS.value, None
        need.rank, need.weight = rank, weights[key]
        need.interview_id, need.confirmed_at = detail.id, session.now
        need.importance = _level(rank, len(order)).value
        need.description = _description(session, result)
        session.flush()
        rests_on = [answer_ids[a.place] for a in sources(detail, result) if a.state != AnswerState.UNWILLING]
        tracing.replace(session, (NodeKind.NEED, need.id), NodeKind.ANSWER, rests_on)
        ids.append(need.id)
    tracing.touched(session, NodeKind.NEED, ids)
    return ids


def _before_links(result: NeedResult, counted: int) -> int:
    """A need's gap as its links answer it, fen: ``counted`` is what its linked policies pay, which the analysis took
    off. Of an indemnity the tier it takes, whole."""
    if not counted or result.event in INDEMNITIES:
        return result.gap_fen or min(counted, result.wanted_fen)
    surplus = int(result.result.surplus * 100)
    return max(0, result.gap_fen - surplus + counted)


def _new_need(session: WriteSession, actor: Actor, detail: InterviewDetail, matrix_id: str, result: NeedResult) -> Need:
    today = session.today
    need = Need(
        matrix_id=matrix_id,
        number=numbers.next_number(session, SERIES, "N"),
        household_id=detail.household_id,
        member_id=result.member,
        event=result.event,
        status=NeedStatus.NOT_STARTED.value,
        planned_start=today,
        planned_finish=today + timedelta(days=PLANNED_DAYS),
        owner_code=actor.code,
        owner_name=actor.name,
    )
    session.add(need)
    return need


def _description(session: WriteSession, result: NeedResult) -> str:
    member = session.get_one(Member, result.member)
    code = f"event.{result.event}"
    return f"{member.name} · {words.say(code, Language.ZH) if words.known(code) else result.event}"


def _level(rank: int, count: int) -> Level:
    return Level.HIGH if rank <= max(1, count // 3) else Level.MIDDLE if rank <= max(2, 2 * count // 3) else Level.LOW


def _write_back(session: WriteSession, household: Household, detail: InterviewDetail) -> None:
    """The customer record learns what was said: money of the household, incomes of its members."""
    told = dict(household.finances)
    budget = finances.budget_key(goods=detail.template.subject == Subject.GOODS)
    for key in ("expenses", "deposits", "mortgage", "other_debts", "parents_support", "retirement_funds", "budget"):
        answer = detail.answers.get((key, ""))
        if answer is not None and isinstance(answer.value, int):
            told[budget if key == "budget" else key] = answer.value
    household.finances = told
    for person in detail.people:
        answer = detail.answers.get(("income", person.id))
        if answer is not None and isinstance(answer.value, int):
            session.get_one(Member, person.id).income = answer.value
