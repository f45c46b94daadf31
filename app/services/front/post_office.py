"""A shared folder looked after while the program is open: what came is brought in, what is to go out is put there, and
once a week the workbook is written and sent by itself – at the next start, where nobody had the program open then."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from app.enums import Language, PeerRole, PeerState
from app.errors import InputError, Place, Problem, bad_input
from app.services.base import agents, settings
from app.services.base.files import exported
from app.services.base.post import cards, identity, items, mailbox, peers
from app.services.base.post.receiving import Came
from app.services.base.store import Actor, Store, place
from app.services.front import post
from app.services.rules.base import weekdays, weeks
from app.services.rules.base.weekdays import WeekTime
from app.services.rules.base.weeks import Week, week_of

KEY = "post.office"
T = TypeVar("T")
FRIDAY_EVENING = WeekTime(4, 18 * 60)


@dataclass(frozen=True, slots=True)
class Office:
    """How the post is looked after. ``folder`` None: only when somebody asks. ``reported`` is the last week whose
    workbook was written by itself."""

    folder: Path | None = None
    weekly: bool = False
    at: WeekTime = FRIDAY_EVENING
    reported: str = ""


@dataclass(frozen=True, slots=True)
class Round:
    """What one round brought: packages that were for us, a workbook that was written, how many things wait, and what
    could not be done."""

    came: tuple[Came, ...] = ()
    workbook: Path | None = None
    waiting: int = 0
    problems: tuple[Problem, ...] = ()


def of_store(store: Store) -> Office:
    """How it is set; nothing is looked after until somebody says so."""
    kept: dict[str, Any] = settings.read(store, KEY, {})
    folder = Path(kept["folder"]) if kept.get("folder") else None
    at = WeekTime(*kept["at"]) if kept.get("at") else FRIDAY_EVENING
    return Office(folder, bool(kept.get("weekly")), at, str(kept.get("reported", "")))


def arrange(store: Store, actor: Actor, office: Office) -> Office:
    """Look after it so from now on. A time that has passed already this week is not made up for. Raises InputError
    ``post_folder`` for one that is not there, ``post_no_folder`` where a workbook is to go nowhere."""
    if office.folder is not None:
        mailbox.check(office.folder)
    elif office.weekly:
        raise bad_input("post_no_folder", Place(field="folder"))
    if not office.at.sound:
        raise bad_input("not_a_clock", Place(field="at"), text=str(office.at.minute))
    before = of_store(store)
    if office.weekly and (not before.weekly or before.at != office.at):
        office = replace(office, reported=str(weekdays.last(office.at, store.now().astimezone())))
    _keep(store, actor, office)
    return office


def go_round(store: Store, actor: Actor, language: Language) -> Round:
    """One round of the folder that is set; nothing without one. What cannot be done now is told and done next time."""
    office = of_store(store)
    if office.folder is None or store.only_looking is not None:
        return Round(waiting=len(items.waiting(store)))
    folder = office.folder
    problems: list[Problem] = []

    def tried(act: Callable[[], T]) -> T | None:
        """One step; what keeps it from being done is told and keeps no other."""
        try:
            return act()
        except InputError as error:
            problems.extend(error.problems)
            return None

    tried(lambda: mailbox.check(folder))
    if problems:
        return Round((), None, len(items.waiting(store)), tuple(problems))
    came = tried(lambda: tuple(mailbox.take(store, actor, folder))) or ()
    workbook = tried(lambda: _report(store, actor, office, language))
    tried(lambda: mailbox.put(store, actor, folder))
    tried(lambda: _show_card(store, actor, folder))
    return Round(came, workbook, len(items.waiting(store)), tuple(problems))


def due(store: Store) -> Week | None:
    """The week whose workbook is to be written by itself now; None when none is."""
    office = of_store(store)
    week = weekdays.last(office.at, store.now().astimezone())
    return week if office.weekly and office.reported < str(week) else None


def report(store: Store, actor: Actor, week: Week, language: Language, folder: Path | None = None) -> Path:
    """Write the week's workbook and put it in a package for each lead; without a lead who has a card here it is laid in
    ``folder`` as it is. Returns where it was written. Raises InputError as the export does, and ``post_no_lead``."""
    from app.services.team.weekly import default_name, export_weekly
    from app.services.team.weekly.post_kind import written

    leads = peers.pinned(store, PeerRole.LEAD)
    if not leads and folder is None:
        raise bad_input("post_no_lead")
    own = store.path.parent / items.PLACE
    if leads:
        place.own_folder(own)
    code = agents.me(store).code
    path = (own if leads or folder is None else folder) / default_name(code, week, language)
    export_weekly(store, path, week=week, agent=code, language=language)
    if leads:
        post.send(store, actor, leads, post.offered_to(PeerRole.LEAD), [written(path, week)])
    return path


def listed(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """What lies there: names, times and sizes. Where that is what it was, nothing came."""
    found = []
    try:
        for path in sorted(folder.iterdir()):
            if path.suffix in (mailbox.ENDING, cards.ENDING):
                about = path.stat()
                found.append((path.name, about.st_mtime_ns, about.st_size))
    except OSError:
        return ()
    return tuple(found)


def week_named(text: str, store: Store) -> Week:
    """A week as it is typed; "" is the one of today."""
    return weeks.parse(text) if text else week_of(store.today())


def _report(store: Store, actor: Actor, office: Office, language: Language) -> Path | None:
    week = due(store)
    if week is None:
        return None
    path = report(store, actor, week, language, office.folder)
    _keep(store, actor, replace(of_store(store), reported=str(week)))
    return path


def _show_card(store: Store, actor: Actor, folder: Path) -> None:
    """The own card lies in the folder for whoever does not have it yet: as long as nobody was met, or a lead waits."""
    if any(one.state is PeerState.PINNED and one.role is PeerRole.LEAD for one in peers.everyone(store)):
        return
    path = folder / mailbox.name_of(identity.own(store, actor), actor.code, cards.ENDING)
    text = cards.text_of(store, actor) + "\n"
    try:
        if path.read_text(encoding="utf-8") == text:
            return
    except (OSError, UnicodeDecodeError):
        pass
    with exported(path, cards.ENDING) as temporary:
        temporary.write_text(text, encoding="utf-8")


def _keep(store: Store, actor: Actor, office: Office) -> None:
    kept = {
        "folder": str(office.folder) if office.folder else "",
        "weekly": office.weekly,
        "at": [office.at.day, office.at.minute],
        "reported": office.reported,
    }
    if settings.read(store, KEY) != kept:
        settings.write(store, actor, KEY, kept)
