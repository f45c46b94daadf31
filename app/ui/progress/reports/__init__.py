"""Reports of the user's own: asked on the left, answered on the right."""
