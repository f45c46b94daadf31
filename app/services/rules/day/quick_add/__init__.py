"""What was done and what comes next, typed in one line, Chinese or English, read by fixed rules: nothing is guessed
silently.
"""

from __future__ import annotations

from app.services.rules.day.quick_add.acts import Act
from app.services.rules.day.quick_add.people import Nickname, Relative, nickname, unknown
from app.services.rules.day.quick_add.pieces import Part
from app.services.rules.day.quick_add.reading import Understood, read
from app.services.rules.day.quick_add.topics import Topic
from app.services.rules.day.quick_add.turns import Turn

__all__ = ["Act", "Nickname", "Part", "Relative", "Topic", "Turn", "Understood", "nickname", "read", "unknown"]
