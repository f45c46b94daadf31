"""Help by the lead: only where it was asked for, only by the lead whose card was taken, and it always shows."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.errors import InputError, StoreError
from app.services.base import access, escrow, founding
from app.services.base.store import Actor, Store
from app.services.base.store.keys import keyslot_path
from tests.conftest import CHEAP, PASSWORD

LEAD = Actor("L001", "赵主管")
NEWER = "four things: kite pear lamp"


@pytest.fixture
def lead(tmp_path: Path) -> Iterator[Store]:
    store = founding.found(tmp_path / "lead" / "needfolio.db", PASSWORD, LEAD, cost=CHEAP)
    yield store
    store.close()


def sent(store_file: Path, folder: Path) -> Path:
    """The key file alone, as the agent sends it."""
    folder.mkdir()
    return Path(shutil.copyfile(keyslot_path(store_file), folder / keyslot_path(store_file).name))


def test_who_lost_everything_is_helped_by_the_lead(
    store: Store, actor: Actor, store_file: Path, lead: Store, tmp_path: Path
) -> None:
    card = escrow.card(lead, LEAD)
    assert escrow.card(lead, LEAD) == card
    assert escrow.spoken(card) == escrow.spoken(f" {card[:20]}\n{card[20:]} ")
    escrow.opt_in(store, actor, card, "赵主管")
    assert access.state(store).escrow == "赵主管"
    store.close()
    file = sent(store_file, tmp_path / "mail")
    escrow.help_with(lead, file, NEWER, cost=CHEAP)
    shutil.copyfile(file, keyslot_path(store_file))
    opened = Store.open(store_file, NEWER)
    assert access.state(opened).escrow == "赵主管"
    opened.close()


def test_nobody_is_helped_who_did_not_ask_or_asked_another(
    store: Store, actor: Actor, store_file: Path, lead: Store, tmp_path: Path
) -> None:
    with pytest.raises(StoreError, match="escrow_none"):
        escrow.help_with(lead, sent(store_file, tmp_path / "first"), NEWER, cost=CHEAP)
    other = founding.found(tmp_path / "other" / "needfolio.db", PASSWORD, LEAD, cost=CHEAP)
    escrow.opt_in(store, actor, escrow.card(other, LEAD), "别人")
    escrow.card(lead, LEAD)
    with pytest.raises(StoreError, match="escrow_none"):
        escrow.help_with(lead, sent(store_file, tmp_path / "second"), NEWER, cost=CHEAP)
    escrow.opt_out(store, actor)
    assert access.state(store).escrow == ""
    with pytest.raises(StoreError, match="escrow_none"):
        escrow.help_with(other, sent(store_file, tmp_path / "third"), NEWER, cost=CHEAP)
    other.close()


def test_each_wrong_letter_of_a_card_is_seen(lead: Store) -> None:
    card = escrow.card(lead, LEAD)
    for place in range(len(card)):
        wrong = card[:place] + ("A" if card[place] != "A" else "B") + card[place + 1 :]
        with pytest.raises(InputError, match="escrow_card"):
            escrow.spoken(wrong)
    for text in ("", "x", card[:-1], card + "A", "NFE1-" + "é" * 48):
        with pytest.raises(InputError, match="escrow_card"):
            escrow.spoken(text)


def test_a_change_of_password_leaves_the_lead_s_slot(store: Store, actor: Actor, lead: Store) -> None:
    escrow.opt_in(store, actor, escrow.card(lead, LEAD), "赵主管")
    access.change_password(store, actor, PASSWORD, NEWER, cost=CHEAP)
    assert access.state(store).escrow == "赵主管"
