"""Schema versions. Each step is small, and runs with the others in one transaction."""
