"""What the list shows and what of it is chosen: all that acts on the list need to know. No widget in it."""

from __future__ import annotations

from dataclasses import dataclass

from app.services.base.store import Store
from app.services.people import customers
from app.services.people.bulk_edits import Chosen
from app.services.people.customers import CustomerFilter


@dataclass(frozen=True, slots=True)
class Shown:
    """``chosen`` are the ids of the chosen rows; with ``all_chosen`` it is everybody shown, and their ids are asked of
    the store when they are wanted.
    """

    search: str
    wanted: CustomerFilter
    count: int
    chosen: tuple[str, ...] = ()
    all_chosen: bool = False
    archived: bool = False

    @property
    def everybody(self) -> Chosen:
        """What the list shows, chosen or not."""
        return Chosen(search=self.search, wanted=self.wanted)

    def ids(self, store: Store) -> tuple[str, ...]:
        """Everybody chosen, in the order of names."""
        if not self.all_chosen:
            return self.chosen
        return tuple(customers.ids(store, search=self.search, wanted=self.wanted, archived=self.archived))
