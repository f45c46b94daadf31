"""Cards of the knowledge base wherever they are shown."""
