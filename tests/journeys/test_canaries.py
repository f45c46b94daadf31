"""Twenty things nobody else may read are used for a day; then every file on the disk is searched for them.

The day ends by SIGKILL: the store with its log, backups, settings, the program's log, caches and temporary files are
as a thief would find them. What an export began is there until the next start, which removes it.
"""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from app.models import Setting
from app.services.base.store import Store, recovery
from app.services.people import customers

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
CANARIES = {
    "password": "kestrel plinth mango quartz", "agent": "上官金丝雀",
    "name": "欧阳金丝雀", "spouse": "司马百灵鸟",
    "phone": "13912345678", "id_number": "110101198603075137",
    "wechat": "wx_goldfinch_88", "email": "goldfinch@siskin.cn",
    "address": "梧桐里七十七弄九号", "notes": "他对自己的债务只字不提",
    "occupation": "钟表修复师傅", "activity": "他哭了很久才说出来",
    "product": "知更鸟终身寿险", "policy": "P7788990011223344",
    "case": "摔断左手腕的理赔", "details": "在黄山北海景区摔倒",
    "search": "mockingbirdsearch", "line": "nightingaleline",
    "fault": "交喙鸟的错误", "export": "红嘴蓝鹊的清单",
    "draft": "wagtaildraft", "recovery": "",
}  # fmt: skip
IN_EXPORTS = {"export"}
CODES = ("utf-8", "utf-16-le", "gb18030")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All that one user has, after the day."""
    folder = tmp_path_factory.mktemp("canaries")
    secrets = CANARIES | {"recovery": recovery.new()}
    (folder / "canaries.json").write_text(json.dumps(secrets), encoding="utf-8")
    for name in ("资料 夹", "桌面", "temporary", "config", "cache", "run"):
        (folder / name).mkdir(mode=0o700)
    done = subprocess.run(
        [sys.executable, str(HERE / "canary_day.py"), str(folder)], env=environment(folder), cwd=folder / "run",
        capture_output=True, encoding="utf-8", timeout=300,
    )  # fmt: skip
    assert done.stdout.strip().endswith("typed"), done.stderr
    return folder


def environment(folder: Path) -> dict[str, str]:
    places = {
        "HOME": folder, "NEEDFOLIO_HOME": folder / "资料 夹", "XDG_DATA_HOME": folder / "config",
        "TMPDIR": folder / "temporary",
        "XDG_CONFIG_HOME": folder / "config", "XDG_CACHE_HOME": folder / "cache", "TEMP": folder / "temporary",
        "XDG_RUNTIME_DIR": folder / "run", "TMP": folder / "temporary",
    }  # fmt: skip
    plain = {key: value for key, value in os.environ.items() if key != "MPLCONFIGDIR"}
    return plain | {key: str(value) for key, value in places.items()} | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}


def contents(path: Path) -> Iterator[bytes]:
    """Of a file, and of each file in it where it is an archive."""
    whole = path.read_bytes()
    yield whole
    if zipfile.is_zipfile(io.BytesIO(whole)):
        with zipfile.ZipFile(path) as archive:
            yield from (archive.read(name) for name in archive.namelist())


def found_in(root: Path) -> dict[str, set[str]]:
    """Which of the secrets stand in which file, by name, by content, in whichever code."""
    secrets = json.loads((root / "canaries.json").read_text(encoding="utf-8"))
    told: dict[str, set[str]] = {}
    for path in root.rglob("*"):
        if path.name == "canaries.json":
            continue
        parts = [os.fsencode(path.name), *(contents(path) if path.is_file() else ())]
        for name, text in secrets.items():
            wanted = [text.encode(code) for code in CODES]
            if any(word in part for part in parts for word in wanted):
                told.setdefault(str(path.relative_to(root)), set()).add(name)
    return told


@pytest.mark.skipif(os.name == "nt", reason="ended by a signal of POSIX")
def test_nobody_reads_in_any_file_what_the_day_was_about(folder: Path) -> None:
    assert len(CANARIES) >= 20
    store = Store.open(folder / "资料 夹" / "needfolio.db", CANARIES["password"])
    assert customers.search(store, CANARIES["name"]), "the day was about them"
    with store.read() as session:
        kept = json.dumps(session.scalars(select(Setting.value)).all(), ensure_ascii=False)
    store.close()
    assert CANARIES["draft"] in kept, "what was typed and not saved"

    told = found_in(folder)

    exported = told.pop(str(Path("桌面", "名单.xlsx")))
    assert {"name", "wechat", "address"} <= exported, "the search would see them"
    begun = {name: words for name, words in told.items() if words == IN_EXPORTS}
    assert len(begun) == 2, "what a killed export was writing: beside its target, and in our temporary folder"
    assert {name: words for name, words in told.items() if name not in begun} == {}


@pytest.mark.skipif(os.name == "nt", reason="ended by a signal of POSIX")
def test_the_next_start_removes_what_the_killed_export_left(folder: Path) -> None:
    code = "from app.services.base import temporary; temporary.begin()"
    subprocess.run([sys.executable, "-c", code], env=environment(folder), cwd=folder / "run", check=True, timeout=60)
    assert set(found_in(folder)) == {str(Path("桌面", "名单.xlsx"))}
    assert list((folder / "temporary").iterdir()) == []
