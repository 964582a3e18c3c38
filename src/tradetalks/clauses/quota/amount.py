"""Quantities of a quota as agreements write them: "3.6 %", "50000 t", "10 million dozen"."""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from tradetalks.clauses.percent import percent
from tradetalks.clauses.quantity import Strict, refuse

WRITTEN = re.compile(r"^\s*([\d.,_]+)\s*(thousand|million|billion)?\s*(.+?)\s*$")
TIMES = {"": 1.0, "thousand": 1e3, "million": 1e6, "billion": 1e9}
MILLION = 1e6


class Unit(enum.Enum):
    """What a quota is counted in."""

    SHARE = "share"
    DOLLAR = "US$"
    MILLION_DOLLARS = "million US$"
    TONNE = "t"
    KILOGRAM = "kg"
    LITRE = "l"
    HECTOLITRE = "hl"
    DOZEN = "dozen"

    def __str__(self) -> str:
        return self.value

    @property
    def measure(self) -> tuple[str, float]:
        """What kind of thing is counted, and how many basic units one is."""
        return _MEASURES[self]


_MEASURES = {
    Unit.SHARE: ("share", 1.0),
    Unit.DOLLAR: ("money", 1 / MILLION),
    Unit.MILLION_DOLLARS: ("money", 1.0),
    Unit.TONNE: ("weight", 1000.0),
    Unit.KILOGRAM: ("weight", 1.0),
    Unit.LITRE: ("volume", 1.0),
    Unit.HECTOLITRE: ("volume", 100.0),
    Unit.DOZEN: ("number", 1.0),
}
_WORDS = {unit.value: unit for unit in Unit} | {
    "%": Unit.SHARE,
    "tonne": Unit.TONNE,
    "tonnes": Unit.TONNE,
    "kilogram": Unit.KILOGRAM,
    "kilograms": Unit.KILOGRAM,
    "litre": Unit.LITRE,
    "litres": Unit.LITRE,
    "hectolitre": Unit.HECTOLITRE,
    "hectolitres": Unit.HECTOLITRE,
    "dozens": Unit.DOZEN,
}


def read_unit(given: Any) -> Any:
    """Read a unit by its name; an unknown one is refused with those that are known."""
    if isinstance(given, Unit) or not isinstance(given, str):
        return given
    if given.strip() not in _WORDS:
        known = ", ".join(unit.value for unit in Unit)
        raise refuse("quota-unit", f"a quota cannot be counted in '{given}'", f"use one of: %, {known}")
    return _WORDS[given.strip()]


AnyUnit = Annotated[Unit, BeforeValidator(read_unit)]


class Amount(Strict):
    """A quantity with its unit; a share is of the market at today's prices."""

    value: float = Field(ge=0)
    unit: AnyUnit

    def __str__(self) -> str:
        if self.unit is Unit.SHARE:
            return f"{percent(self.value)} of the market"
        return f"{self.value:,.10g} {self.unit.value}"


def read_amount(given: Any) -> Any:
    """Read "3.6 %", "50000 t" or "10 million dozen"; a bare number has no unit and is refused."""
    if isinstance(given, int | float) and not isinstance(given, bool):
        raise refuse("quota-unit", f"a quota of {given:g} has no unit", 'write "3.6 %", "50000 t" or the like')
    if not isinstance(given, str):
        return given
    found = WRITTEN.match(given)
    if found is None:
        raise refuse("quota-amount", f"'{given}' is no quantity with a unit", 'write "3.6 %", "50000 t" or the like')
    number, times, unit = found.groups()
    if times == "million" and unit == "US$":
        times, unit = "", Unit.MILLION_DOLLARS.value
    try:
        value = float(number.replace(",", "").replace("_", "")) * TIMES[times or ""]
    except ValueError:
        raise refuse("quota-amount", f"'{number}' is no number", 'write "3.6 %", "50000 t" or the like') from None
    return {"value": value / 100 if unit == "%" else value, "unit": read_unit(unit)}


AnyAmount = Annotated[Amount, BeforeValidator(read_amount)]


@dataclass(frozen=True)
class UnitPrice:
    """What one unit costs at the border, US$."""

    dollars: float
    per: Unit


def check_price(amount: Amount, price: UnitPrice | None) -> None:
    """Refuse a quantity that cannot be turned into money: one of goods needs a price in a unit of the same kind."""
    kind, _ = amount.unit.measure
    if kind in {"share", "money"}:
        return
    example = f"price = 900 (US$) and price_per = '{amount.unit.value}'"
    if price is None:
        raise refuse("quota-price", f"a quota of {amount} needs a border price", f"add {example}")
    if price.per.measure[0] != kind:
        message = f"a price per {price.per.value} does not fit a quota of {amount}"
        raise refuse("quota-price", message, f"write {example}")


def million(amount: Amount, price: UnitPrice | None, market: float) -> float:
    """Value of a quantity at the border, million US$; `market` is the whole market at the border price."""
    check_price(amount, price)
    kind, size = amount.unit.measure
    if kind == "share":
        return amount.value * market
    if kind == "money" or price is None:
        return amount.value * size
    return amount.value * size / price.per.measure[1] * price.dollars / MILLION
