"""Trace links: made with what both ends say, told when an end changes, cleared by a person."""

from app.services.tracing.kinds import LinkKind, Rules, allowed, known_fields, link_kinds, rules
from app.services.tracing.linking import link, rebase, replace, set_rules, unlink
from app.services.tracing.present import GONE, Difference, Node
from app.services.tracing.suspects import Clearing, Suspect, answered, clear, clearings, explained, touched

__all__ = [
    "GONE",
    "Clearing",
    "Difference",
    "LinkKind",
    "Node",
    "Rules",
    "Suspect",
    "allowed",
    "answered",
    "clear",
    "clearings",
    "explained",
    "known_fields",
    "link",
    "link_kinds",
    "rebase",
    "replace",
    "rules",
    "set_rules",
    "touched",
    "unlink",
]
