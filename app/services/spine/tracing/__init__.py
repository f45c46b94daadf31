"""Trace links: made with what both ends say, told when an end changes, cleared by a person."""

from app.services.spine.tracing.choosing import rebase, rules_of, set_rules
from app.services.spine.tracing.kinds import (
    DEEPEST,
    LinkKind,
    Rules,
    defaults,
    known_fields,
    link_kinds,
    rules,
)
from app.services.spine.tracing.linking import link, link_all, links_between, replace, unlink
from app.services.spine.tracing.present import GONE, Difference, Node, source, target
from app.services.spine.tracing.suspects import Suspect, answered, clear, explained, touched

__all__ = [
    "DEEPEST",
    "GONE",
    "Difference",
    "LinkKind",
    "Node",
    "Rules",
    "Suspect",
    "answered",
    "clear",
    "defaults",
    "explained",
    "known_fields",
    "link",
    "link_all",
    "link_kinds",
    "links_between",
    "rebase",
    "replace",
    "rules",
    "rules_of",
    "set_rules",
    "source",
    "target",
    "touched",
    "unlink",
]
