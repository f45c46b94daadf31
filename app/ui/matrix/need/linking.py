"""Link a need by hand: to a record of its family, or to a new note or file."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app import words
from app.enums import LinkRole, NodeKind
from app.services.matrix import MatrixRow, links
from app.services.matrix.naming import Named
from app.services.spine import tracing
from app.services.spine.tracing import Node
from app.ui.base import labels
from app.ui.base.desk import Desk
from app.ui.widgets.base_dialog import Dialog
from app.ui.widgets.boxes import ComboBox
from app.ui.widgets.notice import Notice
from app.ui.widgets.plain import Label

WRITTEN = (NodeKind.NOTE, NodeKind.DOCUMENT)


class LinkDialog(Dialog):
    """Only the allowed kinds are offered, under the name the link has from the need."""

    def __init__(self, parent: QWidget, desk: Desk, row: MatrixRow) -> None:
        super().__init__(parent)
        self._desk, self._row = desk, row
        self.setWindowTitle(self.tr("Link {number}").format(number=row.number))
        self.setMinimumSize(560, 380)
        self.kind = ComboBox()
        self.kind.setAccessibleName(self.tr("Kind of link"))
        for target in links.targets():
            name = tracing.link_kinds()[NodeKind.NEED, target].name(NodeKind.NEED, desk.language)
            self.kind.addItem(f"{name}  ({labels.of(target, desk.language)})", target)
        self.kind.activated.connect(self.fill)
        self.role = ComboBox()
        self.role.setAccessibleName(self.tr("What joins them"))
        self.role.addItem(self.tr("no particular relation"), "")
        for role in LinkRole:
            self.role.addItem(labels.of(role, desk.language), role.value)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("What to link"))
        self.list.itemActivated.connect(self.link)
        self.empty = Label(self.tr("The family has nothing of this kind that is not linked yet."))
        self.empty.setProperty("kind", "muted")
        self.title, self.text = QLineEdit(), QLineEdit()
        self.title.setPlaceholderText(self.tr("Title"))
        self.title.setAccessibleName(self.tr("Title"))
        self.text.setAccessibleName(self.tr("Note or path"))
        self.choose = QPushButton(self.tr("Choose a file…"))
        self.choose.clicked.connect(self._choose_file)
        new = QHBoxLayout()
        for widget in (self.title, self.text, self.choose):
            new.addWidget(widget)
        self._new = QWidget()
        self._new.setLayout(new)
        self.notice = Notice(desk.language)
        self.button = QPushButton(self.tr("Link"))
        self.button.clicked.connect(self.link)
        layout = QVBoxLayout(self)
        for part in (self.notice, self.kind, self.role, self.list, self.empty, self._new):
            layout.addWidget(part)
        layout.addLayout(self.lay_foot(self.button))
        offered = (number for number in range(self.kind.count()) if self._offers(NodeKind(self.kind.itemData(number))))
        self.kind.setCurrentIndex(next(offered, 0))
        self.fill()

    def _offers(self, kind: NodeKind) -> bool:
        return bool(links.candidates(self._desk.store, self._row.id, kind))

    def fill(self) -> None:
        """What of the kind may be linked."""
        kind = NodeKind(self.kind.currentData())
        self.list.clear()
        for one in links.candidates(self._desk.store, self._row.id, kind):
            state = f"  ({words.say(one.state, self._desk.language)})" if one.state else ""
            item = QListWidgetItem(one.says(self._desk.language) + state)
            item.setData(Qt.ItemDataRole.UserRole, one)
            self.list.addItem(item)
        self.list.setVisible(self.list.count() > 0)
        self.empty.setVisible(not self.list.count() and kind not in WRITTEN)
        self._new.setVisible(kind in WRITTEN)
        self.role.setVisible(kind == NodeKind.NEED and self.list.count() > 0)
        self.choose.setVisible(kind == NodeKind.DOCUMENT)
        self.text.setPlaceholderText(self.tr("Path of the file") if kind == NodeKind.DOCUMENT else self.tr("Note"))
        if self.list.count() and kind not in WRITTEN:
            self.list.setCurrentRow(0)

    def link(self) -> None:
        kind, item = NodeKind(self.kind.currentData()), self.list.currentItem()  # Qt gives back plain text
        store, actor = self._desk.store, self._desk.actor
        with self.notice.guard():
            if kind in WRITTEN and (self.title.text().strip() or not self.list.selectedItems()):
                links.add_note(store, actor, self._row.id, kind, self.title.text(), self.text.text())
            elif self.list.selectedItems():
                target: Named = item.data(Qt.ItemDataRole.UserRole)
                role = self.role.currentData() if kind == NodeKind.NEED else ""
                links.add(store, actor, links.LinkDraft((NodeKind.NEED, self._row.id), target.node, role=role))
            else:
                return
            self.accept()

    def _choose_file(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, self.tr("Choose a file…"), self.text.text())
        if path:
            self.text.setText(path)
            if not self.title.text():
                self.title.setText(path.replace("\\", "/").rsplit("/", 1)[-1])


class NeedPicker(Dialog):
    """The needs of a family that a proposal item or a policy could answer."""

    def __init__(self, parent: QWidget, desk: Desk, node: Node) -> None:
        super().__init__(parent)
        self._desk, self._node = desk, node
        self.setWindowTitle(self.tr("Which need does it answer?"))
        self.setMinimumSize(480, 300)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Needs"))
        self.list.itemActivated.connect(self.link)
        empty = Label(self.tr("The family has no need yet: hold an interview first."))
        empty.setProperty("kind", "muted")
        self.notice = Notice(desk.language)
        self.button = QPushButton(self.tr("Link"))
        self.button.clicked.connect(self.link)
        layout = QVBoxLayout(self)
        for widget in (self.notice, empty, self.list):
            layout.addWidget(widget)
        layout.addLayout(self.lay_foot(self.button))
        for one in links.needs_for(desk.store, node):  # in its place by now: rows take their height from the style
            item = QListWidgetItem(one.says(desk.language))
            item.setData(Qt.ItemDataRole.UserRole, one)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        empty.setVisible(not self.list.count())
        self.button.setEnabled(self.list.count() > 0)

    def link(self) -> None:
        need: Named = self.list.currentItem().data(Qt.ItemDataRole.UserRole)
        with self.notice.guard():
            links.add(self._desk.store, self._desk.actor, links.LinkDraft(need.node, self._node))
            self.accept()
