"""What the engine says of the file, as a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DatabaseError, OperationalError

from app.errors import Problem, StoreError
from app.services.base.store.damage import damage_of, trouble_of


@contextmanager
def understood(code: str = "store_io") -> Iterator[None]:
    """Raises StoreError ``code`` or ``store_damaged`` for what the engine says in the block; an integrity error is our
    own fault and passes.
    """
    try:
        yield
    except OperationalError as error:
        raise StoreError(Problem(code, values={"detail": trouble_of(error.orig)})) from error
    except DatabaseError as error:
        if type(error) is not DatabaseError:
            raise
        raise StoreError(Problem("store_damaged", values={"detail": damage_of(error.orig)})) from error
