"""What the services of illustrations take and give; amounts in fen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.enums import Sex


@dataclass(frozen=True, slots=True)
class ValueLine:
    """At the end of policy year ``year``: guaranteed cash value, what is paid to who lives, and what is not
    guaranteed (dividends kept, or an account beyond its guarantee); None where the table is silent."""

    year: int
    cash: int | None = None
    paid: int | None = None
    extra: int | None = None


@dataclass(frozen=True, slots=True)
class IllustrationDraft:
    """For a person of ``sex`` and ``age`` and a ``sum``; ``rate`` is what the part that is not guaranteed is shown
    with, None where all is guaranteed; ``source`` says which paper of the insurer."""

    sex: Sex
    age: int
    sum: int
    source: str
    shown_on: date
    lines: tuple[ValueLine, ...]
    rate: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Illustration:
    """``edition`` is the version of the product it shows; ``current`` whether that is the one sold now."""

    id: str
    edition: int
    current: bool
    draft: IllustrationDraft
