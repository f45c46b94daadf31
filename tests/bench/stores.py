"""Stores of a stated size, the same for the same seed, made once per run."""

from __future__ import annotations

import atexit
import random
import shutil
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from app.models import Household, Member
from app.models.base.rows import new_id
from app.services.base import founding
from app.services.base.store import Actor, KeyCost, Store
from app.services.rules.base import names
from tools.report import ROOT

PASSWORD = "a password for the bench"
ACTOR = Actor("A001", "李敏")
CHEAP = KeyCost(memory_kib=64, passes=1, lanes=1)  # the password's cost is a choice, not a speed
SEED = 20261124
SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾萧田董袁潘蔡蒋余于杜叶程苏魏吕丁任沈姚卢"
GIVEN = "芳伟秀英娜敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂红玉华飞建国文辉力志永健世广义兴良海山仁波宁贵福生龙元全胜学祥"


@cache
def workplace() -> Path:
    """A folder on the disk of the checkout, gone at the end: durable writes are measured where stores live."""
    parent = ROOT / ".benchmarks"
    parent.mkdir(exist_ok=True)
    folder = Path(tempfile.mkdtemp(dir=parent))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def person(random_: random.Random) -> tuple[str, str]:
    """A name and a phone number that exist by chance only."""
    name = random_.choice(SURNAMES) + "".join(random_.choices(GIVEN, k=random_.choice((1, 2, 2, 2))))
    return name, f"1{random_.choice('35789')}{random_.randrange(10**9):09d}"


@cache
def store_file(customers: int) -> Path:
    """A closed store with that many households of one member each."""
    path = workplace() / f"{customers}.db"
    store = founding.found(path, PASSWORD, ACTOR, cost=CHEAP)
    households, members = rows(store, customers)
    with store.write(ACTOR, "bench.fill") as session:
        session.execute(insert(Household), households)
        session.execute(insert(Member), members)
    store.close()
    return path


def open_store(customers: int) -> Store:
    return Store.open(store_file(customers), PASSWORD)


def rows(store: Store, customers: int) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Households and their members, ready to insert."""
    random_ = random.Random(SEED)
    households, members = [], []
    with store.write(ACTOR, "bench.stamp") as session:
        stamps = session.stamps()
    for number in range(customers):
        name, phone = person(random_)
        code = f"C{number + 1:06d}"
        household, member = new_id(), new_id()
        households.append(
            {
                **stamps,
                "id": household,
                "code": code,
                "name": name,
                "phone": phone,
                "sort_key": names.sort_key(name),
                "search_key": names.search_key([names.Person(name, phone)], (code,)),
                "contact_id": member,
                "agent_code": ACTOR.code,
                "stage": "S0",
                "city": "上海",
            }
        )
        members.append(
            {**stamps, "id": member, "household_id": household, "relation": "self", "name": name, "phone": phone}
        )
    return households, members
