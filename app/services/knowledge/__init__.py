"""What is known and learnt: cards, courses, materials, and where they help."""
