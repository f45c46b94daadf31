"""Interviews: every answer kept at once, resumed, confirmed into needs linked to their answers."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.enums import ActivityKind, ActivityStatus, AnswerState, Event, NodeKind, ObservationKind, Relation, Sex, Stage
from app.errors import InputError
from app.models import Analysis, Need, TraceLink
from app.services.base.store import Actor, Store
from app.services.day import activities
from app.services.day.activities import ActivityDraft
from app.services.measures import kpis
from app.services.needs import interviews
from app.services.needs.analysis import assumption_set, write_case
from app.services.needs.interviews import AnswerRow, InterviewDetail
from app.services.needs.interviews.keeping import latest
from app.services.needs.interviews.reading import budget_of, case_of, inputs_of, sources
from app.services.needs.interviews.template_files import read_template
from app.services.people import customers, policies
from app.services.people.customers import HouseholdDraft, MemberDraft
from app.services.people.policies import CoverRow, PolicyDraft
from app.services.rules.base import periods
from app.services.rules.base.weeks import week_of
from app.services.rules.needs.cautions import cautions
from app.services.rules.needs.gaps.cover import cover_years
from tests import reading


@pytest.fixture
def household_id(store: Store, actor: Actor) -> str:
    draft = HouseholdDraft(
        MemberDraft("王芳", Relation.SELF, Sex.FEMALE, date(1989, 5, 2), "13812345678", income=180_000_00),
        (
            MemberDraft("李强", Relation.SPOUSE, Sex.MALE, date(1987, 8, 20), income=240_000_00),
            MemberDraft("李小雨", Relation.CHILD, Sex.FEMALE, date(2020, 3, 9)),
        ),
        finances={"expenses": 180_000_00, "deposits": 200_000_00},
    )
    return customers.add(store, actor, draft).id


def answer_all(store: Store, actor: Actor, interview: InterviewDetail) -> InterviewDetail:
    answers = [
        AnswerRow("consent", "", True),
        AnswerRow("mortgage", "", 900_000_00),
        AnswerRow("retirement_month", "", 8_000_00),
        AnswerRow("budget", "", 20_000_00),
        AnswerRow("cover_death", interview.people[0].id, 100_000_00),
    ]
    return interviews.save_answers(store, actor, interview.id, answers, step="goals")


def test_what_the_record_knows_is_not_asked_again(store: Store, actor: Actor, household_id: str) -> None:
    interview = interviews.start(store, actor, household_id)
    assert interview.answers["expenses", ""].value == 180_000_00
    assert interview.answers["income", interview.people[1].id].value == 240_000_00
    assert [person.age for person in interview.people] == [37, 39, 6]


def test_a_draft_is_resumed_where_it_was_left(store: Store, actor: Actor, household_id: str) -> None:
    first = answer_all(store, actor, interviews.start(store, actor, household_id))
    again = interviews.start(store, actor, household_id)
    assert again.id == first.id
    assert again.step == "goals"
    assert again.answers == first.answers
    assert [row.household_id for row in interviews.unfinished(store, actor.code)] == [household_id]


def test_not_willing_to_say_is_an_answer_and_not_zero(store: Store, actor: Actor, household_id: str) -> None:
    interview = interviews.start(store, actor, household_id)
    interview = interviews.save_answers(
        store, actor, interview.id, [AnswerRow("mortgage", "", None, AnswerState.UNWILLING), AnswerRow("legacy", "", 0)]
    )
    assert interview.answers["mortgage", ""].state == AnswerState.UNWILLING
    assert interview.answers["legacy", ""].value == 0
    answered, asked = interview.answered(interview.template.section("finances"))
    assert (answered, asked) == (3, 7)


def test_an_answer_taken_back_is_gone(store: Store, actor: Actor, household_id: str) -> None:
    interview = interviews.start(store, actor, household_id)
    interviews.save_answers(store, actor, interview.id, [AnswerRow("budget", "", 100)])
    interview = interviews.save_answers(store, actor, interview.id, [AnswerRow("budget", "", None)])
    assert ("budget", "") not in interview.answers
    assert budget_of(interview) is None


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (AnswerRow("budget", "", -1), "negative"),
        (AnswerRow("budget", "", "much"), "not_a_number"),
        (AnswerRow("worry", "", "taxes"), "not_a_choice"),
    ],
)
def test_an_answer_that_does_not_fit_saves_nothing(
    store: Store, actor: Actor, household_id: str, answer: AnswerRow, code: str
) -> None:
    interview = interviews.start(store, actor, household_id)
    with pytest.raises(InputError) as caught:
        interviews.save_answers(store, actor, interview.id, [AnswerRow("mortgage", "", 5), answer])
    assert caught.value.problems[0].code == code
    assert ("mortgage", "") not in interviews.read(store, interview.id).answers


def test_gaps_move_with_the_answers(store: Store, actor: Actor, household_id: str) -> None:
    interview = interviews.start(store, actor, household_id)
    before = {need.key: need.result.gap for need in interviews.analyse_interview(interview)[0]}
    after = {need.key: need.result.gap for need in interviews.analyse_interview(answer_all(store, actor, interview))[0]}
    mine = f"{interview.people[0].id}-{Event.DEATH}"
    his = f"{interview.people[1].id}-{Event.DEATH}"
    assert after[his] > before[his]  # the mortgage
    assert after[mine] < before[mine] + 900_000  # her share of it, less her own cover


def test_the_worry_comes_first_until_the_customer_ranks(store: Store, actor: Actor, household_id: str) -> None:
    interview = interviews.start(store, actor, household_id)
    interview = interviews.save_answers(store, actor, interview.id, [AnswerRow("worry", "", "education")])
    _, order = interviews.analyse_interview(interview)
    assert order[0].endswith("education")
    interview = interviews.choose_ranking(store, actor, interview.id, [order[3]])
    assert interviews.analyse_interview(interview)[1][0] == order[3]


def test_confirmed_needs_enter_the_matrix_linked_to_their_answers(
    store: Store, actor: Actor, household_id: str
) -> None:
    interview = answer_all(store, actor, interviews.start(store, actor, household_id))
    results, order = interviews.analyse_interview(interview)
    ids = interviews.confirm(store, actor, interview.id)
    gaps = {need.key: need.gap_fen for need in results if need.gap_fen}
    with store.read() as session:
        needs = [session.get_one(Need, id) for id in ids]
        assert [f"{need.member_id}-{need.event}" for need in needs] == [key for key in order if key in gaps]
        assert {f"{need.member_id}-{need.event}": need.gap for need in needs} == gaps
        assert [need.number for need in needs][:2] == ["N00001", "N00002"]
        links = session.scalars(select(TraceLink).where(TraceLink.source_id == needs[0].id)).all()
        assert {link.target_kind for link in links} == {NodeKind.ANSWER}
        assert len(links) >= 3
        assert not any(link.suspect for link in links)
        frozen = session.scalars(select(Analysis)).one()
        assert frozen.result["needs"][0]["gap"] == pytest.approx(float(results[0].result.gap))
    detail = customers.household(store, household_id)
    assert detail.row.stage == Stage.S3_ANALYSED
    assert detail.finances["mortgage"] == 900_000_00


def test_a_second_interview_renews_needs_and_marks_what_changed(store: Store, actor: Actor, household_id: str) -> None:
    first = answer_all(store, actor, interviews.start(store, actor, household_id))
    ids = interviews.confirm(store, actor, first.id)
    second = interviews.start(store, actor, household_id)
    assert second.id != first.id
    interviews.save_answers(store, actor, second.id, [AnswerRow("consent", "", True), AnswerRow("mortgage", "", 0)])
    again = interviews.confirm(store, actor, second.id)
    with store.read() as session:
        assert session.scalar(select(func.count()).select_from(Need)) == len(set(ids) | set(again))
    found = latest(store, household_id)
    assert found is not None
    assert found.id == second.id


def test_confirming_counts_as_an_analysis_once(store: Store, actor: Actor, household_id: str) -> None:
    """The step planned for it closes, and a second interview of the day counts no second time."""
    day = store.today() + timedelta(days=2)
    planned = ActivityDraft(ActivityKind.ANALYSIS, day, ActivityStatus.PLANNED, household_id)
    step = activities.add(store, actor, planned)
    week = periods.of_week(week_of(store.today()))

    def analyses() -> int:
        return next(one.numerator for one in kpis.figures(store, week, actor.code) if one.id == "analyses")

    assert analyses() == 0
    for _ in range(2):
        interviews.confirm(store, actor, answer_all(store, actor, interviews.start(store, actor, household_id)).id)
        known = [(row.id, row.status) for row in activities.for_household(store, household_id)]
        assert (known, analyses()) == ([(step.id, ActivityStatus.DONE)], 1)


def test_a_no_to_a_question_that_must_be_answered_is_an_answer(store: Store, actor: Actor, household_id: str) -> None:
    interview = interviews.start(store, actor, household_id)
    question = replace(interview.template.question("count_home"), required=True, when=None)
    sections = tuple(
        replace(one, questions=tuple(question if q.key == question.key else q for q in one.questions))
        for one in interview.template.sections
    )
    asked = replace(interview, template=replace(interview.template, sections=sections))
    codes = {one.place.field: one.code for one in interviews.missing(asked)}
    assert codes["count_home/"] == "answer_missing"
    answered = replace(asked, answers={**asked.answers, ("count_home", ""): AnswerRow("count_home", "", False)})
    assert "count_home/" not in {one.place.field for one in interviews.missing(answered)}


def test_without_consent_nothing_is_confirmed(store: Store, actor: Actor, household_id: str) -> None:
    interview = interviews.start(store, actor, household_id)
    with pytest.raises(InputError) as caught:
        interviews.confirm(store, actor, interview.id)
    assert [problem.code for problem in caught.value.problems] == ["consent_missing"]
    assert not interviews.read(store, interview.id).confirmed


def test_a_member_without_birth_date_is_named(store: Store, actor: Actor, household_id: str) -> None:
    customers.add_member(store, actor, household_id, MemberDraft("李大山", Relation.PARENT))
    interview = answer_all(store, actor, interviews.start(store, actor, household_id))
    with pytest.raises(InputError) as caught:
        interviews.confirm(store, actor, interview.id)
    assert caught.value.problems[0].values == {"name": "李大山"}


def test_a_confirmed_interview_does_not_change(store: Store, actor: Actor, household_id: str) -> None:
    interview = answer_all(store, actor, interviews.start(store, actor, household_id))
    interviews.confirm(store, actor, interview.id)
    with pytest.raises(InputError) as caught:
        interviews.save_answers(store, actor, interview.id, [AnswerRow("budget", "", 1)])
    assert caught.value.problems[0].code == "interview_confirmed"


def test_observations_are_kept_and_can_be_removed(store: Store, actor: Actor, household_id: str) -> None:
    interview = interviews.start(store, actor, household_id)
    seen = interviews.add_observation(store, actor, interview.id, ObservationKind.TONE, " 犹豫 ")
    assert interviews.read(store, interview.id).observations == (seen,)
    interviews.remove_observation(store, actor, seen.id)
    assert interviews.read(store, interview.id).observations == ()


@pytest.mark.parametrize(
    ("change", "path"),
    [
        (lambda t: t.pop("sections"), "sections"),
        (lambda t: t["sections"][0]["questions"][0].update(kind="guess"), "sections[0].questions[0].kind"),
        (lambda t: t["sections"][0]["title"].pop("en"), "sections[0].title.en"),
        (lambda t: t["sections"][1]["questions"][0].update(key="consent"), "sections[1].questions[0].key"),
        (lambda t: t["sections"][5]["questions"][0].update(choices=[]), "sections[5].questions[0].choices"),
    ],
)
def test_a_broken_template_is_refused_with_its_place(tmp_path: Path, change: object, path: str) -> None:
    document = json.loads(Path("resources/interviews/family.json").read_text(encoding="utf-8"))
    change(document)  # type: ignore[operator]
    file = tmp_path / "t.json"
    file.write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_template(file)
    assert path in [problem.place.field for problem in caught.value.problems]


def test_policies_in_force_are_answers_and_a_second_medical_one_adds_nothing(
    store: Store, actor: Actor, household_id: str
) -> None:
    mother = customers.household(store, household_id).members[0].id
    for event, amount, ends_on in (
        ("medical", 200_000_00, None), ("medical", 300_000_00, None), ("critical_illness", 100_000_00, None),
        ("critical_illness", 50_000_00, None), ("critical_illness", 900_000_00, date(2020, 1, 1)),
    ):  # fmt: skip
        draft = PolicyDraft(mother, "P", (CoverRow(event, amount),), ends_on=ends_on)
        policies.add(store, actor, household_id, draft)
    interview = interviews.start(store, actor, household_id)
    assert interview.answers["cover_medical", mother].value == 300_000_00
    assert interview.answers["cover_critical_illness", mother].value == 150_000_00  # the ended one is no cover
    assert ("cover_care", mother) not in interview.answers


def test_a_member_who_comes_in_later_is_learned_and_no_answer_is_replaced(
    store: Store, actor: Actor, household_id: str
) -> None:
    interview = interviews.start(store, actor, household_id)
    interviews.save_answers(store, actor, interview.id, [AnswerRow("expenses", "", 1_00)])
    late = customers.add_member(store, actor, household_id, MemberDraft("王母", Relation.PARENT, income=30_000_00))
    interview = interviews.learn(store, actor, interview.id, late.id)
    assert interview.answers["income", late.id].value == 30_000_00
    assert interview.answers["expenses", ""].value == 1_00
    with pytest.raises(InputError):
        interviews.learn(store, actor, interview.id, "nobody")


def test_an_interview_and_its_case_file_agree_to_the_cent(store: Store, actor: Actor, household_id: str) -> None:
    """The window and `analyse` compute the same numbers from the same figures."""
    started = interviews.start(store, actor, household_id)
    her, him, child = (person.id for person in started.people)
    policies.add(
        store, actor, household_id,
        PolicyDraft(him, "定期寿险", (CoverRow("death", 500_000_00),), starts_on=date(2020, 5, 1),
                    ends_on=date(2040, 5, 1), premium=1_800_00, pay_years=20),
    )  # fmt: skip
    policies.add(
        store, actor, household_id,
        PolicyDraft(him, "公司团险", (CoverRow("accident", 300_000_00),), employer_group=True),
    )  # fmt: skip
    interview = answer_all(store, actor, started)
    interview = interviews.save_answers(
        store, actor, interview.id,
        [
            AnswerRow("parents_support", "", 12_345_67, AnswerState.UNVERIFIED), AnswerRow("parents_years", "", 15),
            AnswerRow("retirement_funds", "", None, AnswerState.UNWILLING),
            AnswerRow("education_savings", child, 30_000_00), AnswerRow("income", her, None, AnswerState.UNWILLING),
        ],
    )  # fmt: skip
    interview = interviews.change_assumptions(store, actor, interview.id, {"discount": 0.0275, "illness_years": 5})
    needs, _ = interviews.analyse_interview(interview)
    document = json.loads(json.dumps(write_case(inputs_of(interview))))
    answer = reading.analysis(document, today=date(2026, 11, 24))
    assert [need["key"] for need in answer["needs"]] == [need.key for need in needs]
    for told, need in zip(answer["needs"], needs, strict=True):
        assert round(told["gap"], 2) == round(float(need.result.gap), 2)
        assert [round(line["value"], 2) for line in told["worksheet"]["lines"]] == [
            round(float(value), 2) for value in need.result.values
        ]
        assert told["bound"] == need.bound.value
    assert {"not_told", "unverified", "cliff"} <= {caution["code"] for caution in answer["cautions"]}
    assert answer["assumptions"]["values"]["discount"] == 0.0275


def test_an_answer_about_cover_wins_over_the_policies(store: Store, actor: Actor, household_id: str) -> None:
    interview = interviews.start(store, actor, household_id)
    him = interview.people[1].id
    for name, end in (("短", date(2030, 1, 1)), ("长", date(2050, 1, 1))):
        draft = PolicyDraft(him, name, (CoverRow("death", 300_000_00),), ends_on=end)
        policies.add(store, actor, household_id, draft)

    def years(amount: int | None) -> tuple[int, int, int]:
        said = [] if amount is None else [AnswerRow("cover_death", him, amount)]
        member = case_of(interviews.save_answers(store, actor, interview.id, said)).members[1]
        covers = cover_years(member, Event.DEATH, 30, assumption_set({}))
        return int(covers[0]), int(covers[10]), int(covers[30])

    assert years(None) == (600_000, 300_000, 0)
    assert years(700_000_00) == (700_000, 400_000, 100_000)  # what no policy shows has no known end
    assert years(400_000_00) == (400_000, 300_000, 0)  # the policy that lasts keeps its sum
    assert years(0) == (0, 0, 0)


def test_what_the_spending_includes_is_taken_out_of_it(store: Store, actor: Actor, household_id: str) -> None:
    """Instalments and school fees within the living cost, a home the family would sell, an enterprise pension."""
    interview = interviews.start(store, actor, household_id)
    her = interview.people[0].id
    interview = interviews.save_answers(
        store, actor, interview.id,
        [
            AnswerRow("expenses_include", "", ["mortgage", "education"]), AnswerRow("mortgage", "", 900_000_00),
            AnswerRow("instalments_in_expenses", "", 60_000_00), AnswerRow("education_in_expenses", "", 20_000_00),
            AnswerRow("mortgage_years", "", 18), AnswerRow("count_home", "", True), AnswerRow("home", "", 2_000_000_00),
            AnswerRow("state_pension_month", "", 6_000_00), AnswerRow("enterprise_pension_month", her, 1_500_00),
        ],
    )  # fmt: skip
    case = case_of(interview)
    assert (case.expenses, case.living) == (180_000, 100_000)
    assert (case.debt_years, case.count_home, case.home) == (18, True, 2_000_000)
    assert case.members[0].enterprise_pension_month == 1_500
    codes = {caution.code for caution in cautions(case, assumption_set({}), Decimal("0.02"))}
    assert {"instalments_twice", "education_twice", "home_counted"} <= codes
    # The follow-up is no longer asked: what was answered counts for nothing.
    case = case_of(interviews.save_answers(store, actor, interview.id, [AnswerRow("expenses_include", "", ["rent"])]))
    assert case.living == 180_000


@pytest.mark.parametrize(
    ("deductible", "renewal", "gap"), [(10_000_00, 20, 0), (50_000_00, 20, 2_000_000), (10_000_00, 0, 2_000_000)]
)
@pytest.mark.parametrize("by_policy", [True, False])
def test_the_terms_of_a_medical_cover_decide_whether_it_is_of_the_tier(
    store: Store, actor: Actor, household_id: str, *, by_policy: bool, deductible: int, renewal: int, gap: int
) -> None:
    """Told of a policy on record, or of a cover told as a sum: the same; and the case file keeps them."""
    if by_policy:
        mother = customers.household(store, household_id).members[0].id
        policies.add(store, actor, household_id, PolicyDraft(mother, "P", (CoverRow("medical", 300_000_000),)))
    interview = interviews.start(store, actor, household_id)
    mother = interview.people[0].id
    terms = [AnswerRow("medical_deductible", mother, deductible), AnswerRow("medical_renewal", mother, renewal)]
    answers = [AnswerRow("cover_medical", mother, 300_000_000), *terms]
    interview = interviews.save_answers(store, actor, interview.id, answers)
    inputs = inputs_of(interview)
    needs = {(need.member, need.event): need for need in inputs.needs()}
    assert needs[mother, Event.MEDICAL].result.gap == gap
    assert "medical_terms" not in [
        caution.code for caution in cautions(inputs.case, inputs.assumptions, inputs.credited)
    ]
    assert {a.question for a in sources(interview, needs[mother, Event.MEDICAL])} == {
        "cover_medical", "medical_deductible", "medical_renewal"
    }  # fmt: skip
    again = reading.analysis(write_case(inputs), "case.json", today=inputs.as_of)
    assert [n["gap"] for n in again["needs"] if (n["member"], n["event"]) == (mother, "medical")] == [gap]


def test_benefits_of_state_and_employer_are_asked_one_by_one_and_deducted(
    store: Store, actor: Actor, household_id: str
) -> None:
    interview = interviews.start(store, actor, household_id)
    mother = interview.people[0].id
    template = interview.template
    assert interview.asked(template.question("disability_month")) == []
    before = {need.key: need.result.gap for need in inputs_of(interview).needs() if need.member == mother}
    answers = [
        AnswerRow("public_benefits", mother, ["survivors", "disability", "care"]),
        AnswerRow("survivors_once", mother, 50_000_00),
        AnswerRow("survivors_month", mother, 1_000_00),
        AnswerRow("disability_month", mother, 2_000_00),
        AnswerRow("care_month", mother, 1_500_00),
    ]
    interview = interviews.save_answers(store, actor, interview.id, answers)
    assert interview.asked(template.question("disability_month")) == [("disability_month", mother)]
    member = case_of(interview).members[0]
    assert (member.survivors_benefit, member.survivors_benefit_month) == (50_000, 1_000)
    assert (member.disability_benefit_month, member.care_benefit_month) == (2_000, 1_500)
    after = {need.key: (need.event, need.result.gap) for need in inputs_of(interview).needs() if need.member == mother}
    lower = {event for key, (event, gap) in after.items() if gap < before[key]}
    assert {"death", "disability"} <= lower  # care is a need of later years
