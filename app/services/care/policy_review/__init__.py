"""The family's policy review 家庭保单检视: all policies of all insurers on one paper, read, laid out and written."""

from app.services.care.policy_review.paper import write_review
from app.services.care.policy_review.reading import PolicyReview, read_review, review_of_code

__all__ = ["PolicyReview", "read_review", "review_of_code", "write_review"]
