"""Papers a family takes home: one model, written as Word and as a web page here, as PDF and as a long picture by the
window."""

from app.services.tables.paper.model import (
    Align,
    Bar,
    Bars,
    Block,
    Bullets,
    Column,
    Figure,
    Heading,
    NewPage,
    Paper,
    Remark,
    Table,
    Text,
)
from app.services.tables.paper.web import write_web
from app.services.tables.paper.word import write_word

__all__ = [
    "Align",
    "Bar",
    "Bars",
    "Block",
    "Bullets",
    "Column",
    "Figure",
    "Heading",
    "NewPage",
    "Paper",
    "Remark",
    "Table",
    "Text",
    "write_web",
    "write_word",
]
