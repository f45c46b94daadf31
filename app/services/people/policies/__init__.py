"""The policies a household holds, as insurers issue them: told, typed in, imported or issued by us."""

from app.services.people.policies.columns import title as column_title
from app.services.people.policies.commands import add, draft_of, remove, update
from app.services.people.policies.doubts import doubts_of
from app.services.people.policies.files import MOST_BYTES, FileRow, add_file, files_of, remove_file, save_file
from app.services.people.policies.reading import in_force, one, premiums_due, read_policies
from app.services.people.policies.rows import (
    BeneficiaryRow,
    CoverRow,
    PolicyDraft,
    PolicyRow,
    ValueRow,
    check,
    contracts,
)
from app.services.people.policies.values import read_values, set_values, values_of, worth_on

__all__ = [
    "MOST_BYTES",
    "BeneficiaryRow",
    "CoverRow",
    "FileRow",
    "PolicyDraft",
    "PolicyRow",
    "ValueRow",
    "add",
    "add_file",
    "check",
    "column_title",
    "contracts",
    "doubts_of",
    "draft_of",
    "files_of",
    "in_force",
    "one",
    "premiums_due",
    "read_policies",
    "read_values",
    "remove",
    "remove_file",
    "save_file",
    "set_values",
    "update",
    "values_of",
    "worth_on",
]
