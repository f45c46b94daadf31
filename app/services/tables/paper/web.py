"""A paper as one web page that needs nothing else: to be sent and opened on a phone, without a network."""

from __future__ import annotations

import base64
from functools import singledispatch
from html import escape
from pathlib import Path

from app.enums import Language
from app.services.base.files import exported
from app.services.tables.paper import model
from app.services.tables.paper.model import ACCENT, INK, LINE, MUTED, SOFT, Paper

STYLE = f"""
*{{box-sizing:border-box}}
body{{margin:0;background:{SOFT};color:{INK};font:15px/1.45 -apple-system,"PingFang SC","Microsoft YaHei",
"Noto Sans CJK SC",sans-serif;-webkit-text-size-adjust:100%}}
main{{margin:0 auto;padding:16px 14px 20px;background:#fff}}
h1{{font-size:21px;line-height:1.25;color:{ACCENT};margin:0}}
h1+p{{margin:2px 0 10px;color:{MUTED}}}
h2{{font-size:17px;color:{ACCENT};margin:16px 0 6px}}
h3{{font-size:15px;margin:12px 0 4px}}
p{{margin:5px 0}}
ul{{margin:4px 0;padding-left:18px}}
table{{width:100%;border-collapse:collapse;table-layout:fixed;overflow-wrap:anywhere}}
th,td{{padding:5px 4px;border-bottom:1px solid {LINE};text-align:left;vertical-align:top;font-size:14px}}
th{{background:{SOFT};border-bottom-color:{ACCENT};font-weight:600;font-size:13px}}
.right{{text-align:right}}.center{{text-align:center}}
.strong{{font-weight:600}}.muted{{color:{MUTED};font-size:12.5px}}
aside{{border:1px solid {ACCENT};border-radius:8px;background:{SOFT};padding:8px 10px;margin:8px 0}}
.bar{{display:flex;align-items:center;gap:8px;margin:4px 0;font-size:14px}}
.bar span{{flex:0 0 34%}}.bar b{{flex:0 0 22%;font-weight:400;text-align:right}}
.bar i{{flex:1;height:9px;border-radius:5px;background:{LINE};overflow:hidden}}
.bar i u{{display:block;height:100%;background:{ACCENT}}}
img{{max-width:100%}}
footer{{margin-top:14px;padding-top:6px;border-top:1px solid {LINE};color:{MUTED};font-size:12px}}
@media print{{body{{background:#fff}}}}
"""
NARROW, WIDE = 430, 820


def write_web(paper: Paper, path: Path) -> None:
    """Write ``paper`` to ``path`` (.html), wholly or not at all. Raises InputError ``cannot_write``."""
    with exported(path, ".html") as temporary:
        temporary.write_text(to_web(paper), encoding="utf-8")


def to_web(paper: Paper) -> str:
    """The whole page; it asks for no other file and runs nothing."""
    width = NARROW if paper.narrow else WIDE
    facts = [f"<p><span class='muted'>{_text(label)}</span> {_text(value)}</p>" for label, value in paper.facts]
    foot = "<br>".join(_text(line) for line in paper.running)
    return (
        f"<!DOCTYPE html>\n<html lang='{'zh-CN' if paper.language == Language.ZH else 'en'}'><head>"
        f"<meta charset='utf-8'><meta name='viewport' content='width=device-width, initial-scale=1'>"
        f"<meta name='format-detection' content='telephone=no'><title>{_text(paper.title)}</title>"
        f"<style>{STYLE}main{{max-width:{width}px}}</style></head>\n<body><main><h1>{_text(paper.title)}</h1>"
        f"<p>{_text(paper.subtitle)}</p>{''.join(facts)}\n"
        + "\n".join(_write(block) for block in paper.blocks)
        + f"\n<footer>{foot}</footer></main></body></html>\n"
    )


@singledispatch
def _write(block: object) -> str:
    """A block as HTML."""
    raise TypeError(type(block).__name__)


@_write.register
def _new_page(_block: model.NewPage) -> str:
    return ""  # a web page has none


@_write.register
def _heading(block: model.Heading) -> str:
    return f"<h{block.level + 1}>{_text(block.text)}</h{block.level + 1}>"


@_write.register
def _paragraph(block: model.Text) -> str:
    kinds = " ".join(name for name, on in (("muted", block.muted), ("strong", block.strong)) if on)
    return f"<p class='{kinds}'>{_text(block.text)}</p>" if kinds else f"<p>{_text(block.text)}</p>"


@_write.register
def _bullets(block: model.Bullets) -> str:
    return "<ul>" + "".join(f"<li>{_text(item)}</li>" for item in block.items) + "</ul>"


@_write.register
def _remark(block: model.Remark) -> str:
    title = f"<b>{_text(block.title)}</b><br>" if block.title else ""
    return f"<aside>{title}{_text(block.text)}</aside>"


@_write.register
def _table(block: model.Table) -> str:
    total = sum(column.width for column in block.columns) or 1.0
    widths = "".join(f"<col style='width:{100 * column.width / total:.1f}%'>" for column in block.columns)
    heads = "".join(f"<th{_side(column.align)}>{_text(column.title)}</th>" for column in block.columns)
    rows = ""
    for number, row in enumerate(block.rows):
        cells = zip(block.columns, row, strict=True)
        strong = " class='strong'" if number in block.strong else ""
        rows += f"<tr{strong}>{''.join(f'<td{_side(column.align)}>{_text(cell)}</td>' for column, cell in cells)}</tr>"
    return f"<table><colgroup>{widths}</colgroup><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"


def _side(align: model.Align) -> str:
    return "" if align == model.Align.LEFT else f" class='{align.value}'"


@_write.register
def _bars(block: model.Bars) -> str:
    return "".join(
        f"<div class='bar'><span>{_text(bar.label)}</span>"
        f"<i><u style='width:{100 * min(1.0, max(0.0, bar.share)):.0f}%'></u></i><b>{_text(bar.figure)}</b></div>"
        for bar in block.bars
    )


@_write.register
def _figure(block: model.Figure) -> str:
    data = base64.b64encode(block.png).decode("ascii")
    caption = f"<br><span class='muted'>{_text(block.caption)}</span>" if block.caption else ""
    return f"<p class='center'><img alt='{_text(block.caption)}' src='data:image/png;base64,{data}'>{caption}</p>"


def _text(text: str) -> str:
    return escape(text).replace("\n", "<br>")
