"""Pure rules of the knowledge base: what a card must have, which card helps here, when something is due again."""
