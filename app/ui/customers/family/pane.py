"""What every part of the family's page has in common."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.services.people.customers import HouseholdDetail
from app.ui.base.desk import Desk
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.notice import Guard


class Pane(QWidget):
    """Shows one side of a household that was read already; subclasses override :meth:`fill`.

    ``guard`` shows what a service refuses at the top of the page. An archived family is shown without buttons.
    """

    def __init__(self, desk: Desk, guard: Guard) -> None:
        super().__init__()
        self.desk, self.guard = desk, guard
        self._detail: HouseholdDetail | None = None
        self._buttons = QWidget()
        self._line = FlowLayout()  # a narrow pane takes two lines
        self._buttons.setLayout(self._line)
        self.body = QVBoxLayout()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 8, 0, 0)
        outer.addLayout(self.body, 1)
        outer.addWidget(self._buttons)

    @property
    def detail(self) -> HouseholdDetail:
        assert self._detail is not None
        return self._detail

    @property
    def editable(self) -> bool:
        return self._detail is not None and not self._detail.row.archived

    def show_detail(self, detail: HouseholdDetail) -> None:
        self._detail = detail
        self._buttons.setVisible(self.editable)
        self.fill(detail)

    def fill(self, detail: HouseholdDetail) -> None:
        raise NotImplementedError

    def add_button(self, text: str, act: Callable[[], object]) -> QPushButton:
        """Append a button to the pane's foot."""
        button = QPushButton(text)
        button.clicked.connect(lambda: act())
        self._line.addWidget(button)
        return button

    def end_buttons(self) -> None:
        """After the last of them."""
        self._buttons.updateGeometry()
