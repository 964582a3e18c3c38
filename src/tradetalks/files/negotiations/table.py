"""Tables of scores: a row an option, a column a party, as CSV or as a workbook."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

from tradetalks.errors import InputError, Mistake
from tradetalks.files.negotiations.cells import Sheet, read_sheets
from tradetalks.files.negotiations.facts import (
    DISCOUNT,
    NO_DEAL,
    OF_PARTIES,
    WALK_AWAY,
    Facts,
    canonical,
    label,
    near_miss,
)
from tradetalks.files.negotiations.head import ISSUE, OPTION, STATUS_QUO, TITLE, Head, has_head, read_head
from tradetalks.files.negotiations.names import party_names
from tradetalks.files.negotiations.options import Entry, read_matters
from tradetalks.files.negotiations.party_sheet import PARTIES, read_parties
from tradetalks.files.negotiations.scored import Scored, Side, check_sizes
from tradetalks.files.negotiations.spans import Span
from tradetalks.files.negotiations.stamps import saved_on

WEIGHT = "weight"
UNIT, AS_OF, SUMMARY = "unit", "as of", "summary"
ABOUT = (TITLE, UNIT, AS_OF, SUMMARY)
POINTS = "points"


@dataclass(frozen=True)
class Table:
    """A table being read: its headings, what it says of itself and of parties, and the rows that score options."""

    sheet: Sheet
    head: Head
    facts: Facts
    about: dict[str, tuple[str, str]] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)

    @property
    def issues(self) -> tuple[str, ...]:
        """Issues in the order of their first rows."""
        return tuple(dict.fromkeys(entry.issue for entry in self.entries))


def read_table(path: Path, mistakes: list[Mistake]) -> Scored | None:
    """Read a table of scores; what is wrong is added to the mistakes."""
    try:
        sheets = read_sheets(path)
    except InputError as error:
        mistakes.append(Mistake(f"{path}:1", error.message, error.remedy, error.code))
        return None
    sheet = _scores(sheets, path)
    head = read_head(sheet, mistakes)
    if head is None:
        return None
    table = Table(sheet, head, Facts(mistakes=mistakes))
    _read_rows(table)
    titles = read_parties(sheets.get(PARTIES), table.issues, tuple(head.parties), table.facts)
    return _scored(path, table, titles)


def _scores(sheets: dict[str, Sheet], path: Path) -> Sheet:
    """Return the first sheet that has the headings, or else the first, to say so."""
    headed = [sheet for sheet in sheets.values() if any(has_head(cells) for _, cells in sheet.rows)]
    return next(iter([*headed, *sheets.values()]), Sheet(str(path), ()))


def _read_rows(table: Table) -> None:
    for row, cells, issue in _filled(table):
        scores = table.head.by_party(table.sheet, row, cells)
        option = table.head.cell(cells, OPTION)
        place = table.sheet.at(row)
        if label(issue) in OF_PARTIES:
            for party, cell in scores.items():
                table.facts.put(label(issue), party, cell)
        elif label(issue) in ABOUT and not any(cell.text for cell in scores.values()):
            table.about[label(issue)] = (place, option)
        elif label(option) == WEIGHT:
            for party, cell in scores.items():
                table.facts.weigh(issue, party, cell)
        elif option:
            title, mark = table.head.cell(cells, TITLE), table.head.cell(cells, STATUS_QUO)
            table.entries.append(Entry(place, issue, option, title, mark, scores))
        else:
            table.facts.mistakes.append(_optionless(place, issue))


def _filled(table: Table) -> Iterator[tuple[int, tuple[str, ...], str]]:
    """Yield the rows below the headings with their issues; an empty cell goes on with the issue above."""
    above = ""
    spelled: list[str] = []
    for row, cells in table.sheet.rows:
        if row <= table.head.row:
            continue
        written = table.head.cell(cells, ISSUE) or above
        issue = canonical(written, spelled) or written
        if issue:
            yield row, cells, issue
        else:
            remedy = "name its issue in the first column"
            table.facts.mistakes.append(Mistake(table.sheet.at(row), "the row has no issue", remedy, "no-issue"))
        above = "" if label(issue) in (*OF_PARTIES, *ABOUT) else issue
        spelled.append(above)


def _optionless(place: str, issue: str) -> Mistake:
    meant = near_miss(issue, (*OF_PARTIES, *ABOUT))
    remedy = f"did you mean {meant}?" if meant else "name the option in the column option"
    if label(issue) == WEIGHT:
        remedy = "write the issue in its column, and weight in the column option"
    return Mistake(place, f"the row of issue '{issue}' has no option", remedy, "no-option")


def _scored(path: Path, table: Table, titles: dict[str, str]) -> Scored:
    facts, parties = table.facts, tuple(table.head.parties)
    place = table.sheet.at(table.head.row)
    matters = read_matters(table.entries, facts)
    facts.complete(place, table.issues, parties)
    facts.mistakes.extend(check_sizes(place, parties, matters))
    title, unit, summary = (table.about.get(what, ("", ""))[1] for what in (TITLE, UNIT, SUMMARY))
    return Scored(
        name=path.stem,
        title=title or path.stem,
        as_of=_as_of(path, table),
        unit=unit or POINTS,
        summary=summary,
        sides=_sides(path, facts, parties, titles),
        matters=matters,
        files=(path.resolve(),),
    )


def _sides(path: Path, facts: Facts, parties: tuple[str, ...], titles: dict[str, str]) -> tuple[Side, ...]:
    held = facts.of_party
    found = []
    for name, party in zip(party_names(parties), parties, strict=True):
        walk_away, discount = (
            held[what, party].value if (what, party) in held else None for what in (WALK_AWAY, DISCOUNT)
        )
        no_deal = held.get((NO_DEAL, party), Span.at(Fraction(0)))
        source = f"Scores in {path.name}"
        found.append(Side(name, titles.get(party) or party, source, no_deal, walk_away, discount))
    return tuple(found)


def _as_of(path: Path, table: Table) -> dt.date:
    place, text = table.about.get(AS_OF, ("", ""))
    try:
        return dt.date.fromisoformat(text[:10]) if text else saved_on(path)
    except ValueError:
        table.facts.mistakes.append(Mistake(place, f"{text!r} is not a date", "write a date as 2018-07-06", "date"))
        return dt.date.min
