"""The sample data goes in one act, and what the user added stays."""

from __future__ import annotations

from sqlalchemy import func, select

from app.enums import Relation
from app.models import Base, Household, Need, Product, Target
from app.services.base.store import Actor, Store
from app.services.front import demo
from app.services.offers import catalogue
from app.services.people import customers, policies
from app.services.people.customers import HouseholdDraft, MemberDraft
from app.services.people.policies import PolicyDraft
from tests import reading


def counts(store: Store) -> dict[str, int]:
    """Rows of every table but those that tell what was done."""
    told = {"interview_template", "audit", "unit_image", "setting", "number_series", "import_batch", "series"}
    with store.read() as session:
        return {
            table.name: session.scalar(select(func.count()).select_from(table)) or 0
            for table in Base.metadata.sorted_tables
            if table.name not in told
        }


def test_all_of_it_goes_and_the_store_is_as_it_was(store: Store, actor: Actor) -> None:
    before = counts(store)
    demo.sample_family(store)
    demo.populate(store, customers=12, agent_count=3, weeks=8)
    gone = demo.there(store)
    assert (gone.households, bool(gone.products)) == (13, True)
    assert demo.remove(store, actor).households == 13
    assert counts(store) == before
    assert not demo.there(store)
    assert store.faults() == []


def test_what_the_user_added_stays(store: Store, actor: Actor) -> None:
    demo.sample_family(store)
    own = customers.add(
        store,
        actor,
        HouseholdDraft(
            MemberDraft("赵敏", Relation.SELF),
            (),
        ),
    )
    demo.populate(store, customers=5, weeks=8)
    later = customers.add(store, actor, HouseholdDraft(MemberDraft("周彤", Relation.SELF), ()))
    product = catalogue.listing(store)[0].product
    member = customers.household(store, own.id).customer
    policies.add(store, actor, own.id, PolicyDraft(member.id, product.name_zh, (), product_code=product.code))
    removed = demo.remove(store, actor)
    assert removed.households == 6
    assert removed.kept == 1  # the product the own policy names
    with store.read() as session:
        assert set(session.scalars(select(Household.id))) == {own.id, later.id}
        assert session.scalars(select(Product.code)).all() == [product.code]
    assert [one.product_code for one in reading.policies(store, own.id)] == [product.code]


def test_targets_the_user_set_stay(store: Store, actor: Actor) -> None:
    demo.sample_family(store)
    with store.write(actor, "target.set") as session:
        changed = session.scalars(select(Target)).first()
        assert changed is not None
        changed.value += 1
        id = changed.id
    demo.remove(store, actor)
    with store.read() as session:
        assert session.scalars(select(Target.id)).all() == [id]


def test_it_may_be_brought_again(store: Store, actor: Actor) -> None:
    demo.sample_family(store)
    demo.remove(store, actor)
    again = demo.sample_family(store)
    assert [row.id for row in customers.search(store, "王芳")] == [again]
    assert demo.remove(store, actor).households == 1


def test_no_copy_is_left(store: Store, actor: Actor) -> None:
    """What is taken out cannot be fetched back by the undo of an earlier act."""
    demo.sample_family(store)
    demo.remove(store, actor)
    with store.read() as session:
        assert session.scalars(select(Need)).first() is None
