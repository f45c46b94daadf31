"""The analysis of a household: from a case document or an interview to needs, gaps and their worksheets."""

from app.services.needs.analysis.inputs import Basis, Inputs, assumption_set, default_assumptions, shipped_basis
from app.services.needs.analysis.reading import read_case
from app.services.needs.analysis.writing import describe, write_case

__all__ = [
    "Basis",
    "Inputs",
    "assumption_set",
    "default_assumptions",
    "describe",
    "read_case",
    "shipped_basis",
    "write_case",
]
