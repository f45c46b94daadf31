"""The import wizard: one for every kind there is; what differs is data."""

from app.ui.shared.imports.openers import (
    cards_wizard,
    catalogue_wizard,
    customers_wizard,
    matrix_wizard,
    policies_wizard,
)
from app.ui.shared.imports.wizard import ImportWizard

__all__ = ["ImportWizard", "cards_wizard", "catalogue_wizard", "customers_wizard", "matrix_wizard", "policies_wizard"]
