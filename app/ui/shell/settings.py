"""Every setting of the program in one menu, by what it is about; the search box finds the same ones."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu, QWidget

from app.ui.base.desk import Desk
from app.ui.shell.commands import Command
from app.ui.widgets.plain import MessageBox


class Settings(QObject):
    """``window`` is what the dialogs belong to; ``looks`` are the switches of language and theme; ``page`` shows a tab
    and gives its page; ``safety`` are the commands of passwords and backups. What a setting needs is
    imported when it is opened."""

    profile_changed = Signal()

    def __init__(
        self,
        desk: Desk,
        window: QWidget,
        looks: tuple[Callable[[], None], Callable[[], None]],
        page: Callable[[str], Any],
        safety: Callable[[], list[Command]],
    ) -> None:
        super().__init__(window)
        self._desk, self._window, self._looks, self._page, self._safety = desk, window, looks, page, safety

    def commands(self) -> list[Command]:
        """All of them, for the search box."""
        return [command for commands in self.groups() for command in commands]

    def fill(self, menu: QMenu) -> None:
        """The groups one below the other, parted by a line."""
        menu.clear()
        for place, commands in enumerate(self.groups()):
            if place:
                menu.addSeparator()
            for command in commands:
                menu.addAction(command.words).triggered.connect(lambda _=False, act=command.act: act())

    def groups(self) -> list[list[Command]]:
        """One's own, customers and the day, advice and selling, figures, data."""
        return [self._own(), self._day(), self._advice(), self._figures(), self._data()]

    def _own(self) -> list[Command]:
        language, shade = self._looks
        details = (self.tr("Licence number"), self.tr("Highest product grade"), self.tr("Team"), self.tr("Name"))
        return [
            Command(self.tr("Change my details"), self.edit_profile, details),
            Command(self.tr("PIN for the customer view"), self.choose_pin, (self.tr("Password"),)),
            Command(self.tr("Switch the language"), language, ("English", "中文")),
            Command(self.tr("Switch between light and dark"), shade, (self.tr("Theme"),)),
        ]

    def _day(self) -> list[Command]:
        return [
            Command(self.tr("Classes and tags…"), self._arrange_labels, (self.tr("Labels"),)),
            Command(self.tr("Own fields…"), self._arrange_fields),
            Command(self.tr("Message texts…"), self._edit_messages),
            Command(self.tr("Days until a customer counts as not heard from…"), self._choose_stale_days),
            Command(self.tr("Names in notices outside the window"), self._switch_names, (self.tr("Reminders"),)),
            Command(self.tr("When clocks begin to remind…"), self._edit_clocks, (self.tr("Clocks"),)),
        ]

    def _advice(self) -> list[Command]:
        return [
            Command(self.tr("Interview templates…"), self._edit_templates, (self.tr("Questions"),)),
            Command(self.tr("Limits and recording rules"), self._edit_suitability, (self.tr("Suitability"),)),
            Command(self.tr("Products that belong together…"), self.edit_pairs, (self.tr("Pairs…"),)),
            Command(self.tr("Approval of orders"), self._edit_approval),
            Command(self.tr("Statutory and market data"), self._open_statutes),
            Command(self.tr("What makes a link suspect…"), self._edit_suspects, (self.tr("Matrix"),)),
        ]

    def _figures(self) -> list[Command]:
        return [
            Command(self.tr("Work month…"), self._choose_work_month),
            Command(self.tr("KPI definitions"), self._edit_kpis),
            Command(self.tr("Edit the weekly template"), self._edit_weekly),
            Command(self.tr("When weekly files are due…"), self._edit_due, (self.tr("Team"),)),
            Command(self.tr("Team post…"), self.open_post, (self.tr("Lead"), self.tr("My team card"))),
        ]

    def _data(self) -> list[Command]:
        return [
            *self._safety(),
            Command(self.tr("Make a backup"), self.back_up),
            Command(self.tr("Delete the sample data…"), self.remove_samples),
        ]

    # -- the settings ---------------------------------------------------------------------------------------
    def edit_profile(self) -> None:
        from app.ui.shell.profile import ProfileDialog

        if ProfileDialog(self._desk, self._window).exec():
            self.profile_changed.emit()

    def choose_pin(self) -> None:
        from app.ui.shell.profile import PinDialog

        PinDialog(self._desk, self._window).exec()

    def _arrange_labels(self) -> None:
        from app.ui.customers.book.label_lists import LabelsDialog

        LabelsDialog(self._desk, self._window).exec()

    def _arrange_fields(self) -> None:
        from app.ui.customers.book.own_fields import FieldsDialog

        FieldsDialog(self._desk, self._window).exec()

    def _edit_messages(self) -> None:
        from app.ui.shared.activity.messages import MessagesDialog

        MessagesDialog(self._window, self._desk).exec()

    def _choose_stale_days(self) -> None:
        from app.ui.shared.activity.settings import StaleDaysDialog

        StaleDaysDialog(self._window, self._desk).exec()

    def _switch_names(self) -> None:
        from app.services.day import reminders

        shown = not reminders.names_shown(self._desk.store)
        reminders.show_names(self._desk.store, self._desk.actor, shown)
        told = self.tr("Notices outside the window now name people.")
        self._desk.hub.offer_undo(told if shown else self.tr("Notices outside the window name nobody."))

    def _edit_clocks(self) -> None:
        from app.ui.shared.service.clocks.settings import ClockSettingsDialog

        ClockSettingsDialog(self._desk, self._window).exec()

    def _edit_templates(self) -> None:
        from app.ui.interview.editor.dialog import TemplateEditor

        TemplateEditor(self._window, self._desk).exec()

    def _edit_suitability(self) -> None:
        from app.ui.combinations.suitability.assessing import edit_rules

        edit_rules(self._window, self._desk)

    def edit_pairs(self) -> None:
        from app.ui.shared.pairs.keeping import edit_pairs

        edit_pairs(self._window, self._desk)

    def _edit_approval(self) -> None:
        self._page("selling").orders.ask_approval()

    def _open_statutes(self) -> None:
        from app.ui.shared.statutory import StatuteList

        StatuteList(self._desk, self._window).exec()

    def _edit_suspects(self) -> None:
        self._page("matrix").rules.ask()

    def _choose_work_month(self) -> None:
        from app.ui.progress.targets.month import WorkMonthDialog

        WorkMonthDialog(self._desk, self._window).exec()

    def _edit_kpis(self) -> None:
        from app.ui.progress.kpis.definitions import KpiDialog

        KpiDialog(self._desk, self._window).exec()

    def _edit_weekly(self) -> None:
        from app.ui.shell.weekly_template import edit_template

        edit_template(self._desk)

    def _edit_due(self) -> None:
        from app.ui.team.due import DueDialog

        DueDialog(self._desk, self._window).exec()

    def open_post(self) -> None:
        from app.ui.shared.post.dialog import PostDialog

        PostDialog(self._desk, self._window).exec()

    def back_up(self) -> None:
        from app.ui.shell.profile import back_up

        back_up(self._desk, self._window)

    # -- the sample data ------------------------------------------------------------------------------------
    def remove_samples(self) -> None:
        """After it was said what goes: there is no way back."""
        from app.services.front import demo

        going = demo.there(self._desk.store)
        if not going:
            self._desk.hub.tell(self.tr("There is no sample data here."))
            return
        box = MessageBox(self._window)
        box.setText(self.tr("Delete the sample data? It cannot be brought back by Ctrl+Z."))
        text = self.tr(
            "{count} made-up families go, with all that was written to them, and the sample products nobody uses. "
            "What you added yourself stays.",
            n=going.households,
        )
        box.setInformativeText(text.format(count=going.households))
        delete = box.addButton(self.tr("Delete the sample data"), MessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(box.addButton(self.tr("Cancel"), MessageBox.ButtonRole.RejectRole))
        box.exec()
        if box.clickedButton() is delete:
            self._remove_samples()
        box.deleteLater()

    def _remove_samples(self) -> None:
        from app.services.front import demo

        desk = self._desk
        desk.tasks.run(
            self.tr("Deleting the sample data"),
            lambda _progress: demo.remove(desk.store, desk.actor),
            self._removed,
            self._not_removed,
        )

    def _removed(self, gone: Any) -> None:
        self._desk.choose_household(None)
        told = self.tr("The sample data is deleted: {count} families.", n=gone.households)
        self._desk.hub.tell(told.format(count=gone.households))

    def _not_removed(self, error: Any) -> None:
        if error is not None:
            self._desk.say_error(error)
        else:
            self._desk.hub.tell(self.tr("The sample data could not be deleted. Nothing was changed."))
