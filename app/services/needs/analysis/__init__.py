"""The analysis of a household: from a case document or an interview to needs, gaps and their worksheets."""

from __future__ import annotations

from datetime import date
from typing import Any

from app.services.needs.analysis.inputs import Basis, Inputs, assumption_set, default_assumptions, shipped_basis
from app.services.needs.analysis.reading import read_case
from app.services.needs.analysis.writing import describe, write_case

__all__ = [
    "Basis",
    "Inputs",
    "analyse_document",
    "assumption_set",
    "default_assumptions",
    "describe",
    "read_case",
    "shipped_basis",
    "write_case",
]


def analyse_document(document: Any, file: str = "", *, today: date) -> dict[str, Any]:
    """A case as in ``resources/schemas/case.schema.json`` in; needs with their worksheets out. Raises InputError.

    ``today`` is the day of a case that names none.
    """
    inputs = read_case(document, file, today)
    return describe(inputs, inputs.needs())
