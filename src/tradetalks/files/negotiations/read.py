"""Which of the forms a file or a folder has, and the talks in it."""

from __future__ import annotations

from pathlib import Path

from tradetalks.errors import CaseError, InputError, Mistake
from tradetalks.files.negotiations.folders import read_genius, read_geniusweb
from tradetalks.files.negotiations.scored import Scored
from tradetalks.files.negotiations.table import read_table
from tradetalks.files.workbooks import SPREADSHEETS
from tradetalks.talks.talks import Talks

TABLES = (".csv", ".tsv", *SPREADSHEETS)
XML, JSON = ".xml", ".json"
SUFFIXES = (*TABLES, XML, JSON)


def holds_negotiation(path: Path) -> bool:
    """Whether a path is a file that may hold a scored negotiation, or a folder of GENIUS or GeniusWeb files."""
    if path.is_dir():
        return any(found.suffix.lower() in (XML, JSON) for found in path.iterdir())
    return path.suffix.lower() in SUFFIXES


def read_negotiation(path: Path) -> Talks:
    """Read a scored negotiation: a table as CSV or workbook, or a folder of GENIUS XML or GeniusWeb JSON.

    A file of GENIUS or GeniusWeb stands for the folder that it is in.

    Raises
    ------
    CaseError
        With every mistake of the files, each with its place and its remedy.
    """
    mistakes: list[Mistake] = []
    scored = _read(path, mistakes)
    if mistakes or scored is None:
        raise CaseError(str(path), _in_order(mistakes))
    return scored.talks()


def _in_order(mistakes: list[Mistake]) -> list[Mistake]:
    """Order mistakes by their lines, files in the order in which they were read."""
    places = [mistake.place.rpartition(":") for mistake in mistakes]
    files = list(dict.fromkeys(file for file, *_ in places))
    lines = [(files.index(file), int(line) if line.isdecimal() else 0) for file, _, line in places]
    return [mistakes[position] for position in sorted(range(len(mistakes)), key=lines.__getitem__)]


def _read(path: Path, mistakes: list[Mistake]) -> Scored | None:
    suffixes = {found.suffix.lower() for found in path.iterdir()} if path.is_dir() else {path.suffix.lower()}
    try:
        if XML in suffixes:
            return read_genius(path, mistakes)
        return read_geniusweb(path, mistakes) if JSON in suffixes else read_table(path, mistakes)
    except CaseError as error:
        mistakes += error.mistakes
    except InputError as error:
        mistakes.append(Mistake(error.place or str(path), error.message, error.remedy, error.code))
    return None
