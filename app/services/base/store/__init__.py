"""The one encrypted store and its two doors."""

from app.services.base.store.committed import Committed
from app.services.base.store.door import Actor, Store, WriteSession
from app.services.base.store.keys import KeyCost

__all__ = ["Actor", "Committed", "KeyCost", "Store", "WriteSession"]
