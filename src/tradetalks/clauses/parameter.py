"""Parameters of a mechanism: a default with its range, its unit, and where it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal, get_args

from pydantic import BaseModel, Field
from pydantic.fields import FieldInfo

from tradetalks.clauses.quantity import Level, Quantity, Unchanged, refuse

Evidence = Literal["text seen", "data", "computed", "from memory", "judgement"]


class Parameter(Quantity):
    """The default of a ranged figure: how it is known, and which end of its range lets the clause do less."""

    unit: str
    evidence: Evidence
    source: str
    milder: Level


def parameter(
    meaning: str,
    value: float,
    low: float,
    high: float,
    *,
    evidence: Evidence,
    source: str,
    unit: str = "",
    milder: Level = Level.LOW,
) -> Any:
    """Declare an uncertain parameter of a clause: a field of type `Quantity` with a default that knows its origin."""
    default = Parameter(value=value, low=low, high=high, unit=unit, evidence=evidence, source=source, milder=milder)
    return Field(default=default, description=meaning)


def milder_end(field: FieldInfo) -> Level:
    """Return the end of a field's range at which the clause does less."""
    return field.default.milder if isinstance(field.default, Parameter) else Level.LOW


def at_end(field: FieldInfo, figure: Quantity, level: Level) -> Quantity:
    """Move a figure to the end of its range at which the clause does least, or most.

    A factor is mild where it is nearest to 1. Of other figures a parameter says which end is mild; where it is not
    one, that is what is nearest to 0, as for rates and additions.
    """
    neutral = next((mark.at for mark in marks(field) if isinstance(mark, Unchanged)), None)
    if neutral is None and isinstance(field.default, Parameter):
        return figure.fixed(level.towards(field.default.milder))
    return Quantity.model_validate(figure.away(level, neutral or 0.0))


def marks(field: FieldInfo) -> Iterator[object]:
    """Walk the marks of a field's type, those inside `Factor | None` included."""
    yield from field.metadata
    for part in get_args(field.annotation):
        yield from getattr(part, "__metadata__", ())


def refuse_beyond_one(model: BaseModel, names: Iterable[str], code: str) -> None:
    """Refuse ranged figures of a clause that leave 0 to 1; one that is not given is passed over."""
    for name in names:
        figure: Quantity | None = getattr(model, name)
        if figure is not None and not 0 <= figure.low <= figure.high <= 1:
            raise refuse(code, f"'{name}' leaves 0 to 1", "give fractions: 0.25 is 25 %")


@dataclass(frozen=True)
class Described:
    """A field of a clause as a reader wants it: what it means, its default with range, and where that comes from."""

    name: str
    meaning: str
    default: str
    unit: str = ""
    evidence: str = ""
    source: str = ""


def described(model: type[BaseModel]) -> Iterator[Described]:
    """Describe every field that a clause may be given, in its order."""
    for name, field in model.model_fields.items():
        meaning, given = field.description or "", field.get_default(call_default_factory=True)
        if name == "type" or not field.repr:
            continue
        if isinstance(given, Parameter):
            spread = "" if given.low == given.high else f" ({given.low:g} to {given.high:g})"
            yield Described(name, meaning, f"{given.value:g}{spread}", given.unit, given.evidence, given.source)
        else:
            yield Described(name, meaning, "needed" if field.is_required() else _written(given))


def _written(given: object) -> str:
    if isinstance(given, tuple):
        return ", ".join(map(str, given))
    if isinstance(given, dict):
        return "; ".join(f"{name}: {value}" for name, value in given.items())
    return "" if given is None else str(given)
