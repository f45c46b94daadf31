"""Health notes: nothing without consent, nothing left after it; expectations by hand; never in a list or a report."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal as D
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from app.enums import HealthLine, HealthSource, HealthTreatment, Language, Underwriting
from app.errors import ConflictError, InputError
from app.models import AuditRow, HealthConsent, HealthNote, UnitImage
from app.services.base.store import Actor, Store
from app.services.base.undo import take_back
from app.services.people import customers, erasure, handover, health
from app.services.people.customers import HouseholdDetail, HouseholdDraft, MemberDraft
from app.services.people.health import ConsentDraft, NoteDraft
from app.services.people.health.guide import guide
from app.services.rules.people.health import GRAVITY, Asked, Told, expect
from tests.conftest import CHEAP

TODAY = date(2026, 11, 30)
LIFE, ILLNESS, MEDICAL = HealthLine.LIFE, HealthLine.ILLNESS, HealthLine.MEDICAL
WATCHED, CURED = HealthTreatment.WATCHED, HealthTreatment.CURED
MARK = "XQ7病历号"


def note(condition: str = "thyroid_nodule", **more: Any) -> NoteDraft:
    given = {"treatment": WATCHED, "source": HealthSource.CHECKUP, "noted_on": date(2026, 11, 1)} | more
    return NoteDraft(condition, **given)


@pytest.fixture
def family(store: Store, actor: Actor) -> Iterator[HouseholdDetail]:
    row = customers.add(store, actor, HouseholdDraft(MemberDraft("王芳", birth_date=date(1988, 3, 1))))
    customers.add_member(store, actor, row.id, MemberDraft("小川", relation="child", birth_date=date(2018, 5, 1)))
    yield customers.household(store, row.id)


def expected(line: HealthLine, condition: str, *, treatment: HealthTreatment = WATCHED, since: date | None = None,
             **values: str) -> Underwriting | None:  # fmt: skip
    told = Told(condition, treatment, since, {name: D(value) for name, value in values.items()})
    return expect(Asked.TOLD, [told], [line], guide().conditions, TODAY).result


# -- the rule -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "values", "result"),
    [
        (ILLNESS, {"grade": "2"}, Underwriting.STANDARD),
        (ILLNESS, {"grade": "3"}, Underwriting.EXCLUSION),
        (ILLNESS, {"grade": "4"}, Underwriting.POSTPONED),
        (LIFE, {"grade": "4"}, Underwriting.STANDARD),
        (MEDICAL, {"grade": "5"}, Underwriting.DECLINED),
        (MEDICAL, {"grade": "1"}, Underwriting.EXCLUSION),
        (MEDICAL, {}, None),
    ],
)
def test_a_nodule_by_its_grade(line: HealthLine, values: dict[str, str], result: Underwriting | None) -> None:
    assert expected(line, "thyroid_nodule", **values) == result


def test_what_is_missing_is_named_and_nothing_is_guessed() -> None:
    told = Told("hypertension", HealthTreatment.MEDICINE, None, {"systolic": D(150)})
    found = expect(Asked.TOLD, [told], [ILLNESS], guide().conditions, TODAY)
    assert found.result is None
    assert found.because[0].ask == ("diastolic",)
    assert health.expected_words(found, Language.ZH) == "还要知道：高血压的舒张压"
    assert expected(ILLNESS, "hypertension", systolic="150", diastolic="85") == Underwriting.EXTRA
    assert expected(ILLNESS, "hypertension", systolic="185") == Underwriting.DECLINED  # no other figure can mend that


def test_years_after_a_cure_count() -> None:
    assert expected(LIFE, "cancer", treatment=CURED, since=date(2021, 11, 30)) == Underwriting.EXTRA
    assert expected(LIFE, "cancer", treatment=CURED, since=date(2021, 12, 1)) == Underwriting.DECLINED
    assert expected(LIFE, "cancer", treatment=CURED) is None
    assert expected(MEDICAL, "cancer", treatment=CURED, since=date(1990, 1, 1)) == Underwriting.DECLINED


def test_the_gravest_of_several_holds_and_one_unknown_leaves_it_open() -> None:
    fat, high = Told("fatty_liver", WATCHED, None, {"alt": D("0.8")}), Told("stroke", WATCHED)
    other = Told("other", WATCHED, name="疱疹")
    conditions = guide().conditions
    assert expect(Asked.TOLD, [fat], [ILLNESS], conditions, TODAY).result == Underwriting.STANDARD
    assert expect(Asked.TOLD, [fat, high], [ILLNESS], conditions, TODAY).result == Underwriting.DECLINED
    assert expect(Asked.TOLD, [fat, other], [ILLNESS], conditions, TODAY).result is None
    assert expect(Asked.TOLD, [high, other], [ILLNESS], conditions, TODAY).result == Underwriting.DECLINED


def test_who_was_not_asked_is_not_guessed() -> None:
    conditions = guide().conditions
    assert expect(Asked.NOT_ASKED, [], [LIFE], conditions, TODAY).result is None
    assert expect(Asked.NOTHING, [], [LIFE], conditions, TODAY).result == Underwriting.STANDARD
    assert expect(Asked.NOT_ASKED, [], [], conditions, TODAY).result == Underwriting.STANDARD  # nobody asks


def test_every_condition_of_the_guide_ends_in_a_case_for_whoever_told_all() -> None:
    for code, condition in guide().conditions.items():
        assert not condition.cases[-1].at_least and not condition.cases[-1].treatments, code
        known = guide().known[code]
        assert {name for case in condition.cases for name in case.at_least} == {one.name for one in known.figures}, code
        assert all(set(case.results) == set(HealthLine) for case in condition.cases), code
        assert health.guide().known[code].say(Language.EN) and known.say(Language.ZH)
    meant: dict[str, set[str]] = {}
    for one in guide().known.values():
        for word in (one.code, *one.name, *one.also):
            meant.setdefault(word.casefold(), set()).add(one.code)
    assert not {word: found for word, found in meant.items() if len(found) > 1}  # a word means one condition
    assert health.find("血压高") == "hypertension" and health.find("Thyroid Nodule") == "thyroid_nodule"


@given(
    st.sampled_from(sorted(guide().conditions)),
    st.sampled_from(HealthTreatment),
    st.sampled_from(HealthLine),
    st.data(),
)
def test_higher_figures_never_make_it_better(
    code: str, treatment: HealthTreatment, line: HealthLine, data: st.DataObject
) -> None:
    """Every figure of the guide is graver when it is higher, but the weeks at birth."""
    figures = [one.name for one in guide().known[code].figures if one.name != "weeks"]
    low = {name: D(data.draw(st.integers(0, 400))) / 4 for name in figures}
    high = {name: value + data.draw(st.integers(0, 400)) for name, value in low.items()}
    if "weeks" in guide().conditions[code].values:
        return
    results = [
        expect(Asked.TOLD, [Told(code, treatment, date(2020, 1, 1), v)], [line], guide().conditions, TODAY).result
        for v in (low, high)
    ]
    assert all(result is not None for result in results)
    assert GRAVITY.index(results[0]) <= GRAVITY.index(results[1])  # type: ignore[arg-type]


# -- consent --------------------------------------------------------------------------------------------------


def codes(caught: pytest.ExceptionInfo[InputError]) -> set[tuple[str, str | None]]:
    return {(problem.code, problem.place.field) for problem in caught.value.problems}


def test_nothing_is_noted_without_consent(store: Store, actor: Actor, family: HouseholdDetail) -> None:
    me = family.members[0].id
    with pytest.raises(InputError) as caught:
        health.add(store, actor, me, note())
    assert {code for code, _ in codes(caught)} == {"health_consent"}
    with pytest.raises(InputError):
        health.nothing_to_note(store, actor, me)
    assert health.of_household(store, family.row.id)[0].asked == Asked.NOT_ASKED


def test_a_child_has_somebody_who_speaks_for_it(store: Store, actor: Actor, family: HouseholdDetail) -> None:
    child = family.members[1].id
    for given_by in ("", " 小川 "):
        with pytest.raises(InputError) as caught:
            health.consent(store, actor, child, ConsentDraft(given_by))
        assert codes(caught) == {("health_guardian", "given_by")}
    health.consent(store, actor, child, ConsentDraft("王芳"))
    person = health.of_household(store, family.row.id)[1]
    assert person.consent is not None and person.consent.given_by == "王芳"


def test_notes_are_kept_changed_and_taken_back(store: Store, actor: Actor, family: HouseholdDetail) -> None:
    me = family.members[0].id
    health.consent(store, actor, me, ConsentDraft())
    health.nothing_to_note(store, actor, me)
    assert health.of_household(store, family.row.id)[0].asked == Asked.NOTHING
    row = health.add(store, actor, me, note(values={"grade": D("3.50"), "strange": D(1)}))
    assert row.draft.values == {"grade": D("3.5")}
    assert health.values_words(row.draft, Language.ZH) == "分级（TI-RADS） 3.5"
    health.change(store, actor, row.id, note("other", name=" 带状  疱疹 "), row.version)
    person = health.of_household(store, family.row.id)[0]
    assert [(n.draft.condition, n.draft.name) for n in person.notes] == [("other", "带状 疱疹")]
    with pytest.raises(InputError):
        health.change(store, actor, row.id, note(), row.version)  # changed meanwhile
    with pytest.raises(InputError):
        health.nothing_to_note(store, actor, me)
    health.remove(store, actor, row.id)
    with store.read() as session:
        last = session.scalars(select(AuditRow.id).order_by(AuditRow.id.desc()).limit(1)).one()
        first = session.scalars(select(AuditRow.id).where(AuditRow.action == "health.consent")).one()
    take_back(store, actor, last)
    assert health.of_household(store, family.row.id)[0].notes
    with pytest.raises(ConflictError):
        take_back(store, actor, first)  # a note rests on the consent


def test_what_cannot_be_kept_is_said_by_its_field(store: Store, actor: Actor, family: HouseholdDetail) -> None:
    me = family.members[0].id
    health.consent(store, actor, me, ConsentDraft())
    tomorrow = date(2099, 1, 1)
    for draft, wanted in (
        (note("nothing"), ("unknown_condition", "condition")),
        (note("other"), ("required", "name")),
        (note("other", name="长" * 200), ("too_long", "name")),
        (note(since=tomorrow), ("date_in_future", "since")),
        (note(noted_on=tomorrow), ("date_in_future", "noted_on")),
        (note(values={"grade": D(-1)}), ("negative", "thyroid_nodule.value_grade")),
        (note(values={"grade": D("1e9")}), ("number_too_large", "thyroid_nodule.value_grade")),
    ):
        with pytest.raises(InputError) as caught:
            health.add(store, actor, me, draft)
        assert wanted in codes(caught)
    assert not health.of_household(store, family.row.id)[0].notes


def test_a_consent_withdrawn_leaves_nothing(store: Store, actor: Actor, family: HouseholdDetail) -> None:
    me = family.members[0].id
    health.consent(store, actor, me, ConsentDraft())
    health.add(store, actor, me, note(notes=MARK))
    health.change(store, actor, health.of_household(store, family.row.id)[0].notes[0].id, note(notes=MARK + "2"))
    assert health.withdraw(store, actor, me) == 1
    with store.read() as session:
        assert not session.scalars(select(HealthNote)).all() and not session.scalars(select(HealthConsent)).all()
        assert not session.scalars(select(UnitImage)).all()
        assert MARK not in str([row.details for row in session.scalars(select(AuditRow))])
    assert health.of_household(store, family.row.id)[0].asked == Asked.NOT_ASKED


def test_notes_go_with_the_family(store: Store, actor: Actor, family: HouseholdDetail) -> None:
    health.consent(store, actor, family.members[0].id, ConsentDraft())
    health.add(store, actor, family.members[0].id, note())
    customers.archive(store, actor, family.row.id)
    found = erasure.erase(store, actor, [family.row.id])
    assert (found.rows["health_note"], found.rows["health_consent"]) == (1, 1)


def test_only_what_the_person_allowed_is_handed_over(
    store: Store, actor: Actor, family: HouseholdDetail, tmp_path: Path
) -> None:
    me, child = (member.id for member in family.members)
    health.consent(store, actor, me, ConsentDraft())
    health.consent(store, actor, child, ConsentDraft("王芳", pass_on=True))
    for member in (me, child):
        health.add(store, actor, member, note())
    with store.read() as session:
        packed = handover.packing.pack(session, [family.row.id])
    assert [row["member_id"] for row in packed.own["health_note"]] == [child]
    assert [row["member_id"] for row in packed.own["health_consent"]] == [child]
    about = {"password": "a key of two agents", "to": "张强", "consent": "书面同意"}
    handover.give(store, actor, [family.row.id], tmp_path / "p.nfpack", cost=CHEAP, **about)
