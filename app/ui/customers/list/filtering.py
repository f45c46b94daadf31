"""The filter of the list as a dialog: say what is wanted, see how many that are, show them or keep them as a view."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.enums import Event, LabelKind, NeedFilter, Stage
from app.services.people import custom_fields, customers, referrals, segments
from app.services.people import labels as label_service
from app.services.people.customers import CustomerFilter
from app.services.people.segments import SegmentRow
from app.ui.base import labels
from app.ui.base.desk import Desk
from app.ui.customers.list.conditions import ConditionsField
from app.ui.widgets.base_dialog import Dialog
from app.ui.widgets.forms.checks_field import ChecksField
from app.ui.widgets.forms.fields import ChoiceField, NumberField, TextField
from app.ui.widgets.forms.form import Form
from app.ui.widgets.notice import Notice
from app.ui.widgets.plain import Label

WAIT_MS = 250
MANY = 40  # tags and sources offered, the most used first


class FilterDialog(Dialog):
    """``chosen`` is the filter to show, ``kept`` the view it was kept as, after the dialog was accepted."""

    def __init__(self, desk: Desk, parent: QWidget, wanted: CustomerFilter, view: SegmentRow | None) -> None:
        super().__init__(parent)
        self.desk, self.view = desk, view
        self.chosen, self.kept, self.removed = wanted, view, False
        self.setWindowTitle(self.tr("Which customers"))
        self.resize(880, 640)
        self.form = FilterForm(desk)
        self.form.set_values(values_of(wanted))
        self._wait = QTimer(self, interval=WAIT_MS, singleShot=True)
        self._wait.timeout.connect(self._count)
        self.form.edited.connect(lambda _: self._wait.start())
        self.count = Label()
        self.count.setProperty("kind", "heading")
        self.notice = Notice(desk.language)
        self.name = TextField(self.tr("Name of the view"))
        self.name.editor.setAccessibleName(self.tr("Name of the view"))
        self.name.set_value(view.name if view else "")
        self.clear_button = self._button(self.tr("Clear all"), self.clear)
        self.remove_button = self._button(self.tr("Remove view"), self.remove)
        self.remove_button.setProperty("kind", "danger")
        self.remove_button.setVisible(view is not None)
        self.keep_button = self._button(self.tr("Save view"), self.keep)
        self.show_button = self._button(self.tr("Show"), self.apply)
        self._lay_out()
        self._count()

    def wanted(self) -> CustomerFilter | None:
        """What is said; None while something of it cannot be read, which is shown beside its field."""
        if self.form.problems():
            return None
        return filter_of(self.form.values())

    def apply(self) -> None:
        if (wanted := self.wanted()) is not None:
            self.chosen = wanted
            if self.view is not None and wanted != self.view.filter:
                self.kept = None
            self.accept()

    def keep(self) -> None:
        wanted = self.wanted()
        if wanted is None:
            return
        self.name.setFocus()
        with self.notice.guard():
            id = self.view.id if self.view else None
            self.kept = segments.save(self.desk.store, self.desk.actor, self.name.value(), wanted, id)
            self.chosen = wanted
            self.accept()

    def remove(self) -> None:
        self.removed = True
        self.accept()

    def clear(self) -> None:
        self.form.set_values(values_of(CustomerFilter()))
        self._count()

    def _count(self) -> None:
        wanted = self.wanted()
        if wanted is None:
            self.count.setText("—")
            return
        found = customers.count(self.desk.store, wanted=wanted)
        self.count.setText(self.tr("Customers: {count}").format(count=f"{found:,}"))

    def _button(self, text: str, act: Any) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: act())
        return button

    def _lay_out(self) -> None:
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.addWidget(self.form)
        column.addStretch()
        area.setWidget(inside)
        keeping = QHBoxLayout()
        keeping.addWidget(self.count, 1)
        keeping.addWidget(self.name, 1)
        keeping.addWidget(self.keep_button)
        layout = QVBoxLayout(self)
        layout.addWidget(self.notice)
        layout.addWidget(area, 1)
        layout.addLayout(keeping)
        layout.addLayout(self.lay_foot(self.show_button, self.clear_button, self.remove_button))


class FilterForm(Form):
    """What can be asked of customers; parts left empty ask nothing."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.language, columns=2)
        store, language = desk.store, desk.language
        none = self.tr("(none)")
        tags = [(row.name, row.name) for row in label_service.labels(store, LabelKind.TAG)[:MANY]]
        grades = [(row.name, row.name) for row in label_service.labels(store, LabelKind.CLASS)]
        sources = [(name, name) for name in referrals.names_of_sources(store, MANY)]
        months = [(month, str(month)) for month in range(1, 13)]
        yes_no = [("yes", self.tr("referred by a customer")), ("no", self.tr("not referred"))]
        self.add("text", self.tr("Name or phone"), TextField(self.tr("Name, pinyin, initials or phone")))
        self.add("city", self.tr("City"), TextField())
        self.add("classes", self.tr("Class"), ChecksField([*grades, ("", none)], 2))
        self.add("stages", self.tr("Stage"), ChecksField(labels.choices(Stage, language), 5))
        self.add("tags", self.tr("With all tags"), ChecksField(tags))
        self.add("without_tags", self.tr("Without tags"), ChecksField(tags))
        self.add("sources", self.tr("Source"), ChecksField([*sources, ("", none)]))
        self.add("birthday_months", self.tr("Birthday in month"), ChecksField(months))
        self.add("age_from", self.tr("Age from"), NumberField())
        self.add("age_to", self.tr("Age to"), NumberField())
        self.add("no_contact_days", self.tr("No contact for days"), NumberField(days=True))
        self.add("referred", self.tr("Referral"), ChoiceField(yes_no, optional=True))
        self.add("need", self.tr("Needs"), ChoiceField(labels.choices(NeedFilter, language), optional=True))
        events = [(event.value, labels.of(event, language)) for event in Event]
        self.add("need_event", self.tr("Kind of need"), ChoiceField(events, optional=True))
        self.add("interest", self.tr("Interest"), TextField())
        own = custom_fields.fields(store)
        if own:
            self.add("custom", self.tr("Own fields"), ConditionsField(own, language))


def values_of(wanted: CustomerFilter) -> dict[str, Any]:
    values: dict[str, Any] = {name: getattr(wanted, name) for name in CustomerFilter.__slots__}
    referred = {True: "yes", False: "no", None: None}[wanted.referred]
    stages = tuple(stage.value for stage in wanted.stages)
    return values | {"referred": referred, "stages": stages, "need_event": wanted.need_event or None}


def filter_of(values: dict[str, Any]) -> CustomerFilter:
    need = NeedFilter(values["need"]) if values["need"] else None
    referred = {"yes": True, "no": False}.get(values["referred"] or "")
    stages = tuple(Stage(stage) for stage in values["stages"])
    return CustomerFilter(
        **values | {"need": need, "referred": referred, "stages": stages, "need_event": values["need_event"] or ""}
    )
