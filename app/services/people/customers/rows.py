"""What the customers' services take and give. Money is fen; None is "not known"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime

from app import words
from app.enums import ActivityKind, Language, Relation, Sex, Stage
from app.services.people.policies import PolicyRow
from app.services.rules.base.masks import mask_phone


@dataclass(frozen=True, slots=True)
class HouseholdRow:
    """One line of the list: a household by its customer."""

    id: str
    code: str
    name: str
    phone: str
    stage: Stage
    stage_since: date | None
    next_step: str
    next_step_on: date | None
    city: str
    agent_code: str
    archived: bool
    version: int
    classification: str = ""
    tags: tuple[str, ...] = ()
    source: str = ""
    own: dict[str, str] = field(default_factory=dict)  # canonical texts by the id of a field of the user's own
    handed_over: bool = False

    @property
    def phone_masked(self) -> str:
        """The phone with its middle hidden."""
        return mask_phone(self.phone)

    def step_words(self, language: Language) -> str:
        """The next step; one without a note is kept as its kind in Chinese and said in ``language``."""
        kinds = words.by_words(ActivityKind, Language.ZH)
        return words.of(kinds[self.next_step], language) if self.next_step in kinds else self.next_step


@dataclass(frozen=True, slots=True)
class MemberDraft:
    name: str
    relation: Relation = Relation.SELF
    sex: Sex | None = None
    birth_date: date | None = None
    phone: str = ""
    occupation: str = ""
    occupation_class: int | None = None
    education: str = ""
    income: int | None = None
    social_insurance: bool | None = None
    notes: str = ""
    id_number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberRow(MemberDraft):
    """A person as kept: what a draft says, and which row it is."""

    id: str
    household_id: str
    position: int
    version: int

    def draft(self) -> MemberDraft:
        """What a form starts from."""
        return MemberDraft(**{one.name: getattr(self, one.name) for one in fields(MemberDraft)})


@dataclass(frozen=True, slots=True)
class ContactDraft:
    """How a household is reached, and what is kept of it besides its people and its money."""

    city: str = ""
    address: str = ""
    wechat: str = ""
    email: str = ""
    source: str = ""
    notes: str = ""
    tags: tuple[str, ...] = ()
    classification: str = ""
    referrer_id: str | None = None
    own: Mapping[str, str] | None = None  # canonical texts by field id; None leaves what there is


@dataclass(frozen=True, slots=True)
class InterviewMark:
    """The latest interview of a household, for the button that resumes it."""

    id: str
    status: str
    held_on: date


@dataclass(frozen=True, slots=True)
class HouseholdDetail:
    """Everything of one household but its history. ``members`` starts with the customer."""

    row: HouseholdRow
    members: tuple[MemberRow, ...]
    policies: tuple[PolicyRow, ...]
    finances: dict[str, int]
    contact: ContactDraft
    created_at: datetime
    interview: InterviewMark | None
    referrer: tuple[str, str] | None = None  # id and name of the household that referred this one

    @property
    def customer(self) -> MemberRow:
        """The person the household is kept under: the first."""
        return self.members[0]

    def member(self, id: str) -> MemberRow:
        """By id. Raises StopIteration for one of another household."""
        return next(member for member in self.members if member.id == id)


@dataclass(frozen=True, slots=True)
class HouseholdDraft:
    """A new household. ``code`` is given out by the store when empty."""

    customer: MemberDraft
    members: tuple[MemberDraft, ...] = ()
    contact: ContactDraft = ContactDraft()
    finances: dict[str, int] = field(default_factory=dict)
    code: str = ""
    stage: Stage = Stage.S0_LISTED
    next_step: str = ""
    next_step_on: date | None = None
