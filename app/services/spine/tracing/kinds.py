"""The kinds of link there are, and what in a record matters to them: data, and a setting of the store over it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from sqlalchemy.orm import Session

from app import paths
from app.enums import Language, NodeKind
from app.errors import Place, bad_input
from app.services.base import settings

FIELDS, DEPTH = "trace.fields", "trace.depth"
DEEPEST = 5


@dataclass(frozen=True, slots=True)
class LinkKind:
    """One allowed kind. ``influence`` is the end the other one rests on: when it changes, what rests on it may too."""

    source: NodeKind
    target: NodeKind
    influence: NodeKind | None
    forward: tuple[str, str]
    inverse: tuple[str, str]

    def name(self, seen_from: NodeKind, language: Language) -> str:
        """How the link is called by whoever stands at one end."""
        names = self.forward if seen_from == self.source else self.inverse
        return names[language != Language.ZH]

    @property
    def rests(self) -> NodeKind | None:
        """The end that rests on the other."""
        if self.influence is None:
            return None
        return self.target if self.influence == self.source else self.source


@dataclass(frozen=True, slots=True)
class Rules:
    """What makes a link suspect: the meaningful fields of each kind, and over how many links a change is followed."""

    fields: Mapping[NodeKind, tuple[str, ...]]
    depth: int


@cache
def link_kinds() -> dict[tuple[NodeKind, NodeKind], LinkKind]:
    """By (source, target)."""
    found = {}
    for item in _data()["links"]:
        source, target = NodeKind(item["source"]), NodeKind(item["target"])
        influence = {"source": source, "target": target, None: None}[item["influence"]]
        forward, inverse = tuple(item["forward"]), tuple(item["inverse"])
        found[source, target] = LinkKind(source, target, influence, forward, inverse)
    return found


@cache
def known_fields() -> dict[NodeKind, tuple[str, ...]]:
    """Every field that may be chosen as meaningful."""
    return {NodeKind(kind): (*item["meaningful"], *item["other"]) for kind, item in _data()["fields"].items()}


def defaults() -> Rules:
    """Those the program comes with."""
    fields = {NodeKind(kind): tuple(item["meaningful"]) for kind, item in _data()["fields"].items()}
    return Rules(fields, int(_data()["depth"]))


def rules(session: Session) -> Rules:
    """Those of this store."""
    chosen, shipped = settings.get(session, FIELDS, {}), defaults()
    depth = settings.get(session, DEPTH, shipped.depth)
    return Rules({kind: tuple(chosen.get(kind.value, names)) for kind, names in shipped.fields.items()}, int(depth))


def checked(fields: Mapping[str, Sequence[str]], depth: int) -> None:
    """Raises InputError for a kind or field that does not exist, or a depth that is not 1 to 5."""
    for kind, names in fields.items():
        if kind not in set(known_fields()):
            raise bad_input("not_a_choice", Place(field="fields"), text=kind, choices=", ".join(known_fields()))
        known = known_fields()[NodeKind(kind)]
        for name in names:
            if name not in known:
                place = Place(field=f"fields.{kind}")
                raise bad_input("not_a_choice", place, text=name, choices=", ".join(known))
    if not 1 <= depth <= DEEPEST:
        raise bad_input("not_a_whole_number", Place(field="depth"), text=str(depth), least=1, most=DEEPEST)


@cache
def _data() -> dict:  # type: ignore[type-arg]
    loaded: dict = json.loads(paths.resource("trace", "kinds.json").read_text(encoding="utf-8"))  # type: ignore[type-arg]
    return loaded
