"""The customer view: what a family may look at, and nothing else."""
