"""The sheet "parties" of a workbook: a row a party, with its figures and the weights of issues."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tradetalks.errors import Mistake, suggestion
from tradetalks.files.negotiations.cells import Sheet
from tradetalks.files.negotiations.facts import OF_PARTIES, Facts, canonical, label

PARTIES = "parties"
PARTY, NAME = "party", "name"


def read_parties(sheet: Sheet | None, issues: Sequence[str], parties: Sequence[str], facts: Facts) -> dict[str, str]:
    """Note the figures of parties and the weights of issues, and return the full names of parties."""
    if sheet is None or not sheet.rows:
        return {}
    row, heads = sheet.rows[0]
    place = sheet.at(row)
    if label(heads[0]) != PARTY:
        remedy = "begin with the headings party, name, no deal, walk-away, discount and the names of issues"
        facts.mistakes.append(Mistake(place, "the first heading is not party", remedy, "column"))
        return {}
    known = (NAME, *OF_PARTIES, *issues)
    meant = [canonical(head, known) for head in heads[1:]]
    for head, name in zip(heads[1:], meant, strict=True):
        if head and name is None:
            message = f"the column {head!r} names no issue of the scores"
            facts.mistakes.append(Mistake(place, message, suggestion(head, known), "unknown-issue"))
    return dict(_rows(sheet, meant, parties, facts))


def _rows(sheet: Sheet, meant: Sequence[str | None], parties: Sequence[str], facts: Facts) -> Iterator[tuple[str, str]]:
    for row, cells in sheet.rows[1:]:
        party = canonical(cells[0], parties)
        if party is None:
            message = f"there is no party {cells[0]!r} in the scores"
            facts.mistakes.append(Mistake(sheet.at(row), message, suggestion(cells[0], parties), "unknown-party"))
            continue
        for name, text in zip(meant, cells[1:], strict=False):
            if name == NAME:
                yield party, text
            elif name in OF_PARTIES:
                facts.put(name, party, sheet.cell(row, text))
            elif name:
                facts.weigh(name, party, sheet.cell(row, text))
