"""The needs matrix: every need with its dates, its coverage by amount, and the chain it hangs on.

It may call offers, needs, people, the day and below.
Selling, care, team, the first page and the window call it.
"""

from app.services.matrix.chain import Chain, ChainEntry, chain_of, set_stage_note
from app.services.matrix.editing import decline, take_back_decline, update_need
from app.services.matrix.exchange import column_title, export_file, say_change
from app.services.matrix.listing import MatrixRow, one, page, rows
from app.services.matrix.reqif_out import export_reqif
from app.services.matrix.trackers import Tracker, export_tracker

__all__ = [
    "Chain",
    "ChainEntry",
    "MatrixRow",
    "Tracker",
    "chain_of",
    "column_title",
    "decline",
    "export_file",
    "export_reqif",
    "export_tracker",
    "one",
    "page",
    "rows",
    "say_change",
    "set_stage_note",
    "take_back_decline",
    "update_need",
]
