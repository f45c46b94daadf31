"""What all imports share: the plan of an import row by row, taking it back, what was mapped before, the reject file."""
