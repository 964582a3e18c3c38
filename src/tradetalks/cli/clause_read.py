"""KEY=VALUE of `tradetalks clause`, made a clause; what is wrong is gathered and told with its remedy."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic.fields import FieldInfo

from tradetalks.clauses import CLAUSES
from tradetalks.clauses.base import Clause
from tradetalks.clauses.parameter import Parameter, marks
from tradetalks.clauses.percent import read_duty
from tradetalks.clauses.tariff_table import TariffRow, TariffTable
from tradetalks.cli.clause_fields import FIGURE, parameters, takes
from tradetalks.errors import CaseError, Mistake, UnknownNameError, suggestion
from tradetalks.files.attach import attachments
from tradetalks.files.mistakes import mistakes_of
from tradetalks.files.tables import read_table

GIVEN = {"judgement": "as given on the command line"}
PERCENT = re.compile(r"(?<![\w.])([+-]?\d+(?:\.\d+)?)\s*%")
UNFIT = ("-type", "-parsing", "-inexact", "-float", "enum", "literal-error")
"""Ends of the codes that say no more than that a value is of the wrong kind."""
BEYOND = ("greater-than", "greater-than-equal", "less-than", "less-than-equal")


def kind_of(name: str) -> type[Clause]:
    """Return the kind of clause of a name.

    Raises
    ------
    UnknownNameError
        When there is none.
    """
    if name not in CLAUSES:
        raise UnknownNameError("clause", name, CLAUSES)
    return CLAUSES[name]


def read_clause(name: str, given: Sequence[str]) -> Clause:
    """Make a clause of KEY=VALUE, with the files that it names; values are as in a case, quotes may be left out.

    Raises
    ------
    UnknownNameError
        When there is no such kind of clause.
    CaseError
        With every mistake of the words, or of the files that they name.
    """
    kind, mistakes = kind_of(name), list[Mistake]()
    pairs = _pairs(name, given, mistakes)
    data = {key: _value(kind, key, text, mistakes) for key, text in pairs.items()}
    _raise(name, mistakes)
    try:
        clause = kind.model_validate({"type": name, **GIVEN, **data})
    except ValidationError as error:
        _raise(name, _told(kind, pairs, error))
        raise
    found = _files(clause, mistakes)
    _raise(name, mistakes)
    return clause.model_copy(update=found)


def _pairs(name: str, given: Sequence[str], mistakes: list[Mistake]) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for pair in given:
        key, found, value = (part.strip() for part in pair.partition("="))
        if not found or key in pairs:
            what = f"{key!r} is given twice" if found else f"{pair!r} is not KEY=VALUE"
            remedy = f"see tradetalks clause {name} --help; values with blanks or braces need quotes"
            mistakes.append(Mistake("", what, remedy, "clause"))
        else:
            pairs[key] = value
    return pairs


def _value(kind: type[Clause], key: str, text: str, mistakes: list[Mistake]) -> Any:
    """Read a value as TOML, or as text, or as a list of texts between commas."""
    field = kind.model_fields.get(key)
    if field is not None and takes(field) == FIGURE and not _counts_points(field.default):
        text = _read_per_cent(field, text.replace('"', ""))
    try:
        return tomllib.loads(f"value = {text}")["value"]
    except tomllib.TOMLDecodeError:
        if not text or text.startswith(("{", "[")):
            what = f"{key}={text} cannot be read" if text else f"{key} has no value"
            remedy = f"{key} takes {takes(field)}" if field else "write KEY=VALUE"
            mistakes.append(Mistake("", what, remedy, "clause"))
    return [part.strip() for part in text.split(",")] if "," in text else text


def _read_per_cent(field: FieldInfo, text: str) -> str:
    """Put a per cent sign where a figure can hold it: duties read it themselves, others get the fraction."""
    if any(getattr(mark, "func", None) is read_duty for mark in marks(field)):
        return PERCENT.sub(r'"\1 %"', text)
    return PERCENT.sub(lambda found: str(Decimal(found[1]) / 100), text)


def _counts_points(default: object) -> bool:
    """Tell whether a figure is counted in points, where a per cent sign would not divide by a hundred."""
    return isinstance(default, Parameter) and default.unit.startswith("points")


def _told(kind: type[Clause], pairs: Mapping[str, str], error: ValidationError) -> list[Mistake]:
    """Tell what a clause finds wrong in words of the command line, what is wrong with one key once."""
    told: dict[str, Mistake] = {}
    for place, mistake in mistakes_of(error):
        key = str(place[0]) if place else ""
        told.setdefault(key or mistake.message, _reworded(kind, pairs, key, mistake))
    return list(told.values())


def _reworded(kind: type[Clause], pairs: Mapping[str, str], key: str, mistake: Mistake) -> Mistake:
    known = {row.key: row for row in parameters(kind)}
    if mistake.code == "extra-forbidden" and key not in known:
        return Mistake("", mistake.message, suggestion(key, list(known)), mistake.code)
    if key not in known:
        return mistake
    if mistake.code == "missing" and key not in pairs:
        row = known[key]
        return Mistake("", mistake.message, f"add {key}=...: {row.meaning or row.takes}", mistake.code)
    if mistake.code.endswith((*UNFIT, "missing")):
        return Mistake("", f"{key}={pairs[key]} does not fit", f"{key} takes {known[key].takes}", mistake.code)
    if mistake.code in BEYOND:
        return Mistake("", f"{key}={pairs[key]} is out of bounds", mistake.remedy, mistake.code)
    return mistake


def _files(clause: Clause, mistakes: list[Mistake]) -> dict[str, Any]:
    """Read what a clause names: the rows of its table or lists, and the tables of lines."""
    if not isinstance(clause, TariffTable):
        return attachments(clause.model_dump(), Path(), mistakes)
    rows = read_table(Path(clause.file), TariffRow, None, mistakes)
    if not rows and not mistakes:
        mistakes.append(Mistake("", "the table has no rows", "give below the head a row a flow", "no-rows"))
    return {"rows": tuple(row for _, row in rows)}


def _raise(name: str, mistakes: Sequence[Mistake]) -> None:
    if mistakes:
        where = f"clause {name}"
        raise CaseError(where, [Mistake(m.place or where, m.message, m.remedy, m.code) for m in mistakes])
