"""Recording what a customer said, and opening a need again because of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.services import matrix
from app.services.care import satisfaction
from app.services.care.satisfaction import Feedback, FeedbackDraft
from app.services.matrix import MatrixRow
from app.services.rules.care.clock_facts import Moment
from app.services.rules.care.clocks import Clock
from app.services.rules.care.satisfaction import Channel, FeedbackState
from app.ui.base import labels
from app.ui.base.desk import Desk
from app.ui.widgets.forms.dialog import FormDialog
from app.ui.widgets.forms.fields import ChoiceField, DateField, NotesField, TextField
from app.ui.widgets.forms.form import Form


def record_after(desk: Desk, parent: QWidget, clock: Clock) -> None:
    """Ask for the answer a clock reminds of."""
    record(desk, parent, clock.owner.id, clock.owner.name, clock.values["moment"], clock.subject_id)


def record(
    desk: Desk, parent: QWidget, household_id: str, name: str, moment: Moment = Moment.OTHER, subject_id: str = ""
) -> None:
    """The form for one answer; saved, it can be undone."""
    form = _form(desk)
    form.set_values(
        {
            "moment": moment.value, "state": FeedbackState.ANSWERED.value, "on_date": desk.today(),
            "channel": Channel.IN_PERSON.value,
        }
    )  # fmt: skip

    def save(values: Mapping[str, Any]) -> None:
        satisfaction.record(desk.store, desk.actor, household_id, _draft(values, subject_id))

        desk.hub.offer_undo(QCoreApplication.translate("Feedback", "The answer is recorded."))

    title = QCoreApplication.translate("Feedback", "How content is {name}?").format(name=name)
    FormDialog(parent, title, form, save, width=700).exec()


def remove(desk: Desk, row: Feedback) -> None:
    """Raises NeedfolioError as the service does."""
    satisfaction.remove(desk.store, desk.actor, row.id)

    desk.hub.offer_undo(QCoreApplication.translate("Feedback", "The answer is removed."))


def ask_reopen(desk: Desk, parent: QWidget, row: Feedback) -> None:
    """Choose the need that was not met after all, and say why."""
    needs = matrix.rows(desk.store, desk.today(), household_id=row.household_id)
    form = Form(desk.language)
    choices = [(need.id, _called(need, desk)) for need in needs]
    form.add("need_id", QCoreApplication.translate("Feedback", "Need"), ChoiceField(choices))
    hint = QCoreApplication.translate("Feedback", "It stands at the need's follow-up and in the log of the matrix.")
    form.add("reason", QCoreApplication.translate("Feedback", "Why"), NotesField(), hint)
    form.set_values({"reason": row.words})

    def save(values: Mapping[str, Any]) -> None:
        satisfaction.reopen_need(
            desk.store, desk.actor, row.id, values["need_id"] or "", values["reason"], desk.language
        )
        words = QCoreApplication.translate("Feedback", "The need is open again.")
        desk.hub.offer_undo(words)

    title = QCoreApplication.translate("Feedback", "Open a need of {name} again").format(name=row.household)
    FormDialog(parent, title, form, save, width=600).exec()


def _called(need: MatrixRow, desk: Desk) -> str:
    event, status = labels.event(need.event, desk.language), labels.of(need.status, desk.language)
    return f"{need.number}  {need.member}  {event}  ({status})"


def _form(desk: Desk) -> Form:
    form = Form(desk.language, columns=2)
    moments, states = labels.choices(Moment, desk.language), labels.choices(FeedbackState, desk.language)
    content = [(score, f"{score} {'★' * score}") for score in range(5, 0, -1)]
    ready = [(score, str(score)) for score in range(10, -1, -1)]
    form.add("moment", QCoreApplication.translate("Feedback", "Moment"), ChoiceField(moments))
    form.add("state", QCoreApplication.translate("Feedback", "Answer"), ChoiceField(states))
    form.add("csat", QCoreApplication.translate("Feedback", "Content (1–5)"), ChoiceField(content, optional=True))
    form.add("nps", QCoreApplication.translate("Feedback", "Recommends (0–10)"), ChoiceField(ready, optional=True))
    form.add("on_date", QCoreApplication.translate("Feedback", "Day"), DateField())
    channels = ChoiceField(labels.choices(Channel, desk.language), optional=True)
    form.add("channel", QCoreApplication.translate("Feedback", "Asked by"), channels)
    form.add("words", QCoreApplication.translate("Feedback", "In the customer's words"), TextField())
    return form


def _draft(values: Mapping[str, Any], subject_id: str) -> FeedbackDraft:
    state = FeedbackState(values["state"])
    answered = state == FeedbackState.ANSWERED
    return FeedbackDraft(
        Moment(values["moment"]), values["on_date"], state, Channel(values["channel"]) if values["channel"] else None,
        values["csat"] if answered else None, values["nps"] if answered else None, values["words"], subject_id,
    )  # fmt: skip
