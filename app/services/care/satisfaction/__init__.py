"""What customers say after the moments that count: recorded, drawn as a trend, and needs it opens again."""

from app.services.care.satisfaction.keeping import Feedback, FeedbackDraft, listing, of_household, record, remove
from app.services.care.satisfaction.reopening import reopen_need, reopened_of
from app.services.care.satisfaction.trend import Trend, trend

__all__ = [
    "Feedback",
    "FeedbackDraft",
    "Trend",
    "listing",
    "of_household",
    "record",
    "remove",
    "reopen_need",
    "reopened_of",
    "trend",
]
