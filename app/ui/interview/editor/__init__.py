"""The editor of interview templates."""
