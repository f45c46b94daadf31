"""Classes, tags and own fields as the window knows them: read once, and again when they changed."""

from __future__ import annotations

from collections.abc import Mapping

from app.enums import LabelKind, Tone
from app.services.people import custom_fields, labels
from app.services.people.custom_fields import FieldRow
from app.ui.base.changes import ChangeKind
from app.ui.base.desk import Desk


def own_fields(desk: Desk) -> tuple[FieldRow, ...]:
    """Those in use, in their order; how many households use them is not counted."""
    return desk.known.once("own fields", lambda: tuple(custom_fields.fields(desk.store)), ChangeKind.LABEL)


def label_tones(desk: Desk) -> Mapping[tuple[LabelKind, str], Tone]:
    """The colour of each class and tag, by its folded word."""
    return desk.known.once("label tones", lambda: labels.tones(desk.store), ChangeKind.LABEL)
