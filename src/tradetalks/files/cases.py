"""Cases on disk: the embedded ones and a user's own."""

from __future__ import annotations

import csv
from importlib.resources import as_file, files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from pydantic import BaseModel, TypeAdapter, ValidationError

from tradetalks.clauses.quantity import Strict, Vocabulary
from tradetalks.clauses.tariff_table import TariffRow
from tradetalks.errors import CaseError, InputError, Mistake, UnknownNameError, suggestion
from tradetalks.files.toml import Document, Place, read_toml
from tradetalks.files.worlds import load_world
from tradetalks.talks.schema import CaseFile, Position
from tradetalks.talks.talks import Talks
from tradetalks.world.world import GROUPS, World

CASE_FILE = "case.toml"
POSITIONS_FILE = "positions.csv"
REMEDIES = {
    "missing": "add it",
    "string_type": "write text in quotes",
    "float_type": "write a number",
    "bool_type": "write true or false",
    "finite_number": "write a number that is not infinite or nan",
    "too_short": "add what is missing",
    "union_tag_invalid": "choose one of the types named",
    "union_tag_not_found": "add type = ...",
}


def cases() -> tuple[str, ...]:
    """Names of the embedded cases."""
    folders = (item for item in _folder().iterdir() if (item / CASE_FILE).is_file())
    return tuple(sorted(folder.name.replace("_", "-") for folder in folders))


def load_talks(case: str | Path) -> Talks:
    """Load an embedded case by name, or your own from a case.toml or the folder that holds it.

    Raises
    ------
    UnknownNameError
        When there is no such case.
    CaseError
        With every mistake of the files, each with its line and its remedy.
    """
    path = Path(case)
    if path.suffix == ".toml" or path.is_dir():
        return _read(path / CASE_FILE if path.is_dir() else path)
    with as_file(_folder() / str(case).replace("-", "_") / CASE_FILE) as embedded:
        if not embedded.is_file():
            raise UnknownNameError("case", str(case), cases())
        return _read(embedded)


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
    if mistakes or case is None or world is None:
        raise CaseError(str(path), mistakes)
    return Talks(case=case, positions=positions, world=world)


def _world(document: Document, mistakes: list[Mistake]) -> World | None:
    """Load the world that the case names; a path is relative to the case."""
    head = document.data.get("case", {})
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
        parts = data.get(kind, [])
        return tuple(str(p["id"]) for p in parts if isinstance(p, dict) and "id" in p)

    return Vocabulary(
        region=world.regions if world else (),
        sector=(*world.sectors, *GROUPS) if world else (),
        party=ids("party"),
        source=ids("source"),
    )


def _validated(
    document: Document, data: dict[str, Any], vocabulary: Vocabulary, mistakes: list[Mistake]
) -> CaseFile | None:
    try:
        return CaseFile.model_validate(data, context=vocabulary)
    except ValidationError as error:
        for told in error.errors():
            line = document.line(told["loc"])
            mistakes.append(_mistake(f"{document.path}:{line}", told))
    mistakes.sort(key=lambda mistake: int(mistake.place.rsplit(":", 1)[-1]))
    return None


def _mistake(place: str, told: Any) -> Mistake:
    """Turn a finding of pydantic into a mistake in our words."""
    name = ".".join(str(step) for step in told["loc"] if not isinstance(step, int))
    remedy = told.get("ctx", {}).get("remedy") or REMEDIES.get(told["type"], "write what the case format asks for")
    message = f"{name}: {told['msg']}"
    if told["type"] == "extra_forbidden":
        key = str(told["loc"][-1])
        message, remedy = f"there is no key '{key}' here", suggestion(key, _keys_of_format())
    if told["type"] == "missing":
        message = f"{name} is missing"
    return Mistake(place, message, remedy, told["type"].replace("_", "-"))


def _keys_of_format() -> list[str]:
    """Every key that a case may hold."""

    def below(model: type[BaseModel]) -> set[str]:
        found = set(model.model_fields)
        return found.union(*(below(child) for child in model.__subclasses__()))

    return sorted(below(Strict))


def _with_tables(document: Document, data: Any, vocabulary: Vocabulary, mistakes: list[Mistake]) -> Any:
    """Put the rows of every tariff table beside the name of its file."""
    if isinstance(data, list):
        return [_with_tables(document, item, vocabulary, mistakes) for item in data]
    if not isinstance(data, dict):
        return data
    filled = {key: _with_tables(document, value, vocabulary, mistakes) for key, value in data.items()}
    if filled.get("type") == "tariff-table" and isinstance(filled.get("file"), str):
        filled["rows"] = _rows(document.path.parent / filled["file"], TariffRow, vocabulary, mistakes)
    return filled


def _rows(
    path: Path, model: type[BaseModel], vocabulary: Vocabulary | None, mistakes: list[Mistake]
) -> list[dict[str, str]]:
    """Read a CSV file whose rows fit a model; rows that do not are mistakes with their line."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            rows = list(csv.DictReader(stream))
    except (OSError, UnicodeDecodeError) as error:
        mistakes.append(Mistake(f"{path}:1", f"the file cannot be read ({error})", "put it beside the case", "file"))
        return []
    good = []
    for line, row in enumerate(rows, start=2):
        try:
            TypeAdapter(model).validate_python(row, context=vocabulary)
            good.append(row)
        except ValidationError as error:
            mistakes += [_mistake(f"{path}:{line}", told) for told in error.errors()]
    return good


def _positions(path: Path, case: CaseFile | None, mistakes: list[Mistake]) -> tuple[Position, ...]:
    """Read the dated moves beside the case, if there are any, and check the options that they name."""
    if not path.exists():
        return ()
    positions = tuple(Position.model_validate(row) for row in _rows(path, Position, None, mistakes))
    issues = {issue.id: [option.id for option in issue.option] for issue in case.issue} if case else {}
    for line, position in enumerate(positions, start=2):
        options = issues.get(position.issue, [])
        if case and position.option and position.option not in options:
            message = f"there is no option '{position.option}' of issue '{position.issue}'"
            remedy = suggestion(position.option, options or list(issues))
            mistakes.append(Mistake(f"{path}:{line}", message, remedy, "unknown-option"))
    return positions


__all__ = ["Place", "cases", "load_talks"]
