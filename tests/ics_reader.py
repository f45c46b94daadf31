"""A strict small reader of calendar files (RFC 5545), so that ours are read by something that did not write them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_LINE = re.compile(r"(?P<name>[A-Z-]+)(?P<parameters>(?:;[A-Z-]+=[^;:\"]+)*):(?P<value>.*)")


@dataclass
class Component:
    name: str
    properties: list[tuple[str, dict[str, str], str]] = field(default_factory=list)
    parts: list[Component] = field(default_factory=list)

    def get(self, name: str) -> str | None:
        return next((value for one, _, value in self.properties if one == name), None)

    def all(self, name: str) -> list[str]:
        return [value for one, _, value in self.properties if one == name]


def read(data: bytes) -> Component:
    """Asserts what the RFC demands: CRLF, 75 octets, balanced components, one UID and DTSTAMP for each event."""
    assert data.endswith(b"\r\n")
    assert b"\n" not in data.replace(b"\r\n", b"")
    physical = data.split(b"\r\n")[:-1]
    assert all(len(line) <= 75 for line in physical)
    lines: list[str] = []
    for line in physical:
        text = line.decode("utf-8")  # each physical line by itself: no character is cut
        if text.startswith(" "):
            lines[-1] += text[1:]
        else:
            lines.append(text)
    root = Component("")
    stack = [root]
    for line in lines:
        match = _LINE.fullmatch(line)
        assert match, line
        name, value = match["name"], match["value"]
        if name == "BEGIN":
            stack.append(Component(value))
        elif name == "END":
            done = stack.pop()
            assert done.name == value
            _check(done)
            stack[-1].parts.append(done)
        else:
            parameters = dict(part.split("=", 1) for part in match["parameters"].split(";") if part)
            stack[-1].properties.append((name, parameters, value))
    assert len(stack) == 1
    assert len(root.parts) == 1
    return root.parts[0]


def unescaped(value: str) -> str:
    return re.sub(r"\\([\\;,nN])", lambda match: "\n" if match[1] in "nN" else match[1], value)


def _check(component: Component) -> None:
    if component.name == "VCALENDAR":
        assert component.get("VERSION") == "2.0"
        assert component.get("PRODID")
    if component.name == "VEVENT":
        for name in ("UID", "DTSTAMP", "DTSTART"):
            assert len(component.all(name)) == 1, name
        assert re.fullmatch(r"\d{8}T\d{6}Z", component.get("DTSTAMP") or "")
        for name in ("DTSTART", "DTEND"):
            parameters, value = next((p, v) for one, p, v in component.properties if one == name)
            day = parameters.get("VALUE") == "DATE"
            assert re.fullmatch(r"\d{8}" if day else r"\d{8}T\d{6}", value), value
        assert (component.get("DTEND") or "") > (component.get("DTSTART") or "")
