"""What the family insists on and what it does not want, as chips above the plans; and the reasons asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from app import words
from app.enums import Language
from app.services.offers.combinations import Override, Wish
from app.services.offers.proposals import Changed
from app.ui.combinations.bench import Bench
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.forms.dialog import FormDialog
from app.ui.widgets.forms.fields import TextField
from app.ui.widgets.forms.form import Form
from app.ui.widgets.plain import caption, plain


class Chips(QWidget):
    """One chip per wish; a click drops the wish. Hidden when there is none."""

    dropped = Signal(str, str)  # product, insured

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language
        self._flow = FlowLayout()
        self._flow.setContentsMargins(0, 0, 0, 0)
        self.setLayout(self._flow)
        self.buttons: list[QPushButton] = []
        self.hide()

    def show_wishes(self, bench: Bench) -> None:
        for button in self.buttons:
            self._flow.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = [self._chip(bench, wish) for wish in bench.state.wishes]
        for button in self.buttons:
            self._flow.addWidget(button)
            button.show()  # now: the layout would show it a moment later
        self.setVisible(bool(self.buttons))

    def _chip(self, bench: Bench, wish: Override) -> QPushButton:
        who = f"{bench.name(wish.product, self._language)} ({bench.based.people[wish.insured]})"
        text = self.tr("Pinned: {item}") if wish.wish == Wish.PIN else self.tr("Not wanted: {item}")
        button = QPushButton(caption(text.format(item=who)) + "  ×")
        button.setToolTip(plain(self.tr("{reason} – click to drop this wish").format(reason=wish.reason)))
        button.clicked.connect(lambda: self.dropped.emit(wish.product, wish.insured))
        return button


def ask_wish(parent: QWidget, language: Language, title: str, label: str, save: Callable[[str], None]) -> None:
    """A wish has a reason: asked at once, while it is fresh."""
    form = Form(language)
    form.add("reason", label, TextField())

    def submit(values: Mapping[str, Any]) -> None:
        save(values["reason"])

    FormDialog(parent, title, form, submit).exec()


def ask_reasons(
    parent: QWidget,
    language: Language,
    bench: Bench,
    title: str,
    changes: Sequence[Changed],
    save: Callable[[Sequence[Changed]], None],
) -> None:
    """One field per change; those told already are filled in. ``save`` may refuse empty ones."""
    form = Form(language)
    for number, change in enumerate(changes):
        what = words.say(f"change_of.{change.kind.value}", language)
        name = f"{bench.name(change.product, language)} ({bench.based.people.get(change.insured, '')})"
        form.add(f"reason{number}", f"{what}: {name}", TextField())
    form.set_values({f"reason{number}": change.reason for number, change in enumerate(changes)})

    def submit(values: Mapping[str, Any]) -> None:
        save([replace(change, reason=values[f"reason{number}"]) for number, change in enumerate(changes)])

    FormDialog(parent, title, form, submit, width=640).exec()
