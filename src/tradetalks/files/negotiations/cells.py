"""Tables as rows of text: CSV with any usual separator, and the sheets of a workbook."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from tradetalks.errors import InputError
from tradetalks.files.negotiations.figures import GROUPS, GROUPS_WITH_POINTS, figure, share, span
from tradetalks.files.negotiations.spans import Span
from tradetalks.files.texts import read_text
from tradetalks.files.workbooks import SPREADSHEETS, read_workbook

SEPARATORS = (",", ";", "\t", "|")
STATED = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
Row = tuple[int, tuple[str, ...]]
"""The number of a row in its file, and its cells."""


@dataclass(frozen=True)
class Cell:
    """Text in a place; `unclear` are the figures that cannot be told from others with marks between thousands."""

    text: str
    place: str
    unclear: re.Pattern[str]

    @property
    def figure(self) -> Fraction:
        """The text as a number; see `figure`."""
        return figure(self.text, self.unclear)

    @property
    def span(self) -> Span:
        """The text as a number that may have a range; see `span`."""
        return span(self.text, self.unclear)

    @property
    def share(self) -> Fraction:
        """The text as a number that may have a per cent sign."""
        return share(self.text, self.unclear)


@dataclass(frozen=True)
class Sheet:
    """Rows of text that are not empty, each with its number; `place` names the file, and the sheet of a workbook."""

    place: str
    rows: tuple[Row, ...]
    unclear: re.Pattern[str] = GROUPS

    def at(self, row: int) -> str:
        """Return the place of a row."""
        return f"{self.place}:{row}"

    def cell(self, row: int, text: str) -> Cell:
        """Return a text of a row with its place."""
        return Cell(text, self.at(row), self.unclear)


def read_sheets(path: Path) -> dict[str, Sheet]:
    """Read the sheets of a workbook by their names in small letters, or the only one of a CSV file.

    Raises
    ------
    InputError
        `file`, when the file cannot be read; `spreadsheet-reader`, when no reader of workbooks is installed.
    """
    if path.suffix.lower() in SPREADSHEETS:
        return _workbook(path)
    return {"": _csv(path)}


def _csv(path: Path) -> Sheet:
    text = read_text(path)
    stated = STATED.match(text)
    body = text[stated.end() :] if stated else text
    try:
        separator = stated[1] if stated else _separator(body)
        reader = csv.reader(body.splitlines(keepends=True), delimiter=separator)
        rows = [(reader.line_num, tuple(cell.strip() for cell in row)) for row in reader]
    except csv.Error as error:
        raise InputError("file", f"the file cannot be read ({error})", "save it as CSV UTF-8", str(path)) from None
    first = 1 if stated else 0
    kept = _kept((number + first, row) for number, row in rows)
    return Sheet(str(path), kept, GROUPS if separator == "," else GROUPS_WITH_POINTS)


def _separator(text: str) -> str:
    """Return the separator that parts the head into most cells."""
    head = next((line for line in text.splitlines() if line.strip(",;\t| ")), "")
    return max(SEPARATORS, key=lambda mark: len(next(csv.reader([head], delimiter=mark), [])))


def _workbook(path: Path) -> dict[str, Sheet]:
    held = read_workbook(path)
    places = {name: str(path) if len(held) == 1 else f"{path}, sheet {name}" for name in held}
    return {name.strip().lower(): Sheet(places[name], _kept(rows)) for name, rows in held.items()}


def _kept(rows: Iterable[tuple[int, Sequence[str]]]) -> tuple[Row, ...]:
    """Leave out rows without any entry."""
    return tuple((number, tuple(row)) for number, row in rows if any(row))
