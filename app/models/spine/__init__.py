"""What is kept about the chain over time."""
