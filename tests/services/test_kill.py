"""Nothing that was acknowledged is lost when the process dies at any moment."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

from sqlalchemy import select

from app.models import Setting
from app.services.store import Store
from tests.conftest import PASSWORD

WRITER = """
import sys
from pathlib import Path
from app.services import settings
from app.services.store import Actor, Store
store = Store.open(Path(sys.argv[1]), sys.argv[2])
number = int(sys.argv[3])
print("ready", flush=True)
while True:
    settings.write(store, Actor("A001", ""), f"k{number}", "x" * 2000)
    print(number, flush=True)
    number += 1
"""


def test_acknowledged_writes_survive_kill(store_file: Path, soak: bool) -> None:
    chance = random.Random(20261124)
    acknowledged = 0
    for _ in range(200 if soak else 8):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(store_file), PASSWORD, str(acknowledged)],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n"
        for _ in range(chance.randrange(1, 60)):
            acknowledged = int(writer.stdout.readline()) + 1
        writer.kill()
        for line in writer.stdout:
            if line.strip().isdigit() and line.endswith("\n"):
                acknowledged = int(line) + 1
        writer.wait()

        store = Store.open(store_file, PASSWORD)
        with store.read() as session:
            kept = {key for key in session.scalars(select(Setting.key)) if key.startswith("k")}
        assert {f"k{number}" for number in range(acknowledged)} <= kept
        assert store.faults() == []
        acknowledged = len(kept)
        store.close()
