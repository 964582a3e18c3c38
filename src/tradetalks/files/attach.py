"""Lists and tables of tariff lines, put beside the clauses that name them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

from tradetalks.clauses.base import Clause
from tradetalks.errors import InputError, Mistake
from tradetalks.files.codes import raise_mistakes
from tradetalks.files.lines import load_lines, table_of
from tradetalks.files.lists import load_list, read_list
from tradetalks.lines.rows import ListRow
from tradetalks.lines.table import LineTable

AnyOf = TypeVar("AnyOf", bound=Clause)
WITH_LISTS = ("tariff-list",)
WITH_LINES = ("tariff-list", "preference", "lapse", "sunset")
IMPORTERS = ("importer", "member")


def attached(clause: AnyOf, folder: Path = Path()) -> AnyOf:
    """Return the clause with the lists and tables of lines that it names, files relative to a folder.

    Raises
    ------
    InputError
        With every mistake of the files, or when there is no such list or table.
    """
    mistakes: list[Mistake] = []
    given = clause.model_dump()
    found = attachments(given, folder, mistakes)
    raise_mistakes(f"clause {given.get('type', '')}".strip(), mistakes)
    return clause.model_copy(update=found)


def attachments(given: Mapping[str, Any], folder: Path, mistakes: list[Mistake]) -> dict[str, Any]:
    """Read what a clause, with its defaults, names: `rows` of its lists and `tables` of lines.

    Mistakes in a file have its name and line as their place; those of the clause itself have none.
    """
    found: dict[str, Any] = {}
    if given.get("type") in WITH_LISTS:
        lists = [_list(name, folder, mistakes) for name in _names(given.get("file"))]
        found["rows"] = tuple(row for rows in lists for row in rows)
    if given.get("type") in WITH_LINES:
        found["tables"] = tuple(_tables(given, folder, mistakes))
    return found


def files_named(clause: Clause) -> tuple[str, ...]:
    """Names of the files, not of the embedded lists and tables, that a clause reads."""
    named = (*_names(getattr(clause, "file", None)), *_names(getattr(clause, "lines", None)))
    return tuple(name for name in named if Path(name).suffix)


def _list(name: str, folder: Path, mistakes: list[Mistake]) -> tuple[ListRow, ...]:
    if Path(name).suffix:
        return read_list(folder / name, mistakes)
    try:
        return load_list(name)
    except InputError as error:
        mistakes.append(Mistake("", error.message, error.remedy, error.code))
    return ()


def _tables(given: Mapping[str, Any], folder: Path, mistakes: list[Mistake]) -> list[LineTable]:
    importers = [name for key in IMPORTERS for name in _names(given.get(key))]
    lines = given.get("lines")
    names = _names(lines) if lines is not None else [name for name in map(table_of, importers) if name]
    found = []
    for name in names:
        try:
            path = folder / name
            found.append(load_lines(path if Path(name).suffix else name, importers[0] if importers else ""))
        except InputError as error:
            where = f"{error.place}:1" if error.place else ""
            mistakes.append(Mistake(where, error.message, error.remedy, error.code))
    return found


def _names(given: Any) -> list[str]:
    """Read one name or a list of names; anything else is for the clause to refuse."""
    if isinstance(given, str):
        return [given]
    return [name for name in given if isinstance(name, str)] if isinstance(given, list | tuple) else []
