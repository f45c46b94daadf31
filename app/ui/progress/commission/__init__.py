"""Own commission: due against paid, the rates, the statements."""
