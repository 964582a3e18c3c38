"""The parameters of a clause in words: what each may be given, its figure with range and unit, and its source."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from tradetalks.clauses.base import Clause
from tradetalks.clauses.parameter import described
from tradetalks.clauses.percent import read_rate, read_share
from tradetalks.clauses.quantity import Quantity
from tradetalks.clauses.quota.amount import Amount

FIGURE = "a figure, or a range as {value=2,low=1,high=3}"
KINDS: tuple[tuple[type, str], ...] = (
    (Amount, 'a quantity with its unit, such as "3.6 %" or "50000 t"'),
    (BaseModel, "tables as in a case, [{key=value, ...}]"),
    (dt.date, "a day, such as 2018-07-06"),
    (bool, "true or false"),
)
READERS: tuple[tuple[Any, str], ...] = (
    (read_share, "a part of a whole, 62.5% or 0.625"),
    (read_rate, "a duty, 25% or 0.25"),
)
UNSAID = {"source", "judgement"}


@dataclass(frozen=True)
class Parameter:
    """A parameter of a clause in words; `figure` holds value, range and unit, `known` evidence and source."""

    key: str
    figure: str
    needed: bool
    meaning: str
    takes: str
    known: str


def parameters(kind: type[Clause]) -> Iterator[Parameter]:
    """List all that a kind of clause may be given, each with its default."""
    for row in described(kind):
        if row.name not in UNSAID:
            field = kind.model_fields[row.name]
            default = "needed" if field.is_required() else written(field.get_default(call_default_factory=True))
            known = ": ".join(filter(None, (row.evidence, row.source)))
            figure = f"{default} {row.unit}".strip()
            yield Parameter(row.name, figure, field.is_required(), row.meaning, takes(field), known)


def figures(clause: Clause) -> Iterator[Parameter]:
    """List the figures that a clause rests on as they stand in it; those that the user gave say so."""
    for row in parameters(type(clause)):
        value = getattr(clause, row.key)
        if isinstance(value, Quantity) or type(value) in {int, float}:
            unit = next(one.unit for one in described(type(clause)) if one.name == row.key)
            known = "given" if row.key in clause.model_fields_set else row.known or "default of the clause"
            yield replace(row, figure=f"{written(value)} {unit}".strip(), known=known)


def written(value: object) -> str:
    """Write a value as a user would give it, a figure with its range behind it."""
    match value:
        case Quantity(value=middle, low=low, high=high):
            told = f"{middle:,.6g}" if low == high else f"{middle:,.6g} ({low:,.6g} to {high:,.6g})"
        case bool():
            told = str(value).lower()
        case float():
            told = f"{value:g}"
        case tuple():
            told = ", ".join(map(str, value))
        case dict():
            told = "; ".join(f"{name}: {written(each)}" for name, each in value.items())
        case _:
            told = "" if value is None else str(value)
    return told or "none"


def takes(field: FieldInfo) -> str:
    """Say what may be written for a field; nothing where any text may be."""
    marks, words, kinds = [*field.metadata, *_marks(field.annotation)], list(_words(field.annotation)), _kinds(field)
    if Quantity in kinds and get_origin(field.annotation) is not dict:
        return FIGURE
    found = [told for kind, told in KINDS if any(issubclass(each, kind) for each in kinds)]
    found += [told for reader, told in READERS if any(getattr(mark, "func", None) is reader for mark in marks)]
    if words or found:
        return " or ".join([*words, *found[:1]])
    if tuple in kinds:
        return "one, or several between commas"
    return _number(kinds, marks)


def _number(kinds: set[type], marks: list[Any]) -> str:
    if not {int, float} & kinds:
        return ""
    low = next((mark.ge for mark in marks if hasattr(mark, "ge")), None)
    high = next((mark.le for mark in marks if hasattr(mark, "le")), None)
    limits = f" of {low:g} to {high:g}" if low is not None and high is not None else ""
    return f"{'a whole number' if int in kinds else 'a number'}{limits}"


def _walk(annotation: Any) -> Iterator[Any]:
    """Walk a type and all that it is made of."""
    yield annotation
    for part in get_args(annotation):
        yield from _walk(part)


def _kinds(field: FieldInfo) -> set[type]:
    parts = [get_origin(part) or part for part in _walk(field.annotation)]
    return {part for part in parts if isinstance(part, type)}


def _marks(annotation: Any) -> Iterator[Any]:
    for part in _walk(annotation):
        for mark in getattr(part, "__metadata__", ()):
            yield from (mark.metadata if isinstance(mark, FieldInfo) else (mark,))


def _words(annotation: Any) -> Iterator[str]:
    """List the words that a type allows."""
    for part in _walk(annotation):
        if get_origin(part) is Literal:
            yield from map(str, get_args(part))
        elif isinstance(part, type) and issubclass(part, enum.Enum):
            yield from (str(member.value) for member in part)
