"""Customers: households with their people, money and policies; the list, the search, exchange with Excel."""

from app.services.people.customers.columns import header, say, say_change
from app.services.people.customers.commands import (
    add,
    add_member,
    archive,
    remove_member,
    restore,
    set_stage,
    update_contact,
    update_finances,
    update_member,
    update_notes,
)
from app.services.people.customers.exchange import export_cards, export_file
from app.services.people.customers.fields import CustomerField, FieldIs, Kept, kept_in
from app.services.people.customers.filters import CustomerFilter, FieldCondition
from app.services.people.customers.listing import Listing
from app.services.people.customers.queries import EVERYBODY, count, household, ids, page, place, row, search
from app.services.people.customers.rows import (
    ContactDraft,
    HouseholdDetail,
    HouseholdDraft,
    HouseholdRow,
    InterviewMark,
    MemberDraft,
    MemberRow,
)

__all__ = [
    "EVERYBODY",
    "ContactDraft",
    "CustomerField",
    "CustomerFilter",
    "FieldCondition",
    "FieldIs",
    "HouseholdDetail",
    "HouseholdDraft",
    "HouseholdRow",
    "InterviewMark",
    "Kept",
    "Listing",
    "MemberDraft",
    "MemberRow",
    "add",
    "add_member",
    "archive",
    "count",
    "export_cards",
    "export_file",
    "header",
    "household",
    "ids",
    "kept_in",
    "page",
    "place",
    "remove_member",
    "restore",
    "row",
    "say",
    "say_change",
    "search",
    "set_stage",
    "update_contact",
    "update_finances",
    "update_member",
    "update_notes",
]
