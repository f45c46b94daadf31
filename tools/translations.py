"""The window's sentences: collected by Qt's lupdate into zh_CN.ts, their Chinese from resources/i18n/window."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import PySide6

from tools.report import placeholders
from tools.sources import calls

TS_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n'


@dataclass(frozen=True, slots=True)
class Folder:
    """Where one checkout keeps its translation."""

    root: Path

    @property
    def ts(self) -> Path:
        return self.root / "resources" / "i18n" / "zh_CN.ts"

    @property
    def qm(self) -> Path:
        return self.ts.with_suffix(".qm")

    @property
    def window(self) -> Path:
        return self.root / "resources" / "i18n" / "window"

    @property
    def sources(self) -> list[str]:
        return [file.relative_to(self.root).as_posix() for file in sorted((self.root / "app" / "ui").rglob("*.py"))]


def read_window(folder: Folder) -> tuple[dict[str, str], list[str]]:
    """English → Chinese of all slices, and where they contradict themselves or each other."""
    chinese: dict[str, str] = {}
    faults = []
    for file in sorted(folder.window.glob("*.json")):
        for english, text in json.loads(file.read_text(encoding="utf-8"), object_pairs_hook=list):
            if not isinstance(text, str) or not text.strip():
                faults.append(f"{file.name}: no Chinese for {english!r}")
            elif chinese.setdefault(english, text) != text:
                faults.append(f"{file.name}: {english!r} is {text!r} here and {chinese[english]!r} elsewhere")
    return chinese, faults


def update(folder: Folder, ts: Path) -> None:
    """Bring ``ts`` up to date with the sources and fill in the Chinese; no line numbers, so that diffs stay small."""
    options = ["-silent", "-no-obsolete", "-locations", "none", "-source-language", "en", "-target-language", "zh_CN"]
    _qt_tool("lupdate", folder.root, [*options, *folder.sources, "-ts", str(ts)])
    chinese, _ = read_window(folder)
    tree = ET.parse(ts)
    for message in tree.iter("message"):
        if text := chinese.get(message.findtext("source") or ""):
            _translate(message, text)
    ts.write_text(TS_HEAD + ET.tostring(tree.getroot(), encoding="unicode") + "\n", encoding="utf-8", newline="\n")


def release(folder: Folder) -> None:
    _qt_tool("lrelease", folder.root, ["-silent", str(folder.ts), "-qm", str(folder.qm)])


def faults(folder: Folder, fresh: Path) -> Iterator[str]:
    """What is wrong with the translation; ``fresh`` is a just updated copy of the .ts file."""
    chinese, window_faults = read_window(folder)
    yield from window_faults
    if not folder.ts.exists() or ET.canonicalize(folder.ts.read_text("utf-8")) != ET.canonicalize(
        fresh.read_text("utf-8")
    ):
        yield "zh_CN.ts: not up to date with the code; run: python3 dev.py i18n"
    sources = set()
    for context in ET.parse(fresh).iter("context"):
        for message in context.iter("message"):
            source = message.findtext("source") or ""
            sources.add(source)
            if fault := _fault_of(message, source):
                yield f"zh_CN.ts: {context.findtext('name')}: {source!r}: {fault}"
    yield from (
        f"resources/i18n/window: {english!r} is not in the code any more" for english in chinese.keys() - sources
    )


def faults_in_calls(root: Path) -> Iterator[str]:
    """tr() is called on self with one literal text: lupdate finds nothing else, or files it under a wrong class."""
    for call in calls(root, "app/ui", "tr", "translate"):
        argument = call.argument(0 if call.name == "tr" else 1, "sourceText")
        if isinstance(argument, ast.JoinedStr):
            yield f"{call.place}: an f-string inside {call.name}(); use a placeholder and .format() on the result"
        elif call.name == "tr" and not (isinstance(argument, ast.Constant) and isinstance(argument.value, str)):
            yield f"{call.place}: tr() needs a literal text"
        elif call.name == "tr" and not _is_on_self(call.node.func):
            yield f"{call.place}: call self.tr(), or QCoreApplication.translate() with a context outside a class"


def _is_on_self(function: ast.expr) -> bool:
    return isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name) and function.value.id == "self"


def _translate(message: ET.Element, text: str) -> None:
    translation = message.find("translation")
    if translation is None:
        translation = ET.SubElement(message, "translation")
    translation.attrib.pop("type", None)
    form = translation.find("numerusform")
    (translation if form is None else form).text = text


def _fault_of(message: ET.Element, source: str) -> str | None:
    translation = message.find("translation")
    text = "" if translation is None else "".join(translation.itertext()).strip()
    if not text or translation is None or translation.get("type"):
        return "no Chinese; add it to resources/i18n/window"
    if placeholders(source) != placeholders(text):
        return f"other placeholders in the Chinese: {text!r}"
    return None


def _qt_tool(name: str, root: Path, arguments: list[str]) -> None:
    """Run a program that comes with PySide6, beside its Python modules on every platform."""
    program = Path(PySide6.__file__).parent / (f"{name}.exe" if sys.platform == "win32" else name)
    done = subprocess.run([program, *arguments], cwd=root, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        raise SystemExit(f"{name} failed:\n{done.stdout}{done.stderr}")
