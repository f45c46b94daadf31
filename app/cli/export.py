"""``export KIND --out FILE``: what the window exports, for scripts."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.cli.call import Call, Commands, Reply
from app.errors import bad_input
from app.services.base.file_names import check_target, is_folder
from app.services.base.store import Store
from app.services.rules.offers.portfolio import SEGMENTS

if TYPE_CHECKING:
    from app.services.tables.paper import Paper

PHONE = "phone"
FORMATS = ("jira", "redmine", "reqif", PHONE)
ENDINGS = {
    "customers": (".xlsx", ".csv", ".vcf"),
    "policies": (".xlsx", ".csv"),
    "catalogue": (".xlsx", ".csv", ".zip"),
    "matrix": (".xlsx", ".csv", ".reqif"),
    "weekly": (".xlsx",),
    "daily": (".xlsx",),
    "weekly-template": (".xlsx",),
    "calendar": (".ics",),
    "portfolio": (".xlsx",),
    "policy-review": (".docx", ".html"),
    "proposal": (".docx", ".html", ".xlsx"),
    "cards": (".xlsx", ".csv"),
    "template-customers": (".xlsx",),
    "template-catalogue": (".xlsx",),
    "template-cards": (".xlsx",),
}
KINDS = tuple(ENDINGS)
ALL = "all"


def register(commands: Commands) -> None:
    parser = commands.add("export", run)
    parser.add_argument("kind", choices=KINDS, help=commands.say("cli.export.kind"))
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help=commands.say("cli.export.out"))
    parser.add_argument("--week", metavar="2026-W47", help=commands.say("cli.export.week"))
    parser.add_argument("--day", metavar="2026-11-24", help=commands.say("cli.export.day"))
    parser.add_argument("--agent", metavar="CODE", help=commands.say("cli.export.agent"))
    parser.add_argument("--template", type=Path, metavar="FILE", help=commands.say("cli.export.template"))
    parser.add_argument("--matrix", metavar="NAME", help=commands.say("cli.import.matrix"))
    parser.add_argument("--full-phones", action="store_true", help=commands.say("cli.export.full_phones"))
    parser.add_argument("--segment", metavar="NAME", help=commands.say("cli.export.segment"))
    parser.add_argument("--household", metavar="CODE", help=commands.say("cli.export.household"))
    parser.add_argument("--proposal", metavar="NUMBER", help=commands.say("cli.export.proposal"))
    parser.add_argument("--by", choices=tuple(SEGMENTS), default="age", help=commands.say("cli.export.by"))
    parser.add_argument("--format", choices=FORMATS, help=commands.say("cli.export.format"))


def run(call: Call) -> Reply:
    """Where it goes is looked at before anybody is asked for a password."""
    args = call.args
    if args.format and (args.kind == "proposal") != (args.format == PHONE):
        raise bad_input("format_not_here", kind=args.kind, format=args.format)
    if args.full_phones and args.kind != "customers":
        raise bad_input("option_not_for", option="--full-phones", kind=args.kind, wanted="customers")
    into_folder = args.kind == "cards" or (args.kind == "weekly" and args.agent == ALL)
    if not (into_folder and is_folder(args.out)):
        check_target(args.out, ENDINGS[args.kind])
    with call.store() as store:
        rows = _write(call, store)
        notices = _notices(call, store)
    path = str(args.out)
    total = sum(rows.values())
    lines = [call.say("cli.export.done", path=path, rows=total)]
    if args.kind == "customers" and not args.full_phones and args.out.suffix.lower() != ".vcf":
        lines.append(call.say("cli.export.masked"))
    document: dict[str, Any] = {"file": path, "rows": total, "sheets": rows}
    if notices:
        document["notices"] = notices
        print(*notices, sep="\n", file=sys.stderr)
    return Reply(document, lines)


def _notices(call: Call, store: Store) -> list[str]:
    """What whoever hands the paper out has to know: the window asks for the licence, here it is said."""
    if call.args.kind == "proposal" and call.args.out.suffix.lower() != ".xlsx":
        from app.services.offers import proposals

        detail = proposals.licensed(store, proposals.read_number(store, call.args.proposal))
        licence = detail.facts["agent"]["licence"]
    elif call.args.kind == "policy-review":
        from app.services.care import policy_review

        licence = policy_review.review_of_code(store, call.args.household).agent.licence
    else:
        return []
    return [] if licence else [call.say("cli.export.unlicensed")]


def _write(call: Call, store: Store) -> dict[str, int]:
    """Rows written, by sheet."""
    args, today = call.args, store.today()
    if args.kind == "customers":
        from app.services.people import customers, segments

        wanted = segments.filter_of(store, args.segment) if args.segment else customers.EVERYBODY
        if args.out.suffix.lower() == ".vcf":
            return {"customers": customers.export_cards(store, args.out, wanted=wanted)}
        full = args.full_phones
        return {"customers": customers.export_file(store, args.out, call.language, full_phones=full, wanted=wanted)}
    if args.kind == "policies":
        from app.services.people.policies.out import export_file

        return {"policies": export_file(store, args.out, call.language)}
    if args.kind == "catalogue":
        from app.services.offers import catalogue

        return {"products": catalogue.export_file(store, args.out)}
    if args.kind == "policy-review":
        return {"policies": _policy_review(call, store)}
    if args.kind == "proposal":
        return {"items": _proposal(call, store)}
    if args.kind == "portfolio":
        from app.services.offers import portfolio

        return {"rows": portfolio.export_file(portfolio.read(store, today), args.out, args.by, call.language)}
    if args.kind in ("cards", "template-cards"):
        return _cards(call, store)
    if args.kind == "template-customers":
        from app.services.people.customers import blank

        return {"columns": blank.write_template(store, args.out, call.language)}
    if args.kind == "template-catalogue":
        from app.services.offers.catalogue import blank as blank_catalogue

        return {"columns": blank_catalogue.write_template(args.out, call.language)}
    if args.kind == "calendar":
        return {"events": _calendar(call, store, today)}
    if args.kind == "daily":
        return {"figures": _daily(call, store, today)}
    if args.kind == "matrix":
        return {"matrix": _matrix(call, store, today)}
    return _weekly(call, store, today)


def _weekly(call: Call, store: Store, today: date) -> dict[str, int]:
    """One agent's workbook, everybody's, or the template of it."""
    from app.services.base import agents
    from app.services.rules.base import weeks
    from app.services.team import rollup
    from app.services.team.weekly import default_name, export_weekly, template

    args = call.args
    if args.kind == "weekly-template":
        return {"columns": template.write_default(args.out, call.language)}
    week = weeks.parse(args.week) if args.week else weeks.week_of(today)
    layout = template.read(args.template) if args.template else None
    if args.agent != ALL:
        agent = args.agent or agents.me(store).code
        return export_weekly(
            store, args.out, week=week, agent=agent, language=call.language, today=today, layout=layout
        )
    if args.out.is_dir():  # a file for each, as the agents themselves would send them
        counts: dict[str, int] = {}
        for row in agents.everyone(store):
            path = args.out / default_name(row.code, week, call.language)
            written = export_weekly(
                store, path, week=week, agent=row.code, language=call.language, today=today, layout=layout
            )
            counts[row.code] = sum(written.values())
        return counts
    return dict(
        rollup.roll_up_store(store, args.out, week=week, language=call.language, today=today, layout=layout).sheets
    )


def _cards(call: Call, store: Store) -> dict[str, int]:
    """The knowledge base, as a workbook or a folder of Markdown files; or the blank workbook for it."""
    from app.services.knowledge.cards import out

    if call.args.kind == "template-cards":
        return {"columns": out.write_template(call.args.out, call.language)}
    return {"cards": out.export_file(store, call.args.out, call.language)}


def _policy_review(call: Call, store: Store) -> int:
    """The paper of one family; the window writes it as PDF and as a picture too."""
    from app.services.care import policy_review

    if not call.args.household:
        raise bad_input("household_needed")
    review = policy_review.review_of_code(store, call.args.household)
    _write_paper(call, policy_review.write_review(review, call.language))
    return len(review.policies)


def _proposal(call: Call, store: Store) -> int:
    """The paper of one proposal, or its page for the phone; as .xlsx its years. The window writes pictures too."""
    from app.services.offers import proposals

    if not call.args.proposal:
        raise bad_input("proposal_needed")
    detail = proposals.licensed(store, proposals.read_number(store, call.args.proposal))
    if call.args.out.suffix.lower() == ".xlsx":
        return proposals.export_years(detail.facts, call.args.out, call.language)
    write = proposals.write_phone if call.args.format == PHONE else proposals.write_proposal
    _write_paper(call, write(detail, call.language))
    return len(detail.facts["items"])


def _write_paper(call: Call, paper: Paper) -> None:
    """As Word, or as a web page that needs nothing else, by the name's ending."""
    from app.services.tables.paper import write_web, write_word

    write = write_web if call.args.out.suffix.lower() == ".html" else write_word
    write(paper, call.args.out)


