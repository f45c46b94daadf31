"""Service after the sale: clocks, cases, satisfaction; in the family's page, on Today, in a window of their own."""
