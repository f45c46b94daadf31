"""Tables of what is known, learnt and shown."""
