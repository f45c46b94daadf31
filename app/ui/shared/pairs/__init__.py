"""Products that belong together: the dialog that the combinations and the library both open."""

from app.ui.shared.pairs.keeping import edit_pairs

__all__ = ["edit_pairs"]
