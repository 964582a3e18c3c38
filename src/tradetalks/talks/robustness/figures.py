"""A clause between the ends of its ranges, without a word about what kind of clause it is."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from tradetalks.clauses import AnyClause
from tradetalks.clauses.quantity import Level, Quantity
from tradetalks.talks.robustness.sampling import drawn


def clause_at(clause: AnyClause, u: float) -> AnyClause:
    """Set every ranged figure of a clause to a quantile of its triangular distribution.

    u runs from where the clause does least to where it does most: a figure whose milder end is its high one goes down.
    Figures inside it, such as those of its partners, are set as well.
    """
    moved: AnyClause = _moved(clause, clause.at(Level.LOW), clause.at(Level.HIGH), u)
    return moved


def is_ranged(part: object) -> bool:
    """Whether a clause, or a part of one, holds a figure with a range."""
    if isinstance(part, Quantity):
        return part.low < part.high
    if isinstance(part, BaseModel):
        return any(is_ranged(value) for _, value in part)
    if isinstance(part, tuple):
        return any(map(is_ranged, part))
    return isinstance(part, dict) and any(map(is_ranged, part.values()))


def _moved(part: Any, least: Any, most: Any, u: float) -> Any:
    """Walk a clause beside itself at both ends, which tell the direction of every figure."""
    if isinstance(part, Quantity):
        return drawn(part, u if least.value <= most.value else 1 - u)
    if isinstance(part, BaseModel):
        ranged = [name for name, value in part if is_ranged(value)]
        ends = ((name, getattr(part, name), getattr(least, name), getattr(most, name)) for name in ranged)
        return part.model_copy(update={name: _moved(one, low, high, u) for name, one, low, high in ends})
    if isinstance(part, tuple):
        return tuple(_moved(*each, u) for each in zip(part, least, most, strict=True))
    if isinstance(part, dict):
        return {key: _moved(value, least[key], most[key], u) for key, value in part.items()}
    return part
