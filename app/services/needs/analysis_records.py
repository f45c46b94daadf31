"""The paper of an interview's analysis: the frozen one of a confirmed interview, else as it stands now."""

from __future__ import annotations

from collections.abc import Sequence

from app.enums import Language
from app.services.base import agents
from app.services.base.store import Store
from app.services.needs import analyses
from app.services.needs.analysis.record import About, analysis_record
from app.services.needs.interviews.reading import analyse_interview, inputs_of
from app.services.needs.interviews.rows import InterviewDetail
from app.services.needs.interviews.templates import pick
from app.services.rules.base.moments import day_of
from app.services.tables.paper import Figure, Paper


def of_interview(store: Store, interview: InterviewDetail, language: Language, figures: Sequence[Figure] = ()) -> Paper:
    """Raises InputError ``inputs_not_kept`` for an analysis older than its inputs."""
    frozen = analyses.of_interview(store, interview.id) if interview.confirmed else None
    if frozen is not None:
        return of_frozen(store, frozen, language, figures)
    needs, order = analyse_interview(interview)
    by_key = {need.key: need for need in needs}
    profile = agents.profile(store)
    names = {person.id: person.name for person in interview.people}
    household = interview.people[0].name if interview.people else ""
    template = pick(interview.template.name, language)
    about = About(household, names, profile.name, profile.licence, template, None)
    return analysis_record(inputs_of(interview), [by_key[key] for key in order], about, language, figures)


def of_frozen(store: Store, frozen: analyses.Frozen, language: Language, figures: Sequence[Figure] = ()) -> Paper:
    """The figures as they were confirmed, by the formula of their day."""
    inputs = frozen.inputs
    by_key = {need.key: need for need in inputs.needs()}
    needs = [by_key[need["key"]] for need in frozen.result["needs"] if need["key"] in by_key]
    agent = agents.one(store, frozen.agent_code)
    confirmed = None if frozen.confirmed_at is None else day_of(frozen.confirmed_at)
    template = pick(frozen.template_name, language)
    about = About(frozen.household, frozen.names, agent.name, agent.licence, template, confirmed)
    return analysis_record(inputs, needs, about, language, figures)
