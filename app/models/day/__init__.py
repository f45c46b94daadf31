"""Activities, targets and what stands around them."""
