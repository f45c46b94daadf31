"""Every kind of import the program has: the one list of them. A new kind is a module in its family and a line here.

Neither the shared part nor a family knows this list: whoever composes, the command line or the window, asks it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from app.services.base.store import Actor, Store
from app.services.tables.imports import taking_back
from app.services.tables.imports.batches import batches
from app.services.tables.imports.unasked import KindEntry

__all__ = ["KINDS", "batches", "entry", "undo"]


def _customers() -> KindEntry:
    from app.services.people.customers.import_kind import ENTRY

    return ENTRY


def _catalogue() -> KindEntry:
    from app.services.offers.catalogue.import_kind import ENTRY

    return ENTRY


def _matrix() -> KindEntry:
    from app.services.matrix.import_kind import ENTRY

    return ENTRY


def _roster() -> KindEntry:
    from app.services.team.roster.import_kind import ENTRY

    return ENTRY


def _policies() -> KindEntry:
    from app.services.people.policies.import_kind import ENTRY

    return ENTRY


def _commission() -> KindEntry:
    from app.services.figures.commission.import_kind import ENTRY

    return ENTRY


def _commission_rates() -> KindEntry:
    from app.services.figures.commission.rates_kind import ENTRY

    return ENTRY


def _cards() -> KindEntry:
    from app.services.knowledge.cards.import_kind import ENTRY

    return ENTRY


KINDS: Mapping[str, Callable[[], KindEntry]] = {
    "customers": _customers,
    "policies": _policies,
    "catalogue": _catalogue,
    "matrix": _matrix,
    "roster": _roster,
    "commission": _commission,
    "commission-rates": _commission_rates,
    "cards": _cards,
}
"""By key; a family is loaded when its kind is asked for, not when the list is."""


def entry(kind: str) -> KindEntry:
    """What the family of ``kind`` says of it. Raises KeyError for a key that is not in :data:`KINDS`."""
    return KINDS[kind]()


def undo(store: Store, actor: Actor, batch_id: str) -> int:
    """Take an import of any kind back as one unit of work; returns how many records that were. Raises InputError with
    each record that was changed or built upon since, ``import_undone`` for one taken back already, ``not_found``."""
    return taking_back.undo(store, actor, batch_id, lambda kind: entry(kind).records)
