"""Papers on the screen and on their way out: preview, PDF, Word, one long picture."""

from app.ui.paper.dialog import PaperDialog
from app.ui.paper.printing import write_pdf, write_picture

__all__ = ["PaperDialog", "write_pdf", "write_picture"]
