"""Visiting cards are read back by another reader, whatever characters stand in a field."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import vobject
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, insert

from app.models import Household, Member
from app.services.base.store import Actor, Store
from app.services.people import customers

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=90) | st.text(
    ' ,;:\\\r\n\t"n\x85\u2028长', max_size=12
)


def clean(words: str) -> str:
    """Line ends as one, control characters left out."""
    plain = words.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in plain if c in "\n\t" or (ord(c) >= 32 and ord(c) != 127))


def put(store: Store, actor: Actor, words: str) -> None:
    """Two families: one with ``words`` in every field of a card, one after it."""
    families = (("h", words), ("i", "王芳"))
    with store.write(actor, "demo.fill") as session:
        session.execute(delete(Member))
        session.execute(delete(Household))
        session.execute(insert(Household), [
            session.stamps() | {"id": id, "code": id, "name": own, "sort_key": id, "search_key": id,
            "contact_id": f"{id}m", "agent_code": "A001", "address": own, "city": own, "wechat": own,
            "email": own, "tags": [own, "VIP"]}
            for id, own in families
        ])  # fmt: skip
        session.execute(insert(Member), [
            session.stamps() | {"id": f"{id}m", "household_id": id, "relation": "self", "name": own, "phone": own,
            "occupation": own, "birth_date": date(1989, 3, 1)}
            for id, own in families
        ])  # fmt: skip


@example("a\rb")  # one bare CR made the whole file unreadable
@example("\r\n ,;\\n")
@given(TEXTS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_in_any_field_comes_back(store: Store, actor: Actor, tmp_path: Path, words: str) -> None:
    put(store, actor, words)
    path = tmp_path / "cards.vcf"
    assert customers.export_cards(store, path) == 2
    raw = path.read_bytes()
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    assert b"\r" not in raw.replace(b"\r\n", b"") and b"\n" not in raw.replace(b"\r\n", b"")
    first, second = vobject.readComponents(raw.decode())
    wanted = clean(words)
    assert (second.fn.value, second.tel.value, second.categories.value) == ("王芳", "王芳", ["王芳", "VIP"])
    assert (first.fn.value, first.n.value.family) == (wanted, wanted)
    if words:
        assert (first.adr.value.street, first.adr.value.city) == (wanted, wanted)
    for name in ("tel", "email", "x_wechat", "title"):
        assert getattr(first, name).value == wanted if words else name not in first.contents
    assert first.bday.value == "1989-03-01"
