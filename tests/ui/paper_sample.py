"""A paper with one of every block, for the tests of what is written from it."""

from __future__ import annotations

from pathlib import Path

from app.enums import Language
from app.services.tables.paper import (
    Align,
    Bar,
    Bars,
    Bullets,
    Column,
    Figure,
    Heading,
    NewPage,
    Paper,
    Remark,
    Table,
    Text,
)


def sample(png: bytes, rows: int = 60) -> Paper:
    columns = (Column("险种", 3), Column("保额", 1, Align.RIGHT), Column("保费", 1, Align.RIGHT))
    lines = [(f"定期寿险 {number} <虚构>", "500,000", f"{number}.00") for number in range(rows)]
    return Paper(
        Language.ZH,
        "王芳家庭保障建议书",
        (
            Heading("一、需求与缺口"),
            Text("下面每一项缺口都有一张计算书，附在后面。"),
            Bars(
                (
                    Bar("李强 · 身故", 0.4, "缺口 60.5万"),
                    Bar("王芳 · 重疾", 1.0, "已足"),
                    Bar("孩子 · 教育", 0.0, "缺 12万"),
                )
            ),
            Heading("方案", 2),
            Table(columns, [*lines, ("合计", "", "1,770.00")], frozenset({rows})),
            Bullets(("犹豫期 15 天", "等待期 90 天")),
            Remark("非保险公司宣传材料，利益以合同条款为准。", "请注意"),
            NewPage(),
            Figure(png, "保费与保障", 0.6),
            Text("小字说明", muted=True),
        ),
        "均衡方案",
        (("日期", "2026-11-24"), ("代理人", "李敏"), ("执业证号", "00001")),
        ("李敏 · 执业证号 00001 · 2026-11-24", "非保险公司宣传材料，利益以合同条款为准。"),
    )


def picture(path: Path) -> bytes:
    from PySide6.QtGui import QColor, QImage

    image = QImage(320, 160, QImage.Format.Format_RGB32)
    image.fill(QColor("#1f6f8b"))
    image.save(str(path))
    return path.read_bytes()
