"""The optimiser behind a combination: candidates, an integer programme over them, and a search with a proof."""

from app.services.offers.solver.candidates import Candidate, find_candidates
from app.services.offers.solver.effort import CLOSE, EXACT, SKETCH, Effort, Solution
from app.services.offers.solver.engine import Stop
from app.services.offers.solver.search import Programme

__all__ = ["CLOSE", "EXACT", "SKETCH", "Candidate", "Effort", "Programme", "Solution", "Stop", "find_candidates"]
