"""``demo --store F``: a store with the sample catalogue, the sample family and synthetic customers; ``demo --remove``
takes out of a store all that is made up."""

from __future__ import annotations

import argparse
from dataclasses import replace

from app.cli.call import Call, Commands, Reply
from app.errors import bad_input


def register(commands: Commands) -> None:
    parser = commands.add("demo", run)
    for name, default in (("customers", 100), ("agents", 1), ("weeks", 12), ("seed", 1)):
        text = commands.say(f"cli.demo.{name}")
        parser.add_argument(f"--{name}", type=_whole, default=default, metavar="N", help=text)
    parser.add_argument("--remove", action="store_true", help=commands.say("cli.demo.remove"))


def _whole(text: str) -> int:
    number = int(text)
    if not 0 <= number <= 1_000_000:
        raise argparse.ArgumentTypeError(text)
    return number


def run(call: Call) -> Reply:
    from app.services.base import founding
    from app.services.front import demo

    if call.args.remove:
        return _remove(call)
    path = call.store_path
    if path.exists():
        raise bad_input("store_exists", path=str(path))
    args = call.args
    store = founding.found(path, call.password(twice=True), replace(founding.FIRST_AGENT, name="李敏"))
    try:
        demo.sample_family(store)
        rows = demo.populate(store, customers=args.customers, agent_count=args.agents, weeks=args.weeks, seed=args.seed)
    finally:
        store.close()
    document = {"store": str(path), "rows": rows}
    return Reply(document, [call.say("cli.demo.done", path=path, customers=rows.get("household", 0))])


def _remove(call: Call) -> Reply:
    from app.services.base import agents
    from app.services.front import demo

    with call.store() as store:
        gone = demo.remove(store, agents.me(store))
    document = {"store": str(call.store_path), "households": gone.households, "products": gone.products,
                "kept": gone.kept}  # fmt: skip
    if not gone:
        return Reply(document, [call.say("cli.demo.none")])
    lines = [call.say("cli.demo.removed", count=gone.households, products=gone.products)]
    return Reply(document, lines + ([call.say("cli.demo.kept", count=gone.kept)] if gone.kept else []))
