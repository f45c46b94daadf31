"""One pair as a line of editors: whether it counts, its two products, its bonus."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QCompleter, QLineEdit, QPushButton, QSizePolicy, QWidget

from app.errors import NeedfolioError, Place, Problem
from app.services.offers.combinations.preferences import PairSetting
from app.ui.widgets.boxes import ComboBox

Named = Sequence[tuple[str, str]]  # (code, name) of every product


class PairLine:
    """What more than two products a pair has is kept, though it is not shown. ``titles`` name the four editors."""

    def __init__(self, products: Named, titles: Sequence[str], pair: PairSetting, remove: QPushButton) -> None:
        self.on = QCheckBox()
        self.on.setChecked(pair.on)
        self.boxes = [_box(products, code) for code in (*pair.products, "", "")[:2]]
        self._rest = pair.products[2:]
        self.bonus = QLineEdit(f"{float(pair.bonus):g}" if pair.bonus else "")
        self.bonus.setMaximumWidth(90)
        self.bonus.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.widgets: tuple[QWidget, ...] = (self.on, *self.boxes, self.bonus, remove)
        for widget, title in zip(self.widgets[:4], titles, strict=True):
            widget.setAccessibleName(title)

    def pair(self, number: int) -> PairSetting:
        """Raises NeedfolioError for a product nobody knows and a bonus that is no number."""
        codes = [code for box in self.boxes if (code := _code(box, number))]
        text = self.bonus.text().strip()
        try:
            bonus = Decimal(text or "0")
        except InvalidOperation:
            bonus = Decimal("nan")
        if not bonus.is_finite():
            raise NeedfolioError(Problem("not_a_number", Place(field=f"pairs[{number}].bonus"), {"text": text}))
        return PairSetting((*codes, *self._rest), Fraction(bonus), self.on.isChecked())

    def mark(self, part: str) -> None:
        """Show that ``part`` ("products", "bonus", or "" for none) is wrong."""
        for name, editors in (("products", self.boxes), ("bonus", [self.bonus])):
            for editor in editors:
                editor.setProperty("wrong", "true" if name == part else "false")
                editor.style().unpolish(editor)
                editor.style().polish(editor)


def _box(products: Named, code: str) -> ComboBox:
    """Every product by code and name; typing a part of either finds it."""
    box = ComboBox()
    box.setEditable(True)
    box.setInsertPolicy(ComboBox.InsertPolicy.NoInsert)
    box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
    for known, name in products:
        box.addItem(f"{known}  {name}", known)
    if code and box.findData(code) < 0:
        box.addItem(code, code)  # no longer in the catalogue
    box.setCurrentIndex(box.findData(code) if code else -1)
    completer, line = box.completer(), box.lineEdit()
    assert completer is not None and line is not None
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
    line.setCursorPosition(0)
    return box


def _code(box: ComboBox, number: int) -> str:
    text = box.currentText().strip()
    if not text:
        return ""
    place = box.findText(text)
    place = place if place >= 0 else box.findData(text)
    if place < 0:
        raise NeedfolioError(Problem("unknown_product", Place(field=f"pairs[{number}].products"), {"code": text}))
    return str(box.itemData(place))
