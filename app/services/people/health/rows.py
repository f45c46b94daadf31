"""What the services of health notes take and give."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from app.enums import HealthSource, HealthTreatment
from app.services.rules.people.health import Asked, Told


@dataclass(frozen=True, slots=True)
class ConsentDraft:
    """``given_by``: of a minor who speaks for it; empty is the person. ``pass_on``: the notes go along when the family
    is handed over."""

    given_by: str = ""
    pass_on: bool = False


@dataclass(frozen=True, slots=True)
class ConsentRow:
    given_on: date
    given_by: str
    wording: str
    pass_on: bool
    nothing_on: date | None


@dataclass(frozen=True, slots=True)
class NoteDraft:
    """``condition`` is a code of the guide, or "other" with ``name``; ``values`` by the names of its figures."""

    condition: str
    treatment: HealthTreatment
    source: HealthSource
    noted_on: date
    since: date | None = None
    values: Mapping[str, Decimal] = field(default_factory=dict)
    name: str = ""
    notes: str = ""


@dataclass(frozen=True, slots=True)
class NoteRow:
    id: str
    member_id: str
    member: str
    draft: NoteDraft
    version: int

    @property
    def told(self) -> Told:
        """As the rule sees it."""
        one = self.draft
        return Told(one.condition, one.treatment, one.since, one.values, one.name)


@dataclass(frozen=True, slots=True)
class PersonHealth:
    """``consent`` None: nothing may be noted."""

    member_id: str
    member: str
    age: int | None
    consent: ConsentRow | None
    notes: tuple[NoteRow, ...] = ()

    @property
    def asked(self) -> Asked:
        """Whether anybody knows."""
        if self.notes:
            return Asked.TOLD
        return Asked.NOTHING if self.consent is not None and self.consent.nothing_on else Asked.NOT_ASKED

    @property
    def known(self) -> tuple[Asked, tuple[Told, ...]]:
        """As the rule looks at it."""
        return self.asked, tuple(note.told for note in self.notes)
