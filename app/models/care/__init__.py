"""Service after the sale."""
