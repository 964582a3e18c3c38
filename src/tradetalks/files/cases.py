"""Cases on disk: the embedded ones and a user's own."""

from __future__ import annotations

from dataclasses import replace
from importlib.resources import as_file, files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from tradetalks.clauses import AnyClause
from tradetalks.clauses.base import Clause
from tradetalks.clauses.quantity import Vocabulary
from tradetalks.clauses.tariff_table import TariffRow
from tradetalks.errors import CaseError, InputError, Mistake, UnknownNameError, suggestion
from tradetalks.files.attach import WITH_LINES, WITH_LISTS, attachments, files_named
from tradetalks.files.mistakes import mistakes_of
from tradetalks.files.negotiations.read import SUFFIXES, holds_negotiation, read_negotiation
from tradetalks.files.tables import read_table
from tradetalks.files.toml import Document, read_toml
from tradetalks.files.worlds import load_world
from tradetalks.talks.schema import CaseFile, Position
from tradetalks.talks.talks import NO_WORLD, Talks
from tradetalks.world.world import GROUPS, World

CASE_FILE = "case.toml"
POSITIONS_FILE = "positions.csv"


def cases() -> tuple[str, ...]:
    """Names of the embedded cases."""
    folders = (item for item in _folder().iterdir() if (item / CASE_FILE).is_file())
    return tuple(sorted(folder.name.replace("_", "-") for folder in folders))


def load_talks(case: str | Path) -> Talks:
    """Load an embedded case by name, or your own from a case.toml or the folder that holds it.

    A negotiation that is scored option by option may also come as a table (.csv, .xlsx), or as a domain and profiles
    of GENIUS (.xml) or GeniusWeb (.json) in a folder; see docs/import.md.

    Raises
    ------
    UnknownNameError
        When there is no such case.
    CaseError
        With every mistake of the files, each with its line and its remedy.
    """
    path = Path(case)
    with as_file(_folder() / str(case).replace("-", "_") / CASE_FILE) as embedded:
        if str(case) in cases():
            return _read(embedded)
    if not (path / CASE_FILE).exists() and path.exists() and holds_negotiation(path):
        return read_negotiation(path)
    if path.suffix == ".toml" or path.is_dir():
        return _read(path / CASE_FILE if path.is_dir() else path)
    if path.name != str(case) or path.exists() or path.suffix.lower() in SUFFIXES:
        raise InputError(
            "case-path", f"there is no case at {str(case)!r}", "give the folder of a case, its case.toml, or a table"
        )
    raise UnknownNameError("case", str(case), cases())


def _folder() -> Traversable:
    return files("tradetalks") / "cases"


def _read(path: Path) -> Talks:
    document = read_toml(path)
    mistakes: list[Mistake] = []
    world = _world(document, mistakes)
    vocabulary = _vocabulary(document.data, world)
    data = _with_tables(document, document.data, vocabulary, mistakes)
    case = _validated(document, data, vocabulary, mistakes)
    positions = _positions(path.parent / POSITIONS_FILE, case, mistakes)
    _check_world(document, case, mistakes)
    if mistakes or case is None:
        raise CaseError(str(path), sorted(mistakes, key=lambda mistake: _order(path, mistake)))
    return Talks(case=case, positions=positions, world=world, files=_files(path, case))


def _files(path: Path, case: CaseFile) -> tuple[Path, ...]:
    """Files that a case consists of, its own world among them."""
    tables = [name for clause in case.clauses for name in files_named(clause)]
    named = (path.name, POSITIONS_FILE, case.case.world, *tables)
    return tuple((path.parent / name).resolve() for name in named if name)


def _check_world(document: Document, case: CaseFile | None, mistakes: list[Mistake]) -> None:
    """Refuse clauses and elasticities in a case that names no world."""
    if case and not case.case.world and (case.clauses or case.case.elasticities):
        what = "clauses" if case.clauses else "elasticities"
        place = f"{document.path}:{document.line(('case',))}"
        mistakes.append(Mistake(place, f"the case has {what} and no world", NO_WORLD, "no-world"))


