"""What is done about a clock, wherever it is shown: one click each, and each can be undone."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from app.services.care import clocks
from app.services.day import activities
from app.services.rules.care.clocks import Clock, ClockKind
from app.ui.base import labels
from app.ui.base.desk import Desk
from app.ui.shared.service.feedback.forms import record_after
from app.ui.widgets.forms.dialog import FormDialog
from app.ui.widgets.forms.fields import DateField
from app.ui.widgets.forms.form import Form
from app.ui.widgets.notice import Guard

PAYABLE = (ClockKind.PREMIUM, ClockKind.GRACE)
SNOOZES = (1, 3, 7, 30)


class ClockActs(QObject):
    """``guard`` shows what a service refuses."""

    def __init__(self, desk: Desk, parent: QWidget, guard: Guard) -> None:
        super().__init__(parent)
        self.desk, self.guard, self._widget = desk, guard, parent

    def step_words(self, clock: Clock) -> str:
        """What the next step would be."""
        if clock.kind in PAYABLE:
            return self.tr("Mark paid")
        if clock.kind == ClockKind.FEEDBACK:
            return self.tr("Record the answer")
        kind = clocks.next_activity(clock, self.desk.today(), self.desk.language).kind
        return self.tr("Plan: {kind}").format(kind=labels.of(kind, self.desk.language))

    def next_step(self, clock: Clock) -> None:
        if clock.kind in PAYABLE:
            self.pay(clock)
        elif clock.kind == ClockKind.FEEDBACK:
            record_after(self.desk, self._widget, clock)
        else:
            self.plan(clock)

    def plan(self, clock: Clock) -> None:
        """Plan the usual activity; from then on that stands for the clock."""
        store, actor = self.desk.store, self.desk.actor
        with self.guard():
            draft = clocks.next_activity(clock, self.desk.today(), self.desk.language)
            activities.add(store, actor, draft)
            clocks.finish(store, actor, clock)

            what = labels.of(draft.kind, self.desk.language)
            self.desk.hub.offer_undo(self.tr("{kind} planned for {day}.").format(kind=what, day=draft.on_date))

    def pay(self, clock: Clock) -> None:
        store, actor, due = self.desk.store, self.desk.actor, clock.values["premium_due"]
        with self.guard():
            clocks.pay_premium(store, actor, clock.subject_id, due)

            self.desk.hub.offer_undo(self.tr("The premium due on {day} is marked paid.").format(day=due))

    def finish(self, clock: Clock) -> None:
        store, actor = self.desk.store, self.desk.actor
        with self.guard():
            clocks.finish(store, actor, clock)
            self.desk.hub.offer_undo(self.tr("Done: {what}").format(what=self._title(clock)))

    def snooze(self, clock: Clock, until: date) -> None:
        with self.guard():
            self._snooze(clock, until)

    def snooze_menu(self, clock: Clock, parent: QWidget) -> QMenu:
        menu = QMenu(parent)
        for days in SNOOZES:
            until = self.desk.today() + timedelta(days=days)
            words = self.tr("Tomorrow") if days == 1 else self.tr("In {days} days", n=days).format(days=days)
            menu.addAction(f"{words}  ({until:%m-%d})").triggered.connect(
                lambda _=False, day=until: self.snooze(clock, day)
            )
        menu.addAction(self.tr("Until a day…")).triggered.connect(lambda: self.ask_snooze(clock))
        return menu

    def ask_snooze(self, clock: Clock) -> None:
        form = Form(self.desk.language)
        form.add("until", self.tr("Show again on"), DateField())
        form.set_values({"until": self.desk.today() + timedelta(days=14)})
        title = self.tr("Put off: {what}").format(what=self._title(clock))
        FormDialog(
            self._widget, title, form, lambda values: self._snooze(clock, values["until"] or self.desk.today())
        ).exec()

    def copy_message(self, clock: Clock) -> None:
        text = clocks.message(clock, self.desk.actor.name, self.desk.language)
        QGuiApplication.clipboard().setText(text)
        self.desk.hub.tell(self.tr("The message is copied: {text}").format(text=text))

    def open_family(self, clock: Clock) -> None:
        self.desk.choose_household(clock.owner.id)
        self.desk.hub.go("customers", clock.owner.id)

    def _snooze(self, clock: Clock, until: date) -> None:
        clocks.snooze(self.desk.store, self.desk.actor, clock, until)
        self.desk.hub.offer_undo(self.tr("Put off until {day}.").format(day=until))

    def _title(self, clock: Clock) -> str:
        return clocks.title(clock, self.desk.language)
