"""A card as a Markdown file: its fields between two lines of dashes, then its texts, Chinese and English."""

from __future__ import annotations

import re
from collections.abc import Mapping

FENCE = "---"
PARTS = {"<!-- zh -->": "body_zh", "<!-- en -->": "body_en"}
HAN = re.compile(r"[㐀-鿿]")


def written(fields: Mapping[str, str]) -> str:
    """``fields`` are texts by the name of their column; what has several lines becomes a list. Empty ones are left
    out."""
    lines = [FENCE]
    for name, text in fields.items():
        if name in PARTS.values() or not text:
            continue
        several = text.split("\n")
        lines += [f"{name}: {text}"] if len(several) == 1 else [f"{name}:", *(f"- {one}" for one in several)]
    lines.append(FENCE)
    for mark, name in PARTS.items():
        if fields.get(name):
            lines += ["", mark, fields[name]]
    return "\n".join(lines) + "\n"


def parsed(text: str) -> dict[str, str]:
    """The fields by what they are called in the file, and the texts as ``body_zh`` and ``body_en``. Without fields, a
    first heading is the title; a text without a mark belongs to the language of its letters."""
    lines = text.replace("\r\n", "\n").removeprefix("\ufeff").split("\n")
    fields: dict[str, str] = {}
    if lines and lines[0].strip() == FENCE:
        end = next((at for at, line in enumerate(lines[1:], 1) if line.strip() == FENCE), len(lines))
        fields, lines = _fields(lines[1:end]), lines[end + 1 :]
    bodies: dict[str, list[str]] = {}
    at = ""
    for line in lines:
        if line.strip() in PARTS:
            at = PARTS[line.strip()]
        else:
            bodies.setdefault(at, []).append(line)
    loose = "\n".join(bodies.pop("", ())).strip()
    found = fields | {name: "\n".join(body).strip() for name, body in bodies.items()}
    if loose and not fields and loose.startswith("# "):
        title, _, loose = loose[2:].partition("\n")
        found["title_zh" if HAN.search(title) else "title_en"] = title.strip()
    name = "body_zh" if HAN.search(loose) else "body_en"
    if loose.strip() and not found.get(name):
        found[name] = loose.strip()
    return found


def _fields(lines: list[str]) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    name = ""
    for line in lines:
        if name and line.lstrip().startswith("- "):
            found[name].append(line.lstrip()[2:].strip())
        elif ":" in line or "：" in line:
            name, _, value = re.split("(:|：)", line, maxsplit=1)
            name = name.strip()
            found[name] = [value.strip()] if value.strip() else []
    return {name: "\n".join(said) for name, said in found.items() if name}
