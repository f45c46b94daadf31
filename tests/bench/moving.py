"""Many rows in at once: a customer list imported, and a workbook read."""

from __future__ import annotations

import csv
import random
from pathlib import Path
from typing import Any

from app.services.base import founding
from app.services.base.store import Store
from app.services.people import customers
from app.services.tables.tabular import read_tables
from tests.bench import stores
from tests.bench.measure import Result, interleaved, seconds
from tests.services.reading import import_customers

ROWS = 100_000
READ_ROUNDS = 3


def measure_import() -> list[Result]:
    """From a file to the last durable row, beside the bare insertion of the same rows with keys that are there."""
    folder = stores.workplace()
    file = folder / "customers.csv"
    random_ = random.Random(stores.SEED)
    with file.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle)
        writer.writerow(["姓名", "手机", "城市", "备注"])
        for number in range(ROWS):
            name, phone = stores.person(random_)
            writer.writerow([name, phone, "上海", f"第 {number} 位"])
    store = founding.found(folder / "import.db", stores.PASSWORD, stores.ACTOR, cost=stores.CHEAP)
    taken = seconds(lambda: import_customers(store, stores.ACTOR, file))
    known = customers.count(store)
    store.close()
    size = f"{ROWS:,} customers"
    goal = "≤ 1.5 ×"
    remark = f"{known:,} added; reading, checking, keys and audit included"
    return [Result("import of a list", size, taken, _raw(folder / "raw.db"), "executemany", goal, remark)]


def _raw(path: Path) -> float:
    store = founding.found(path, stores.PASSWORD, stores.ACTOR, cost=stores.CHEAP)
    households, members = stores.rows(store, ROWS)
    taken = seconds(lambda: _insert(store, households, members))
    store.close()
    return taken


def _insert(store: Store, households: list[dict[str, Any]], members: list[dict[str, Any]]) -> None:
    with store.write(stores.ACTOR, "bench.raw") as session:
        for table, rows in (("household", households), ("member", members)):
            columns = list(rows[0])
            names, marks = ", ".join(columns), ", ".join("?" * len(columns))
            extra, values = (", tags, finances", ", '[]', '{}'") if table == "household" else ("", "")
            blank = _BLANK[table]
            statement = (
                f"INSERT INTO {table} ({names}{extra}, {', '.join(blank)}) "
                f"VALUES ({marks}{values}, {', '.join(blank.values())})"
            )
            plain = [tuple(_plain(value) for value in row.values()) for row in rows]
            session.connection().exec_driver_sql(statement, plain)


_BLANK = {
    "household": dict.fromkeys(
        ("source", "address", "wechat", "email", "notes", "next_step", "tag_key", "classification"), "''"
    ),
    "member": {"position": "0", **dict.fromkeys(("occupation", "education", "notes", "id_number"), "''")},
}


def _plain(value: Any) -> Any:
    return value.isoformat(" ") if hasattr(value, "isoformat") else value


def measure_parse() -> list[Result]:
    """The reader that finds merged cells, refuses bombs and keeps row numbers, beside the bare one under it."""
    import xlsxwriter
    from python_calamine import CalamineWorkbook

    path = stores.workplace() / "list.xlsx"
    random_ = random.Random(stores.SEED)
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        for row in range(ROWS):
            name, phone = stores.person(random_)
            for column, value in enumerate((f"C{row:06d}", name, phone, "上海", "备注")):
                sheet.write_string(row, column, value)
            sheet.write_number(row, 5, row * 1.5)
    ours, limit = interleaved(
        lambda: read_tables(path),
        lambda: CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python(),
        READ_ROUNDS,
    )
    return [Result("workbook read", f"{ROWS:,} rows × 6", ours, limit, "bare calamine", "≤ 1.2 ×")]