def _world(document: Document, mistakes: list[Mistake]) -> World | None:
    """Load the world that the case names, if it names one; a path is relative to the case."""
    head = document.data.get("case")
    if not isinstance(head, dict) or not head.get("world"):
        return None
    name, elasticities = str(head.get("world", "")), str(head.get("elasticities", ""))
    own = document.path.parent / name
    for key, wanted in (("world", ""), ("elasticities", elasticities)):
        try:
            world = load_world(own if own.suffix == ".npz" else name, wanted)
        except InputError as error:
            line = document.line(("case", key))
            mistakes.append(Mistake(f"{document.path}:{line}", error.message, error.remedy, error.code))
            return None
    return world


def _vocabulary(data: dict[str, Any], world: World | None) -> Vocabulary:
    def ids(kind: str) -> tuple[str, ...]:
        parts = data.get(kind)
        found = parts if isinstance(parts, list) else []
        return tuple(str(part["id"]) for part in found if isinstance(part, dict) and "id" in part)

    return Vocabulary(
        region=world.regions if world else None,
        sector=(*world.sectors, *GROUPS) if world else None,
        party=ids("party"),
        source=ids("source"),
    )


def _validated(
    document: Document, data: dict[str, Any], vocabulary: Vocabulary, mistakes: list[Mistake]
) -> CaseFile | None:
    try:
        return CaseFile.model_validate(data, context=vocabulary)
    except ValidationError as error:
        mistakes += [
            replace(mistake, place=f"{document.path}:{document.line(place)}") for place, mistake in mistakes_of(error)
        ]
    return None


def _order(path: Path, mistake: Mistake) -> tuple[bool, str, int]:
    """Order mistakes by file, that of the case first, and by line."""
    file, _, line = mistake.place.rpartition(":")
    return file != str(path), file, int(line)


def _with_tables(
    document: Document, data: Any, vocabulary: Vocabulary, mistakes: list[Mistake], place: tuple[str | int, ...] = ()
) -> Any:
    """Put the rows of every tariff table, and the lists and lines of every clause that names some, beside it."""
    if isinstance(data, list):
        return [_with_tables(document, item, vocabulary, mistakes, (*place, n)) for n, item in enumerate(data)]
    if not isinstance(data, dict):
        return data
    filled = {key: _with_tables(document, value, vocabulary, mistakes, (*place, key)) for key, value in data.items()}
    folder = document.path.parent
    if filled.get("type") == "tariff-table" and isinstance(filled.get("file"), str):
        rows = read_table(folder / filled["file"], TariffRow, vocabulary, mistakes)
        filled["rows"] = [row.model_dump() for _, row in rows]
    if filled.get("type") in (*WITH_LISTS, *WITH_LINES):
        own: list[Mistake] = []
        filled |= attachments(_completed(filled, vocabulary), folder, own)
        mistakes += [replace(one, place=one.place or f"{document.path}:{document.line(place)}") for one in own]
    return filled


def _completed(given: dict[str, Any], vocabulary: Vocabulary) -> dict[str, Any]:
    """Return a clause with what it leaves to its defaults; one that is wrong stays as it is written."""
    try:
        clause: Clause = TypeAdapter[Clause](AnyClause).validate_python(given, context=vocabulary)
    except ValidationError:
        return given
    return clause.model_dump()


def _positions(path: Path, case: CaseFile | None, mistakes: list[Mistake]) -> tuple[Position, ...]:
    """Read the dated moves beside the case, if there are any, and check the options that they name."""
    if not path.exists():
        return ()
    rows = read_table(path, Position, None, mistakes)
    issues = {issue.id: [option.id for option in issue.option] for issue in case.issue} if case else {}
    for line, position in rows:
        options = issues.get(position.issue, [])
        if case and position.option and position.option not in options:
            message = f"there is no option '{position.option}' of issue '{position.issue}'"
            remedy = suggestion(position.option, options or list(issues))
            mistakes.append(Mistake(f"{path}:{line}", message, remedy, "unknown-option"))
    return tuple(position for _, position in rows)
