"""The figures of a case, wherever they stand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from tradetalks.clauses.quantity import Quantity


def figures_of(part: Any) -> Iterator[Quantity]:
    """Yield every figure with a range that a part of the case holds, also those of its defaults."""
    if isinstance(part, Quantity):
        yield part
    elif isinstance(part, BaseModel):
        for _, value in part:
            yield from figures_of(value)
    elif isinstance(part, tuple | dict):
        for value in part.values() if isinstance(part, dict) else part:
            yield from figures_of(value)
