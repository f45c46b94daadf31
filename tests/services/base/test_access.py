"""Passwords, the recovery key and the keyslot file: who gets in, and who does not."""

from __future__ import annotations

import json
import random
import time
from pathlib import Path

import pytest

from app.cli.main import main
from app.errors import InputError, NeedfolioError, StoreError
from app.services.base import access, backup, restoring, settings
from app.services.base.store import Actor, Store, keys, place, recovery, slots, tries
from app.services.base.store.keys import keyslot_path
from app.services.base.store.passwords import check_password
from tests.conftest import CHEAP, PASSWORD

NEWER = "four things: kite pear lamp"


def opens(path: Path, password: str) -> bool:
    try:
        Store.open(path, password).close()
    except StoreError as error:
        assert error.problems[0].code == "wrong_password"
        return False
    return True


def test_a_changed_password_opens_and_the_one_before_does_not(
    store: Store, actor: Actor, store_file: Path, tmp_path: Path
) -> None:
    before = backup.back_up(store, tmp_path / "usb")
    access.change_password(store, actor, PASSWORD, NEWER, cost=CHEAP)
    store.close()
    assert not opens(store_file, PASSWORD)
    assert opens(store_file, NEWER)
    assert opens(before, PASSWORD), "a copy keeps the password it was made with"
    assert not place.beside(store_file, place.OLD_KEYS).exists(), "the generation before would open with the old one"


@pytest.mark.parametrize(
    ("old", "new", "code", "field"),
    [
        ("wrong password it is", NEWER, "wrong_password", "old"),
        (PASSWORD, "short", "password_short", "new"),
        (PASSWORD, "李敏李敏李敏李敏李敏李敏", "password_guessed", "new"),
        (PASSWORD, "password12345678", "password_guessed", "new"),
        (PASSWORD, "woaini5201314", "password_guessed", "new"),
    ],
)
def test_a_poor_change_changes_nothing(
    store: Store, actor: Actor, store_file: Path, old: str, new: str, code: str, field: str
) -> None:
    slot = keyslot_path(store_file).read_bytes()
    with pytest.raises(InputError) as caught:
        access.change_password(store, actor, old, new, cost=CHEAP)
    (problem,) = caught.value.problems
    assert (problem.code, problem.place.field) == (code, field)
    assert keyslot_path(store_file).read_bytes() == slot


def test_full_width_letters_are_the_same_password(store_file: Path) -> None:
    """An input method left on must not lock anybody out."""
    assert opens(store_file, "ｃｏｒｒｅｃｔ　ｈｏｒｓｅ")


@pytest.mark.parametrize(
    "password", ["风筝 梨子 灯笼 乌鸦", "kite pear lamp crow", "twelve letters of mine", "风筝梨子灯笼乌鸦海浪石头"]
)
def test_four_words_or_twelve_characters_will_do(password: str) -> None:
    check_password(password)


