"""Products, prices, eligibility, combinations, suitability."""
