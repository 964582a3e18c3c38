"""The row of headings of a table of scores."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tradetalks.errors import Mistake
from tradetalks.files.negotiations.cells import Cell, Sheet
from tradetalks.files.negotiations.facts import canonical, label, near_miss

ISSUE, OPTION, STATUS_QUO, TITLE = "issue", "option", "status quo", "title"
COLUMNS = (ISSUE, OPTION, STATUS_QUO, TITLE)


@dataclass(frozen=True)
class Head:
    """Where the known columns of a table are, and those of parties; `row` is its own."""

    row: int
    known: dict[str, int]
    parties: dict[str, int]

    def cell(self, cells: Sequence[str], column: str) -> str:
        """Return what a row has in a known column."""
        return _at(cells, self.known.get(column))

    def by_party(self, sheet: Sheet, row: int, cells: Sequence[str]) -> dict[str, Cell]:
        """Return what a row has for every party."""
        return {party: sheet.cell(row, _at(cells, place)) for party, place in self.parties.items()}


def has_head(cells: Sequence[str]) -> bool:
    """Whether a row has the headings that a table of scores must have."""
    return {ISSUE, OPTION} <= {label(cell) for cell in cells}


def read_head(sheet: Sheet, mistakes: list[Mistake]) -> Head | None:
    """Find the headings: the first row that has issue and option; every other heading names a party."""
    for row, cells in sheet.rows:
        if has_head(cells):
            return _head(sheet, row, cells, mistakes)
    remedy = "begin with the headings issue, option, and the name of every party"
    mistakes.append(Mistake(sheet.at(1), "there is no row with the headings issue and option", remedy, "column"))
    return None


def _head(sheet: Sheet, row: int, cells: Sequence[str], mistakes: list[Mistake]) -> Head:
    head = Head(row, {}, {})
    place = sheet.at(row)
    for position, cell in enumerate(cells):
        held = head.known if label(cell) in COLUMNS else head.parties
        name = label(cell) if held is head.known else cell
        if canonical(name, held):
            mistakes.append(Mistake(place, f"the column {cell!r} is there twice", "keep one", "doubled-column"))
        elif name:
            held[name] = position
    for party in list(head.parties):
        if meant := near_miss(party, COLUMNS):
            mistakes.append(Mistake(place, f"the column {party!r} is no party", f"did you mean {meant}?", "column"))
            del head.parties[party]
    return head


def _at(cells: Sequence[str], position: int | None) -> str:
    return cells[position] if position is not None and position < len(cells) else ""