def _matrix(call: Call, store: Store, today: date) -> int:
    """As our own workbook, or as another tool takes it in."""
    from app.services import matrix
    from app.services.base.founding import ALL_CUSTOMERS

    args, code = call.args, call.args.matrix or ALL_CUSTOMERS
    if args.format == "reqif" or args.out.suffix.lower() == ".reqif":
        return matrix.export_reqif(store, args.out, today, code)
    if args.format:
        return matrix.export_tracker(store, args.out, matrix.Tracker(args.format), today, code)
    return matrix.export_file(store, args.out, call.language, today, code)


def _daily(call: Call, store: Store, today: date) -> int:
    """One agent's day."""
    from app.services.base import agents
    from app.services.team import daily

    args = call.args
    try:
        day = date.fromisoformat(args.day) if args.day else today
    except ValueError:
        raise bad_input("not_a_date", text=args.day) from None
    return daily.write(daily.daily(store, args.agent or agents.me(store).code, day), args.out, call.language)


def _calendar(call: Call, store: Store, today: date) -> int:
    """A week when one is named, else all to come."""
    from app.services.base import agents
    from app.services.day import ics
    from app.services.day.activities import series
    from app.services.rules.base import weeks

    args, me = call.args, agents.me(store)
    agent = agents.one(store, args.agent or me.code).code
    if args.week:
        return ics.week(store, args.out, agent, weeks.parse(args.week), call.language)
    series.ensure(store, me, today + series.AHEAD)
    return ics.to_come(store, args.out, agent, today, call.language)
