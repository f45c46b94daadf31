"""What makes a link suspect, chosen in a window: the fields that matter in each kind of record, and how far a change is
followed."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app import words
from app.enums import NodeKind
from app.services.spine import tracing
from app.services.spine.tracing import Rules
from app.ui.base import labels
from app.ui.base.desk import Desk
from app.ui.shared.page import Page
from app.ui.widgets.base_dialog import Dialog
from app.ui.widgets.boxes import SpinBox
from app.ui.widgets.plain import Label

ACROSS = 4


class RulesDialog(Dialog):
    """Takes rules and gives rules; the one who opens it keeps them."""

    def __init__(self, parent: QWidget, desk: Desk, rules: Rules) -> None:
        super().__init__(parent)
        self._language = desk.language
        self.setWindowTitle(self.tr("Matrix settings"))
        self.boxes: dict[NodeKind, dict[str, QCheckBox]] = {}
        about = Label(
            self.tr(
                "A link becomes suspect when a ticked field of a record at its ends changes. White space never counts. "
                "Ticking a field marks nothing by itself: from now on its changes are seen. Unticking one makes links "
                "valid again that were suspect only for it."
            )
        )
        about.setWordWrap(True)
        self.steps = SpinBox()
        self.steps.setRange(1, tracing.DEEPEST)
        self.steps.setAccessibleName(self.tr("How far a change is followed"))
        self.steps.valueChanged.connect(self._say_steps)
        self.follows = Label()
        self.follows.setProperty("kind", "muted")
        self.follows.setWordWrap(True)
        reset = QPushButton(self.tr("As delivered"))
        reset.clicked.connect(lambda: self.show_rules(tracing.defaults()))
        self.reset, self.save = reset, QPushButton(self.tr("Save"))
        self.save.clicked.connect(self.accept)
        layout = QVBoxLayout(self)
        layout.addWidget(about)
        layout.addWidget(self._fields(), 1)
        far = QHBoxLayout()
        far.addWidget(Label(self.tr("Follow a change over")))
        far.addWidget(self.steps)
        far.addWidget(self.follows, 1)
        layout.addLayout(far)
        layout.addLayout(self.lay_foot(self.save, reset))
        self.resize(760, 600)
        self.show_rules(rules)

    def show_rules(self, rules: Rules) -> None:
        for kind, boxes in self.boxes.items():
            for name, box in boxes.items():
                box.setChecked(name in rules.fields.get(kind, ()))
        self.steps.setValue(rules.depth)
        self._say_steps()

    @property
    def rules(self) -> Rules:
        """What is chosen now."""
        fields = {
            kind: tuple(name for name, box in some.items() if box.isChecked()) for kind, some in self.boxes.items()
        }
        return Rules(fields, self.steps.value())

    def _fields(self) -> QWidget:
        inside = QWidget()
        grid = QGridLayout(inside)
        line = 0
        for kind in NodeKind:
            names = tracing.known_fields().get(kind, ())
            if not names:
                continue
            head = Label(labels.of(kind, self._language))
            head.setProperty("kind", "heading")
            grid.addWidget(head, line, 0, 1, ACROSS)
            self.boxes[kind] = {}
            for place, name in enumerate(names):
                box = QCheckBox(words.say(f"trace_field.{name}", self._language))
                box.setAccessibleName(f"{head.text()}: {box.text()}")
                self.boxes[kind][name] = box
                grid.addWidget(box, line + 1 + place // ACROSS, place % ACROSS)
            line += 2 + (len(names) - 1) // ACROSS
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        return area

    def _say_steps(self) -> None:
        if self.steps.value() == 1:
            self.follows.setText(self.tr("link: what rests on the changed record itself"))
        else:
            self.follows.setText(self.tr("links: also what rests on that in turn, so that more becomes suspect"))


class RulesActs(QObject):
    """Opens the dialog, keeps what was chosen beside the window, and offers to take it back."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page, self._desk = page, page.desk

    def ask(self) -> None:
        before = tracing.rules_of(self._desk.store)
        dialog = RulesDialog(self._page, self._desk, before)
        if not dialog.exec() or dialog.rules == before:
            return
        store, actor, chosen = self._desk.store, self._desk.actor, dialog.rules
        fields = {kind.value: list(names) for kind, names in chosen.fields.items()}
        self._desk.tasks.run(
            self.tr("Comparing all links"),
            lambda progress: tracing.set_rules(store, actor, fields, chosen.depth, progress.step),
            self._kept,
            self._page.show_error,
        )

    def _kept(self, _done: None) -> None:
        self._desk.hub.offer_undo(self.tr("The matrix follows its new settings."))
