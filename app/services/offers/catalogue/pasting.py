"""A block copied from a spreadsheet as cells of the editor's tables: with a header or without, in the usual shapes."""

from __future__ import annotations

from app.errors import Place, bad_input
from app.services.offers.catalogue import columns

FIELDS = {"covers": ("event", "factor"), "rates": ("sex", "age_from", "age_to", "rate")}


def pasted(field: str, text: str) -> list[tuple[str, ...]]:
    """Rows for ``covers`` (event, factor) or ``rates`` (sex, first age, last age, rate).

    With a header the columns are found by their names. Without one, rates may also come as age and rate, or as age,
    women and men, which is how rate books print them. Raises InputError naming the row that does not fit.
    """
    lines = [[cell.strip() for cell in line.split("\t")] for line in text.splitlines() if line.strip()]
    if not lines:
        return []
    header = _header(field, lines[0])
    if header is not None:
        return [tuple(line[at] if at is not None and at < len(line) else "" for at in header) for line in lines[1:]]
    if field == "rates" and not lines[0][0][:1].isdigit() and not _is_sex(lines[0][0]):
        lines = lines[1:]  # a heading in other words
    found: list[tuple[str, ...]] = []
    for number, line in enumerate(lines, 1):
        while line and not line[-1]:
            line.pop()
        if len(line) == len(FIELDS[field]):
            found.append(tuple(line))
        elif field == "rates" and len(line) == 2:
            found.append(("", line[0], line[0], line[1]))
        elif field == "rates" and len(line) == 3:
            found += [("F", line[0], line[0], line[1]), ("M", line[0], line[0], line[2])]
        else:
            raise bad_input("paste_shape", Place(row=number), wanted=len(FIELDS[field]), there=len(line))
    return found


def _header(field: str, cells: list[str]) -> list[int | None] | None:
    """For each wanted column where it is; None when this is no header. The sex may be left out."""
    known = columns.SHEETS[field][0]
    words = [cell.casefold() for cell in cells]
    places: list[int | None] = []
    for name in FIELDS[field]:
        names = {name, name.replace("_", " "), *known[name]}
        at = next((number for number, word in enumerate(words) if word in names), None)
        if at is None and name != "sex":
            return None
        places.append(at)
    return places


def _is_sex(text: str) -> bool:
    return text.lower() in columns.SEX_WORDS
