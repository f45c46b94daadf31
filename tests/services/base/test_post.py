"""The team's post: cards, sealed packages, their row; what is lost, repeated, forged, or meant for others."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from app.enums import Arrival, ItemState, Language, PeerRole, PeerState
from app.errors import InputError
from app.services.base.post import cards, identity, items, mailbox, messages, peers, receiving, sealing, spoken
from app.services.front import post
from tests.services.post import Office, Team, copied, know, office, team, went_back


def say(one: Office, folder: Path, text: str, to: str | None = None) -> None:
    whom = [one.peer(to)] if to else None
    one.send(folder, to=whom, letters=(messages.written(text),))


def texts(one: Office) -> list[str]:
    with_all = [items.shown(one.store, row.id, post.kind_of, Language.EN) for row in items.recent(one.store)]
    return sorted(part.theirs["text"] for shown in with_all for part in shown.parts)


def test_a_card_is_whole_or_none(tmp_path: Path) -> None:
    with team(tmp_path, 0) as t:
        text = cards.text_of(t.lead.store, t.lead.actor)
        card = cards.read(f"  {text[:50]}\n {text[50:]} ")
        assert (card.code, card.name) == ("L001", "周静")
        path = tmp_path / "lead.nfcard"
        cards.write_file(t.lead.store, t.lead.actor, path)
        assert cards.read_file(path) == card
        for at in range(0, len(text), 3):
            other = "A" if text[at] != "A" else "B"
            changed = text[:at] + other + text[at + 1 :]
            if at == len(text) - 1:
                continue  # its last bits may be padding
            with pytest.raises(InputError) as caught:
                cards.read(changed)
            assert caught.value.problems[0].code == "post_card"
        with pytest.raises(InputError, match="post_own_card"):
            peers.meet(t.lead.store, t.lead.actor, card, PeerRole.AGENT)


def test_the_words_are_the_same_thing_in_both_languages_and_differ_between_cards(tmp_path: Path) -> None:
    with team(tmp_path, 1) as t:
        publics = [identity.own(one.store, one.actor).public for one in (t.lead, t.agents[0])]
        zh, en = (spoken.words(publics[0], language) for language in (Language.ZH, Language.EN))
        assert len(zh) == len(en) == spoken.WORDS
        pairs = dict(spoken._list())
        assert tuple(pairs[word] for word in zh) == en
        assert spoken.words(publics[1], Language.ZH) != zh
        assert len({zh for zh, _ in spoken._list()}) == len({en for _, en in spoken._list()}) == 256


def test_the_picture_holds_the_card(tmp_path: Path) -> None:
    with team(tmp_path, 0) as t:
        for ending in (".svg", ".png"):
            path = tmp_path / f"card{ending}"
            cards.write_file(t.lead.store, t.lead.actor, path)
            assert path.stat().st_size > 500


def test_nothing_passes_before_the_words_were_compared(tmp_path: Path) -> None:
    with team(tmp_path, 1) as t:
        new = office(tmp_path / "new", "A900", "新人", t.clock)
        try:
            card = cards.read(cards.text_of(t.lead.store, t.lead.actor))
            peers.pin(new.store, new.actor, peers.meet(new.store, new.actor, card, PeerRole.LEAD).id)
            say(new, t.folder, "hello")
            assert t.lead.arrivals(t.folder) == [Arrival.STRANGER]
            met = peers.meet(
                t.lead.store, t.lead.actor, cards.read(cards.text_of(new.store, new.actor)), PeerRole.AGENT
            )
            assert met.state is PeerState.MET
            assert t.lead.arrivals(t.folder) == [Arrival.STRANGER]
            peers.pin(t.lead.store, t.lead.actor, met.id)
            assert t.lead.arrivals(t.folder) == [Arrival.NEW]
            assert texts(t.lead) == ["hello"]
        finally:
            new.store.close()


def test_applied_once_whatever_lies_there_how_often(tmp_path: Path) -> None:
    with team(tmp_path, 1) as t:
        (agent,) = t.agents
        say(t.lead, t.folder, "one")
        (path,) = t.folder.glob("*.nfpost")
        shutil.copyfile(path, t.folder / "L001 (conflicted copy).nfpost")
        assert sorted(agent.arrivals(t.folder)) == [Arrival.ALREADY, Arrival.NEW]
        assert agent.arrivals(t.folder) == [Arrival.ALREADY, Arrival.ALREADY]
        assert texts(agent) == ["one"]


def test_a_lost_file_is_written_again_until_it_is_known_to_have_come(tmp_path: Path) -> None:
    with team(tmp_path, 1) as t:
        (agent,) = t.agents
        say(t.lead, t.folder, "one")
        (path,) = t.folder.glob("*.nfpost")
        path.unlink()
        say(t.lead, t.folder, "two")
        assert agent.arrivals(t.folder) == [Arrival.NEW, Arrival.NEW]
        assert t.lead.peer("A001").open_packages == 2
        agent.put(t.folder)
        assert t.lead.arrivals(t.folder) == [Arrival.NEW]
        assert t.lead.peer("A001").open_packages == 0
        assert t.lead.put(t.folder).path is None, "nobody lacks anything: the file is gone"
        assert not path.exists()


def test_a_gap_waits_for_what_is_missing(tmp_path: Path) -> None:
    with team(tmp_path, 1) as t:
        (agent,) = t.agents
        say(t.lead, t.folder, "one")
        (path,) = t.folder.glob("*.nfpost")
        first = path.read_bytes()
        say(t.lead, t.folder, "two")
        both = path.read_bytes()
        second = tmp_path / "second.nfpost"
        packages = list(mailbox._packages(path, alone=True))
        assert len(packages) == 2 and packages[1] is not None
        second.write_bytes(first.partition(b"\n")[0] + b"\n" + len(packages[1]).to_bytes(4) + packages[1])
        (came,) = agent.take(second)
        assert (came.arrival, came.number, came.wanted) == (Arrival.GAP, 2, 1)
        assert texts(agent) == []
        path.write_bytes(both)
        assert agent.arrivals(t.folder) == [Arrival.NEW, Arrival.NEW]
        assert texts(agent) == ["one", "two"]


def test_one_file_for_all_and_each_reads_only_what_is_for_him(tmp_path: Path) -> None:
    with team(tmp_path, 3) as t:
        say(t.lead, t.folder, "for all")
        say(t.lead, t.folder, "for the second", to="A002")
        assert len(list(t.folder.glob("*.nfpost"))) == 1
        for agent in t.agents:
            agent.take(t.folder)
        assert [texts(agent) for agent in t.agents] == [["for all"], ["for all", "for the second"], ["for all"]]


def test_somebody_who_left_gets_nothing_and_nothing_of_his_is_taken(tmp_path: Path) -> None:
    with team(tmp_path, 2) as t:
        peers.end(t.lead.store, t.lead.actor, t.lead.peer("A001").id)
        say(t.lead, t.folder, "after")
        gone, stays = t.agents
        assert gone.arrivals(t.folder) == []
        assert stays.arrivals(t.folder) == [Arrival.NEW]
        say(gone, t.folder, "still here")
        assert t.lead.arrivals(t.folder) == [Arrival.ENDED]
        assert texts(t.lead) == []


def test_a_new_computer_is_pinned_anew_and_the_old_keys_end(tmp_path: Path) -> None:
    with team(tmp_path, 1) as t:
        (old,) = t.agents
        say(t.lead, t.folder, "one")
        new = office(tmp_path / "laptop", "A001", "组员1", t.clock)
        try:
            card = cards.read(cards.text_of(new.store, new.actor))
            met = peers.meet(t.lead.store, t.lead.actor, card, PeerRole.AGENT)
            assert met.replaces
            know(t.lead, new, PeerRole.AGENT, PeerRole.LEAD)
            states = [one.state for one in peers.everyone(t.lead.store)]
            assert states == [PeerState.PINNED, PeerState.ENDED]
            say(t.lead, t.folder, "two")
            assert new.arrivals(t.folder) == [Arrival.NEW]
            assert texts(new) == ["two"]
            say(old, t.folder, "from the lost one")
            assert t.lead.arrivals(t.folder) == [Arrival.ENDED]
        finally:
            new.store.close()


def test_new_keys_are_believed_once_the_words_are_compared_again(tmp_path: Path) -> None:
    with team(tmp_path, 1) as t:
        (agent,) = t.agents
        say(agent, t.folder, "before")
        exchange(t)
        peers.renew(agent.store, agent.actor)
        say(agent, t.folder, "after")
        assert Arrival.STRANGER in t.lead.arrivals(t.folder)
        know(t.lead, agent, PeerRole.AGENT, PeerRole.LEAD)
        say(t.lead, t.folder, "welcome back", to="A001")
        exchange(t)
        assert texts(t.lead) == ["after", "before"]
        assert texts(agent) == ["welcome back"]


def exchange(t: Team, rounds: int = 4) -> None:
    everyone = [t.lead, *t.agents]
    for _ in range(rounds):
        for one in everyone:
            one.put(t.folder)
        for one in everyone:
            one.take(t.folder)


@pytest.mark.parametrize("who", ["lead", "agent", "both"])
def test_who_went_back_to_an_older_copy_gets_everything_again(tmp_path: Path, who: str) -> None:
    with team(tmp_path, 2) as t:
        agent = t.agents[0]
        say(t.lead, t.folder, "down 1")
        say(agent, t.folder, "up 1")
        exchange(t)
        copies = {"lead": copied(t.lead), "agent": copied(agent)}
        say(t.lead, t.folder, "down 2")
        say(agent, t.folder, "up 2")
        exchange(t)
        for name, one in (("lead", t.lead), ("agent", agent)):
            if who in (name, "both"):
                went_back(one, copies[name], t.clock)
        say(t.lead, t.folder, "down 3")
        say(agent, t.folder, "up 3")
        exchange(t, 6)
        lacking = {"lead": "up", "agent": "down"}
        for name, one in (("lead", t.lead), ("agent", agent)):
            wanted = {f"{lacking[name]} 1", f"{lacking[name]} 3"}
            if who != "both":
                wanted.add(f"{lacking[name]} 2")
            assert wanted <= set(texts(one)), name
        assert t.lead.peer("A001").open_packages == agent.peer("L001").open_packages == 0
        assert {"down 1", "down 3"} <= set(texts(t.agents[1]))
        if who == "agent":
            assert t.lead.peer("A001").went_back
        elif who == "lead":
            assert agent.peer("L001").went_back
        # where both went back to one moment, nobody is left who could tell


def test_two_stores_with_the_same_keys_are_told(tmp_path: Path) -> None:
    with team(tmp_path, 1) as t:
        (agent,) = t.agents
        copy = copied(agent)
        say(agent, t.folder, "the true one")
        t.lead.take(t.folder)
        went_back(agent, copy, t.clock)
        say(agent, t.folder, "another of the same number")
        assert t.lead.arrivals(t.folder) == [Arrival.FORK]
        assert texts(t.lead) == ["the true one"]
        assert t.lead.peer("A001").went_back


def test_what_a_lead_may_send_an_agent_may_not(tmp_path: Path) -> None:
    with team(tmp_path, 1) as t:
        (agent,) = t.agents
        forged = post.Item("targets", {"week|2026-11-23|calls|target": {"value": 1, "starts_on": "2026-11-23"}})
        agent.send(t.folder, letters=(forged,))
        t.lead.take(t.folder)
        (row,) = items.waiting(t.lead.store)
        shown = items.shown(t.lead.store, row.id, post.kind_of, Language.EN)
        assert shown.problem is not None and shown.problem.code == "post_not_theirs"
        with pytest.raises(InputError, match="post_not_theirs"):
            items.take(t.lead.store, t.lead.actor, row.id, post.kind_of)
        items.refuse(t.lead.store, t.lead.actor, row.id)
        assert [one.state for one in items.recent(t.lead.store)] == [ItemState.REFUSED]


def test_a_kind_of_a_newer_program_waits(tmp_path: Path) -> None:
    with team(tmp_path, 1) as t:
        t.lead.send(t.folder, letters=(post.Item("holograms", {"a": 1}),))
        (agent,) = t.agents
        assert agent.arrivals(t.folder) == [Arrival.NEW]
        (row,) = items.waiting(agent.store)
        with pytest.raises(InputError, match="post_kind_unknown"):
            items.take(agent.store, agent.actor, row.id, post.kind_of)


def test_a_flipped_bit_or_a_cut_file_is_never_taken(tmp_path: Path, soak: bool) -> None:
    """2,000 mutations; 100,000 with --soak: none is accepted, and each is an answer, not a traceback."""
    with team(tmp_path, 1) as t:
        (agent,) = t.agents
        say(t.lead, t.folder, "一封信，里面有几行字，够长才好改动。" * 20)
        (path,) = t.folder.glob("*.nfpost")
        whole = path.read_bytes()
        own = identity.own(agent.store, agent.actor)
        dice = random.Random(23)
        accepted = 0
        for _ in range(100_000 if soak else 2_000):
            content = mutated(whole, dice)
            if content == whole:
                continue
            path.write_bytes(content)
            for package in mailbox._packages(path, alone=True):
                if package is None:
                    continue
                came = receiving.receive(agent.store, agent.actor, own, package)
                if came.arrival is Arrival.NEW:
                    accepted += package not in whole
        assert accepted == 0
        path.write_bytes(whole)
        agent.take(t.folder)
        assert len(texts(agent)) == 1


def mutated(whole: bytes, dice: random.Random) -> bytes:
    content = bytearray(whole)
    kind = dice.randrange(5)
    at = dice.randrange(len(content))
    if kind == 0:
        content[at] ^= 1 << dice.randrange(8)
    elif kind == 1:
        del content[at : at + dice.randrange(1, 40)]
    elif kind == 2:
        content[at:at] = dice.randbytes(dice.randrange(1, 40))
    elif kind == 3:
        del content[at:]
    else:
        end = dice.randrange(len(content))
        content[at : at + 16] = content[end : end + 16]
    return bytes(content)


STRANGE = [
    {}, [], 1, None, {"items": 1}, {"to": {}}, {"to": {"KEY": [0, ""]}}, {"to": {"KEY": [-1, ""]}},
    {"to": {"KEY": [True, ""]}}, {"to": {"KEY": [10**30, ""]}}, {"to": {"KEY": ["1", ""]}}, {"to": {"KEY": [1, None]}},
    {"to": {"KEY": [1]}}, {"seen": {}}, {"seen": {"KEY": 3}}, {"head": None}, {"head": [1, "x" * 99]},
    {"made_at": "yesterday"}, {"made_at": "2026-11-24T08:00:00"}, {"made_at": 3}, {"from": "somebody else"},
    {"items": [{}]}, {"items": [{"kind": "", "content": {}}]}, {"items": [{"kind": "x" * 99, "content": {}}]},
    {"items": [{"kind": "message", "content": []}]}, {"items": [{"kind": "message", "content": {"k" * 999: 1}}]},
    {"items": [None]}, {"items": [{"kind": "message"}] * 999},
]  # fmt: skip


@pytest.mark.parametrize("change", STRANGE, ids=lambda one: str(one)[:40])
def test_a_signed_package_is_looked_at_as_if_a_stranger_had_written_it(tmp_path: Path, change: object) -> None:
    with team(tmp_path, 1) as t:
        (agent,) = t.agents
        lead, own = identity.own(t.lead.store, t.lead.actor), identity.own(agent.store, agent.actor)
        key = own.public.key
        sound = {
            "id": "1", "from": lead.public.key, "made_at": "2026-11-24T08:00:00+00:00", "to": {key: [1, ""]},
            "seen": {key: [0, ""]}, "head": [1, "a"], "items": [],
        }  # fmt: skip
        document = change
        if isinstance(change, dict) and change:
            document = sound | {
                name: {key: value["KEY"]} if isinstance(value, dict) and "KEY" in value else value
                for name, value in change.items()
            }
        letter, _ = sealing.signed(lead, document)  # type: ignore[arg-type]
        came = receiving.receive(agent.store, agent.actor, own, sealing.sealed(letter, [own.public]))
        assert came.arrival is Arrival.DAMAGED
        good, _ = sealing.signed(lead, sound)
        assert (
            receiving.receive(agent.store, agent.actor, own, sealing.sealed(good, [own.public])).arrival is Arrival.NEW
        )


def test_a_letter_passed_on_to_somebody_else_is_none(tmp_path: Path) -> None:
    """The first agent opens what the lead wrote to him and seals it again for the second."""
    with team(tmp_path, 2) as t:
        first, second = t.agents
        say(t.lead, t.folder, "only for the first", to="A001")
        (path,) = t.folder.glob("*.nfpost")
        (package,) = mailbox._packages(path, alone=True)
        assert package is not None
        letter = sealing.opened(package, identity.own(first.store, first.actor))
        assert letter is not None
        own = identity.own(second.store, second.actor)
        again = sealing.sealed(bytes.fromhex(letter.sender) + letter.signature + letter.content, [own.public])
        assert receiving.receive(second.store, second.actor, own, again).arrival is Arrival.DAMAGED


def test_a_bomb_is_refused(tmp_path: Path) -> None:
    with team(tmp_path, 1) as t:
        (agent,) = t.agents
        own = identity.own(agent.store, agent.actor)
        package = sealing.sealed(bytes(sealing.LARGEST + 1), [own.public])
        assert len(package) < 1 << 20
        assert receiving.receive(agent.store, agent.actor, own, package).arrival is Arrival.DAMAGED


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with team(tmp_path, 1) as t:
        for act in (t.lead.put, t.lead.take):
            with pytest.raises(InputError, match="post_folder"):
                act(tmp_path / "nowhere")


def test_foreign_files_in_the_folder_harm_nothing(tmp_path: Path) -> None:
    with team(tmp_path, 1) as t:
        (agent,) = t.agents
        say(t.lead, t.folder, "one")
        (t.folder / "x.nfpost").write_bytes(b"")
        (t.folder / "y.nfpost").write_bytes(b"PK\x03\x04 something")
        (t.folder / "z.nfpost").mkdir()
        (t.folder / "w.nfcard").write_bytes(b"\xff\xfe")
        (t.folder / "notes.txt").write_text("hi")
        found = sorted(came.arrival for came in agent.take(t.folder))
        assert found == [Arrival.DAMAGED, Arrival.DAMAGED, Arrival.NEW]
        assert mailbox.cards_in(t.folder) == []