def test_after_five_wrong_passwords_one_waits_also_after_a_new_start(
    store_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 1_000_000.0
    monkeypatch.setattr(time, "time", lambda: now)
    for _ in range(5):
        assert not opens(store_file, "not this one")
    for password in ("not this one", PASSWORD):
        with pytest.raises(StoreError) as caught:
            Store.open(store_file, password)
        (problem,) = caught.value.problems
        assert (problem.code, problem.values["count"]) == ("password_wait", 2)
    now += 1.5
    assert not opens(store_file, "not this one")
    now += 1.5
    with pytest.raises(StoreError, match="password_wait"):
        Store.open(store_file, PASSWORD)
    now -= 500_000  # a clock put back neither ends the wait nor lengthens it
    with pytest.raises(StoreError, match="password_wait"):
        Store.open(store_file, PASSWORD)
    now += 3
    assert opens(store_file, PASSWORD)
    assert not tries.tries_path(store_file).exists()


def test_the_wait_grows_to_five_minutes_and_no_further() -> None:
    waits = [tries.wait(failures) for failures in range(40)]
    assert waits[:8] == [0, 0, 0, 0, 0, 1, 2, 4]
    assert waits == sorted(waits)
    assert max(waits) == 300


@pytest.mark.parametrize("content", ["", "{", "[]", '{"failures": "x"}', '{"failures": 1e400, "at": 0}', "\x00" * 9])
def test_a_broken_count_of_tries_locks_nobody_out(store_file: Path, content: str) -> None:
    tries.tries_path(store_file).write_text(content)
    assert opens(store_file, PASSWORD)


def recovered(store: Store, actor: Actor) -> str:
    text = access.new_recovery_key()
    access.keep_recovery_key(store, actor, text, 2, recovery.groups(text)[2].lower())
    return text


def test_the_recovery_key_opens_with_a_new_password(store: Store, actor: Actor, store_file: Path) -> None:
    settings.write(store, actor, "colour", "red")
    assert not access.state(store).recovery
    text = recovered(store, actor)
    assert access.state(store).recovery
    store.close()
    access.recover(store_file, f" {text.lower().replace('-', ' ')} ", NEWER, cost=CHEAP)
    assert not opens(store_file, PASSWORD)
    opened = Store.open(store_file, NEWER)
    assert settings.read(opened, "colour") == "red"
    opened.close()


def test_a_recovery_key_not_written_down_is_not_kept(store: Store, actor: Actor) -> None:
    text = access.new_recovery_key()
    with pytest.raises(InputError, match="recovery_group"):
        access.keep_recovery_key(store, actor, text, 2, recovery.groups(text)[3])
    assert not access.state(store).recovery


def test_only_the_latest_recovery_key_opens(store: Store, actor: Actor, store_file: Path) -> None:
    first, second = recovered(store, actor), recovered(store, actor)
    store.close()
    with pytest.raises(StoreError, match="wrong_recovery"):
        access.recover(store_file, first, NEWER, cost=CHEAP)
    assert opens(store_file, PASSWORD)
    access.recover(store_file, second, NEWER, cost=CHEAP)
    assert opens(store_file, NEWER)


def test_a_store_without_a_recovery_key_says_so(store_file: Path) -> None:
    with pytest.raises(StoreError, match="recovery_none"):
        access.recover(store_file, access.new_recovery_key(), NEWER, cost=CHEAP)


def test_every_wrong_letter_of_a_recovery_key_is_seen() -> None:
    chance = random.Random(11)
    for _ in range(40):
        text = recovery.told(secret := chance.randbytes(20))
        assert recovery.read(text) == secret
        letters = recovery.plain(text)
        assert len(letters) == 33
        for index, letter in enumerate(letters):
            other = chance.choice([one for one in recovery.LETTERS if one != letter])
            with pytest.raises(InputError, match="recovery_shape"):
                recovery.read(letters[:index] + other + letters[index + 1 :])


def test_letters_that_look_alike_are_one() -> None:
    text = recovery.told(bytes(range(20)))
    assert recovery.read(text.replace("0", "o").replace("1", "l")) == bytes(range(20))


def test_a_new_data_key_makes_what_was_stolen_worthless(store: Store, actor: Actor, store_file: Path) -> None:
    settings.write(store, actor, "colour", "red")
    recovered(store, actor)
    stolen, steps = store.data_key, store.steps()
    store.close()
    aside = access.new_data_key(store_file, PASSWORD, cost=CHEAP)
    assert aside is not None
    opened = Store.open(store_file, PASSWORD)
    assert opened.data_key != stolen
    assert settings.read(opened, "colour") == "red"
    assert opened.steps() == steps
    assert opened.faults() == []
    assert not access.state(opened).recovery, "it belonged to the old key"
    opened.close()
    with pytest.raises(StoreError):
        Store.unlocked(store_file, lambda _: stolen)
    seen = restoring.preview(aside, restoring.by_password(PASSWORD))
    assert seen.steps == steps.steps


def test_torn_keys_are_read_from_the_generation_before(store: Store, actor: Actor, store_file: Path) -> None:
    access.change_password(store, actor, PASSWORD, NEWER, cost=CHEAP)
    store.close()
    keyslot_path(store_file).write_text("{")
    assert opens(store_file, PASSWORD)
    assert keys.read_key(store_file, PASSWORD)
    assert json.loads(keyslot_path(store_file).read_text())["format"] == slots.FORMAT


def test_no_slot_can_be_taken_from_another_store_or_weakened(store_file: Path) -> None:
    slot = json.loads(keyslot_path(store_file).read_text())
    (password,) = slot["slots"]
    for change in (
        {"store": "0" * 32},
        {"slots": [password | {"account": "A002"}]},
        {"slots": [password | {"version": 9}]},
        {"slots": [password | {"passes": 2}]},
    ):
        keyslot_path(store_file).write_text(json.dumps(slot | change))
        assert not opens(store_file, PASSWORD)


def test_mangled_key_files_are_refused_in_words(store_file: Path, soak: bool) -> None:
    """Each ends in a sentence, none in a fault of ours, none in an open store with another key."""
    whole, chance = keyslot_path(store_file).read_text(), random.Random(5)
    true = keys.read_key(store_file, PASSWORD)
    values = ["null", "[]", "{}", '""', "-1", "1e9", "true", '"x"', "[[[[1]]]]", '{"role": "password"}']
    refused = 0
    for _ in range(20_000 if soak else 400):
        text = whole
        for _ in range(chance.randrange(1, 3)):
            start = chance.randrange(len(text))
            end = start + chance.randrange(0, 40)
            text = text[:start] + chance.choice([*values, "", chr(chance.randrange(32, 127))]) + text[end:]
        keyslot_path(store_file).write_text(text)
        try:
            assert keys.read_key(store_file, PASSWORD) == true
        except NeedfolioError as error:
            assert error.problems[0].code in ("keys_damaged", "wrong_password")
            refused += 1
    assert refused > 300


def test_the_command_line_changes_recovers_and_encrypts_anew(
    store_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def said(variable: str, text: str) -> None:
        path = tmp_path / f"{variable}.txt"
        path.write_text(text + "\n", encoding="utf-8")
        monkeypatch.setenv(variable, str(path))

    def run(*arguments: str) -> str:
        assert main(["password", *arguments, "--store", str(store_file), "--json"]) == 0
        return capsys.readouterr().out

    said("NEEDFOLIO_PASSWORD_FILE", PASSWORD)
    said("NEEDFOLIO_NEW_PASSWORD_FILE", NEWER)
    key = json.loads(run("recovery-key"))["recovery_key"]
    run("change")
    assert not opens(store_file, PASSWORD)
    said("NEEDFOLIO_RECOVERY_FILE", key)
    said("NEEDFOLIO_NEW_PASSWORD_FILE", PASSWORD)
    run("recover")
    assert opens(store_file, PASSWORD)
    kept = json.loads(run("new-data-key"))["kept"]
    assert opens(store_file, PASSWORD)
    assert opens(Path(kept), PASSWORD)
    said("NEEDFOLIO_NEW_PASSWORD_FILE", "short")
    assert main(["password", "change", "--store", str(store_file), "--language", "en"]) == 2
    assert "at least 12 characters" in capsys.readouterr().err


def test_check_says_which_steps_are_missing(
    store_file: Path, actor: Actor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "password.txt").write_text(PASSWORD, encoding="utf-8")
    monkeypatch.setenv("NEEDFOLIO_PASSWORD_FILE", str(tmp_path / "password.txt"))
    store = Store.open(store_file, PASSWORD)
    before = store_file.read_bytes()
    settings.write(store, actor, "colour", "red")
    store.close()
    store_file.write_bytes(before)
    assert main(["check", "--store", str(store_file), "--json", "--language", "en"]) == 2
    out = capsys.readouterr()
    assert json.loads(out.out) == {"sound": False, "missing_steps": 1}
    assert "1 saved step is missing here" in out.err
