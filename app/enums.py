"""The closed vocabularies. Values are stored and exchanged; words are in ``resources/i18n/words``
under ``<class in snake case>.<value>``, e.g. ``need_status.done``."""

from __future__ import annotations

from enum import StrEnum


class Language(StrEnum):
    ZH = "zh"
    EN = "en"


class Sex(StrEnum):
    MALE = "M"
    FEMALE = "F"


class Relation(StrEnum):
    """A member's relation to the customer (the household's contact person)."""

    SELF = "self"
    SPOUSE = "spouse"
    CHILD = "child"
    PARENT = "parent"
    OTHER = "other"


class Tie(StrEnum):
    """How one person is tied to another: “he is her father” and “she is his daughter” are one tie, read from both
    ends.
    """

    SPOUSE = "spouse"
    PARENT = "parent"
    CHILD = "child"
    SIBLING = "sibling"
    GRANDPARENT = "grandparent"
    GRANDCHILD = "grandchild"
    RELATIVE = "relative"
    FRIEND = "friend"
    COLLEAGUE = "colleague"


class LabelKind(StrEnum):
    """A customer has one class and any number of tags."""

    TAG = "tag"
    CLASS = "class"


class Tone(StrEnum):
    """The colour a label is shown in, by what it says."""

    ACCENT = "accent"
    GOOD = "good"
    WARN = "warn"
    BAD = "bad"
    CALM = "calm"


class FieldKind(StrEnum):
    """What a field of the user's own holds."""

    TEXT = "text"
    NUMBER = "number"
    MONEY = "money"
    DATE = "date"
    CHOICE = "choice"
    YES_NO = "yes_no"


class FieldTest(StrEnum):
    """How a filter compares a field of the user's own."""

    IS = "is"
    IS_NOT = "is_not"
    CONTAINS = "contains"
    LEAST = "least"
    MOST = "most"
    FILLED = "filled"
    EMPTY = "empty"


class NeedFilter(StrEnum):
    """Which households by their needs: one still open, all covered by policies in force, or none known."""

    OPEN = "open"
    COVERED = "covered"
    NONE = "none"


class InterestKind(StrEnum):
    """What is known of a person's likes."""

    HOBBY = "hobby"
    TOPIC = "topic"
    PRODUCT = "product"
    CONTACT = "contact"
    TIME = "time"
    AVOID = "avoid"


class Event(StrEnum):
    """What a need is against and what a cover pays on. Goods catalogues use any other word."""

    DEATH = "death"
    ACCIDENT = "accident"
    CRITICAL_ILLNESS = "critical_illness"
    MEDICAL = "medical"
    DISABILITY = "disability"
    CARE = "care"
    RETIREMENT = "retirement"
    EDUCATION = "education"
    LEGACY = "legacy"


class AnswerState(StrEnum):
    SAID = "said"
    UNWILLING = "unwilling"  # "not willing to say" is an answer, not zero
    UNVERIFIED = "unverified"  # 待核实


class AnswerSource(StrEnum):
    """Where an answer comes from."""

    SAID = "said"
    DOCUMENT = "document"  # seen: a policy, a pay slip
    RECORD = "record"  # the customer record, its policies, an earlier interview
    ESTIMATE = "estimate"


class InterviewStatus(StrEnum):
    DRAFT = "draft"
    CONFIRMED = "confirmed"


class ObservationKind(StrEnum):
    WORDS = "words"
    TONE = "tone"
    BODY_LANGUAGE = "body_language"
    CONCERN = "concern"
    PAIN_POINT = "pain_point"
    EXPECTATION = "expectation"
    DECIDER = "decider"
    CRITERIA = "criteria"
    TIMING = "timing"
    OBJECTION = "objection"


class NeedStatus(StrEnum):
    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    ON_HOLD = "on_hold"
    DROPPED = "dropped"


class Coverage(StrEnum):
    COVERED = "covered"
    PARTIAL = "partial"
    OPEN = "open"
    DECLINED = "declined"
    OVER_COVERED = "over_covered"


class Level(StrEnum):
    """Importance and urgency of a need."""

    HIGH = "high"
    MIDDLE = "middle"
    LOW = "low"


class Stage(StrEnum):
    """How far selling to a household has come; the last four are exits."""

    S0_LISTED = "S0"
    S1_APPOINTED = "S1"
    S2_MET = "S2"
    S3_ANALYSED = "S3"
    S4_PROPOSED = "S4"
    S5_SUBMITTED = "S5"
    S6_ISSUED = "S6"
    S7_DELIVERED = "S7"
    S8_REFERRED = "S8"
    REJECTED = "rejected"
    PAUSED = "paused"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class ActivityKind(StrEnum):
    CALL = "call"
    APPOINTMENT = "appointment"
    VISIT = "visit"
    MEETING = "meeting"
    ANALYSIS = "analysis"
    PROPOSAL = "proposal"
    CLOSING = "closing"
    REFERRAL = "referral"
    SERVICE = "service"
    DEMO = "demo"
    MESSAGE = "message"
    EVENT = "event"


class Frequency(StrEnum):
    """How often an activity comes again."""

    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    YEARLY = "yearly"


class SeriesScope(StrEnum):
    """Which of a recurring activity's days a change is about."""

    THIS = "this"
    FOLLOWING = "following"
    ALL = "all"


class GuestState(StrEnum):
    """What became of an invitation to an event."""

    INVITED = "invited"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    CAME = "came"
    ABSENT = "absent"


