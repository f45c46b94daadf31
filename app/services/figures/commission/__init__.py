"""Own commission: the rates agreed, what they lead one to expect, what statements say was paid."""

from app.services.figures.commission.comparing import Month, Row, Standing, standing
from app.services.figures.commission.rates import RateRow, all_rates, put

__all__ = ["Month", "RateRow", "Row", "Standing", "all_rates", "put", "standing"]
