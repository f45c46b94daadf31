"""``password change | recover | recovery-key | new-data-key``: who gets into a store."""

from __future__ import annotations

from app.cli.call import Call, Commands, Reply
from app.services.base import access, agents
from app.services.base.store import recovery

WAYS = ("change", "recover", "recovery-key", "new-data-key")


def register(commands: Commands) -> None:
    parser = commands.add("password", run)
    parser.add_argument("way", choices=WAYS, metavar="|".join(WAYS), help=commands.say("cli.password.way"))


def run(call: Call) -> Reply:
    ways = {"change": _change, "recover": _recover, "recovery-key": _recovery_key, "new-data-key": _new_data_key}
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
