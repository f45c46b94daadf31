"""Lists of customers as people keep them, made by a seed: dirty, and with a truth that is known."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from app.services.rules.base.id_numbers import check_digit

SURNAMES, GIVEN = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗", "芳伟敏静丽强磊军洋艳勇娟涛明超兰霞平刚桂英华玉萍红"
HEADERS = ("编号", "姓名", "手机", "身份证号", "生日", "性别", "年收入", "社保", "备注信息")


@dataclass
class Truth:
    """What a correct import of the file does; ``people`` is name → what must be in the store."""

    rows: int = 0
    added: int = 0
    rejected: dict[int, str] = field(default_factory=dict)
    ignored: dict[int, str] = field(default_factory=dict)
    people: dict[str, dict[str, Any]] = field(default_factory=dict)


def full_width(text: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


def dirty_list(path: Path, seed: int, count: int = 60) -> Truth:
    """Write ``path`` (.xlsx or .csv; a csv in GB18030 for even seeds)."""
    random, truth = Random(seed), Truth()
    rows: list[list[Any]] = [["客户名单（内部资料）"], [f"制表：{date(2026, 1, 1)}"]][: random.randint(0, 2)]
    if random.random() < 0.5:
        rows.append([])
    rows.append(list(HEADERS))
    names: set[str] = set()
    for at in range(count):
        number = len(rows) + 1
        kind = random.choices(
            ["good", "blank", "total", "no_name", "bad_phone", "bad_date", "bad_id", "rounded", "twice"],
            [30, 2, 1, 2, 2, 2, 2, 2, 2],
        )[0]
        if kind == "blank":
            rows.append([])
            continue
        row, person = _person(random, at, names, path.suffix == ".xlsx")
        truth.rows += 1
        if kind == "total":
            row = ["合计", None, None, None, None, None, "100万"]
            truth.ignored[number] = "total"
        elif kind == "no_name":
            row[1] = "　"
            truth.rejected[number] = "required"
        elif kind == "bad_phone":
            row[2] = random.choice(["打不通", "空号", "138-ABCD"])
            truth.rejected[number] = "not_a_phone"
        elif kind == "bad_date":
            row[3], row[4] = None, random.choice(["2024-13-01", "八五年", "1990/2/30"])
            truth.rejected[number] = "not_a_date"
        elif kind == "bad_id":
            row[3] = "110101199003070" + "000"
            truth.rejected[number] = "id_number_wrong"
        elif kind == "rounded":
            row[3] = "1.10101E+17"
            truth.rejected[number] = "number_rounded"
        elif kind == "twice" and truth.people:
            name = random.choice(list(truth.people))
            row = [None, name, truth.people[name]["phone"]]
            truth.rejected[number] = "row_twice"
        else:
            truth.added += 1
            truth.people[person["name"]] = person
        rows.append(row)
    _write(path, rows, "gb18030" if seed % 2 == 0 else "utf-8-sig")
    return truth


def _person(random: Random, at: int, names: set[str], excel: bool) -> tuple[list[Any], dict[str, Any]]:
    while (name := random.choice(SURNAMES) + random.choice(GIVEN) + random.choice(GIVEN)) in names:
        pass
    names.add(name)
    phone = f"1{random.choice('3578')}{random.randint(0, 9)}{at:08d}"
    born = date(1950, 1, 1) + timedelta(days=random.randrange(20_000))
    first = f"{random.choice(['110101', '330106'])}{born:%Y%m%d}{random.randint(0, 999):03d}"
    income = random.choice([80_000, 200_000, 185_000])
    insured = random.choice([True, False, None])
    has_id = random.random() < 0.5
    id_number = first + check_digit(first)
    spaced = f"{name[0]}　{name[1:]}" if random.random() < 0.2 else name
    phones = [
        phone,
        f"+86 {phone[:3]}-{phone[3:7]}-{phone[7:]}",
        full_width(phone),
        f"{phone[:3]} {phone[3:7]} {phone[7:]}",
    ]
    slashed = full_width(f"{born.year}/{born.month}/{born.day}")
    spoken = f"{born.year}年{born.month}月{born.day}日"
    days: list[Any] = [born.isoformat(), f"{born.year}.{born.month}.{born.day}", f"{born:%Y%m%d}", spoken, slashed]
    sums: list[Any] = [f"{income / 10_000:g}万", f"{income:,}", full_width(str(income)), f"¥{income}元"]
    if excel:
        phones.append(int(phone))  # type: ignore[arg-type]
        days += [born, (born - date(1899, 12, 30)).days]
        sums.append(income)
    word = {True: ["是", "y", "○", "√", "1"], False: ["否", "n", "×", "0"], None: [None, "N/A", ""]}[insured]
    note = random.choice(["老同学", "=1+1", "第一行\n第二行", "'引号", "3.10", None])
    sex = "男" if int(id_number[16]) % 2 else "女"
    day = random.choice(days) if random.random() < 0.8 or not has_id else None
    row = [None, spaced, random.choice(phones), id_number if has_id else None, day, sex]
    row += [random.choice(sums), random.choice(word), note]
    kept = note or ""
    person = {
        "name": name, "phone": phone, "birth_date": born, "sex": "M" if sex == "男" else "F", "income": income * 100,
        "social_insurance": insured, "id_number": id_number if has_id else "",
        "notes": kept[1:] if kept[:1] == "'" and kept[1:2] in ("=", "+", "-", "@") else kept,
    }  # fmt: skip
    return row, person


def _write(path: Path, rows: list[list[Any]], encoding: str) -> None:
    if path.suffix == ".csv":
        with path.open("w", encoding=encoding, newline="") as file:
            csv.writer(file).writerows(rows)
        return
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(number, column, value)
            if isinstance(value, str):
                cell.data_type = "s"
    book.save(path)
