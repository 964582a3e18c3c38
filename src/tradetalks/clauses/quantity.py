"""Figures with a range and a reason, and names that are checked: what a case is made of."""

from __future__ import annotations

import enum
import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationInfo, model_validator
from pydantic_core import PydanticCustomError

from tradetalks.errors import suggestion


@dataclass(frozen=True)
class Vocabulary:
    """The names that a case may use; passed to validation as its context. None: not known, so not checked."""

    region: tuple[str, ...] | None
    sector: tuple[str, ...] | None
    party: tuple[str, ...]
    source: tuple[str, ...]


def known(kind: str) -> Callable[[str, ValidationInfo], str]:
    """Return a validator that refuses names which the vocabulary does not hold and suggests the nearest."""

    def check(name: str, info: ValidationInfo) -> str:
        names: tuple[str, ...] | None = getattr(info.context, kind, None)
        if names is not None and name not in names:
            remedy = suggestion(name, names) if names else f"add a {kind} with that id"
            raise PydanticCustomError(
                f"unknown-{kind}",
                "there is no {kind} '{name}'",
                {"kind": kind, "name": name, "remedy": remedy},
            )
        return name

    return check


RegionName = Annotated[str, AfterValidator(known("region"))]
SectorName = Annotated[str, AfterValidator(known("sector"))]
PartyName = Annotated[str, AfterValidator(known("party"))]
SourceName = Annotated[str, AfterValidator(known("source"))]


class Strict(BaseModel):
    """A frozen part of a case file that refuses keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class Level(enum.Enum):
    """Which end of a range is meant."""

    LOW = "low"
    VALUE = "value"
    HIGH = "high"

    def towards(self, milder: Level) -> Level:
        """Turn "least" and "most" into ends of a range, given the end that counts as mild."""
        if self is Level.VALUE or milder is Level.LOW:
            return self
        return Level.LOW if self is Level.HIGH else Level.HIGH


class Quantity(Strict):
    """A figure with its range, low <= value <= high; a range that is left out is the figure itself."""

    value: float
    low: float
    high: float

    @model_validator(mode="before")
    @classmethod
    def _fill_range(cls, given: Any) -> Any:
        if isinstance(given, int | float) and not isinstance(given, bool):
            return {"value": given, "low": given, "high": given}
        if isinstance(given, dict) and "value" in given:
            return {"low": given["value"], "high": given["value"], **given}
        return given

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if not self.low <= self.value <= self.high:
            raise PydanticCustomError(
                "range-order",
                "the range low {low}, value {value}, high {high} is out of order",
                {**self.model_dump(), "remedy": "write low <= value <= high"},
            )
        return self

    def at(self, level: Level) -> float:
        """Return the figure at one end of its range."""
        return float(getattr(self, level.value))

    def fixed(self, level: Level) -> Quantity:
        """Return the figure at one end of its range, without a range."""
        return Quantity.model_validate(self.at(level))

    def away(self, level: Level, unchanged: float) -> float:
        """Return the point of the range nearest to, or farthest from, where nothing changes; the value as it stands.

        From 0 distances are differences, |x|; from 1, where the figure is a factor, ratios, |ln x|.
        """
        if level is Level.VALUE:
            return self.value
        if level is Level.LOW:
            return min(max(self.low, unchanged), self.high)
        return max((self.high, self.low), key=lambda x: abs(math.log(x / unchanged) if unchanged else x))


class Sourced(Strict):
    """Something that says where it comes from: the id of a source, or the word judgement with its reason."""

    source: SourceName | None = None
    judgement: str | None = None

    @model_validator(mode="after")
    def _says_why(self) -> Self:
        if not (self.source or self.judgement):
            raise PydanticCustomError(
                "no-source",
                "the figure has neither a source nor a judgement",
                {"remedy": 'add source = "id of a source", or judgement = "why you think so"'},
            )
        return self


def one_or_several(given: object) -> object:
    """Read a single name as a list of one."""
    return (given,) if isinstance(given, str) else given


def _above_zero(factor: Quantity) -> Quantity:
    if factor.low <= 0:
        raise refuse("trade-cost-factor", "a trade-cost factor is zero or below", "give a factor: 1.02 is 2 % dearer")
    return factor


@dataclass(frozen=True)
class Unchanged:
    """Marks a type of figures by the one that changes nothing: 1 for factors."""

    at: float


Factor = Annotated[Quantity, AfterValidator(_above_zero), Unchanged(1.0)]
"""A factor on trade costs, above zero: 1.02 is 2 % dearer, 1 is no change."""


def refuse(code: str, message: str, remedy: str) -> PydanticCustomError:
    """Make the error of a value that its model refuses."""
    return PydanticCustomError(code, "{message}", {"message": message, "remedy": remedy})
