"""The one encrypted store and its two doors."""

from app.services.base.store.committed import Committed
from app.services.base.store.door import Store
from app.services.base.store.keys import KeyCost
from app.services.base.store.unit import Actor, WriteSession

__all__ = ["Actor", "Committed", "KeyCost", "Store", "WriteSession"]
