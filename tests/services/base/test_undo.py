"""Any unit of work can be taken back, and done again, as long as nothing has touched the same rows since."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import bindparam, delete, func, insert, literal, select, text, update
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.exc import IntegrityError

from app.enums import FieldKind, Language, Relation
from app.errors import ConflictError, InputError, NeedfolioError
from app.models import AuditRow, Base, CustomValue, Household, Label, Member, Segment, StageMove, UnitImage
from app.services.base import settings, undo
from app.services.base.numbers import next_number
from app.services.base.store import Actor, Store, WriteSession, kept
from app.services.base.undo import restoring
from app.services.people import custom_fields, customers, erasure
from app.services.people.custom_fields import FieldDraft
from app.services.people.customers import HouseholdDraft, MemberDraft
from app.words import explain
from tests.conftest import NOW, PASSWORD
from tests.services.standing import standing

LABELS = Base.metadata.tables["label"]


def label(store: Store, actor: Actor, name: str, **more: Any) -> str:
    with store.write(actor, "label.add") as session:
        row = Label(kind="tag", name=name, **more)
        session.add(row)
    return row.id


def rename(store: Store, actor: Actor, id: str, name: str) -> int:
    with store.write(actor, "label.change") as session:
        session.get_one(Label, id).name = name
    return session.audit_id


def names(store: Store) -> list[str]:
    with store.read() as session:
        return list(session.scalars(select(Label.name).order_by(Label.name)))


def last(store: Store) -> int:
    with store.read() as session:
        return session.scalar(select(func.max(AuditRow.id))) or 0


def family(store: Store, actor: Actor, name: str = "王芳") -> str:
    child = MemberDraft("李小雨", Relation.CHILD)
    return customers.add(store, actor, HouseholdDraft(MemberDraft(name, Relation.SELF), (child,))).id


def there_and_back(store: Store, actor: Actor, before: Any) -> None:
    """Take the last unit of work back, do it again, and take it back once more."""
    after = standing(store)
    assert after != before
    first = undo.take_back(store, actor, last(store))
    assert standing(store) == before
    second = undo.take_back(store, actor, first.audit_id)
    assert (first.again, second.again, first.action) == (False, True, second.action)
    assert standing(store) == after
    undo.take_back(store, actor, second.audit_id)
    assert standing(store) == before
    assert store.faults() == []


def refused(store: Store, actor: Actor, audit_id: int, kind: type[NeedfolioError] = ConflictError) -> tuple[str, str]:
    """The code it is refused with, and the sentence; nothing has changed then."""
    before = standing(store)
    with pytest.raises(kind) as caught:
        undo.take_back(store, actor, audit_id)
    assert standing(store) == before
    problem = caught.value.problems[0]
    return problem.code, explain(problem, Language.ZH)


# -- what is seen ---------------------------------------------------------------------------------------------
def test_a_new_row_goes_and_comes_again(store: Store, actor: Actor) -> None:
    before = standing(store)
    label(store, actor, "朋友")
    there_and_back(store, actor, before)


def test_changed_columns_go_back_and_versions_count_on(store: Store, actor: Actor) -> None:
    id = label(store, actor, "朋友")
    before = standing(store)
    with store.write(actor, "label.change") as session:
        session.get_one(Label, id).name = "老友"
        session.flush()
        session.get_one(Label, id).name = "老朋友"  # twice in one unit: what was there first counts
    there_and_back(store, actor, before)
    with store.read() as reading:
        assert reading.get_one(Label, id).version == 6  # born, two flushes, three ways


def test_what_was_never_loaded_is_read_before_it_changes(store: Store, actor: Actor) -> None:
    id = label(store, actor, "朋友", note="from school")
    before = standing(store)
    with store.write(actor, "label.change") as session:
        row = session.get_one(Label, id)
        session.expire(row)
        row.note = ""
    there_and_back(store, actor, before)


@pytest.mark.parametrize("way", ["flush", "statement"])
def test_a_deleted_row_comes_back_with_what_went_along(store: Store, actor: Actor, way: str) -> None:
    """Values of own fields go with their household by ``ON DELETE CASCADE``, which no flush and no statement names."""
    household = family(store, actor)
    field = custom_fields.add(store, actor, FieldDraft("车牌", FieldKind.TEXT))
    with store.write(actor, "household.update") as session:
        session.execute(insert(CustomValue), [custom_fields.value_row(household, field.id, FieldKind.TEXT, "京A12345")])
    before = standing(store)
    with store.write(actor, "household.remove") as session:
        session.execute(delete(StageMove))
        if way == "flush":
            for member in session.scalars(select(Member)):
                session.delete(member)
            session.flush()
            session.delete(session.get_one(Household, household))
        else:
            session.execute(delete(Member).where(Member.household_id == household))
            session.execute(delete(Household).where(Household.id == household))
    assert standing(store)["custom_value"] == []
    there_and_back(store, actor, before)


def _ids(session: WriteSession) -> list[str]:
    return list(session.scalars(select(Label.id).order_by(Label.name)))


def _row(name: str, **more: Any) -> dict[str, Any]:
    stamps = {"created_at": NOW, "updated_at": NOW, "version": 1}
    return {"kind": "tag", "name": name, "tone": "calm", "note": "", "position": 0, **stamps, **more}


STATEMENTS: dict[str, Callable[[WriteSession], Any]] = {
    "update of a model": lambda s: s.execute(update(Label).where(Label.name == "a").values(name="z")),
    "update of a table": lambda s: s.execute(update(LABELS).values(note="z", name=LABELS.c.name + "!")),
    "update by keys": lambda s: s.execute(update(Label), [{"id": id, "name": id} for id in _ids(s)]),
    "update with many parameters": lambda s: s.execute(
        update(LABELS).where(LABELS.c.id == bindparam("one")).values(name=bindparam("new")),
        [{"one": id, "new": f"{id}!"} for id in _ids(s)],
    ),
    "update of keys": lambda s: s.execute(update(LABELS).where(LABELS.c.name == "b").values(id="0" * 32)),
    "delete of a model": lambda s: s.execute(delete(Label).where(Label.name.in_(["a", "b"]))),
    "delete of a table": lambda s: s.execute(delete(LABELS)),
    "insert of values": lambda s: s.execute(insert(LABELS).values(_row("m", id="1" * 32))),
    "insert without a key": lambda s: s.execute(insert(LABELS), [_row("m")]),
    "insert of one into a model without a key": lambda s: s.execute(insert(Label), _row("m")),
    "insert of values into a model without a key": lambda s: s.execute(insert(Label).values(_row("m"))),
    "insert of many without keys": lambda s: s.execute(insert(LABELS), [_row("m"), _row("n")]),
    "insert of many into a model without keys": lambda s: s.execute(insert(Label), [_row("m"), _row("n")]),
    "insert that returns": lambda s: s.execute(insert(LABELS).values(_row("m")).returning(LABELS.c.name)).all(),
    "insert of many that returns": lambda s: s.scalars(
        insert(Label).returning(Label), [_row("m"), _row("n", id="2" * 32)]
    ).all(),
    "update that returns": lambda s: s.execute(update(Label).values(note="z").returning(Label.id)).all(),
    "insert of many": lambda s: s.execute(insert(LABELS), [_row("m", id="1" * 32), _row("n", id="2" * 32)]),
    "insert of many into a model": lambda s: s.execute(insert(Label), [_row("m", id="1" * 32), _row("n", id="2" * 32)]),
    "insert of many values": lambda s: s.execute(
        insert(Label).values([_row("m", id="1" * 32), _row("n", id="2" * 32)])
    ),
    "out and in again": lambda s: (
        s.execute(delete(LABELS).where(LABELS.c.name == "a")),
        s.execute(insert(LABELS).values(_row("a", id=_ids(s)[0][::-1]))),
    ),
    "insert where the engine numbers": lambda s: s.execute(
        insert(StageMove),
        [
            {"household_id": id, "agent_code": "A001", "stage": "S1", "on_date": NOW.date(), "reason": ""}
            for id in s.scalars(select(Household.id))
        ],
    ),
}


@pytest.mark.parametrize("form", STATEMENTS)
def test_statements_are_seen_whatever_their_form(store: Store, actor: Actor, form: str) -> None:
    family(store, actor)
    family(store, actor, "李明")
    for name in "abc":
        label(store, actor, name)
    before = standing(store)
    with store.write(actor, "label.change") as session:
        STATEMENTS[form](session)
    there_and_back(store, actor, before)


def test_what_a_savepoint_gave_up_is_not_remembered(store: Store, actor: Actor) -> None:
    label(store, actor, "a")
    id = label(store, actor, "b")
    before = standing(store)
    with store.write(actor, "label.change") as session:
        with pytest.raises(IntegrityError), session.begin_nested():
            session.get_one(Label, id).name = "a"
            session.flush()
        session.get_one(Label, id).note = "b it stays"
    there_and_back(store, actor, before)


@pytest.mark.parametrize(
    "sql",
    [
        lambda session: session.execute(text("UPDATE label SET note = 'z'")),
        lambda session: session.connection().execute(update(LABELS).values(note="z")),
        lambda session: session.execute(
            insert(LABELS).values([_row("m"), _row("n")])
        ),  # keys nobody can tell afterwards
        lambda session: session.execute(insert(LABELS).prefix_with("OR REPLACE").values(_row("a", id="1" * 32))),
        lambda session: session.execute(
            upsert(LABELS).values(_row("a", id="1" * 32)).on_conflict_do_update(["kind", "name"], set_={"note": "z"})
        ),
        lambda session: session.execute(
            insert(LABELS).from_select(["id", *_row("m")], select(literal("3" * 32), *map(literal, _row("m").values())))
        ),
    ],
)
def test_what_came_past_makes_the_unit_one_that_cannot_be_taken_back(store: Store, actor: Actor, sql: Any) -> None:
    label(store, actor, "a")
    with store.write(actor, "label.change") as session:
        session.add(Label(kind="tag", name="b"))
        session.flush()
        sql(session)
    assert refused(store, actor, last(store), InputError)[0] == "undo_nothing_kept"


def test_drafts_and_numbers_are_no_part_of_an_act(store: Store, actor: Actor) -> None:
    with store.write(actor, "label.add") as session:
        session.add(Label(kind="tag", name=next_number(session, "test", "T")))
    undo.take_back(store, actor, last(store))
    with store.write(actor, "label.add") as session:
        assert next_number(session, "test", "T") == "T00002"  # a number once given out is never given again


def test_a_unit_that_changed_nothing_keeps_nothing(store: Store, actor: Actor) -> None:
    id = label(store, actor, "a")
    rename(store, actor, id, "a")
    assert refused(store, actor, last(store), InputError)[0] == "undo_nothing_kept"


# -- when it is refused ---------------------------------------------------------------------------------------
def test_what_changed_since_is_named_and_nothing_is_taken_back(store: Store, actor: Actor) -> None:
    id = label(store, actor, "a")
    first = rename(store, actor, id, "b")
    rename(store, actor, id, "c")
    code, said = refused(store, actor, first)
    assert code == "undo_changed_since"
    assert "标签" in said and NOW.astimezone().strftime("%m-%d %H:%M") in said


def test_another_column_of_the_same_row_counts_as_well(store: Store, actor: Actor) -> None:
    id = label(store, actor, "a")
    first = rename(store, actor, id, "b")
    with store.write(actor, "label.change") as session:
        session.get_one(Label, id).note = "new"
    assert refused(store, actor, first)[0] == "undo_changed_since"


def test_a_later_change_that_was_taken_back_does_not_count(store: Store, actor: Actor) -> None:
    id = label(store, actor, "a")
    first = rename(store, actor, id, "b")
    second = rename(store, actor, id, "c")
    undo.take_back(store, actor, undo.take_back(store, actor, second).audit_id)  # done again
    assert refused(store, actor, first)[0] == "undo_changed_since"
    undo.take_back(store, actor, last(store))
    undo.take_back(store, actor, first)
    assert names(store) == ["a"]


def test_doing_again_is_refused_when_the_step_before_was_taken_back_too(store: Store, actor: Actor) -> None:
    id = label(store, actor, "a")
    first = rename(store, actor, id, "b")
    with store.write(actor, "label.change") as session:
        session.get_one(Label, id).note = "new"
    again = undo.take_back(store, actor, last(store)).audit_id
    undo.take_back(store, actor, first)
    assert refused(store, actor, again)[0] == "undo_changed_since"


def test_a_change_that_came_past_the_images_shows_in_the_rows(store: Store, actor: Actor) -> None:
    id = label(store, actor, "a")
    first = rename(store, actor, id, "b")
    with store.write(actor, "label.change") as session:
        session.execute(text("UPDATE label SET version = version + 1"))
    assert refused(store, actor, first)[0] == "undo_changed_since"


def test_a_thing_is_taken_back_once(store: Store, actor: Actor) -> None:
    label(store, actor, "a")
    first = last(store)
    undo.take_back(store, actor, first)
    assert refused(store, actor, first, InputError)[0] == "undo_done"
    assert refused(store, actor, 999, InputError)[0] == "not_found"


def test_what_others_stand_on_stays(store: Store, actor: Actor) -> None:
    """A member added later would go with the family, or keep it from going: what was built is named."""
    household = family(store, actor)
    added = last(store)
    customers.add_member(store, actor, household, MemberDraft("李大宝", Relation.CHILD))
    code, said = refused(store, actor, added)
    assert code == "undo_changed_since" and "家人" in said
    undo.take_back(store, actor, last(store))
    undo.take_back(store, actor, added)
    assert standing(store)["household"] == []


def test_what_would_go_along_unseen_keeps_it_from_going(store: Store, actor: Actor) -> None:
    household = family(store, actor)
    added = last(store)
    field = custom_fields.add(store, actor, FieldDraft("车牌", FieldKind.TEXT))
    with store.write(actor, "household.update") as session:
        row = custom_fields.value_row(household, field.id, FieldKind.TEXT, "京A12345")
        session.execute(insert(CustomValue), [row])
    assert refused(store, actor, added)[0] == "undo_changed_since"


def test_values_that_must_be_unique_change_places_again(store: Store, actor: Actor) -> None:
    one, other, third = (label(store, actor, name) for name in "abc")
    before = standing(store)
    with store.write(actor, "label.change") as session:
        for id, name in ((one, "-"), (other, "a"), (one, "b")):
            session.get_one(Label, id).name = name
            session.flush()
        session.delete(session.get_one(Label, third))
        session.flush()
        session.add(Label(kind="tag", name="c"))
    there_and_back(store, actor, before)


def test_how_far_it_is_is_told_and_stopping_leaves_all(
    store: Store, actor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(restoring.pieces, "__defaults__", (2,))
    for name in "abcde":
        label(store, actor, name)
    with store.write(actor, "label.change") as session:
        session.execute(update(Label).values(note="z"))
    after, unit, told = standing(store), last(store), []

    def stop(done: int, total: int) -> None:
        told.append((done, total))
        if done > 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        undo.take_back(store, actor, unit, stop)
    assert standing(store) == after
    undo.take_back(store, actor, unit, lambda done, total: told.append((done, total)))
    assert told == [(2, 5), (4, 5), (2, 5), (4, 5), (5, 5)]


# -- how long it is kept --------------------------------------------------------------------------------------
def test_only_the_latest_units_are_kept(store: Store, actor: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "MOST_UNITS", 3)
    monkeypatch.setattr(kept, "EVERY", 1)
    for name in "abcdef":
        label(store, actor, name)
    with store.read() as session:
        assert list(session.scalars(select(UnitImage.audit_id).order_by(UnitImage.audit_id))) == [
            last(store) - 2, last(store) - 1, last(store)
        ]  # fmt: skip


def test_a_size_and_an_age_bound_them_too(store_file: Path, actor: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    now = NOW
    store = Store.open(store_file, PASSWORD, clock=lambda: now)
    monkeypatch.setattr(kept, "EVERY", 1)
    label(store, actor, "a")
    label(store, actor, "b")
    now = NOW + kept.LONGEST + timedelta(days=1)
    label(store, actor, "c")
    with store.read() as session:
        (size,) = session.scalars(select(UnitImage.size))
    monkeypatch.setattr(kept, "MOST_BYTES", 2 * size + size // 2)
    for name in "def":
        label(store, actor, name)
    with store.read() as session:
        assert session.scalar(select(func.count()).select_from(UnitImage)) == 2
    store.close()


def test_an_erasure_leaves_nothing_of_what_was(store: Store, actor: Actor) -> None:
    """Also not of members that were removed before, nor of others: one table, emptied."""
    household = family(store, actor)
    customers.archive(store, actor, household)
    with store.read() as session:
        assert session.scalar(select(func.count()).select_from(UnitImage))
    erasure.erase(store, actor, [household])
    with store.read() as session:
        assert session.scalar(select(func.count()).select_from(UnitImage)) == 0
    assert refused(store, actor, last(store), InputError)[0] == "undo_nothing_kept"


def test_settings_and_json_go_back_as_they_were(store: Store, actor: Actor) -> None:
    settings.write(store, actor, "test.key", {"a": [1, None, "x"], "b": 1.5})
    with store.write(actor, "segment.save") as session:
        session.add(Segment(name="s", filter={"b": None, "a": []}))
    before = standing(store)
    with store.write(actor, "segment.save") as session:
        session.scalars(select(Segment)).one().filter = {"c": 1}
        settings.put(session, "test.key", None)
    there_and_back(store, actor, before)
