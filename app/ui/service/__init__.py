"""Service after the sale: clocks, cases and satisfaction, in the family's page, on Today and in a window of their own."""
