"""Papers on the screen and on their way out: preview, PDF, Word, one long picture."""

from app.ui.shared.paper.dialog import PaperDialog
from app.ui.shared.paper.licence import paper_dialog
from app.ui.shared.paper.printing import write_pdf, write_picture

__all__ = ["PaperDialog", "paper_dialog", "write_pdf", "write_picture"]
