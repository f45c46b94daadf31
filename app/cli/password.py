"""``password change | recover | recovery-key | new-data-key | card | helper | help``: who gets into a store."""

from __future__ import annotations

from pathlib import Path

from app.cli.call import Call, Commands, Reply
from app.errors import Place, bad_input
from app.services.base import access, agents, escrow
from app.services.base.store import recovery

WAYS = ("change", "recover", "recovery-key", "new-data-key", "card", "helper", "help")


def register(commands: Commands) -> None:
    parser = commands.add("password", run)
    parser.add_argument("way", choices=WAYS, metavar="|".join(WAYS), help=commands.say("cli.password.way"))
    parser.add_argument("--card", default="", metavar="TEXT", help=commands.say("cli.password.card"))
    parser.add_argument("--lead", default="", metavar="NAME", help=commands.say("cli.password.lead"))
    parser.add_argument("--keys", type=Path, metavar="FILE", help=commands.say("cli.password.keys"))


def run(call: Call) -> Reply:
    ways = {"change": _change, "recover": _recover, "recovery-key": _recovery_key, "new-data-key": _new_data_key}
    ways |= {"card": _card, "helper": _helper, "help": _help}
    return ways[call.args.way](call)


def _change(call: Call) -> Reply:
    old = call.password()
    with call.store(old) as store:
        access.change_password(store, agents.me(store), old, call.new_password())
    return Reply({"changed": True}, [call.say("cli.password.changed")])


def _recover(call: Call) -> Reply:
    access.recover(call.store_path, call.recovery_key(), call.new_password())
    return Reply({"changed": True}, [call.say("cli.password.changed")])


def _recovery_key(call: Call) -> Reply:
    """Printed once. Who runs a command may keep what it prints; the window asks for a group typed back."""
    text = access.new_recovery_key()
    with call.store() as store:
        access.keep_recovery_key(store, agents.me(store), text, 0, recovery.groups(text)[0])
    return Reply({"recovery_key": text}, [text, call.say("cli.password.recovery")])


def _new_data_key(call: Call) -> Reply:
    kept = access.new_data_key(call.store_path, call.password())
    return Reply({"kept": str(kept)}, [call.say("cli.password.data_key", path=kept)])


def _card(call: Call) -> Reply:
    with call.store() as store:
        text = escrow.card(store, agents.me(store))
    spoken = escrow.spoken(text)
    return Reply({"card": text, "spoken": spoken}, [text, call.say("cli.password.spoken", numbers=spoken)])


def _helper(call: Call) -> Reply:
    """Without a card nobody could help any more."""
    with call.store() as store:
        if call.args.card:
            escrow.opt_in(store, agents.me(store), call.args.card, call.args.lead)
        else:
            escrow.opt_out(store, agents.me(store))
        helper = access.state(store).escrow
    spoken = escrow.spoken(call.args.card) if call.args.card else ""
    return Reply(
        {"helper": helper, "spoken": spoken}, [call.say("cli.password.spoken", numbers=spoken)] if spoken else []
    )


def _help(call: Call) -> Reply:
    if call.args.keys is None:
        raise bad_input("required", Place(field="--keys"))
    with call.store() as store:
        escrow.help_with(store, call.args.keys, call.new_password())
    return Reply({"keys": str(call.args.keys)}, [call.say("cli.password.helped", path=call.args.keys)])
