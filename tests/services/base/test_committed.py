"""The store tells what was committed: once, when it is on the disk, and nothing of what was rolled back."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from app.errors import InputError, bad_input
from app.services.base import drafts, settings
from app.services.base.store import Actor, Committed, Store
from app.services.front import demo
from app.services.people import bulk_edits, customers
from app.services.people.bulk_edits import BulkChange, Chosen
from app.services.people.customers import CustomerFilter


@pytest.fixture
def heard(store: Store) -> Iterator[list[Committed]]:
    notices: list[Committed] = []
    end = store.committed.subscribe(notices.append)
    yield notices
    end()


def test_a_unit_of_work_is_told_with_its_action_subject_and_details(
    store: Store, actor: Actor, heard: list[Committed]
) -> None:
    with store.write(actor, "household.update", "h-1") as session:
        session.note(code="C00001")
        assert heard == []
    assert [(one.action, one.subject, one.details) for one in heard] == [
        ("household.update", "h-1", {"code": "C00001"})
    ]


def test_what_fails_is_not_told(store: Store, actor: Actor, heard: list[Committed]) -> None:
    with pytest.raises(InputError), store.write(actor, "household.update", "h-1"):
        raise bad_input("not_found")
    with pytest.raises(InputError):
        customers.update_notes(store, actor, "nobody", "words")
    assert heard == []


def test_drafts_of_forms_are_no_records_and_not_told(store: Store, heard: list[Committed]) -> None:
    drafts.keep(store, "a form", {"name": "王"})
    drafts.drop(store, "a form")
    assert heard == []


def test_a_change_of_many_is_one_notice(store: Store, actor: Actor, heard: list[Committed]) -> None:
    demo.sample_family(store)
    heard.clear()
    assert bulk_edits.apply(store, actor, Chosen(wanted=CustomerFilter()), BulkChange(add_tags=("朋友",))) == 1
    assert [notice.action for notice in heard] == ["household.bulk_edit"]


def test_a_listener_may_read_and_write_and_the_subscription_ends(store: Store, actor: Actor) -> None:
    kept: list[object] = []

    def listen(notice: Committed) -> None:
        kept.append(settings.read(store, notice.details["key"]))
        if notice.details["key"] == "first":
            settings.write(store, actor, "second", 2)

    end = store.committed.subscribe(listen)
    settings.write(store, actor, "first", 1)
    assert kept == [1, 2]
    end()
    settings.write(store, actor, "third", 3)
    assert kept == [1, 2]


def test_a_fault_of_a_listener_does_not_undo_the_work_nor_keep_it_from_others(
    store: Store, actor: Actor, heard: list[Committed]
) -> None:
    def fail(_notice: Committed) -> None:
        raise RuntimeError

    store.committed.subscribe(fail)
    after: list[Committed] = []
    store.committed.subscribe(after.append)
    settings.write(store, actor, "first", 1)
    assert settings.read(store, "first") == 1
    assert len(heard) == len(after) == 1


def test_it_is_told_on_the_thread_that_committed(store: Store, actor: Actor) -> None:
    threads: list[int] = []
    store.committed.subscribe(lambda _: threads.append(threading.get_ident()))
    worker = threading.Thread(target=settings.write, args=(store, actor, "first", 1))
    worker.start()
    worker.join()
    assert threads == [worker.ident]
