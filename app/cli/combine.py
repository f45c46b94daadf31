"""``combine REQUEST.json --catalogue FILE.xlsx``: three plans and the curve."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from app.cli.call import Call, Commands, Reply
from app.services.tables.documents import read_json


def register(commands: Commands) -> None:
    parser = commands.add("combine", run)
    parser.add_argument("file", type=Path, metavar="REQUEST.json", help=commands.say("cli.combine.file"))
    parser.add_argument(
        "--catalogue", type=Path, required=True, metavar="FILE.xlsx", help=commands.say("cli.combine.catalogue")
    )


def run(call: Call) -> Reply:
    from app.services.offers.catalogue import read_catalogue
    from app.services.offers.combinations import combine, cover_words
    from app.services.offers.combinations.documents import read_request, write_answer
    from app.services.offers.combinations.health_documents import expected_lines, read_health, write_expected
    from app.services.offers.health import expectations

    today = date.today()  # noqa: DTZ011 - the agent's own calendar day
    document = read_json(call.args.file)
    request = read_request(document, call.args.file.name, today)
    health = read_health(document, call.args.file.name)
    catalogue = read_catalogue(call.args.catalogue)
    answer = combine(request, catalogue)
    products = {product.code: product for product in catalogue}
    expected = [expectations(plan.items, products, request, health) for plan in answer.plans]
    lines = []
    for plan in answer.plans:
        name = call.say(f"plan.{plan.name}")
        once = call.say("cli.combine.once", single=f"{plan.single / 100:,.2f}") if plan.single else ""
        more = 0 if request.budget is None else max(0, plan.yearly - request.budget)
        over = call.say("cli.combine.over", more=f"{more / 100:,.2f}") if more else ""
        lines.append(f"{name}: {plan.yearly / 100:,.2f}{once} ({call.say(f'solver.{plan.status}')}){over}")
        lines += [f"    {i.product} {i.insured} {i.sum / 100:,.0f} → {i.premium / 100:,.2f}" for i in plan.items]
        for cover in plan.coverage:
            why = cover_words(cover, call.language)
            lines.append(f"    {cover.need.key}: {float(cover.ratio):.0%}" + (f" ({why})" if why else ""))
    told = expected_lines([one for some in expected for one in some], call.language)
    lines += [*told, call.say("health.note")] if told else []
    said = write_answer(answer)
    for plan, some in zip(said["plans"], expected if health else (), strict=False):
        plan["expected"] = [write_expected(one) for one in some]
    return Reply(said, lines)
