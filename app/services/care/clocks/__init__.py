"""Clocks of domain.md 10: what comes due with a family by itself, computed when it is asked for."""

from app.services.care.clocks.marks import (
    finish,
    forget_premium,
    pay_premium,
    premiums_of,
    snooze,
)
from app.services.care.clocks.people import Care, Loan, add_loan, care_of, loans_of, remove_loan, set_care
from app.services.care.clocks.reading import Reach, of_agent, of_household, read
from app.services.care.clocks.saying import message, next_activity, rule, title
from app.services.care.clocks.settings import change_rules, check_rules, rules_of

__all__ = [
    "Care",
    "Loan",
    "Reach",
    "add_loan",
    "care_of",
    "change_rules",
    "check_rules",
    "finish",
    "forget_premium",
    "loans_of",
    "message",
    "next_activity",
    "of_agent",
    "of_household",
    "pay_premium",
    "premiums_of",
    "read",
    "remove_loan",
    "rule",
    "rules_of",
    "set_care",
    "snooze",
    "title",
]