class ActivityStatus(StrEnum):
    PLANNED = "planned"
    DONE = "done"
    CANCELLED = "cancelled"


class ProposalState(StrEnum):
    DRAFT = "draft"
    PRESENTED = "presented"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    CHANGE_REQUESTED = "change_requested"


class OrderKind(StrEnum):
    INSURANCE = "insurance"
    GOODS = "goods"


class OrderState(StrEnum):
    """How far an order has come; goods are made and shipped where insurance is underwritten and issued."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"
    UNDERWRITING = "underwriting"
    ISSUED = "issued"
    MAKING = "making"
    SHIPPED = "shipped"
    DELIVERED = "delivered"
    RECEIPTED = "receipted"
    COMPLETED = "completed"
    WITHDRAWN = "withdrawn"
    DECLINED = "declined"


class PolicyStatus(StrEnum):
    IN_FORCE = "in_force"
    LAPSED = "lapsed"
    ENDED = "ended"


class ProductKind(StrEnum):
    MAIN = "main"
    RIDER = "rider"
    WAIVER = "waiver"


class ProductPhase(StrEnum):
    DEVELOPMENT = "development"
    GROWTH = "growth"
    MATURITY = "maturity"
    DECLINE = "decline"


class VersionCause(StrEnum):
    """Why a version of a product ended."""

    EDITED = "edited"
    IMPORTED = "imported"
    WITHDRAWN = "withdrawn"
    RESTORED = "restored"


class Grade(StrEnum):
    """Product risk grade, and the highest grade an agent's licence allows."""

    P1 = "P1"
    P2 = "P2"
    P3 = "P3"
    P4 = "P4"
    P5 = "P5"


class LifeEventKind(StrEnum):
    """What may change the needs of a family."""

    MARRIAGE = "marriage"
    CHILD = "child"
    MORTGAGE = "mortgage"
    JOB = "job"
    INCOME = "income"
    ILLNESS = "illness"
    DIVORCE = "divorce"
    MOVE = "move"
    INHERITANCE = "inheritance"
    RETIREMENT = "retirement"
    DEATH = "death"
    OTHER = "other"


class RiskProfile(StrEnum):
    """How much risk a customer bears, as told by the customer: product grade P1 suits C1, P5 only C5."""

    C1 = "C1"
    C2 = "C2"
    C3 = "C3"
    C4 = "C4"
    C5 = "C5"


class SalesChannel(StrEnum):
    """How the sale is made: one of the conditions of the recording rules."""

    IN_PERSON = "in_person"
    ONLINE = "online"
    TELEPHONE = "telephone"
    BANK = "bank"


class Severity(StrEnum):
    """What a finding of suitability asks for: to know, to take care, to advise against, or to refuse."""

    NOTE = "note"
    CARE = "care"
    STOP = "stop"
    FORBID = "forbid"


class SuitabilityBlock(StrEnum):
    """What must be known before a proposal is final."""

    NEEDS = "needs"
    RISK = "risk"
    MEANS = "means"
    COVER = "cover"


class Suitability(StrEnum):
    """The verdict on a plan."""

    SUITABLE = "suitable"
    CARE = "care"
    STOP = "stop"
    FORBIDDEN = "forbidden"
    UNKNOWN = "unknown"  # one of the four blocks is not known yet


class NodeKind(StrEnum):
    """The kinds of record a trace link may join."""

    ANSWER = "answer"
    NEED = "need"
    PROPOSAL_ITEM = "proposal_item"
    ORDER_LINE = "order_line"
    POLICY = "policy"
    ACTIVITY = "activity"
    NOTE = "note"
    DOCUMENT = "document"
    PRODUCT = "product"


class ReviewVerdict(StrEnum):
    """What a review says of the content it saw."""

    REQUESTED = "requested"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    CHANGE_REQUESTED = "change_requested"


class EntryKind(StrEnum):
    """An entry of the log of changes and decisions."""

    CHANGE = "change"
    DECISION = "decision"


class EntryState(StrEnum):
    """How far an entry of the log has come."""

    REQUESTED = "requested"
    ASSESSED = "assessed"
    DECIDED = "decided"
    DONE = "done"


class Metric(StrEnum):
    """What a target counts in a period."""

    CALLS = "calls"
    APPOINTMENTS = "appointments"
    VISITS = "visits"
    MEETINGS = "meetings"
    ANALYSES = "analyses"
    PROPOSALS = "proposals"
    CLOSINGS = "closings"
    REFERRALS = "referrals"
    PREMIUM = "premium"
    CASES = "cases"
    CUSTOMERS = "customers"


class TargetLevel(StrEnum):
    """How high a target is set."""

    TARGET = "target"
    STRETCH = "stretch"
    CHALLENGE = "challenge"


class PeriodKind(StrEnum):
    """What targets are set for and figures are counted over."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    RANGE = "range"


class Verdict(StrEnum):
    """What an import does with a row."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REJECTED = "rejected"
    IGNORED = "ignored"


class Skill(StrEnum):
    """What a training is about."""

    PROSPECTING = "prospecting"
    APPOINTMENT = "appointment"
    INTERVIEW = "interview"
    ANALYSIS = "analysis"
    PROPOSAL = "proposal"
    OBJECTION = "objection"
    CLOSING = "closing"
    SERVICE = "service"
    PRODUCT = "product"
    COMPLIANCE = "compliance"


class ReviewKind(StrEnum):
    """What is evaluated."""

    AGENT = "agent"
    PRODUCT = "product"
